//! The sizes at which missing figures are tried.

use crate::assessment::{Figures, Finding, Missing};
use crate::evaluate::ledger::Trial;
use crate::portfolio::Column;
use crate::quantity::{Kroner, Percent, Year};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// All missing figures at once, in their order: those of each column and year at one size with the others at another.
pub(super) fn at_sizes(missing: &[&Missing]) -> impl Iterator<Item = Vec<Trial>> + use<> {
    let sizes: Vec<(Group, Vec<Trial>)> = missing.iter().map(|one| (group(one), sizes(one))).collect();
    let groups: BTreeSet<Group> = sizes.iter().map(|(group, _)| *group).collect();
    let ends = (0..SIZES).flat_map(|own| (0..3).map(move |others| (own, others)));
    let tried = groups.into_iter().flat_map(move |group| ends.clone().map(move |(own, others)| (group, own, others)));
    tried.map(move |(group, own, others)| {
        let of = |(one, sizes): &(Group, Vec<Trial>)| {
            let size = if *one == group { own } else { others };
            sizes.get(size).or(sizes.last()).cloned()
        };
        sizes.iter().filter_map(of).collect()
    })
}

/// Figures that are tried at one size: those of a column and year.
type Group = (Option<Column>, Year);

fn group(missing: &Missing) -> Group {
    match missing {
        Missing::PriceIndex(year) => (None, *year),
        Missing::Figure { column, year, .. } => (Some(*column), *year),
    }
}

/// So many sizes are tried of a figure that may be negative.
const SIZES: usize = 5;

/// The sizes of `trials`, and the least deficit: of a result so small that less than a krone is to be carried, too.
fn sizes(missing: &Missing) -> Vec<Trial> {
    let mut sizes = trials(missing);
    let signed = matches!(missing, Missing::Figure { column, .. } if column.may_be_negative());
    sizes.extend(of_size(missing, Decimal::new(-1, 2)).filter(|_| signed));
    sizes
}

/// All missing figures at the size of each amount that a finding shows: what is missing may be as large.
pub(super) fn at_known_sizes(finding: &Finding) -> impl Iterator<Item = Vec<Trial>> {
    let alike = |size| finding.missing.iter().filter_map(|one| of_size(one, size)).collect();
    known(&finding.figures).into_iter().map(alike)
}

fn known(figures: &Figures) -> Vec<Decimal> {
    let amounts = match figures {
        Figures::Limit(limit) => [limit.base, limit.actual, limit.limit],
        Figures::Result(result) => [result.result, result.expected_carried, result.carried],
        Figures::Pricing(_) | Figures::None => [None; 3],
    };
    amounts.into_iter().flatten().collect()
}

fn of_size(missing: &Missing, size: Decimal) -> Option<Trial> {
    match missing {
        Missing::PriceIndex(_) => None,
        Missing::Figure { .. } => Some(Trial::Figure(missing.clone(), Kroner::new(size).ok()?)),
    }
}

/// Values that show whether a figure alone can settle the finding: none, some, and as much as an amount can be.
pub(super) fn trials(missing: &Missing) -> Vec<Trial> {
    match missing {
        Missing::PriceIndex(year) => {
            ["0", "900", "-99.9999"].iter().filter_map(|text| projection(*year, text)).collect()
        }
        Missing::Figure { column, .. } => {
            let sizes: &[&str] = match column.may_be_negative() {
                true => &["0", "1", "999999999999", "-999999999999"],
                false => &["0", "1", "999999999999"],
            };
            sizes.iter().filter_map(|text| amount(missing, text)).collect()
        }
    }
}

fn amount(missing: &Missing, text: &str) -> Option<Trial> {
    let amount = text.parse::<Decimal>().ok().and_then(|decimal| Kroner::new(decimal).ok())?;
    Some(Trial::Figure(missing.clone(), amount))
}

fn projection(year: Year, text: &str) -> Option<Trial> {
    let percent = text.parse::<Decimal>().ok().and_then(|decimal| Percent::new(decimal).ok())?;
    Some(Trial::Projection(year, percent))
}

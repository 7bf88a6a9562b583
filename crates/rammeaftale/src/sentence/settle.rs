//! Which figures would settle a finding, and at what size.

use super::fields::pick_str;
use super::{both, carried_amount, pick, words};
use crate::assessment::{Figures, Finding, Missing, Settlement};
use crate::portfolio::Column;
use crate::text::{Lang, Text, amount, percent, plain};
use rust_decimal::Decimal;

/// Which figure would settle it, and from what size; of a carried result, what it must be where that is known.
pub(super) fn settle(finding: &Finding) -> Text {
    both(|lang| {
        if let Some((carried, expected)) = carried_alone(finding) {
            let (carried, expected) = (words::missing(carried, lang), carried_amount(Some(expected), lang));
            return pick(
                lang,
                format!("find {carried}: der skal indregnes {expected}"),
                format!("find {carried}: {expected} must be carried"),
            );
        }
        let mut settling = within_reason(&finding.settled_by);
        let Some(first) = settling.next() else {
            if let Some(all) = takes_all(finding) {
                return all.get(lang).to_owned();
            }
            let first = finding.missing.first().map(|figure| words::missing(figure, lang)).unwrap_or_default();
            return pick(lang, format!("find {first}"), format!("find {first}"));
        };
        let mut figures = first.figures.iter().map(|figure| words::missing(figure, lang));
        let name = figures.next().unwrap_or_default();
        let fewer = fewer(first, lang);
        let more = match figures.count() + settling.count() {
            0 => String::new(),
            more => pick(lang, format!(" (og {more} til{fewer})"), format!(" (and {more} more{fewer})")),
        };
        format!("find {name}{}{more}", turning(first, finding.missing.len(), lang))
    })
}

/// The carried result, where it is all that is missing and something is to be carried.
fn carried_alone(finding: &Finding) -> Option<(&Missing, Decimal)> {
    let Figures::Result(figures) = &finding.figures else { return None };
    let expected = figures.expected_carried.filter(|expected| !expected.is_zero())?;
    let only = finding.missing.first().filter(|_| finding.missing.len() == 1)?;
    matches!(only, Missing::Figure { column: Column::CarriedResult, .. }).then_some((only, expected))
}

/// What it takes where each figure would settle it only by a size that such a figure hardly has.
pub fn takes_all(finding: &Finding) -> Option<Text> {
    let is_so = !finding.settled_by.is_empty() && within_reason(&finding.settled_by).next().is_none();
    (is_so && finding.missing.len() > 1).then(|| {
        both(|lang| {
            let names = super::matrix::figures(&finding.missing.iter().collect(), lang);
            pick(
                lang,
                format!("find {names}; ét af tallene alene er næppe nok"),
                format!("find {names}; one of them alone will hardly do"),
            )
        })
    })
}

/// The sets of figures that would settle it by sizes that such figures have.
pub fn within_reason(settled_by: &[Settlement]) -> impl Iterator<Item = &Settlement> {
    settled_by.iter().filter(|one| !one.beyond_reason)
}

/// What is shown of a set of figures that is not known to be the smallest.
pub(super) fn fewer(settlement: &Settlement, lang: Lang) -> &'static str {
    if settlement.may_be_smaller { pick_str(lang, "; måske er færre nok", "; fewer may do") } else { "" }
}

/// At which size a figure turns the finding: the first of the sizes known; and that another size leaves it open, where of all
/// figures that are missing others would then still be.
pub(super) fn turning(settlement: &Settlement, missing: usize, lang: Lang) -> String {
    let turn = turns(settlement, lang).first().map(|turn| format!(": {turn}")).unwrap_or_default();
    let rest = match settles_at_times(settlement, missing) && !forbids(settlement) {
        true if turn.is_empty() => pick_str(lang, "; det er måske ikke nok", "; it may not be enough"),
        true => pick_str(lang, ", ellers er det ikke nok", ", else it is not enough"),
        false => "",
    };
    turn + rest
}

/// True for figures of which some sizes leave the finding open: others are missing, or a supplement forbids only so much.
pub(super) fn settles_at_times(settlement: &Settlement, missing: usize) -> bool {
    settlement.figures.len() < missing || forbids(settlement)
}

/// True where it is told from which size on it is certainly breached.
fn forbids(settlement: &Settlement) -> bool {
    settlement.breached_below.or(settlement.breached_above).is_some()
}

/// Every size at which a figure turns the finding.
pub(super) fn turns(settlement: &Settlement, lang: Lang) -> Vec<String> {
    let size = |size: Decimal| match settlement.figures.first() {
        Some(Missing::PriceIndex(_)) => percent(size, lang),
        Some(Missing::Figure { column: Column::Places, .. }) => plain(size, lang),
        _ => format!("{} kr.", amount(size, lang)),
    };
    let word = |da: &str, en: &str, amount: Option<Decimal>| {
        amount.map(|amount| pick(lang, format!("{da} {}", size(amount)), format!("{en} {}", size(amount))))
    };
    let mut turns: Vec<String> = [
        word("overholdt fra", "met from", settlement.met_from),
        word("overholdt til og med", "met up to", settlement.met_to),
        word("brudt under", "breached below", settlement.breached_below),
        word("brudt over", "breached above", settlement.breached_above),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(last) = turns.last_mut().filter(|_| forbids(settlement)) {
        last.push_str(pick_str(lang, ", ellers stadig uafgjort", ", else still undetermined"));
    }
    turns
}

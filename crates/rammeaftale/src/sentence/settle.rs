//! Which figures would settle a finding, at what size, and how it can then turn out.

use super::headline::listed;
use super::{both, carried_amount, pick, words};
use crate::assessment::{Finding, Missing, Settlement, Undetermined, Verdict};
use crate::portfolio::{Column, FiguresKind};
use crate::quantity::Year;
use crate::text::{Lang, Text, amount, percent, plain};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Which figures to find, and from what size they settle it; of a carried result, what it must be where that is known.
pub(super) fn settle(finding: &Finding, lang: Lang) -> String {
    match settling(Open::of(finding), lang) {
        Settling { names, how, does: Does::Never } => names + &how,
        Settling { names, how, .. } => format!("find {names}{how}"),
    }
}

/// What would settle something open, as every sentence tells it.
pub(super) struct Settling {
    /// The figures by name.
    pub(super) names: String,
    /// At what size, and how far they do.
    pub(super) how: String,
    /// How surely.
    pub(super) does: Does,
}

/// How surely figures settle something.
pub(super) enum Does {
    /// Whatever their size.
    Always,
    /// By some sizes.
    AtTimes,
    /// Only all together.
    Together,
    /// Not at all: what is only announced must stand first.
    Never,
}

/// What is open, and what is known of how to settle it.
#[derive(Clone, Copy)]
pub(super) struct Open<'o> {
    pub(super) settled_by: &'o [Settlement],
    pub(super) missing: &'o BTreeSet<Missing>,
    pub(super) could_be: &'o BTreeSet<Verdict>,
    /// What must be carried, where that is known.
    pub(super) expected_carried: Option<Decimal>,
}

impl<'o> Open<'o> {
    fn of(finding: &'o Finding) -> Open<'o> {
        let Finding { settled_by, missing, could_be, .. } = finding;
        Open { settled_by, missing, could_be, expected_carried: finding.expected_carried() }
    }
}

/// The first set of figures that would settle it by sizes that such figures have; else all that is missing.
pub(super) fn settling(open: Open<'_>, lang: Lang) -> Settling {
    if let Some((carried, expected)) = carried_alone(open) {
        let expected = carried_amount(Some(expected), lang);
        let how = pick!(lang, format!(": der skal indregnes {expected}"), format!(": {expected} must be carried"));
        return Settling { names: words::missing(carried, lang), how, does: Does::Always };
    }
    let Open { settled_by, missing, .. } = open;
    let mut sets = within_reason(settled_by);
    let Some(first) = sets.next() else {
        let (how, does) = match (settled_by.is_empty(), missing.len()) {
            (true, _) => (waits_for_model(lang), Does::Never),
            (false, 1) => ("", Does::Always),
            (false, _) => (
                pick!(lang, "; ét af tallene alene er næppe nok", "; one of them alone will hardly do"),
                Does::Together,
            ),
        };
        return Settling { names: figures(missing, lang), how: how.to_owned(), does };
    };
    let other = match sets.count() {
        0 => String::new(),
        1 => pick!(lang, " (eller 1 andet sæt tal)", " (or 1 other set of figures)").to_owned(),
        more => pick!(lang, format!(" (eller {more} andre sæt tal)"), format!(" (or {more} other sets of figures)")),
    };
    let turns = told(first, lang);
    let enough = enough(first, open, lang);
    let how = if turns.is_empty() { format!("{other}{enough}") } else { format!("{turns}{enough}{other}") };
    let is_always = first.figures.len() == missing.len() && !forbids(first);
    let does = if is_always { Does::Always } else { Does::AtTimes };
    Settling { names: figures(&first.figures, lang), how, does }
}

fn waits_for_model(lang: Lang) -> &'static str {
    pick!(
        lang,
        " afgør det ikke: det venter på den model for lønstigninger, som aftalen kun bebuder",
        " will not settle it: it waits for the model for wage rises that the agreement only announces",
    )
}

/// Each figure by name; of many only the columns and years, with the count of offers.
fn figures(figures: &BTreeSet<Missing>, lang: Lang) -> String {
    const FEW: usize = 3;
    if figures.len() <= FEW {
        let names: Vec<String> = figures.iter().map(|figure| words::missing(figure, lang)).collect();
        return listed(&names, lang).unwrap_or_default();
    }
    let mut offers: BTreeMap<(Column, FiguresKind, Year), BTreeSet<&str>> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    for figure in figures {
        match figure {
            Missing::Figure { column, offer, year, figures, .. } => {
                offers.entry((*column, *figures, *year)).or_default().insert(offer);
            }
            Missing::PriceIndex(_) => names.push(words::missing(figure, lang)),
        }
    }
    // Years in which the same offers lack the same figure stand together.
    let mut years: BTreeMap<(Column, FiguresKind, BTreeSet<&str>), Vec<Year>> = BTreeMap::new();
    for ((column, kind, year), offers) in offers {
        years.entry((column, kind, offers)).or_default().push(year);
    }
    for ((column, kind, offers), years) in years {
        let years = listed(&years.iter().map(ToString::to_string).collect::<Vec<_>>(), lang).unwrap_or_default();
        let (name, kind) = (words::column(column), words::figures(kind, lang));
        let of = match offers.len() {
            1 => offers
                .first()
                .map(|offer| pick!(lang, format!("for {offer}"), format!("of {offer}")))
                .unwrap_or_default(),
            many => pick!(lang, format!("for {many} tilbud"), format!("of {many} offers")),
        };
        names.push(format!("{} {years} ({kind}) {of}", name.get(lang)));
    }
    names.join(", ")
}

/// A set of figures that would settle it together, every size at which one of them turns it, and whether others may be needed
/// or fewer do.
pub fn settlement(finding: &Finding, settlement: &Settlement) -> Text {
    both(|lang| {
        let enough = enough(settlement, Open::of(finding), lang);
        format!("{}{}{enough}", figures(&settlement.figures, lang), told(settlement, lang))
    })
}

/// How an open finding can still turn out; nothing where that is not known.
pub fn could_be(cause: Undetermined, could_be: &BTreeSet<Verdict>) -> Text {
    let can = |verdict: Verdict| could_be.contains(&verdict);
    match (can(Verdict::Met), can(Verdict::Breached)) {
        (true, true) => Text::new("kan ende begge veje", "can turn out either way"),
        (true, false) => Text::new("kan blive overholdt, næppe brudt", "can be met, hardly breached"),
        (false, true) => Text::new("kan blive brudt, næppe overholdt", "can be breached, hardly met"),
        (false, false) if cause == Undetermined::NotStated => {
            Text::new("intet tal kan afgøre det", "no figure can settle it")
        }
        (false, false) => Text::default(),
    }
}

/// The carried result, where it is all that is missing and something is to be carried.
fn carried_alone(open: Open<'_>) -> Option<(&Missing, Decimal)> {
    let expected = open.expected_carried.filter(|expected| !expected.is_zero())?;
    let only = open.missing.first().filter(|_| open.missing.len() == 1)?;
    matches!(only, Missing::Figure { column: Column::CarriedResult, .. }).then_some((only, expected))
}

/// What it takes where each figure would settle it only by a size that such a figure hardly has.
pub fn takes_all(finding: &Finding) -> Option<Text> {
    let is_so = !finding.settled_by.is_empty() && within_reason(&finding.settled_by).next().is_none();
    (is_so && finding.missing.len() > 1).then(|| both(|lang| settle(finding, lang)))
}

/// The sets of figures that would settle it by sizes that such figures have.
pub fn within_reason(settled_by: &[Settlement]) -> impl Iterator<Item = &Settlement> {
    settled_by.iter().filter(|one| !one.beyond_reason)
}

/// Whether a set of figures does: by its sizes others that are missing may be needed too, or a smaller set, which was not
/// tried, may do; or what is only announced must say.
fn enough(settlement: &Settlement, open: Open<'_>, lang: Lang) -> &'static str {
    let told = !turns(settlement, lang).is_empty();
    let more = settlement.figures.len() < open.missing.len();
    match (more, settlement.may_be_smaller, told) {
        (false, ..) if forbids(settlement) && open.could_be.contains(&Verdict::Met) => pick!(
            lang,
            ", ellers venter det på den bebudede model for lønstigninger",
            ", else it waits for the announced model for wage rises",
        ),
        (false, ..) if forbids(settlement) => pick!(lang, ", ellers stadig uafgjort", ", else still undetermined"),
        (true, true, _) => pick!(
            lang,
            "; hvor mange tal der skal til, afhænger af, hvad de er",
            "; how many it takes depends on what they are",
        ),
        (true, false, true) => pick!(lang, ", ellers skal flere tal findes", ", else more figures are needed"),
        (true, false, false) => pick!(lang, "; måske skal flere tal findes", "; more figures may be needed"),
        (false, true, _) => pick!(lang, "; måske er færre nok", "; fewer may do"),
        (false, false, _) => "",
    }
}

/// True for a figure that can be less than nothing.
fn may_be_less(settlement: &Settlement) -> bool {
    settlement.figures.iter().any(|figure| match figure {
        Missing::PriceIndex(_) => true,
        Missing::Figure { column, .. } => column.may_be_negative(),
    })
}

/// True where it is told from which size on it is certainly breached.
fn forbids(settlement: &Settlement) -> bool {
    settlement.breached_below.or(settlement.breached_above).is_some()
}

/// Every size at which a figure turns the finding.
fn turns(settlement: &Settlement, lang: Lang) -> Vec<String> {
    let figure = settlement.figures.first();
    let size = |size: Decimal| match figure {
        Some(Missing::PriceIndex(_)) => percent(size, lang),
        Some(Missing::Figure { column: Column::Places, .. }) => plain(size, lang),
        _ => format!("{} kr.", amount(size, lang)),
    };
    let word = |[near, below, above]: [(&str, &str); 3], turn: Option<Decimal>| {
        let turn = turn?;
        let is_far = matches!(figure, Some(Missing::PriceIndex(_))) && turn.abs() > MOST_GROWTH;
        let ((da, en), turn) = match is_far {
            false => (near, turn),
            true if turn.is_sign_negative() => (below, -MOST_GROWTH),
            true => (above, MOST_GROWTH),
        };
        Some(pick!(lang, format!("{da} {}", size(turn)), format!("{en} {}", size(turn))))
    };
    let met_up_to = match settlement.met_to {
        Some(none) if none.is_zero() && !may_be_less(settlement) => ("kun overholdt ved", "met only at"),
        _ => ("overholdt til og med", "met up to"),
    };
    let (still_met, still_breached) = (("overholdt selv ved", "met even at"), ("brudt selv ved", "breached even at"));
    let turns = [
        word(
            [("overholdt fra", "met from"), still_met, ("først overholdt over", "met only above")],
            settlement.met_from,
        ),
        word([met_up_to, ("kun overholdt under", "met only below"), still_met], settlement.met_to),
        word(
            [("brudt under", "breached below"), ("kun brudt under", "breached only below"), still_breached],
            settlement.breached_below,
        ),
        word(
            [("brudt over", "breached above"), still_breached, ("kun brudt over", "breached only above")],
            settlement.breached_above,
        ),
    ];
    turns.into_iter().flatten().collect()
}

/// Prices hardly rise or fall by more than this percentage in a year.
const MOST_GROWTH: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// A projection in percent; of one beyond what prices do no more is told.
pub(super) fn projection(size: Decimal, lang: Lang) -> String {
    let most = MOST_GROWTH;
    match size.abs() > most {
        false => percent(size, lang),
        true if size.is_sign_negative() => {
            pick!(lang, format!("mindre end {}", percent(-most, lang)), format!("less than {}", percent(-most, lang)))
        }
        true => pick!(lang, format!("mere end {}", percent(most, lang)), format!("more than {}", percent(most, lang))),
    }
}

/// The same behind the figure's name.
fn told(settlement: &Settlement, lang: Lang) -> String {
    let turns = turns(settlement, lang);
    if turns.is_empty() { String::new() } else { format!(": {}", turns.join("; ")) }
}

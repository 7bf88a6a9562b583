//! The words beside the findings: counts, what was taken for granted, what there is of an agreement.

use crate::agreement::{Force, Rule, TextStatus};
use crate::assessment::OfferCount;
use crate::portfolio::Column;
use crate::text::Text;

/// How many got which verdict, the breaches first.
pub fn tally(count: &OfferCount) -> Text {
    let OfferCount { met, breached, undetermined, not_applicable } = count;
    Text::new(
        format!("{breached} brudt, {undetermined} uafgjort, {met} overholdt, {not_applicable} gælder ikke"),
        format!("{breached} breached, {undetermined} undetermined, {met} met, {not_applicable} not applicable"),
    )
}

/// Offers, as the word follows their number.
pub fn offers(count: usize) -> Text {
    Text::new("tilbud", if count == 1 { "offer" } else { "offers" })
}

/// Operators, as the word follows their number.
pub fn operators(count: usize) -> Text {
    match count {
        1 => Text::new("driftsherre", "operator"),
        _ => Text::new("driftsherrer", "operators"),
    }
}

/// The same without what there is none of.
pub fn tally_briefly(count: &OfferCount) -> Text {
    let some = |text: &str| {
        let parts = text.split(", ").filter(|part| !part.starts_with("0 "));
        parts.collect::<Vec<_>>().join(", ")
    };
    tally(count).map(some)
}

/// The name that an assessment gives to what was taken for granted, as people read it: a blank that the user filled is named
/// by its column.
pub fn assumption_name(name: &str) -> Text {
    let filled = name.split_once('=').and_then(|(column, value)| {
        let column = Column::ALL.iter().find(|one| one.name() == column)?;
        Some(Text::new(format!("{}={}", column.danish(), value.replace('.', ",")), name.to_owned()))
    });
    filled.unwrap_or_else(|| Text::same(name))
}

/// What was taken for granted and how often: a blank that the user filled by its column, all else in words with its name behind.
pub fn assumed(name: &str, count: &Text) -> Text {
    let (named, meaning) = (assumption_name(name), assumption(name));
    match name.contains('=') {
        true => Text::new(
            format!("{} ({}): {}", named.da, count.da, meaning.da),
            format!("{} ({}): {}", named.en, count.en, meaning.en),
        ),
        false => Text::new(
            format!("{} ({}) [{name}]", meaning.da, count.da),
            format!("{} ({}) [{name}]", meaning.en, count.en),
        ),
    }
}

/// What was taken for granted, by the name that an assessment gives it.
pub fn assumption(name: &str) -> Text {
    match name {
        "scope-unknown" => Text::new(
            "køberne er ikke angivet; tilbuddet regnes for omfattet",
            "buyers are blank; the offer is taken as covered",
        ),
        "location-assumed" => Text::new(
            "beliggenheden er ikke angivet; den regnes for at være i regionen",
            "the location is blank; taken as in the region",
        ),
        "scope-not-stated" => Text::new(
            "aftalens tekst siger ikke, hvilke tilbud der er omfattet; alle regnes med",
            "the text does not say which offers are covered; all are taken as covered",
        ),
        "portfolio-complete" => Text::new(
            "filen regnes for at indeholde alle driftsherrens tilbud",
            "the file is taken to list all offers of the operator",
        ),
        "text-is-proposal" => {
            Text::new("teksten er kun et forslag til aftalen", "the text is only a proposal for the agreement")
        }
        "text-is-draft" => {
            Text::new("teksten er kun et udkast til aftalen", "the text is only a draft of the agreement")
        }
        "text-is-account" => {
            Text::new("kun andres omtale af aftalen er læst", "only another's account of the agreement was read")
        }
        "text-is-invented" => Text::new("aftalen er opdigtet", "the agreement is invented"),
        _ => Text::new("sat af brugeren, hvor cellen var tom", "set by the user where the cell was blank"),
    }
}

/// What stands in place of a verdict where a share of what is tested elsewhere binds nobody.
pub fn contribution() -> Text {
    Text::new("bidrag", "contribution")
}

/// A rule by its title, and that it exists under one reading only where that is so.
pub fn rule(rule: &Rule) -> Text {
    let Text { da, en } = if rule.only_under.is_some() { under_one_reading() } else { Text::default() };
    Text::new(format!("{}{da}", rule.title.da), format!("{}{en}", rule.title.en))
}

/// What follows the title of a rule that exists under one reading only.
pub(super) fn under_one_reading() -> Text {
    Text::new(" (kun efter én læsning)", " (under one reading only)")
}

/// How a rule binds.
pub fn force(force: Force) -> Text {
    match force {
        Force::Duty => Text::new("pligt", "duty"),
        Force::Prohibition => Text::new("forbud", "prohibition"),
        Force::Aim => Text::new("mål", "aim"),
        Force::FollowUp => Text::new("opfølgning", "follow-up"),
    }
}

/// What the text at hand is.
pub fn text_status(status: TextStatus) -> Text {
    match status {
        TextStatus::Agreement => Text::new("aftaleteksten", "the agreement"),
        TextStatus::Draft => Text::new("kun et udkast", "a draft only"),
        TextStatus::Proposal => Text::new("kun et forslag", "a proposal only"),
        TextStatus::Account => Text::new("kun andres omtale af aftalen", "only another's account of the agreement"),
        TextStatus::Invented => Text::new("opdigtet", "invented"),
    }
}

//! What a judged portfolio comes to: counts, what is missing by column, assumptions, clauses.

use crate::evaluation::by_level;
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::{Missing, OfferCount};
use rammeaftale::proof::Passages;
use rammeaftale::sentence;
use rammeaftale::text::{Lang, Text, visible};
use rammeaftale::{Assessment, Verdict};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn summary(
    assessments: &[Assessment],
    agreement: &Agreement,
    passages: Option<Passages<'_>>,
    lang: Lang,
) -> String {
    let [region, operators, offers] = by_level(assessments);
    let mut out = String::from(if lang == Lang::Da { "\nI alt\n\n" } else { "\nIn all\n\n" });
    let names = match lang {
        Lang::Da => ["region", "driftsherrer", "tilbud"],
        Lang::En => ["region", "operators", "offers"],
    };
    // Most agreements judge nothing for all operators together.
    let lists = [region, operators, offers].into_iter().zip(names).skip_while(|(list, _)| list.is_empty());
    for (list, name) in lists {
        out.push_str(&format!("  {} {name}: {}\n", list.len(), counts(&list, lang)));
    }
    out.push_str(&missing(assessments, lang));
    out.push_str(&assumptions(assessments, lang));
    out.push_str(&clauses(assessments, agreement, passages, lang));
    out
}

fn counts(assessments: &[&Assessment], lang: Lang) -> String {
    let mut count = OfferCount::default();
    for assessment in assessments {
        match assessment.verdict {
            Verdict::Met => count.met += 1,
            Verdict::Breached => count.breached += 1,
            Verdict::Undetermined(_) => count.undetermined += 1,
            Verdict::NotApplicable(_) => count.not_applicable += 1,
        }
    }
    match lang {
        Lang::Da => format!(
            "{} brudt, {} uafgjort, {} overholdt, {} gælder ikke",
            count.breached, count.undetermined, count.met, count.not_applicable
        ),
        Lang::En => format!(
            "{} breached, {} undetermined, {} met, {} not applicable",
            count.breached, count.undetermined, count.met, count.not_applicable
        ),
    }
}

/// What is undetermined, grouped by the column that is missing.
fn missing(assessments: &[Assessment], lang: Lang) -> String {
    let mut by_column: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for assessment in assessments.iter().filter(|one| matches!(one.verdict, Verdict::Undetermined(_))) {
        let binding = assessment.findings.iter().filter(|finding| finding.binding);
        for figure in binding.flat_map(|finding| &finding.missing) {
            let (column, subject) = match figure {
                Missing::Figure { column, offer, .. } => (sentence::column(*column), offer.to_string()),
                Missing::PriceIndex(year) => {
                    (Text::new("pris- og lønskøn", "price and wage projection"), year.to_string())
                }
            };
            by_column.entry(column.get(lang).to_owned()).or_default().insert(subject);
        }
    }
    if by_column.is_empty() {
        return String::new();
    }
    let mut out = String::from(match lang {
        Lang::Da => "\nUafgjort, fordi der mangler\n\n",
        Lang::En => "\nUndetermined for lack of\n\n",
    });
    for (column, subjects) in by_column {
        let shown: Vec<&str> = subjects.iter().take(8).map(String::as_str).collect();
        let more = if subjects.len() > shown.len() { " …" } else { "" };
        out.push_str(&format!("  {column} ({}): {}{more}\n", subjects.len(), visible(&shown.join(", "))));
    }
    out
}

fn assumptions(assessments: &[Assessment], lang: Lang) -> String {
    let mut by_text: BTreeMap<&str, usize> = BTreeMap::new();
    for assumption in assessments.iter().flat_map(|one| &one.assumptions) {
        *by_text.entry(assumption).or_default() += 1;
    }
    if by_text.is_empty() {
        return String::new();
    }
    let mut out = String::from(if lang == Lang::Da { "\nForudsætninger\n\n" } else { "\nAssumptions\n\n" });
    for (assumption, count) in by_text {
        out.push_str(&format!("  {assumption} ({count}): {}\n", explained(assumption).get(lang)));
    }
    out
}

fn explained(assumption: &str) -> Text {
    match assumption {
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

/// The rules judged by and the clauses they rest on, with the passages where the documents are at hand.
fn clauses(assessments: &[Assessment], agreement: &Agreement, passages: Option<Passages<'_>>, lang: Lang) -> String {
    let judged: BTreeSet<&str> =
        assessments.iter().flat_map(|one| &one.findings).map(|finding| &*finding.rule).collect();
    let mut out = String::from(match lang {
        Lang::Da => "\nRegler og klausuler\n\n",
        Lang::En => "\nRules and clauses\n\n",
    });
    for rule in agreement.rules.iter().filter(|rule| judged.contains(&*rule.id)) {
        let clauses: Vec<&str> = rule.clauses.iter().map(|clause| &**clause).collect();
        out.push_str(&format!("  {} [{}]: {}\n", rule.title.get(lang), rule.id, clauses.join(", ")));
        for (clause, passages) in clauses.iter().filter_map(|clause| Some((clause, passages?))) {
            let passage = passage(passages, &agreement.id, clause);
            out.push_str(&format!("    {clause}: {}\n", passage.get(lang)));
        }
    }
    if judged.is_empty() {
        out.push_str(match lang {
            Lang::Da => "  ingen: aftalens tekst regulerer ikke budgetter\n",
            Lang::En => "  none: the agreement's text rules nothing on budgets\n",
        });
    }
    out
}

/// A passage in quotes, or why it cannot be shown.
pub(crate) fn passage(passages: Passages<'_>, agreement: &str, clause: &str) -> Text {
    match passages.get(agreement, clause) {
        Ok(passage) => {
            let quoted = format!("»{}«", visible(passage));
            Text::new(quoted.clone(), quoted)
        }
        Err(why) => Text::new(
            format!("(passagen kan ikke vises: {})", why.da),
            format!("(the passage cannot be shown: {})", why.en),
        ),
    }
}

//! Agreements side by side, topic by topic, each pair after the other; with a portfolio, also what they say of it.

mod data;
mod topics;

use crate::SCHEMA;
use crate::clauses;
use crate::document::{Block, Document, Form, Sheet, stamps, text};
use crate::evaluation;
use crate::lineage;
use crate::matrix::{self, Judged};
use rammeaftale::agreement::Agreement;
use rammeaftale::compare::Comparison;
use rammeaftale::compare::portfolio::Matrix;
use rammeaftale::sentence;
use rammeaftale::text::Text;
use serde::Serialize;
use std::collections::BTreeSet;

/// What changed from each agreement to the next; with a portfolio, also what each says of it.
pub fn compare(
    comparisons: &[Comparison],
    agreements: &[&Agreement],
    judged: Option<&Judged<'_>>,
    form: Form,
) -> Document {
    let mut titles: Vec<&Text> = comparisons.first().iter().map(|first| &first.from.title).collect();
    titles.extend(comparisons.iter().map(|one| &one.to.title));
    let list = |names: Vec<&str>| names.join(" → ");
    let names = Text::new(
        list(titles.iter().map(|title| &*title.da).collect()),
        list(titles.iter().map(|title| &*title.en).collect()),
    );
    let mut sections = topics::sections(comparisons);
    sections.extend(judged.iter().flat_map(|judged| matrix::sections(judged, form)));
    sections.push(lineage::section(&topics::lines(comparisons)));
    let agreements = once(agreements);
    let of_agreements = || agreements.iter().map(|one| (*one, cited(comparisons, one, None)));
    sections.extend([clauses::in_short(of_agreements()), clauses::section(of_agreements())]);
    // An agreement in the middle is spoken of twice.
    let mut caveats: Vec<Text> = Vec::new();
    for told in comparisons.iter().flat_map(sentence::caveats) {
        caveats.extend((!caveats.contains(&told)).then_some(told));
    }
    let mut lead: Vec<Block> = headlines(comparisons);
    lead.extend(caveats.into_iter().map(Block::Note));
    lead.extend(judged.iter().flat_map(|judged| matrix::lead(judged)));
    let title = text!(da: "Hvad er ændret: {}", en: "What changed: {}", names);
    let changes = Sheet::new("Ændringer", "Changes", data::table(comparisons)).in_csv();
    let sources = evaluation::sources_sheet(agreements.iter().map(|one| (*one, cited(comparisons, one, judged))));
    let sheets = match judged {
        Some(judged) => matrix::workbook(judged, Some(changes), sources, form),
        None => vec![changes, sources],
    };
    let stamps = stamps(comparisons.iter().flat_map(|one| [&one.from.stamp, &one.to.stamp]));
    Document { title, lead, sections, sheets, stamps }
}

/// Each agreement once: who compares one with itself reads its clauses once.
fn once<'a>(agreements: &[&'a Agreement]) -> Vec<&'a Agreement> {
    let mut all: Vec<&Agreement> = Vec::new();
    for one in agreements {
        all.extend((!all.iter().any(|other| other.id == one.id)).then_some(*one));
    }
    all
}

/// What changed, in two sentences; of several pairs, from which agreement to which.
fn headlines(comparisons: &[Comparison]) -> Vec<Block> {
    let told = comparisons.iter().filter_map(|one| {
        let said = sentence::headline(one)?;
        Some(match comparisons.len() {
            1 => said,
            _ => text!("{} → {}: {}", one.from.title, one.to.title, said),
        })
    });
    told.map(Block::Paragraph).collect()
}

/// The clauses of an agreement that what was compared rests on, and what was found by it.
fn cited<'c>(
    comparisons: &'c [Comparison],
    agreement: &Agreement,
    judged: Option<&'c Judged<'_>>,
) -> BTreeSet<&'c str> {
    let of = |one: &'c Comparison| {
        let items = one.items.iter();
        let from = items.clone().filter(|_| one.from.stamp.id == agreement.id).flat_map(|item| &item.from_clauses);
        from.chain(items.filter(|_| one.to.stamp.id == agreement.id).flat_map(|item| &item.to_clauses))
    };
    let found = judged.map(|judged| judged.cited(&agreement.id)).unwrap_or_default();
    comparisons.iter().flat_map(of).map(|clause| &**clause).chain(found).collect()
}

#[derive(Serialize)]
struct Envelope<'a> {
    schema: u32,
    engine: &'static str,
    #[serde(skip_serializing_if = "<[Comparison]>::is_empty")]
    comparisons: &'a [Comparison],
    #[serde(skip_serializing_if = "Option::is_none")]
    portfolio: Option<&'a Matrix>,
}

/// Comparisons in their envelope, what the agreements say of a portfolio, or both.
///
/// # Errors
/// Never for comparisons made by the engine.
pub fn compare_json(comparisons: &[Comparison], matrix: Option<&Matrix>) -> serde_json::Result<String> {
    let envelope = Envelope { schema: SCHEMA, engine: env!("CARGO_PKG_VERSION"), comparisons, portfolio: matrix };
    serde_json::to_string_pretty(&envelope).map(|text| text + "\n")
}

//! The agreements on a time line, with the gaps and what is known of them.

use crate::SCHEMA;
use crate::document::{Block, Cell, Chart, Column, Document, Period, Periods, Row, Standing, Table, stamps, text};
use crate::lineage;
use chrono::NaiveDate;
use rammeaftale::Register;
use rammeaftale::agreement::TextStatus;
use rammeaftale::assessment::AgreementStamp;
use rammeaftale::compare;
use rammeaftale::sentence;
use rammeaftale::text::Text;
use serde::Serialize;

#[derive(Serialize)]
struct Entry {
    id: String,
    title: Text,
    from: NaiveDate,
    to: Option<NaiveDate>,
    state: &'static str,
    revision: Option<u32>,
    /// Every revision at hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    revisions: Vec<u32>,
    digest: Option<String>,
    what: Option<Text>,
}

fn entries(register: &Register) -> Vec<Entry> {
    let modelled = register.agreements().iter().map(|agreement| Entry {
        id: agreement.id.to_string(),
        title: agreement.title.clone(),
        from: agreement.in_force.from,
        to: Some(agreement.in_force.to),
        state: match agreement.text {
            TextStatus::Agreement => "modelled",
            TextStatus::Draft => "draft",
            TextStatus::Proposal => "proposed",
            TextStatus::Account => "account",
            TextStatus::Invented => "invented",
        },
        revision: Some(agreement.revision),
        revisions: register.revisions(&agreement.id).iter().map(|one| one.revision).collect(),
        digest: Some(agreement.digest.to_string()),
        what: None,
    });
    let known = register.known().iter().map(|known| Entry {
        id: known.id.to_string(),
        title: known.title.clone(),
        from: known.from,
        to: known.to,
        state: if known.announced { "announced" } else { "known" },
        revision: None,
        revisions: Vec::new(),
        digest: None,
        what: Some(known.what.clone()),
    });
    let mut entries: Vec<Entry> = modelled.chain(known).collect();
    entries.sort_by(|a, b| (&a.from, &a.id).cmp(&(&b.from, &b.id)));
    entries
}

/// The time line: drawn, and as a table.
pub fn register(register: &Register) -> Document {
    let entries = entries(register);
    let columns = vec![
        Column::new("fra", "from"),
        Column::new("til", "to"),
        Column::new("aftale", "agreement").whole(),
        Column::new("hvad der er", "what there is").filtered(),
        Column::new("indhold", "content"),
        Column::new("titel", "title").wide().whole(),
    ];
    let row = |entry: &Entry| {
        let what = entry.what.clone().unwrap_or_else(|| rules(register, &entry.id));
        Row::new(vec![
            Cell::Date(entry.from),
            entry.to.map_or(Cell::Empty, Cell::Date),
            Cell::text(named(entry)),
            Cell::text(state(entry.state)),
            Cell::text(what),
            Cell::text(entry.title.clone()),
        ])
    };
    let table = Table { columns, rows: entries.iter().map(row).collect() };
    let mut document = Document::table(Text::new("Rammeaftalerne", "The framework agreements"), table);
    for section in &mut document.sections {
        section.blocks.splice(0..0, chart(&entries).map(Block::Chart));
    }
    document.stamps = stamps(&register.agreements().iter().map(AgreementStamp::of).collect::<Vec<_>>());
    document.sections.push(lineage::section(&compare::lines(register).iter().collect::<Vec<_>>()));
    document
}

fn chart(entries: &[Entry]) -> Option<Chart> {
    let row = |entry: &Entry| Period {
        name: entry.title.clone(),
        from: entry.from,
        to: entry.to,
        state: state(entry.state),
        standing: standing(entry.state),
        begins: false,
        ends: false,
        mark: mark(entry.state),
    };
    let title = Text::new("Aftalerne og deres status", "The agreements and their status");
    let rows: Vec<Period> = entries.iter().map(row).collect();
    (!rows.is_empty()).then(|| Chart::Periods(Periods { id: "periods".to_owned(), title, note: Text::default(), rows }))
}

/// The agreement, with its revisions where there are several.
fn named(entry: &Entry) -> Text {
    let [_, _, ..] = entry.revisions.as_slice() else { return Text::same(&entry.id) };
    let numbers: Vec<String> = entry.revisions.iter().map(u32::to_string).collect();
    let named = |word: &str| format!("{} ({word} {})", entry.id, numbers.join(", "));
    Text::new(named("udgave"), named("revision"))
}

fn rules(register: &Register, id: &str) -> Text {
    let titles = register.get(id).into_iter().flat_map(|one| &one.rules).map(sentence::rule);
    let listed = titles.reduce(|one, other| text!("{}, {}", one, other));
    listed.unwrap_or_else(|| Text::new("ingen regler om budgetter", "no rules on budgets"))
}

fn state(state: &str) -> Text {
    match state {
        "modelled" => Text::new("modelleret", "modelled"),
        "draft" => Text::new("udkast", "draft"),
        "proposed" => Text::new("kun et forslag", "proposal only"),
        "account" => Text::new("kun andres omtale", "another's account only"),
        "invented" => Text::new("opdigtet", "invented"),
        "announced" => Text::new("bebudet", "announced"),
        _ => Text::new("kun kendt", "known only"),
    }
}

fn standing(state: &str) -> Standing {
    match state {
        "modelled" | "invented" => Standing::Modelled,
        "draft" | "proposed" => Standing::Proposed,
        "announced" => Standing::Announced,
        _ => Standing::Known,
    }
}

/// The more there is of it, the darker.
fn mark(state: &str) -> char {
    match state {
        "modelled" => '█',
        "draft" | "proposed" => '▓',
        "account" | "invented" => '▒',
        "announced" => '·',
        _ => '░',
    }
}

/// The time line as JSON.
///
/// # Errors
/// Never for a register made by the engine.
pub fn register_json(register: &Register) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Envelope {
        schema: u32,
        agreements: Vec<Entry>,
    }
    let envelope = Envelope { schema: SCHEMA, agreements: entries(register) };
    serde_json::to_string_pretty(&envelope).map(|text| text + "\n")
}

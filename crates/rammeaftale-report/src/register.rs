//! The agreements on a time line, with the gaps and what is known of them.

use crate::SCHEMA;
use crate::table::{Style, table};
use rammeaftale::Register;
use rammeaftale::agreement::TextStatus;
use rammeaftale::text::{Lang, Text};
use serde::Serialize;

#[derive(Serialize)]
struct Entry {
    id: String,
    title: Text,
    from: String,
    to: Option<String>,
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
        from: agreement.in_force.from.to_string(),
        to: Some(agreement.in_force.to.to_string()),
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
        from: known.from.to_string(),
        to: known.to.map(|day| day.to_string()),
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

/// The time line as a table.
pub fn register(register: &Register, lang: Lang, style: Style) -> String {
    let rows: Vec<Vec<String>> = entries(register)
        .iter()
        .map(|entry| {
            let period = format!("{} – {}", entry.from, entry.to.as_deref().unwrap_or("…"));
            let what =
                entry.what.as_ref().map_or_else(|| rules(register, &entry.id, lang), |what| what.get(lang).to_owned());
            vec![period, named(entry, lang), state(entry.state).get(lang).to_owned(), what]
        })
        .collect();
    let headings = match lang {
        Lang::Da => ["periode", "aftale", "hvad der er", "indhold"],
        Lang::En => ["period", "agreement", "what there is", "content"],
    };
    table(&headings, &rows, style)
}

/// The agreement, with its revisions where there are several.
fn named(entry: &Entry, lang: Lang) -> String {
    let [_, _, ..] = entry.revisions.as_slice() else { return entry.id.clone() };
    let numbers: Vec<String> = entry.revisions.iter().map(u32::to_string).collect();
    let word = if lang == Lang::Da { "udgave" } else { "revision" };
    format!("{} ({word} {})", entry.id, numbers.join(", "))
}

fn rules(register: &Register, id: &str, lang: Lang) -> String {
    let titles: Vec<&str> =
        register.get(id).into_iter().flat_map(|one| &one.rules).map(|rule| rule.title.get(lang)).collect();
    match (titles.is_empty(), lang) {
        (false, _) => titles.join(", "),
        (true, Lang::Da) => "ingen regler om budgetter".to_owned(),
        (true, Lang::En) => "no rules on budgets".to_owned(),
    }
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

//! What changed between two agreements, in plain words.

use super::fields::{fact, link};
use super::{both, pick, unread};
use crate::agreement::{Key, TextStatus};
use crate::compare::{Between, Change, Compared, ComparedItem, Comparison, Fact, Silent, Topic};
use crate::text::{Lang, Text};

/// A topic as a heading.
pub fn topic(topic: Topic) -> Text {
    match topic {
        Topic::Process => Text::new("Aftalen og arbejdet med den", "The agreement and how it is worked with"),
        Topic::Scope => Text::new("Omfattede tilbud", "Offers covered"),
        Topic::TariffDevelopment => Text::new("Udvikling i taksterne", "Tariff development"),
        Topic::ResultRegulation => Text::new("Over- og underskud", "Surplus and deficit"),
        Topic::Pricing => Text::new("Beregning af takster", "How tariffs are calculated"),
        Topic::CatchUp => Text::new("Efterslæb", "Arrears"),
        Topic::Contracts => Text::new("Kontrakter", "Contracts"),
        Topic::Commitments => Text::new("Løfter", "Commitments"),
        Topic::OpenQuestions => Text::new("Åbne spørgsmål", "Open questions"),
        Topic::DevelopmentAreas => Text::new("Udviklingsområder", "Development areas"),
        Topic::StatedFigures => Text::new("Tal i teksten, der ikke er regler", "Figures stated that are no rules"),
        Topic::NotStated => Text::new("Andet, som teksterne tier om", "Other silences of the texts"),
    }
}

/// What an item is called by: its title, its name, else what it says.
pub fn called_by(item: &ComparedItem) -> Option<Key> {
    let has = |wanted: &Key| item.changes.iter().any(|one| one.key.key == *wanted);
    [Key::Title, Key::Name, Key::Text].into_iter().find(has)
}

/// An item's name; on one side where they differ.
pub fn label(item: &ComparedItem, side: Silent) -> Text {
    let named = called_by(item).and_then(|wanted| item.changes.iter().find(|one| one.key.key == wanted));
    let named = named.and_then(|one| match side {
        Silent::From => one.change.from(),
        Silent::To => one.change.to(),
        Silent::Both => one.change.to().or(one.change.from()),
    });
    named.map_or_else(Text::default, fact)
}

/// What all of several texts say that they are silent on.
pub fn silent_in_all(item: &ComparedItem) -> Text {
    let said = label(item, Silent::Both);
    Text::new(format!("Alle tekster: {}", said.da), format!("All texts: {}", said.en))
}

/// What to know before trusting a comparison: texts that are not the agreements themselves, and agreements between that
/// nobody has modelled.
pub fn caveats(comparison: &Comparison) -> Vec<Text> {
    let sides = [&comparison.from, &comparison.to].into_iter().filter(|side| side.text != TextStatus::Agreement);
    let mut out: Vec<Text> = sides
        .map(|side| {
            let status = super::text_status(side.text);
            Text::new(
                format!("{}: teksten er {}; det, der mangler i den, kan stå i aftalen selv.", side.title.da, status.da),
                format!(
                    "{}: the text is {}; what it lacks may stand in the agreement itself.",
                    side.title.en, status.en
                ),
            )
        })
        .collect();
    out.extend(between(&comparison.between));
    if !comparison.has_changes() {
        out.push(Text::new("Intet er ændret.", "Nothing has changed."));
    }
    out
}

/// What lies between and was not read as it was agreed.
fn between(between: &[Between]) -> Option<Text> {
    (!between.is_empty()).then(|| {
        both(|lang| {
            let one = |one: &Between| {
                let known = pick!(lang, "ikke modelleret", "not modelled").to_owned();
                let state = one.text.map_or(known, |text| super::text_status(text).get(lang).to_owned());
                format!("{} ({state})", one.title.get(lang))
            };
            let list = between.iter().map(one).collect::<Vec<_>>().join(", ");
            pick!(
                lang,
                format!("Imellem ligger {list}; meget kan være ændret allerede der."),
                format!("Between them: {list}; much may have changed there already."),
            )
        })
    })
}

/// What became of an item as a whole, with a period.
pub fn compared(comparison: &Comparison, item: &ComparedItem) -> Text {
    let (from, to) = (&comparison.from.title, &comparison.to.title);
    let (old, new) = (label(item, Silent::From), label(item, Silent::To));
    let silent = item.silent();
    let reading = item.changes.iter().find(|one| one.key.key == Key::OnlyUnder).map(|one| &one.change);
    let under = [(from, reading.and_then(Change::from)), (to, reading.and_then(Change::to))];
    let under = under.map(|(title, reading)| only_under(title, reading?));
    both(|lang| {
        let (from, to, old, new) = (from.get(lang), to.get(lang), old.get(lang), new.get(lang));
        let said = match (&item.from, &item.to, silent, lang) {
            (_, _, Some(Silent::Both), _) if old != new => format!("{from}: {old} {to}: {new}"),
            (_, _, Some(Silent::Both), Lang::Da) => format!("Begge tekster: {new}"),
            (_, _, Some(Silent::Both), Lang::En) => format!("Both texts: {new}"),
            (Some(_), Some(_), ..) => paired(comparison, item, (old, new), lang),
            (Some(_), None, Some(_), _) if item.table == "not_stated" => format!("{from}: {old}"),
            (None, Some(_), Some(_), _) if item.table == "not_stated" => format!("{to}: {new}"),
            (Some(_), _, Some(_), Lang::Da) => {
                format!("«{old}» står kun i {from}; den læste tekst fra {to} siger det ikke.")
            }
            (Some(_), _, Some(_), Lang::En) => {
                format!("«{old}» stands in {from} only; the text read of {to} does not say it.")
            }
            (_, _, Some(_), Lang::Da) => {
                format!("«{new}» står kun i {to}; den læste tekst fra {from} siger det ikke.")
            }
            (_, _, Some(_), Lang::En) => {
                format!("«{new}» stands in {to} only; the text read of {from} does not say it.")
            }
            // An area may be old and only not be in the other agreement.
            (Some(_), None, None, _) if item.table == "development_area" => alone((old, from), &comparison.to, lang),
            (None, _, None, _) if item.table == "development_area" => alone((new, to), &comparison.from, lang),
            (Some(_), None, None, _) => {
                let to = unread::read(&comparison.to, lang);
                pick!(lang, format!("«{old}» står ikke i {to}."), format!("«{old}» is not in {to}."))
            }
            (None, _, None, _) if unread::is_partial(&comparison.from) => alone((new, to), &comparison.from, lang),
            (None, _, None, Lang::Da) => format!("«{new}» er nyt i {to}."),
            (None, _, None, Lang::En) => format!("«{new}» is new in {to}."),
        };
        let under = under.iter().flatten().map(|under| under.get(lang));
        std::iter::once(&*said).chain(under).collect::<Vec<_>>().join(" ")
    })
}

/// What stands in one agreement; not in what was read of the other, where that is not all.
fn alone((name, title): (&str, &str), other: &Compared, lang: Lang) -> String {
    let only = unread::is_partial(other).then(|| {
        let read = unread::read(other, lang);
        pick!(lang, format!(", ikke i {read}"), format!(", not in {read}"))
    });
    let only = only.unwrap_or_default();
    pick!(lang, format!("«{name}» står kun i {title}{only}."), format!("«{name}» is in {title} only{only}."))
}

/// That a rule exists under one reading only, and whether that is the one judged by.
fn only_under(title: &Text, under: &Fact) -> Option<Text> {
    let Fact::Reading { question, reading, preferred, text } = under else { return None };
    Some(both(|lang| {
        let (title, text) = (title.get(lang), text.get(lang));
        let which = match preferred {
            true => pick!(lang, "som er den foretrukne", "which is the preferred one"),
            false => pick!(lang, "som ikke er den foretrukne", "which is not the preferred one"),
        };
        pick!(
            lang,
            format!("I {title} gælder det kun under læsningen «{text}» ({question}={reading}), {which}."),
            format!("In {title} it holds under the reading «{text}» only ({question}={reading}), {which}."),
        )
    }))
}

/// Of an item in both, by the names it has there.
fn paired(comparison: &Comparison, item: &ComparedItem, (old, new): (&str, &str), lang: Lang) -> String {
    if let Some((who, whence)) = taken_over(comparison, item) {
        let (who, whence) = (who.get(lang), whence.get(lang));
        return pick!(
            lang,
            format!("«{new}» er uændret; i {who} hører det til en regel, der er læst i {whence}."),
            format!("«{new}» is unchanged; in {who} it belongs to a rule that is read in {whence}."),
        );
    }
    let word = item.link.filter(|_| old != new).map(|word| link(word).get(lang).to_owned());
    let word = word.map(|word| format!(" ({word})")).unwrap_or_default();
    match (item.has_changes(), old == new, lang) {
        (false, _, Lang::Da) => format!("«{new}» er uændret."),
        (false, _, Lang::En) => format!("«{new}» is unchanged."),
        (true, true, Lang::Da) => format!("«{new}» er ændret."),
        (true, true, Lang::En) => format!("«{new}» has changed."),
        (true, false, Lang::Da) => format!("«{old}» er blevet til «{new}»{word}."),
        (true, false, Lang::En) => format!("«{old}» has become «{new}»{word}."),
    }
}

/// Of a question that one agreement takes over from another and that is otherwise the same: which, and from which.
pub fn taken_over(comparison: &Comparison, item: &ComparedItem) -> Option<(Text, Text)> {
    let mut changed = item.changes.iter().filter(|one| one.change.is_change());
    let (only, None) = (changed.next()?, changed.next()) else { return None };
    let (who, other, origin) = match (only.key.key, &only.change) {
        (Key::Origin, Change::Added(Fact::Name(origin))) => (&comparison.to, &comparison.from, origin),
        (Key::Origin, Change::Removed(Fact::Name(origin))) => (&comparison.from, &comparison.to, origin),
        _ => return None,
    };
    let named = if *origin == other.stamp.id { other.title.clone() } else { Text::same(origin) };
    Some((who.title.clone(), named))
}

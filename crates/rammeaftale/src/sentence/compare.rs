//! What changed between two agreements, in plain words.

use super::fields::{denominator_word, fact, key, level_word, link, measure_word, pick_str};
use super::{both, pick};
use crate::agreement::{Key, Lineage, LinkWord, TextStatus};
use crate::compare::{
    AreaState, Between, Change, ComparedItem, Comparison, Fact, KeyChange, Line, Scale, Silent, Step, Topic,
};
use crate::portfolio::FiguresKind;
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

/// An item's name: its title, its name, else what it says; on one side where they differ.
pub fn label(item: &ComparedItem, side: Silent) -> Text {
    let of = |wanted: Key| {
        let one = item.changes.iter().find(|one| one.key.key == wanted)?;
        let (from, to) = (one.change.from(), one.change.to());
        match side {
            Silent::From => from,
            Silent::To => to,
            Silent::Both => to.or(from),
        }
    };
    let named = of(Key::Title).or_else(|| of(Key::Name)).or_else(|| of(Key::Text));
    named.map_or_else(|| Text::new("", ""), fact)
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
                let known = pick_str(lang, "ikke modelleret", "not modelled").to_owned();
                let state = one.text.map_or(known, |text| super::text_status(text).get(lang).to_owned());
                format!("{} ({state})", one.title.get(lang))
            };
            let list = between.iter().map(one).collect::<Vec<_>>().join(", ");
            pick(
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
    let silent = item.changes.iter().find_map(|one| match one.change {
        Change::NotStated { silent, .. } => Some(silent),
        _ => None,
    });
    both(|lang| {
        let (from, to, old, new) = (from.get(lang), to.get(lang), old.get(lang), new.get(lang));
        match (&item.from, &item.to, silent, lang) {
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
            (Some(_), None, None, Lang::Da) => format!("«{old}» står ikke i {to}."),
            (Some(_), None, None, Lang::En) => format!("«{old}» is not in {to}."),
            (None, _, None, Lang::Da) => format!("«{new}» er nyt i {to}."),
            (None, _, None, Lang::En) => format!("«{new}» is new in {to}."),
        }
    })
}

/// Of an item in both, by the names it has there.
fn paired(comparison: &Comparison, item: &ComparedItem, (old, new): (&str, &str), lang: Lang) -> String {
    if let Some((who, whence)) = taken_over(comparison, item) {
        let (who, whence) = (who.get(lang), whence.get(lang));
        return pick(
            lang,
            format!("«{new}» er uændret; {who} har overtaget det fra {whence}."),
            format!("«{new}» is unchanged; {who} took it over from {whence}."),
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
    let named = if *origin == other.stamp.id { other.title.clone() } else { Text::new(&**origin, &**origin) };
    Some((who.title.clone(), named))
}

/// What became of one key, with a period.
pub fn change(comparison: &Comparison, one: &KeyChange) -> Text {
    let noun = key(one.key.key);
    let shown = |found: Option<&Fact>| match found {
        None => Text::new("–", "–"),
        Some(Fact::Text(text)) => Text::new(format!("«{}»", text.da), format!("«{}»", text.en)),
        Some(other) => fact(other),
    };
    let (old, new) = (shown(one.change.from()), shown(one.change.to()));
    both(|lang| {
        let (old, new) = (old.get(lang), new.get(lang));
        let part = one.key.part.as_ref().map(|part| format!(" {part}")).unwrap_or_default();
        let head = format!("{}{part}", sentence_start(noun.get(lang)));
        let (from, to) = (comparison.from.title.get(lang), comparison.to.title.get(lang));
        let said = match (&one.change, lang) {
            (Change::Same(_), Lang::Da) => format!("uændret {old}"),
            (Change::Same(_), Lang::En) => format!("unchanged {old}"),
            (Change::Changed { .. }, Lang::Da) => format!("fra {old} til {new}"),
            (Change::Changed { .. }, Lang::En) => format!("from {old} to {new}"),
            (Change::Added(_), Lang::Da) => format!("nu {new}"),
            (Change::Added(_), Lang::En) => format!("now {new}"),
            (Change::Removed(_), Lang::Da) => format!("ikke længere {old}"),
            (Change::Removed(_), Lang::En) => format!("no longer {old}"),
            (Change::NotStated { silent: Silent::Both, .. }, Lang::Da) => "ingen af teksterne siger det".to_owned(),
            (Change::NotStated { silent: Silent::Both, .. }, Lang::En) => "neither text says".to_owned(),
            (Change::NotStated { silent: Silent::From, .. }, Lang::Da) => {
                format!("{new}; den læste tekst fra {from} siger det ikke")
            }
            (Change::NotStated { silent: Silent::From, .. }, Lang::En) => {
                format!("{new}; the text read of {from} does not say it")
            }
            (Change::NotStated { silent: Silent::To, .. }, Lang::Da) => {
                format!("{old}; den læste tekst fra {to} siger det ikke")
            }
            (Change::NotStated { silent: Silent::To, .. }, Lang::En) => {
                format!("{old}; the text read of {to} does not say it")
            }
            (Change::NotComparable { why, .. }, _) => not_comparable((old, new), why, lang),
        };
        super::stopped(format!("{head}: {said}"))
    })
}

/// What became of a key, in a few words.
pub fn change_kind(comparison: &Comparison, change: &Change) -> Text {
    let (from, to) = (&comparison.from.title, &comparison.to.title);
    let silent_in = |title: &Text| {
        Text::new(
            format!("den læste tekst fra {} siger det ikke", title.da),
            format!("the text read of {} does not say it", title.en),
        )
    };
    match change {
        Change::Same(_) => Text::new("uændret", "unchanged"),
        Change::Changed { .. } => Text::new("ændret", "changed"),
        Change::Added(_) => Text::new("nyt", "added"),
        Change::Removed(_) => Text::new("væk", "removed"),
        Change::NotStated { silent: Silent::Both, .. } => {
            Text::new("ingen af teksterne siger det", "neither text says")
        }
        Change::NotStated { silent: Silent::From, .. } => silent_in(from),
        Change::NotStated { silent: Silent::To, .. } => silent_in(to),
        Change::NotComparable { .. } => Text::new("kan ikke sammenlignes", "cannot be compared"),
    }
}

fn not_comparable((old, new): (&str, &str), why: &[Scale], lang: Lang) -> String {
    let why: Vec<String> = why.iter().map(|scale| self::scale(scale).get(lang).to_owned()).collect();
    let why = why.join(pick_str(lang, ", og ", ", and "));
    pick(
        lang,
        format!("{old} og {new} kan ikke sammenlignes: {why}"),
        format!("{old} and {new} cannot be compared: {why}"),
    )
}

/// Why two figures are not on one scale.
fn scale(scale: &Scale) -> Text {
    let either = |values: Vec<Text>, lang: Lang| {
        values.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(pick_str(lang, " eller ", " or "))
    };
    let (from, to) = match scale {
        Scale::Measure { from, to } => (words(from, measure_word), words(to, measure_word)),
        Scale::Level { from, to } => (words(from, level_word), words(to, level_word)),
        Scale::Figures { from, to } => (words(from, figures_word), words(to, figures_word)),
        Scale::Denominator { from, to } => (words(from, denominator_word), words(to, denominator_word)),
    };
    both(|lang| {
        let (from, to) = (either(from.clone(), lang), either(to.clone(), lang));
        pick(lang, format!("det ene er {from}, det andet {to}"), format!("one is {from}, the other {to}"))
    })
}

fn words<T: Copy>(values: &[T], word: fn(T) -> Text) -> Vec<Text> {
    values.iter().map(|value| word(*value)).collect()
}

fn figures_word(figures: FiguresKind) -> Text {
    match figures {
        FiguresKind::Budget => Text::new("budgettet", "the budget"),
        FiguresKind::Realised => Text::new("regnskabet", "the accounts"),
    }
}

/// An area at one time: its name, the agreement's period, and what it rests on where that is not the agreement's text.
pub fn step(step: &Step) -> Text {
    let period = step.agreement.rsplit('/').next().unwrap_or_default();
    let state = match step.state {
        AreaState::Modelled => Text::new("", ""),
        AreaState::Proposed => Text::new(", foreslået", ", proposed"),
        AreaState::Known => Text::new(", kun kendt", ", known only"),
        AreaState::Announced => Text::new(", bebudet", ", announced"),
    };
    both(|lang| format!("{} ({period}{})", step.name.get(lang), state.get(lang)))
}

/// A development area through time, with how it began, whose word each link is, and how it ended.
pub fn line(line: &Line) -> Text {
    both(|lang| {
        let mut out = String::new();
        for one in &line.steps {
            let arrow = match (one.link, lang) {
                (None, _) => "",
                (Some(LinkWord::Document), _) => " → ",
                (Some(LinkWord::Ours), Lang::Da) => " → (vores læsning) ",
                (Some(LinkWord::Ours), Lang::En) => " → (our reading) ",
            };
            out.push_str(arrow);
            out.push_str(step(one).get(lang));
        }
        out + &origin(line, lang) + &ended(line).map(|text| format!("; {}", text.get(lang))).unwrap_or_default() + "."
    })
}

/// What the first text says of where the area comes from, where it says so.
fn origin(line: &Line, lang: Lang) -> String {
    let Some(first) = line.steps.first() else { return String::new() };
    let period = first.agreement.rsplit('/').next().unwrap_or_default();
    match (first.lineage, lang) {
        (Some(Lineage::New), Lang::Da) => format!("; nyt i {period} (dokumentets ord)"),
        (Some(Lineage::New), Lang::En) => format!("; new in {period} (the document's word)"),
        (Some(Lineage::FollowedUp), Lang::Da) => format!("; kun fulgt op i {period}"),
        (Some(Lineage::FollowedUp), Lang::En) => format!("; only followed up in {period}"),
        (Some(Lineage::NotStated), Lang::Da) => format!("; {period} nævner ikke, hvor det kommer fra"),
        (Some(Lineage::NotStated), Lang::En) => format!("; {period} does not state where it comes from"),
        (Some(Lineage::Continued) | None, _) => String::new(),
    }
}

/// That an area ended, and that this is our reading: no text says so.
pub fn ended(line: &Line) -> Option<Text> {
    let before = line.ended_before.as_ref()?.rsplit('/').next()?;
    Some(Text::new(
        format!("slut: nævnes ikke i det, vi har læst fra {before} (vores læsning)"),
        format!("ends: not named in what we have read of {before} (our reading)"),
    ))
}

fn sentence_start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

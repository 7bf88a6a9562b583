//! Development areas through time, in plain words.

use super::both;
use crate::agreement::{Lineage, LinkWord};
use crate::compare::{AreaState, Line, Step};
use crate::text::{Lang, Text};

/// An area at one time: its name, the agreement's period, and what it rests on where that is not the agreement's text.
pub fn step(step: &Step) -> Text {
    let period = step.agreement.rsplit('/').next().unwrap_or_default();
    let state = match step.state {
        AreaState::Modelled => Text::default(),
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

/// Where an area comes from, in a word.
pub(super) fn comes_from(lineage: Lineage) -> Text {
    match lineage {
        Lineage::New => Text::new("nyt", "new"),
        Lineage::Continued => Text::new("videreført", "continued"),
        Lineage::FollowedUp => Text::new("fulgt op", "followed up"),
        Lineage::NotStated => Text::new("ikke nævnt", "not stated"),
    }
}

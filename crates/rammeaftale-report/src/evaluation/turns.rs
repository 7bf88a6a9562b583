//! Which reading turns a verdict, told of the rule that it turns it by.

use super::View;
use crate::document::{joined, text};
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::{Flip, Robust, Undecided};
use rammeaftale::text::Text;
use rammeaftale::{Assessment, Finding, Verdict, sentence};

/// Which reading turns the verdict, or which cannot be determined; where it does so by another finding than the one shown,
/// by which.
pub(super) fn reading_note(view: &View<'_>, assessment: &Assessment, shown: Option<&Finding>) -> Option<Text> {
    let telling = || assessment.flips.iter().filter(|flip| is_telling(assessment.verdict, flip));
    let by = |flip: &Flip| assessment.findings.iter().filter(|one| one.combines()).find(|one| turns(one, flip));
    let of_shown = telling().find(|flip| shown.is_some_and(|shown| turns(shown, flip)));
    if let Some(flip) = of_shown {
        return Some(sentence::flip_briefly(view.agreement, assessment, flip));
    }
    if let Some(flip) = telling().next() {
        let told = sentence::flip_briefly(view.agreement, assessment, flip);
        return Some(by(flip).map_or_else(|| told.clone(), |by| text!("{}: {}", view.rule(by), told)));
    }
    if !matches!(assessment.verdict, Verdict::Met | Verdict::Breached) || assessment.robust == Robust::Yes {
        return None;
    }
    let is_shown = |one: &&Finding| shown.is_some_and(|shown| std::ptr::eq(shown, *one));
    let told = |open: &[&Finding]| undecided(view, assessment.robust, assessment.reads_alike(), open);
    if let Some(shown) = keeping_open(assessment).find(is_shown) {
        return Some(told(&[shown]));
    }
    let others: Vec<&Finding> = keeping_open(assessment).collect();
    Some(match others.as_slice() {
        [other] => text!("{}: {}", view.rule(other), told(&others)),
        _ => told(&others),
    })
}

/// What turns a finding of a breach, alone or together with all else that the subject breaks; nothing where no reading does.
pub(super) fn turned_by(view: &View<'_>, assessment: &Assessment, finding: &Finding) -> Option<Text> {
    let together = assessment.flips.iter().find(|flip| is_telling(assessment.verdict, flip) && turns(finding, flip));
    let alone = || finding.flips.iter().find(|flip| is_telling(finding.verdict, flip));
    if let Some(flip) = together.or_else(alone) {
        return Some(sentence::flip_briefly(view.agreement, assessment, flip));
    }
    let depends = finding.robust != Robust::Yes;
    depends.then(|| undecided(view, finding.robust, finding.reads_alike(), &[finding]))
}

/// The findings under some of whose readings the combined verdict may be open: of a breach only what breaks.
fn keeping_open(assessment: &Assessment) -> impl Iterator<Item = &Finding> {
    let breached = assessment.verdict == Verdict::Breached;
    let counts = move |one: &&Finding| one.combines() && (!breached || one.verdict == Verdict::Breached);
    assessment.findings.iter().filter(counts).filter(|one| !one.undecided.is_empty())
}

/// The one reading that leaves it open, else how far it depends on readings.
fn undecided(view: &View<'_>, robust: Robust, alike: bool, open: &[&Finding]) -> Text {
    let all: Vec<&Undecided> = open.iter().flat_map(|finding| &finding.undecided).collect();
    let one = only(&all).filter(|_| robust == Robust::Unknown);
    one.map_or_else(|| sentence::robust(robust, alike), |one| sentence::undecided_briefly(view.agreement, one))
}

/// True where a finding is what makes the difference under the readings of a joint choice.
fn turns(finding: &Finding, joint: &Flip) -> bool {
    let within = |own: &Flip| own.readings.iter().all(|(question, id)| joint.readings.get(question) == Some(id));
    let breached = |flip: &Flip| flip.verdict == Verdict::Breached;
    finding.flips.iter().any(|own| within(own) && breached(own) == breached(joint))
}

/// True for what makes of a breach that it is met, or the other way.
fn is_telling(verdict: Verdict, flip: &Flip) -> bool {
    matches!((verdict, flip.verdict), (Verdict::Breached, Verdict::Met) | (Verdict::Met, Verdict::Breached))
}

/// Every choice of readings that turns a verdict, those between met and breached first.
pub(crate) fn turning(agreement: &Agreement, of: &Assessment, verdict: Verdict, flips: &[Flip]) -> Text {
    let mut all: Vec<&Flip> = flips.iter().collect();
    all.sort_by_key(|flip| !is_telling(verdict, flip));
    in_a_cell(&all.into_iter().map(|flip| sentence::flip_briefly(agreement, of, flip)).collect::<Vec<Text>>())
}

/// What fits in one cell of a spreadsheet, which breaks a longer one in two; of more, how many there are.
pub(crate) fn in_a_cell(parts: &[Text]) -> Text {
    const LONGEST: usize = 32_000;
    let mut length = 0;
    let fits = |part: &&Text| {
        length += part.da.len().max(part.en.len()) + 2;
        length <= LONGEST
    };
    let mut told: Vec<Text> = parts.iter().take_while(fits).cloned().collect();
    let more = parts.len() - told.len();
    told.extend((more > 0).then(|| text!(da: "og {} til; alle står i JSON", en: "and {} more; all are in JSON", more)));
    joined(told, "; ")
}

/// What is undecided under no smaller choice of readings for the same reason, and how many more there are.
pub(super) fn least_undecided(all: &[Undecided]) -> (Vec<&Undecided>, Option<Text>) {
    let mut least: Vec<&Undecided> = Vec::new();
    for one in all {
        let within = |other: &Undecided| other.readings.iter().all(|(asked, id)| one.readings.get(asked) == Some(id));
        let same = |other: &Undecided| one.cause == other.cause && one.missing == other.missing;
        if !least.iter().any(|other| within(other) && same(other)) {
            least.push(one);
        }
    }
    let more = all.len() - least.len();
    let told = text!(
        da: "og {} til, der rummer en af disse og siger det samme; alle står i JSON",
        en: "and {} more that hold one of these and say the same; all are in JSON",
        more
    );
    (least, (more > 0).then_some(told))
}

/// The reading that alone keeps it open: every other choice that does so holds it too.
fn only<'u>(undecided: &[&'u Undecided]) -> Option<&'u Undecided> {
    let least = undecided.iter().min_by_key(|one| one.readings.len())?;
    let within = |one: &&Undecided| least.readings.iter().all(|(question, id)| one.readings.get(question) == Some(id));
    undecided.iter().all(within).then_some(*least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::assessment::{Readings, Undetermined};
    use std::sync::Arc;

    fn undecided(readings: &[(&str, &str)], cause: Undetermined) -> Undecided {
        let readings: Readings = readings.iter().map(|(question, id)| ((*question).into(), (*id).into())).collect();
        Undecided { readings: readings.into(), cause, missing: Arc::default(), met_from_projection_percent: None }
    }

    #[test]
    fn a_cell_tells_how_many_do_not_fit() {
        let part = Text::new("x".repeat(998), "y".repeat(990));
        assert_eq!(in_a_cell(&vec![part.clone(); 32]).da.len(), 32 * 1_000 - 2);
        let cut = in_a_cell(&vec![part; 40]);
        assert!(
            cut.da.ends_with("x; og 8 til; alle står i JSON") && cut.en.ends_with("y; and 8 more; all are in JSON")
        );
    }

    #[test]
    fn what_a_smaller_choice_of_readings_says_is_not_said_again() {
        let (input, index) = (Undetermined::MissingInput, Undetermined::MissingIndex);
        let all = [
            undecided(&[("a", "1")], input),
            undecided(&[("b", "1")], index),
            undecided(&[("a", "1"), ("c", "1")], input),
            undecided(&[("a", "2"), ("c", "1")], input),
            undecided(&[("a", "1"), ("b", "1")], index),
        ];
        let (least, more) = least_undecided(&all);
        assert_eq!(least, [&all[0], &all[1], &all[3]]);
        assert_eq!(more.map(|more| more.en.starts_with("and 2 more")), Some(true));
    }
}

//! Development areas through the agreements, drawn: each goes on in the one below it.

use crate::document::{Block, Chart, Period, Periods, Place, Section, Standing, text};
use rammeaftale::agreement::{Lineage, LinkWord};
use rammeaftale::compare::{AreaState, Line, Step};
use rammeaftale::sentence;
use rammeaftale::text::Text;

/// The drawing of some lines, for paper and screens; the lists tell the same in words.
pub(crate) fn section(lines: &[&Line]) -> Section {
    let rows: Vec<Period> = lines.iter().flat_map(|line| periods(line)).collect();
    let title = Text::new("Udviklingsområderne gennem aftalerne", "The development areas through the agreements");
    let by_year = Text::new("Områderne år for år", "The areas year by year");
    let note = Text::new(
        "Med ↳ går området ovenover videre: efter dokumenternes ord, hvor intet andet står. Tynd linje: kun fulgt op. Streg først: nyt; sidst: slut.",
        "With ↳ the area above goes on: by the documents' word where nothing else is said. Thin line: only followed up. Bar first: new; last: ended.",
    );
    let chart = Chart::Periods(Periods { id: "lineage".to_owned(), title: by_year, note, rows });
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Chart(chart)] };
    Section::new("areas-drawn", title, blocks).at(Place::Appendix)
}

/// The steps of a line; the first tells that it is new, the last that it ended.
fn periods(line: &Line) -> Vec<Period> {
    let mut periods: Vec<Period> = line.steps.iter().map(period).collect();
    if let Some((last, ended)) = periods.last_mut().zip(sentence::ended(line)) {
        last.state = text!("{}; {}", last.state, ended);
        last.ends = true;
    }
    periods
}

fn period(step: &Step) -> Period {
    let followed_up = step.lineage == Some(Lineage::FollowedUp);
    let begins = step.lineage == Some(Lineage::New);
    let state = match step.state {
        AreaState::Modelled if followed_up => Text::new("kun fulgt op", "only followed up"),
        AreaState::Modelled if begins => Text::new("nyt i aftalen", "new in the agreement"),
        AreaState::Modelled => Text::new("i aftalen", "in the agreement"),
        AreaState::Proposed if begins => Text::new("nyt, kun foreslået", "new, only proposed"),
        AreaState::Proposed => Text::new("kun foreslået", "only proposed"),
        AreaState::Known => Text::new("kun kendt", "only known"),
        AreaState::Announced => Text::new("kun bebudet", "only announced"),
    };
    let (arrow, state) = match step.link {
        None => ("", state),
        Some(LinkWord::Document) => ("↳ ", state),
        Some(LinkWord::Ours) => {
            ("↳ ", text!(da: "{}; leddet er vores læsning", en: "{}; the link is our reading", state))
        }
    };
    let standing = match step.state {
        AreaState::Modelled if followed_up => Standing::FollowedUp,
        AreaState::Modelled => Standing::Modelled,
        AreaState::Proposed => Standing::Proposed,
        AreaState::Known => Standing::Known,
        AreaState::Announced => Standing::Announced,
    };
    let name = text!("{}{}", arrow, step.name);
    Period { name, from: step.from, to: step.to, state, standing, begins, ends: false, mark: ' ' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale::{Register, compare};

    #[test]
    fn what_begins_ends_or_is_only_followed_up_is_drawn_so() {
        let register = Register::builtin().unwrap();
        let drawn: Vec<Period> = compare::lines(&register).iter().flat_map(periods).collect();
        let of = |name: &str| drawn.iter().filter(|one| one.name.da.ends_with(name)).collect::<Vec<_>>();
        let [psychiatry] = of("Psykiatri")[..] else { panic!("one") };
        assert_eq!(psychiatry.standing, Standing::FollowedUp);
        assert!(psychiatry.ends && psychiatry.state.da.starts_with("kun fulgt op; slut: "), "{:?}", psychiatry.state);
        let [transition] = of("til voksenområdet")[..] else { panic!("one") };
        assert!(transition.begins && !transition.ends && transition.standing == Standing::Modelled);
        let near = of("nære psykiatri");
        assert!(!near.is_empty() && near.iter().all(|one| !one.begins && !one.ends), "it goes on");
    }
}

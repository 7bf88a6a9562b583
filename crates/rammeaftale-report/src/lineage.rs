//! Development areas through the agreements, drawn: each goes on in the one below it.

use crate::document::{Block, Chart, Period, Periods, Place, Section, Standing, text};
use rammeaftale::agreement::LinkWord;
use rammeaftale::compare::{AreaState, Line, Step};
use rammeaftale::text::Text;

/// The drawing of some lines, for paper and screens; the lists tell the same in words.
pub(crate) fn section(lines: &[&Line]) -> Section {
    let rows: Vec<Period> = lines.iter().flat_map(|line| &line.steps).map(period).collect();
    let title = Text::new("Udviklingsområderne gennem aftalerne", "The development areas through the agreements");
    let drawn = Text::new(
        "Med ↳ går området ovenover videre: efter dokumenternes ord, hvor intet andet står",
        "With ↳ the area above goes on: by the documents' word where nothing else is said",
    );
    let chart = Chart::Periods(Periods { id: "lineage".to_owned(), title: drawn, rows });
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Chart(chart)] };
    Section::new("areas-drawn", title, blocks).at(Place::Appendix)
}

fn period(step: &Step) -> Period {
    let state = match step.state {
        AreaState::Modelled => Text::new("i aftalen", "in the agreement"),
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
        AreaState::Modelled => Standing::Modelled,
        AreaState::Proposed => Standing::Proposed,
        AreaState::Known => Standing::Known,
        AreaState::Announced => Standing::Announced,
    };
    Period { name: text!("{}{}", arrow, step.name), from: step.from, to: step.to, state, standing, mark: ' ' }
}

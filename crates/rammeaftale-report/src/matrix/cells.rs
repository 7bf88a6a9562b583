//! The matrix itself: subjects down, agreements across, each verdict leading to what lies behind it.

use super::{Judged, part};
use crate::document::{Cell, Column, Row, Table, joined, text};
use crate::evaluation;
use rammeaftale::assessment::Subject;
use rammeaftale::compare::portfolio::{self, Subjects};
use rammeaftale::text::{Lang, Text, amount};
use rammeaftale::{Verdict, sentence};

/// The columns of the rules share a heading, and so one choice: what some agreement judges by that rule.
pub(super) fn table(judged: &Judged<'_>, rows: &[&Subjects]) -> Table {
    let offers = rows.iter().any(|row| matches!(row.subject, Subject::Offer { .. }));
    let mut columns = match offers {
        true => vec![
            Column::new("tilbud", "offer").leading(),
            Column::new("driftsherre", "operator").filtered().wide().leading(),
        ],
        false => vec![Column::new("driftsherre", "operator").leading()],
    };
    for (place, column) in judged.matrix.agreements.iter().enumerate() {
        let period = Text::same(column.stamp.id.rsplit('/').next().unwrap_or_default());
        let rooms = || rows.iter().filter_map(|row| row.cells.get(place)?.as_ref()?.rooms().next());
        let room = sentence::room_of(&rooms().filter_map(|room| room.measure).collect());
        // The rule beside it may be another than the one that a contribution counts by.
        let counts_by = rooms().find(|room| !room.binding).map(|room| judged.title_of(&column.stamp.id, &room.of));
        let counts_by = counts_by.map(|title| text!("({}: {})", sentence::contribution(), title));
        let room = joined([text!("{}: {}", period, room)].into_iter().chain(counts_by), " ");
        columns.extend([
            Column { heading: column.title.clone(), ..Column::new("", "") }.filtered(),
            Column::new("regel", "rule").filtered().wide(),
            Column { heading: room, ..Column::new("", "") },
        ]);
    }
    Table { columns, rows: rows.iter().map(|row| self::row(judged, row, offers)).collect() }.without_empty()
}

fn row(judged: &Judged<'_>, row: &Subjects, offers: bool) -> Row {
    let mut cells = vec![Cell::same(&judged.names.subject(&row.subject))];
    cells.extend(offers.then(|| operator(judged, &row.subject)));
    for (column, cell) in judged.matrix.agreements.iter().zip(&row.cells) {
        cells.extend(match cell {
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
            Some(cell) => judged_by(judged, &column.stamp.id, &row.subject, cell),
        });
    }
    Row::new(cells)
}

/// Who runs an offer, by name, or by code where it is no party.
fn operator(judged: &Judged<'_>, subject: &Subject) -> Cell {
    let Some(operator) = subject.operator() else { return Cell::Empty };
    match judged.names.name(&Subject::Operator { operator }) {
        "" => Cell::same(&operator.to_string()),
        name => Cell::same(name),
    }
}

/// The verdict and why it is none, the rule that is shown for all, and the room below its limit.
fn judged_by(judged: &Judged<'_>, agreement: &str, subject: &Subject, cell: &portfolio::Cell) -> [Cell; 3] {
    let of = cell.headroom.as_ref().map(|room| &room.of).or(cell.deciding.first());
    let silent = judged.agreement(agreement).is_some_and(|one| one.rules.is_empty());
    let to = match silent {
        true => evaluation::silent_id(&part(agreement)),
        false => part(agreement) + &evaluation::subject_id(subject),
    };
    let verdict = match cell.judged_at {
        Some(level) => {
            let word = sentence::judged_at(level, cell.measure);
            let why = cell.offers.as_ref().and_then(evaluation::offers).unwrap_or_default();
            Cell::Told { word, why, to }
        }
        None => Cell::Judged { verdict: cell.verdict, why: why(cell), to },
    };
    [verdict, of.map_or(Cell::Empty, |of| Cell::text(judged.title_of(agreement, of))), room(cell)]
}

/// The room to show, as a number; of a contribution, that it is one, and of a total of tariffs, of which. Of several units each,
/// the worst the number to sort by.
fn room(cell: &portfolio::Cell) -> Cell {
    let rooms: Vec<&portfolio::Headroom> = cell.rooms().collect();
    match rooms.as_slice() {
        [] => Cell::Empty,
        [one] => note(one).map_or(Cell::Kroner(one.kroner), |note| Cell::Noted(one.kroner, note)),
        [first, ..] => {
            let shown = |lang| amount_with_notes(&rooms, lang);
            let worst = cell.headroom.as_ref().unwrap_or(first);
            Cell::Valued(worst.kroner, Text::new(shown(Lang::Da), shown(Lang::En)))
        }
    }
}

fn amount_with_notes(rooms: &[&portfolio::Headroom], lang: Lang) -> String {
    let shown = |room: &&portfolio::Headroom| {
        let note = note(room).map(|note| format!(" ({})", note.get(lang))).unwrap_or_default();
        amount(room.kroner, lang) + &note
    };
    rooms.iter().map(shown).collect::<Vec<_>>().join("; ")
}

/// What a room is of, where it is not that of the subject's own limit.
fn note(room: &portfolio::Headroom) -> Option<Text> {
    let contribution = (!room.binding).then(sentence::contribution);
    let note = joined(room.unit.map(sentence::tariffs).into_iter().chain(contribution), ", ");
    (!note.da.is_empty()).then_some(note)
}

/// Why it is open, which tariffs decide, and an operator's offers counted: as far as there is something to tell.
fn why(cell: &portfolio::Cell) -> Text {
    let cause = sentence::cause_briefly(cell.verdict, cell.lacks);
    let judges = !matches!(cell.verdict, Verdict::NotApplicable(_));
    let tariffs = judges.then(|| sentence::deciding_tariffs(cell));
    let reason = cell.reason.map(|reason| sentence::left_out_reason(reason, cell.measure));
    let amiss = cell.breaks.iter().find(|(of, _)| cell.deciding.first() == Some(of));
    let amiss = amiss.and_then(|(_, figures)| sentence::amiss(figures));
    let offers = cell.offers.as_ref().and_then(evaluation::offers);
    joined([Some(cause), reason, tariffs, amiss, offers].into_iter().flatten(), "; ")
}

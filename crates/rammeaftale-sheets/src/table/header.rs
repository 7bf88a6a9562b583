//! The header of a file: its dialect, and which column each heading names.

use super::beside::Beside;
use crate::file::lex::{Cell, Record, Start};
use crate::file::source::{Doubt, Source};
use crate::heading::columns::{Columns, Meaning};
use crate::heading::heard::remedy_of;
use crate::heading::period::{Named, Period, is_of_notes, named, named_exactly, only_period, title};
use crate::heading::{Heading, find};
use crate::mistake::{Mistakes, Problem, shown};
use crate::said::{Years, sayings, years_of_heading};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::FiguresKind;
use rammeaftale::quantity::Year;
use rammeaftale::text;
use std::ops::ControlFlow;

/// What a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot<H> {
    Column(H, Option<Period>),
    /// Blank, a spreadsheet's empty column, or of notes.
    Blank,
    /// Not read: already told to be a mistake, or said to be left out.
    Unread,
}

impl<H> Slot<H> {
    pub(crate) fn period(&self) -> Option<Period> {
        match self {
            Slot::Column(_, period) => *period,
            Slot::Blank | Slot::Unread => None,
        }
    }
}

/// What each heading stands for; `None` when none is a column.
pub(crate) fn read_header<H: Heading>(
    source: &dyn Source,
    record: &Record<'_>,
    cells: &[Cell<'_>],
    columns: &Columns,
    beside: &Beside,
    mistakes: &mut Mistakes,
) -> Option<Vec<Slot<H>>> {
    let place = |cell: &Cell<'_>| source.place(record, &cell.span);
    let meanings: Vec<Meaning<H>> = cells.iter().map(|cell| columns.meaning(&cell.value)).collect();
    let known: Vec<Named<H>> = meanings.iter().filter_map(Meaning::column).collect();
    if known.is_empty() || is_title::<H>(cells, columns) {
        mistakes.push(no_header::<H>(source.row_place(record)));
        return None;
    }
    let single: Vec<H> = known.iter().filter(|(_, period)| period.is_none()).map(|(column, _)| *column).collect();
    let is_wide = single.len() < known.len();
    let names_year = is_wide || single.iter().any(|column| column.is_year());
    let is_undated = |(at, meaning): (usize, &Meaning<H>)| Some((at, beside.above(at, meaning.column()?.0)?));
    let undated = if names_year { None } else { meanings.iter().enumerate().find_map(is_undated) };
    let (mut slots, mut others): (Vec<Slot<H>>, Vec<&Cell<'_>>) = (Vec::new(), Vec::new());
    let is_doubted = |at: usize| source.doubts().iter().any(|doubt| doubt.columns.contains(&at));
    for (at, (cell, meaning)) in cells.iter().zip(meanings).enumerate() {
        slots.push(match meaning {
            _ if is_doubted(at) => Slot::Unread,
            Meaning::Column(named) => {
                if columns.explained(&cell.value).is_some() {
                    let told = other_column(&cell.value, named).or_else(|| other_year(&cell.value, named));
                    mistakes.extend(told.map(|problem| problem.at(place(cell))));
                }
                let first = slots.iter().position(|slot| *slot == Slot::Column(named.0, named.1));
                let first = first.and_then(|first| cells.get(first)).map(place);
                match why_unread(named, is_wide, || place(cell), first) {
                    Some(told) => {
                        let is_yearless = !names_year && named.0.figures().is_some();
                        let told = if is_yearless { of_each_year(named.0, told) } else { told };
                        mistakes.extend(Some(told).filter(|_| !is_yearless || undated.is_none()));
                        Slot::Unread
                    }
                    None => Slot::Column(named.0, named.1),
                }
            }
            Meaning::Unread => Slot::Unread,
            Meaning::Blank => Slot::Blank,
            // What stands there is told below, words and numbers each.
            Meaning::Unknown if is_of_notes(&cell.value) => Slot::Blank,
            Meaning::Unknown => {
                others.push(cell);
                Slot::Unread
            }
        });
    }
    for doubt in source.doubts() {
        let doubted = || doubt.columns.iter().filter_map(|at| cells.get(*at));
        let headings: Vec<&str> = doubted().map(|cell| cell.text()).collect();
        mistakes.extend(doubted().next().map(|cell| in_doubt(doubt, &headings).at(place(cell))));
    }
    mistakes.extend(others.iter().map(|cell| unknown(cell.text(), &single).at(place(cell))));
    let others: Vec<&str> = others.iter().map(|cell| cell.text()).collect();
    let is_told = is_wide || undated.is_some();
    mistakes.extend(lacking((&single, is_told), &others, beside, &source.row_place(record)));
    mistakes.extend(undated.and_then(|(at, told)| Some(told.at(place(cells.get(at)?)))));
    Some(slots)
}

/// What is told of columns that must be there and are not, beside unknown headings; the year may be said beside the table.
fn lacking<H: Heading>(
    (single, is_wide): (&[H], bool),
    others: &[&str],
    beside: &Beside,
    place: &Place,
) -> Vec<Diagnostic> {
    let meant = others.iter().filter_map(|heading| named(&H::meant_by(heading, single)?));
    let meant: Vec<Named<H>> = meant.collect();
    let names_year = |heading: &&str| !years_of_heading(heading).years.is_empty();
    let any_year = is_wide || others.iter().any(names_year) || meant.iter().any(|(_, period)| period.is_some());
    // What a heading beside it may be meant for is told there.
    let is_told = |column: &H| meant.contains(&(*column, None)) || any_year && !column.is_common();
    let lacks = |column: &&H| column.is_required() && !single.contains(column) && !is_told(column);
    let tell = |column: &H| match beside.told(*column).filter(|_| column.is_year()) {
        Some(told) => told.warning_at(place.clone()),
        None => missing_column(*column).at(place.clone()),
    };
    H::ALL.iter().filter(lacks).map(tell).collect()
}

/// The headings of the record that begins here.
pub(crate) fn headings(source: &dyn Source, start: Start) -> Result<Option<(Place, Vec<String>)>, Problem> {
    let mut found = None;
    source.each(start, &mut |record| {
        let values = |cells: &Vec<Cell<'_>>| cells.iter().map(|cell| cell.value.clone().into_owned()).collect();
        found = record.cells.as_ref().ok().map(|cells| (source.row_place(record), values(cells)));
        ControlFlow::Break(())
    })?;
    Ok(found)
}

/// What is told of a column that stands there twice, or has no year beside others that have.
fn why_unread<H: Heading>(
    (column, period): Named<H>,
    is_wide: bool,
    place: impl FnOnce() -> Place,
    first: Option<Place>,
) -> Option<Diagnostic> {
    match first {
        Some(first) => Some(duplicate((column, period), place(), Some(first))),
        None if is_wide && period.is_none() && !column.is_common() => Some(mixed_layout(column).at(place())),
        None => None,
    }
}

/// True for a row of one cell that says more than the name of a column and a year, as `Takster 2025` does.
pub(crate) fn is_title<H: Heading>(cells: &[Cell<'_>], columns: &Columns) -> bool {
    let mut texts = cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty());
    let (first, second) = (texts.next().unwrap_or_default(), texts.next());
    second.is_none() && columns.explained(first).is_none() && named_exactly::<H>(first).is_none()
}

/// A heading that is the name of other amounts than those that it is explained as; a result may be one that is carried.
fn other_column<H: Heading>(heading: &str, (column, period): Named<H>) -> Option<Problem> {
    let (own, _): Named<H> = named(heading.trim())?;
    let is_other = own != column && own.figures().is_some() && column.figures().is_some() && !own.is_carried_as(column);
    let (text, da, en) = (shown(heading.trim()), title(column, period, true), title(column, period, false));
    let problem = Problem::new(
        Code::ToldOtherwise,
        format!("{text} er navnet på en anden kolonne end `{da}`, som den er forklaret som"),
        format!("{text} is the name of another column than `{en}`, which it is explained as"),
    );
    is_other.then(|| {
        problem.help(
            "ret kolonnen i filen med kolonnerne, eller ret overskriften",
            "mend the column in the file of columns, or mend the heading",
        )
    })
}

/// A heading that is explained as a column of another year than those that it names itself.
fn other_year<H: Heading>(heading: &str, (column, period): Named<H>) -> Option<Problem> {
    let year = period?.year;
    let Years { years, are_joined } = years_of_heading(heading);
    let is_another = are_joined || !years.contains(&year);
    let is_other = |named: &Year| *named != year && !(*named < year && is_source(heading, column));
    let named = years.into_iter().find(is_other).filter(|_| is_another)?;
    let (text, da, en) = (shown(heading.trim()), title(column, period, true), title(column, period, false));
    let problem = Problem::new(
        Code::ToldOtherwise,
        format!("{text} siger {named}, men er forklaret som `{da}`"),
        format!("{text} says {named}, but is explained as `{en}`"),
    );
    Some(problem.help(
        "ret året i filen med kolonnerne, eller ret overskriften",
        "mend the year in the file of columns, or mend the heading",
    ))
}

/// True for a heading of what is carried to another year, and not of what is carried there.
pub(super) fn is_source<H: Heading>(heading: &str, column: H) -> bool {
    column.is_carried() && named::<H>(heading.trim()).is_none_or(|(own, _)| own != column)
}

fn mixed_layout<H: Heading>(column: H) -> Problem {
    let (da, en) = (column.danish(), column.english());
    match column.figures() {
        Some(_) => Problem::new(
            Code::MixedLayout,
            format!("`{da}` har intet år, men andre overskrifter har"),
            format!("`{en}` has no year, but other headings do"),
        )
        .help(format!("skriv året med, fx `{da} 2024`"), format!("write the year too, e.g. `{en} 2024`")),
        None => Problem::new(
            Code::MixedLayout,
            format!("`{da}` står ved siden af overskrifter, der har år"),
            format!("`{en}` stands beside headings that have years"),
        )
        .help("slet kolonnen, eller skriv en række for hvert år", "delete the column, or write a row for each year"),
    }
}

/// More headings than this are not listed.
const LISTED: usize = 4;

/// What is told of headings beside a label that may hold for them too.
fn in_doubt(doubt: &Doubt, headings: &[&str]) -> Problem {
    let mut listed: Vec<String> = headings.iter().take(LISTED).map(|heading| shown(heading)).collect();
    listed.extend((headings.len() > LISTED).then(|| "…".to_owned()));
    let (label, line, listed) = (shown(&doubt.label), doubt.line, listed.join(", "));
    Problem::new(
        Code::MixedLayout,
        format!("det er ikke sikkert, om {label} i række {line} også gælder for {listed}"),
        format!("it is not certain whether {label} in row {line} holds for {listed} too"),
    )
    .note(
        "det ses kun, hvor celler er flettet i en projektmappe, eller hvor de samme overskrifter gentages",
        "that is seen only where cells are merged in a workbook, or where the same headings are repeated",
    )
    .help(
        format!("skriv over hver kolonne, hvad der gælder for den, fx {label}"),
        format!("write above each column what holds for it, e.g. {label}"),
    )
}

pub(crate) fn unknown<H: Heading>(heading: &str, known: &[H]) -> Problem {
    let text = shown(heading);
    let problem =
        Problem::new(Code::UnknownColumn, format!("{text} er ikke en kolonne"), format!("{text} is not a column"));
    if let Some(period) = only_period(heading) {
        return named_with::<H>(problem, period);
    }
    let near = H::meant_by(heading, known);
    if let Some(why) = remedy_of(heading, near.as_deref()) {
        return problem.help(why.da, why.en);
    }
    if !sayings(heading).is_empty() {
        return problem.help(
            "overskriften siger noget om beløbene: ret dem efter den, før du sletter den",
            "the heading says something of the amounts: mend them by it before you delete it",
        );
    }
    match (near, dated::<H>(heading)) {
        (Some(name), _) => problem.help(format!("mente du `{name}`?"), format!("did you mean `{name}`?")),
        (None, Some((column, year))) => {
            let of = |figures, danish| title(column, Some(Period { year, figures }), danish);
            let (budget, realised) = (FiguresKind::Budget, FiguresKind::Realised);
            problem.help(
                format!("skriv kun kolonnen og året: `{}` eller `{}`", of(budget, true), of(realised, true)),
                format!("write the column and the year only: `{}` or `{}`", of(budget, false), of(realised, false)),
            )
        }
        (None, None) => with_names::<H>(problem)
            .help("ret overskriften, eller slet kolonnen", "mend the heading, or delete the column"),
    }
}

/// The column of amounts and the one year that stand in a heading among other words, as in `Takst budgetforslag 2025`.
fn dated<H: Heading>(heading: &str) -> Option<(H, Year)> {
    let years = years_of_heading(heading).years;
    let [year] = years.as_slice() else { return None };
    let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_in_kroner = words.clone().any(|word| matches!(&*word.to_lowercase(), "kr" | "dkk" | "kroner"));
    let is_amount = |column: &H| column.figures().is_some() && (column.is_kroner() || !is_in_kroner);
    Some((words.find_map(|word| find(word).filter(is_amount))?, *year))
}

/// What to write in place of a heading such as `R2024`, which names no amount.
fn named_with<H: Heading>(problem: Problem, period: Period) -> Problem {
    let of_kind = |column: &&H| column.figures() == Some(period.figures);
    let of_other = |column: &&H| column.figures().is_some_and(|figures| figures != period.figures);
    let columns = H::ALL.iter().filter(of_kind).chain(H::ALL.iter().filter(of_other)).take(3);
    let list = |danish| {
        columns
            .clone()
            .map(|column| format!("`{}`", title(*column, Some(period), danish)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    problem.help(
        format!("skriv, hvilket tal kolonnen har, fx {}", list(true)),
        format!("write which figure the column holds, e.g. {}", list(false)),
    )
}

pub(crate) fn duplicate<H: Heading>((column, period): Named<H>, place: Place, first: Option<Place>) -> Diagnostic {
    let (da, en) = (title(column, period, true), title(column, period, false));
    let message =
        text::Text::new(format!("kolonnen `{da}` står der to gange"), format!("the column `{en}` stands there twice"));
    let diagnostic = Diagnostic::error(Code::DuplicateColumn, place, message);
    let diagnostic = match first {
        Some(first) => diagnostic.and(first, "første gang her", "the first is here"),
        None => diagnostic,
    };
    diagnostic
        .note(format!("`{da}` og `{en}` er samme kolonne"), format!("`{en}` and `{da}` are the same column"))
        .help("slet den ene", "delete one of them")
}

/// The same of amounts in a table that names no year: its columns are of one each.
fn of_each_year<H: Heading>(column: H, duplicate: Diagnostic) -> Diagnostic {
    let (da, en) = (column.danish(), column.english());
    duplicate.help(
        format!("skriv året i dem, fx `{da} 2024` og `{da} 2025`; slet den ene, hvis de er af samme år"),
        format!("write the year in them, e.g. `{en} 2024` and `{en} 2025`; delete one if they are of the same year"),
    )
}

fn missing_column<H: Heading>(column: H) -> Problem {
    let (purpose_da, purpose_en) = column.purpose().unwrap_or_default();
    let (da, en) = (column.danish(), column.english());
    let problem =
        Problem::new(Code::MissingColumn, format!("kolonnen `{da}` mangler"), format!("the column `{en}` is missing"));
    let problem = match column.is_common() {
        true => problem,
        false => problem.note(
            "årene kan også stå i overskrifterne, fx `takst 2025`",
            "the years may stand in the headings too, e.g. `tariff 2025`",
        ),
    };
    problem.help(format!("tilføj `{da}` (eller `{en}`): {purpose_da}"), format!("add `{en}` (or `{da}`): {purpose_en}"))
}

pub(crate) fn no_header<H: Heading>(place: Place) -> Diagnostic {
    let problem = Problem::new(
        Code::UnknownColumn,
        "ingen af overskrifterne i første række er en kolonne",
        "none of the headings in the first row is a column",
    );
    with_names::<H>(problem)
        .help("lad første række være kolonnernes navne", "let the first row hold the names of the columns")
        .at(place)
}

pub(crate) fn with_names<H: Heading>(problem: Problem) -> Problem {
    let list = |name: fn(H) -> &'static str| H::ALL.iter().map(|column| name(*column)).collect::<Vec<_>>().join(", ");
    problem.note(format!("kolonnerne er {}", list(H::danish)), format!("the columns are {}", list(H::english)))
}

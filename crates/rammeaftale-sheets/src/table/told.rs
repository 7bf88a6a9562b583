//! What is told of headings.

use super::group::joint;
use crate::file::source::Doubt;
use crate::heading::period::{Named, Period, named, only_period, title};
use crate::heading::remedy::remedy_of;
use crate::heading::{Heading, find, is_source};
use crate::mistake::{Problem, shown};
use crate::said::{Saying, Years, sayings, sayings_above, years_of_heading};
use rammeaftale::diag::{Code, Diagnostic, Place};
use rammeaftale::portfolio::FiguresKind;
use rammeaftale::quantity::Year;
use rammeaftale::text::Text;

/// A heading that is the name of other amounts than those that it is explained as; a result may be one that is carried.
pub(super) fn other_column<H: Heading>(heading: &str, (column, period): Named<H>) -> Option<Problem> {
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
pub(super) fn other_year<H: Heading>(heading: &str, (column, period): Named<H>) -> Option<Problem> {
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

/// A column without a year beside others that have; `year` is perhaps its own.
pub(super) fn mixed_layout<H: Heading>(column: H, year: Option<Year>) -> Problem {
    let (da, en) = (column.danish(), column.english());
    let year = year.map_or_else(|| "2024".to_owned(), |year| year.to_string());
    match column.figures() {
        Some(_) => Problem::new(
            Code::MixedLayout,
            format!("`{da}` har intet år, men andre overskrifter har"),
            format!("`{en}` has no year, but other headings do"),
        )
        .help(format!("skriv året med, fx `{da} {year}`"), format!("write the year too, e.g. `{en} {year}`")),
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

/// What is told of a label of which it is not known how it is to be read.
pub(super) fn doubtful<H: Heading>(doubt: &Doubt, line: usize, known: &[H]) -> Problem {
    let (label, listed) = (shown(&doubt.label), listed(&doubt.headings));
    let first = doubt.headings.first().map_or("", String::as_str);
    if doubt.is_read {
        return in_doubt(&label, line, &listed);
    }
    if let Some((column, _)) = named::<H>(first) {
        return not_their_year(&doubt.label, line, column, (&listed, &listed), Code::MixedLayout);
    }
    let problem = Problem::new(
        Code::UnknownColumn,
        format!("{label} i række {line} giver ingen kolonne sammen med {listed} under den"),
        format!("{label} in row {line} makes no column with {listed} below it"),
    );
    remedied(problem, &joint(&doubt.label, first), known)
}

fn listed(headings: &[String]) -> String {
    let mut listed: Vec<String> = headings.iter().take(LISTED).map(|heading| shown(heading)).collect();
    listed.extend((headings.len() > LISTED).then(|| "…".to_owned()));
    listed.join(", ")
}

fn in_doubt(label: &str, line: usize, listed: &str) -> Problem {
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

/// What is told of a cell above headings that is not read as their year; of which kind of figures they are may stand there.
pub(super) fn not_their_year<H: Heading>(
    label: &str,
    line: usize,
    column: H,
    (da, en): (&str, &str),
    code: Code,
) -> Problem {
    let is_realised = sayings_above(label).iter().any(|saying| matches!(saying, Saying::Realised(_)));
    let figures = if is_realised { Some(FiguresKind::Realised) } else { column.figures() };
    let year = years_of_heading(label).years.first().copied().or_else(|| Year::new(2024));
    let period = year.zip(figures).map(|(year, figures)| Period { year, figures });
    let label = shown(label);
    Problem::new(
        code,
        format!("{label} i række {line} er ikke læst som året for {da}"),
        format!("{label} in row {line} is not read as the year of {en}"),
    )
    .note(
        "et år læses lige over overskriften, når det står med fire cifre, alene eller efter `budget` eller `regnskab`",
        "a year is read right above the heading where it stands in four digits, alone or behind `budget` or `realised`",
    )
    .help(
        format!("skriv året i hver overskrift, fx `{}`", title(column, period, true)),
        format!("write the year in each heading, e.g. `{}`", title(column, period, false)),
    )
}

pub(crate) fn unknown<H: Heading>(heading: &str, known: &[H]) -> Problem {
    let text = shown(heading);
    let problem =
        Problem::new(Code::UnknownColumn, format!("{text} er ikke en kolonne"), format!("{text} is not a column"));
    remedied(problem, heading, known)
}

/// The problem with what to do about the heading that is no column.
fn remedied<H: Heading>(problem: Problem, heading: &str, known: &[H]) -> Problem {
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
        Text::new(format!("kolonnen `{da}` står der to gange"), format!("the column `{en}` stands there twice"));
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
pub(super) fn of_each_year<H: Heading>(column: H, duplicate: Diagnostic) -> Diagnostic {
    let (da, en) = (column.danish(), column.english());
    duplicate.help(
        format!("skriv året i dem, fx `{da} 2024` og `{da} 2025`; slet den ene, hvis de er af samme år"),
        format!("write the year in them, e.g. `{en} 2024` and `{en} 2025`; delete one if they are of the same year"),
    )
}

pub(super) fn missing_column<H: Heading>(column: H) -> Problem {
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

//! What is told of rows that cannot be parted into the header's columns, of none and of too many.

use crate::cell::too_long;
use crate::file::dialect::Dialect;
use crate::file::lex::{Broken, Fault, Record};
use crate::file::source::Source;
use crate::limits::{MOST_COLUMNS, MOST_ROWS, grouped};
use crate::mistake::{Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};

/// A row of another number of cells than the header has.
pub(super) fn ragged(dialect: Dialect, cells: usize, headings: usize) -> Problem {
    let problem = Problem::new(
        Code::RaggedRow,
        format!("rækken har {} men overskriften {headings}", count_da(cells)),
        format!("the row has {} but the header {headings}", count_en(cells)),
    );
    let separator = dialect.separator();
    match (cells > headings, dialect) {
        (true, Dialect::Danish) => problem.help(
            "sæt en tekst med `;` i anførselstegn, eller slet de overskydende celler",
            "put a text with `;` in quotes, or delete the cells too many",
        ),
        (true, Dialect::English) => problem.help(
            "sæt en tekst med `,` i anførselstegn, og skriv decimaler efter punktum",
            "put a text with `,` in quotes, and write decimals after a point",
        ),
        (false, _) if cells == 1 => problem.help(
            "slet linjen, hvis den er en note; tilføj ellers de manglende celler",
            "delete the line if it is a note; else add the missing cells",
        ),
        (false, _) => problem.help(
            format!("tilføj de manglende celler; en tom celle er også skilt af `{separator}`"),
            format!("add the missing cells; a blank cell is parted by `{separator}` too"),
        ),
    }
}

pub(super) fn broken_record(source: &dyn Source, record: &Record<'_>, broken: &Broken) -> Diagnostic {
    let problem = match broken.fault {
        Fault::OpenQuote => Problem::new(
            Code::OpenQuote,
            "anførselstegnet, der åbner her, lukker aldrig",
            "the quote that opens here never closes",
        )
        .help("luk det, hvor cellen ender, eller slet det", "close it where the cell ends, or delete it"),
        Fault::StrayQuote => Problem::new(
            Code::StrayQuote,
            "der står tekst efter det anførselstegn, der lukker cellen",
            "text follows the quote that closes the cell",
        )
        .help("skriv et anførselstegn inde i en celle to gange: `\"\"`", "write a quote inside a cell twice: `\"\"`"),
        Fault::TooManyCells => too_many_cells(),
        Fault::TooLong => too_long(),
    };
    problem.at(source.place(record, &broken.span))
}

pub(crate) fn too_many_cells() -> Problem {
    Problem::new(
        Code::TooLarge,
        format!("rækken har flere celler end grænsen på {}", grouped(MOST_COLUMNS, '.')),
        format!("the row has more cells than the limit of {}", grouped(MOST_COLUMNS, ',')),
    )
    .help("slet det, der ikke er kolonner", "delete what is no column")
}

pub(crate) fn too_many_rows(place: Place) -> Diagnostic {
    Problem::new(
        Code::TooLarge,
        format!("filen har flere rækker end grænsen på {}", grouped(MOST_ROWS, '.')),
        format!("the file has more rows than the limit of {}", grouped(MOST_ROWS, ',')),
    )
    .help("del filen i flere", "split the file")
    .at(place)
}

pub(super) fn no_rows(place: Place) -> Diagnostic {
    Problem::new(
        Code::EmptyFile,
        "filen har kun en overskrift og ingen rækker",
        "the file has only a header and no rows",
    )
    .help("skriv mindst én række under overskriften", "write at least one row below the header")
    .at(place)
}

/// A number in a column that has no heading.
pub(super) fn no_heading(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        Code::UnknownColumn,
        format!("{text} står i en kolonne uden overskrift"),
        format!("{text} stands in a column without a heading"),
    )
    .help("giv kolonnen en overskrift, eller tøm den", "give the column a heading, or empty it")
}

/// Words in a column that has no heading.
pub(super) fn words_aside(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        Code::NotRead,
        format!("kolonnen med {text} har ingen overskrift og er ikke læst"),
        format!("the column with {text} has no heading and is not read"),
    )
    .help("giv kolonnen en overskrift, hvis den skal læses", "give the column a heading if it is to be read")
}

/// What stands in a column of notes.
pub(super) fn notes_aside(heading: &str) -> Problem {
    let heading = shown(heading);
    Problem::new(Code::NotRead, format!("kolonnen {heading} er ikke læst"), format!("the column {heading} is not read"))
        .help("se efter, at den ikke siger noget om tallene", "make sure that it says nothing of the figures")
}

fn count_da(cells: usize) -> String {
    if cells == 1 { "1 celle,".to_owned() } else { format!("{cells} celler,") }
}

fn count_en(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

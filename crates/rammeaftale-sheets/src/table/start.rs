//! Where the header of a text stands, and its dialect.

use crate::file::dialect::Dialect;
use crate::file::lex::Start;
use crate::file::lines::Lines;
use crate::file::text::Text;
use crate::limits::{HEADER_ROWS, LONGEST_RECORD};
use crate::mistake::{Mistakes, Problem};
use rammeaftale::diag::{Code, Diagnostic, Place};

/// The dialect and where the header stands: of the first lines that are neither blank nor a spreadsheet's `sep=;` the one
/// whose cells weigh most, if that is more than one heading does, else the first.
pub(crate) fn find_line(
    text: &Text,
    weight: &dyn Fn(&str) -> usize,
    mistakes: &mut Mistakes,
) -> Result<Option<(Dialect, Start)>, Problem> {
    let (mut named, mut found) = (None, None::<(usize, Told, Start)>);
    let mut window = text.window(text.start(), LONGEST_RECORD);
    loop {
        let line = match window.rest().find('\n') {
            Some(end) => window.rest().get(..end).unwrap_or_default(),
            None if window.is_full() => window.rest(),
            None => {
                window.grow()?;
                continue;
            }
        };
        let hint = Dialect::named(line).filter(|_| named.is_none() && found.is_none());
        if hint.is_none() && !line.trim().is_empty() {
            let line = Lines { name: &text.name, text: line, line: window.at().line };
            let (sum, dialect) = weighed(&line, named, weight);
            if found.as_ref().is_none_or(|(most, ..)| sum > *most && sum > 1) {
                found = Some((sum, dialect, window.at()));
            }
        }
        named = named.or(hint);
        let is_end = window.rest().len() == line.len() && window.is_last();
        if is_end || window.at().line >= HEADER_ROWS && found.is_some() {
            break;
        }
        window.skip_line()?;
    }
    match found {
        Some((_, Ok(dialect), start)) => return Ok(Some((dialect, start))),
        Some((_, Err(told), _)) => mistakes.push(told),
        None => mistakes.push(empty().at(Place::file(&text.name))),
    }
    Ok(None)
}

/// What the cells of a line weigh together, and its dialect.
fn weighed(line: &Lines<'_>, named: Option<Dialect>, weight: &dyn Fn(&str) -> usize) -> (usize, Told) {
    let dialect = dialect_of(line.text, named).map_err(|problem| problem.at(line.first()));
    let separator = dialect.as_ref().map_or(Dialect::Danish, |dialect| *dialect).separator();
    let cells = line.text.split(separator).map(|cell| cell.trim().trim_matches('"'));
    (cells.map(weight).sum(), dialect)
}

/// The dialect of a line, or why it has none.
type Told = Result<Dialect, Diagnostic>;

fn dialect_of(line: &str, named: Option<Dialect>) -> Result<Dialect, Problem> {
    let seen = Dialect::of_header(line);
    match named {
        Some(named) if seen.is_ok_and(|seen| seen != named) => Err(not_as_named(named)),
        Some(named) => Ok(named),
        None => seen.map_err(other_separator),
    }
}

fn other_separator(other: char) -> Problem {
    let (da, en) = if other == '\t' { ("tabulator", "tab") } else { ("`|`", "`|`") };
    Problem::new(Code::UnknownSeparator, format!("cellerne er skilt af {da}"), format!("the cells are parted by {en}"))
        .help("gem filen med `;` eller `,` mellem cellerne", "save the file with `;` or `,` between the cells")
}

/// A first line `sep=,` above cells that are parted by `;`, or the other way round.
fn not_as_named(named: Dialect) -> Problem {
    let separator = named.separator();
    Problem::new(
        Code::UnknownSeparator,
        format!("filens første linje siger `sep={separator}`, men overskrifterne er ikke skilt af `{separator}`"),
        format!("the first line of the file says `sep={separator}`, but the headings are not parted by `{separator}`"),
    )
    .help("slet linjen, eller ret den", "delete the line, or mend it")
}

fn empty() -> Problem {
    Problem::new(Code::EmptyFile, "filen er tom", "the file is empty").help(
        "skriv kolonnernes navne i første række og tallene derunder",
        "write the names of the columns in the first row and the figures below it",
    )
}

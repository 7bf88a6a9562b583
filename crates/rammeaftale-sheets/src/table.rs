//! A file as a header and rows of cells, for any kind of columns.

use crate::dialect::Dialect;
use crate::file::File;
use crate::header::{Slot, first_line, read_header};
use crate::heading::Heading;
use crate::lex::{Broken, Cell, Fault, Records, Start};
use crate::limits::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, grouped};
use crate::mistake::{Mistakes, Problem, shown};
use rammeaftale::diag::{Code, Diagnostic, Place};
use std::sync::Arc;

/// A file whose header has been read.
#[derive(Clone, Debug)]
pub(crate) struct Table<H> {
    file: File,
    pub(crate) dialect: Dialect,
    columns: Vec<Slot<H>>,
    header: Start,
    body: Start,
}

impl<H: Heading> Table<H> {
    /// Reads the header; `None` when nothing below it can be read.
    pub(crate) fn open(name: &str, bytes: &[u8], mistakes: &mut Mistakes) -> Option<Table<H>> {
        let whole_file = || Place::file(&Arc::from(name));
        let file = File::decode(name, bytes).map_err(|problem| mistakes.push(problem.at(whole_file()))).ok()?;
        let (dialect, at) = first_line(&file, mistakes)?;
        let mut records = Records::from(&file.text, dialect, at);
        let record = records.next()?;
        let (header, body) = (record.start, records.position());
        let columns = match record.cells {
            Ok(cells) => read_header(&file, header, &cells, mistakes),
            Err(broken) => {
                mistakes.push(broken_record(&file, header, &broken));
                None
            }
        }?;
        Some(Table { file, dialect, columns, header, body })
    }

    /// Calls `each` with the cells of every row that is not wholly blank, or with `None` for a row that cannot be
    /// parted into cells.
    pub(crate) fn rows(
        &self,
        mistakes: &mut Mistakes,
        mut each: impl FnMut(Start, Option<&[Cell<'_>]>, &mut Mistakes),
    ) {
        let mut rows = 0;
        for record in Records::from(&self.file.text, self.dialect, self.body) {
            if mistakes.is_full() {
                return;
            }
            let is_blank = |cells: &Vec<Cell<'_>>| cells.iter().all(|cell| cell.value.trim().is_empty());
            if record.cells.as_ref().is_ok_and(is_blank) {
                continue;
            }
            if rows == MOST_ROWS {
                mistakes.push(too_many_rows(self.file.line_place(record.start)));
                return;
            }
            rows += 1;
            match record.cells {
                Err(broken) => mistakes.push(broken_record(&self.file, record.start, &broken)),
                Ok(cells) if cells.len() != self.columns.len() => {
                    mistakes.push(self.ragged(record.start, cells.len()));
                }
                Ok(cells) => {
                    self.check_cells(record.start, &cells, mistakes);
                    each(record.start, Some(&cells), mistakes);
                    continue;
                }
            }
            each(record.start, None, mistakes);
        }
        if rows == 0 && !mistakes.is_full() {
            mistakes.push(no_rows(self.file.line_place(self.header)));
        }
    }

    /// The columns with their cells in a row.
    pub(crate) fn cells<'r, 't>(&self, cells: &'r [Cell<'t>]) -> impl Iterator<Item = (H, &'r Cell<'t>)> {
        self.columns.iter().zip(cells).filter_map(|(slot, cell)| match slot {
            Slot::Column(column) => Some((*column, cell)),
            Slot::Blank | Slot::Ignored => None,
        })
    }

    /// The place of a cell.
    pub(crate) fn cell_place(&self, start: Start, cell: &Cell<'_>) -> Place {
        self.file.place(start, &cell.span)
    }

    /// The place of a column's cell in a row; of the row's line where the file has no such column.
    pub(crate) fn place(&self, start: Start, column: H) -> Place {
        let index = self.columns.iter().position(|slot| *slot == Slot::Column(column));
        let record = Records::from(&self.file.text, self.dialect, start).next();
        let cells = record.and_then(|record| record.cells.ok());
        match index.and_then(|index| cells.as_ref()?.get(index)) {
            Some(cell) => self.cell_place(start, cell),
            None => self.file.line_place(start),
        }
    }

    fn check_cells(&self, start: Start, cells: &[Cell<'_>], mistakes: &mut Mistakes) {
        for (slot, cell) in self.columns.iter().zip(cells) {
            if *slot == Slot::Blank && !cell.value.trim().is_empty() {
                let text = shown(cell.value.trim());
                let problem = Problem::new(
                    Code::UnknownColumn,
                    format!("{text} står i en kolonne uden overskrift"),
                    format!("{text} stands in a column without a heading"),
                )
                .help("giv kolonnen en overskrift, eller tøm den", "give the column a heading, or empty it");
                mistakes.push(problem.at(self.cell_place(start, cell)));
            }
        }
    }

    fn ragged(&self, start: Start, cells: usize) -> Diagnostic {
        let headings = self.columns.len();
        let problem = Problem::new(
            Code::RaggedRow,
            format!("rækken har {} men overskriften {headings}", count_da(cells)),
            format!("the row has {} but the header {headings}", count_en(cells)),
        );
        let separator = self.dialect.separator();
        let problem = match (cells > headings, self.dialect) {
            (true, Dialect::Danish) => problem.help(
                "sæt en tekst med `;` i anførselstegn, eller slet de overskydende celler",
                "put a text with `;` in quotes, or delete the cells too many",
            ),
            (true, Dialect::English) => problem.help(
                "sæt en tekst med `,` i anførselstegn, og skriv decimaler efter punktum",
                "put a text with `,` in quotes, and write decimals after a point",
            ),
            (false, _) => problem.help(
                format!("tilføj de manglende celler; en tom celle er også skilt af `{separator}`"),
                format!("add the missing cells; a blank cell is parted by `{separator}` too"),
            ),
        };
        problem.at(self.file.line_place(start))
    }
}

/// The cell's own text, or that it is longer than the limit.
pub(crate) fn checked_text<'c>(cell: &'c Cell<'_>) -> Result<&'c str, Problem> {
    let text = cell.value.trim();
    if text.len() > LONGEST_CELL && text.chars().nth(LONGEST_CELL).is_some() {
        return Err(Problem::new(
            Code::TooLarge,
            format!("cellen er længere end grænsen på {} tegn", grouped(LONGEST_CELL, '.')),
            format!("the cell is longer than the limit of {} characters", grouped(LONGEST_CELL, ',')),
        )
        .help("forkort teksten", "shorten the text"));
    }
    Ok(text)
}

/// A cell that must be filled and is not.
pub(crate) fn missing_cell<H: Heading>(column: H) -> Problem {
    let (da, en) = column.purpose().unwrap_or_default();
    Problem::new(
        Code::MissingCell,
        format!("`{}` mangler i rækken", column.danish()),
        format!("`{}` is missing in the row", column.english()),
    )
    .help(format!("skriv {da}"), format!("write {en}"))
}

fn broken_record(file: &File, start: Start, broken: &Broken) -> Diagnostic {
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
        Fault::TooManyCells => Problem::new(
            Code::TooLarge,
            format!("rækken har flere celler end grænsen på {}", grouped(MOST_COLUMNS, '.')),
            format!("the row has more cells than the limit of {}", grouped(MOST_COLUMNS, ',')),
        ),
    };
    problem.at(file.place(start, &broken.span))
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

fn no_rows(place: Place) -> Diagnostic {
    Problem::new(
        Code::EmptyFile,
        "filen har kun en overskrift og ingen rækker",
        "the file has only a header and no rows",
    )
    .help("skriv mindst én række under overskriften", "write at least one row below the header")
    .at(place)
}

fn count_da(cells: usize) -> String {
    if cells == 1 { "1 celle,".to_owned() } else { format!("{cells} celler,") }
}

fn count_en(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_bytes;
    use proptest::prelude::*;
    use rammeaftale::portfolio::Column;

    fn errors(text: &str) -> Vec<(Code, String)> {
        let sheet = read_bytes("f", text.as_bytes());
        sheet.mistakes().iter().map(|found| (found.code, found.place().unwrap().to_string())).collect()
    }

    #[test]
    fn a_named_separator_above_the_header_is_no_heading() {
        let text = "sep=,\r\n\r\ntilbud_id,driftsherre,år\r\nB1,740,2025\r\n";
        let sheet = read_bytes("f", text.as_bytes());
        assert_eq!((sheet.mistakes().len(), sheet.rows().len()), (0, 1));
        assert_eq!(errors("sep=;\nsep=;\n"), [(Code::UnknownColumn, "f:2:1".to_owned())]);
        assert_eq!(errors("sep=;\n"), [(Code::EmptyFile, "f".to_owned())]);
    }

    #[test]
    fn blank_rows_and_columns_of_spreadsheets_are_passed_over() {
        let text = "\u{feff};;\n\ntilbud_id;driftsherre;år;;\n;;;;\nB1;740;2025;;\n \n";
        assert_eq!(errors(text), [(Code::UnknownColumn, "f:1:1".to_owned())]);
        let text = text.trim_start_matches(['\u{feff}', ';']);
        assert_eq!(read_bytes("f", text.as_bytes()).rows().len(), 1);
    }

    #[test]
    fn a_long_cell_is_refused_by_its_limit() {
        let text = |length| format!("offer,operator,year\n{},740,2025\n", "æ".repeat(length));
        assert_eq!(errors(&text(LONGEST_CELL)), []);
        assert_eq!(errors(&text(LONGEST_CELL + 1)), [(Code::TooLarge, "f:2:1".to_owned())]);
    }

    #[test]
    fn a_place_without_the_column_is_the_row() {
        let mut mistakes = Mistakes::default();
        let table: Table<Column> = Table::open("f", b"offer,year\n x ,2025\n", &mut mistakes).unwrap();
        let place = |column| table.place(table.body, column).to_string();
        assert_eq!([place(Column::Offer), place(Column::Year), place(Column::Tariff)], ["f:2:2", "f:2:5", "f:2:2"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            body in "[-a0-9.,;\"\n\r% \u{feff}\u{202e}=']{0,120}",
        ) {
            let headers = ["", "{\"rows\": [{\"offer\": ", "[[row]]\noffer = \"B1\"\nyear = ", "tilbud_id;driftsherre;år;takst;pladser\n", "offer,operator,year,tariff,buyers\n"];
            for header in headers {
                for body in [&bytes, body.as_bytes()] {
                    let file = [header.as_bytes(), body].concat();
                    for name in ["f", "f.json", "f.toml"] {
                        let _ = crate::portfolio(vec![read_bytes(name, &file)]);
                    }
                    let _ = crate::read_index("f", &file);
                }
            }
        }
    }
}

//! XLSX: a directory of sheets, the texts that cells share, the formats of numbers, and a part for each sheet.

use super::container::Container;
use super::damaged;
use super::date;
use super::digits::{Unsure, danish};
use super::format::Format;
use super::strings::{Strings, unescaped};
use super::xml::{self, Attributes, Node};
use crate::grid::{Area, Grid};
use crate::lex::Flaw;
use crate::mistake::Problem;
use rammeaftale::diag::Code;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows and columns of a sheet.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

pub(super) fn grids(file: &Arc<str>, mut container: Container<'_>) -> Result<Vec<Grid>, Problem> {
    let workbook = workbook_part(&mut container)?;
    let (sheets, settings) = sheets(&mut container, &workbook)?;
    let targets = relations(&mut container, &workbook)?;
    let by_kind = |kind: &str| targets.values().find(|(found, _)| found == kind).map(|(_, path)| path.clone());
    let mut book = Book { strings: Strings::default(), formats: Vec::new(), settings };
    if let Some(part) = by_kind("sharedStrings").map(|path| container.part(&path)).transpose()?.flatten() {
        book.strings = Strings::read(part)?;
    }
    if let Some(part) = by_kind("styles").map(|path| container.part(&path)).transpose()?.flatten() {
        book.formats = formats(part)?;
    }
    let mut grids = Vec::new();
    for sheet in sheets {
        let Some((kind, path)) = targets.get(&sheet.id) else { return Err(no_part()) };
        if kind != "worksheet" {
            continue;
        }
        let part = container.part(path)?.ok_or_else(no_part)?;
        let mut grid = Grid::new(file, &sheet.name);
        grid.marks.is_hidden = sheet.is_hidden;
        let mut reader = SheetReader { book: &book, grid, last: 0, row: 0, cell: None };
        xml::read(part, |node| reader.node(node))?;
        grids.push(reader.grid.finished());
    }
    Ok(grids)
}

/// What all sheets share.
struct Book {
    strings: Strings,
    formats: Vec<Format>,
    settings: Settings,
}

#[derive(Clone, Copy, Default)]
struct Settings {
    /// Dates are counted from 1904.
    from_1904: bool,
    /// Whoever wrote the workbook left the formulas to be calculated by whoever opens it.
    is_uncalculated: bool,
}

struct Listed {
    name: String,
    id: String,
    is_hidden: bool,
}

fn no_part() -> Problem {
    damaged("et af dens ark mangler", "one of its sheets is missing")
}

/// The part that lists the sheets.
fn workbook_part(container: &mut Container<'_>) -> Result<String, Problem> {
    let roots = relations(container, "")?;
    let found = roots.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, path)| path);
    match found {
        Some(path) if path.ends_with(".bin") => Err(Problem::new(
            Code::Unreadable,
            "projektmappen er gemt som XLSB, der ikke læses",
            "the workbook is saved as XLSB, which is not read",
        )
        .help("gem den som XLSX", "save it as XLSX")),
        Some(path) => Ok(path),
        None => Err(Problem::new(
            Code::Unreadable,
            "filen er et arkiv, men ikke en projektmappe",
            "the file is an archive, but no workbook",
        )
        .help("angiv en XLSX-, XLS-, ODS- eller CSV-fil", "name an XLSX, XLS, ODS or CSV file")),
    }
}

/// Kind and path of the parts that a part points to, by their ids; links that leave the workbook are passed over.
fn relations(container: &mut Container<'_>, of: &str) -> Result<BTreeMap<String, (String, String)>, Problem> {
    let (folder, name) = of.rsplit_once('/').map_or((String::new(), of), |(folder, name)| (format!("{folder}/"), name));
    let mut out = BTreeMap::new();
    let Some(part) = container.part(&format!("{folder}_rels/{name}.rels"))? else { return Ok(out) };
    xml::read(part, |node| {
        if let Node::Start("Relationship", attributes) = node
            && attributes.get("TargetMode")?.as_deref() != Some("External")
            && let (Some(id), Some(kind), Some(target)) =
                (attributes.get("Id")?, attributes.get("Type")?, attributes.get("Target")?)
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
            out.insert(id, (kind, path));
        }
        Ok(())
    })?;
    Ok(out)
}

/// The sheets in their order, and what is set for all.
fn sheets(container: &mut Container<'_>, workbook: &str) -> Result<(Vec<Listed>, Settings), Problem> {
    let part = container.part(workbook)?.ok_or_else(no_part)?;
    let (mut sheets, mut settings) = (Vec::new(), Settings::default());
    xml::read(part, |node| {
        match node {
            Node::Start("sheet", attributes) => sheets.push(Listed {
                name: attributes.get("name")?.unwrap_or_default(),
                id: attributes.get("id")?.unwrap_or_default(),
                is_hidden: attributes.get("state")?.is_some_and(|state| state != "visible"),
            }),
            Node::Start("workbookPr", attributes) => settings.from_1904 |= attributes.is_set("date1904")?,
            Node::Start("calcPr", attributes) => settings.is_uncalculated |= attributes.is_set("fullCalcOnLoad")?,
            _ => {}
        }
        Ok(())
    })?;
    Ok((sheets, settings))
}

/// The format of each style of cells.
fn formats(part: impl std::io::BufRead) -> Result<Vec<Format>, Problem> {
    let (mut codes, mut formats, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    xml::read(part, |node| {
        match node {
            Node::Start("numFmt", attributes) => {
                let code = attributes.get("formatCode")?.unwrap_or_default();
                codes.extend(attributes.number("numFmtId")?.map(|id| (id, Format::of(&code))));
            }
            Node::Start("cellXfs", _) => in_cells = true,
            Node::End("cellXfs") => in_cells = false,
            Node::Start("xf", attributes) if in_cells => {
                let id = attributes.number("numFmtId")?.unwrap_or_default();
                formats.push(codes.get(&id).copied().unwrap_or_else(|| Format::builtin(id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

struct SheetReader<'b> {
    book: &'b Book,
    grid: Grid,
    /// The row that began last.
    last: u32,
    /// The row being read, from 1, and the column read last.
    row: u32,
    cell: Option<Open>,
}

/// The cell being read.
#[derive(Default)]
struct Open {
    column: u32,
    kind: String,
    format: Format,
    text: String,
    /// True within the elements whose text is the value.
    is_value: bool,
    spoken: bool,
    has_formula: bool,
    in_formula: bool,
    /// How many values there are; no more than one in a cell that is whole.
    values: usize,
    /// Text that stands where none is read.
    stray: String,
    done: bool,
}

impl SheetReader<'_> {
    fn node(&mut self, node: Node<'_>) -> Result<(), Problem> {
        match node {
            Node::Start("row", attributes) => self.start_row(&attributes),
            Node::Start("c", attributes) => self.start_cell(&attributes),
            Node::Start("col", attributes) if attributes.is_set("hidden")? => {
                let (from, to) = (attributes.number("min")?, attributes.number("max")?);
                self.grid.marks.hidden_columns.extend(from.zip(to).map(|(from, to)| from..=to));
                Ok(())
            }
            Node::Start("mergeCell", attributes) => {
                let area = attributes.get("ref")?.as_deref().and_then(area);
                self.grid.marks.merged.extend(area);
                Ok(())
            }
            Node::End("c") => self.end_cell(),
            other => {
                if let Some(cell) = self.cell.as_mut() {
                    cell.node(&other);
                }
                Ok(())
            }
        }
    }

    fn start_row(&mut self, attributes: &Attributes<'_>) -> Result<(), Problem> {
        self.row = attributes.number("r")?.unwrap_or(self.row.saturating_add(1));
        if self.row <= self.last {
            let row = self.row;
            return Err(damaged(
                &format!("række {row} står efter række {}", self.last),
                &format!("row {row} stands after row {}", self.last),
            ));
        }
        self.last = self.row;
        self.cell = None;
        if attributes.is_set("hidden")? {
            self.grid.marks.hidden_rows.push(self.row..=self.row);
        }
        Ok(())
    }

    fn start_cell(&mut self, attributes: &Attributes<'_>) -> Result<(), Problem> {
        let next = self.cell.as_ref().map_or(0, |cell| cell.column).saturating_add(1);
        let (row, column) = match attributes.get("r")? {
            Some(reference) => reference_of(&reference).ok_or_else(xml::broken)?,
            None => (self.row, next),
        };
        if !(1..=LAST_ROW).contains(&row) || !(1..=LAST_COLUMN).contains(&column) {
            return Err(xml::broken());
        }
        self.row = row;
        let style = attributes.number("s")?.and_then(|style| usize::try_from(style).ok()).unwrap_or_default();
        let format = self.book.formats.get(style).copied().unwrap_or_default();
        self.cell = Some(Open { column, kind: attributes.get("t")?.unwrap_or_default(), format, ..Open::default() });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Problem> {
        let Some(cell) = self.cell.as_mut() else { return Ok(()) };
        let text = std::mem::take(&mut cell.text);
        if std::mem::replace(&mut cell.done, true) {
            return Ok(());
        }
        let is_number = matches!(cell.kind.as_str(), "" | "n");
        let is_unset = text.is_empty() || (is_number && matches!(danish(&text, 0).as_deref(), Ok("0")));
        // A formula may give the empty text; it gives no empty number.
        let is_calculated = cell.values > 0 && !(text.is_empty() && is_number);
        let (text, flaw) = match cell.kind.as_str() {
            _ if !cell.stray.is_empty() || cell.values > 1 => (cell.stray.clone() + &text, Some(Flaw::Damaged)),
            _ if cell.has_formula && (!is_calculated || (is_unset && self.book.settings.is_uncalculated)) => {
                ("=".to_owned(), Some(Flaw::Formula))
            }
            _ if text.is_empty() => return Ok(()),
            "s" => {
                let index = text.trim().parse().map_err(|_| xml::broken())?;
                (unescaped(self.book.strings.get(index).ok_or_else(xml::broken)?), None)
            }
            "str" | "inlineStr" => (unescaped(&text), None),
            "b" => ((if text.trim() == "0" { "FALSK" } else { "SAND" }).to_owned(), None),
            "e" => (text, Some(Flaw::Error)),
            "d" => (text.chars().take("2025-01-01".len()).collect(), None),
            _ => number(&text, cell.format, self.book.settings.from_1904),
        };
        self.grid.push(self.row, cell.column, &text, flaw)
    }
}

impl Open {
    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("rPh", _) => self.spoken = true,
            Node::End("rPh") => self.spoken = false,
            Node::Start("f", _) => (self.has_formula, self.in_formula) = (true, true),
            Node::End("f") => self.in_formula = false,
            Node::Start("v", _) => {
                self.values += 1;
                self.is_value = self.kind != "inlineStr";
            }
            Node::Start("t", _) => self.is_value = self.kind == "inlineStr" && !self.spoken,
            Node::End("v" | "t") => self.is_value = false,
            Node::Text(text) if self.is_value => self.text.push_str(text),
            Node::Text(text) if !self.spoken && !self.in_formula && !self.done && !text.trim().is_empty() => {
                self.stray.push_str(text);
            }
            _ => {}
        }
    }
}

/// A number as it is shown: a date in a cell of dates, a hundredfold in a cell of percentages.
pub(super) fn number(text: &str, format: Format, from_1904: bool) -> (String, Option<Flaw>) {
    let shift = if format == Format::Percent { 2 } else { 0 };
    // The time of day plays no part in a date, however many digits it has.
    let day = text.split('.').next().filter(|_| format == Format::Date && !text.contains(['e', 'E']));
    match danish(day.unwrap_or(text), shift) {
        Ok(plain) if format == Format::Percent => (format!("{plain} %"), None),
        Ok(plain) if format == Format::Date => (date::iso(&plain, from_1904).unwrap_or(plain), None),
        Ok(plain) if format == Format::Foreign => (plain, Some(Flaw::Currency)),
        Ok(plain) if format == Format::Scale => (plain, Some(Flaw::Scale)),
        Ok(plain) => (plain, None),
        Err(Unsure::TooManyDigits) => (text.trim().to_owned(), Some(Flaw::Digits)),
        Err(Unsure::NotANumber) => (text.to_owned(), Some(Flaw::Damaged)),
    }
}

/// Row and column of a reference such as `C12`.
fn reference_of(text: &str) -> Option<(u32, u32)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, row) = text.split_at_checked(letters).filter(|(letters, _)| (1..=3).contains(&letters.len()))?;
    let column = letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let is_row = row.bytes().all(|byte| byte.is_ascii_digit());
    Some((row.parse().ok().filter(|_| is_row)?, column))
}

fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (reference_of(from)?, reference_of(to)?);
    Some(Area { rows: top..=bottom, columns: left..=right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(reference_of("C12"), Some((12, 3)));
        assert_eq!(reference_of("xfd1048576"), Some((LAST_ROW, LAST_COLUMN)));
        for text in ["", "C", "12", "AAAA1", "C-1", "C+1", "C1:D2", "æ1", "C99999999999"] {
            assert_eq!(reference_of(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_as_they_are_shown() {
        let shown = |text, format| number(text, format, false);
        assert_eq!(shown("0.955", Format::Percent), ("95,5 %".into(), None));
        assert_eq!(shown("45658", Format::Date), ("2025-01-01".into(), None));
        assert_eq!(shown("45658.123456789012345", Format::Date), ("2025-01-01".into(), None));
        assert_eq!(shown("1,000", Format::Number).1, Some(Flaw::Damaged));
        assert_eq!(shown("1234.5", Format::Number), ("1234,5".into(), None));
        assert_eq!(shown("33.333333333333336", Format::Number).1, Some(Flaw::Digits));
    }
}

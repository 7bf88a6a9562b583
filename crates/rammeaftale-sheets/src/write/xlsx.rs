//! Rows written as a workbook.

use super::cell;
use crate::file::dialect::Dialect;
use crate::heading::is_amount;
use rammeaftale::portfolio::{Column, Row};
use rammeaftale::quantity::Kroner;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;

/// Writes rows as a workbook (XLSX) with Danish headings. Columns that no row fills are left out, but for the required
/// ones. Texts are texts and never formulas; [`read_bytes`](crate::read_bytes) reads the rows again as they were, amounts
/// with equal value.
///
/// ```
/// use rammeaftale_sheets::{read_bytes, write_xlsx};
///
/// let rows = read_bytes("a.csv", b"offer,operator,year,tariff\nB1,740,2025,1234.50\n");
/// let workbook = write_xlsx(rows.rows()).expect("a workbook");
/// assert_eq!(read_bytes("a.xlsx", &workbook).rows()[0].tariff, rows.rows()[0].tariff);
/// ```
///
/// # Errors
/// When there are more rows than a sheet can hold.
pub fn write_xlsx(rows: &[Row]) -> io::Result<Vec<u8>> {
    let written = || {
        let mut workbook = book()?;
        write_rows(workbook.add_worksheet().set_name("Portefølje")?, rows)?;
        workbook.save_to_buffer()
    };
    written().map_err(io::Error::other)
}

/// An empty workbook that says of itself only what is always so: the same rows give the same bytes.
pub(crate) fn book() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

fn write_rows(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let is_filled = |column: &Column| rows.iter().any(|row| cell(row, *column, Dialect::Danish).is_some());
    let columns: Vec<Column> =
        Column::ALL.iter().copied().filter(|column| column.is_required() || is_filled(column)).collect();
    write_header(sheet, &columns)?;
    for (line, row) in (1..).zip(rows) {
        for (at, column) in (0..).zip(&columns) {
            write_cell(sheet, (line, at), row, *column)?;
        }
    }
    Ok(())
}

/// The headings, which stay in sight.
pub(crate) fn write_header(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (at, column) in (0..).zip(columns) {
        let heading = column.danish();
        sheet.write_string_with_format(0, at, heading, &bold)?;
        let letters = u32::try_from(heading.chars().count()).unwrap_or_default();
        sheet.set_column_width_pixels(at, 80.max(30 + letters * 7))?;
        sheet.set_column_format(at, &format(*column))?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// How the figures of a column are shown; decimals as far as there are any.
fn format(column: Column) -> Format {
    match column {
        Column::Places | Column::Occupancy => Format::new().set_num_format("#,##0.####"),
        _ if is_amount(column) => Format::new().set_num_format("#,##0.00##"),
        _ => Format::new(),
    }
}

/// Numbers as numbers, as far as a spreadsheet keeps all their digits; all else as text.
pub(crate) fn write_cell(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    row: &Row,
    column: Column,
) -> Result<(), XlsxError> {
    let Some(text) = cell(row, column, Dialect::Danish) else { return Ok(()) };
    let is_number = matches!(
        column,
        Column::Operator | Column::Location | Column::Opened | Column::Closed | Column::Year | Column::PriceLevel
    );
    let number = match row.amount(column) {
        Some(amount) => kept(amount),
        None => text.parse::<u32>().ok().filter(|_| is_number).map(f64::from),
    };
    match number {
        Some(number) => sheet.write_number_with_format(line, at, number, &format(column))?,
        None => sheet.write_string(line, at, text)?,
    };
    Ok(())
}

/// The binary fraction from which the amount is read again; `None` when it has more digits than a spreadsheet keeps.
fn kept(amount: Kroner) -> Option<f64> {
    let text = amount.decimal().normalize().to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 { text.parse().ok() } else { None }
}

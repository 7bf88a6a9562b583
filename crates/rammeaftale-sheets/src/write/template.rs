//! An empty portfolio to fill in, with an example and a word about each column.

use super::write_csv;
use crate::file::dialect::Dialect;
use rammeaftale::portfolio::{Authority, Column, FiguresKind, Row, TariffUnit};
use rammeaftale::quantity::{Kroner, Year};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The offer of the example's rows.
pub(crate) const EXAMPLE: &str = "EKSEMPEL";

/// An empty portfolio as CSV in the Danish dialect: the headings and two rows of an example, which are passed
/// over with a warning while they stand there.
///
/// ```
/// let template = rammeaftale_sheets::template_csv();
/// assert!(template.starts_with("\u{feff}tilbud_id;tilbud;driftsherre;"));
/// ```
pub fn template_csv() -> String {
    write_csv(&examples(), Dialect::Danish)
}

/// True for a row of the example as the template writes it.
pub(crate) fn is_untouched(row: Row) -> bool {
    let written = write_csv(&[row], Dialect::Danish);
    examples().into_iter().any(|example| write_csv(&[example], Dialect::Danish) == written)
}

/// A budget and the accounts of two years before, with something in every column.
fn examples() -> Vec<Row> {
    let amounts = [
        (Column::Tariff, 2_150),
        (Column::Places, 12),
        (Column::Occupancy, 95),
        (Column::TariffBasis, 8_950_000),
        (Column::OwnPayment, 0),
    ];
    let budget = [&amounts[..], &[(Column::WageSupplement, 0), (Column::CarriedResult, 0)]].concat();
    let accounts = [(Column::Result, -120_000), (Column::Turnover, 8_400_000)];
    let rows = [example(2025, FiguresKind::Budget, &budget), example(2023, FiguresKind::Realised, &accounts)];
    rows.into_iter().flatten().collect()
}

fn example(year: i32, figures: FiguresKind, amounts: &[(Column, i64)]) -> Option<Row> {
    let mut row = Row::new(EXAMPLE, Authority::new(740)?, Year::new(year)?);
    row.figures = figures;
    row.offer_name = Some(Arc::from("Eksempel – slet rækkerne"));
    row.location = Authority::new(740);
    row.legal_basis = Some(Arc::from("SEL § 107"));
    row.buyers = Some([751, 791].into_iter().filter_map(Authority::new).collect());
    (row.opened, row.closed, row.price_level) = (Year::new(2012), Year::new(2030), Year::new(year));
    row.tariff_name = Some(Arc::from("døgnophold"));
    row.tariff_unit = Some(TariffUnit::Day);
    for (column, kroner) in amounts {
        *row.amount_mut(*column)? = Kroner::new(Decimal::from(*kroner)).ok();
    }
    Some(row)
}

#[cfg(feature = "workbooks")]
pub use in_workbook::template_xlsx;

#[cfg(feature = "workbooks")]
mod in_workbook {
    use super::{EXAMPLE, examples};
    use crate::heading::is_amount;
    use crate::write::xlsx::{book, write_cell, write_header};
    use rammeaftale::portfolio::{Authority, Column, PARAGRAPHS};
    use rust_xlsxwriter::{
        DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, Worksheet, XlsxError,
    };
    use std::io;

    /// The rows below the header that have drop-downs.
    const ROWS: u32 = 2_000;
    const CODES: &str = "Koder";
    const UNITS: [&str; 4] = ["døgn", "time", "måned", "år"];

    /// An empty portfolio as a workbook: drop-downs for operators, paragraphs and units, a note for each column and an
    /// example, which is passed over with a warning while it stands there. `parties` are the operators to choose
    /// from. What comes back is read without a file of [`Columns`](crate::Columns).
    ///
    /// ```
    /// use rammeaftale::portfolio::Authority;
    ///
    /// let parties = [(Authority::new(740).expect("a code"), "Silkeborg")];
    /// let template = rammeaftale_sheets::template_xlsx(&parties).expect("a workbook");
    /// let sheet = rammeaftale_sheets::read_bytes("skabelon.xlsx", &template);
    /// assert_eq!(sheet.rows().len(), 0);
    /// ```
    ///
    /// # Errors
    /// When the workbook cannot be put together.
    pub fn template_xlsx(parties: &[(Authority, &str)]) -> io::Result<Vec<u8>> {
        written(parties).map_err(io::Error::other)
    }

    fn written(parties: &[(Authority, &str)]) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = book()?;
        let sheet = workbook.add_worksheet().set_name("Portefølje")?;
        write_header(sheet, Column::ALL)?;
        for (at, column) in (0..).zip(Column::ALL) {
            for (line, row) in (1..).zip(examples()) {
                write_cell(sheet, (line, at), &row, *column)?;
            }
            sheet.insert_note(0, at, &Note::new(note(*column)).add_author_prefix(false))?;
            if let Some(validation) = validation(*column, parties.len())? {
                sheet.add_data_validation(1, at, ROWS, at, &validation)?;
            }
        }
        sheet.insert_note(1, 0, &Note::new(example_note()).add_author_prefix(false))?;
        write_codes(workbook.add_worksheet().set_name(CODES)?, parties)?;
        workbook.save_to_buffer()
    }

    fn example_note() -> String {
        format!("De to rækker er et eksempel. De læses ikke, så længe her står {EXAMPLE}; slet dem, når du er klar.")
    }

    /// The lists behind the drop-downs; the first cell tells the reader to pass the sheet over.
    fn write_codes(sheet: &mut Worksheet, parties: &[(Authority, &str)]) -> Result<(), XlsxError> {
        sheet.write_string(0, 0, "Læses ikke: koder til rullelisterne")?;
        for (line, (code, name)) in (2..).zip(parties) {
            sheet.write_string(line, 0, format!("{code} {name}"))?;
        }
        for (line, paragraph) in (2..).zip(PARAGRAPHS) {
            let until = paragraph.last.map(|year| format!(" (til og med {year})")).unwrap_or_default();
            sheet.write_string(line, 2, paragraph.to_string())?;
            sheet.write_string(line, 3, format!("{}{until}", paragraph.name))?;
        }
        for (at, width) in [(0, 180), (2, 90), (3, 280)] {
            sheet.set_column_width_pixels(at, width)?;
        }
        Ok(())
    }

    fn validation(column: Column, parties: usize) -> Result<Option<DataValidation>, XlsxError> {
        let list = |letter: char, entries: usize| {
            let source = format!("={CODES}!${letter}$3:${letter}${}", entries + 2);
            DataValidation::new().allow_list_formula(Formula::new(source))
        };
        let found = match column {
            // Other regions' and municipalities' codes may stand there too.
            Column::Operator | Column::Location if parties > 0 => {
                list('A', parties).set_error_style(DataValidationErrorStyle::Warning)
            }
            Column::LegalBasis => list('C', PARAGRAPHS.len()).set_error_style(DataValidationErrorStyle::Warning),
            Column::TariffUnit => DataValidation::new().allow_list_strings(&UNITS)?,
            Column::Figures => DataValidation::new().allow_list_strings(&["budget", "regnskab"])?,
            Column::Year | Column::Opened | Column::Closed | Column::PriceLevel => {
                DataValidation::new().allow_whole_number(DataValidationRule::Between(1900, 2199))
            }
            _ => return Ok(None),
        };
        let message: String = format!("Se noten ved »{}«.", column.danish());
        Ok(Some(found.set_error_title("Ikke på listen")?.set_error_message(message)?))
    }

    fn note(column: Column) -> String {
        let text = what(column);
        match column {
            _ if column.is_required() => format!("{text} Skal udfyldes."),
            Column::Location | Column::Buyers => format!("{text} Tom er ukendt."),
            _ if is_amount(column) => format!("{text} Tom er ukendt, aldrig nul."),
            _ => text.to_owned(),
        }
    }

    fn what(column: Column) -> &'static str {
        match column {
            Column::Offer => "Tilbuddets nøgle, fx dets nummer: den samme på alle dets rækker.",
            Column::OfferName => "Tilbuddets navn.",
            Column::Operator => "Den kommune eller region, der driver tilbuddet: dens kode, gerne med navnet bag.",
            Column::Location => "Den kommune, tilbuddet ligger i: dens kode, gerne med navnet bag.",
            Column::LegalBasis => "Lov og paragraf, fx SEL § 107 eller fra 2024 BL § 43.",
            Column::Buyers => "De kommuner, der køber pladser: koder med mellemrum, fx 740 751.",
            Column::Opened => "Første år med budget.",
            Column::Closed => "Sidste år med budget.",
            Column::Year => "Rækkens år.",
            Column::Figures => "Om tallene er fra budget eller regnskab. Tom er budget.",
            Column::TariffName => "Ydelsen, når tilbuddet har flere takster: en række for hver.",
            Column::Tariff => "Kroner pr. enhed.",
            Column::TariffUnit => "Hvad taksten betales for: døgn, time, måned eller år. Tom er døgn.",
            Column::Places => "Antal pladser.",
            Column::Occupancy => "Belægning i procent, fx 95.",
            Column::TariffBasis => "Takstberegningsgrundlaget i kroner om året.",
            Column::OwnPayment => "Beboernes egenbetaling i kroner om året, som er trukket fra grundlaget.",
            Column::WageSupplement => {
                "Den del af taksten, der skyldes de ekstraordinære lønstigninger, i kroner pr. enhed."
            }
            Column::Result => {
                "Regnskabets resultat i kroner: overskud er positivt, underskud negativt. Læses i regnskab."
            }
            Column::CarriedResult => {
                "Det resultat fra to år før, der er indregnet i årets takster, i kroner. Læses i budget."
            }
            Column::Turnover => "Omsætning i kroner om året. Læses i regnskab.",
            Column::PriceLevel => "Det år, hvis priser beløbene er i. Tom er rækkens eget år.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sheet, read_bytes};
    use rammeaftale::diag::{Code, Diagnostic};

    const NOTHING_BUT_THE_EXAMPLE: [Code; 3] = [Code::EmptyFile, Code::ExampleRow, Code::ExampleRow];

    fn codes(sheet: &Sheet) -> Vec<Code> {
        sheet.mistakes().iter().map(|one| one.code).collect()
    }

    #[test]
    fn the_example_fills_every_column_and_is_passed_over() {
        let csv = template_csv();
        let sheet = read_bytes("skabelon.csv", csv.as_bytes());
        assert_eq!((sheet.rows().len(), codes(&sheet)), (0, NOTHING_BUT_THE_EXAMPLE.to_vec()));
        let lines: Vec<Vec<&str>> = csv.lines().map(|line| line.split(';').collect()).collect();
        let [header, budget, accounts] = lines.as_slice() else { panic!("three lines: {lines:?}") };
        assert_eq!(header.len(), Column::ALL.len());
        assert!(budget.iter().zip(accounts).all(|cells| cells != (&"", &"")), "a column without an example");
        let (more, changed) =
            (format!("{csv}{}", budget.join(";").replace(EXAMPLE, "B1")), csv.replace(";2150;", ";2151;"));
        let sheet = read_bytes("skabelon.csv", more.as_bytes());
        assert_eq!((sheet.rows().len(), sheet.mistakes().iter().any(Diagnostic::is_error)), (1, false));
        let sheet = read_bytes("skabelon.csv", changed.as_bytes());
        let errors: Vec<bool> = sheet.mistakes().iter().map(Diagnostic::is_error).collect();
        assert_eq!((codes(&sheet), errors), (vec![Code::ExampleRow; 2], vec![true, false]));
        let filled = csv.replace(EXAMPLE, "B1");
        let (portfolio, warnings) = crate::portfolio(vec![read_bytes("skabelon.csv", filled.as_bytes())]).unwrap();
        assert_eq!((portfolio.offers().len(), warnings), (1, vec![]));
    }

    #[cfg(feature = "workbooks")]
    #[test]
    fn the_workbook_is_read_as_it_comes() {
        let parties =
            [(Authority::new(740).unwrap(), "Silkeborg"), (Authority::new(1082).unwrap(), "Region Midtjylland")];
        let workbook = template_xlsx(&parties).unwrap();
        assert_eq!(workbook, template_xlsx(&parties).unwrap(), "the same every time");
        let sheet = read_bytes("skabelon.xlsx", &workbook);
        assert_eq!((sheet.rows().len(), codes(&sheet)), (0, NOTHING_BUT_THE_EXAMPLE.to_vec()));
    }
}

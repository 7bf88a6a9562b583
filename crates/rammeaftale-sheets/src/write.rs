//! Rows written as CSV that spreadsheets open without harm.

pub(crate) mod table;
pub(crate) mod template;
#[cfg(feature = "workbooks")]
pub(crate) mod xlsx;

use crate::cell::value::FORMULA_MARKS;
use crate::file::dialect::Dialect;
use rammeaftale::portfolio::{Column, FiguresKind, Row, TariffUnit};
use rust_decimal::Decimal;
use table::whole;

/// Writes rows as CSV: Danish with Danish headings, a byte order mark and CRLF; English with English headings and LF.
///
/// Columns that no row fills are left out, but for the required ones. A text that a spreadsheet could take for a
/// formula is preceded by `'`, which [`read_bytes`](crate::read_bytes) takes away: what was read is read again,
/// amounts with equal value.
pub fn write_csv(rows: &[Row], dialect: Dialect) -> String {
    let columns: Vec<Column> = Column::ALL
        .iter()
        .copied()
        .filter(|column| column.is_required() || rows.iter().any(|row| cell(row, *column, dialect).is_some()))
        .collect();
    let heading = |column: &Column| if dialect == Dialect::Danish { column.danish() } else { column.name() };
    let headings = columns.iter().map(|column| heading(column).to_owned()).collect();
    let cells =
        |row: &Row| columns.iter().map(|column| cell(row, *column, dialect).unwrap_or_default()).collect::<Vec<_>>();
    whole(std::iter::once(headings).chain(rows.iter().map(cells)), dialect)
}

/// Writes rows as JSON: an object with `schema` and the list `rows`; what is blank is left out, amounts are texts.
pub fn write_json(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let fields: Vec<String> = named(row).map(|(name, value)| format!("\"{name}\": {value}")).collect();
        format!("  {{{}}}", fields.join(", "))
    };
    format!("{{\"schema\": 1, \"rows\": [\n{}\n]}}\n", rows.iter().map(row).collect::<Vec<_>>().join(",\n"))
}

/// Writes rows as TOML: a table `[[row]]` each; what is blank is left out, amounts are texts.
pub fn write_toml(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let fields: String = named(row).map(|(name, value)| format!("{name} = {value}\n")).collect();
        format!("\n[[row]]\n{fields}")
    };
    format!("schema = 1\n{}", rows.iter().map(row).collect::<String>())
}

/// Names and values as both notations write them: whole numbers for years, quoted texts for all else.
fn named(row: &Row) -> impl Iterator<Item = (&'static str, String)> {
    let is_year = |column| matches!(column, Column::Year | Column::Opened | Column::Closed | Column::PriceLevel);
    Column::ALL.iter().filter_map(move |column| {
        let text = cell(row, *column, Dialect::English)?;
        Some((column.name(), if is_year(*column) { text } else { quoted(&text) }))
    })
}

/// A text in quotes, escaped as JSON and TOML both read it.
pub(crate) fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

pub(crate) fn cell(row: &Row, column: Column, dialect: Dialect) -> Option<String> {
    let danish = dialect == Dialect::Danish;
    match column {
        Column::Offer => Some(harmless(&row.offer)),
        Column::OfferName => row.offer_name.as_deref().map(harmless),
        Column::LegalBasis => row.legal_basis.as_deref().map(harmless),
        Column::TariffName => row.tariff_name.as_deref().map(harmless),
        Column::Operator => Some(row.operator.to_string()),
        Column::Location => row.location.map(|code| code.to_string()),
        Column::Buyers => {
            row.buyers.as_ref().map(|codes| codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        Column::Opened => row.opened.map(|year| year.to_string()),
        Column::Closed => row.closed.map(|year| year.to_string()),
        Column::Year => Some(row.year.to_string()),
        Column::PriceLevel => row.price_level.map(|year| year.to_string()),
        Column::Figures => Some(figures(row.figures, danish).to_owned()),
        Column::TariffUnit => row.tariff_unit.map(|value| unit(value, danish).to_owned()),
        _ => row.amount(column).map(|value| decimal(value.decimal(), dialect)),
    }
}

fn figures(kind: FiguresKind, danish: bool) -> &'static str {
    match kind {
        FiguresKind::Budget => "budget",
        FiguresKind::Realised if danish => "regnskab",
        FiguresKind::Realised => "realised",
    }
}

fn unit(unit: TariffUnit, danish: bool) -> &'static str {
    let (da, en) = match unit {
        TariffUnit::Day => ("døgn", "day"),
        TariffUnit::Hour => ("time", "hour"),
        TariffUnit::Month => ("måned", "month"),
        TariffUnit::Year => ("år", "year"),
    };
    if danish { da } else { en }
}

/// No groups; three decimals get a fourth, since they would look like thousands.
pub(crate) fn decimal(number: Decimal, dialect: Dialect) -> String {
    let text = number.to_string() + if number.scale() == 3 { "0" } else { "" };
    match dialect {
        Dialect::Danish => text.replace('.', ","),
        Dialect::English => text,
    }
}

pub(crate) fn harmless(text: &str) -> String {
    let quotes_apart = text.trim_start_matches('\'');
    if quotes_apart.starts_with(FORMULA_MARKS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_bytes;
    use crate::said::sayings_of_name;
    use proptest::prelude::*;
    use rammeaftale::portfolio::Authority;
    use rammeaftale::quantity::{Kroner, Year};
    use std::sync::Arc;

    fn row(offer: &str) -> Row {
        Row::new(offer, Authority::new(740).unwrap(), Year::new(2025).unwrap())
    }

    #[test]
    fn the_two_dialects() {
        let kroner = |text: &str| Some(Kroner::new(Decimal::from_str_exact(text).unwrap()).unwrap());
        let mut row = row("B1");
        row.tariff = kroner("1234.50");
        row.result = kroner("-1.234");
        row.figures = FiguresKind::Realised;
        row.legal_basis = Some(Arc::from("SEL § 107; 108"));
        row.tariff_unit = Some(TariffUnit::Day);
        assert_eq!(
            write_csv(&[row.clone()], Dialect::Danish),
            "\u{feff}tilbud_id;driftsherre;paragraf;år;opgørelse;takst;enhed;resultat\r\n\
             B1;740;\"SEL § 107; 108\";2025;regnskab;1234,50;døgn;-1,2340\r\n"
        );
        assert_eq!(
            write_csv(&[row], Dialect::English),
            "offer,operator,legal_basis,year,figures,tariff,tariff_unit,result\n\
             B1,740,SEL § 107; 108,2025,realised,1234.50,day,-1.2340\n"
        );
    }

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "＝1", "'=1", "''@x"] {
            let csv = write_csv(&[row(text)], Dialect::English);
            let written = csv.lines().nth(1).unwrap().to_owned();
            assert!(written.starts_with('\''), "{written}");
            assert_eq!(&*read_bytes("f", csv.as_bytes()).rows()[0].offer, text);
        }
    }

    fn amounts() -> impl Strategy<Value = Option<Kroner>> {
        let any = (-9_999_999_999_999_999_i64..=9_999_999_999_999_999, 0_u32..=4);
        prop::option::of(any)
            .prop_map(|pair| pair.and_then(|(mantissa, scale)| Kroner::new(Decimal::new(mantissa, scale)).ok()))
    }

    fn years() -> impl Strategy<Value = Option<Year>> {
        prop::option::of(1900_i32..2200).prop_map(|year| year.and_then(Year::new))
    }

    fn codes() -> impl Strategy<Value = Authority> {
        prop_oneof![101_u32..=999, 1081_u32..=1085].prop_map(|code| Authority::new(code).unwrap())
    }

    fn texts() -> impl Strategy<Value = Arc<str>> {
        let says_nothing = |text: &Arc<str>| sayings_of_name(text).is_empty();
        let text = "[-=+@'\";,§æøåÅ a-c0-9＝]{0,5}[-'\";,x.]".prop_map(|text| Arc::from(text.trim()));
        text.prop_filter("`000'` is told: it says that amounts are in thousands", says_nothing)
    }

    prop_compose! {
        fn rows()(
            offer in texts(),
            words in prop::array::uniform3(prop::option::of(texts())),
            operator in codes(),
            location in prop::option::of(101_u32..=999),
            buyers in prop::option::of(prop::collection::vec(codes(), 1..4)),
            year in 1900_i32..2200,
            years in prop::array::uniform3(years()),
            realised in any::<bool>(),
            unit in prop::option::of(prop::sample::select(vec![TariffUnit::Day, TariffUnit::Hour, TariffUnit::Month, TariffUnit::Year])),
            amounts in prop::array::uniform9(amounts()),
        ) -> Row {
            let mut row = Row::new(offer, operator, Year::new(year).unwrap());
            [row.offer_name, row.legal_basis, row.tariff_name] = words;
            [row.opened, row.closed, row.price_level] = years;
            row.location = location.and_then(Authority::new);
            row.buyers = buyers;
            row.figures = if realised { FiguresKind::Realised } else { FiguresKind::Budget };
            row.tariff_unit = unit;
            let columns = Column::ALL.iter().copied();
            let slots: Vec<Column> = columns.filter(|column| row.amount_mut(*column).is_some()).collect();
            for (column, amount) in slots.into_iter().zip(amounts) {
                // An occupancy is never hundreds of percent.
                let most = |amount| if column == Column::Occupancy { Kroner::new(Decimal::new(955, 1)).unwrap() } else { amount };
                *row.amount_mut(column).unwrap() = amount.map(most);
            }
            row
        }
    }

    /// The same row, field by field; amounts of equal value are the same.
    fn same(read: &Row, row: &Row) -> bool {
        Column::ALL.iter().copied().all(|column| match row.amount(column) {
            Some(amount) => read.amount(column) == Some(amount),
            None => cell(read, column, Dialect::Danish) == cell(row, column, Dialect::Danish),
        })
    }

    #[test]
    fn records_in_two_notations() {
        let mut row = row("Anna \"A\"");
        row.tariff = Some(Kroner::new(Decimal::new(1_234, 3)).unwrap());
        row.buyers = Some(vec![Authority::new(751).unwrap(), Authority::new(615).unwrap()]);
        let json = "{\"schema\": 1, \"rows\": [\n  {\"offer\": \"Anna \\\"A\\\"\", \"operator\": \"740\", \"buyers\": \"751 615\", \
                    \"year\": 2025, \"figures\": \"budget\", \"tariff\": \"1.2340\"}\n]}\n";
        assert_eq!(write_json(&[row.clone()]), json);
        let toml = "schema = 1\n\n[[row]]\noffer = \"Anna \\\"A\\\"\"\noperator = \"740\"\nbuyers = \"751 615\"\nyear = 2025\n\
                    figures = \"budget\"\ntariff = \"1.2340\"\n";
        assert_eq!(write_toml(&[row]), toml);
    }

    #[cfg(feature = "workbooks")]
    proptest! {
        #[test]
        fn workbooks_written_are_read_back(rows in prop::collection::vec(rows(), 1..5)) {
            let workbook = crate::write_xlsx(&rows).unwrap();
            let sheet = read_bytes("f.xlsx", &workbook);
            prop_assert_eq!(sheet.mistakes(), &[]);
            prop_assert_eq!(sheet.rows().len(), rows.len());
            prop_assert!(sheet.rows().iter().zip(&rows).all(|(read, row)| same(read, row)));
        }
    }

    proptest! {
        #[test]
        fn records_written_are_read_back(rows in prop::collection::vec(rows(), 1..5)) {
            for (name, text) in [("f.json", write_json(&rows)), ("f.toml", write_toml(&rows)), ("-", write_json(&rows))] {
                let sheet = read_bytes(name, text.as_bytes());
                prop_assert_eq!(sheet.mistakes(), &[]);
                prop_assert_eq!(sheet.rows().len(), rows.len());
                prop_assert!(sheet.rows().iter().zip(&rows).all(|(read, row)| same(read, row)));
            }
        }

        #[test]
        fn what_is_written_is_read_back(rows in prop::collection::vec(rows(), 1..5)) {
            for dialect in [Dialect::Danish, Dialect::English] {
                let csv = write_csv(&rows, dialect);
                let sheet = read_bytes("f.csv", csv.as_bytes());
                prop_assert_eq!(sheet.mistakes(), &[]);
                prop_assert_eq!(sheet.dialect(), Some(dialect));
                prop_assert_eq!(sheet.rows().len(), rows.len());
                prop_assert!(sheet.rows().iter().zip(&rows).all(|(read, row)| same(read, row)));
            }
        }
    }
}

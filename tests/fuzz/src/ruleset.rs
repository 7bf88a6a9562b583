//! Any text as a file of a folder of agreements; what is accepted is planned, judged by and shown.

use crate::mistakes;
use rammeaftale::{Agreement, Authority, Kroner, Lang, Options, Plan, Portfolio, Register, Row, RowNumbers, Year};
use rammeaftale_agreements::FILES;

/// A small agreement and its clauses; each stands beside the text when that is another file.
const SMALL: [(&str, &str); 2] = [
    ("example/2031.toml", include_str!("../seeds/ruleset/small.toml")),
    ("example/2031.clauses.toml", include_str!("../seeds/ruleset/clauses.toml")),
];

/// Checks a folder that holds the text.
pub fn check(text: &str) {
    let path = path(text);
    let mut files = vec![(path.as_str(), text)];
    let company = company(&path);
    files.extend(company.iter().map(|(path, text)| (path.as_str(), *text)));
    match Register::from_files(&files) {
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            mistakes::check(&found, &path, Some(text));
        }
        Ok((register, warnings)) => {
            mistakes::check(&warnings, &path, Some(text));
            register.agreements().iter().for_each(is_of_use);
        }
    }
}

/// Where the text belongs, by what it holds.
fn path(text: &str) -> String {
    let holds = |part: &str| text.contains(part);
    match () {
        () if holds("[agreement]") => {
            let id = text.split_once("id = \"").and_then(|(_, rest)| rest.split('"').next());
            format!("{}.toml", id.unwrap_or("example/2031"))
        }
        () if holds("[[clause]]") || holds("[[source]]") => "example/2031.clauses.toml".to_owned(),
        () if holds("[[known") => "midtjylland/known.toml".to_owned(),
        () if holds("region") => "midtjylland/parties.toml".to_owned(),
        () => "example/2031.toml".to_owned(),
    }
}

/// What an agreement needs beside it: parties, shipped clauses of the same name, some agreement.
fn company(path: &str) -> Vec<(String, &'static str)> {
    let clauses = path.replace(".toml", ".clauses.toml");
    let shipped = FILES.iter().filter(|(name, _)| *name == clauses || *name == "midtjylland/parties.toml");
    let beside = shipped.chain(&SMALL).filter(|(name, _)| *name != path);
    beside.map(|(name, text)| ((*name).to_owned(), *text)).collect()
}

fn is_of_use(agreement: &Agreement) {
    let document = rammeaftale_report::agreement(agreement, true, None);
    for lang in [Lang::Da, Lang::En] {
        assert!(!rammeaftale_report::html(&document, lang).is_empty());
    }
    rammeaftale_report::agreement_json(agreement, true, None).expect("JSON");
    let options = Options::default();
    let years = (1900..2200).filter_map(Year::new).filter(|year| agreement.in_force.touches(*year));
    let mut last = None;
    for year in years {
        last = Some(Plan::new(agreement, year, &options).expect("a plan without options"));
    }
    let plan = last.expect("a year in force");
    let (portfolio, _) = Portfolio::new(&rows(plan.year()), &RowNumbers).expect("rows that agree");
    let assessments = plan.evaluate(&portfolio);
    rammeaftale_report::evaluation_json(&assessments, None).expect("JSON");
}

/// One offer over five years, some of its figures blank.
fn rows(year: Year) -> Vec<Row> {
    let years = (year.number() - 4..=year.number()).filter_map(Year::new);
    let amount = |ore: i32| Kroner::new(rust_decimal::Decimal::new(ore.into(), 2)).ok();
    let row = |year: Year| Row {
        tariff: amount(year.number() * 100),
        tariff_basis: amount(year.number() * 36_500),
        own_payment: (year.number() % 2 == 0).then(|| amount(0)).flatten(),
        ..Row::new("A", Authority::new(740).expect("a municipality"), year)
    };
    years.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_beside_a_text_are_free_of_mistakes() {
        for text in [SMALL[0].1, SMALL[1].1, include_str!("../seeds/ruleset/known.toml")] {
            let path = path(text);
            let company = company(&path);
            let beside = company.iter().map(|(path, text)| (path.as_str(), *text));
            let files: Vec<(&str, &str)> = beside.chain([(path.as_str(), text)]).collect();
            let told = |found: Vec<_>| panic!("{}", rammeaftale::diag::render_all(&found, Lang::En));
            let (register, _) = Register::from_files(&files).unwrap_or_else(told);
            assert_eq!(register.agreements().len(), 1);
        }
    }
}

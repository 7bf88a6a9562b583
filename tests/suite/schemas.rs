//! The JSON Schemas say what the reader of rulesets, the columns of portfolios and the written assessments say.

mod validate;

use crate::{builtin, fixtures, here, toml_files};
use rammeaftale::agreement::Key;
use rammeaftale::compare::Comparison;
use rammeaftale::compare::portfolio::under;
use rammeaftale::diag::{Code, Diagnostic};
use rammeaftale::portfolio::Column;
use rammeaftale::{Lang, Options, Percent, Plan, PriceIndex, Register, Year, schema};
use rammeaftale_sheets::{read_bytes, write_json, write_toml};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use validate::{json_of_toml, mistakes};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn template() -> String {
    fs::read_to_string(here().join("../agreements/TEMPLATE.toml")).expect("the template")
}

/// Every file of shipped rulesets and fixtures, and the template.
fn rulesets() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        rammeaftale_agreements::FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.extend(toml_files(&here().join("fixtures/agreements")));
    files.push(("TEMPLATE.toml".to_owned(), template()));
    files
}

#[test]
fn every_ruleset_is_as_its_schema_says() {
    let schema = parsed(schema::RULESET);
    for (path, text) in rulesets() {
        assert_eq!(mistakes(&schema, &json_of_toml(&text)), Vec::<String>::new(), "{path}");
    }
}

/// The template with one line put in, read by the product.
fn told(text: &str) -> Vec<Diagnostic> {
    let parties = rammeaftale_agreements::FILES.iter().find(|(path, _)| *path == "midtjylland/parties.toml");
    let parties = parties.expect("the parties").1.to_owned();
    let files = [("example/2030.toml".to_owned(), text.to_owned()), ("midtjylland/parties.toml".to_owned(), parties)];
    Register::from_files(&files).expect_err("a mistake")
}

/// The names between backquotes in the notes of the diagnostics of this kind.
fn listed(diagnostics: &[Diagnostic], code: Code) -> BTreeSet<String> {
    let notes = diagnostics.iter().filter(|one| one.code == code).flat_map(|one| &one.notes);
    let names = |note: &str| note.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    notes.flat_map(|note| names(note.get(Lang::En))).collect()
}

/// The properties of a table by its dotted name.
fn properties<'s>(schema: &'s Value, table: &str) -> &'s Map<String, Value> {
    let inside = |schema: &'s Value, name: &str| {
        let property = &schema["properties"][name];
        if property["type"] == "array" { &property["items"] } else { property }
    };
    let found = table.split('.').fold(schema, inside);
    found["properties"].as_object().unwrap_or_else(|| panic!("no properties of {table}"))
}

#[test]
fn every_table_has_the_keys_that_are_read() {
    let schema = parsed(schema::RULESET);
    let text = template();
    let mut tables = 0;
    for line in text.lines().filter(|line| line.starts_with('[')) {
        let head = line.split('#').next().unwrap_or_default().trim();
        let broken = text.replacen(&format!("\n{line}\n"), &format!("\n{line}\nzzz = 1\n"), 1);
        let keys: BTreeSet<String> = properties(&schema, head.trim_matches(['[', ']'])).keys().cloned().collect();
        let listed = listed(&told(&broken), Code::UnknownKey);
        assert!(listed.is_subset(&keys) && !listed.is_empty(), "{head}: {listed:?} and {keys:?}");
        // A long list is cut short in the message; the template, which is read, has every key.
        let unread: Vec<&String> =
            keys.difference(&listed).filter(|key| !text.contains(&format!("{key} = "))).collect();
        assert!(unread.is_empty(), "{head}: {unread:?}");
        tables += 1;
    }
    assert!(tables > 20, "only {tables} tables");
}

/// A word that no list has, in place of every word of the template that the schema takes from a list.
#[test]
fn every_list_of_words_is_the_one_that_is_read() {
    let schema = parsed(schema::RULESET);
    let text = template();
    let (mut table, mut checked) = (String::new(), BTreeSet::new());
    for line in text.lines() {
        if line.starts_with('[') {
            table = line.split('#').next().unwrap_or_default().trim().trim_matches(['[', ']']).to_owned();
        }
        let Some((key, value)) = line.split_once(" = \"") else { continue };
        let words = properties(&schema, &table).get(key).map(words).unwrap_or_default();
        let word = value.split('"').next().unwrap_or_default();
        if !words.is_empty() && !word.starts_with(['-', '0']) {
            let broken = text.replacen(line, &format!("{key} = \"zzz\""), 1);
            assert_eq!(listed(&told(&broken), Code::BadValue), words, "{table} {key}");
            checked.insert(key.to_owned());
        }
    }
    assert!(checked.len() >= 15, "only {checked:?}");
}

/// The words of a property's list; none when it has no list.
fn words(property: &Value) -> BTreeSet<String> {
    let lists = std::iter::once(property).chain(property["anyOf"].as_array().into_iter().flatten());
    let list = lists.filter_map(|one| one["enum"].as_array()).flatten();
    list.filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

#[test]
fn portfolios_have_the_columns_in_both_languages() {
    let schema = parsed(schema::PORTFOLIO);
    let names: BTreeSet<&str> =
        schema["definitions"]["row"]["properties"].as_object().expect("columns").keys().map(String::as_str).collect();
    assert_eq!(names, Column::ALL.iter().flat_map(|column| [column.name(), column.danish()]).collect());
}

#[test]
fn portfolios_that_are_read_are_as_their_schema_says() {
    let schema = parsed(schema::PORTFOLIO);
    let bytes = fs::read(here().join("portfolios/demo.csv")).expect("the demonstration");
    let sheet = read_bytes("demo.csv", &bytes);
    let json = parsed(&write_json(sheet.rows()));
    assert_eq!(mistakes(&schema, &json), Vec::<String>::new());
    assert_eq!(mistakes(&schema, &json["rows"]), Vec::<String>::new(), "a list alone");
    assert_eq!(mistakes(&schema, &json_of_toml(&write_toml(sheet.rows()))), Vec::<String>::new());
    let danish = parsed(r#"[{"tilbud_id": "B1", "driftsherre": 740, "år": 2025, "takst": 1000.5, "resultat": null}]"#);
    assert_eq!(mistakes(&schema, &danish), Vec::<String>::new());
    for bad in [
        r#"[]"#,
        r#"[{"offer": "B1", "operator": 740}]"#,
        r#"[{"offer": "B1", "operator": 740, "year": 25}]"#,
        r#"[{"offer": "B1", "operator": 740, "year": 2025, "tarif": 1}]"#,
        r#"[{"offer": "B1", "operator": 740, "year": 2025, "tariff": "1.234,50"}]"#,
        r#"[{"offer": "B1", "operator": 740, "year": 2025, "figures": "skøn"}]"#,
    ] {
        assert_ne!(mistakes(&schema, &parsed(bad)), Vec::<String>::new(), "{bad}");
    }
}

#[test]
fn comparisons_are_as_their_schema_says() {
    let schema = parsed(schema::COMPARISON);
    let bytes = fs::read(here().join("portfolios/demo.csv")).expect("the demonstration");
    let (demo, _) = rammeaftale_sheets::portfolio(vec![read_bytes("demo.csv", &bytes)]).expect("no mistakes");
    let bytes = fs::read(here().join("fixtures/portfolios/hovedstaden.csv")).expect("the fixture");
    let (region, _) = rammeaftale_sheets::portfolio(vec![read_bytes("hovedstaden.csv", &bytes)]).expect("no mistakes");
    let rows = ["A,740,2015,2015,1000000,0", "A,740,2018,,,0", "B,740,2015,2015,1000000,0", "B,740,2018,,,0"];
    let open = format!("offer,operator,year,opened,tariff_basis,own_payment\n{}\n", rows.join("\n"));
    let (open, _) = rammeaftale_sheets::portfolio(vec![read_bytes("open.csv", open.as_bytes())]).expect("no mistakes");
    let mut reached = BTreeSet::new();
    for (register, portfolio, year) in [
        (builtin(), &demo, 2018),
        (builtin(), &demo, 2026),
        (builtin(), &open, 2018),
        (fixtures::register(), &region, 2016),
    ] {
        let agreements: Vec<&rammeaftale::Agreement> = register.agreements().iter().collect();
        let year = Year::new(year).expect("a year");
        let matrix = under(&agreements, portfolio, year, &Options::default()).expect("a matrix");
        let comparisons = Comparison::chain(&register, &agreements);
        let back: Vec<Comparison> = comparisons.iter().cloned().map(Comparison::mirrored).collect();
        for json in [
            rammeaftale_report::compare_json(&comparisons, Some(&matrix)),
            rammeaftale_report::compare_json(&back, None),
            rammeaftale_report::compare_json(&[], Some(&matrix)),
        ] {
            let json = parsed(&json.expect("JSON"));
            assert_eq!(mistakes(&schema, &json), Vec::<String>::new());
            validate::keys(&json, &mut reached);
        }
    }
    let keys: BTreeSet<String> = words(&properties_of(&schema, "change")["key"]);
    assert_eq!(keys, Key::all().map(|key| key.name().to_owned()).collect());
    let mut all = BTreeSet::new();
    validate::property_names(&schema, &mut all);
    let unreached: Vec<&str> = all.difference(&reached).map(String::as_str).collect();
    assert_eq!(unreached, [""; 0]);
}

fn properties_of<'s>(schema: &'s Value, definition: &str) -> &'s Value {
    &schema["definitions"][definition]["properties"]
}

#[test]
fn assessments_are_as_their_schema_says() {
    let schema = parsed(schema::ASSESSMENT);
    let bytes = fs::read(here().join("portfolios/demo.csv")).expect("the demonstration");
    let (portfolio, _) = rammeaftale_sheets::portfolio(vec![read_bytes("demo.csv", &bytes)]).expect("no mistakes");
    let mut reached = BTreeSet::new();
    let into_2025 =
        (Year::new(2025).expect("a year"), Percent::new("2.9".parse().expect("digits")).expect("a percentage"));
    let totals = Options {
        readings: [("level", "operator-total"), ("price-basis", "fixed")]
            .map(|(q, r)| (q.to_owned(), r.to_owned()))
            .into(),
        index: PriceIndex::new([into_2025]).expect("one projection"),
        ..Options::default()
    };
    // The fourth one as if: there so many figures are missing that not all sets of them are tried.
    let plain = [("2018", 2018), ("2021-22", 2022), ("2025-26", 2025), ("2018", 2025), ("2025-26", 2026)];
    let judged = plain.map(|(period, year)| (period, year, Options::default()));
    for (period, year, options) in judged.into_iter().chain([("2025-26", 2025, totals)]) {
        let (register, id) = (builtin(), format!("midtjylland/{period}"));
        let agreement = register.get(&id).expect("shipped");
        let plan = Plan::new(agreement, Year::new(year).expect("a year"), &options).expect("a plan");
        let json = rammeaftale_report::evaluation_json(&plan.evaluate(&portfolio), None).expect("JSON");
        let json = parsed(&json);
        assert_eq!(mistakes(&schema, &json), Vec::<String>::new(), "{id}");
        validate::keys(&json, &mut reached);
    }
    let register = fixtures::register();
    for (file, case) in fixtures::cases() {
        let assessments = case.judge(&register).expect("a budget that can be judged");
        let json = parsed(&rammeaftale_report::evaluation_json(&assessments, None).expect("JSON"));
        assert_eq!(mistakes(&schema, &json), Vec::<String>::new(), "{file}: {}", case.name);
        validate::keys(&json, &mut reached);
    }
    // The schema is not wider than what is written: what the demonstration does not reach is named here.
    let mut all = BTreeSet::new();
    validate::property_names(&schema, &mut all);
    let unreached: Vec<&str> = all.difference(&reached).map(String::as_str).collect();
    assert_eq!(unreached, ["da", "en", "passages", "text"]);
}

//! The files of a new agreement, made of the template, so that the keys and their comments stand in one place only.
//!
//! What every agreement has is left to fill in, each value an empty `""`; the rest is commented out with `#` and no blank.

use std::collections::{BTreeMap, BTreeSet};

/// The region and period of an agreement, with its first and last year.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name<'n> {
    pub(super) region: &'n str,
    pub(super) period: &'n str,
    years: (i32, i32),
}

/// The texts of the two files.
#[derive(Debug)]
pub(super) struct Skeleton {
    pub(super) ruleset: String,
    pub(super) clauses: String,
}

impl<'n> Name<'n> {
    /// `region/2027` or `region/2027-28`.
    pub(super) fn read(id: &'n str) -> Option<Name<'n>> {
        let (region, period) = id.split_once('/')?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let named = region.starts_with(|c: char| c.is_ascii_lowercase()) && region.chars().all(plain);
        let (first, last) = period.split_once('-').map_or((period, None), |(first, last)| (first, Some(last)));
        let from = year(first, 4)?;
        let to = last.map_or(Some(from), |last| Some(from - from % 100 + year(last, 2)?))?;
        let runs = (1900..2200).contains(&from) && (last.is_none() || to > from);
        (named && runs).then_some(Name { region, period, years: (from, to) })
    }
}

fn year(text: &str, digits: usize) -> Option<i32> {
    let plain = text.len() == digits && text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// Every table of the template once, and again where it shows a key that the ones before it do not have; what belongs
/// to a table goes with it.
pub(super) fn of(template: &str, name: &Name<'_>) -> Skeleton {
    let schema = template.lines().find(|line| line.starts_with("schema")).unwrap_or_default();
    let schema = split(schema).0;
    let mut out = Skeleton {
        ruleset: format!("{}\n{schema}\n\n", ruleset_heading(name)),
        clauses: format!("{}\n{schema}\n\n", clauses_heading(name)),
    };
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut kept = false;
    for table in tables(template) {
        let (first, shown) = (!seen.contains_key(table.heading), seen.entry(table.heading).or_default());
        let before = shown.len();
        shown.extend(table.lines.iter().filter_map(|line| key(line)));
        kept = if table.heading.contains('.') { kept } else { first || shown.len() > before };
        let of_clauses = ["[[source]]", "[[clause]]"].contains(&table.heading);
        let file = if of_clauses { &mut out.clauses } else { &mut out.ruleset };
        let remarks = table.remarks.iter().map(|line| (*line).to_owned());
        remarks.for_each(|line| push(file, &line));
        if kept {
            let mark = if first && (of_clauses || table.heading == "[agreement]") { "" } else { "#" };
            push(file, &annotated(mark, table.heading, table.comment));
            let lines = table.lines.iter().filter_map(|line| filled(line, name, table.heading, mark));
            lines.for_each(|line| push(file, &line));
        }
    }
    out
}

/// A table as the template shows it, with the remarks before it.
struct Table<'t> {
    remarks: Vec<&'t str>,
    heading: &'t str,
    comment: &'t str,
    lines: Vec<&'t str>,
}

fn tables(template: &str) -> Vec<Table<'_>> {
    let (mut tables, mut remarks): (Vec<Table<'_>>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in template.lines() {
        if line.starts_with('[') {
            let (heading, comment) = split(line);
            tables.push(Table { remarks: std::mem::take(&mut remarks), heading, comment, lines: Vec::new() });
        } else if let Some(table) = tables.last_mut() {
            // What stands before the first table introduces the invented agreement.
            if key(line).is_some() { table.lines.push(line) } else { remarks.push(line) }
        }
    }
    tables
}

/// The key of a line, also of one that the template shows as a comment.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.strip_prefix("# ").unwrap_or(line).split_once(" = ")?;
    key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_').then_some(key)
}

/// A key with what is known of the new agreement, or with nothing in its quotes.
fn filled(line: &str, name: &Name<'_>, heading: &str, mark: &str) -> Option<String> {
    let shown = line.strip_prefix("# ");
    let (code, comment) = split(shown.unwrap_or(line));
    let (key, value) = code.split_once(" = ")?;
    let value = match (heading, key) {
        ("[agreement]", "id") => format!("\"{}/{}\"", name.region, name.period),
        ("[agreement]", "revision") => "1".to_owned(),
        ("[agreement]", "in_force") => {
            format!("{{ from = {}-01-01, to = {}-12-31 }}", name.years.0, name.years.1)
        }
        ("[agreement]", "parties") => format!("\"{}/parties\"", name.region),
        _ => emptied(value),
    };
    Some(annotated(if shown.is_some() { "#" } else { mark }, &format!("{key} = {value}"), comment))
}

/// Every value as `""`, a list with one of them: nothing of the invented agreement may be taken for the new one's.
fn emptied(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '"' => rest.get(1..).and_then(|inner| inner.find('"')).map_or(rest.len(), |end| end + 2),
            c if is_bare(c) => rest.find(|c| !is_bare(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        let is_value = c == '"' || (is_bare(c) && !after.trim_start().starts_with('='));
        out.push_str(if is_value { "\"\"" } else { token });
        rest = after;
    }
    while out.contains("\"\", \"\"") {
        out = out.replace("\"\", \"\"", "\"\"");
    }
    out
}

fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-+.:".contains(c)
}

/// Code and comment of a line; a `#` in quotes begins none.
fn split(line: &str) -> (&str, &str) {
    let mut quoted = false;
    let comment = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == '#' && !quoted
    });
    let (code, comment) = comment.map_or((line, ""), |(at, _)| line.split_at(at));
    (code.trim_end(), comment)
}

fn annotated(mark: &str, code: &str, comment: &str) -> String {
    let code = format!("{mark}{code}");
    if comment.is_empty() { code } else { format!("{code:<46} {comment}") }
}

/// Appends a line; one blank line at most.
fn push(file: &mut String, line: &str) {
    if !(line.is_empty() && file.ends_with("\n\n")) {
        file.push_str(line);
        file.push('\n');
    }
}

fn ruleset_heading(name: &Name<'_>) -> String {
    let Name { region, period, .. } = name;
    format!(
        "\
# Rammeaftalen {region}/{period}. Udfyld hvert tomt \"\"; slet # foran det, aftalen har, og slet resten.
# Framework agreement {region}/{period}. Fill in every empty \"\"; delete the # before what the agreement has, and delete the rest.
#
# Hvert emne får en regel eller en [[not_stated]]. Kilder og klausuler står i {period}.clauses.toml.
# Every topic gets a rule or a [[not_stated]]. Sources and clauses stand in {period}.clauses.toml.
"
    )
}

fn clauses_heading(name: &Name<'_>) -> String {
    let Name { region, period, .. } = name;
    format!(
        "\
# Klausuler: passager af kilderne til {region}/{period}, med resumé i egne ord, aldrig kildens sætninger.
# Clauses: passages of the sources of {region}/{period}, summed up in our own words, never the source's sentences.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rammeaftale_agreements::TEMPLATE;

    #[test]
    fn a_name_is_a_region_and_one_or_more_whole_years() {
        let years = |id| Name::read(id).map(|name| name.years);
        assert_eq!(years("midtjylland/2027"), Some((2027, 2027)));
        assert_eq!(years("midtjylland/2027-28"), Some((2027, 2028)));
        assert_eq!(years("syd-2/2011-14"), Some((2011, 2014)));
        let wrong = ["", "midtjylland", "/2027", "midtjylland/", "midtjylland/27", "midtjylland/2027-27"];
        let more = ["midtjylland/2027-2028", "midtjylland/1899", "../2027", "Midtjylland/2027", "a/b/2027", "a/+027"];
        for id in wrong.into_iter().chain(more) {
            assert_eq!(Name::read(id), None, "{id}");
        }
    }

    #[test]
    fn values_are_emptied_and_keys_are_kept() {
        assert_eq!(emptied("\"a # b\""), "\"\"");
        assert_eq!(emptied("[2030, 2031]"), "[\"\"]");
        assert_eq!(emptied("[]"), "[]");
        assert_eq!(emptied("2029-12-01"), "\"\"");
        assert_eq!(emptied("{ da = \"x\", en = \"y\" }"), "{ da = \"\", en = \"\" }");
        assert_eq!(
            emptied("{ tariff-limit = { price_basis = \"nominal\" } }"),
            "{ tariff-limit = { price_basis = \"\" } }"
        );
    }

    #[test]
    fn every_key_of_the_template_is_there_and_nothing_of_its_invented_agreement() {
        let name = Name::read("midtjylland/2027-28").expect("a name");
        let made = of(TEMPLATE, &name);
        let uncommented = |text: &str| -> String {
            text.lines().map(|line| line.strip_prefix('#').unwrap_or(line).to_owned() + "\n").collect()
        };
        let (ruleset, clauses) = (uncommented(&made.ruleset), uncommented(&made.clauses));
        let keys = |text: &str| -> BTreeSet<(String, String)> {
            let tables = tables(text);
            let of = |table: &Table<'_>| -> Vec<_> {
                table.lines.iter().filter_map(|line| Some((table.heading.to_owned(), key(line)?.to_owned()))).collect()
            };
            tables.iter().flat_map(of).collect()
        };
        let made_keys: BTreeSet<_> = keys(&ruleset).into_iter().chain(keys(&clauses)).collect();
        assert_eq!(made_keys, keys(TEMPLATE));
        assert!(keys(TEMPLATE).len() > 100, "only {}", keys(TEMPLATE).len());
        let shown = ruleset.lines().chain(clauses.lines()).filter(|line| key(line).is_some());
        let live: Vec<&str> = shown.map(|line| split(line).0).collect();
        for invented in ["2030", "example", "nominal", "pdigt"] {
            assert!(!live.iter().any(|code| code.contains(invented)), "{invented}");
        }
    }
}

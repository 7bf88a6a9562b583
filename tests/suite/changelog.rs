//! The changelog of the data names every agreement with its current revision, and no year or rule that is not there.

use crate::{builtin, here};
use rammeaftale::Agreement;
use rammeaftale_agreements::FILES;
use std::fs;

/// One bullet: the version above it, and its text in one line.
struct Entry {
    version: String,
    text: String,
}

fn entries() -> Vec<Entry> {
    let text = fs::read_to_string(here().join("../agreements/CHANGELOG.md")).expect("the changelog");
    let (mut entries, mut version): (Vec<Entry>, String) = (Vec::new(), String::new());
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut version);
        } else if let Some(bullet) = line.strip_prefix("- ") {
            entries.push(Entry { version: version.clone(), text: bullet.to_owned() });
        } else if let Some((entry, more)) = entries.last_mut().zip(line.strip_prefix("  ")) {
            entry.text = format!("{} {more}", entry.text);
        }
    }
    entries
}

/// "`midtjylland/2018`, revision 1, year 2018: …" taken apart; entries of other files have no revision.
fn parts(entry: &Entry) -> Option<(String, u32, Vec<i32>, Vec<String>)> {
    let (head, rules) = entry.text.split_once(':')?;
    let (id, rest) = head.strip_prefix('`')?.split_once("`, revision ")?;
    let (revision, years) = rest.split_once(", year")?;
    let years = years.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let rules = rules.split('`').skip(1).step_by(2).map(str::to_owned);
    let years = years.map(|year| year.parse().expect("four digits")).collect();
    Some((id.to_owned(), revision.parse().expect("a whole number"), years, rules.collect()))
}

fn amiss(agreement: &Agreement, years: &[i32], rules: &[String], whole: bool) -> Vec<String> {
    let own: Vec<i32> = (1900..2200)
        .filter(|year| rammeaftale::Year::new(*year).is_some_and(|year| agreement.in_force.touches(year)))
        .collect();
    let unruled = rules.iter().filter(|rule| agreement.rule(rule).is_none()).map(|rule| format!("no rule `{rule}`"));
    let outside = years.iter().filter(|year| !own.contains(year)).map(|year| format!("{year} is outside"));
    let unnamed = agreement.rules.iter().filter(|rule| whole && !rules.iter().any(|name| **name == *rule.id));
    let unnamed = unnamed.map(|rule| format!("`{}` is not named", rule.id));
    let unlisted = own.iter().filter(|year| whole && !years.contains(year)).map(|year| format!("{year} is not named"));
    unruled.chain(outside).chain(unnamed).chain(unlisted).collect()
}

#[test]
fn the_newest_entry_of_each_agreement_names_its_current_revision_with_years_and_rules() {
    let entries: Vec<_> = entries().iter().filter_map(parts).collect();
    for agreement in builtin().agreements() {
        let newest = entries.iter().find(|(id, ..)| *id == *agreement.id);
        let (_, revision, years, rules) = newest.unwrap_or_else(|| panic!("no entry for {}", agreement.id));
        assert_eq!(*revision, agreement.revision, "{}", agreement.id);
        assert!(!years.is_empty(), "{} names no year", agreement.id);
        // The first revision brings all its years and rules, a later one those that it touches.
        let amiss = amiss(agreement, years, rules, *revision == 1);
        assert!(amiss.is_empty(), "{}: {amiss:?}", agreement.id);
    }
}

#[test]
fn every_entry_is_of_a_file_and_revisions_come_down_to_the_first() {
    let all = entries();
    for entry in &all {
        let name = entry.text.split('`').nth(1).expect("a name in backquotes");
        assert!(FILES.iter().any(|(path, _)| *path == format!("{name}.toml")), "`{name}` is no file");
    }
    let revisions: Vec<(String, u32)> = all.iter().filter_map(parts).map(|(id, revision, ..)| (id, revision)).collect();
    for agreement in builtin().agreements() {
        let own: Vec<u32> = revisions.iter().filter(|(id, _)| *id == *agreement.id).map(|(_, one)| *one).collect();
        let expected: Vec<u32> = (1..=agreement.revision).rev().collect();
        assert_eq!(own, expected, "{}", agreement.id);
    }
}

#[test]
fn the_newest_version_is_that_of_the_package() {
    let package = fs::read_to_string(here().join("../agreements/Cargo.toml")).expect("the package");
    let newest = entries().into_iter().next().expect("an entry").version;
    assert!(package.contains(&format!("version = \"{newest}\"")), "{newest}");
}

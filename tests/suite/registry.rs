//! The shipped files: listed, whole, and true to the documents; and which agreement is in force when.

use crate::{builtin, here};
use chrono::NaiveDate;
use rammeaftale::document::Document;
use rammeaftale::proof::{self, Account, Documents};
use rammeaftale::register::NotInForce;
use rammeaftale::{Register, Text, Year};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn agreements() -> PathBuf {
    here().join("../agreements")
}

#[test]
fn the_list_holds_exactly_the_files_of_the_folder() {
    let mut found = BTreeSet::new();
    for region in crate::folder(&agreements()).into_iter().filter(|path| path.is_dir()) {
        for file in crate::folder(&region).into_iter().filter(|path| path.extension().is_some_and(|one| one == "toml"))
        {
            let below = file.strip_prefix(agreements()).expect("below the folder").display().to_string();
            found.insert(below.replace('\\', "/"));
        }
    }
    let listed: BTreeSet<String> = rammeaftale_agreements::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert!(found.len() >= 8, "only {found:?}");
    assert_eq!(listed, found);
    assert_eq!(listed.len(), rammeaftale_agreements::FILES.len(), "a file is listed twice");
}

#[test]
fn the_files_are_free_of_mistakes_and_warnings() {
    let (register, warnings) = Register::from_files(rammeaftale_agreements::FILES).expect("free of mistakes");
    assert!(warnings.is_empty(), "{warnings:?}");
    let ids: Vec<&str> = register.agreements().iter().map(|agreement| &*agreement.id).collect();
    assert_eq!(ids, ["midtjylland/2018", "midtjylland/2021-22", "midtjylland/2025-26"]);
    for id in ids {
        let path = format!("{id}.toml");
        assert!(rammeaftale_agreements::FILES.iter().any(|(file, _)| *file == path), "{id} is not its path");
    }
}

#[test]
fn parties_have_the_names_that_are_read_for_their_codes() {
    let (register, _) = Register::from_files(rammeaftale_agreements::FILES).expect("free of mistakes");
    let parties: Vec<_> = register.agreements().iter().map(|agreement| &agreement.parties).collect();
    assert!(parties.iter().any(|parties| parties.municipalities.len() == 19));
    for (code, name) in parties.iter().flat_map(|parties| &parties.municipalities) {
        assert_eq!(code.name(), Some(name.as_str()));
    }
    for (code, name) in parties.iter().map(|parties| &parties.region) {
        assert_eq!(code.name().map(|bare| format!("Region {bare}")).as_ref(), Some(name));
    }
}

#[test]
fn the_template_is_an_agreement() {
    let text = fs::read_to_string(agreements().join("TEMPLATE.toml")).expect("the template");
    let parties = fs::read_to_string(agreements().join("midtjylland/parties.toml")).expect("the parties");
    let files =
        [("example/2030.toml", text), ("midtjylland/parties.toml", parties.clone()), ("example/parties.toml", parties)];
    let (register, _) = Register::from_files(&files)
        .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, rammeaftale::Lang::En)));
    assert!(register.get("example/2030").is_some());
}

#[test]
fn agreements_stand_by_their_first_day_and_not_by_their_names() {
    let register = crate::fixtures::register();
    let (ids, days): (Vec<&str>, Vec<NaiveDate>) =
        register.agreements().iter().map(|one| (&*one.id, one.in_force.from)).unzip();
    assert!(days.is_sorted() && !ids.is_sorted(), "{ids:?}");
    let known: Vec<NaiveDate> = builtin().known().iter().map(|known| known.from).collect();
    assert!(known.len() >= 2 && known.is_sorted(), "{known:?}");
}

/// Every passage has its fingerprint, and together they are the whole of every document. The documents are not part of
/// the project: the test runs where they are, at `RAMMEAFTALE_SOURCES` or in `../shared/sources`, and says so where not.
#[test]
fn clauses_are_true_to_the_documents() {
    let folder =
        std::env::var_os("RAMMEAFTALE_SOURCES").map_or_else(|| here().join("../../shared/sources"), PathBuf::from);
    if !folder.exists() {
        println!("not run: no documents at {}", folder.display());
        return;
    }
    let files = rammeaftale_agreements::FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let accounts = proven(&builtin(), &files.collect::<Vec<_>>(), &folder);
    assert_eq!(accounts.len(), 4);
    for account in accounts {
        assert!(account.clauses >= 18 && account.characters >= 2_000 && account.modelled > 0, "{account:?}");
    }
}

/// Holds the clauses of a register against the documents of a folder: every passage has its fingerprint, and together
/// they are the whole of every document.
pub(crate) fn proven(register: &Register, files: &[(String, String)], folder: &Path) -> Vec<Account> {
    let documents = held(folder);
    let files: Vec<_> = files.iter().map(|(path, text)| (path, path, text)).collect();
    let proof = proof::prove(register, None, &files, &documents);
    let told = rammeaftale::diag::render_all(&proof.diagnostics, rammeaftale::Lang::En);
    assert!(proof.diagnostics.is_empty(), "{told}");
    let open = proof.sources.iter().find(|account| account.unaccounted() > 0);
    assert!(open.is_none(), "{open:?}");
    proof.sources
}

/// The documents of a folder.
pub(crate) fn held(folder: &Path) -> Documents {
    let mut documents = Documents::default();
    for path in crate::folder(folder) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("the document");
        let document = Document::new(name.clone(), &bytes).map_err(|_| Text::new("ikke UTF-8", "not UTF-8"));
        documents.add(name, document);
    }
    documents
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The first and the last day of each agreement.
const IN_FORCE: &[(&str, &str)] = &[
    ("2018-01-01", "midtjylland/2018"),
    ("2018-12-31", "midtjylland/2018"),
    ("2021-01-01", "midtjylland/2021-22"),
    ("2022-12-31", "midtjylland/2021-22"),
    ("2025-01-01", "midtjylland/2025-26"),
    ("2026-12-31", "midtjylland/2025-26"),
];

/// Days that nobody modelled: what is known of each, the agreement before and the one after.
const NOT_MODELLED: &[(&str, [Option<&str>; 3])] = &[
    ("2014-12-31", [None, None, Some("2018")]),
    ("2015-01-01", [Some("2015-16"), None, Some("2018")]),
    ("2016-12-31", [Some("2015-16"), None, Some("2018")]),
    ("2017-01-01", [Some("2017"), None, Some("2018")]),
    ("2017-12-31", [Some("2017"), None, Some("2018")]),
    ("2019-01-01", [Some("2019-20"), Some("2018"), Some("2021-22")]),
    ("2020-12-31", [Some("2019-20"), Some("2018"), Some("2021-22")]),
    ("2023-01-01", [Some("2023-24"), Some("2021-22"), Some("2025-26")]),
    ("2024-12-31", [Some("2023-24"), Some("2021-22"), Some("2025-26")]),
    ("2027-01-01", [Some("2027"), Some("2025-26"), None]),
    ("2099-06-15", [Some("2027"), Some("2025-26"), None]),
];

/// The days that the documents state for approvals and laws.
const STATED_DAYS: &[(&str, &str, &str)] = &[
    ("midtjylland/2018", "approval-deadline", "2017-10-15"),
    ("midtjylland/2021-22", "hearing-deadline", "2020-04-30"),
    ("midtjylland/2025-26", "kkr", "2024-11-19"),
    ("midtjylland/2025-26", "norddjurs-committee", "2024-11-21"),
    ("midtjylland/2025-26", "BEK nr. 378 af 04/04/2024", "2024-04-04"),
];

/// The days on which the documents were read: whoever reads one again, and so another text, gives another day.
const READ: &[(&str, &str, &str)] = &[
    ("rammeaftale-2018", "169baf0d", "2026-11-22"),
    ("invitation-2021-22", "b3ee449a", "2026-11-22"),
    ("rammeaftale-2025-26", "990b0d4d", "2026-11-22"),
    ("norddjurs-2024", "894cf814", "2026-11-22"),
];

#[test]
fn documents_were_read_on_the_days_that_are_told() {
    assert_eq!(read_differences(&builtin()), [""; 0]);
}

#[test]
fn an_agreement_is_in_force_from_its_first_day_to_its_last() {
    assert_eq!(in_force_differences(&builtin()), [""; 0]);
}

#[test]
fn a_day_that_nobody_modelled_answers_so_and_never_with_the_nearest() {
    assert_eq!(not_modelled_differences(&builtin()), [""; 0]);
}

#[test]
fn approvals_and_laws_have_the_days_that_the_documents_state() {
    assert_eq!(stated_days_differences(&builtin()), [""; 0]);
}

/// All that differs from the tables above.
pub(crate) fn differences(register: &Register) -> Vec<String> {
    let (in_force, not_modelled) = (in_force_differences(register), not_modelled_differences(register));
    [in_force, not_modelled, stated_days_differences(register), read_differences(register)].concat()
}

fn read_differences(register: &Register) -> Vec<String> {
    let sources = register.agreements().iter().flat_map(|agreement| &agreement.sources);
    let told: Vec<_> = sources.map(|one| (one.id.to_string(), one.sha256[..8].to_owned(), one.read)).collect();
    let stated = |(id, sha256, day_of): &(&str, &str, &str)| (id.to_string(), sha256.to_string(), day(day_of));
    let stated: Vec<_> = READ.iter().map(stated).collect();
    let differing = told.iter().filter(|one| !stated.contains(one));
    differing.chain(stated.iter().filter(|one| !told.contains(one))).map(|one| format!("{one:?}")).collect()
}

fn in_force_differences(register: &Register) -> Vec<String> {
    let wrong = |(date, id): &&(&str, &str)| register.in_force(day(date)).map(|agreement| &*agreement.id) != Ok(id);
    IN_FORCE.iter().filter(wrong).map(|row| format!("{row:?}")).collect()
}

fn not_modelled_differences(register: &Register) -> Vec<String> {
    let wrong = |(date, expected): &&(&str, [Option<&str>; 3])| {
        let told = match register.in_force(day(date)) {
            Err(NotInForce::NotModelled(error)) => Some([error.known, error.before, error.after]),
            _ => None,
        };
        told != Some(expected.map(|period| period.map(|period| format!("midtjylland/{period}").into())))
    };
    NOT_MODELLED.iter().filter(wrong).map(|row| format!("{row:?}")).collect()
}

fn stated_days_differences(register: &Register) -> Vec<String> {
    let mut told = Vec::new();
    for agreement in register.agreements() {
        let approvals = agreement.approvals.iter().map(|one| (one.id.to_string(), one.date));
        let laws = agreement.legal_basis.iter().map(|one| (one.title.clone(), one.date));
        told.extend(approvals.chain(laws).filter_map(|(name, date)| Some((agreement.id.to_string(), name, date?))));
    }
    let stated = |(id, name, date): &(&str, &str, &str)| (id.to_string(), name.to_string(), day(date));
    let stated: Vec<_> = STATED_DAYS.iter().map(stated).collect();
    let differing = told.iter().filter(|one| !stated.contains(one));
    differing.chain(stated.iter().filter(|one| !told.contains(one))).map(|one| format!("{one:?}")).collect()
}

#[test]
fn a_year_is_its_first_day() {
    let register = builtin();
    let year =
        |number| register.in_force_year(Year::new(number).expect("a year")).map(|agreement| agreement.id.to_string());
    assert_eq!(year(2022).ok().as_deref(), Some("midtjylland/2021-22"));
    assert_eq!(year(2026).ok().as_deref(), Some("midtjylland/2025-26"));
    assert_eq!(year(2024).expect_err("not modelled").to_string(), "no agreement modelled for 2024");
}

//! Every code of a mistake has a bad file, the messages that stand beside it, and a heading on the page of codes.
//!
//! `errors/rulesets/<case>/` holds the files of a region, `example/` good ones that they may refer to.

use crate::{folder, golden, here};
use rammeaftale::diag::{Code, Diagnostic, LONGEST_SHOWN_LINE, MOST_MISTAKES, render, render_all};
use rammeaftale::{Lang, Register};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A bad file's mistakes, by its case.
type Cases = BTreeMap<String, Vec<Diagnostic>>;

fn rulesets() -> Cases {
    let mut regions = folder(&here().join("errors/rulesets"));
    regions.sort();
    let names = regions.iter().map(|region| name(region));
    let cases: Cases = names.filter(|name| name != "example").map(|name| (name.clone(), of_ruleset(&name))).collect();
    assert!(cases.len() >= 30, "only {} cases found", cases.len());
    cases
}

/// What is wrong in the files of a case, read beside the good ones.
fn of_ruleset(case: &str) -> Vec<Diagnostic> {
    let files: Vec<(String, Vec<u8>)> = ["example", case].into_iter().flat_map(region).collect();
    let mistakes = Register::from_files(&files).map_or_else(|mistakes| mistakes, |(_, warnings)| warnings);
    let elsewhere = mistakes.iter().filter_map(Diagnostic::place).find(|place| place.file.starts_with("example/"));
    assert!(elsewhere.is_none(), "{case}: a good file is told to be bad: {elsewhere:?}");
    mistakes
}

fn region(name_of: &str) -> Vec<(String, Vec<u8>)> {
    let files = folder(&here().join("errors/rulesets").join(name_of));
    let toml = files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    toml.map(|path| (format!("{name_of}/{}", name(&path)), fs::read(&path).expect("a readable file"))).collect()
}

fn portfolios() -> Cases {
    let files = folder(&here().join("errors/portfolios"));
    let files = files.into_iter().filter(|path| path.extension().is_none_or(|ending| ending != "stderr"));
    let told = |path: PathBuf| {
        let sheet = rammeaftale_sheets::read_bytes(&name(&path), &fs::read(&path).expect("a readable file"));
        let found = rammeaftale_sheets::portfolio(vec![sheet]);
        (name(&path), found.map_or_else(|mistakes| mistakes, |(_, warnings)| warnings))
    };
    files.map(told).collect()
}

/// What the clauses of an invented letter lack in the documents of each folder of `sources/documents`, and clauses that
/// overlap.
fn documents() -> Cases {
    let states = folder(&here().join("sources/documents")).into_iter().map(|documents| ("agreements", documents));
    let overlap = ("overlap", here().join("sources/documents/true"));
    let told = |(rulesets, documents): (&str, PathBuf)| {
        let files = crate::toml_files(&here().join("sources").join(rulesets));
        let (register, _) = Register::from_files(&files).expect("no mistakes but against the documents");
        let held = crate::registry::held(&documents);
        let files: Vec<_> = files.iter().map(|(path, text)| (path, path, text)).collect();
        let proof = rammeaftale::proof::prove(&register, None, &files, &held);
        (format!("{rulesets}/{}", name(&documents)), proof.diagnostics)
    };
    states.chain([overlap]).map(told).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn bad_rulesets_are_told_as_expected() {
    let mut differing = Vec::new();
    for (case, mistakes) in rulesets() {
        for (lang, ending) in [(Lang::Da, "da"), (Lang::En, "en")] {
            let path = here().join("errors/rulesets").join(&case).join(format!("expected.{ending}.txt"));
            differing.extend(golden::difference(&path, &render_all(&mistakes, lang)));
        }
    }
    assert!(differing.is_empty(), "{}\nset UPDATE_EXPECT=1 to accept", differing.join("\n"));
}

#[test]
fn a_case_named_for_a_code_shows_it() {
    for (case, mistakes) in rulesets() {
        if Code::ALL.iter().any(|code| code.as_str() == case) {
            assert!(mistakes.iter().any(|mistake| mistake.code.as_str() == case), "{case} does not show its code");
        }
    }
}

#[test]
fn every_code_has_a_bad_file() {
    let cases = rulesets().into_values().chain(portfolios().into_values()).chain(documents().into_values());
    let shown: BTreeSet<Code> = cases.flatten().map(|mistake| mistake.code).collect();
    let lacking: Vec<&Code> = Code::ALL.iter().filter(|code| !shown.contains(code)).collect();
    assert!(lacking.is_empty(), "no file under tests/errors shows {lacking:?}");
}

#[test]
fn every_mistake_has_help_in_both_languages_and_the_domain_s_voice() {
    for (case, mistakes) in rulesets() {
        for mistake in mistakes {
            let help = mistake.help.as_ref().unwrap_or_else(|| panic!("{case}: no help: {mistake:?}"));
            for text in [&mistake.message, help] {
                for text in [&text.da, &text.en] {
                    assert!(!text.is_empty() && !text.ends_with('.'), "{case}: `{text}`");
                    assert!(!text.starts_with(char::is_uppercase) || text.starts_with("TOML"), "{case}: `{text}`");
                }
            }
        }
    }
}

/// A file of endless mistakes in one endless line is told in few words.
#[test]
fn mistakes_and_what_they_repeat_are_limited() {
    let keys = |count: usize| (0..count).map(|number| format!("k{number} = 1")).collect::<Vec<_>>().join(", ");
    let told = |count| {
        let text = format!("schema = 1\n[agreement]\nid = \"x/2030\"\nin_force = {{ {} }}\n", keys(count));
        let mistakes = Register::from_files(&[("x/2030.toml", text)]).expect_err("mistakes");
        assert!(mistakes.iter().flat_map(|one| &one.labels).all(|label| label.place.text.len() <= LONGEST_SHOWN_LINE));
        mistakes
    };
    let limited = |mistakes: &[Diagnostic]| mistakes.iter().filter(|one| one.code == Code::TooLarge).count();
    let (few, many) = (told(MOST_MISTAKES - 100), told(MOST_MISTAKES * 20));
    assert_eq!((few.len() < MOST_MISTAKES, limited(&few)), (true, 0));
    assert_eq!((many.len(), limited(&many)), (MOST_MISTAKES + 1, 1));
}

/// Every combination of readings is judged, so an agreement can have only so many.
#[test]
fn combinations_of_readings_are_limited() {
    let register = |questions: usize| {
        let reading =
            |id: usize| format!("[[open_question.reading]]\nid = \"r{id}\"\ntext = {{ da = \"a\", en = \"b\" }}\n");
        let question = |id: usize| {
            let readings: String = (0..10).map(reading).collect();
            format!(
                "[[open_question]]\nid = \"q{id}\"\ntext = {{ da = \"a\", en = \"b\" }}\nclauses = [\"omfattede\"]\n{readings}"
            )
        };
        let good = fs::read_to_string(here().join("errors/rulesets/example/2029.toml")).expect("a good file");
        let text = format!("{good}\n{}", (0..questions).map(question).collect::<String>());
        let parties = fs::read_to_string(here().join("errors/rulesets/example/parties.toml")).expect("a good file");
        Register::from_files(&[("example/2029.toml", text), ("example/parties.toml", parties)])
    };
    // The good file has a question of its own.
    assert_eq!(register(4).err(), None);
    let mistakes = register(6).expect_err("a million combinations");
    assert!(mistakes.iter().any(|one| one.code == Code::TooLarge && one.help.is_some()), "{mistakes:?}");
}

/// The mistake that stands for a code on the page: of the ruleset named for it, else of the first portfolio or
/// document.
fn example<'c>(code: Code, rulesets: &'c Cases, others: &'c [Cases; 2]) -> Option<&'c Diagnostic> {
    let named = rulesets.get(code.as_str()).into_iter();
    let others = || others.iter().flatten();
    let begins = |(file, _): &(&String, _)| file.starts_with(code.as_str());
    let others = others().filter(begins).chain(others()).map(|(_, mistakes)| mistakes);
    named.chain(others).chain(rulesets.values()).flatten().find(|mistake| mistake.code == code)
}

#[test]
fn the_page_of_codes_tells_every_code() {
    let text = fs::read_to_string(here().join("errors/codes.toml")).expect("the words");
    let words: BTreeMap<String, Words> = toml::from_str(&text).expect("words in both languages for each code");
    let listed: BTreeSet<&str> = words.keys().map(String::as_str).collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(listed, all, "errors/codes.toml and the codes differ");
    let (rulesets, others) = (rulesets(), [portfolios(), documents()]);
    let mut page = HEADING.to_owned();
    for code in Code::ALL {
        let words = &words[code.as_str()];
        let mistake = example(*code, &rulesets, &others).unwrap_or_else(|| panic!("no example of {code}"));
        let (da, en) = (render(mistake, Lang::Da), render(mistake, Lang::En));
        let (meaning, remedy) = (&words.meaning, &words.remedy);
        write!(page, "\n## {code}\n\n{} *{}*\n\n```text\n{da}```\n", meaning.da, remedy.da).expect("a string");
        write!(page, "\n{} *{}*\n\n```text\n{en}```\n", meaning.en, remedy.en).expect("a string");
    }
    let differing = golden::difference(&here().join("errors/README.md"), &page);
    assert!(differing.is_none(), "{}\nset UPDATE_EXPECT=1 to accept", differing.unwrap_or_default());
}

const HEADING: &str = "# Fejlkoder / Error codes

Hver kode med sin betydning, hvad man gør, og et eksempel fra filerne her i mappen. Siden skrives af testen `errors` ud fra
`codes.toml` og de forkerte filer; ret dem og kør `UPDATE_EXPECT=1 cargo test -p rammeaftale-tests --test suite errors`.

Each code with its meaning, what to do, and an example from the files in this folder. The test `errors` writes this page from
`codes.toml` and the bad files; change those and run `UPDATE_EXPECT=1 cargo test -p rammeaftale-tests --test suite errors`.

## harmless

I `harmless/` står det, der ser farligt ud og ikke er det: filerne læses, og der siges intet om dem. Formler som navne er tekst her og i
alt, der skrives (`names-like-formulas.xlsx`); makroer og henvisninger til andre projektmapper følges aldrig (`links-and-macros.xlsm`); en
base på nul og en driftsherre blandt køberne er oplysninger, som reglerne selv tager stilling til (`zero-base-and-own-buyer.csv`, hvor
andre køber med); og ord, noter og overskrifter kan ligne dem, der siger noget om beløbene, uden at gøre det. I `mapped/` læses hver fil
med overskrifterne i sin TOML-fil. En celle på to gigabyte, en million kolonner og zip-bomber skrives af testen `hostile` hos kommandoen.

In `harmless/` stands what looks dangerous and is not: the files are read, and nothing is said of them. Formulas as names are text here and
in all that is written (`names-like-formulas.xlsx`); macros and links to other workbooks are never followed (`links-and-macros.xlsm`); a base
of zero and an operator among the buyers are facts that the rules themselves judge (`zero-base-and-own-buyer.csv`, where others buy too);
and words, notes and headings may be like those that say something of the amounts and say nothing. In `mapped/` each file is read with the
headings of its TOML file. A cell of two gigabytes, a million columns and zip bombs are written by the command's test `hostile`.
";

/// What a code means and what to do about it.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    meaning: Both,
    remedy: Both,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    da: String,
    en: String,
}

//! What an agreement takes from another and what is said of it, on invented files of one region.

use rammeaftale::agreement::LinkWord;
use rammeaftale::compare::{AreaState, Comparison};
use rammeaftale::diag::{Code, Diagnostic};
use rammeaftale::{Agreement, Register};

const PARTIES: &str = "schema = 1\nregion = { code = 1082, name = \"Region Midtjylland\" }\n";

/// An agreement that is silent on every topic but those of `rest`.
fn agreement(year: u16, revision: u8, spoken_of: &[&str], rest: &str) -> String {
    let topics = ["scope", "tariff_development", "result_regulation", "pricing", "catch_up"];
    let silent = topics.iter().filter(|topic| !spoken_of.contains(topic));
    let silent: String = silent
        .map(|topic| format!("[[not_stated]]\ntopic = \"{topic}\"\ntext = {{ da = \"Intet.\", en = \"Nothing.\" }}\n"))
        .collect();
    format!(
        "schema = 1\n[agreement]\nid = \"opdigtet/{year}\"\nrevision = {revision}\ntitle = {{ da = \"Opdigtet\", en = \"Invented\" \
         }}\nin_force = {{ from = {year}-01-01, to = {year}-12-31 }}\ntext = \"agreement\"\nparties = \
         \"opdigtet/parties\"\n{silent}{rest}"
    )
}

fn source(id: &str) -> String {
    let zeros = "0".repeat(64);
    format!(
        "[[source]]\nid = \"{id}\"\ntitle = {{ da = \"Opdigtet\", en = \"Invented\" }}\npublisher = \"Ingen / Nobody\"\nfile = \
         \"{id}.txt\"\nsha256 = \"{zeros}\"\nread = 2029-06-01\n[[clause]]\nid = \"{id}\"\nsource = \"{id}\"\nsection = \
         \"1\"\nfirst = \"Invented words\"\nlast = \"end here.\"\nsha256 = \"{zeros}\"\nsummary = {{ da = \"Opdigtet.\", en = \
         \"Invented.\" }}\ndisposition = \"modelled\"\n"
    )
}

fn catch_up(year: u16, clause: &str) -> String {
    format!(
        "[[catch_up]]\nid = \"catch-up\"\ntitle = {{ da = \"Stræben\", en = \"Striving\" }}\nforce = \"aim\"\nclauses = \
         [\"{clause}\"]\nyears = [{year}]\naddressees = \"municipalities\"\n"
    )
}

fn read(files: &[(&str, String)]) -> Result<(Register, Vec<Diagnostic>), Vec<Diagnostic>> {
    let parties = ("opdigtet/parties.toml", PARTIES.to_owned());
    Register::from_files(&[&[parties], files].concat())
}

/// The code of each mistake, and the file.
fn told(mistakes: &[Diagnostic]) -> Vec<(Code, String)> {
    mistakes.iter().map(|one| (one.code, one.place().map(|place| place.file.to_string()).unwrap_or_default())).collect()
}

#[test]
fn what_others_cite_of_the_newest_revision_is_cited_in_the_earlier_ones_too() {
    let cited = source("tekst");
    let kept_once = format!("{}{}", source("gammel"), catch_up(2030, "gammel"));
    let later = agreement(2031, 1, &["catch_up"], &catch_up(2031, "opdigtet/2030#tekst"));
    let newest = agreement(2030, 2, &[], &cited);
    let earlier = agreement(2030, 1, &["catch_up"], &format!("{cited}{kept_once}"));
    let all = [
        ("opdigtet/2030.r1.toml", earlier.clone()),
        ("opdigtet/2030.toml", newest.clone()),
        ("opdigtet/2031.toml", later),
    ];
    let (register, warnings) = read(&all).unwrap_or_else(|mistakes| panic!("{:?}", told(&mistakes)));
    assert_eq!(told(&warnings), []);
    assert_eq!(register.revisions("opdigtet/2030").len(), 2);
    let mistakes = read(&all[..2]).expect_err("nobody cites the clause");
    let uncited = |file: &str| (Code::UncitedClause, file.to_owned());
    assert_eq!(told(&mistakes), [uncited("opdigtet/2030.r1.toml"), uncited("opdigtet/2030.toml")]);
}

/// Agreements that nobody modelled lie between two where they begin after the earlier one's last day and end before the
/// later one's first.
#[test]
fn agreements_between_two_overlap_neither() {
    let known = |id: &str, from: &str, to: &str| {
        format!(
            "[[known]]\nid = \"opdigtet/{id}\"\ntitle = {{ da = \"Opdigtet\", en = \"Invented\" }}\nin_force = {{ from = {from}, to \
             = {to} }}\nstate = \"known\"\nwhat = {{ da = \"Opdigtet.\", en = \"Invented.\" }}\nclauses = \
             [\"opdigtet/2030#tekst\"]\n"
        )
    };
    let all = [
        known("early", "2030-12-31", "2031-06-30"),
        known("between", "2031-01-01", "2032-12-31"),
        known("late", "2031-07-01", "2033-01-01"),
    ];
    let files = [
        ("opdigtet/2030.toml", agreement(2030, 1, &[], &source("tekst"))),
        ("opdigtet/2033.toml", agreement(2033, 1, &[], "")),
        ("opdigtet/known.toml", format!("schema = 1\n{}", all.concat())),
    ];
    let (register, _) = read(&files).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let (earlier, later) = (register.get("opdigtet/2030").expect("it"), register.get("opdigtet/2033").expect("it"));
    for comparison in [Comparison::new(&register, earlier, later), Comparison::new(&register, later, earlier)] {
        let between: Vec<&str> = comparison.between.iter().map(|one| &*one.id).collect();
        assert_eq!(between, ["opdigtet/between"]);
    }
}

/// A development area on the words of 2030.
fn area(id: &str, more: &str) -> String {
    format!(
        "[[development_area]]\nid = \"{id}\"\nname = {{ da = \"Opdigtet\", en = \"Invented\" }}\nproposed = false\n{more}\n\
         target_groups = [{{ da = \"borgere\", en = \"citizens\" }}]\nsummary = {{ da = \"Opdigtet.\", en = \"Invented.\" \
         }}\nclauses = [\"opdigtet/2030#tekst\"]\n"
    )
}

/// What continues the area of 2030.
fn continued(id: &str, link: &str) -> String {
    area(id, &format!("lineage = \"continued\"\ncontinues = \"opdigtet/2030#omraade\"\nlink = \"{link}\""))
}

/// Two agreements compared: what 2030 says beside its source, and what 2033 says.
fn compared(spoken_of: &[&str], earlier: &str, later: &str) -> Comparison {
    let earlier = format!("{}{}", source("tekst"), earlier.replace("opdigtet/2030#tekst", "tekst"));
    let files = [
        ("opdigtet/2030.toml", agreement(2030, 1, spoken_of, &earlier)),
        ("opdigtet/2033.toml", agreement(2033, 1, spoken_of, later)),
    ];
    let (register, _) = read(&files).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let of = |id: &str| register.get(id).expect("it");
    Comparison::new(&register, of("opdigtet/2030"), of("opdigtet/2033"))
}

/// An area that two others continue is one with the first of them alone.
#[test]
fn an_area_is_paired_once() {
    let later = [continued("b", "document"), continued("c", "document")].concat();
    let comparison = compared(&[], &area("omraade", "lineage = \"new\""), &later);
    let areas = comparison.items.iter().filter(|item| item.table == "development_area");
    let pairs: Vec<_> = areas.map(|item| (item.from.as_deref(), item.to.as_deref())).collect();
    assert_eq!(pairs, [(Some("omraade"), Some("b")), (None, Some("c"))]);
}

/// Limits on one measure are the same rule sooner than limits on another, whatever stands first.
#[test]
fn limits_are_paired_by_what_they_measure() {
    let limit = |id: &str, year: u16, measure: &str| {
        format!(
            "[[tariff_development]]\nid = \"{id}\"\ntitle = {{ da = \"Opdigtet\", en = \"Invented\" }}\nforce = \"duty\"\nclauses = \
             [\"opdigtet/2030#tekst\"]\nyears = [{year}]\nlevel = \"operator\"\nmeasure = \"{measure}\"\nfigures = \
             \"budget\"\nbase_figures = \"budget\"\nbase_year = {}\nat_most_percent = \"-3\"\nown_payment = \
             \"as_calculated\"\nportfolio_changes = \"comparable_set\"\nprice_basis = \"nominal\"\ncarried_result = \
             \"included\"\nalso_against = []\nallowance = \"none\"\n",
            year - 2
        )
    };
    let earlier = [limit("a", 2030, "tariff"), limit("b", 2030, "tariff_basis")].concat();
    let later = [limit("c", 2033, "tariff_basis"), limit("d", 2033, "tariff")].concat();
    let comparison = compared(&["tariff_development"], &earlier, &later);
    let rules = comparison.items.iter().filter(|item| item.table == "tariff_development");
    let mut pairs: Vec<_> = rules.map(|item| (item.from.as_deref(), item.to.as_deref())).collect();
    pairs.sort_unstable();
    assert_eq!(pairs, [(Some("a"), Some("d")), (Some("b"), Some("c"))]);
}

/// Whose word it is that an area continues another is told of the pair. What an agreement only proposes is told as that.
#[test]
fn an_area_continues_another_by_the_word_of_the_document_or_by_ours() {
    for (word, expected, state) in
        [("document", LinkWord::Document, AreaState::Modelled), ("ours", LinkWord::Ours, AreaState::Proposed)]
    {
        let proposed = if state == AreaState::Proposed { "proposed = true" } else { "proposed = false" };
        let later = continued("omraade", word).replace("proposed = false", proposed);
        let comparison = compared(&[], &area("omraade", "lineage = \"new\""), &later);
        let links: Vec<LinkWord> = comparison.items.iter().filter_map(|item| item.link).collect();
        assert_eq!(links, [expected]);
        let states: Vec<AreaState> =
            comparison.lineage.iter().flat_map(|line| &line.steps).map(|one| one.state).collect();
        assert_eq!(states, [AreaState::Modelled, state]);
    }
}

/// Laws of one name are told apart by number.
#[test]
fn laws_of_one_name_are_numbered() {
    let law = "[[legal_basis]]\ntitle = \"Lov\"\nclauses = [\"tekst\"]\n";
    let comparison = compared(&[], &law.repeat(3), "");
    let laws = comparison.items.iter().filter(|item| item.table == "legal_basis");
    assert_eq!(laws.filter_map(|item| item.from.as_deref()).collect::<Vec<_>>(), ["Lov", "Lov (2)", "Lov (3)"]);
}

/// The shipped files with a second rule that takes after the band of 2018.
#[test]
fn a_question_taken_over_twice_is_one() {
    let id = "midtjylland/2025-26";
    let twice: Vec<(&str, String)> = rammeaftale_agreements::FILES
        .iter()
        .map(|(path, text)| {
            let block = text.split("\n\n").find(|block| block.contains("same_as = \"midtjylland/2018#result-band\""));
            let again = block
                .filter(|_| path.strip_suffix(".toml") == Some(id))
                .map(|block| block.replacen("id = \"result-band\"", "id = \"result-band-again\"", 1));
            (*path, [text, again.as_deref().unwrap_or_default()].join("\n\n"))
        })
        .collect();
    let (register, _) = Register::from_files(&twice).unwrap_or_else(|mistakes| panic!("{:?}", told(&mistakes)));
    let questions = |agreement: &Agreement| -> Vec<String> {
        agreement.questions.iter().map(|question| question.id.to_string()).collect()
    };
    let (read, shipped) = (register.get(id).expect("2025-26"), crate::builtin());
    assert!(read.rule("result-band-again").is_some());
    assert_eq!(questions(read), questions(shipped.get(id).expect("2025-26")));
}

/// 10 to the fifth is as many combinations of readings as an agreement may have.
#[test]
fn an_agreement_has_at_most_a_hundred_thousand_combinations_of_readings() {
    let question = |number: usize, readings: usize| {
        let reading = |one| format!("{{ id = \"r{one}\", text = {{ da = \"Opdigtet.\", en = \"Invented.\" }} }}");
        let readings: Vec<String> = (0..readings).map(reading).collect();
        format!(
            "[[open_question]]\nid = \"q{number}\"\ntext = {{ da = \"Hvad?\", en = \"What?\" }}\nclauses = \
             [\"tekst\"]\npreferred = \"r0\"\nwhy = {{ da = \"Opdigtet.\", en = \"Invented.\" }}\nreading = [{}]\n",
            readings.join(", ")
        )
    };
    let found = |last: usize| {
        let questions: String =
            [10, 10, 10, 10, last].iter().enumerate().map(|(number, n)| question(number, *n)).collect();
        let text = agreement(2030, 1, &[], &format!("{}{questions}", source("tekst")));
        read(&[("opdigtet/2030.toml", text)]).map(|_| ()).map_err(|mistakes| told(&mistakes))
    };
    assert_eq!(found(10), Ok(()));
    let mistakes = found(11).expect_err("a mistake");
    // Beside it only that no rule asks the questions.
    let told: Vec<Code> = mistakes.iter().map(|(code, _)| *code).filter(|code| *code != Code::Unused).collect();
    assert_eq!(told, [Code::TooLarge]);
}

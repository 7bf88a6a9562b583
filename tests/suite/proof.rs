//! What is told of clauses when the letter they were read from is no longer the same: an invented letter of counted words, and
//! what it could become. The letter of `sources` shows the messages in full; these are the edges.

use rammeaftale::document::{Document, fingerprint};
use rammeaftale::proof::{Documents, Passages, Proof, prove};
use rammeaftale::{Lang, Register, Text, diag};

const READ: &str = "En to tre. Fire fem seks. Syv otte ni. Ti elleve tolv.";
/// A clause for each sentence, with its first and its last words.
const SENTENCES: &[Named] =
    &[("en", "En to", "tre."), ("fald", "Fire", "seks."), ("syv", "Syv", "ni."), ("ti", "Ti", "tolv.")];

type Named = (&'static str, &'static str, &'static str);
type Files = Vec<(String, String)>;

fn file(path: &str) -> String {
    let path = crate::here().join("sources/agreements/opdigtet").join(path);
    std::fs::read_to_string(path).expect("a ruleset")
}

/// A clause on a passage of this fingerprint.
fn clause((id, first, last): Named, source: &str, sha256: &str) -> String {
    let summary = "summary = { da = \"Noget.\", en = \"Something.\" }";
    let disposition = if id == "fald" { "modelled" } else { "not-a-rule" };
    format!(
        "[[clause]]\nid = \"{id}\"\nsource = \"{source}\"\nsection = \"1\"\nfirst = \"{first}\"\nlast = \"{last}\"\n\
         sha256 = \"{sha256}\"\n{summary}\ndisposition = \"{disposition}\"\n"
    )
}

/// The fingerprint of the text from the first to the last words, wherever else they stand.
fn between(read: &str, (_, first, last): Named) -> String {
    let start = read.find(first).expect("the first words");
    let rest = &read[start..];
    fingerprint(&rest[..rest.find(last).expect("the last words") + last.len()])
}

/// The invented ruleset on a letter read so.
fn ruleset(read: &str, clauses: &str) -> Files {
    let source = format!(
        "schema = 1\n[[source]]\nid = \"brev\"\ntitle = {{ da = \"Brev\", en = \"Letter\" }}\npublisher = \"Ingen\"\n\
         file = \"brev.txt\"\nsha256 = \"{}\"\nread = 2026-11-22\n",
        fingerprint(read)
    );
    let of = |name: &str, text: String| (format!("opdigtet/{name}.toml"), text);
    vec![of("2030", file("2030.toml")), of("2030.clauses", source + clauses), of("parties", file("parties.toml"))]
}

fn proven(files: &Files, only: Option<&str>, documents: &[(&str, &str)]) -> Proof {
    let (register, _) = Register::from_files(files).unwrap_or_else(|mistakes| panic!("{}", told(&mistakes)));
    let files: Vec<_> = files.iter().map(|(path, text)| (path, path, text)).collect();
    prove(&register, only, &files, &held(documents))
}

fn held(documents: &[(&str, &str)]) -> Documents {
    let mut held = Documents::default();
    for (name, text) in documents {
        held.add(*name, Ok(Document::new(*name, text.as_bytes()).expect("text")));
    }
    held
}

fn told(diagnostics: &[diag::Diagnostic]) -> String {
    diag::render_all(diagnostics, Lang::En)
}

/// What is told of these clauses of a letter now that it stands so.
fn become_of(read: &str, clauses: &[Named], now: &str) -> String {
    let clauses: String = clauses.iter().map(|one| clause(*one, "brev", &between(read, *one))).collect();
    told(&proven(&ruleset(read, &clauses), None, &[("brev.txt", now)]).diagnostics)
}

#[test]
fn as_few_passages_as_account_for_it_have_moved() {
    let now = "Ti elleve tolv. En to tre. Fire fem seks. Syv otte ni.";
    assert!(become_of(READ, SENTENCES, now).contains("moved: ti\n"));
    // Of a passage that reads otherwise that is told, and not its place.
    let told = become_of(READ, SENTENCES, &now.replace("tolv", "og tolv"));
    assert!(told.contains("changed-passage") && !told.contains("moved"), "{told}");
}

#[test]
fn passages_that_begin_together_have_not_moved() {
    let clauses = [&[("kort", "En to", "to")], SENTENCES].concat();
    let told = become_of(READ, &clauses, &READ.replace("tolv", "tretten"));
    assert!(told.contains("4 of 5 passages stand unchanged") && !told.contains("moved"), "{told}");
}

#[test]
fn a_passage_ends_before_the_next() {
    let letter = "En to tre. Fire fem seks. Syv otte tre. Ti elleve tolv.";
    let clauses = [SENTENCES[0], SENTENCES[1], ("syv", "Syv", "otte tre."), SENTENCES[3]];
    let told = become_of(letter, &clauses, &letter.replace("to tre.", "to fire."));
    assert!(told.contains("error[missing-locator]") && !told.contains("changed-passage"), "{told}");
}

#[test]
fn what_has_changed_still_parts_its_neighbours() {
    let told = become_of(READ, SENTENCES, "En to tre. Fire fem otte seks. Ti elleve tolv.");
    assert!(told.contains("nothing stands between its neighbours; the passage was taken out"), "{told}");
    // The last words of the second now stand only in the fourth: where the third stood is after the second all the same.
    let (letter, clauses) = (
        "En to. Fire fem seks. Syv ni. Ti seks.",
        [("en", "En to", "to."), ("fald", "Fire", "seks."), ("syv", "Syv", "ni."), ("ti", "Ti", "seks.")],
    );
    let told = become_of(letter, &clauses, "En to. Fire fem fald. Ni syv. Ti seks.");
    assert!(told.contains("where it stood it now says »fem fald. Ni syv.«"), "{told}");
}

#[test]
fn a_lost_beginning_is_looked_for_up_to_the_words_that_end_it() {
    let told = become_of(READ, SENTENCES, "En to tre. Fire fem seks. Her begynder otte ni. Og mere. Ti elleve tolv.");
    assert!(told.contains("where it stood it now says »Her begynder otte ni.«"), "{told}");
    // Words like the first ones, and not at once behind the neighbour.
    let clauses = [SENTENCES[0], SENTENCES[1], ("syv", "Syv otte", "ni."), SENTENCES[3]];
    let told = become_of(READ, &clauses, "En to tre. Fire fem seks. Og så: Syv atte ni. Ti elleve tolv.");
    assert!(told.contains("the nearest is »Syv atte«"), "{told}");
    assert!(told.contains("if this is the passage, write `first = \"Syv atte\"`, `last"), "{told}");
}

#[test]
fn only_the_last_words_inside_a_passage_are_shown() {
    let letter = "ni. En to tre. Fire ni. fem ni. seks ni. Syv ni.";
    let passage = "Fire ni. fem ni. seks ni.";
    let clauses = clause(("fald", "Fire", "ni."), "brev", &fingerprint(passage));
    let proof = proven(&ruleset(letter, &clauses), None, &[("brev.txt", letter)]);
    let repeated = proof.diagnostics.iter().find(|one| one.code.as_str() == "repeated-locator").expect("it is told");
    let columns: Vec<usize> = repeated.labels.iter().skip(1).map(|label| label.place.column).collect();
    assert_eq!(columns, [21, 29, 38], "{}", told(&proof.diagnostics));
}

#[test]
fn no_passage_of_nothing_has_its_fingerprint() {
    let letter = "En to. Fire fem seks;syv otte.";
    let clauses = clause(("fald", ";syv", "seks"), "brev", &fingerprint(""));
    let told = told(&proven(&ruleset(letter, &clauses), None, &[("brev.txt", letter)]).diagnostics);
    assert!(told.contains("error[missing-locator]") && !told.contains("stands unchanged"), "{told}");
}

#[test]
fn text_beside_a_lost_passage_is_told_and_text_within_it_is_not() {
    // Where the lost one seems to stand is within the second, which ends before its stop.
    let clauses = [SENTENCES[0], ("fald", "Fire", "seks"), SENTENCES[2], ("tabt", "Fire fem sak", "seks")];
    let told = become_of(&format!("{READ} Fire fem sak seks"), &clauses, &READ[..READ.len() - 16]);
    assert!(told.contains("the nearest is »Fire fem seks.«") && told.contains("it says ».«"), "{told}");
    // And here it begins with the second, which begins in the middle of a word.
    let clauses = [SENTENCES[0], ("fald", ";syv", "ni."), ("tabt", ";syv o", "nul.")];
    let letter = "En to tre. Fire fem seks;syv otte ni.";
    let told = become_of(&format!("{letter} nul."), &clauses, letter);
    assert!(told.contains("it says »Fire fem seks«"), "{told}");
    let told = become_of(READ, SENTENCES, "Forord. En to tre. Noget helt andet. Syv otte ni. Ti elleve tolv.");
    assert!(told.contains("it says »Forord.«") && !told.contains("it says »Noget helt andet.«"), "{told}");
}

#[test]
fn passages_that_touch_share_nothing() {
    let letter = "Fire fem seks;syv otte ni.";
    assert_eq!(
        become_of(letter, &[("fald", "Fire", "seks"), ("syv", ";syv", "ni.")], letter),
        "0 errors, 0 warnings\n"
    );
}

/// Two agreements, of which the later takes the letter's last sentence from the earlier one's source.
fn two() -> Files {
    let own: String = SENTENCES[..3].iter().map(|one| clause(*one, "brev", &between(READ, *one))).collect();
    let mut files = ruleset(READ, &own);
    let later = file("2030.toml").replace("2030", "2031").replace("2028", "2029").replace("\"fald\"", "\"ti\"");
    let later = later.replace("looked_in = [\"brev\"]", "looked_in = [\"opdigtet/2030#brev\"]");
    let taken = clause(SENTENCES[3], "opdigtet/2030#brev", &between(READ, SENTENCES[3]));
    let taken = taken.replace("not-a-rule", "modelled");
    files.push(("opdigtet/2031.toml".to_owned(), later));
    files.push(("opdigtet/2031.clauses.toml".to_owned(), format!("schema = 1\n{taken}")));
    files
}

#[test]
fn an_agreement_is_held_against_the_documents_of_others_that_it_cites() {
    let proof = proven(&two(), Some("opdigtet/2031"), &[("brev.txt", READ)]);
    let sources: Vec<_> = proof.sources.iter().map(|one| (&*one.source, one.clauses, one.unaccounted())).collect();
    assert_eq!(sources, [("opdigtet/2030#brev", 4, 0)], "{}", told(&proof.diagnostics));
}

#[test]
fn what_others_take_comes_after_a_document_s_own_clauses() {
    let now = READ.replace("En to tre.", "Nu andet her.");
    let told = told(&proven(&two(), None, &[("brev.txt", &now)]).diagnostics);
    assert!(told.contains("where it stood it now says »Nu andet her.«"), "{told}");
}

#[test]
fn why_a_passage_cannot_be_shown_is_told() {
    let clauses: String = SENTENCES.iter().map(|one| clause(*one, "brev", &between(READ, *one))).collect();
    let (register, _) = Register::from_files(&ruleset(READ, &clauses)).expect("no mistakes");
    let get = |documents: &Documents, id: &str| {
        let found = Passages::new(&register, documents).get("opdigtet/2030", id);
        found.map(str::to_owned).map_err(|why| why.en.into_owned())
    };
    let mut unread = Documents::default();
    unread.add("brev.txt", Err(Text::new("den er låst", "it is locked")));
    assert_eq!(get(&unread, "fald"), Err("`brev.txt`: it is locked".to_owned()));
    assert_eq!(get(&held(&[("brev.txt", READ)]), "fald"), Ok("Fire fem seks.".to_owned()));
    assert_eq!(get(&held(&[]), "ingen"), Err("there is no such clause".to_owned()));
}

//! Every sentence that the scenarios bring about, each kind once, in both languages: a person reads them through.

use crate::{builtin, cases, golden, here};
use rammeaftale::assessment::Finding;
use rammeaftale::{Agreement, Lang, sentence};
use std::collections::BTreeMap;

#[test]
fn every_sentence_reads_as_it_did() {
    let register = builtin();
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    for (_, case) in cases() {
        let Ok(assessments) = case.judge(&register) else { continue };
        let agreement = register.get(&case.agreement).expect("the agreement judged by");
        for finding in assessments.iter().flat_map(|assessment| &assessment.findings) {
            let told = told(agreement, finding);
            kinds.entry(kind(&told)).or_insert(told);
        }
    }
    assert!(kinds.len() >= 80, "only {} kinds of sentence", kinds.len());
    let text: String = kinds.into_values().collect();
    assert_eq!(golden::difference(&here().join("golden/sentences.txt"), &text), None, "UPDATE_EXPECT=1 rewrites it");
}

fn told(agreement: &Agreement, finding: &Finding) -> String {
    let rule = agreement.rule(&finding.rule).expect("the rule judged");
    let (found, action) = (sentence::finding(finding), sentence::action(finding));
    let of = |lang: Lang| format!("  {}\n  - {}\n", found.get(lang), action.get(lang)).replace("  - \n", "");
    format!("{} {}\n{}{}", rule.id, finding.verdict.name(), of(Lang::Da), of(Lang::En))
}

/// The sentence without its figures and names of offers: what it has in common with others of its kind.
fn kind(told: &str) -> String {
    let name = |word: &str| word.chars().all(char::is_uppercase) && !word.is_empty();
    let figure = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let words = told.split_whitespace().map(|word| {
        let plain = word.trim_matches(['(', ')', ':', ';', ',', '.']);
        if name(plain) || figure(plain) { word.replace(plain, "#") } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

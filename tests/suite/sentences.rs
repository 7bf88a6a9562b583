//! Every sentence that the scenarios bring about, each kind once, in both languages: a person reads them through.

use crate::{builtin, cases, golden, here};
use rammeaftale::agreement::rules::{LimitLevel, Measure};
use rammeaftale::assessment::{Figures, Finding, LimitFigures};
use rammeaftale::assessment::{LeftOutReason, NotApplicable, Robust, Undetermined, Verdict};
use rammeaftale::portfolio::Column;
use rammeaftale::{Agreement, Lang, Text, sentence};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

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
    assert!(kinds.len() >= 60, "only {} kinds of sentence", kinds.len());
    let text: String = kinds.into_values().collect();
    assert_eq!(golden::difference(&here().join("golden/sentences.txt"), &text), None, "UPDATE_EXPECT=1 rewrites it");
}

/// Everything that can be said of a finding has both languages, and the same figures in both.
#[test]
fn both_languages_tell_the_same_of_every_finding() {
    let register = builtin();
    let mut seen = 0;
    for (_, case) in cases() {
        let Ok(assessments) = case.judge(&register) else { continue };
        let agreement = register.get(&case.agreement).expect("the agreement judged by");
        for (one, finding) in assessments.iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)))
        {
            let mut texts = vec![sentence::finding(finding)];
            texts.extend(
                Some(sentence::action(finding)).filter(|action| !action.da.is_empty() || !action.en.is_empty()),
            );
            texts.extend(sentence::steps(finding));
            texts.extend(finding.readings.iter().map(|(question, one)| sentence::reading(agreement, question, one)));
            texts.extend(finding.flips.iter().map(|flip| sentence::flip(agreement, one, flip)));
            texts.extend(finding.undecided.iter().map(|open| sentence::undecided(agreement, open)));
            texts.extend(finding.settled_by.iter().map(|set| sentence::settlement(finding, set)));
            texts.extend(finding.left_out.iter().map(|one| sentence::left_out(finding, one)));
            texts.extend(
                finding
                    .missing
                    .iter()
                    .map(|figure| Text::new(sentence::missing(figure, Lang::Da), sentence::missing(figure, Lang::En))),
            );
            for text in &texts {
                assert!(!text.da.is_empty() && !text.en.is_empty() && text.da != text.en, "{text:?}");
                assert_eq!(digits(&text.da), digits(&text.en), "{text:?}");
            }
            seen += texts.len();
        }
    }
    assert!(seen > 2_000, "only {seen} texts");
}

/// No figure that is known is passed over when it is told how a verdict comes about.
#[test]
fn each_figure_of_a_finding_has_a_step() {
    let register = builtin();
    let mut seen = [0; 3];
    let judged = cases().into_iter().filter_map(|(_, case)| case.judge(&register).ok()).flatten();
    for finding in judged.flat_map(|assessment| assessment.findings) {
        let (kind, amounts) = match &finding.figures {
            Figures::Limit(limits) => (0, limits.units().iter().flat_map(of_limit).collect()),
            Figures::Result(band) => (1, vec![band.result, band.share_percent, band.expected_carried, band.carried]),
            Figures::Pricing(pricing) => (2, vec![pricing.own_payment]),
            _ => continue,
        };
        let known = amounts.iter().flatten().count();
        // Beside the figures it is told that amounts are rounded, and what an extraordinary wage that is blank would do.
        let beside =
            |step: &Text| step.da.contains("rundet ned") || step.da.contains("mangler") || step.da.contains("bebudet");
        let steps: Vec<Text> = sentence::steps(&finding).into_iter().filter(|step| !beside(step)).collect();
        assert_eq!(steps.len(), known, "{steps:?} of {:?}", finding.figures);
        seen[kind] += known;
    }
    assert!(seen.iter().all(|seen| *seen > 0), "{seen:?}");
}

/// Every figure of a limit that has a step.
fn of_limit(limit: &LimitFigures) -> Vec<Option<Decimal>> {
    let base = limit.base.and(limit.base_year).and(limit.base);
    let certain = limit.over_at_least.and(limit.headroom);
    let mut all =
        vec![base, limit.credit_base, limit.limit, limit.actual, limit.wage_supplement, limit.headroom, certain];
    all.extend(limit.converted.iter().map(|one| Some(Decimal::from(one.from.number()))));
    all
}

/// The runs of digits, in order of size: those of `1.000,50` are those of `1,000.50`.
fn digits(text: &str) -> Vec<&str> {
    let mut runs: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    runs.sort_unstable();
    runs
}

#[test]
fn every_word_has_both_languages() {
    let mut words: Vec<Text> = Vec::new();
    let causes = Undetermined::ALL.map(Verdict::Undetermined);
    words.extend(causes.iter().chain(&NotApplicable::ALL.map(Verdict::NotApplicable)).map(|one| sentence::cause(*one)));
    words.extend([Verdict::Met, Verdict::Breached, causes[0]].map(sentence::verdict));
    words.extend([Robust::Yes, Robust::No, Robust::Unknown].map(|robust| sentence::robust(robust, true)));
    words.push(sentence::robust(Robust::Yes, false));
    let reasons = [
        LeftOutReason::New,
        LeftOutReason::Closed,
        LeftOutReason::NotOpened,
        LeftOutReason::Unit,
        LeftOutReason::ZeroBase,
        LeftOutReason::OutOfScope,
    ];
    words.extend(reasons.map(|reason| sentence::left_out_reason(reason, None)));
    words.push(sentence::left_out_reason(LeftOutReason::ZeroBase, Some(Measure::Tariff)));
    let levels = [LimitLevel::Offer, LimitLevel::Operator, LimitLevel::Region];
    words.extend(levels.map(|level| sentence::judged_at(level, Some(Measure::Tariff))));
    let amounts = [Column::Tariff, Column::Places, Column::OwnPayment, Column::Result, Column::CarriedResult];
    words.extend(amounts.map(sentence::column));
    let assumed = ["scope-unknown", "location-assumed", "scope-not-stated", "portfolio-complete", "text-is-proposal"];
    words.extend(assumed.map(sentence::assumption));
    for word in words {
        assert!(!word.da.is_empty() && !word.en.is_empty(), "{word:?}");
        assert!(word.da != word.en, "{word:?}");
    }
}

/// What is taken for granted is told in words of its own, not as if the user had set it.
#[test]
fn every_assumption_has_words_of_its_own() {
    use rammeaftale::compare::portfolio::LeftOutOfTotal;
    let of_texts = ["text-is-proposal", "text-is-draft", "text-is-account", "text-is-invented"];
    let of_portfolios = ["scope-unknown", "location-assumed", "scope-not-stated", "portfolio-complete", "own_payment"];
    let told: BTreeSet<_> = of_texts.iter().chain(&of_portfolios).map(|name| sentence::assumption(name).en).collect();
    assert_eq!(told.len(), of_texts.len() + of_portfolios.len(), "{told:?}");
    let left_out = |count| sentence::left_out_of_total(LeftOutOfTotal::Undetermined, count).da;
    assert_eq!((&*left_out(1), &*left_out(2)), ("uafgjort", "uafgjorte"));
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

//! Every rule of every agreement over every scenario, into a golden of its own: a change shows its reach.
//!
//! A case's own agreement judges it as it is; the others judge the same budget and year, transposed.

use crate::{builtin, cases, golden, here};
use rammeaftale::agreement::Agreement;
use rammeaftale::assessment::{Assessment, Finding, Subject};
use rammeaftale::scenario::Case;
use rammeaftale::{Options, Plan};
use std::collections::BTreeMap;

#[test]
fn every_rule_says_of_every_scenario_what_it_said() {
    let register = builtin();
    let cases = cases();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for agreement in register.agreements() {
        for rule in &agreement.rules {
            let name = format!("{}.{}.txt", agreement.id.rsplit('/').next().unwrap_or_default(), rule.id);
            texts.insert(name, cases.iter().map(|(file, case)| told(agreement, &rule.id, file, case)).collect());
        }
    }
    let folder = here().join("golden/rules");
    let differing = texts.iter().filter_map(|(name, text)| golden::difference(&folder.join(name), text));
    let differing: Vec<String> = differing.collect();
    assert!(differing.is_empty(), "{}\nset UPDATE_EXPECT=1 to accept", differing.join("\n"));
    let known =
        crate::folder(&folder).into_iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned());
    let stale: Vec<String> = known.filter(|name| !texts.contains_key(name)).collect();
    assert!(stale.is_empty(), "no rule gives {stale:?}");
}

/// A case under one rule: a heading, then a line a finding. Nothing where the rows are refused.
fn told(agreement: &Agreement, rule: &str, file: &str, case: &Case) -> String {
    let Ok(portfolio) = case.portfolio() else { return String::new() };
    let own = *case.agreement == *agreement.id;
    let readings = case.options.readings.clone().into_iter();
    let readings = readings.filter(|(question, reading)| {
        let readings = agreement.question(question).map_or(&[][..], |question| &question.readings);
        readings.iter().any(|known| *known.id == **reading)
    });
    let options = Options { readings: readings.collect(), rule: Some(rule.to_owned()), ..case.options.clone() };
    let plan = Plan::new(agreement, case.year, &options).expect("readings that it has");
    let lines: Vec<String> = plan.evaluate(&portfolio).iter().flat_map(findings).collect();
    if lines.is_empty() {
        return String::new();
    }
    let as_if = if own { String::new() } else { format!(" [as judged in {}]", case.year) };
    format!("{file}: {}{as_if}\n{}\n", case.name, lines.join(""))
}

fn findings(assessment: &Assessment) -> Vec<String> {
    let subject = match &assessment.subject {
        Subject::Offer { offer, .. } => offer.to_string(),
        Subject::Operator { operator } => operator.to_string(),
        Subject::Region { region } => region.to_string(),
    };
    assessment.findings.iter().map(|finding| line(&subject, finding)).collect()
}

/// One finding on one line, in the words of its JSON form; what is empty is left out.
fn line(subject: &str, finding: &Finding) -> String {
    let json = serde_json::to_value(finding).expect("JSON");
    let text = |key: &str| json.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let mut parts = vec![format!("  {subject}")];
    parts.extend(text("tariff_name").map(|name| format!("[{name}]")));
    parts.push(text("verdict").expect("a verdict"));
    parts.extend(text("cause").map(|cause| format!("({cause})")));
    parts.push(format!("robust={}", text("robust").expect("a word")));
    for key in ["figures", "missing", "settled_by", "flips", "assumptions", "left_out"] {
        let value = json.get(key).expect("a key");
        let empty =
            value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty);
        if !empty {
            parts.push(format!("{key}={value}"));
        }
    }
    if !finding.undecided.is_empty() {
        parts.push(format!("undecided={}", finding.undecided.len()));
    }
    parts.join(" ") + "\n"
}

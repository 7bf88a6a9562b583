//! Expected against found.

use super::expect::{Expectation, Wanted};
use super::{Answer, Case, Difference, Refusal, entries};
use crate::agreement::rules::Vocabulary;
use crate::assessment::{Assessment, Finding, Subject};
use crate::diag::{Code, Diagnostic, Place};
use crate::plan::PlanError;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) fn differences(case: &Case, judged: Result<Vec<Assessment>, Refusal>) -> Vec<Difference> {
    let of_case = |text| vec![Difference { place: case.place.clone(), text }];
    match (&case.answer, judged) {
        (Answer::Judged(expected), Ok(assessments)) => {
            expected.iter().flat_map(|expectation| against(expectation, &assessments)).collect()
        }
        (Answer::Refused(code), Err(Refusal::Rows(mistakes))) if only(&mistakes, *code) => Vec::new(),
        (Answer::Refused(code), Ok(_)) => of_case(Text::new(
            format!("forventet fejlen `{code}`, fundet et budget, der kan bedømmes"),
            format!("expected the mistake `{code}`, found a budget that can be judged"),
        )),
        (Answer::Refused(code), Err(refusal)) => of_case(unexpected(case, &format!("`{code}`"), &refusal)),
        (Answer::Judged(_), Err(refusal)) => of_case(unexpected(case, "", &refusal)),
    }
}

/// True when the rows are refused for this one kind of mistake.
fn only(mistakes: &[Diagnostic], code: Code) -> bool {
    let codes: BTreeSet<Code> = mistakes.iter().filter(|one| one.is_error()).map(|one| one.code).collect();
    codes == BTreeSet::from([code])
}

fn unexpected(case: &Case, code: &str, refusal: &Refusal) -> Text {
    let expected = if code.is_empty() {
        Text::new("en bedømmelse", "an assessment")
    } else {
        Text::new(format!("fejlen {code}"), format!("the mistake {code}"))
    };
    let found = match refusal {
        Refusal::NoAgreement => Text::new(
            format!("at aftalen `{}` ikke findes", case.agreement),
            format!("that there is no agreement `{}`", case.agreement),
        ),
        Refusal::Plan(PlanError::UnknownQuestion { question, .. }) => Text::new(
            format!("at aftalen ikke har spørgsmålet `{question}`"),
            format!("that the agreement has no question `{question}`"),
        ),
        Refusal::Plan(PlanError::UnknownReading { question, reading, .. }) => Text::new(
            format!("at `{question}` ikke har læsningen `{reading}`"),
            format!("that `{question}` has no reading `{reading}`"),
        ),
        Refusal::Plan(PlanError::UnknownRule { rule, .. }) => {
            Text::new(format!("at reglen `{rule}` ikke findes"), format!("that there is no rule `{rule}`"))
        }
        Refusal::Rows(mistakes) => rows_refused(mistakes),
    };
    expected_found("", &expected, &found)
}

fn rows_refused(mistakes: &[Diagnostic]) -> Text {
    let told = |get: fn(&Text) -> &str| {
        let errors = mistakes.iter().filter(|mistake| mistake.is_error());
        errors.map(|mistake| format!("{}: {}", mistake.code, get(&mistake.message))).collect::<Vec<_>>().join("; ")
    };
    Text::new(
        format!("fejl i rækkerne ({})", told(|text| &text.da)),
        format!("mistakes in the rows ({})", told(|text| &text.en)),
    )
}

fn expected_found(of: &str, expected: &Text, found: &Text) -> Text {
    Text::new(
        format!("{of}forventet {}, fundet {}", expected.da, found.da),
        format!("{of}expected {}, found {}", expected.en, found.en),
    )
}

/// What differs for one expectation.
fn against(expectation: &Expectation, assessments: &[Assessment]) -> Vec<Difference> {
    let differ = Differ { expectation, out: Vec::new() };
    let Some(assessment) = assessments.iter().find(|one| is_wanted(&expectation.subject, &one.subject)) else {
        return differ.nothing(&Text::new("ingen bedømmelse", "no assessment"));
    };
    let Some(rule) = &expectation.rule else { return differ.assessment(assessment) };
    let findings: Vec<&Finding> = assessment.findings.iter().filter(|finding| *finding.rule == **rule).collect();
    let named: Vec<&Finding> = match &expectation.tariff_name {
        None => findings,
        Some(name) => findings.into_iter().filter(|one| one.tariff_name.as_deref() == Some(name)).collect(),
    };
    match named.as_slice() {
        [] => differ.nothing(&Text::new("intet fund", "no finding")),
        [one] => differ.finding(one),
        _ => differ.nothing(&Text::new("flere takster; angiv `tariff_name`", "several tariffs; give `tariff_name`")),
    }
}

fn is_wanted(wanted: &Wanted, subject: &Subject) -> bool {
    match (wanted, subject) {
        (Wanted::Offer(wanted), Subject::Offer { offer, .. }) => **wanted == **offer,
        (Wanted::Operator(wanted), Subject::Operator { operator }) => wanted == operator,
        (Wanted::Region(wanted), Subject::Region { region }) => wanted == region,
        _ => false,
    }
}

/// Collects the differences of one expectation.
struct Differ<'x> {
    expectation: &'x Expectation,
    out: Vec<Difference>,
}

impl Differ<'_> {
    /// E.g. `740 tariff-reduction: `.
    fn subject(&self) -> String {
        let rule = self.expectation.rule.iter().chain(&self.expectation.tariff_name);
        let parts: Vec<String> = std::iter::once(self.expectation.subject.to_string()).chain(rule.cloned()).collect();
        format!("{}: ", parts.join(" "))
    }

    fn push(&mut self, text: Text) {
        let place: Place = self.expectation.place.clone();
        self.out.push(Difference { place, text });
    }

    fn nothing(mut self, found: &Text) -> Vec<Difference> {
        self.push(expected_found(&self.subject(), &Text::new("et fund", "a finding"), found));
        self.out
    }

    fn assessment(mut self, found: &Assessment) -> Vec<Difference> {
        self.words(&[
            ("verdict", Some(found.verdict.name().to_owned())),
            ("cause", found.verdict.cause().map(str::to_owned)),
            ("robust", Some(entries::robust(found.robust).to_owned())),
            ("as_if", found.as_if.map(|years| years.to_string())),
        ]);
        self.lists(|key| match key {
            "flips" => entries::flips(&found.flips),
            _ => found.assumptions.iter().map(|text| vec![text.to_string()]).collect(),
        });
        self.out
    }

    fn finding(mut self, found: &Finding) -> Vec<Difference> {
        self.words(&[
            ("verdict", Some(found.verdict.name().to_owned())),
            ("cause", found.verdict.cause().map(str::to_owned)),
            ("robust", Some(entries::robust(found.robust).to_owned())),
            ("force", found.force.map(|force| force.name().to_owned())),
            ("binding", Some(found.binding.to_string())),
        ]);
        self.lists(|key| entries::of_finding(found, key));
        let known = entries::figures(&found.figures);
        for (name, expected) in &self.expectation.figures {
            let amount = known.iter().find(|(known, _)| known == name).and_then(|(_, amount)| *amount);
            if amount != Some(*expected) {
                self.differs(name, &expected.to_string(), amount.map(|amount| amount.to_string()));
            }
        }
        self.out
    }

    fn words(&mut self, found: &[(&str, Option<String>)]) {
        for (key, expected) in &self.expectation.words {
            let word = found.iter().find(|(name, _)| name == key).and_then(|(_, word)| word.clone());
            if word.as_ref() != Some(expected) {
                self.differs(key, expected, word);
            }
        }
    }

    fn differs(&mut self, key: &str, expected: &str, found: Option<String>) {
        let found = found
            .map_or_else(|| Text::new("intet", "none"), |found| Text::new(format!("`{found}`"), format!("`{found}`")));
        let expected = format!("{key} `{expected}`");
        self.push(expected_found(&self.subject(), &Text::new(expected.clone(), expected), &found));
    }

    /// All entries, in any order.
    fn lists(&mut self, found: impl Fn(&str) -> Vec<Vec<String>>) {
        for (key, expected) in &self.expectation.lists {
            let mut left: Vec<Vec<String>> = found(key);
            let shown = left.iter().map(|parts| parts.join("; ")).collect::<Vec<_>>().join(" | ");
            let all_found = expected.iter().all(|entry| {
                let at = left.iter().position(|parts| is_entry(entry, parts));
                at.is_some_and(|at| !left.remove(at).is_empty())
            });
            if !all_found || !left.is_empty() {
                self.differs(key, &expected.join(" | "), Some(shown));
            }
        }
    }
}

/// True when an expected entry names the first part of a found one and any of its others.
fn is_entry(expected: &str, parts: &[String]) -> bool {
    let mut wanted = expected.split("; ");
    let (first, rest) = match parts {
        [first, rest @ ..] => (first, rest),
        [] => return false,
    };
    wanted.next() == Some(first) && wanted.all(|part| rest.iter().any(|known| known == part))
}

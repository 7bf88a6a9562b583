//! What no shipped agreement has, judged on invented ones: the template, and an agreement that takes a rule over from it.

use crate::here;
use rammeaftale::assessment::Subject;
use rammeaftale::scenario::{self, Outcome};
use rammeaftale::{Lang, Register};
use std::fs;

/// Says nothing of its own: its limit is the template's, three years on from the same base.
const HEIR: &str = r#"
schema = 1

[agreement]
id = "example/2031"
revision = 1
title = { da = "Opdigtet rammeaftale 2031", en = "Invented framework agreement 2031" }
in_force = { from = 2031-01-01, to = 2032-12-31 }
text = "draft"
parties = "midtjylland/parties"

[[tariff_development]]
id = "tariff-limit"
same_as = "example/2030#tariff-limit"
clauses = ["example/2030#takster"]
years = [2031]

[[tariff_development]]
id = "each-basis"
same_as = "tariff-limit"
level = "offer"
clauses = ["example/2030#takster"]

[[tariff_development]]
id = "all-tariffs"
same_as = "tariff-limit"
level = "operator"
measure = "tariff"
clauses = ["example/2030#takster"]

[[tariff_development]]
id = "realised-total"
force = "follow-up"
same_as = "all-tariffs"
figures = "realised"
base_figures = "realised"
price_basis = "nominal"
carried_result = "included"
clauses = ["example/2030#takster"]

[[tariff_development]]
id = "realised-tariffs"
force = "follow-up"
same_as = "tariff-limit"
level = "offer"
measure = "tariff"
figures = "realised"
base_figures = "realised"
price_basis = { question = "prices-of-tariffs" }
carried_result = "excluded"
allowance = "wage_supplement"
clauses = ["example/2030#takster"]

[[open_question]]
id = "prices-of-tariffs"
text = { da = "Hvilket års priser?", en = "The prices of which year?" }
clauses = ["example/2030#takster"]
[[open_question.reading]]
id = "nominal"
text = { da = "Hvert beløb i sit eget års priser.", en = "Each amount in its own year's prices." }
set = { realised-tariffs = { price_basis = "nominal" } }
[[open_question.reading]]
id = "fixed"
text = { da = "Alt i det bedømte års priser.", en = "All in the prices of the year judged." }
set = { realised-tariffs = { price_basis = "fixed" } }

[[pricing]]
id = "gross-tariffs"
same_as = "example/2030#gross-tariffs"
clauses = ["example/2030#egenbetaling"]
years = [2031]

[[catch_up]]
id = "catch-up"
same_as = "example/2030#catch-up"
clauses = ["example/2030#efterslaeb"]
years = [2031]

[[scope]]
id = "scope"
same_as = "example/2030#scope"
clauses = ["example/2030#omfattede-tilbud"]
years = [2031]

[[not_stated]]
topic = "result_regulation"
text = { da = "Intet.", en = "Nothing." }
looked_in = ["example/2030#example-text"]
"#;

const CASES: &str = r#"
schema = 1

[[case]]
name = "a rule taken over keeps its question, which stands after the heir's own"
agreement = "example/2031"
year = 2031
index = { 2028 = 0, 2029 = 0, 2030 = 0, 2031 = -3 }
rows = [
    { offer = "A", operator = 740, opened = 2028, year = 2028, tariff_basis = 1000000 },
    { offer = "A", operator = 740, year = 2031, tariff_basis = 990000, own_payment = 0 },
]
[[case.expect]]
operator = 740
rule = "tariff-limit"
verdict = "met"
figures = { base_year = 2028, limit = 990000 }
flips = ["price-basis=fixed: breached"]
[[case.expect]]
operator = 740
rule = "catch-up"
verdict = "undetermined"
[[case.expect]]
offer = "A"
rule = "scope"
verdict = "met"
[[case.expect]]
offer = "A"
verdict = "met"
assumptions = ["location-assumed", "scope-unknown", "text-is-draft"]

[[case]]
name = "a limit on each offer's basis is judged once an offer, one on an operator's tariffs by their total"
agreement = "example/2031"
year = 2031
readings = { price-basis = "nominal" }
rows = [
    { offer = "A", operator = 740, opened = 2028, year = 2028, tariff_name = "døgn", tariff = 1000, places = 10, tariff_basis = 1000000 },
    { offer = "A", operator = 740, year = 2028, tariff_name = "dag", tariff = 500, places = 2 },
    { offer = "A", operator = 740, year = 2028, tariff_name = "aften", tariff = 100, places = 1 },
    { offer = "A", operator = 740, year = 2031, tariff_name = "døgn", tariff = 995, tariff_basis = 990000 },
    { offer = "A", operator = 740, year = 2031, tariff_name = "dag", tariff = 470 },
]
[[case.expect]]
offer = "A"
rule = "each-basis"
verdict = "met"
binding = true
figures = { base = 1000000, headroom = 0 }
[[case.expect]]
offer = "A"
rule = "all-tariffs"
verdict = "met"
binding = false
figures = { base = 11000, actual = 10890, limit = 10890, headroom = 0 }
left_out = ["A aften: closed"]
[[case.expect]]
operator = 740
rule = "all-tariffs"
verdict = "met"
binding = true
figures = { base = 11000, actual = 10890 }

[[case]]
name = "realised tariffs are freed of what their budgets carried; a supplement too small fails all readings alike"
# 1,000 x (1,000,000 + 100,000) / 1,000,000 = 1,100, less 1 % 1,089: 11.00 below 1,100. Only one of the two readings converts
# its base, so they share no figures to show.
agreement = "example/2031"
year = 2031
index = { 2029 = 0, 2030 = 0, 2031 = 0 }
rows = [
    { offer = "A", operator = 740, year = 2028, tariff_basis = 1000000, carried_result = 100000 },
    { offer = "A", operator = 740, year = 2028, figures = "realised", tariff = 1000 },
    { offer = "A", operator = 740, year = 2031, tariff_basis = 1000000, carried_result = 0 },
    { offer = "A", operator = 740, year = 2031, figures = "realised", tariff = 1100 },
]
[[case.expect]]
offer = "A"
rule = "realised-tariffs"
verdict = "undetermined"
cause = "missing-input"
missing = ["wage_supplement A 2031 realised"]
settled_by = ["wage_supplement A 2031 realised: breached_below 11.00"]

[[case]]
name = "in a year of the agreement that its scope does not speak of, who is covered is not stated"
agreement = "example/2031"
year = 2032
rows = [{ offer = "A", operator = 740, location = 101, buyers = "740", year = 2032 }]
[[case.expect]]
offer = "A"
rule = "scope"
verdict = "not-applicable"
cause = "other-year"
assumptions = ["scope-not-stated"]

[[case]]
name = "readings that disagree, none of them preferred, leave it undetermined"
agreement = "example/2030"
year = 2030
rows = [
    { offer = "A", operator = 740, year = 2028, tariff_basis = 1000000 },
    { offer = "A", operator = 740, year = 2028, figures = "realised", result = -50000 },
    { offer = "A", operator = 740, year = 2030, carried_result = 0 },
]
[[case.expect]]
offer = "A"
rule = "result-band"
verdict = "undetermined"
cause = "reading"
robust = "no"
flips = ["results-continued=applied: breached", "results-continued=not-applied: not-applicable (reading)"]

[[case]]
name = "a total of realised tariffs holds those of the accounts, whatever the budget has"
# 1,000 x 10 + 500 x 2 = 11,000, less 1 % 10,890; 980 x 10 + 600 x 2 = 11,000. The service of 980 alone would hold.
agreement = "example/2031"
year = 2031
rows = [
    { offer = "A", operator = 740, year = 2028, figures = "realised", tariff_name = "døgn", tariff = 1000, places = 10 },
    { offer = "A", operator = 740, year = 2028, figures = "realised", tariff_name = "dag", tariff = 500, places = 2 },
    { offer = "A", operator = 740, year = 2031, tariff_name = "døgn", tariff = 980 },
    { offer = "A", operator = 740, year = 2031, figures = "realised", tariff_name = "døgn", tariff = 980 },
    { offer = "A", operator = 740, year = 2031, figures = "realised", tariff_name = "dag", tariff = 600 },
]
[[case.expect]]
operator = 740
rule = "realised-total"
verdict = "breached"
figures = { base = 11000, actual = 11000, limit = 10890 }

[[case]]
name = "readings that agree need no preferred one"
agreement = "example/2030"
year = 2030
rows = [{ offer = "A", operator = 740, opened = 2029, year = 2030, carried_result = 0 }]
[[case.expect]]
offer = "A"
rule = "result-band"
verdict = "not-applicable"
"#;

#[test]
fn invented_agreements_are_judged_as_expected() {
    let read = |name: &str| fs::read_to_string(here().join("../agreements").join(name)).expect("a file");
    let (template, parties) = (read("TEMPLATE.toml"), read("midtjylland/parties.toml"));
    let files =
        [("example/2030.toml", &*template), ("example/2031.toml", HEIR), ("midtjylland/parties.toml", &*parties)];
    let (register, _) = Register::from_files(&files)
        .unwrap_or_else(|mistakes| panic!("{}", rammeaftale::diag::render_all(&mistakes, Lang::En)));
    let heir = register.get("example/2031").expect("the heir");
    let taken = heir.question("price-basis").expect("the question taken over");
    assert_eq!(taken.origin.as_deref(), Some("example/2030"));
    let cases = scenario::read("invented.toml", CASES).expect("a good file");
    for case in &cases {
        let outcome = case.run(&register);
        assert!(outcome == Outcome::Passed, "{}: {outcome:#?}", case.name);
    }
    let readings = |case: usize, rule: &str| {
        let assessments = cases[case].judge(&register).expect("judged");
        let findings = assessments.into_iter().flat_map(|assessment| assessment.findings);
        let told = findings.filter(|finding| &*finding.rule == rule).map(|finding| finding.readings).next();
        let told = told.expect("a finding");
        told.iter().map(|(question, reading)| format!("{question}={reading}")).collect::<Vec<_>>()
    };
    assert_eq!(readings(0, "tariff-limit"), ["price-basis=nominal"], "the reading that is preferred");
    assert_eq!(readings(4, "result-band"), [""; 0], "none is preferred");
    let assessments = cases[1].judge(&register).expect("judged");
    let of_operator = assessments.iter().filter(|one| matches!(one.subject, Subject::Operator { .. }));
    let judged: Vec<&str> = of_operator.flat_map(|one| &one.findings).map(|finding| &*finding.rule).collect();
    assert_eq!(
        judged,
        ["tariff-limit", "all-tariffs", "realised-total", "catch-up"],
        "a limit on each offer is none on its operator"
    );
}

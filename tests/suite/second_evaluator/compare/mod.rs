//! The same question to both, and where the answers differ.

mod words;

use super::generate::{self, Question};
use super::oracle::{self, Fraction};
use num_bigint::BigInt;
use rammeaftale::assessment::{Flip, Readings};
use rammeaftale::portfolio::FiguresKind;
use rammeaftale::{Agreement, Assessment, Finding, Kroner, Plan, Portfolio, Row, RowNumbers, Verdict, Year};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use words::{cause, force, left_out, robust, second_robust, shown, subject, texts, unit, verdict};

/// Everything on which the engine and the second evaluator differ.
pub(super) fn differences(question: &Question, agreement: &Agreement) -> Vec<String> {
    let Ok((portfolio, _)) = Portfolio::new(&question.rows, &RowNumbers) else { return Vec::new() };
    let year = Year::new(question.year).expect("a year");
    let plan = Plan::new(agreement, year, &generate::options(question)).expect("readings of the agreement");
    let ours = plan.evaluate(&portfolio);
    let theirs = oracle::judge(&question.rows.iter().map(row).collect::<Vec<_>>(), &settings(question, agreement));
    let mut told = Told { who: String::new(), lines: Vec::new() };
    let subjects = ours.iter().map(|one| subject(&one.subject)).collect::<Vec<_>>();
    told.same("subjects", &subjects, &theirs.iter().map(|one| (one.level, one.operator, one.offer.clone())).collect());
    let shift = Some(settings(question, agreement).agreement.shift(question.year)).filter(|shift| *shift != 0);
    for (ours, theirs) in ours.iter().zip(&theirs) {
        told.same("as if", &ours.as_if, &shift);
        told.who = format!("{:?}", ours.subject);
        assessments(&mut told, ours, theirs, agreement);
    }
    told.lines
}

/// Rows, readings and projections taken away as long as the two still differ.
pub(super) fn shrunk(mut question: Question, agreement: &Agreement) -> Question {
    loop {
        let smaller = (0..question.rows.len()).rev().map(|index| {
            let mut smaller = question.clone();
            smaller.rows.remove(index);
            smaller
        });
        let fewer_readings = question.readings.keys().map(|key| {
            let mut smaller = question.clone();
            smaller.readings.remove(key);
            smaller
        });
        let fewer_projections = question.index.keys().map(|key| {
            let mut smaller = question.clone();
            smaller.index.remove(key);
            smaller
        });
        let fewer_assumptions = question.assumed.keys().map(|key| {
            let mut smaller = question.clone();
            smaller.assumed.remove(key);
            smaller
        });
        let fewer_codes = [
            Question { assumed_location: None, ..question.clone() },
            Question { assumed_buyers: None, ..question.clone() },
        ];
        let given = |smaller: &Question| {
            (smaller.assumed_location, &smaller.assumed_buyers) != (question.assumed_location, &question.assumed_buyers)
        };
        let fewer_assumptions = fewer_assumptions.chain(fewer_codes.into_iter().filter(given));
        let mut candidates = smaller.chain(fewer_readings).chain(fewer_projections).chain(fewer_assumptions);
        match candidates.find(|candidate| !differences(candidate, agreement).is_empty()) {
            Some(smaller) => question = smaller,
            None => return question,
        }
    }
}

struct Told {
    who: String,
    lines: Vec<String>,
}

impl Told {
    fn same<T: PartialEq + Debug>(&mut self, what: &str, ours: &T, theirs: &T) {
        if ours != theirs {
            self.lines.push(format!("{} {what}:\n  engine {ours:?}\n  second {theirs:?}", self.who));
        }
    }
}

impl Told {
    /// Both lists in their order; told is the first place where they part.
    fn same_cases(&mut self, what: &str, ours: &[Case], theirs: &[Case]) {
        let parts = |at: &usize| ours.get(*at) != theirs.get(*at);
        if let Some(at) = (0..ours.len().max(theirs.len())).find(parts) {
            self.same(&format!("{what} at {at}"), &ours.get(at), &theirs.get(at));
        }
    }
}

/// An entry of `flips` or `undecided`.
type Case = (BTreeMap<String, String>, String, Option<String>, BTreeSet<String>);

fn assessments(told: &mut Told, ours: &Assessment, theirs: &oracle::Assessment, agreement: &Agreement) {
    told.same("verdict", &named(ours.verdict), &(verdict(theirs.verdict), theirs.cause.map(cause)));
    told.same("robust", &robust(ours.robust), &second_robust(theirs.robust));
    told.same_cases("flips", &flips(&ours.flips), &theirs.flips.iter().map(second_case).collect::<Vec<_>>());
    told.same("assumptions", &texts(&ours.assumptions), &theirs.assumptions);
    told.same("findings", &ours.findings.len(), &theirs.findings.len());
    let who = told.who.clone();
    for (ours, theirs) in ours.findings.iter().zip(&theirs.findings) {
        told.who = format!("{who} {} {:?}", ours.rule, ours.tariff_name);
        findings(told, ours, theirs, agreement);
    }
}

fn findings(told: &mut Told, ours: &Finding, theirs: &oracle::Finding, agreement: &Agreement) {
    let key = (ours.rule.to_string(), ours.tariff_name.as_ref().map(ToString::to_string));
    told.same("rule", &key, &(theirs.rule.clone(), theirs.tariff_name.clone()));
    told.same("force", &ours.force.map(force), &theirs.force);
    told.same("binding", &ours.binding, &theirs.binding);
    told.same("verdict", &named(ours.verdict), &(verdict(theirs.verdict), theirs.cause.map(cause)));
    told.same("missing", &ours.missing.iter().map(ToString::to_string).collect(), &theirs.missing);
    told.same("robust", &robust(ours.robust), &second_robust(theirs.robust));
    told.same("readings", &readings(&ours.readings), &theirs.readings);
    told.same_cases("flips", &flips(&ours.flips), &theirs.flips.iter().map(second_case).collect::<Vec<_>>());
    let undecided = ours.undecided.iter().map(|one| {
        case(&one.readings, Verdict::Undetermined(one.cause), one.missing.iter().map(ToString::to_string).collect())
    });
    let second = theirs.undecided.iter().map(second_case).collect::<Vec<_>>();
    told.same_cases("undecided", &undecided.collect::<Vec<_>>(), &second);
    told.same("assumptions", &texts(&ours.assumptions), &theirs.assumptions);
    // The ruleset's own: what a finding rests on is what its rule does.
    let clauses = agreement.rule(&ours.rule).map(|rule| rule.clauses.clone());
    told.same("clauses", &Some(ours.clauses.to_vec()), &clauses);
    told.same("left out", &left_out(&ours.left_out), &theirs.left_out);
    told.same("figures", &shown(&ours.figures), &theirs.figures.clone().told());
}

fn named(verdict: Verdict) -> (String, Option<String>) {
    (verdict.name().to_owned(), verdict.cause().map(str::to_owned))
}

fn flips(flips: &[Flip]) -> Vec<Case> {
    flips.iter().map(|flip| case(&flip.readings, flip.verdict, BTreeSet::new())).collect()
}

fn case(differing: &Readings, verdict: Verdict, missing: BTreeSet<String>) -> Case {
    let (name, cause) = named(verdict);
    (readings(differing), name, cause, missing)
}

fn second_case(one: &oracle::Case) -> Case {
    let open = one.verdict == oracle::Verdict::Undetermined;
    let missing = if open { one.missing.clone() } else { BTreeSet::new() };
    (one.readings.clone(), verdict(one.verdict), one.cause.map(cause), missing)
}

fn readings(readings: &Readings) -> BTreeMap<String, String> {
    readings.iter().map(|(question, reading)| (question.to_string(), reading.to_string())).collect()
}

fn settings(question: &Question, agreement: &Agreement) -> oracle::Settings {
    oracle::Settings {
        year: question.year,
        agreement: match &*agreement.id {
            "midtjylland/2018" => oracle::agreement_2018(),
            "midtjylland/2021-22" => oracle::agreement_2021_22(),
            "midtjylland/2025-26" => oracle::agreement_2025_26(),
            "hovedstaden/2014-2018" => oracle::hovedstaden(),
            "syddanmark/2011" => oracle::syddanmark(2011, 2),
            "syddanmark/2012" => oracle::syddanmark(2012, 3),
            "midtjylland/2013-14" => oracle::midtjylland_2013_14(),
            "nordjylland/2018-19" => oracle::nordjylland(),
            "example/2027-28" => oracle::example(),
            other => panic!("the second evaluator does not know {other}"),
        },
        fixed: question.readings.clone(),
        index: question.index.iter().map(|(year, percent)| (*year, big(*percent))).collect(),
        assumed: question.assumed.iter().map(|(column, value)| (column.name().to_owned(), big(*value))).collect(),
        assumed_location: question.assumed_location.map(|code| code.code()),
        assumed_buyers: question.assumed_buyers.as_ref().map(|codes| codes.iter().map(|one| one.code()).collect()),
    }
}

fn big(decimal: Decimal) -> Fraction {
    Fraction::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale()))
}

fn row(row: &Row) -> oracle::Row {
    let amount = |amount: Option<Kroner>| amount.map(|amount| big(amount.decimal()));
    oracle::Row {
        offer: row.offer.to_string(),
        operator: row.operator.code(),
        location: row.location.map(|location| location.code()),
        buyers: row.buyers.as_ref().map(|buyers| buyers.iter().map(|buyer| buyer.code()).collect()),
        opened: row.opened.map(Year::number),
        closed: row.closed.map(Year::number),
        year: row.year.number(),
        figures: match row.figures {
            FiguresKind::Budget => oracle::Figures::Budget,
            FiguresKind::Realised => oracle::Figures::Realised,
        },
        tariff_name: row.tariff_name.as_ref().map(ToString::to_string),
        tariff: amount(row.tariff),
        tariff_unit: unit(row.tariff_unit.unwrap_or_default()),
        places: amount(row.places),
        tariff_basis: amount(row.tariff_basis),
        own_payment: amount(row.own_payment),
        wage_supplement: amount(row.wage_supplement),
        result: amount(row.result),
        carried_result: amount(row.carried_result),
        turnover: amount(row.turnover),
        price_level: row.price_level.map(Year::number),
    }
}

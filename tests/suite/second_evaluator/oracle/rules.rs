//! The rules but tariff development: section 4 of `rules.md`.

use super::book::{Blank, Figure};
use super::judge::Judge;
use super::model::*;
use Verdict::{Breached, Met, NotApplicable, Undetermined};
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

pub enum Subject<'a> {
    /// With the tariff, where a rule is about each tariff.
    Offer(&'a str, Option<String>),
    /// With its covered offers.
    Operator(u16, Vec<&'a str>),
}

pub fn outcome(verdict: Verdict, cause: Option<Cause>) -> Outcome {
    Outcome { verdict, cause, missing: BTreeSet::new(), shown: Shown::default(), moved: false }
}

fn not_applicable(cause: Cause) -> Outcome {
    outcome(NotApplicable, Some(cause))
}

/// "all causes of unknown figures ...; the first in the order of section 6 is the cause"; "`missing` is complete and
/// sorted".
pub fn unknown(blanks: BTreeSet<Blank>) -> Outcome {
    let cause = blanks.iter().map(|(cause, _)| *cause).min();
    Outcome { missing: blanks.into_iter().map(|(_, entry)| entry).collect(), ..outcome(Undetermined, cause) }
}

/// Settled: all must hold, a failed one fails the whole whatever the others; `any breached -> breached; else any
/// undetermined -> undetermined; else any met -> met; else not applicable` is the same order for findings (section
/// 6).
pub fn combine(parts: &[Outcome]) -> Outcome {
    let verdict = [Breached, Undetermined, Met]
        .into_iter()
        .find(|v| parts.iter().any(|p| p.verdict == *v))
        .unwrap_or(NotApplicable);
    let deciding: Vec<&Outcome> = parts.iter().filter(|part| part.verdict == verdict).collect();
    let mut whole = outcome(verdict, deciding.iter().filter_map(|part| part.cause).min());
    if verdict == Undetermined {
        whole.missing = deciding.iter().flat_map(|part| part.missing.clone()).collect();
    }
    whole
}

impl Judge<'_> {
    pub fn outcome(&self, rule: &Rule, subject: &Subject, readings: &Readings) -> Outcome {
        if let Subject::Offer(offer, _) = subject {
            // "`scope` finding: met, or not-applicable `out-of-scope`; every other finding of an offer out of scope
            // is not-applicable"
            match (&rule.kind, self.scope(offer)) {
                (_, None) => return not_applicable(Cause::OutOfScope),
                (Kind::Scope, Some(_)) => return outcome(Met, None),
                _ => {}
            }
        }
        if !rule.subject_years.contains(&self.year) {
            return not_applicable(Cause::OtherYear);
        }
        if let Subject::Offer(offer, _) = subject
            && !self.book.exists(offer, self.year)
        {
            return not_applicable(Cause::NoOffer);
        }
        match (&rule.kind, subject) {
            (Kind::Development(d), _) if d.measure == Measure::TariffBasis => self.basis(d, subject, readings),
            (Kind::Development(d), Subject::Offer(offer, name)) => match read(readings, "level") {
                "operator-total" => Outcome { moved: true, ..not_applicable(Cause::Reading) },
                _ => self.tariff(d, offer, name.as_deref().unwrap_or_default(), readings),
            },
            (Kind::Development(d), Subject::Operator(_, offers)) => match read(readings, "level") {
                "operator-total" => self.tariffs_total(d, offers, readings),
                _ => not_applicable(Cause::Reading),
            },
            (Kind::Band { percent, lag, only_under }, Subject::Offer(offer, _)) => match only_under {
                Some((question, reading)) if read(readings, question) != reading => not_applicable(Cause::Reading),
                _ => self.band(percent, self.year - lag, offer, readings),
            },
            (Kind::Gross, Subject::Offer(offer, _)) => self.gross(offer),
            // "the region is not named, so `not-applicable: not-addressed`"
            (Kind::CatchUp, Subject::Operator(code, _)) if *code == self.settings.agreement.region => {
                not_applicable(Cause::NotAddressed)
            }
            (Kind::CatchUp, _) => outcome(Undetermined, Some(Cause::NotStated)),
            _ => unreachable!("not a rule for this subject"),
        }
    }

    /// None: out of scope; else the assumptions under which the offer is covered. "the operator is a party, the
    /// location is in the region, some buyer is a municipality other than the operator."
    pub fn scope(&self, offer: &str) -> Option<Vec<&'static str>> {
        let agreement = &self.settings.agreement;
        let operator = self.book.operator(offer, self.year);
        if !agreement.is_party(operator) {
            return None;
        }
        let mut assumptions = vec![];
        if agreement.rules.iter().any(|rule| matches!(rule.kind, Kind::Scope)) {
            match self.book.location(offer) {
                Some(location) if !agreement.municipalities.contains(&location) => return None,
                Some(_) => {}
                None => assumptions.push("location-assumed"),
            }
            match self.book.buyers(offer, self.year) {
                // Codes of four digits are regions.
                Some(buyers) if !buyers.iter().any(|buyer| *buyer < 1000 && *buyer != operator) => return None,
                Some(_) => {}
                None => assumptions.push("scope-unknown"),
            }
        }
        Some(assumptions)
    }

    fn band(&self, percent: &BigRational, result_year: i32, offer: &str, readings: &Readings) -> Outcome {
        // Settled: an offer that did not exist in the result year has no duty.
        if !self.book.exists(offer, result_year) {
            return not_applicable(Cause::NoDuty);
        }
        let result = self.book.of_offer("result", offer, result_year, Figures::Realised);
        let denominator = match read(readings, "band-denominator") {
            "tariff-basis-budget" => self.book.of_offer("tariff_basis", offer, result_year, Figures::Budget),
            "tariff-basis-realised" => self.book.of_offer("tariff_basis", offer, result_year, Figures::Realised),
            _ => self.book.of_offer("turnover", offer, result_year, Figures::Realised),
        };
        let carried = self.book.of_offer("carried_result", offer, self.year, Figures::Budget);
        let mut shown = Shown {
            result_year: Some(result_year),
            result: result.clone().ok(),
            denominator: denominator.clone().ok(),
            carried: carried.clone().ok(),
            ..Shown::default()
        };
        let mut expected = None;
        let mut outside = false;
        if let (Ok(r), Ok(d)) = (&result, &denominator) {
            shown.share_percent = (!d.is_zero()).then(|| r / d * whole(100));
            // "`|R|·100 > 5·D`: outside, and it must be carried (exactly 5 % is inside)"
            outside = r.abs() * whole(100) > percent * d;
            expected = match (outside, read(readings, "regulated-amount"), read(readings, "surplus-inside")) {
                // "`excess` (only what lies beyond the band)"
                (true, "excess", _) => Some(r - r.signum() * percent * d / whole(100)),
                (true, ..) => Some(r.clone()),
                (false, _, "carry") if !r.is_negative() => Some(r.clone()),
                (false, ..) => None,
            };
        }
        shown.expected_carried = expected.clone();
        let verdict = match (result, denominator, carried) {
            (Ok(r), Ok(_), Ok(c)) => match expected {
                // "differs from the expected amount by less than 1 kr"; `carry`: "carried in full: met, else
                // undetermined `not-stated`"
                Some(expected) if (&c - &expected).abs() < BigRational::one() => outcome(Met, None),
                Some(_) if outside => outcome(Breached, None),
                Some(_) => outcome(Undetermined, Some(Cause::NotStated)),
                // "A deficit inside: may not be carried (breached when carried < 0)"
                None if r.is_negative() => outcome(if c.is_negative() { Breached } else { Met }, None),
                None => not_applicable(Cause::NoDuty),
            },
            // "A blank result, denominator or carried result is undetermined (bounds are not used in this rule)"
            (r, d, c) => unknown([r, d, c].into_iter().filter_map(Figure::err).collect()),
        };
        Outcome { shown, ..verdict }
    }

    /// "own payment deducted in the subject year: 0 met, above 0 breached, blank undetermined" (settled:
    /// `missing-input`).
    fn gross(&self, offer: &str) -> Outcome {
        match self.book.of_offer("own_payment", offer, self.year, Figures::Budget) {
            Ok(paid) => {
                let verdict = if paid.is_zero() { Met } else { Breached };
                Outcome { shown: Shown { own_payment: Some(paid), ..Shown::default() }, ..outcome(verdict, None) }
            }
            Err((_, entry)) => unknown(BTreeSet::from([(Cause::MissingInput, entry)])),
        }
    }
}

pub fn read<'r>(readings: &'r Readings, question: &str) -> &'r str {
    readings.get(question).map_or("", |reading| reading)
}

/// The operator's finding of a rule under the same readings.
pub fn find<'f>(above: &'f [Finding], rule: &str, readings: &Readings) -> &'f Outcome {
    let finding = above.iter().find(|f| f.rule == rule).expect("the operator of a covered offer has the finding");
    &finding.table.iter().find(|(r, _)| r == readings).expect("the same questions").1
}

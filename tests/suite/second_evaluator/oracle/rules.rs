//! The rules but tariff development: section 4 of `rules.md`.

use super::book::{Blank, Figure};
use super::finding::*;
use super::judge::Judge;
use super::model::*;
use Verdict::{Breached, Met, NotApplicable, Undetermined};
use std::collections::BTreeSet;

pub enum Subject<'a> {
    /// With the tariff, where a rule is about each tariff.
    Offer(&'a str, Option<String>),
    /// With its covered offers.
    Operator(u16, Vec<&'a str>),
    /// With all covered offers.
    Region(Vec<&'a str>),
}

impl<'a> Subject<'a> {
    pub fn level(&self) -> Level {
        match self {
            Subject::Offer(..) => Level::Offer,
            Subject::Operator(..) => Level::Operator,
            Subject::Region(_) => Level::Region,
        }
    }

    pub fn offers(&self) -> Vec<&'a str> {
        match self {
            Subject::Offer(offer, _) => vec![offer],
            Subject::Operator(_, offers) | Subject::Region(offers) => offers.clone(),
        }
    }
}

pub fn outcome(verdict: Verdict, cause: Option<Cause>) -> Outcome {
    let (missing, shown) = (BTreeSet::new(), Shown::default());
    Outcome { verdict, cause, missing, shown, moved: None, has_no_base: false, left_out: vec![] }
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
    whole.has_no_base = parts.iter().any(|part| part.has_no_base);
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
            match (&rule.kind, self.scope(offer).0) {
                (_, false) => return not_applicable(Cause::OutOfScope),
                (Kind::Scope, true) => return outcome(Met, None),
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
            (Kind::Development(d), _) => self.development(rule, d, subject, readings),
            (Kind::Band { percent, lag, spread, excess, only_under }, Subject::Offer(offer, _)) => match only_under {
                Some((question, reading)) if read(readings, question) != reading => not_applicable(Cause::Reading),
                _ => {
                    // The years in which what this year carries a part of began to be carried: those of this rule.
                    let firsts = (0..*spread).map(|earlier| self.year - earlier);
                    let ruled = firsts.filter(|first| rule.subject_years.contains(first));
                    self.band(percent, *spread, *excess, ruled.map(|first| first - lag).collect(), offer, readings)
                }
            },
            // "the change to gross tariffs in 2018" does not move; what was deducted before is shown.
            (Kind::Gross, Subject::Offer(offer, _)) if self.year < 2018 => {
                Outcome { shown: self.gross(offer).shown, ..not_applicable(Cause::OtherYear) }
            }
            (Kind::Gross, Subject::Offer(offer, _)) => self.gross(offer),
            // "the region is not named, so `not-applicable: not-addressed`"
            (Kind::CatchUp, Subject::Operator(code, _)) if *code == self.settings.agreement.region => {
                not_applicable(Cause::NotAddressed)
            }
            (Kind::CatchUp, _) => outcome(Undetermined, Some(Cause::NotStated)),
            _ => unreachable!("not a rule for this subject"),
        }
    }

    /// Whether an offer is covered, and the assumptions that this rests on. "the operator is a party, the location is in the
    /// region, some buyer is a municipality other than the operator. Blank location or buyers: taken as covered".
    pub fn scope(&self, offer: &str) -> (bool, BTreeSet<String>) {
        let (agreement, settings) = (&self.settings.agreement, self.settings);
        let operator = self.book.operator(offer, self.year);
        if !agreement.is_party(operator) {
            return (false, BTreeSet::new());
        }
        if !agreement.rules.iter().any(|rule| matches!(rule.kind, Kind::Scope)) {
            return (true, ["scope-not-stated".into()].into());
        }
        let mut assumptions = BTreeSet::new();
        let mut covered = true;
        match self.book.location(offer).or(settings.assumed_location) {
            Some(location) => covered &= agreement.municipalities.contains(&location),
            None => drop(assumptions.insert("location-assumed".to_string())),
        }
        let blank_location = self.book.location(offer).is_none();
        assumptions.extend(settings.assumed_location.filter(|_| blank_location).map(|code| format!("location={code}")));
        // "fills what is unknown at the level the column belongs to, where a row [..] stands"
        let stated = self.book.buyers(offer, self.year);
        let assumed = settings.assumed_buyers.as_ref().filter(|_| stated == Some(None));
        match stated.flatten().or(assumed) {
            // Codes of four digits are regions.
            Some(buyers) => covered &= buyers.iter().any(|buyer| *buyer < 1000 && *buyer != operator),
            None => drop(assumptions.insert("scope-unknown".into())),
        }
        assumptions.extend(
            assumed.map(|codes| format!("buyers={}", codes.iter().map(u16::to_string).collect::<Vec<_>>().join(" "))),
        );
        // "taken as covered": what is not covered rests on what the user assumes alone.
        assumptions.retain(|assumption| covered || assumption.contains('='));
        (covered, assumptions)
    }

    fn band(
        &self,
        percent: &Fraction,
        spread: i32,
        excess: bool,
        mut years: Vec<i32>,
        offer: &str,
        readings: &Readings,
    ) -> Outcome {
        // Settled: an offer that did not exist in the result year has no duty.
        years.retain(|year| self.book.exists(offer, *year));
        let Some(latest) = years.first() else { return not_applicable(Cause::NoDuty) };
        let carried = self.book.of_offer("carried_result", offer, self.year, Figures::Budget);
        let mut blanks: BTreeSet<Blank> = carried.clone().err().into_iter().collect();
        let mut asked = vec![];
        for year in &years {
            let [result, denominator] = self.result_and_denominator(offer, *year, readings);
            asked.push(match (&result, &denominator) {
                (Ok(r), Ok(d)) => Some(asked_of(percent, excess, r, d, readings)),
                _ => None,
            });
            blanks.extend([result, denominator].into_iter().filter_map(Figure::err));
        }
        let of_all = together(&asked, spread);
        let [result, denominator] = self.result_and_denominator(offer, *latest, readings).map(Figure::ok);
        let share = result.as_ref().zip(denominator.as_ref().filter(|d| !d.is_zero()));
        let shown = Shown {
            result_year: Some(*latest),
            band_percent: Some(percent.clone()),
            share_percent: share.map(|(r, d)| r / d * whole(100)),
            result,
            denominator,
            carried: carried.clone().ok(),
            expected_carried: of_all.as_ref().and_then(Asked::amount),
            of_earlier_results: together(&asked[1..], spread).as_ref().and_then(Asked::amount),
            ..Shown::default()
        };
        let (Some(asked), Ok(carried)) = (of_all, carried) else {
            // "A blank result, denominator or carried result is undetermined (bounds are not used in this rule), with the
            // amount expected where it is known."
            return Outcome { shown, ..unknown(blanks) };
        };
        let verdict = match asked {
            // "differs from the expected amount by less than 1 kr"; `carry`: "carried in full: met, else undetermined
            // `not-stated`"
            Asked::Carry(expected) | Asked::CarryInside(expected) if (&carried - &expected).abs() < Fraction::one() => {
                outcome(Met, None)
            }
            Asked::Carry(_) => outcome(Breached, None),
            Asked::CarryInside(_) => outcome(Undetermined, Some(Cause::NotStated)),
            // "A deficit inside: may not be carried (breached when carried < 0)"
            Asked::NotLess => outcome(if carried.is_negative() { Breached } else { Met }, None),
            Asked::Nothing => not_applicable(Cause::NoDuty),
        };
        Outcome { shown, ..verdict }
    }

    fn result_and_denominator(&self, offer: &str, year: i32, readings: &Readings) -> [Figure; 2] {
        let result = self.book.of_offer("result", offer, year, Figures::Realised);
        let denominator = match read(readings, "band-denominator") {
            "tariff-basis-realised" => self.book.of_offer("tariff_basis", offer, year, Figures::Realised),
            "turnover" => self.book.of_offer("turnover", offer, year, Figures::Realised),
            _ => self.book.of_offer("tariff_basis", offer, year, Figures::Budget),
        };
        [result, denominator]
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

/// What results ask to be carried.
enum Asked {
    /// Results outside the band.
    Carry(Fraction),
    /// Surpluses inside it, which only a reading carries; and with them what lies outside.
    CarryInside(Fraction),
    /// No deficit: there is one inside.
    NotLess,
    Nothing,
}

impl Asked {
    fn amount(&self) -> Option<Fraction> {
        match self {
            Asked::Carry(amount) | Asked::CarryInside(amount) => Some(amount.clone()),
            Asked::NotLess => Some(Fraction::zero()),
            Asked::Nothing => None,
        }
    }
}

/// "`|R|·100 > 5·D`: outside, and it must be carried (exactly 5 % is inside)"
fn asked_of(percent: &Fraction, excess: bool, r: &Fraction, d: &Fraction, readings: &Readings) -> Asked {
    let excess = match read(readings, "regulated-amount") {
        "" => excess,
        amount => amount == "excess",
    };
    match r.abs() * whole(100) > percent * d {
        // "`excess` (only what lies beyond the band)"
        true if excess => Asked::Carry(r - r.signum() * percent * d / whole(100)),
        true => Asked::Carry(r.clone()),
        false if r.is_negative() => Asked::NotLess,
        false if read(readings, "surplus-inside") == "carry" => Asked::CarryInside(r.clone()),
        false => Asked::Nothing,
    }
}

/// What the results of some years ask together, of each a part; none where one is unknown, or there are no years.
fn together(asked: &[Option<Asked>], spread: i32) -> Option<Asked> {
    let asked: Vec<&Asked> = asked.iter().map(Option::as_ref).collect::<Option<_>>()?;
    let parts: Vec<Fraction> =
        asked.iter().filter_map(|one| one.amount()).map(|all| all / whole(spread.into())).collect();
    let any = |test: fn(&Asked) -> bool| asked.iter().any(|one| test(one));
    Some(match () {
        () if asked.is_empty() => return None,
        () if any(|one| matches!(one, Asked::CarryInside(_))) => Asked::CarryInside(parts.iter().sum()),
        () if any(|one| matches!(one, Asked::Carry(_))) => Asked::Carry(parts.iter().sum()),
        () if any(|one| matches!(one, Asked::NotLess)) => Asked::NotLess,
        () => Asked::Nothing,
    })
}

pub fn read<'r>(readings: &'r Readings, question: &str) -> &'r str {
    readings.get(question).map_or("", |reading| reading)
}

/// The findings of those above a subject.
#[derive(Clone, Copy, Default)]
pub struct Above<'f> {
    pub operator: &'f [Finding],
    pub region: &'f [Finding],
}

/// The finding of a rule at the level to which it moved, under the same readings.
pub fn find<'f>(above: Above<'f>, level: Level, rule: &str, readings: &Readings) -> &'f Outcome {
    let findings = if level == Level::Region { above.region } else { above.operator };
    let finding = findings.iter().find(|f| f.rule == rule).expect("who is above a covered offer has the finding");
    &finding.table.iter().find(|(r, _)| r == readings).expect("the same questions").1
}

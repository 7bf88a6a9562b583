//! Tariff development: "limits the change of a measure from a base year to the subject year" (section 4 of
//! `rules.md`).

use super::book::{Blank, Figure, Standing};
use super::judge::Judge;
use super::measure::{Amount, Answer, Comparison, Side, Step, huge};
use super::model::*;
use super::rules::{Subject, combine, outcome, read, unknown};
use Verdict::{Breached, Met, Undetermined};
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

type Q = BigRational;

impl Judge<'_> {
    /// 2018: the tariff basis, summed over the offers (one of them: its contribution).
    pub fn basis(&self, d: &Development, subject: &Subject, readings: &Readings) -> Outcome {
        let offers = match subject {
            Subject::Offer(offer, _) => vec![*offer],
            Subject::Operator(_, offers) => offers.clone(),
        };
        // "Operator totals run over the comparable set: offers that exist in both years"; `all-offers`: "what does
        // not exist counts 0".
        let all_offers = read(readings, "portfolio-changes") == "all-offers";
        let both = |offer: &&str| self.book.exists(offer, self.year) && self.book.exists(offer, d.base_year);
        let set: Vec<&str> = offers.into_iter().filter(|offer| all_offers || both(offer)).collect();
        if set.is_empty() {
            let shown = Shown { base_year: Some(d.base_year), ..Shown::default() };
            return Outcome { shown, ..outcome(Undetermined, Some(Cause::NotComparable)) };
        }
        let per_place = read(readings, "measure") == "basis-per-place";
        let base_figures = match read(readings, "follow-up-base") {
            "budget-2015" => Figures::Budget,
            "realised-2015" => Figures::Realised,
            _ => d.base_figures,
        };
        // Not per place is: per one place.
        let empty = || Side { amounts: vec![], places: if per_place { vec![] } else { vec![Amount::plain(Q::one())] } };
        let (mut actual, mut base, mut credit, mut shared) = (empty(), empty(), empty(), Side::default());
        for offer in set {
            let put = |side: &mut Side, year, figures| {
                side.amounts.push(self.basis_amount(offer, year, figures, readings));
                if per_place {
                    side.places.extend(self.book.places(offer, year, figures).into_iter().map(|places| {
                        let (values, blanks) = trials(places, &[Q::zero(), huge()]);
                        Amount::tried(values.into_iter().map(Some).collect(), 0, 0, blanks)
                    }));
                }
            };
            if self.book.exists(offer, self.year) {
                put(&mut actual, self.year, d.figures);
            }
            // "2014 uses the kind of figures of the base."
            let in_credit_year = d.credit_year.filter(|year| self.book.exists(offer, *year));
            if let Some(year) = in_credit_year {
                put(&mut credit, year, base_figures);
            }
            if self.book.exists(offer, d.base_year) {
                put(if in_credit_year.is_some() { &mut base } else { &mut shared }, d.base_year, base_figures);
            }
        }
        let step = match read(readings, "credited-step") {
            "summed" => Step::Summed,
            "kroner" => Step::Kroner,
            _ => Step::Rebased,
        };
        let credit = d.credit_year.map(|_| credit);
        let percent = d.at_most_percent.clone();
        let comparison = Comparison { actual, base, shared, credit, percent, step, index: &self.settings.index };
        decide(&comparison, None, d.base_year)
    }

    /// "in this order: the amount as written; own payment added back (2018, reading `gross`); carried result taken
    /// out (reading `excluded`); price level". "carried result and result any": all else is at least 0.
    fn basis_amount(&self, offer: &str, year: i32, figures: Figures, readings: &Readings) -> Amount {
        let mut parts = vec![trials(self.book.of_offer("tariff_basis", offer, year, figures), &[Q::zero(), huge()])];
        if read(readings, "own-payment-in-measure") == "gross" {
            parts.push(trials(self.book.of_offer("own_payment", offer, year, figures), &[Q::zero(), huge()]));
        }
        if read(readings, "carried-in-measure") == "excluded" {
            let carried = self.book.of_offer("carried_result", offer, year, Figures::Budget);
            parts.push(trials(carried, &[-huge(), huge()]));
        }
        let mut sums = vec![Q::zero()];
        let mut blanks = BTreeSet::new();
        for (values, unknown) in parts {
            sums = sums.iter().flat_map(|sum| values.iter().map(move |value| sum + value)).collect();
            blanks.extend(unknown);
        }
        let (level, target) = self.prices(offer, year, figures, readings);
        Amount::tried(sums.into_iter().map(Some).collect(), level, target, blanks)
    }

    /// `nominal`: "each amount in its own year's prices"; `fixed`: "all in the subject year's prices".
    fn prices(&self, offer: &str, year: i32, figures: Figures, readings: &Readings) -> (i32, i32) {
        let target = if read(readings, "price-basis") == "fixed" { self.year } else { year };
        (self.book.price_level(offer, year, figures), target)
    }

    /// The base year, and under `also-against-2025` for "2026 may exceed neither 2024 nor 2025" also 2025.
    fn base_years(&self, d: &Development, readings: &Readings) -> Vec<i32> {
        let also = d
            .also_against
            .filter(|year| *year < self.year && read(readings, "rise-within-period").starts_with("also-against"));
        [d.base_year].into_iter().chain(also).collect()
    }

    /// 2025-26, `each-tariff`.
    pub fn tariff(&self, d: &Development, offer: &str, name: &str, readings: &Readings) -> Outcome {
        let parts: Vec<Outcome> = self
            .base_years(d, readings)
            .into_iter()
            .map(|base_year| {
                let compare = |after_supplement| {
                    let side = |year, after| Side {
                        amounts: vec![self.tariff_amount(offer, year, name, &Q::one(), after, readings)],
                        places: vec![Amount::plain(Q::one())],
                    };
                    self.plain_comparison(d, side(self.year, after_supplement), side(base_year, false))
                };
                let full = compare(false);
                // "No base: the offer or tariff did not exist in the base year -> `new`; another unit -> `unit`"
                if self.comparable_unit(offer, name, base_year).is_none() {
                    let actual = full.shown(base_year).actual;
                    return Outcome {
                        shown: Shown { base_year: Some(base_year), actual, ..Shown::default() },
                        ..outcome(Undetermined, Some(Cause::NotComparable))
                    };
                }
                decide(&full, d.allowance.then(|| compare(true)).as_ref(), base_year)
            })
            .collect();
        let mut whole = Outcome { shown: tightest(&parts), ..combine(&parts) };
        whole.shown.wage_supplement =
            self.book.of_tariff("wage_supplement", offer, self.year, Figures::Budget, name).ok();
        whole
    }

    /// The unit in which a tariff can be compared with its base; none: no base. A missing row is unknown: it may have
    /// any unit, so it is taken to have that of the other year.
    fn comparable_unit(&self, offer: &str, name: &str, base_year: i32) -> Option<Unit> {
        match (self.book.standing(offer, base_year, name), self.book.standing(offer, self.year, name)) {
            (Standing::Absent, _) | (_, Standing::Absent) => None,
            (Standing::Stands(base), Standing::Stands(now)) => (base == now).then_some(now),
            (Standing::Stands(unit), Standing::Unknown) | (Standing::Unknown, Standing::Stands(unit)) => Some(unit),
            (Standing::Unknown, Standing::Unknown) => Some(Unit::Day),
        }
    }

    /// 2025-26, `operator-total`: "Σ base-year places x tariff, tariffs of one unit together"; "each unit must hold;
    /// 2024 places are also used against 2025"; "none comparable -> `not-comparable`".
    pub fn tariffs_total(&self, d: &Development, offers: &[&str], readings: &Readings) -> Outcome {
        let mut parts = vec![];
        for base_year in self.base_years(d, readings) {
            let mut units: BTreeMap<Unit, Vec<(&str, String)>> = BTreeMap::new();
            for offer in offers {
                for name in self.book.judged_tariffs(offer, self.year, d.base_year) {
                    // A tariff without a 2024 row of its own has no 2024 places to be weighted with.
                    let weighted =
                        base_year == d.base_year || self.comparable_unit(offer, &name, d.base_year).is_some();
                    if let Some(unit) = self.comparable_unit(offer, &name, base_year).filter(|_| weighted) {
                        units.entry(unit).or_default().push((offer, name));
                    }
                }
            }
            if units.is_empty() {
                parts.push(outcome(Undetermined, Some(Cause::NotComparable)));
            }
            parts.extend(units.into_values().map(|tariffs| self.unit_total(d, base_year, &tariffs, readings)));
        }
        let one_unit = parts.len() == self.base_years(d, readings).len();
        Outcome { shown: if one_unit { tightest(&parts) } else { Shown::default() }, ..combine(&parts) }
    }

    fn unit_total(&self, d: &Development, base_year: i32, tariffs: &[(&str, String)], readings: &Readings) -> Outcome {
        let mut no_places = BTreeSet::new();
        let compare = |after_supplement, no_places: &mut BTreeSet<Blank>| {
            let one = || Side { amounts: vec![], places: vec![Amount::plain(Q::one())] };
            let (mut actual, mut base) = (one(), one());
            for (offer, name) in tariffs {
                let places = self.book.of_tariff("places", offer, d.base_year, d.base_figures, name);
                let weight = places.unwrap_or_else(|blank| {
                    no_places.insert(blank);
                    Q::one()
                });
                // "One unknown figure in the set that matters": what counts 0 times does not.
                if !weight.is_zero() {
                    actual.amounts.push(self.tariff_amount(
                        offer,
                        self.year,
                        name,
                        &weight,
                        after_supplement,
                        readings,
                    ));
                    base.amounts.push(self.tariff_amount(offer, base_year, name, &weight, false, readings));
                }
            }
            self.plain_comparison(d, actual, base)
        };
        let (full, after) = (compare(false, &mut no_places), compare(true, &mut no_places));
        // "blank places are undecided, always": then no test is settled.
        if !no_places.is_empty() {
            let allowance = if d.allowance { after.all_blanks(false) } else { BTreeSet::new() };
            return unknown(no_places.into_iter().chain(full.all_blanks(false)).chain(allowance).collect());
        }
        decide(&full, d.allowance.then_some(&after), base_year)
    }

    fn plain_comparison(&self, d: &Development, actual: Side, base: Side) -> Comparison<'_> {
        let (percent, index) = (d.at_most_percent.clone(), &self.settings.index);
        Comparison { actual, base, shared: Side::default(), credit: None, percent, step: Step::Rebased, index }
    }

    /// A tariff, times a weight. "wage supplement: deducted as written, before carried result and price level";
    /// `excluded`: "a tariff is scaled by (basis + carried) / basis"; "Carried 0 scales a tariff by 1 whatever the
    /// basis".
    fn tariff_amount(
        &self,
        offer: &str,
        year: i32,
        name: &str,
        weight: &Q,
        after_supplement: bool,
        readings: &Readings,
    ) -> Amount {
        let excluded = read(readings, "carried-in-measure") == "excluded";
        let supplement = self.book.of_tariff("wage_supplement", offer, year, Figures::Budget, name);
        let mut blanks = BTreeSet::new();
        // A supplement "larger than the tariff is an error", so a blank tariff is at least the supplement that
        // stands.
        let least = supplement.clone().ok().filter(|_| after_supplement).unwrap_or_else(Q::zero);
        let (tariffs, unknown) =
            trials(self.book.of_tariff("tariff", offer, year, Figures::Budget, name), &[least, huge()]);
        blanks.extend(unknown);
        let nothing_carried = (vec![Q::zero()], BTreeSet::new());
        let carried = excluded.then(|| self.book.of_offer("carried_result", offer, year, Figures::Budget));
        let (carried, unknown) =
            carried.map_or(nothing_carried, |figure| trials(figure, &[-huge(), Q::zero(), huge()]));
        blanks.extend(unknown);
        let mut bases = vec![Q::one()]; // not read when nothing is carried
        if carried.iter().any(|carried| !carried.is_zero()) {
            let basis = self.book.of_offer("tariff_basis", offer, year, Figures::Budget);
            let (values, unknown) = trials(basis, &[Q::zero(), huge().recip(), huge()]);
            bases = values;
            blanks.extend(unknown);
        }
        let mut values = vec![];
        for tariff in &tariffs {
            let supplements = match (&supplement, after_supplement) {
                (_, false) => vec![Q::zero()],
                (Ok(supplement), true) => vec![supplement.clone()],
                (Err(blank), true) => {
                    blanks.insert(blank.clone());
                    vec![Q::zero(), tariff.clone()] // "0 up to the tariff"
                }
            };
            for (supplement, carried) in supplements.iter().flat_map(|s| carried.iter().map(move |c| (s, c))) {
                for basis in &bases {
                    let rest = (tariff - supplement) * weight;
                    values.push(match (carried.is_zero(), basis.is_zero()) {
                        (true, _) => Some(rest),
                        (false, true) => None,
                        (false, false) => Some(rest * (basis + carried) / basis),
                    });
                }
            }
        }
        let (level, target) = self.prices(offer, year, Figures::Budget, readings);
        Amount::tried(values, level, target, blanks)
    }
}

/// The values to try for a figure: itself, or those given where it is unknown.
fn trials(figure: Figure, otherwise: &[Q]) -> (Vec<Q>, BTreeSet<Blank>) {
    match figure {
        Ok(value) => (vec![value], BTreeSet::new()),
        Err(blank) => (otherwise.to_vec(), BTreeSet::from([blank])),
    }
}

/// From the comparison on the full amount and, where there is an allowance, after deducting the supplement: "Held:
/// met. Not held, supplement blank: undetermined `missing-input`. Not held, but held after deducting: undetermined
/// `announced-model`. Not held even then: breached." Settled: no base by the figures that are known is
/// `not-comparable` with empty `missing`.
fn decide(full: &Comparison, after: Option<&Comparison>, base_year: i32) -> Outcome {
    let verdict = match (full.settle(), after.map(Comparison::settle)) {
        (Ok(Answer::Holds), _) => outcome(Met, None),
        (Ok(Answer::NotComparable), _) => outcome(Undetermined, Some(Cause::NotComparable)),
        (Ok(Answer::Fails), None | Some(Ok(Answer::Fails))) => outcome(Breached, None),
        (Ok(Answer::Fails), Some(Ok(_))) => outcome(Undetermined, Some(Cause::AnnouncedModel)),
        (Ok(Answer::Fails), Some(Err(blanks))) => unknown(blanks),
        (Err(blanks), Some(Err(more))) => unknown(blanks.into_iter().chain(more).collect()),
        (Err(blanks), _) => unknown(blanks),
    };
    Outcome { shown: full.shown(base_year), ..verdict }
}

/// Of several base years the one with the lowest limit (up to it the rule holds, beyond it not); where one is
/// unknown, the first year.
fn tightest(parts: &[Outcome]) -> Shown {
    let all_known = parts.iter().all(|part| part.shown.limit.is_some());
    let lowest = parts.iter().filter(|_| all_known).min_by_key(|part| part.shown.limit.clone());
    lowest.or(parts.first()).map(|part| part.shown.clone()).unwrap_or_default()
}

//! Tariff development: "limits the change of a measure from a base year to the subject year" (section 4 of
//! `rules.md`).

use super::book::{Blank, Figure, Standing};
use super::judge::Judge;
use super::measure::{Amount, Answer, Comparison, Limit, Side, Step, huge};
use super::model::*;
use super::rules::{Subject, combine, outcome, read, unknown};
use Verdict::{Breached, Met, Undetermined};
use std::collections::{BTreeMap, BTreeSet};

type Q = Fraction;

impl Judge<'_> {
    /// At which level the limit is tested.
    pub fn level(&self, d: &Development, readings: &Readings) -> Level {
        match read(readings, "level") {
            "each-tariff" => Level::Offer,
            "operator-total" | "each-operator" => Level::Operator,
            "all-together" => Level::Region,
            _ => d.level,
        }
    }

    /// Every level at which some reading tests it, fixed or not: "always listed".
    pub fn levels(&self, rule: &Rule, d: &Development) -> BTreeSet<Level> {
        if !rule.questions.iter().any(|question| question == "level") {
            return BTreeSet::from([d.level]);
        }
        let asked = self.settings.agreement.questions.iter().filter(|question| question.id == "level");
        let readings = asked.flat_map(|question| &question.readings);
        readings.map(|reading| self.level(d, &Readings::from([("level".into(), reading.clone())]))).collect()
    }

    fn measure(&self, d: &Development, readings: &Readings) -> Measure {
        match read(readings, "measure") {
            "tariffs" => Measure::Tariff,
            "tariff-basis" => Measure::TariffBasis,
            "basis-per-place" => Measure::BasisPerPlace,
            _ => d.measure,
        }
    }

    /// "each tariff of the subject year's budget rows; without any, each of the base year": which that is under these readings.
    pub fn base_year(&self, d: &Development, readings: &Readings) -> i32 {
        match (read(readings, "second-step"), d.base) {
            ("in-all", _) => 2012 + d.moved,
            ("on-top", _) => 2013 + d.moved,
            (_, Base::Year(year)) => year,
            (_, Base::YearsBefore(years)) => self.year - years,
        }
    }

    fn figures(&self, otherwise: Figures, readings: &Readings) -> Figures {
        match read(readings, "kind-of-figures") {
            "budget" => Figures::Budget,
            "realised" => Figures::Realised,
            _ => otherwise,
        }
    }

    fn fixed_prices(&self, d: &Development, readings: &Readings) -> bool {
        match read(readings, "price-basis") {
            "" => d.fixed_prices,
            basis => basis == "fixed",
        }
    }

    fn limit(&self, d: &Development, base_year: i32, readings: &Readings) -> Limit {
        match &d.at_most {
            AtMost::Percent(percent) => Limit::Percent(percent.clone()),
            AtMost::Index { minus, share } => Limit::Index {
                minus: minus.clone(),
                share: share.clone(),
                from: base_year,
                to: self.year,
                fixed: self.fixed_prices(d, readings),
            },
            AtMost::NoTarget => Limit::Percent(Q::zero()),
        }
    }

    /// A limit on development, for a subject at some level.
    pub fn development(&self, rule: &Rule, d: &Development, subject: &Subject, readings: &Readings) -> Outcome {
        let (level, here) = (self.level(d, readings), subject.level());
        // What stands above under every reading is contributed to; what only some readings lay above moves there.
        let contribution = self.levels(rule, d).iter().all(|level| *level > here);
        let measure = self.measure(d, readings);
        if level < here || level > here && !contribution {
            let shown = Shown { measure: Some(measure), judged_at: Some(level), ..Shown::default() };
            let moved = (level > here).then_some(level);
            return Outcome { moved, shown, ..outcome(Verdict::NotApplicable, Some(Cause::Reading)) };
        }
        let mut judged = match (measure, subject) {
            (Measure::Tariff, Subject::Offer(offer, name)) if level == Level::Offer => {
                self.tariff(d, offer, name.as_deref().unwrap_or_default(), readings)
            }
            (Measure::Tariff, _) => self.tariffs_total(d, &subject.offers(), readings),
            (measure, _) => self.basis(d, measure, subject.offers(), readings),
        };
        judged.shown.by_unit = judged.shown.by_unit.into_iter().map(|shown| stated(d, measure, shown)).collect();
        judged.shown = stated(d, measure, judged.shown);
        judged.left_out = self.left_out(d, subject, measure, readings);
        if let Subject::Offer(offer, name) = subject
            && judged.has_no_base
        {
            let name = name.clone().filter(|name| !name.is_empty());
            judged.left_out.push((offer.to_string(), name, "zero-base"));
        }
        match &d.at_most {
            AtMost::NoTarget => {
                let (shown, left_out) = (judged.shown, judged.left_out);
                Outcome { shown, left_out, ..outcome(Verdict::NotApplicable, Some(Cause::NoDuty)) }
            }
            AtMost::Percent(_) | AtMost::Index { .. } => judged,
        }
    }

    /// "offers that exist in both years [..] What is left out is listed with the reason"; "Tariffs of the base year alone go to
    /// `left_out`".
    fn left_out(&self, d: &Development, subject: &Subject, measure: Measure, readings: &Readings) -> Vec<LeftOut> {
        let base_year = self.base_year(d, readings);
        let mut left_out = vec![];
        for offer in subject.offers() {
            let all = |reason| vec![(offer.to_string(), None, reason)];
            let of_tariff = |name: &String| Some(name.clone()).filter(|name| !name.is_empty());
            let each_tariff = measure == Measure::Tariff && self.level(d, readings) == Level::Offer;
            let (before, now) = (self.book.exists(offer, base_year), self.book.exists(offer, self.year));
            left_out.extend(match (before, now) {
                _ if each_tariff || self.all_offers(d, readings) => vec![],
                (_, false) if self.book.is_before_opening(offer, self.year) => all("not-opened"),
                (_, false) => all("closed"),
                (false, true) => all("new"),
                (true, true) => vec![],
            });
            if measure != Measure::Tariff || !(each_tariff || before && now) {
                continue;
            }
            let judged = match subject {
                Subject::Offer(_, Some(name)) if each_tariff => vec![name.clone()],
                _ => self.book.judged_tariffs(offer, self.year, base_year),
            };
            for name in self.book.tariffs(offer, base_year, Figures::Budget) {
                if matches!(self.book.standing(offer, self.year, &name), Standing::Absent) {
                    left_out.push((offer.to_string(), of_tariff(&name), "closed"));
                }
            }
            for name in judged.iter().filter(|name| self.comparable_unit(offer, name, base_year).is_none()) {
                let is_new = matches!(self.book.standing(offer, base_year, name), Standing::Absent);
                left_out.push((offer.to_string(), of_tariff(name), if is_new { "new" } else { "unit" }));
            }
        }
        left_out
    }

    /// `comparable-set`, `all-offers`
    fn all_offers(&self, d: &Development, readings: &Readings) -> bool {
        match read(readings, "portfolio-changes") {
            "" => d.all_offers,
            changes => changes == "all-offers",
        }
    }

    /// The tariff basis, summed over the offers (one of them: its contribution), as a whole or by places.
    fn basis(&self, d: &Development, measure: Measure, offers: Vec<&str>, readings: &Readings) -> Outcome {
        let base_year = self.base_year(d, readings);
        let figures = self.figures(d.figures, readings);
        // "Operator totals run over the comparable set: offers that exist in both years"; `all-offers`: "what does
        // not exist counts 0".
        let all_offers = self.all_offers(d, readings);
        let both = |offer: &&str| self.book.exists(offer, self.year) && self.book.exists(offer, base_year);
        let set: Vec<&str> = offers.into_iter().filter(|offer| all_offers || both(offer)).collect();
        if set.is_empty() {
            let shown = Shown { base_year: Some(base_year), ..Shown::default() };
            return Outcome { shown, ..outcome(Undetermined, Some(Cause::NotComparable)) };
        }
        let per_place = matches!(measure, Measure::BasisPerPlace | Measure::CostPerPlaceDay);
        let base_figures = match read(readings, "follow-up-base") {
            "budget-2015" => Figures::Budget,
            "realised-2015" => Figures::Realised,
            _ => self.figures(d.base_figures, readings),
        };
        // Not per place is: per one place.
        let empty = || Side { amounts: vec![], places: if per_place { vec![] } else { vec![Amount::plain(Q::one())] } };
        let (mut actual, mut base, mut credit, mut shared) = (empty(), empty(), empty(), Side::default());
        for offer in set {
            let put = |side: &mut Side, year, figures| {
                side.amounts.push(self.basis_amount(d, offer, year, figures, readings));
                if per_place {
                    side.places.extend(self.book.places(offer, year, figures).into_iter().map(|places| {
                        let (values, blanks) = trials(places, &[Q::zero(), huge()]);
                        // `cost_per_place_day`: in each year by the days that it has.
                        let days = if measure == Measure::CostPerPlaceDay { days(year) } else { Q::one() };
                        let values = values.into_iter().map(|places| Some(places * &days)).collect();
                        Amount { is_given: false, ..Amount::tried(values, 0, 0, blanks) }
                    }));
                }
            };
            if self.book.exists(offer, self.year) {
                put(&mut actual, self.year, figures);
            }
            // "2014 uses the kind of figures of the base."
            let in_credit_year = d.credit_year.filter(|year| self.book.exists(offer, *year));
            if let Some(year) = in_credit_year {
                put(&mut credit, year, base_figures);
            }
            if self.book.exists(offer, base_year) {
                put(if in_credit_year.is_some() { &mut base } else { &mut shared }, base_year, base_figures);
            }
        }
        let step = match read(readings, "credited-step") {
            "summed" => Step::Summed,
            "kroner" => Step::Kroner,
            _ => Step::Rebased,
        };
        let credit = d.credit_year.map(|_| credit);
        let limit = self.limit(d, base_year, readings);
        let comparison = Comparison { actual, base, shared, credit, limit, step, index: &self.settings.index };
        let mut judged = decide(&comparison, None, base_year);
        judged.shown.credit_year = d.credit_year.filter(|_| judged.shown.credit_base.is_some());
        judged
    }

    /// "in this order: the amount as written; own payment added back (2018, reading `gross`); carried result taken
    /// out (reading `excluded`); price level". "carried result and result any": all else is at least 0.
    fn basis_amount(&self, d: &Development, offer: &str, year: i32, figures: Figures, readings: &Readings) -> Amount {
        let mut parts = vec![trials(self.book.of_offer("tariff_basis", offer, year, figures), &[Q::zero(), huge()])];
        if d.gross || read(readings, "own-payment-in-measure") == "gross" {
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
        let (level, target) = self.prices(d, offer, year, figures, readings);
        Amount::tried(sums.into_iter().map(Some).collect(), level, target, blanks)
    }

    /// `nominal`: "each amount in its own year's prices"; `fixed`: "all in the subject year's prices".
    fn prices(&self, d: &Development, offer: &str, year: i32, figures: Figures, readings: &Readings) -> (i32, i32) {
        let target = if self.fixed_prices(d, readings) { self.year } else { year };
        (self.book.price_level(offer, year, figures), target)
    }

    /// The base year, and under `also-against-2025` for "2026 may exceed neither 2024 nor 2025" also 2025.
    fn base_years(&self, d: &Development, readings: &Readings) -> Vec<i32> {
        let also = d
            .also_against
            .filter(|year| *year < self.year && read(readings, "rise-within-period").starts_with("also-against"));
        [self.base_year(d, readings)].into_iter().chain(also).collect()
    }

    /// 2025-26, `each-tariff`.
    fn tariff(&self, d: &Development, offer: &str, name: &str, readings: &Readings) -> Outcome {
        let parts: Vec<Outcome> = self
            .base_years(d, readings)
            .into_iter()
            .map(|base_year| {
                let side = |year, after| Side {
                    amounts: vec![self.tariff_amount(d, offer, year, name, &Q::one(), after, readings)],
                    places: vec![Amount::plain(Q::one())],
                };
                let compare = |after_supplement| {
                    let limit = self.limit(d, base_year, readings);
                    self.plain_comparison(limit, side(self.year, after_supplement), side(base_year, false))
                };
                // "No base: the offer or tariff did not exist in the base year → `not-comparable` (`new`); another unit → [..] (`unit`)"
                if self.comparable_unit(offer, name, base_year).is_none() {
                    let nothing = Side { amounts: vec![], places: vec![Amount::plain(Q::one())] };
                    let limit = self.limit(d, base_year, readings);
                    let actual = self.plain_comparison(limit, side(self.year, false), nothing).shown(base_year).actual;
                    return Outcome {
                        shown: Shown { base_year: Some(base_year), actual, ..Shown::default() },
                        ..outcome(Undetermined, Some(Cause::NotComparable))
                    };
                }
                decide(&compare(false), d.allowance.then(|| compare(true)).as_ref(), base_year)
            })
            .collect();
        let mut whole = Outcome { shown: tightest(&parts), ..combine(&parts) };
        if d.allowance {
            let supplement = self.book.of_tariff("wage_supplement", offer, self.year, Figures::Budget, name);
            whole.shown.wage_supplement = supplement.ok();
        }
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
    fn tariffs_total(&self, d: &Development, offers: &[&str], readings: &Readings) -> Outcome {
        let mut parts = vec![];
        let first = self.base_year(d, readings);
        for base_year in self.base_years(d, readings) {
            let mut units: BTreeMap<Unit, Vec<(&str, String)>> = BTreeMap::new();
            for offer in offers {
                for name in self.book.judged_tariffs(offer, self.year, first) {
                    // A tariff without a 2024 row of its own has no 2024 places to be weighted with.
                    let weighted = base_year == first || self.comparable_unit(offer, &name, first).is_some();
                    if let Some(unit) = self.comparable_unit(offer, &name, base_year).filter(|_| weighted) {
                        units.entry(unit).or_default().push((offer, name));
                    }
                }
            }
            if units.is_empty() {
                parts.push((None, outcome(Undetermined, Some(Cause::NotComparable))));
            }
            for (unit, tariffs) in units {
                parts.push((Some(unit), self.unit_total(d, base_year, &tariffs, readings)));
            }
        }
        for (unit, part) in &mut parts {
            part.shown.unit = *unit;
        }
        let all: Vec<Outcome> = parts.iter().map(|(_, part)| part.clone()).collect();
        let each = each_unit(&parts);
        let mut shown = match each.len() {
            0 | 1 => tightest(&all),
            _ => Shown { by_unit: each.clone(), ..least_room(&each) },
        };
        shown.base_year = shown.base_year.or(Some(first));
        Outcome { shown, ..combine(&all) }
    }

    fn unit_total(&self, d: &Development, base_year: i32, tariffs: &[(&str, String)], readings: &Readings) -> Outcome {
        let mut no_places = BTreeSet::new();
        let compare = |after_supplement, no_places: &mut BTreeSet<Blank>| {
            let one = || Side { amounts: vec![], places: vec![Amount::plain(Q::one())] };
            let (mut actual, mut base) = (one(), one());
            for (offer, name) in tariffs {
                let places = self.book.of_tariff("places", offer, self.base_year(d, readings), d.base_figures, name);
                let weight = places.unwrap_or_else(|blank| {
                    no_places.insert(blank);
                    Q::one()
                });
                // "One unknown figure in the set that matters": what counts 0 times does not.
                if !weight.is_zero() {
                    let amount = |year, after| {
                        let amount = self.tariff_amount(d, offer, year, name, &weight, after, readings);
                        Amount { is_given: false, ..amount }
                    };
                    actual.amounts.push(amount(self.year, after_supplement));
                    base.amounts.push(amount(base_year, false));
                }
            }
            self.plain_comparison(self.limit(d, base_year, readings), actual, base)
        };
        let full = compare(false, &mut no_places);
        let after = d.allowance.then(|| compare(true, &mut no_places));
        // "blank places are undecided, always": then no test is settled.
        if !no_places.is_empty() {
            let allowance = after.map(|after| after.all_blanks(false)).unwrap_or_default();
            let shown = Shown { base_year: Some(base_year), ..Shown::default() };
            // Whatever its weight, a base of nothing is none.
            let has_no_base = full.settle() == Ok(Answer::NotComparable);
            let blanks = no_places.into_iter().chain(full.all_blanks(false)).chain(allowance).collect();
            return Outcome { shown, has_no_base, ..unknown(blanks) };
        }
        decide(&full, after.as_ref(), base_year)
    }

    fn plain_comparison(&self, limit: Limit, actual: Side, base: Side) -> Comparison<'_> {
        let index = &self.settings.index;
        Comparison { actual, base, shared: Side::default(), credit: None, limit, step: Step::Rebased, index }
    }

    /// A tariff, times a weight. Wage supplement: "deducted as written, before carried result and price level";
    /// `excluded`: "a tariff is scaled by (basis + carried) / basis"; "Carried 0 scales a tariff by 1 whatever the
    /// basis".
    #[expect(clippy::too_many_arguments, reason = "each is a part of which amount is meant")]
    fn tariff_amount(
        &self,
        d: &Development,
        offer: &str,
        year: i32,
        name: &str,
        weight: &Q,
        after_supplement: bool,
        readings: &Readings,
    ) -> Amount {
        let excluded = read(readings, "carried-in-measure") == "excluded";
        let supplement =
            after_supplement.then(|| self.book.of_tariff("wage_supplement", offer, year, Figures::Budget, name));
        let mut blanks = BTreeSet::new();
        // A supplement "larger than the tariff is an error", so a blank tariff is at least the supplement that
        // stands.
        let least = supplement.clone().and_then(Result::ok).unwrap_or_else(Q::zero);
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
            let supplements = match &supplement {
                None => vec![Q::zero()],
                Some(Ok(supplement)) => vec![supplement.clone()],
                Some(Err(blank)) => {
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
        let (level, target) = self.prices(d, offer, year, Figures::Budget, readings);
        let is_given = carried.iter().all(Q::is_zero);
        Amount { is_given, ..Amount::tried(values, level, target, blanks) }
    }
}

/// With what the rule says of it.
fn stated(d: &Development, measure: Measure, shown: Shown) -> Shown {
    let shown = Shown { measure: Some(measure), ..shown };
    match &d.at_most {
        AtMost::Percent(percent) => Shown { at_most_percent: Some(percent.clone()), ..shown },
        AtMost::Index { .. } => shown,
        AtMost::NoTarget => Shown { limit: None, headroom: None, headroom_percent: None, over_at_least: None, ..shown },
    }
}

/// The days of the calendar year.
fn days(year: i32) -> Q {
    whole(if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 { 366 } else { 365 })
}

/// The values to try for a figure: itself, or those given where it is unknown.
fn trials(figure: Figure, otherwise: &[Q]) -> (Vec<Q>, BTreeSet<Blank>) {
    match figure {
        Ok(value) => (vec![value], BTreeSet::new()),
        Err(blank) => (otherwise.to_vec(), BTreeSet::from([blank])),
    }
}

/// From the comparison on the full amount and, where there is an allowance, after deducting the supplement: "Held:
/// met. Not held, supplement blank: undetermined `missing-input` [..]. Not held, but held after deducting [..]: undetermined
/// `announced-model`. Not held even then: breached." Settled: no base by the figures that are known is
/// `not-comparable` with empty `missing`.
fn decide(full: &Comparison, after: Option<&Comparison>, base_year: i32) -> Outcome {
    let verdict = match (full.settle(), after.map(Comparison::settle)) {
        (Ok(Answer::Holds), _) => outcome(Met, None),
        (Ok(Answer::NotComparable), _) => {
            Outcome { has_no_base: true, ..outcome(Undetermined, Some(Cause::NotComparable)) }
        }
        (Ok(Answer::Fails), None | Some(Ok(Answer::Fails))) => outcome(Breached, None),
        (Ok(Answer::Fails), Some(Ok(_))) => outcome(Undetermined, Some(Cause::AnnouncedModel)),
        (Ok(Answer::Fails), Some(Err(blanks))) => unknown(blanks),
        (Err(blanks), Some(Err(more))) => unknown(blanks.into_iter().chain(more).collect()),
        (Err(blanks), _) => unknown(blanks),
    };
    let mut shown = full.shown(base_year);
    if let Some(after) = after {
        // "what fails it is certainly a breach": by so much at least.
        let is_less = shown.actual.is_none() || after.least_actual() != full.least_actual();
        shown.over_at_least = after.over(shown.limit.as_ref()).filter(|_| is_less);
    }
    Outcome { shown, ..verdict }
}

/// What is shown of each unit.
fn each_unit(parts: &[(Option<Unit>, Outcome)]) -> Vec<Shown> {
    let mut units: BTreeMap<Unit, Vec<Outcome>> = BTreeMap::new();
    for (unit, part) in parts {
        if let Some(unit) = unit {
            units.entry(*unit).or_default().push(part.clone());
        }
    }
    units.values().map(|parts| tightest(parts)).collect()
}

/// The one with the least headroom in percent, where no other can have less: every other's is known, or it is a breach
/// already.
fn least_room(each: &[Shown]) -> Shown {
    let known: Vec<&Shown> = each.iter().filter(|shown| shown.headroom_percent.is_some()).collect();
    let least = known.iter().min_by_key(|shown| shown.headroom_percent.clone());
    let settled =
        |shown: &&&Shown| known.len() == each.len() || shown.headroom.as_ref().is_some_and(Fraction::is_negative);
    least.filter(settled).map(|shown| (*shown).clone()).unwrap_or_default()
}

/// Of several base years the one with the lowest limit (up to it the rule holds, beyond it not); where one is
/// unknown, the first year.
fn tightest(parts: &[Outcome]) -> Shown {
    let all_known = parts.iter().all(|part| part.shown.limit.is_some());
    let lowest = parts.iter().filter(|_| all_known).min_by_key(|part| part.shown.limit.clone());
    lowest.or(parts.first()).map(|part| part.shown.clone()).unwrap_or_default()
}

//! Tariff development: "limits the change of a measure from a base year to the subject year" (section 4 of
//! `rules.md`).

mod tariffs;

use super::book::{Blank, Figure, Standing};
use super::finding::*;
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
}

/// With what the rule says of it.
fn stated(d: &Development, measure: Measure, shown: Shown) -> Shown {
    let shown = Shown { measure: Some(measure), ..shown };
    match &d.at_most {
        AtMost::Percent(percent) => Shown { at_most_percent: Some(percent.clone()), ..shown },
        AtMost::Index { .. } => shown,
        AtMost::NoTarget => Shown {
            limit: None,
            headroom: None,
            headroom_percent: None,
            over_at_least: None,
            certainly_over: None,
            ..shown
        },
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
        shown.certainly_over = after.over(shown.limit.as_ref());
        shown.over_at_least = shown.certainly_over.clone().filter(|_| is_less);
    }
    Outcome { shown, ..verdict }
}

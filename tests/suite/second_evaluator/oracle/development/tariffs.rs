//! Each tariff, and totals of them.

use super::*;

impl Judge<'_> {
    /// The base year, and under `also-against-2025` for "2026 may exceed neither 2024 nor 2025" also 2025.
    fn base_years(&self, d: &Development, readings: &Readings) -> Vec<i32> {
        let also = d
            .also_against
            .filter(|year| *year < self.year && read(readings, "rise-within-period").starts_with("also-against"));
        [self.base_year(d, readings)].into_iter().chain(also).collect()
    }

    /// 2025-26, `each-tariff`.
    pub(super) fn tariff(&self, d: &Development, offer: &str, name: &str, readings: &Readings) -> Outcome {
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
    pub(super) fn comparable_unit(&self, offer: &str, name: &str, base_year: i32) -> Option<Unit> {
        match (self.book.standing(offer, base_year, name), self.book.standing(offer, self.year, name)) {
            (Standing::Absent, _) | (_, Standing::Absent) => None,
            (Standing::Stands(base), Standing::Stands(now)) => (base == now).then_some(now),
            (Standing::Stands(unit), Standing::Unknown) | (Standing::Unknown, Standing::Stands(unit)) => Some(unit),
            (Standing::Unknown, Standing::Unknown) => Some(Unit::Day),
        }
    }

    /// 2025-26, `operator-total`: "Σ base-year places x tariff, tariffs of one unit together"; "each unit must hold;
    /// 2024 places are also used against 2025"; "none comparable -> `not-comparable`".
    pub(super) fn tariffs_total(&self, d: &Development, offers: &[&str], readings: &Readings) -> Outcome {
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

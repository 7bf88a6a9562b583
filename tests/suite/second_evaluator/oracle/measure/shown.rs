//! The figures that are shown of a comparison.

use super::*;

impl Comparison<'_> {
    /// The figures shown. A limit that depends on an unknown figure is not shown: nobody knows the most generous one.
    pub fn shown(&self, base_year: i32) -> Shown {
        let known = |sides: &[&Side]| {
            sides.iter().all(|side| {
                self.blanks(side).is_empty()
                    && side.amounts.iter().chain(&side.places).all(|a| a.low == a.high && !a.may_be_nothing)
            })
        };
        let trials = self.price_trials();
        let v = self.ranges(&trials[0]).map(|(low, _)| low);
        let per_place = |amount: Q, places: Q| (!places.is_zero()).then(|| amount / places);
        let actual = per_place(v[0].clone(), v[4].clone()).filter(|_| known(&[&self.actual]));
        let base = per_place(&v[1] + &v[2], &v[5] + &v[6]).filter(|_| known(&[&self.base, &self.shared]));
        let comparable = base.clone().filter(|b| b.is_positive()).filter(|_| self.index_blanks().is_empty());
        let plain = comparable.map(|b| self.plain_limit(&b, &trials[0]));
        let credit = self
            .credit
            .as_ref()
            .map(|credit| per_place(&v[3] + &v[2], &v[7] + &v[6]).filter(|_| known(&[credit, &self.shared])));
        let counted = match (&base, &plain, &credit) {
            (Some(b), Some(plain), Some(Some(c))) => self.credited_limit(b, c).filter(|credited| credited > plain),
            _ => None,
        };
        let is_counted = counted.is_some();
        let limit = counted.or(plain).filter(|_| credit != Some(None));
        let of_base = |amount: Option<Q>| {
            let base = base.as_ref().filter(|b| b.is_positive());
            amount.zip(base).map(|(amount, b)| amount / b * whole(100))
        };
        let headroom = limit.clone().zip(actual.clone()).map(|(limit, a)| limit - a);
        let over = self.over(limit.as_ref());
        let is_unknown = actual.is_none();
        let credit = credit.flatten().filter(|_| is_counted);
        let mut converted = self.conversions("base", &[&self.base, &self.shared], base.as_ref());
        if let Some(side) = &self.credit {
            converted.extend(self.conversions("credit_base", &[side, &self.shared], credit.as_ref()));
        }
        converted.extend(self.conversions("actual", &[&self.actual], actual.as_ref()));
        Shown {
            base_year: Some(base_year),
            change_percent: of_base(actual.clone().zip(base.clone()).map(|(a, b)| a - b)),
            headroom_percent: of_base(headroom.clone()),
            base: base.map(|base| as_shown(base, &[&self.base, &self.shared])),
            actual: actual.map(|actual| as_shown(actual, &[&self.actual])),
            credit_base: credit
                .zip(self.credit.as_ref())
                .map(|(amount, credit)| as_shown(amount, &[credit, &self.shared])),
            over_at_least: over.clone().filter(|_| is_unknown),
            certainly_over: over,
            converted,
            limit,
            headroom,
            ..Shown::default()
        }
    }

    /// What even the least actual amount exceeds a limit by.
    pub fn over(&self, limit: Option<&Q>) -> Option<Q> {
        self.least_actual().zip(limit).map(|(least, limit)| least - limit).filter(Fraction::is_positive)
    }

    pub fn least_actual(&self) -> Option<Q> {
        self.least(&self.actual, &self.ranges(&self.price_trials()[0]).map(|(low, _)| low))
    }

    /// From which prices to which the parts of an amount were brought; "amounts already at the wanted level are not
    /// converted", and nothing is nothing in all prices.
    fn conversions(&self, of: &'static str, sides: &[&Side], shown: Option<&Q>) -> Vec<Conversion> {
        let Some(shown) = shown else { return vec![] };
        let parts = sides.iter().flat_map(|side| &side.amounts).filter(|amount| !amount.high.is_zero());
        let prices: BTreeSet<(i32, i32)> = parts.map(|amount| (amount.level, amount.target)).collect();
        let alike = prices.len() == 1;
        let conversion = |(from, to): (i32, i32)| {
            let years = from.min(to) + 1..=from.max(to);
            let known = |year| Some((year, self.index.get(&year)?.clone()));
            let projections: BTreeMap<i32, Q> = years.filter_map(known).collect();
            let growth = projections.values().fold(Q::one(), |growth, one| growth * (whole(100) + one) / whole(100));
            let before = if from < to { shown / growth } else { shown * growth };
            Conversion { of, amount: alike.then_some(before), from, to, projections }
        };
        prices.into_iter().filter(|(from, to)| from != to).map(conversion).collect()
    }

    /// The least that an actual amount can be, in prices that are known. Spread over places of which only the least is known, what
    /// is not below nothing may come close to nothing.
    fn least(&self, side: &Side, low: &Values) -> Option<Q> {
        let in_known_prices = self.blanks(side).iter().all(|(cause, _)| *cause != Cause::MissingIndex);
        let has_meaning = side.amounts.iter().all(|amount| !amount.may_be_nothing);
        let are_known = side.places.iter().all(|places| places.low == places.high);
        let least = (in_known_prices && has_meaning && low[4].is_positive()).then(|| &low[0] / &low[4])?;
        Some(if are_known { least } else { least.min(Q::zero()) })
    }
}

/// "Amounts from the input are shown as given", and so are sums of them; what is divided, scaled or converted is computed.
fn as_shown(amount: Q, sides: &[&Side]) -> Q {
    let each = || sides.iter().flat_map(|side| &side.amounts);
    let stands = |amount: &Amount| amount.is_given && (amount.level == amount.target || amount.low.is_zero());
    let undivided = sides.iter().flat_map(|side| &side.places).all(|places| places.is_given);
    if undivided && each().all(stands) { amount } else { amount.down_to_ore() }
}

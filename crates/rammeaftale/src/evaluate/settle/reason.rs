//! Whether a single figure would settle a finding by a size that such a figure of the offer can have. Verdicts know no such
//! bound: they are given where no possible value could change them.

use super::{Judge, Trial};
use crate::assessment::{Missing, Settlement};
use crate::portfolio::{Account, Column, Offer};
use crate::quantity::Kroner;
use rust_decimal::Decimal;

/// A missing figure is not taken to be more than so many times the largest that is known of the same kind and offer.
const TIMES: i64 = 2;

/// The same with a mark at each figure that settles it only by a size beyond what the offer's other figures make likely.
pub(super) fn marked(singles: Vec<Settlement>, judge: &dyn Judge) -> Vec<Settlement> {
    let is_beyond = |one: &Settlement| {
        let figure = one.figures.first().filter(|_| one.met_to.is_none())?;
        let Missing::Figure { offer, column, .. } = figure else { return None };
        let offer = judge.offers().iter().find(|one| one.id == *offer)?;
        let (most, column) = (most(offer, *column)?, *column);
        let least = if column.may_be_negative() { -most } else { Decimal::ZERO };
        let settles = |size| trial(figure, size).is_some_and(|trial| judge.verdict(&[trial]).is_definite());
        Some(![least, Decimal::ZERO, Decimal::ONE, most].into_iter().any(settles))
    };
    singles.into_iter().map(|one| Settlement { beyond_reason: is_beyond(&one).unwrap_or_default(), ..one }).collect()
}

fn trial(figure: &Missing, size: Decimal) -> Option<Trial> {
    Some(Trial::Figure(figure.clone(), Kroner::new(size).ok()?))
}

/// The most that a figure of the offer is taken to be; none where nothing is known to hold it against. What residents pay
/// is part of what the offer costs, and so is a result.
fn most(offer: &Offer, column: Column) -> Option<Decimal> {
    let accounts = offer.years.values().flat_map(|year| [&year.budget, &year.realised]).flatten();
    accounts.flat_map(|account| sizes(account, column)).max()?.checked_mul(Decimal::from(TIMES))
}

fn sizes(account: &Account, column: Column) -> Vec<Decimal> {
    let tariffs = account.tariffs.iter();
    let figures = match column {
        Column::TariffBasis | Column::OwnPayment | Column::Result | Column::CarriedResult => vec![account.tariff_basis],
        Column::Turnover => vec![account.turnover, account.tariff_basis],
        Column::Tariff | Column::WageSupplement => tariffs.map(|tariff| tariff.tariff).collect(),
        Column::Places => tariffs.map(|tariff| tariff.places).chain([account.total_places]).collect(),
        _ => Vec::new(),
    };
    figures.into_iter().filter_map(|figure| Some(figure.known()?.decimal())).filter(|size| !size.is_zero()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Undetermined, Verdict};
    use crate::portfolio::FiguresKind;
    use crate::quantity::Exact;
    use crate::{Authority, Portfolio, Row, RowNumbers, Year};

    fn year() -> Year {
        Year::new(2018).unwrap()
    }

    /// Invented: an offer of one year, its result blank.
    fn portfolio() -> Portfolio {
        let kroner = |amount: i64| Some(Kroner::new(amount.into()).unwrap());
        let row = Row {
            figures: FiguresKind::Realised,
            tariff: kroner(200),
            places: kroner(30),
            tariff_basis: kroner(1_000),
            turnover: kroner(1_500),
            ..Row::new("A", Authority::new(740).unwrap(), year())
        };
        Portfolio::new(&[row], &RowNumbers).unwrap().0
    }

    #[test]
    fn a_figure_is_held_against_those_of_its_kind() {
        let portfolio = portfolio();
        let offer = portfolio.offers().iter().next().unwrap();
        for (column, twice) in [
            (Column::TariffBasis, Some(2_000)),
            (Column::OwnPayment, Some(2_000)),
            (Column::Result, Some(2_000)),
            (Column::CarriedResult, Some(2_000)),
            (Column::Turnover, Some(3_000)),
            (Column::Tariff, Some(400)),
            (Column::WageSupplement, Some(400)),
            (Column::Places, Some(60)),
            (Column::Buyers, None),
        ] {
            assert_eq!(most(offer, column), twice.map(Decimal::from), "{column}");
        }
    }

    /// Met by a result of so much or less.
    struct MetTo<'o>(i64, [&'o Offer; 1]);

    impl Judge for MetTo<'_> {
        fn verdict(&self, trials: &[Trial]) -> Verdict {
            let is_met = |trial: &Trial| matches!(trial, Trial::Figure(_, size) if size.decimal() <= self.0.into());
            if trials.iter().any(is_met) { Verdict::Met } else { Verdict::Undetermined(Undetermined::MissingInput) }
        }

        fn room(&self, _: &[Trial]) -> Option<Exact> {
            None
        }

        fn offers(&self) -> &[&Offer] {
            &self.1
        }
    }

    /// What a deficit alone would settle: one of twice the basis is likely enough, one of more is not.
    #[test]
    fn a_deficit_is_tried_too() {
        let portfolio = portfolio();
        let offer = portfolio.offers().iter().next().unwrap();
        let figures = FiguresKind::Realised;
        let result = |id: &str| Missing::Figure {
            column: Column::Result,
            offer: id.into(),
            year: year(),
            figures,
            tariff: None,
        };
        let open = |figure| Settlement {
            figures: [figure].into(),
            may_be_smaller: false,
            beyond_reason: false,
            met_from: None,
            met_to: None,
            breached_below: None,
            breached_above: None,
        };
        let beyond = |least, one| marked(vec![one], &MetTo(least, [offer])).iter().any(|one| one.beyond_reason);
        assert!(!beyond(-2_000, open(result("A"))) && beyond(-2_001, open(result("A"))));
        // Where it is known up to which figure it would be met, that is told instead; of another offer nothing is known.
        let met_to = Some(Decimal::from(-2_001));
        assert!(!beyond(-2_001, Settlement { met_to, ..open(result("A")) }) && !beyond(-2_001, open(result("B"))));
        assert!(!beyond(-2_001, open(Missing::PriceIndex(year()))));
    }
}

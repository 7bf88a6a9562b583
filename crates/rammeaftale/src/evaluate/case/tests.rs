//! The plan's arithmetic says what the longer way says.

use super::*;
use crate::agreement::rules::{CarriedResult, CreditedStep, LimitLevel, Measure, PriceBasis};
use crate::assessment::{Missing, Verdict};
use crate::evaluate::ledger::Trial;
use crate::evaluate::record::{Record, Total};
use crate::evaluate::sum::Unknown;
use crate::evaluate::trying::Trying;
use crate::plan::Years;
use crate::portfolio::{Assumption, Column, FiguresKind, Offer};
use crate::{Authority, Kroner, Options, Percent, Plan, Portfolio, PriceIndex, Register, Row, RowNumbers, Year};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

fn year(number: i32) -> Year {
    Year::new(number).unwrap()
}

fn percent(text: &str) -> Percent {
    Percent::new(text.parse().unwrap()).unwrap()
}

/// An offer whose figures are all given, rising by so many per mille a year.
fn rows(offer: &str, tariffs: &[Option<&str>], per_mille: i64, last: Year) -> Vec<Row> {
    let kroner = |amount: i64| Some(Kroner::new(rust_decimal::Decimal::new(amount, 2)).unwrap());
    let finer = |amount: i64| Some(Kroner::new(rust_decimal::Decimal::new(amount * 100 + 37, 4)).unwrap());
    let years = (last.number() - 4..=last.number()).zip(0..);
    let each =
        years.flat_map(|(number, step)| [FiguresKind::Budget, FiguresKind::Realised].map(|kind| (number, step, kind)));
    let row = |(number, step, figures): (i32, i64, FiguresKind), name: &Option<&str>| Row {
        figures,
        location: Authority::new(740),
        buyers: Authority::new(751).map(|buyer| vec![buyer]),
        tariff_name: name.map(Arc::from),
        tariff: finer(150_000 * (1_000 + step * per_mille) / 1_000),
        wage_supplement: kroner(1_100).filter(|_| per_mille != 0),
        places: kroner(1_000 + 50 * step),
        tariff_basis: finer(400_000_000 * (1_000 + step * per_mille) / 1_000),
        own_payment: kroner(if per_mille < 0 { 0 } else { 1_234_567 }).filter(|_| per_mille > 0),
        result: kroner(if per_mille < 0 { -35_000_000 } else { 9_000_033 }),
        carried_result: kroner(if per_mille == 0 { 0 } else { -2_000_000 }),
        turnover: kroner(390_000_000),
        ..Row::new(offer, Authority::new(740).unwrap(), year(number))
    };
    each.flat_map(|at| tariffs.iter().map(move |name| row(at, name))).collect()
}

/// Offers of one operator: falling, steady, rising, and rising by less than its supplement.
fn portfolio(last: Year) -> Portfolio {
    let mut all = rows("A", &[None], -15, last);
    all.extend(rows("B", &[Some("dag"), Some("nat")], 0, last));
    all.extend(rows("C", &[None], 40, last));
    all.extend(rows("D", &[None], 5, last));
    Portfolio::new(&all, &RowNumbers).unwrap().0
}

/// Offers with nothing where something is divided by, and with blanks that are assumed; each alone.
fn odd(last: Year) -> Vec<Portfolio> {
    let nothing = Some(Kroner::ZERO);
    let with = |per_mille: i64, change: &dyn Fn(Row) -> Row| {
        let rows: Vec<Row> = rows("E", &[Some("dag"), Some("nat")], per_mille, last).into_iter().map(change).collect();
        Portfolio::new(&rows, &RowNumbers).unwrap().0
    };
    let at_night = |row: &Row| row.tariff_name.as_deref() == Some("nat");
    [-15, 0, 5]
        .iter()
        .flat_map(|per_mille| {
            [
                with(*per_mille, &|row| Row { tariff: nothing, wage_supplement: nothing, ..row }),
                with(*per_mille, &|row| Row { places: nothing, ..row }),
                with(*per_mille, &|row| Row { tariff_basis: nothing, own_payment: nothing, ..row }),
                with(*per_mille, &|row| Row { tariff_basis: None, ..row }),
                with(*per_mille, &|row| Row { tariff: row.tariff.filter(|_| !at_night(&row)), ..row }),
                with(*per_mille, &|row| match at_night(&row) {
                    true => Row { tariff: None, places: nothing, ..row },
                    false => row,
                }),
            ]
        })
        .collect()
}

/// Each rule under each of its cases, for each offer, the operator and the region; the verdicts met on the way.
fn verdicts(plan: &Plan<'_>, blank: &Portfolio, reaches: bool) -> BTreeSet<&'static str> {
    let portfolio = plan.assumed(blank);
    let offers: Vec<&Offer> = portfolio.offers().iter().collect();
    let (cells, offers, operator) = (&plan.cells, offers.as_slice(), Authority::new(740).unwrap());
    let together = Total::of(cells, offers, plan.year);
    let mut seen = BTreeSet::new();
    for planned in plan.rules.iter().filter(|planned| planned.is_ruled) {
        for offer in offers {
            for tariff in &offer.account(plan.year, FiguresKind::Budget).unwrap().tariffs {
                let tariff = tariff.name.as_ref();
                let record = Record::of(cells, offer).with_tariff(cells, offer, tariff);
                let target = Target::Offer { offer, tariff };
                seen.extend(each_case(plan, planned, target, Facts::Offer(&record), reaches));
            }
        }
        for target in [Target::Operator { operator, offers }, Target::Region { offers }] {
            seen.extend(each_case(plan, planned, target, Facts::Total(&together), reaches));
        }
    }
    seen
}

fn each_case(
    plan: &Plan<'_>,
    planned: &PlannedRule<'_>,
    target: Target<'_>,
    facts: Facts<'_, '_>,
    reaches: bool,
) -> Vec<&'static str> {
    let ledger = Ledger::new(plan);
    let trying = Trying::new(Ledger::new(plan), planned, target, facts);
    let mut seen = Vec::new();
    for (at, case) in planned.cases.iter().enumerate() {
        let longer = judge(&ledger, planned, case, target);
        let about = format!("{} {case:?} {:?}: {:?}", planned.rule.id, target.level(), longer.verdict);
        let judged = judge_by(planned, at, target, (facts, &plan.cells));
        assert!(judged.is_some() || !reaches || !is_reached(case, target, &longer), "{about}");
        for trials in trials(&longer) {
            let tried = judge(&ledger.trying(trials.clone()), planned, case, target);
            let found = (trying.verdict_of(at, &trials), trying.room_of(at, &trials));
            assert_eq!(found, (Some(tried.verdict), tried.room), "{about}, with {trials:?}");
        }
        let Some(shorter) = judged else { continue };
        let lacks = longer.unknown.iter().map(Unknown::missing).collect();
        assert_eq!(shorter.lacks.named(&plan.cells, facts), lacks, "{about}");
        let told = (shorter.verdict, shorter.moved, shorter.assumed);
        assert_eq!(told, (longer.verdict, longer.moved, longer.assumed), "{about}");
        seen.push(longer.verdict.cause().unwrap_or(longer.verdict.name()));
        let (into, growth) = (plan.year, percent("3.27"));
        if longer.unknown.is_empty() {
            let (shown, expected) = (detail_by(planned, at, target, facts), detail(&ledger, planned, case, target));
            assert!(shown.is_some() || !reaches || is_wide(case, target), "{about}");
            assert_eq!(shown.unwrap_or(expected.clone()), expected, "{about}");
        } else if longer.unknown.iter().any(|unknown| matches!(unknown, Unknown::Projection(_))) {
            let ledger = ledger.trying(vec![Trial::Projection(into, growth)]);
            let tried = Years::until(plan.year, [into].into_iter()).map(|years| (years, growth.ratio_factor()));
            let room = room_by(planned, at, target, facts, tried);
            let expected = judge(&ledger, planned, case, target).room;
            assert!(
                room == expected || (room.is_none() && (!reaches || is_wide(case, target))),
                "{about}: {room:?} {expected:?}"
            );
        }
    }
    seen
}

/// The first unknown figure at two sizes, and together with the last and with all.
fn trials(judgement: &Judgement<'_>) -> Vec<Vec<Trial>> {
    let of = |unknown: &Unknown<'_>, size: i64| match unknown.missing() {
        Missing::PriceIndex(year) => Trial::Projection(year, Percent::new((size % 100).into()).unwrap()),
        figure => Trial::Figure(figure, Kroner::new(size.into()).unwrap()),
    };
    let (Some(first), Some(last)) = (judgement.unknown.first(), judgement.unknown.last()) else { return Vec::new() };
    let together = if first == last { vec![of(first, 1)] } else { vec![of(first, 1_490), of(last, 90)] };
    let all = judgement.unknown.iter().zip((1_490..).step_by(7)).map(|(unknown, size)| of(unknown, size)).collect();
    vec![vec![of(first, 0)], vec![of(first, 3_900_000)], together, all]
}

/// True of what may not fit 128 bits: credits by the place or in the prices of another year, totals of tariffs in those,
/// and tariffs without a carried result but for a single one in its own prices against one year.
fn is_wide(case: &Case, target: Target<'_>) -> bool {
    let Case::Limit(terms) = case else { return false };
    let is_converted = terms.price_basis == PriceBasis::Fixed;
    let is_total = terms.level > LimitLevel::Offer;
    match terms.measure {
        Measure::Tariff if terms.carried_result == CarriedResult::Included => is_total && is_converted,
        Measure::Tariff => is_total || is_converted || terms.base_years.len() > 1,
        Measure::TariffBasis => terms.credit.is_some() && is_converted,
        Measure::BasisPerPlace | Measure::CostPerPlaceDay => terms.credit.is_some_and(|(_, step)| {
            is_converted || target.level() > LimitLevel::Offer || step == CreditedStep::Summed
        }),
    }
}

/// Whatever is judged here, but for one offer's share of a total of tariffs.
fn is_reached(case: &Case, target: Target<'_>, longer: &Judgement<'_>) -> bool {
    let is_share = matches!((case, target), (Case::Limit(terms), Target::Offer { .. })
        if terms.measure == Measure::Tariff && terms.level > LimitLevel::Offer);
    let is_judged = match longer.verdict {
        Verdict::NotApplicable(cause) => cause == NotApplicable::NoDuty,
        _ => true,
    };
    matches!(case, Case::Limit(_) | Case::Band(_) | Case::Pricing(_))
        && is_judged
        && !is_share
        && !is_wide(case, target)
}

#[test]
fn where_all_is_known_the_plans_arithmetic_reaches_and_says_what_the_longer_way_says() {
    let register = Register::builtin().unwrap();
    let seen = |id: &str, number: i32, last_known: i32| {
        let known = (number - 3..=last_known).map(|into| (year(into), percent("2.13")));
        let nothing = |column| Assumption::amount(column, Kroner::ZERO).unwrap();
        let large = |column, size: i64| Assumption::amount(column, Kroner::new(size.into()).unwrap()).unwrap();
        let assumptions = vec![
            nothing(Column::OwnPayment),
            nothing(Column::WageSupplement),
            large(Column::Tariff, 1_490),
            large(Column::TariffBasis, 8_000_000),
        ];
        let index = PriceIndex::new(known).unwrap();
        let options = Options { index, assumptions, ..Options::default() };
        let plan = Plan::new(register.get(id).unwrap(), year(number), &options).unwrap();
        odd(plan.year).iter().for_each(|odd| drop(verdicts(&plan, odd, false)));
        verdicts(&plan, &portfolio(plan.year), true)
    };
    for (id, number, expected) in [
        ("midtjylland/2018", 2018, vec!["breached", "met", "no-duty", "not-stated"]),
        ("midtjylland/2025-26", 2025, vec!["announced-model", "breached", "met", "no-duty", "not-stated"]),
        ("midtjylland/2025-26", 2026, vec!["breached", "met", "no-duty", "not-stated"]),
    ] {
        assert_eq!(seen(id, number, number), expected.iter().copied().collect());
        let with_open = expected.into_iter().chain(["missing-index"]).collect();
        assert_eq!(seen(id, number, number - 1), with_open);
    }
}

/// Offers of which figures are blank here and there, more of them the higher the number, and some places are none.
fn blanked(last: Year, number: u64) -> Portfolio {
    let is_blank = |row: &Row, column: Column, tariff: Option<&str>| {
        let mut hasher = DefaultHasher::new();
        (number, &row.offer, row.year.number(), row.figures, column, tariff).hash(&mut hasher);
        hasher.finish() % 12 < number % 7
    };
    let mut all = rows("A", &[None], -15, last);
    all.extend(rows("B", &[Some("dag"), Some("nat")], 0, last));
    all.extend(rows("C", &[None], 5, last));
    all.extend(rows("D", &[None], 40, last));
    let blank = |row: Row| {
        let of_offer = |column, amount: Option<Kroner>| amount.filter(|_| !is_blank(&row, column, None));
        let of_tariff =
            |column, amount: Option<Kroner>| amount.filter(|_| !is_blank(&row, column, row.tariff_name.as_deref()));
        // Occupancy plays no part: here it only draws the years without places.
        let is_empty = number.is_multiple_of(3) && is_blank(&row, Column::Occupancy, None);
        Row {
            tariff: of_tariff(Column::Tariff, row.tariff),
            wage_supplement: of_tariff(Column::WageSupplement, row.wage_supplement),
            places: of_tariff(Column::Places, row.places).map(|places| if is_empty { Kroner::ZERO } else { places }),
            tariff_basis: of_offer(Column::TariffBasis, row.tariff_basis),
            own_payment: of_offer(Column::OwnPayment, row.own_payment),
            result: of_offer(Column::Result, row.result),
            carried_result: of_offer(Column::CarriedResult, row.carried_result),
            turnover: of_offer(Column::Turnover, row.turnover),
            ..row
        }
    };
    let all: Vec<Row> = all.into_iter().map(blank).collect();
    Portfolio::new(&all, &RowNumbers).unwrap().0
}

#[test]
fn what_is_blank_is_weighed_as_the_longer_way_weighs_it() {
    let register = Register::builtin().unwrap();
    for (id, number) in [("midtjylland/2018", 2018), ("midtjylland/2025-26", 2025), ("midtjylland/2025-26", 2026)] {
        let mut seen = BTreeSet::new();
        for portfolio in 0..100 {
            // With all projections known, with the last ones missing, and with that into the base year.
            let into = (number - 4..=number - portfolio % 3).filter(|into| portfolio % 5 != 4 || *into != number - 3);
            let known = into.map(|into| (year(into), percent("2.13")));
            let options = Options { index: PriceIndex::new(known).unwrap(), ..Options::default() };
            let plan = Plan::new(register.get(id).unwrap(), year(number), &options).unwrap();
            seen.extend(verdicts(&plan, &blanked(plan.year, u64::try_from(portfolio).unwrap()), false));
        }
        for verdict in ["breached", "met", "missing-index", "missing-input"] {
            assert!(seen.contains(verdict), "{id} {number}: {seen:?}");
        }
    }
}

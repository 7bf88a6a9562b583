//! The size from which one figure settles a finding, by exact lines through the room that trials leave.

use super::{Judge, together};
use crate::assessment::{Missing, Settlement, Verdict};
use crate::evaluate::ledger::Trial;
use crate::portfolio::Column;
use crate::quantity::{Exact, Kroner, Percent, Year};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The sizes at which a single figure turns the finding, where it decides alone.
pub(super) fn threshold(missing: &Missing, judge: &dyn Judge) -> Settlement {
    let mut settlement = together(&[missing]);
    let is = |verdict, size| trial(missing, size).is_some_and(|trial| judge.verdict(&[trial]) == verdict);
    let met = |size| is(Verdict::Met, size);
    let room = |size| judge.room(&[trial(missing, size)?]);
    for (root, rising) in roots(&room, missing) {
        if rising {
            settlement.met_from =
                settlement.met_from.or(root.ceil_to_ore().filter(|from| met(*from) && !met(from - HUNDREDTH)));
        } else {
            settlement.met_to = settlement.met_to.or(root.floor_to_ore().filter(|to| met(*to) && !met(to + HUNDREDTH)));
        }
    }
    if settlement.met_from.or(settlement.met_to).is_none() {
        (settlement.met_from, settlement.met_to) = edge(missing, |size| !met(size));
    }
    let breached = |size| is(Verdict::Breached, size);
    let beside = [settlement.met_from.map(|from| from - HUNDREDTH), settlement.met_to.map(|to| to + HUNDREDTH)];
    if !beside.into_iter().flatten().any(breached) {
        let (below, above) = edge(missing, breached);
        let met = |size: Option<Decimal>| size.filter(|size| met(*size));
        // Not above nothing alone: no places are no base.
        (settlement.met_from, settlement.met_to) =
            (settlement.met_from.or(met(below)), settlement.met_to.or(met(above)));
        settlement.breached_below = below.filter(|_| met(below).is_none());
        settlement.breached_above = above.filter(|_| met(above).is_none());
    }
    settlement
}

const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

fn trial(missing: &Missing, size: Decimal) -> Option<Trial> {
    Some(match missing {
        Missing::PriceIndex(year) => Trial::Projection(*year, Percent::new(size).ok()?),
        Missing::Figure { .. } => Trial::Figure(missing.clone(), Kroner::new(size).ok()?),
    })
}

/// Where something is so of all smaller sizes, the first of which it is not; where of all larger ones, the last. A rule grows
/// only stricter, or only milder, with each figure, so halving finds it.
fn edge(missing: &Missing, is_so: impl Fn(Decimal) -> bool) -> (Option<Decimal>, Option<Decimal>) {
    let is_so = |hundredths: i64| is_so(Decimal::new(hundredths, 2));
    let (mut low, mut high) = match missing {
        Missing::PriceIndex(_) => (-9_999, 90_000),
        Missing::Figure { column, .. } if column.may_be_negative() => (-MOST, MOST),
        // Nothing may be no base, where the least amount is one.
        Missing::Figure { .. } => (i64::from(is_so(0) == is_so(MOST)), MOST),
    };
    let below = is_so(low);
    if below == is_so(high) {
        return (None, None);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        *(if is_so(middle) == below { &mut low } else { &mut high }) = middle;
    }
    if below { (Some(Decimal::new(high, 2)), None) } else { (None, Some(Decimal::new(low, 2))) }
}

/// As large as an amount can be, in hundredths.
const MOST: i64 = 99_999_999_999_999;

/// Where the room may turn: roots of the straight lines that it follows among small and among large amounts. A number of
/// places divides, alone or with those of other offers, so there the room times all places is a line. Whether a root is one
/// is for the caller to try.
fn roots<'r>(
    room: &'r dyn Fn(Decimal) -> Option<Exact>,
    missing: &Missing,
) -> impl Iterator<Item = (Exact, bool)> + 'r {
    let (weighings, stretches): (&[bool], &[(i64, i64)]) = match missing {
        Missing::PriceIndex(_) => (&[false], &[(0, 100)]),
        Missing::Figure { column: Column::Places, .. } => (&[false, true], &LARGE_AND_SMALL),
        Missing::Figure { .. } => (&[false], &LARGE_AND_SMALL),
    };
    let cases = stretches.iter().flat_map(|stretch| weighings.iter().map(move |weigh| (*stretch, *weigh)));
    cases.filter_map(move |((from, step), weigh): ((i64, i64), bool)| {
        let points = [0, 1, 2, 3].map(|number| from + number * step);
        let mut rooms = points.iter().map(|point| room(Decimal::from(*point))).collect::<Option<Vec<Exact>>>()?;
        let points = points.map(|point| Exact::whole(point.into()));
        if weigh {
            let others = others(&rooms, &points)?;
            rooms = rooms.iter().zip(&points).map(|(room, point)| room * &(point + &others)).collect();
        }
        line(&rooms, &Exact::whole(i128::from(from) * 10_000), &Exact::whole(i128::from(step) * 10_000))
    })
}

const LARGE_AND_SMALL: [(i64, i64); 2] = [(0, 1), (600_000_000_000, 100_000_000_000)];

/// The places of other offers, such that three rooms times all places lie on a line.
fn others(rooms: &[Exact], points: &[Exact]) -> Option<Exact> {
    let bend = |values: [Exact; 3]| {
        let [first, second, third] = values;
        &(first + third) - &(&second + &second)
    };
    let three = |of: &dyn Fn(&Exact, &Exact) -> Exact| {
        let values = rooms.iter().zip(points).take(3).map(|(room, point)| of(room, point));
        <[Exact; 3]>::try_from(values.collect::<Vec<_>>()).ok().map(bend)
    };
    let part = three(&|room, _| room.clone())?.reciprocal()?;
    Some(-three(&|room, point| room * point)? * part)
}

/// Where a straight line through all points, `step` apart from `from` on, is zero; and whether it rises. Exact.
fn line(rooms: &[Exact], from: &Exact, step: &Exact) -> Option<(Exact, bool)> {
    let mut slopes = rooms.windows(2).filter_map(|pair| if let [a, b] = pair { Some(b - a) } else { None });
    let slope = slopes.next()?;
    if slopes.any(|other| other != slope) {
        return None;
    }
    let root = from - &(&(rooms.first()? * step) * &slope.reciprocal()?);
    Some((root, slope.signum() == 1))
}

/// The room with a projection tried.
type Room<'r> = &'r dyn Fn(Year, Percent) -> Option<Exact>;

/// The projection in percent from which a finding that lacks this one index would hold: the least with two decimals.
pub(in crate::evaluate) fn met_from_projection(missing: &BTreeSet<Missing>, room: Room<'_>) -> Option<Decimal> {
    match (missing.len(), missing.first()) {
        (1, Some(Missing::PriceIndex(year))) => projection_from(*year, room),
        _ => None,
    }
}

fn projection_from(year: Year, room: Room<'_>) -> Option<Decimal> {
    let points = [Decimal::ZERO, Decimal::ONE_HUNDRED, Decimal::TWO * Decimal::ONE_HUNDRED];
    let rooms =
        points.into_iter().map(|point| room(year, Percent::new(point).ok()?)).collect::<Option<Vec<Exact>>>()?;
    let (root, rising) = line(&rooms, &Exact::ZERO, &Exact::ONE)?;
    let percent = &root * &Exact::whole(100 * 10_000);
    let from = rising.then(|| percent.ceil_to_ore()).flatten()?;
    // Of several comparisons another may have the least room there, and none with it.
    let holds = room(year, Percent::new(from).ok()?)?.signum() >= 0;
    holds.then_some(from)
}

//! What a case of a rule works out of a row, in whole numbers: products in 128 bits, into which all fit.

use super::{Amounts, BLANK};
use crate::agreement::RuleKind;
use crate::agreement::rules::{DeficitInside, LimitLevel, RegulatedAmount, SurplusInside};
use crate::assessment::{NotApplicable, Undetermined, Verdict};
use crate::evaluate::answer::Blanks;
use crate::evaluate::record::Record;
use crate::evaluate::result_regulation::TOLERANCE;
use crate::evaluate::tariff_development::{binds_above, brief, tell};
use crate::plan::{Amount, Band, BandFormula, Case, Cells, Formula, LimitFormula, PlannedRule, Slot, Slots};
use crate::portfolio::Figure;
use crate::quantity::{Ratio, Year};

#[derive(Clone, Copy, Debug)]
pub(super) enum Arithmetic<'p> {
    /// A limit on amounts that each stand in a column.
    Plain(Limit<'p>),
    /// One that adds, divides or moves amounts to other prices first.
    Formula(&'p LimitFormula),
    Band(BandOf<'p>),
    /// Nothing may be deducted.
    OwnPayment(Place),
    /// Nothing: it always says the same.
    Fixed(Verdict),
    /// Nothing: the duty is that of a total of several offers.
    Above,
}

/// A column, and the slot that it fills.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    column: u8,
    slot: Slot,
}

/// A base, of which the actual amount may be a part, and what may be deducted from it before a breach is certain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'p> {
    base: Place,
    actual: Place,
    supplement: Option<Place>,
    part: Part,
    formula: &'p LimitFormula,
}

/// A result, what the band is a part of, and what was carried.
#[derive(Clone, Copy, Debug)]
pub(super) struct BandOf<'p> {
    result: Place,
    denominator: Place,
    carried: Place,
    part: Part,
    band: &'p Band,
}

/// A fraction.
#[derive(Clone, Copy, Debug)]
struct Part {
    numerator: i64,
    denominator: i64,
}

/// The amounts of one offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'c> {
    pub(super) columns: &'c [&'c [i64]],
    pub(super) assumed: &'c [Figure],
    pub(super) number: usize,
}

impl<'p> Arithmetic<'p> {
    /// `column` tells which column fills a slot.
    pub(super) fn of(
        planned: &'p PlannedRule<'p>,
        case: usize,
        year: Year,
        column: &dyn Fn(Slot) -> Option<usize>,
    ) -> Option<Arithmetic<'p>> {
        let fixed = |cause| Some(Arithmetic::Fixed(Verdict::NotApplicable(cause)));
        let place = |slot| Some(Place { column: u8::try_from(column(slot)?).ok()?, slot });
        if !planned.is_ruled {
            return fixed(NotApplicable::OtherYear);
        }
        match (planned.cases.get(case)?, planned.formulas.get(case)?, &planned.rule.kind) {
            (Case::Nothing, ..) => fixed(NotApplicable::Reading),
            (Case::Limit(terms), _, RuleKind::TariffDevelopment(rule)) if binds_above(rule, terms) => {
                Some(Arithmetic::Above)
            }
            (Case::Limit(terms), Some(Formula::Limit(limit)), _) => {
                // One offer's share of a total of tariffs is weighed with the others'.
                let is_share = limit.weight.is_some() && terms.level > LimitLevel::Offer;
                let plain = || Limit::of(limit, &place).map_or(Arithmetic::Formula(limit), Arithmetic::Plain);
                (!is_share).then(plain)
            }
            (Case::Band(band), Some(Formula::Band(formula)), _) => {
                BandOf::new(formula, band, &place).map(Arithmetic::Band)
            }
            (Case::Pricing(_), Some(Formula::OwnPayment(slot)), _) => place(*slot).map(Arithmetic::OwnPayment),
            (Case::Pricing(pricing), None, _) if year < pricing.from_year => fixed(NotApplicable::OtherYear),
            _ => None,
        }
    }

    /// `None` where something is unknown. `record` holds the same amounts for a formula.
    ///
    /// It is made part of the loop over rows, since what it gives is as large as its work is small.
    #[inline(always)]
    pub(super) fn judge<T>(
        self,
        row: Row<'_>,
        record: &Record<'_>,
        give: impl FnOnce(Verdict, Amounts) -> T,
    ) -> Option<T> {
        match self {
            Arithmetic::Plain(limit) => limit.judge(row, give),
            Arithmetic::Formula(formula) => {
                brief(formula, record).map(|(verdict, worked)| give(verdict, worked.into()))
            }
            Arithmetic::Band(band) => band.judge(row, give),
            Arithmetic::OwnPayment(deducted) => {
                let verdict = if row.known(deducted)? == 0 { Verdict::Met } else { Verdict::Breached };
                Some(give(verdict, Amounts::None))
            }
            Arithmetic::Fixed(verdict) => Some(give(verdict, Amounts::None)),
            Arithmetic::Above => Some(give(Verdict::NotApplicable(NotApplicable::Reading), Amounts::None)),
        }
    }

    /// The verdict and what it lacks, known figures or not; `None` where there is more to weigh.
    pub(super) fn tell(self, row: Row<'_>, record: &Record<'_>, cells: &Cells) -> Option<(Verdict, Blanks)> {
        let lacking = |read: &[Place]| {
            let slots = record.blank_among(read.iter().map(|place| place.slot).collect::<Slots>());
            (Verdict::Undetermined(Undetermined::MissingInput), Blanks { slots, ..Blanks::default() })
        };
        let verdict = match self {
            Arithmetic::Formula(formula) => return tell(formula, record, cells),
            _ => self.judge(row, record, |verdict, _| verdict),
        };
        match (self, verdict) {
            (Arithmetic::Plain(Limit { formula, .. }), None) => tell(formula, record, cells),
            (Arithmetic::Plain(limit), Some(Verdict::Undetermined(Undetermined::MissingInput))) => {
                Some(lacking(limit.supplement.as_slice()))
            }
            (Arithmetic::Band(band), None) => Some(lacking(&[band.result, band.denominator, band.carried])),
            (Arithmetic::OwnPayment(deducted), None) => Some(lacking(&[deducted])),
            (_, verdict) => Some((verdict?, Blanks::default())),
        }
    }

    /// True when the reading moves the duty to a total of several offers.
    pub(super) fn is_moved(self) -> bool {
        matches!(self, Arithmetic::Above)
    }
}

impl Row<'_> {
    /// The amount in a column, or what is assumed in the place of a blank.
    #[inline(always)]
    fn known(self, place: Place) -> Option<i64> {
        let column = usize::from(place.column);
        match *self.columns.get(column)?.get(self.number)? {
            BLANK => i64::try_from(self.assumed.get(column)?.known()?.units()).ok(),
            amount => Some(amount),
        }
    }
}

impl<'p> Limit<'p> {
    fn of(formula: &'p LimitFormula, place: &dyn Fn(Slot) -> Option<Place>) -> Option<Limit<'p>> {
        let ([(_, base)], None) = (formula.bases.as_slice(), &formula.credit) else { return None };
        let alone = |amount: &Amount| match amount.parts.as_slice() {
            [slot] if amount.per.is_none() && amount.scaled.is_none() && amount.converted.is_none() => place(*slot),
            _ => None,
        };
        let supplement = match formula.supplement {
            None => None,
            Some(slot) => Some(place(slot)?),
        };
        let (base, actual, part) = (alone(base)?, alone(&formula.actual)?, Part::of(formula.factor)?);
        Some(Limit { base, actual, supplement, part, formula })
    }

    #[inline(always)]
    fn judge<T>(self, row: Row<'_>, give: impl FnOnce(Verdict, Amounts) -> T) -> Option<T> {
        let (base, actual) = (row.known(self.base)?, row.known(self.actual)?);
        if base <= 0 {
            return None;
        }
        let limit = i128::from(base) * i128::from(self.part.numerator);
        let is_within = |amount: i64| i128::from(amount) * i128::from(self.part.denominator) <= limit;
        let verdict = match self.supplement {
            _ if is_within(actual) => Verdict::Met,
            None => Verdict::Breached,
            Some(supplement) => match row.known(supplement) {
                Some(supplement) if is_within(actual - supplement) => {
                    Verdict::Undetermined(Undetermined::AnnouncedModel)
                }
                // A blank one may be all of the tariff.
                None => Verdict::Undetermined(Undetermined::MissingInput),
                _ => Verdict::Breached,
            },
        };
        let limit = floor(limit, self.part.denominator);
        Some(give(verdict, limit.map_or(Amounts::None, |limit| Amounts::Limit { base, actual, limit })))
    }
}

impl<'p> BandOf<'p> {
    fn new(formula: &BandFormula, band: &'p Band, place: &dyn Fn(Slot) -> Option<Place>) -> Option<BandOf<'p>> {
        let (result, denominator) = (place(formula.result)?, place(formula.denominator)?);
        Some(BandOf { result, denominator, carried: place(formula.carried)?, part: Part::of(band.part_free)?, band })
    }

    /// All amounts but those shown are times the denominator of the part that is free.
    #[inline(always)]
    fn judge<T>(self, row: Row<'_>, give: impl FnOnce(Verdict, Amounts) -> T) -> Option<T> {
        let (result, carried) = (row.known(self.result)?, row.known(self.carried)?);
        let edge = i128::from(row.known(self.denominator)?) * i128::from(self.part.numerator);
        let times = i128::from(self.part.denominator);
        let whole = i128::from(result) * times;
        let carries = |expected: i128| (i128::from(carried) * times - expected).abs() < TOLERANCE.numerator() * times;
        let (verdict, expected) = if whole.abs() > edge {
            let expected = match self.band.amount {
                RegulatedAmount::Whole => whole,
                RegulatedAmount::Excess => whole - whole.signum() * edge,
            };
            (if carries(expected) { Verdict::Met } else { Verdict::Breached }, Some(expected))
        } else if result < 0 {
            match self.band.deficit_inside {
                DeficitInside::NotCarried => (if carried < 0 { Verdict::Breached } else { Verdict::Met }, Some(0)),
            }
        } else {
            match self.band.surplus_inside {
                SurplusInside::NoDuty => (Verdict::NotApplicable(NotApplicable::NoDuty), None),
                SurplusInside::Carry if carries(whole) => (Verdict::Met, Some(whole)),
                SurplusInside::Carry => (Verdict::Undetermined(Undetermined::NotStated), Some(whole)),
            }
        };
        let amounts = || {
            let expected_carried = match expected {
                None => None,
                Some(expected) => Some(floor(expected, self.part.denominator)?),
            };
            Some(Amounts::Result { result, edge: floor(edge, self.part.denominator)?, expected_carried, carried })
        };
        Some(give(verdict, amounts().unwrap_or_default()))
    }
}

impl Part {
    /// `None` where it does not fit.
    fn of(ratio: Ratio) -> Option<Part> {
        let part = |number: i128| i64::try_from(number).ok();
        Some(Part { numerator: part(ratio.numerator())?, denominator: part(ratio.denominator())? })
    }
}

/// The greatest whole number not above the quotient, whose denominator is positive.
#[inline]
fn floor(numerator: i128, denominator: i64) -> Option<i64> {
    match i64::try_from(numerator) {
        Ok(numerator) => numerator.checked_div_euclid(denominator),
        Err(_) => i64::try_from(numerator.checked_div_euclid(denominator.into())?).ok(),
    }
}

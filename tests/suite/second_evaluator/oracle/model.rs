//! What is asked and answered.

pub use super::fraction::{Fraction, whole};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

pub type Readings = BTreeMap<String, String>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unit {
    Day,
    Hour,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Figures {
    Budget,
    Realised,
}

/// One row of a portfolio (section 3). "Blank is unknown, never zero."
#[derive(Clone, Debug)]
pub struct Row {
    pub offer: String,
    pub operator: u16,
    pub location: Option<u16>,
    pub buyers: Option<Vec<u16>>,
    pub opened: Option<i32>,
    pub closed: Option<i32>,
    pub year: i32,
    pub figures: Figures,
    pub tariff_name: Option<String>,
    pub tariff: Option<Fraction>,
    pub tariff_unit: Unit,
    pub places: Option<Fraction>,
    pub tariff_basis: Option<Fraction>,
    pub own_payment: Option<Fraction>,
    pub wage_supplement: Option<Fraction>,
    pub result: Option<Fraction>,
    pub carried_result: Option<Fraction>,
    pub turnover: Option<Fraction>,
    pub price_level: Option<i32>,
}

impl Row {
    /// A budget row with everything else blank.
    pub fn new(offer: &str, operator: u16, year: i32) -> Row {
        Row {
            offer: offer.into(),
            operator,
            year,
            figures: Figures::Budget,
            tariff_unit: Unit::Day,
            location: None,
            buyers: None,
            opened: None,
            closed: None,
            tariff_name: None,
            tariff: None,
            places: None,
            tariff_basis: None,
            own_payment: None,
            wage_supplement: None,
            result: None,
            carried_result: None,
            turnover: None,
            price_level: None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Question {
    pub id: String,
    pub readings: Vec<String>,
    pub preferred: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Force {
    Duty,
    Prohibition,
    Aim,
    FollowUp,
}

/// "tariff, tariff_basis, basis_per_place, cost_per_place_day"
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    Tariff,
    TariffBasis,
    BasisPerPlace,
    CostPerPlaceDay,
}

/// "level (`offer`: each tariff; `operator`; `region`)"; of the region all operators in the portfolio are judged together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    Offer,
    Operator,
    Region,
}

#[derive(Clone, Debug)]
pub enum AtMost {
    Percent(Fraction),
    /// A share of the projection from the base year, less some percent of the base.
    Index {
        minus: Fraction,
        share: Fraction,
    },
    /// Watched only.
    NoTarget,
}

#[derive(Clone, Copy, Debug)]
pub enum Base {
    Year(i32),
    YearsBefore(i32),
}

/// "limits the change of a measure from a base year to the subject year". Level, measure, figures, base year, own payment,
/// carried result, price level, portfolio and step are what the readings of the questions `level`, `measure`,
/// `kind-of-figures`, `second-step`, `own-payment-in-measure`, `carried-in-measure`, `price-basis`, `portfolio-changes`,
/// `credited-step` say; a rule that does not depend on such a question has what stands here.
#[derive(Clone, Debug)]
pub struct Development {
    pub level: Level,
    pub measure: Measure,
    pub at_most: AtMost,
    pub base: Base,
    pub gross: bool,
    pub fixed_prices: bool,
    pub all_offers: bool,
    /// The base of the reading `also-against-...`, which later subject years may not exceed either.
    pub also_against: Option<i32>,
    pub credit_year: Option<i32>,
    pub figures: Figures,
    /// The kind of figures of the base, unless the question `follow-up-base` says otherwise.
    pub base_figures: Figures,
    pub allowance: bool,
    /// By so many years all of this is transposed.
    pub moved: i32,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Scope,
    Development(Development),
    /// Result regulation. `only_under`: the question and the reading without which the rule does not exist.
    Band {
        percent: Fraction,
        lag: i32,
        /// Over how many years what must be carried is spread.
        spread: i32,
        /// Unless the question `regulated-amount` says otherwise.
        excess: bool,
        only_under: Option<(String, String)>,
    },
    Gross,
    CatchUp,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    /// Not stated for `scope`.
    pub force: Option<Force>,
    pub subject_years: Vec<i32>,
    pub questions: Vec<String>,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub struct Agreement {
    pub id: String,
    pub in_force: RangeInclusive<i32>,
    pub municipalities: BTreeSet<u16>,
    pub region: u16,
    pub questions: Vec<Question>,
    pub rules: Vec<Rule>,
    /// Listed by every assessment.
    pub assumptions: Vec<String>,
}

impl Agreement {
    pub fn is_party(&self, code: u16) -> bool {
        code == self.region || self.municipalities.contains(&code)
    }

    /// "one that is in force in the subject year is never shifted. Any other is transposed by subject year less the first year
    /// of its `in_force`"
    pub fn shift(&self, year: i32) -> i32 {
        if self.in_force.contains(&year) { 0 } else { year - self.in_force.start() }
    }

    /// "base, credit and result years move along; calendar facts (price levels, index years, the change to gross tariffs in
    /// 2018) do not." A result year is told by its lag, and so moves of itself.
    pub fn moved(mut self, by: i32) -> Agreement {
        for rule in &mut self.rules {
            rule.subject_years.iter_mut().for_each(|year| *year += by);
            if let Kind::Development(d) = &mut rule.kind {
                let base = if let Base::Year(year) = &mut d.base { Some(year) } else { None };
                [base, d.also_against.as_mut(), d.credit_year.as_mut()]
                    .into_iter()
                    .flatten()
                    .for_each(|year| *year += by);
                d.moved = by;
            }
        }
        self
    }
}

#[derive(Clone, Debug)]
pub struct Settings {
    pub year: i32,
    pub agreement: Agreement,
    /// Question to reading: "a user can fix a reading: it then is the only one".
    pub fixed: Readings,
    /// Percent from the year before.
    pub index: BTreeMap<i32, Fraction>,
    /// `--assume COLUMN=VALUE`
    pub assumed: BTreeMap<String, Fraction>,
    pub assumed_location: Option<u16>,
    pub assumed_buyers: Option<Vec<u16>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    Met,
    Breached,
    Undetermined,
    NotApplicable,
}

/// In the order of section 6: first those of `undetermined`, then those of `not-applicable` (`reading` is of both).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cause {
    MissingInput,
    NotComparable,
    MissingIndex,
    AnnouncedModel,
    NotStated,
    OutOfScope,
    OtherYear,
    NoOffer,
    NoDuty,
    NotAddressed,
    Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Robust {
    Yes,
    No,
    Unknown,
}

/// What does not exist or is not known is left out. Base, actual and the credit year's base are as shown: "as given", or
/// rounded down where more than addition made them; all else is exact until it is `told`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    pub measure: Option<Measure>,
    /// Where it is fixed.
    pub at_most_percent: Option<Fraction>,
    /// The level that a reading lays the rule on, away from the subject's.
    pub judged_at: Option<Level>,
    /// Of a total of tariffs, what they are the price of.
    pub unit: Option<Unit>,
    pub base_year: Option<i32>,
    pub base: Option<Fraction>,
    pub actual: Option<Fraction>,
    pub limit: Option<Fraction>,
    pub change_percent: Option<Fraction>,
    pub headroom: Option<Fraction>,
    pub headroom_percent: Option<Fraction>,
    /// What the actual amount exceeds the limit by whatever is unknown of it and whatever is deducted as wage supplement, where
    /// that is not all it exceeds it by.
    pub over_at_least: Option<Fraction>,
    pub wage_supplement: Option<Fraction>,
    /// The year that the limit counts a step from, and its amount.
    pub credit_year: Option<i32>,
    pub credit_base: Option<Fraction>,
    pub converted: Vec<Conversion>,
    /// Where tariffs of several units are summed, each.
    pub by_unit: Vec<Shown>,
    pub result: Option<Fraction>,
    pub result_year: Option<i32>,
    pub denominator: Option<Fraction>,
    pub share_percent: Option<Fraction>,
    pub band_percent: Option<Fraction>,
    pub expected_carried: Option<Fraction>,
    /// The part of it that comes of results before the latest.
    pub of_earlier_results: Option<Fraction>,
    pub carried: Option<Fraction>,
    pub own_payment: Option<Fraction>,
}

/// An amount that is shown in other prices than it was written in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversion {
    pub of: &'static str,
    /// Before; only where all of it stood in the same prices.
    pub amount: Option<Fraction>,
    pub from: i32,
    pub to: i32,
    pub projections: BTreeMap<i32, Fraction>,
}

impl Shown {
    /// "Shown amounts that are computed (limit, headroom, expected) are rounded down to the øre [..]; percentages to two
    /// decimals, half away from zero."
    pub fn told(self) -> Shown {
        let down = |amount: Option<Fraction>| amount.map(|amount| amount.down_to_ore());
        let percent = |percent: Option<Fraction>| percent.map(|percent| percent.to_hundredths());
        Shown {
            limit: down(self.limit),
            headroom: down(self.headroom),
            over_at_least: down(self.over_at_least),
            expected_carried: down(self.expected_carried),
            of_earlier_results: down(self.of_earlier_results),
            change_percent: percent(self.change_percent),
            headroom_percent: percent(self.headroom_percent),
            share_percent: percent(self.share_percent),
            converted: self.converted.into_iter().map(|one| Conversion { amount: down(one.amount), ..one }).collect(),
            by_unit: self.by_unit.into_iter().map(Shown::told).collect(),
            ..self
        }
    }
}

/// A rule under one combination of readings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub missing: BTreeSet<String>,
    pub shown: Shown,
    /// Not applicable because the reading lays it on this level above.
    pub moved: Option<Level>,
    /// The base is nothing, or there are no places to divide by.
    pub has_no_base: bool,
    pub left_out: Vec<LeftOut>,
}

/// "What is left out is listed with the reason": the offer, its tariff where only that was left out, and why.
pub type LeftOut = (String, Option<String>, &'static str);

/// An entry of `flips` or `undecided`: the readings that differ from the preferred ones, and what comes of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    pub readings: Readings,
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub missing: BTreeSet<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub rule: String,
    pub tariff_name: Option<String>,
    pub force: Option<Force>,
    pub binding: bool,
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub missing: BTreeSet<String>,
    pub figures: Shown,
    pub readings: Readings,
    pub robust: Robust,
    pub flips: Vec<Case>,
    pub undecided: Vec<Case>,
    /// Columns filled by `--assume` that the finding read or shows, as `COLUMN=VALUE`, and what it takes for granted.
    pub assumptions: BTreeSet<String>,
    /// Sorted.
    pub left_out: Vec<LeftOut>,
    /// The outcome under every combination of readings.
    pub table: Vec<(Readings, Outcome)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
    pub level: Level,
    /// The region's code where all are judged together.
    pub operator: u16,
    /// None: the operator itself, or the region.
    pub offer: Option<String>,
    pub verdict: Verdict,
    pub cause: Option<Cause>,
    pub robust: Robust,
    pub flips: Vec<Case>,
    pub assumptions: BTreeSet<String>,
    pub findings: Vec<Finding>,
}

// ---- the three agreements that are shipped
// -------------------------------------------------------------------------------------------------------

/// domain.md, section 6
const MUNICIPALITIES: [u16; 19] =
    [615, 657, 661, 665, 671, 706, 707, 710, 727, 730, 740, 741, 746, 751, 756, 760, 766, 779, 791];

pub fn agreement(
    (id, in_force): (&str, RangeInclusive<i32>),
    questions: &[(&str, &[&str])],
    rules: Vec<Rule>,
) -> Agreement {
    let question = |(id, readings): &(&str, &[&str])| Question {
        id: id.to_string(),
        readings: readings.iter().map(|r| r.to_string()).collect(),
        preferred: Some(0),
    };
    Agreement {
        id: id.into(),
        in_force,
        municipalities: MUNICIPALITIES.into(),
        region: 1082,
        questions: questions.iter().map(question).collect(),
        rules,
        assumptions: vec![],
    }
}

pub fn rule(id: &str, force: Option<Force>, years: &[i32], questions: &[&str], kind: Kind) -> Rule {
    let questions = questions.iter().map(|q| q.to_string()).collect();
    Rule { id: id.into(), force, subject_years: years.to_vec(), questions, kind }
}

const BAND_DENOMINATOR: (&str, &[&str]) =
    ("band-denominator", &["tariff-basis-budget", "tariff-basis-realised", "turnover"]);
const REGULATED_AMOUNT: (&str, &[&str]) = ("regulated-amount", &["whole", "excess"]);
const SURPLUS_INSIDE: (&str, &[&str]) = ("surplus-inside", &["no-duty", "carry"]);
pub const PRICE_BASIS: (&str, &[&str]) = ("price-basis", &["nominal", "fixed"]);
const CARRIED: (&str, &[&str]) = ("carried-in-measure", &["included", "excluded"]);

/// A freeze of each tariff against nothing in particular.
pub fn plain_development() -> Development {
    Development {
        level: Level::Offer,
        measure: Measure::Tariff,
        at_most: AtMost::Percent(whole(0)),
        base: Base::YearsBefore(1),
        gross: false,
        fixed_prices: false,
        all_offers: false,
        also_against: None,
        credit_year: None,
        figures: Figures::Budget,
        base_figures: Figures::Budget,
        allowance: false,
        moved: 0,
    }
}

pub fn agreement_2018() -> Agreement {
    // "duty; operator; tariff basis; -3 %; base 2015, subject year 2018; credit of the step 2014->2015"
    let reduction = |figures, base_figures| {
        Kind::Development(Development {
            level: Level::Operator,
            measure: Measure::TariffBasis,
            at_most: AtMost::Percent(whole(-3)),
            base: Base::Year(2015),
            credit_year: Some(2014),
            figures,
            base_figures,
            ..plain_development()
        })
    };
    let asked = [
        "carried-in-measure",
        "credited-step",
        "measure",
        "own-payment-in-measure",
        "portfolio-changes",
        "price-basis",
    ];
    let asked_too = [&asked[..], &["follow-up-base"]].concat();
    let band = Kind::Band { percent: whole(5), lag: 2, spread: 1, excess: false, only_under: None };
    agreement(
        ("midtjylland/2018", 2018..=2018),
        &[
            ("credited-step", &["rebased", "summed", "kroner"]),
            ("measure", &["tariff-basis", "basis-per-place"]),
            ("own-payment-in-measure", &["gross", "as-calculated"]),
            ("portfolio-changes", &["comparable-set", "all-offers"]),
            ("follow-up-base", &["realised-2015", "budget-2015"]),
            PRICE_BASIS,
            CARRIED,
            BAND_DENOMINATOR,
            REGULATED_AMOUNT,
            SURPLUS_INSIDE,
        ],
        vec![
            rule("tariff-reduction", Some(Force::Duty), &[2018], &asked, reduction(Figures::Budget, Figures::Budget)),
            rule(
                "tariff-reduction-follow-up",
                Some(Force::FollowUp),
                &[2018],
                &asked_too,
                reduction(Figures::Realised, Figures::Realised),
            ),
            rule(
                "result-band",
                Some(Force::Duty),
                &[2018],
                &["band-denominator", "regulated-amount", "surplus-inside"],
                band,
            ),
            rule("gross-tariffs", Some(Force::Prohibition), &[2018], &[], Kind::Gross),
        ],
    )
}

pub fn agreement_2021_22() -> Agreement {
    let mut agreement = agreement(("midtjylland/2021-22", 2021..=2022), &[], vec![]);
    agreement.assumptions = vec!["text-is-proposal".into()];
    agreement
}

pub fn agreement_2025_26() -> Agreement {
    let years = [2025, 2026];
    // "prohibition; each tariff; 0 %; base 2024 for both years"
    let freeze = Kind::Development(Development {
        base: Base::Year(2024),
        also_against: Some(2025),
        allowance: true,
        ..plain_development()
    });
    let only_under = Some(("result-regulation-continued".into(), "as-2018".into()));
    agreement(
        ("midtjylland/2025-26", 2025..=2026),
        &[
            PRICE_BASIS,
            CARRIED,
            ("level", &["each-tariff", "operator-total"]),
            ("rise-within-period", &["against-base", "also-against-2025"]),
            ("result-regulation-continued", &["not-applied", "as-2018"]),
            BAND_DENOMINATOR,
            REGULATED_AMOUNT,
            SURPLUS_INSIDE,
        ],
        vec![
            rule("scope", None, &years, &[], Kind::Scope),
            rule(
                "tariff-freeze",
                Some(Force::Prohibition),
                &years,
                &["carried-in-measure", "level", "price-basis", "rise-within-period"],
                freeze,
            ),
            rule("catch-up", Some(Force::Aim), &years, &[], Kind::CatchUp),
            rule(
                "result-band",
                Some(Force::Duty),
                &years,
                &["band-denominator", "regulated-amount", "result-regulation-continued", "surplus-inside"],
                Kind::Band { percent: whole(5), lag: 2, spread: 1, excess: false, only_under },
            ),
        ],
    )
}

//! The three agreements that are shipped, as their rulesets give them.

use super::model::*;
use std::ops::RangeInclusive;

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

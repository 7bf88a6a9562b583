//! The agreements of `tests/fixtures`, that are not shipped.

use super::model::*;
use super::shipped::*;

fn of_region(agreement: Agreement, region: u16, municipalities: &[u16]) -> Agreement {
    let municipalities = municipalities.iter().copied().collect();
    Agreement { region, municipalities, assumptions: vec!["text-is-account".into()], ..agreement }
}

const HOVEDSTADEN: [u16; 29] = [
    101, 147, 151, 153, 155, 157, 159, 161, 163, 165, 167, 169, 173, 175, 183, 185, 187, 190, 201, 210, 217, 219, 223,
    230, 240, 250, 260, 270, 400,
];
const SYDDANMARK: [u16; 22] =
    [410, 420, 430, 440, 450, 461, 479, 480, 482, 492, 510, 530, 540, 550, 561, 563, 573, 575, 580, 607, 621, 630];
const NORDJYLLAND: [u16; 11] = [773, 787, 810, 813, 820, 825, 840, 846, 849, 851, 860];

/// Cost per place and day: at most PL less 2 % from 2014, judged for all operators together.
pub fn hovedstaden() -> Agreement {
    let cap = Development {
        level: Level::Region,
        measure: Measure::CostPerPlaceDay,
        at_most: AtMost::Index { minus: whole(2), share: whole(100) },
        base: Base::Year(2014),
        gross: true,
        ..plain_development()
    };
    let questions: [(&str, &[&str]); 3] = [
        PRICE_BASIS,
        ("kind-of-figures", &["budget", "realised"]),
        ("portfolio-changes", &["comparable-set", "all-offers"]),
    ];
    let asked = ["kind-of-figures", "portfolio-changes", "price-basis"];
    let rules = vec![rule("cost-cap", Some(Force::Duty), &[2015, 2016, 2017, 2018], &asked, Kind::Development(cap))];
    of_region(agreement(("hovedstaden/2014-2018", 2014..=2018), &questions, rules), 1084, &HOVEDSTADEN)
}

/// An aim: 2 % down in 2011, 3 % in 2012, in fixed prices.
pub fn syddanmark(year: i32, percent: i64) -> Agreement {
    let reduction = Development {
        level: Level::Region,
        at_most: AtMost::Percent(whole(-percent)),
        base: Base::Year(year - 1),
        fixed_prices: true,
        ..plain_development()
    };
    let questions: [(&str, &[&str]); 3] = [
        ("level", &["all-together", "each-operator"]),
        ("measure", &["tariffs", "tariff-basis", "basis-per-place"]),
        ("carried-in-measure", &["excluded", "included"]),
    ];
    let asked = ["carried-in-measure", "level", "measure"];
    let rules = vec![rule("tariff-reduction", Some(Force::Aim), &[year], &asked, Kind::Development(reduction))];
    of_region(agreement((&format!("syddanmark/{year}"), year..=year), &questions, rules), 1083, &SYDDANMARK)
}

/// 2 % down in 2013, then 2.5 % in 2014; nobody knows whether on top or in all.
pub fn midtjylland_2013_14() -> Agreement {
    let reduction = |tenths: i64, base| {
        let at_most = AtMost::Percent(whole(-tenths) / whole(10));
        Kind::Development(Development { at_most, base: Base::Year(base), ..plain_development() })
    };
    let questions: [(&str, &[&str]); 3] =
        [("level", &["each-tariff", "operator-total"]), PRICE_BASIS, ("second-step", &["on-top", "in-all"])];
    let asked = ["level", "price-basis"];
    let asked_too = ["level", "price-basis", "second-step"];
    let rules = vec![
        rule("tariff-reduction-2013", Some(Force::Duty), &[2013], &asked, reduction(20, 2012)),
        rule("tariff-reduction-2014", Some(Force::Duty), &[2014], &asked_too, reduction(25, 2013)),
    ];
    let mut agreement = agreement(("midtjylland/2013-14", 2013..=2014), &questions, rules);
    agreement.questions[2].preferred = None;
    agreement.assumptions = vec!["text-is-account".into()];
    agreement
}

/// Costs are watched, without a target.
pub fn nordjylland() -> Agreement {
    let watched = Development {
        level: Level::Region,
        measure: Measure::CostPerPlaceDay,
        at_most: AtMost::NoTarget,
        all_offers: true,
        figures: Figures::Realised,
        base_figures: Figures::Realised,
        ..plain_development()
    };
    let rules = vec![rule("cost-monitoring", Some(Force::FollowUp), &[2018, 2019], &[], Kind::Development(watched))];
    of_region(agreement(("nordjylland/2018-19", 2018..=2019), &[], rules), 1081, &NORDJYLLAND)
}

/// Invented: half of PL a year on each tariff; beyond 3 % of a result, carried over two years.
pub fn example() -> Agreement {
    let years = [2027, 2028];
    let cap = Development {
        at_most: AtMost::Index { minus: whole(0), share: whole(50) },
        base: Base::YearsBefore(1),
        ..plain_development()
    };
    let band = Kind::Band { percent: whole(3), lag: 2, spread: 2, excess: true, only_under: None };
    let rules = vec![
        rule("scope", None, &years, &[], Kind::Scope),
        rule("tariff-cap", Some(Force::Prohibition), &years, &[], Kind::Development(cap)),
        rule("result-band", Some(Force::Duty), &years, &[], band),
    ];
    let mut agreement = agreement(("example/2027-28", 2027..=2028), &[], rules);
    agreement.assumptions = vec!["text-is-invented".into()];
    agreement
}

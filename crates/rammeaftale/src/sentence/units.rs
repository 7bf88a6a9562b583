//! What tariffs are the price of, and what sums are in, in plain words.

use crate::compare::portfolio::Unit;
use crate::portfolio::TariffUnit;
use crate::text::Text;

/// As the first part of a Danish word, alone in Danish, and in English with its article.
fn forms(unit: TariffUnit) -> [&'static str; 3] {
    match unit {
        TariffUnit::Day => ["døgn", "døgn", "a day"],
        TariffUnit::Hour => ["time", "time", "an hour"],
        TariffUnit::Month => ["måneds", "måned", "a month"],
        TariffUnit::Year => ["års", "år", "a year"],
    }
}

/// What a tariff is the price of: `døgn`.
pub fn unit_name(unit: TariffUnit) -> Text {
    let [_, da, en] = forms(unit);
    Text::new(da, en.trim_start_matches("a ").trim_start_matches("an "))
}

/// What a tariff is for: `pr. døgn`.
pub fn per(unit: TariffUnit) -> Text {
    let [_, da, en] = forms(unit);
    Text::new(format!("pr. {da}"), en)
}

/// Tariffs by what they are the price of: `døgntakster`.
pub fn tariffs(unit: TariffUnit) -> Text {
    let [da, _, en] = forms(unit);
    Text::new(format!("{da}takster"), format!("tariffs {en}"))
}

/// What a sum is in.
pub fn unit(unit: Unit) -> Text {
    match unit {
        Unit::TariffsOfAllPlaces(unit) => {
            let per = per(unit);
            Text::new(format!("kr. {} for alle pladser", per.da), format!("kr. {} for all places", per.en))
        }
        Unit::Basis => Text::new("kr. om året i grundlag", "kr. a year of basis"),
        Unit::Carried => Text::new("kr. i indregnet resultat", "kr. of carried result"),
        Unit::OwnPayment => Text::new("kr. om året i egenbetaling", "kr. a year of own payment"),
    }
}

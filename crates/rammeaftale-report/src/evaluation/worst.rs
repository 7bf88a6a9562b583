//! The worst of the breaches of a rule: by how much, and whose it is.

use super::View;
use crate::document::{joined, text};
use rammeaftale::agreement::rules::Measure;
use rammeaftale::assessment::{Figures, LimitFigures};
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::text::{Lang, Text, percent};
use rammeaftale::{Assessment, Finding, sentence};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// By how much the rule is broken at most, and by whom; amounts of each unit by themselves.
pub(super) fn worst(view: &View<'_>, found: &[(&Assessment, &Finding)]) -> Text {
    let amiss = |(one, finding): &(&'_ Assessment, &Finding)| {
        Some((off(&finding.figures)?, sentence::amiss(&finding.figures)?, view.subject(one)))
    };
    if let Some((_, amiss, one)) = found.iter().filter_map(amiss).max_by_key(|(off, ..)| *off) {
        return text!(da: "; værst: {} ({})", en: "; the worst: {} ({})", amiss, one);
    }
    let mut most: BTreeMap<Option<TariffUnit>, Excess<'_>> = BTreeMap::new();
    for (one, finding) in found {
        let Figures::Limit(figures) = &finding.figures else { continue };
        for figures in figures.units().iter().filter(|one| one.exceeds()) {
            let certain = || figures.certainly_over.as_ref()?.ceil_to_ore();
            let Some(size) = share(figures).or(figures.headroom).map(|size| -size).or_else(certain) else { continue };
            if most.get(&figures.unit).is_none_or(|most| size > most.size) {
                most.insert(figures.unit, Excess { size, figures, one, finding });
            }
        }
    }
    let told = joined(most.into_values().filter_map(|excess| excess.told(view)), "; ");
    if told.da.is_empty() { told } else { text!(da: "; mest {}", en: "; the worst {}", told) }
}

/// What lies over a limit, and of whom.
struct Excess<'e> {
    /// In percent of one tariff, else in kroner.
    size: Decimal,
    figures: &'e LimitFigures,
    one: &'e Assessment,
    finding: &'e Finding,
}

impl Excess<'_> {
    fn told(&self, view: &View<'_>) -> Option<Text> {
        let Excess { figures, one, finding, .. } = self;
        let much = sentence::too_much(figures.too_much_at_least(), figures.headroom.map(|room| -room))?;
        let share = share(figures).filter(|share| !share.is_zero());
        let share = share.map(|share| Text::new(percent(-share, Lang::Da), percent(-share, Lang::En)));
        let much = joined(share.into_iter().chain([much]), ", ");
        let of_tariff = || view.names.per(&one.subject, finding.tariff_name.as_deref(), one.year);
        let unit = figures.unit.or_else(|| of_tariff().filter(|_| figures.measure == Some(Measure::Tariff)));
        let much = joined([much].into_iter().chain(unit.map(sentence::per)), " ");
        Some(text!("{} ({})", much, view.subject(one)))
    }
}

/// Of one tariff the percentage: tariffs of several units have no kroner in common.
fn share(figures: &LimitFigures) -> Option<Decimal> {
    let is_one = figures.measure == Some(Measure::Tariff) && figures.unit.is_none();
    figures.headroom_percent.filter(|_| is_one)
}

/// How many kroner an amount is from what is right.
fn off(figures: &Figures) -> Option<Decimal> {
    match figures {
        Figures::Result(figures) => Some((figures.expected_carried? - figures.carried?).abs()),
        Figures::Pricing(figures) => figures.own_payment,
        _ => None,
    }
}

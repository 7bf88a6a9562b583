//! Results and what is carried of them, in plain words.

use super::{both, carried_amount, kroner, pick, stopped};
use crate::assessment::{ResultFigures, Verdict};
use crate::text::{Lang, Text, percent, plain};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What became of a result, and what should have.
pub(super) fn told(verdict: Verdict, figures: &ResultFigures) -> Text {
    if let Some(band) = figures.band_percent.filter(|_| figures.is_deficit_inside()) {
        return inside(verdict, figures, band);
    }
    both(|lang| {
        let result = subject(figures, lang);
        let carried = carried_amount(figures.carried, lang);
        let expected = carried_amount(figures.expected_carried, lang);
        let expected = match (figures.of_earlier_results, lang) {
            (None, _) => expected,
            (earlier, Lang::Da) => {
                format!("{expected} (heraf {} af tidligere resultater)", carried_amount(earlier, lang))
            }
            (earlier, Lang::En) => {
                format!("{expected} (of which {} of earlier results)", carried_amount(earlier, lang))
            }
        };
        let nothing = figures.expected_carried.is_some_and(|expected| expected.is_zero());
        stopped(match (lang, verdict) {
            (Lang::Da, Verdict::Breached) if nothing => {
                format!("{result} må ikke indregnes i taksterne; der er indregnet {carried}")
            }
            (Lang::Da, Verdict::Breached) => {
                format!("{result} skal indregnes i taksterne med {expected}; der er indregnet {carried}")
            }
            (Lang::Da, _) => format!("{result} er indregnet, som det skal: {carried}"),
            (Lang::En, Verdict::Breached) if nothing => {
                format!("{result} must not be carried into the tariffs; {carried} was carried")
            }
            (Lang::En, Verdict::Breached) => {
                format!("{result} must be carried into the tariffs as {expected}; {carried} was carried")
            }
            (Lang::En, _) => format!("{result} was carried as it should be: {carried}"),
        })
    })
}

/// A deficit inside the band, of which nothing may be carried.
fn inside(verdict: Verdict, figures: &ResultFigures, band: Decimal) -> Text {
    both(|lang| {
        let (result, band) = (subject(figures, lang), plain(band, lang));
        let nothing = figures.carried.is_some_and(|carried| carried.is_zero());
        let carried = carried_amount(figures.carried, lang);
        let carried = match lang {
            Lang::Da if nothing => "der er intet indregnet".to_owned(),
            Lang::Da => format!("der er indregnet {carried}"),
            Lang::En if nothing => "nothing was carried".to_owned(),
            Lang::En => format!("{carried} was carried"),
        };
        stopped(match (lang, verdict) {
            (Lang::Da, Verdict::Breached) => {
                format!("{result} ligger inden for ±{band} % og må ikke indregnes i taksterne; {carried}")
            }
            (Lang::Da, _) => {
                format!("{result} ligger inden for ±{band} % og skal ikke indregnes; {carried}")
            }
            (Lang::En, Verdict::Breached) => {
                format!("{result} lies within ±{band}% and must not be carried into the tariffs; {carried}")
            }
            (Lang::En, _) => format!("{result} lies within ±{band}% and is not to be carried; {carried}"),
        })
    })
}

/// A surplus inside the band, of which nothing need be carried.
pub(super) fn no_duty(figures: &ResultFigures) -> Text {
    both(|lang| {
        let result = subject(figures, lang);
        let band = figures.band_percent.map(|band| plain(band, lang)).unwrap_or_default();
        pick!(
            lang,
            format!("{result} ligger inden for ±{band} %; der er ingen pligt til at indregne det."),
            format!("{result} lies within ±{band}%; there is no duty to carry it."),
        )
    })
}

/// `Underskuddet i 2016 på 60.000,00 kr. (6,00 %)`.
fn subject(figures: &ResultFigures, lang: Lang) -> String {
    let result = figures.result.unwrap_or_default();
    let noun = match (lang, result.cmp(&Decimal::ZERO)) {
        (Lang::Da, Ordering::Greater) => "Overskuddet",
        (Lang::Da, Ordering::Less) => "Underskuddet",
        (Lang::Da, Ordering::Equal) => "Resultatet",
        (Lang::En, Ordering::Greater) => "The surplus",
        (Lang::En, Ordering::Less) => "The deficit",
        (Lang::En, Ordering::Equal) => "The result",
    };
    let amount = kroner(figures.result.map(|result| result.abs()), lang);
    let share = figures.share_percent.map(|part| format!(" ({})", percent(part.abs(), lang))).unwrap_or_default();
    let (year, word) = (figures.result_year, pick!(lang, "i", "in"));
    let year = year.map(|year| format!(" {word} {year}")).unwrap_or_default();
    pick!(lang, format!("{noun}{year} på {amount}{share}"), format!("{noun}{year} of {amount}{share}"))
}

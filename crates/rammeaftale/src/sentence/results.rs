//! Results and what is carried of them, in plain words.

use super::piece::{Told, piece, say};
use super::{carried_amount, kroner, pick, stop};
use crate::assessment::{ResultFigures, Verdict};
use crate::text::{Lang, plain, put_percent};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What became of a result, and what should have.
pub(super) fn told(verdict: Verdict, figures: &ResultFigures, lang: Lang, out: &mut String) {
    if let Some(band) = figures.band_percent.filter(|_| figures.is_deficit_inside()) {
        return inside(verdict, figures, band, lang, out);
    }
    let (result, carried) = (subject(figures, lang), carried_amount(figures.carried, lang));
    let expected = piece(|out| {
        say!(out, carried_amount(figures.expected_carried, lang));
        if let Some(earlier) = figures.of_earlier_results {
            let earlier = carried_amount(Some(earlier), lang);
            match lang {
                Lang::Da => say!(out, " (heraf ", earlier, " af tidligere resultater)"),
                Lang::En => say!(out, " (of which ", earlier, " of earlier results)"),
            }
        }
    });
    let nothing = figures.expected_carried.is_some_and(|expected| expected.is_zero());
    match (lang, verdict) {
        (Lang::Da, Verdict::Breached) if nothing => {
            say!(out, result, " må ikke indregnes i taksterne; der er indregnet ", carried);
        }
        (Lang::Da, Verdict::Breached) => {
            say!(out, result, " skal indregnes i taksterne med ", expected, "; der er indregnet ", carried);
        }
        (Lang::Da, _) => say!(out, result, " er indregnet, som det skal: ", carried),
        (Lang::En, Verdict::Breached) if nothing => {
            say!(out, result, " must not be carried into the tariffs; ", carried, " was carried");
        }
        (Lang::En, Verdict::Breached) => {
            say!(out, result, " must be carried into the tariffs as ", expected, "; ", carried, " was carried");
        }
        (Lang::En, _) => say!(out, result, " was carried as it should be: ", carried),
    }
    stop(out);
}

/// A deficit inside the band, of which nothing may be carried.
fn inside(verdict: Verdict, figures: &ResultFigures, band: Decimal, lang: Lang, out: &mut String) {
    let (result, band) = (subject(figures, lang), plain(band, lang));
    let amount = carried_amount(figures.carried, lang);
    let nothing = figures.carried.is_some_and(|carried| carried.is_zero());
    let carried = piece(|out| match lang {
        Lang::Da if nothing => say!(out, "der er intet indregnet"),
        Lang::Da => say!(out, "der er indregnet ", amount),
        Lang::En if nothing => say!(out, "nothing was carried"),
        Lang::En => say!(out, amount, " was carried"),
    });
    match (lang, verdict) {
        (Lang::Da, Verdict::Breached) => {
            say!(out, result, " ligger inden for ±", band, " % og må ikke indregnes i taksterne; ", carried);
        }
        (Lang::Da, _) => say!(out, result, " ligger inden for ±", band, " % og skal ikke indregnes; ", carried),
        (Lang::En, Verdict::Breached) => {
            say!(out, result, " lies within ±", band, "% and must not be carried into the tariffs; ", carried);
        }
        (Lang::En, _) => say!(out, result, " lies within ±", band, "% and is not to be carried; ", carried),
    }
    stop(out);
}

/// A surplus inside the band, of which nothing need be carried.
pub(super) fn no_duty(figures: &ResultFigures, lang: Lang, out: &mut String) {
    let (result, band) = (subject(figures, lang), figures.band_percent.map(|band| plain(band, lang)));
    match lang {
        Lang::Da => say!(out, result, " ligger inden for ±", band, " %; der er ingen pligt til at indregne det."),
        Lang::En => say!(out, result, " lies within ±", band, "%; there is no duty to carry it."),
    }
}

/// `Underskuddet i 2016 på 60.000,00 kr. (6,00 %)`.
fn subject(figures: &ResultFigures, lang: Lang) -> Told<impl Fn(&mut String)> {
    let ResultFigures { result, result_year, share_percent, .. } = *figures;
    let noun = match (lang, result.unwrap_or_default().cmp(&Decimal::ZERO)) {
        (Lang::Da, Ordering::Greater) => "Overskuddet",
        (Lang::Da, Ordering::Less) => "Underskuddet",
        (Lang::Da, Ordering::Equal) => "Resultatet",
        (Lang::En, Ordering::Greater) => "The surplus",
        (Lang::En, Ordering::Less) => "The deficit",
        (Lang::En, Ordering::Equal) => "The result",
    };
    piece(move |out| {
        let year = result_year.map(|year| (pick!(lang, " i ", " in "), year));
        say!(out, noun, year, pick!(lang, " på ", " of "), kroner(result.map(|result| result.abs()), lang));
        if let Some(share) = share_percent {
            out.push_str(" (");
            put_percent(share.abs(), lang, out);
            out.push(')');
        }
    })
}

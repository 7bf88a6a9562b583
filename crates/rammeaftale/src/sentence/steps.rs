//! How a verdict comes about, one sentence a step, figure by figure.

use super::limit::{Turned, distance, since_base, turned};
use super::measured::{noun, pronoun};
use super::{both, carried_amount, kroner, pick, stopped};
use crate::assessment::{
    Conversion, Converted, Figures, Finding, LimitFigures, Missing, PricingFigures, ResultFigures, Undetermined,
    Verdict,
};
use crate::portfolio::Column;
use crate::text::{Lang, Text, percent, plain};
use rust_decimal::Decimal;

/// How the verdict comes about, figure by figure; a figure that is not there gives no step.
pub fn steps(finding: &Finding) -> Vec<Text> {
    match &finding.figures {
        Figures::None => Vec::new(),
        Figures::Limit(figures) => figures.units().iter().flat_map(|one| limit(finding, one)).collect(),
        Figures::Result(figures) => result(figures),
        Figures::Pricing(figures) => pricing(figures),
    }
}

fn limit(finding: &Finding, figures: &LimitFigures) -> Vec<Text> {
    let base = figures.base.zip(figures.base_year).map(|(base, year)| {
        both(|lang| {
            let (noun, base) = (noun(finding, figures, lang), kroner(Some(base), lang));
            pick!(lang, format!("{noun} var {base} i {year}"), format!("{noun} was {base} in {year}"))
        })
    });
    let prices = |of| figures.converted.iter().filter(move |one| one.of == of).map(prices);
    let credit = figures.credit_base.zip(figures.credit_year).map(|(base, year)| {
        both(|lang| {
            let (it, base) = (pronoun(figures, lang), kroner(Some(base), lang));
            let da = format!("I {year} var {it} {base}; faldet derfra tæller med");
            pick!(lang, da, format!("In {year} {it} was {base}; the fall from there counts"))
        })
    });
    let most = figures.limit.map(|limit| {
        both(|lang| {
            let (it, limit) = (pronoun(figures, lang), kroner(Some(limit), lang));
            let da = format!("Efter reglen må {it} højst være {limit}");
            pick!(lang, da, format!("By the rule {it} may be at most {limit}"))
        })
    });
    // The supplement is one of the year judged: it follows what is there now.
    let rounded = (figures.is_rounded_below() || figures.is_rounded_within()).then(|| {
        Text::new(
            "Beløbene er vist rundet ned til hele øre; afgørelsen bygger på de præcise tal",
            "The amounts are shown rounded down to the øre; the verdict rests on the exact figures",
        )
    });
    let mut steps: Vec<Text> = base.into_iter().chain(prices(Converted::Base)).collect();
    steps.extend(credit.into_iter().chain(prices(Converted::CreditBase)).chain(most));
    steps.extend(actual(finding, figures).into_iter().chain(prices(Converted::Actual)));
    let after = [supplement(figures), room(figures), after_supplement(finding, figures), rounded];
    steps.extend(after.into_iter().flatten());
    steps.into_iter().map(closed).collect()
}

/// What an amount is in the prices that it is written in, and by which projections it was converted.
fn prices(one: &Conversion) -> Text {
    both(|lang| {
        let (from, to) = (one.from, one.to);
        let projections = one.projections.iter().map(|(year, into)| format!("{year}: {}", percent(*into, lang)));
        let by = projections.collect::<Vec<_>>().join("; ");
        let (da, en) = match one.amount.map(|amount| kroner(Some(amount), lang)) {
            Some(amount) => (
                format!("Beløbet er skrevet i {from}-priser som {amount}"),
                format!("The amount is written in {from} prices as {amount}"),
            ),
            None => (format!("En del er skrevet i {from}-priser"), format!("Part of it is written in {from} prices")),
        };
        pick!(
            lang,
            format!("{da} og er her regnet om til {to}-priser med pris- og lønskønnet ({by})"),
            format!("{en} and is brought to {to} prices here by the price and wage projection ({by})"),
        )
    })
}

fn supplement(figures: &LimitFigures) -> Option<Text> {
    let supplement = figures.wage_supplement?;
    Some(both(|lang| {
        let supplement = kroner(Some(supplement), lang);
        let da = format!("Ekstraordinære lønstigninger i det bedømte år står for {supplement}");
        pick!(lang, da, format!("Extraordinary wage rises in the year judged account for {supplement}"))
    }))
}

/// What the wage supplement does to a measure above its limit, as far as it is known.
fn after_supplement(finding: &Finding, figures: &LimitFigures) -> Option<Text> {
    let over = figures.headroom.filter(|room| room.is_sign_negative())?;
    let is_blank = |one: &Missing| matches!(one, Missing::Figure { column: Column::WageSupplement, .. });
    match (figures.too_much_at_least(), finding.verdict) {
        (Some(least), _) => Some(both(|lang| {
            let (it, least) = (pronoun(figures, lang), kroner(Some(least), lang));
            let da = format!("Selv når al ekstraordinær løn trækkes fra, er {it} {least} over loftet");
            pick!(lang, da, format!("Even with all of the wage supplement deducted {it} is {least} above it"))
        })),
        (None, Verdict::Undetermined(Undetermined::AnnouncedModel)) => Some(Text::new(
            "Trækkes al ekstraordinær løn fra, holder loftet; hvor meget der må trækkes fra, siger først den model, der kun er bebudet",
            "With all of the wage supplement deducted the limit holds; how much may be is for the model that is only announced",
        )),
        (None, Verdict::Undetermined(_)) if finding.missing.iter().any(is_blank) && is_one(finding) => {
            Some(both(|lang| {
                let least = kroner(Some(-over), lang);
                pick!(
                    lang,
                    format!(
                        "Hvor meget der skyldes ekstraordinære lønstigninger, mangler: under {least} er loftet brudt"
                    ),
                    format!(
                        "How much is due to extraordinary wage rises is missing: below {least} the limit is broken"
                    ),
                )
            }))
        }
        _ => None,
    }
}

fn actual(finding: &Finding, figures: &LimitFigures) -> Option<Text> {
    let actual = figures.actual?;
    Some(both(|lang| {
        let (noun, it) = (noun(finding, figures, lang), pronoun(figures, lang));
        let now = kroner(Some(actual), lang);
        let mut changes: Vec<Turned> = [turned(figures), since_base(figures)].into_iter().flatten().collect();
        changes.dedup();
        let changes: Vec<String> = changes.into_iter().map(|one| one.told(lang).to_string()).collect();
        let change = if changes.is_empty() { String::new() } else { format!(" ({})", changes.join("; ")) };
        match figures.base {
            Some(_) => pick!(lang, format!("Nu er {it} {now}{change}"), format!("Now {it} is {now}{change}")),
            None => pick!(lang, format!("{noun} er nu {now}"), format!("{noun} is now {now}")),
        }
    }))
}

fn room(figures: &LimitFigures) -> Option<Text> {
    let room = figures.headroom?;
    Some(both(|lang| {
        let (it, distance) = (pronoun(figures, lang), distance(figures, room, lang));
        let share = figures.headroom_percent.map(|part| format!(" ({})", percent(part.abs(), lang)));
        let share = share.unwrap_or_default();
        let side = match (lang, room < Decimal::ZERO) {
            (Lang::Da, true) => "over loftet",
            (Lang::Da, false) => "under loftet",
            (Lang::En, true) => "above the limit",
            (Lang::En, false) => "below the limit",
        };
        pick!(lang, format!("Altså er {it} {distance}{share} {side}"), format!("So {it} is {distance}{share} {side}"),)
    }))
}

fn result(figures: &ResultFigures) -> Vec<Text> {
    let result = figures.result.map(|result| {
        both(|lang| {
            let year = figures.result_year.map(|year| format!(" {year}")).unwrap_or_default();
            let amount = kroner(Some(result), lang);
            pick!(lang, format!("Resultatet{year} er {amount}"), format!("The result{year} is {amount}"))
        })
    });
    let part = figures.share_percent.map(|part| {
        both(|lang| {
            let (part, of) = (percent(part, lang), kroner(figures.denominator, lang));
            pick!(lang, format!("Det er {part} af {of}"), format!("That is {part} of {of}"))
        })
    });
    let inside = figures.band_percent.filter(|_| figures.is_deficit_inside()).map(|band| {
        let (da, en) = (plain(band, Lang::Da), plain(band, Lang::En));
        Text::new(
            format!("Underskuddet ligger inden for ±{da} %, så der skal intet indregnes"),
            format!("The deficit lies within ±{en}%, so nothing is to be carried"),
        )
    });
    let expected = figures.expected_carried.filter(|_| inside.is_none()).map(|expected| {
        both(|lang| {
            let expected = carried_amount(Some(expected), lang);
            let earlier = figures.of_earlier_results.map(|earlier| {
                let earlier = carried_amount(Some(earlier), lang);
                pick!(
                    lang,
                    format!(" (heraf {earlier} af tidligere resultater)"),
                    format!(" (of which {earlier} of earlier results)"),
                )
            });
            let earlier = earlier.unwrap_or_default();
            pick!(
                lang,
                format!("I taksterne skal der indregnes {expected}{earlier}"),
                format!("{expected}{earlier} must be carried into the tariffs"),
            )
        })
    });
    let carried = figures.carried.map(|carried| {
        both(|lang| {
            let carried = carried_amount(Some(carried), lang);
            pick!(lang, format!("Der er indregnet {carried}"), format!("{carried} was carried"))
        })
    });
    [result, part, inside, expected, carried].into_iter().flatten().map(closed).collect()
}

fn pricing(figures: &PricingFigures) -> Vec<Text> {
    let deducted = figures.own_payment.map(|own_payment| {
        both(|lang| {
            let deducted = kroner(Some(own_payment), lang);
            let da = format!("Der er trukket {deducted} i egenbetaling fra grundlaget");
            pick!(lang, da, format!("Own payment of {deducted} was deducted from the basis"))
        })
    });
    deducted.into_iter().map(closed).collect()
}

fn closed(text: Text) -> Text {
    Text::new(stopped(text.da.into_owned()), stopped(text.en.into_owned()))
}

/// True where the figures that are missing are those of one amount.
fn is_one(finding: &Finding) -> bool {
    matches!(&finding.figures, Figures::Limit(figures) if figures.by_unit.is_empty())
}

//! Keys and values of rulesets in plain words.

use super::{both, pick};
use crate::agreement::rules::{
    Addressees, Allowance, AtMost, BaseYear, BuyersTest, CarriedResult, CreditedStep, DeficitInside, Denominator,
    LimitLevel, LocationTest, Measure, OwnPaymentInMeasure, OwnPaymentInTariff, PortfolioChanges, PriceBasis,
    RegulatedAmount, SurplusInside,
};
use crate::agreement::{AreaReference, Field, FieldValue, Key, LinkWord, Value};
use crate::compare::Fact;
use crate::portfolio::FiguresKind;
use crate::quantity::{Percent, Year};
use crate::text::{Lang, Text, plain};
use chrono::NaiveDate;
use std::sync::Arc;

/// A key as a noun.
pub fn key(key: Key) -> Text {
    let (da, en) = match key {
        Key::Title => ("titel", "title"),
        Key::Name => ("navn", "name"),
        Key::Text => ("tekst", "text"),
        Key::From => ("gælder fra", "in force from"),
        Key::To => ("gælder til", "in force to"),
        Key::Region => ("region", "region"),
        Key::Municipality => ("kommune", "municipality"),
        Key::Date => ("dato", "date"),
        Key::Force => ("binding", "force"),
        Key::Years => ("år, der bedømmes", "years judged"),
        Key::OnlyUnder => ("kun under læsningen", "only under the reading"),
        Key::SameAs => ("som i", "as in"),
        Key::Location => ("beliggenhed", "location"),
        Key::Buyers => ("købere", "buyers"),
        Key::Level => ("hvem der måles på", "whom it is measured on"),
        Key::Measure => ("hvad der måles", "what is measured"),
        Key::Figures => ("tal for året", "figures of the year"),
        Key::BaseFigures => ("tal for basisåret", "figures of the base year"),
        Key::BaseYear => ("basisår", "base year"),
        Key::AtMostPercent => ("grænse", "limit"),
        Key::CreditYear => ("fald tælles fra", "fall counts from"),
        Key::CreditedStep => ("sådan tælles faldet", "how the fall counts"),
        Key::OwnPayment => ("egenbetaling", "own payment"),
        Key::PortfolioChanges => ("tilbud, der er med", "offers that take part"),
        Key::PriceBasis => ("priser", "prices"),
        Key::CarriedResult => ("indregnet resultat", "carried result"),
        Key::AlsoAgainst => ("måles også mod", "also measured against"),
        Key::Allowance => ("fradrag", "allowance"),
        Key::LagYears => ("fra resultat til takst", "from result to tariff"),
        Key::SpreadYears => ("indregnes over", "carried over"),
        Key::BandPercent => ("båndets bredde", "width of the band"),
        Key::Denominator => ("båndet regnes af", "the band is a share of"),
        Key::Amount => ("beløb, der reguleres", "amount regulated"),
        Key::DeficitInside => ("underskud i båndet", "deficit inside the band"),
        Key::SurplusInside => ("overskud i båndet", "surplus inside the band"),
        Key::FromYear => ("fra og med", "from"),
        Key::Addressees => ("hvem det gælder", "whom it addresses"),
        Key::Reading => ("læsning", "reading"),
        Key::Preferred => ("foretrukken læsning", "preferred reading"),
        Key::Why => ("fordi", "because"),
        Key::Origin => ("spørgsmålet er stillet i", "asked in"),
        Key::Proposed => ("kun foreslået", "only proposed"),
        Key::Lineage => ("oprindelse", "where it comes from"),
        Key::Continues => ("fører videre", "continues"),
        Key::TargetGroups => ("målgrupper", "target groups"),
        Key::Summary => ("indhold", "content"),
        Key::Addressee => ("hvem der lover", "who promises"),
        Key::Due => ("frist", "deadline"),
        Key::Figure => ("tal", "figure"),
        Key::Unit => ("enhed", "unit"),
        Key::Approximate => ("omtrentligt", "approximate"),
    };
    Text::new(da, en)
}

/// What an agreement says under a key.
pub fn fact(fact: &Fact) -> Text {
    match fact {
        Fact::Field(FieldValue::Fixed(one)) => value(one),
        Fact::Field(FieldValue::Chosen { chosen: one }) => chosen(one),
        Fact::Field(FieldValue::Open { preferred, readings, .. }) => both(|lang| {
            let judged_by =
                readings.iter().find(|(reading, _)| preferred.as_ref() == Some(reading)).map(|(_, one)| one);
            let mut values: Vec<String> = Vec::new();
            for (_, one) in readings {
                let mark = if judged_by == Some(one) { pick!(lang, " (foretrukket)", " (preferred)") } else { "" };
                let one = value(one).get(lang).to_owned() + mark;
                values.extend((!values.contains(&one)).then_some(one));
            }
            let values = values.join(pick!(lang, " eller ", " or "));
            pick!(lang, format!("åbent: {values}"), format!("open: {values}"))
        }),
        Fact::Text(text) => text.clone(),
        Fact::Texts(texts) => both(|lang| texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join("; ")),
        Fact::Name(name) => Text::same(name),
        Fact::Date(day) => date(*day),
        Fact::Years(list) => years(list),
        Fact::Flag(flag) => {
            if *flag {
                Text::new("ja", "yes")
            } else {
                Text::new("nej", "no")
            }
        }
        Fact::Figure(figure) => both(|lang| plain(*figure, lang)),
        Fact::Force(one) => super::force(*one),
        Fact::Status(one) => super::text_status(*one),
        Fact::Lineage(one) => super::lineage::comes_from(*one),
        Fact::Area(other) => area(other),
        Fact::Reading { text, .. } => Text::new(format!("«{}»", text.da), format!("«{}»", text.en)),
        Fact::Under { .. } => {
            let (said, under) = (self::fact(fact.said()), super::notes::under_one_reading());
            Text::new(said.da + under.da, said.en + under.en)
        }
    }
}

/// An area of an agreement by period and by what its ruleset calls it, and whose word it is that it goes on.
pub fn area(other: &AreaReference) -> Text {
    let word = link(other.link);
    let (agreement, area) = other.area.split_once('#').unwrap_or_default();
    let period = agreement.rsplit('/').next().unwrap_or_default();
    Text::new(format!("{period} ({area}; {})", word.da), format!("{period} ({area}; {})", word.en))
}

/// A rule's field: what it is and what it is set to; of an open one, how to ask for each value.
pub fn field(field: &Field) -> Text {
    let noun = key(field.key);
    both(|lang| {
        let said = match &field.value {
            FieldValue::Fixed(one) => value(one).get(lang).to_owned(),
            FieldValue::Chosen { chosen: one } => chosen(one).get(lang).to_owned(),
            FieldValue::Open { question, readings, .. } => {
                let said =
                    |(reading, one): &(Arc<str>, Value)| format!("{} ({question}={reading})", value(one).get(lang));
                let said: Vec<String> = readings.iter().map(said).collect();
                format!("{} {}", pick!(lang, "åbent:", "open:"), said.join(pick!(lang, " eller ", " or ")))
            }
        };
        format!("{}: {said}", noun.get(lang))
    })
}

/// What the ruleset settles and the text does not say.
fn chosen(one: &Value) -> Text {
    let said = value(one);
    Text::new(
        format!("{} (vores valg; teksten siger det ikke)", said.da),
        format!("{} (our choice; the text does not say)", said.en),
    )
}

/// The value of a rule's field.
pub fn value(value: &Value) -> Text {
    match value {
        Value::Location(LocationTest::Region) => Text::new("i regionen", "in the region"),
        Value::Location(LocationTest::Any) => Text::new("uanset hvor", "anywhere"),
        Value::Buyers(BuyersTest::OtherMunicipality) => {
            Text::new("mindst én anden kommune", "at least one other municipality")
        }
        Value::Buyers(BuyersTest::Any) => Text::new("uanset hvem", "anyone"),
        Value::Level(level) => level_word(*level),
        Value::Measure(measure) => measure_word(*measure),
        Value::Figures(FiguresKind::Budget) => Text::new("budget", "budget"),
        Value::Figures(FiguresKind::Realised) => Text::new("regnskab", "accounts"),
        Value::CreditedStep(CreditedStep::Rebased) => {
            Text::new("der måles mod det tidligere år", "measured against the earlier year")
        }
        Value::CreditedStep(CreditedStep::Summed) => {
            Text::new("procenterne lægges sammen", "the percentages are added")
        }
        Value::CreditedStep(CreditedStep::Kroner) => Text::new("kronerne lægges sammen", "the kroner are added"),
        Value::OwnPayment(OwnPaymentInMeasure::Gross) => Text::new("lægges til igen", "added back"),
        Value::OwnPayment(OwnPaymentInMeasure::AsCalculated) => {
            Text::new("som året selv er regnet", "as each year calculated it")
        }
        Value::PortfolioChanges(PortfolioChanges::ComparableSet) => {
            Text::new("kun dem, der findes i begge år", "only those that exist in both years")
        }
        Value::PortfolioChanges(PortfolioChanges::AllOffers) => Text::new("alle", "all"),
        Value::PriceBasis(PriceBasis::Nominal) => Text::new("løbende priser", "current prices"),
        Value::PriceBasis(PriceBasis::Fixed) => Text::new("faste priser", "fixed prices"),
        Value::CarriedResult(CarriedResult::Included) => Text::new("tæller med", "counts"),
        Value::CarriedResult(CarriedResult::Excluded) => Text::new("tages ud", "taken out"),
        Value::Allowance(Allowance::None) => Text::new("intet", "none"),
        Value::Allowance(Allowance::WageSupplement) => Text::new(
            "ekstraordinær løn, efter en model, der kun er bebudet",
            "extraordinary wages, by a model only announced",
        ),
        Value::Denominator(denominator) => denominator_word(*denominator),
        Value::Amount(RegulatedAmount::Whole) => Text::new("hele resultatet", "the whole result"),
        Value::Amount(RegulatedAmount::Excess) => {
            Text::new("kun det uden for båndet", "only what lies beyond the band")
        }
        Value::DeficitInside(DeficitInside::NotCarried) => Text::new("må ikke indregnes", "may not be carried"),
        Value::SurplusInside(SurplusInside::NoDuty) => Text::new("ingen pligt", "no duty"),
        Value::SurplusInside(SurplusInside::Carry) => Text::new("indregnes fuldt ud", "carried in full"),
        Value::OwnPaymentInTariff(OwnPaymentInTariff::NotDeducted) => Text::new("trækkes ikke fra", "not deducted"),
        Value::Addressees(Addressees::Municipalities) => {
            Text::new("kommunerne, ikke regionen", "the municipalities, not the region")
        }
        Value::Addressees(Addressees::Operators) => Text::new("alle driftsherrer", "all operators"),
        Value::Count(years) => {
            Text::new(format!("{years} år"), format!("{years} {}", if *years == 1 { "year" } else { "years" }))
        }
        Value::Percent(share) => both(|lang| percent(*share, lang)),
        Value::Year(year) => Text::new(year.to_string(), year.to_string()),
        Value::Years(list) => years(list),
        Value::BaseYear(BaseYear::Of(year)) => Text::new(year.to_string(), year.to_string()),
        Value::BaseYear(BaseYear::YearsBefore(years)) => {
            Text::new(format!("{years} år før"), format!("{years} years before"))
        }
        Value::AtMost(limit) => at_most(limit),
    }
}

fn at_most(limit: &AtMost) -> Text {
    match limit {
        AtMost::Percent(change) if change.decimal().is_zero() => Text::new("ingen stigning (0 %)", "no rise (0%)"),
        AtMost::Percent(change) => both(|lang| {
            let size = plain(change.decimal().abs(), lang);
            match (change.decimal().is_sign_negative(), lang) {
                (true, Lang::Da) => format!("mindst {size} % ned"),
                (true, Lang::En) => format!("at least {size}% down"),
                (false, Lang::Da) => format!("højst {size} % op"),
                (false, Lang::En) => format!("at most {size}% up"),
            }
        }),
        AtMost::Index { minus, share } => both(|lang| {
            let whole = *share == Percent::HUNDRED;
            let share = if whole { String::new() } else { percent(*share, lang) + pick!(lang, " af ", " of ") };
            let minus = match minus.decimal().is_zero() {
                true => String::new(),
                false => pick!(lang, " minus ", " less ").to_owned() + &percent(*minus, lang),
            };
            pick!(
                lang,
                format!("{share}pris- og lønudviklingen{minus}"),
                format!("{share}the price and wage projection{minus}"),
            )
        }),
        AtMost::NoTarget => Text::new("intet mål", "no target"),
    }
}

pub(super) fn level_word(level: LimitLevel) -> Text {
    match level {
        LimitLevel::Offer => Text::new("hver takst for sig", "each tariff"),
        LimitLevel::Operator => Text::new("driftsherren under ét", "the operator as a whole"),
        LimitLevel::Region => Text::new("alle driftsherrer under ét", "all operators together"),
    }
}

pub(super) fn measure_word(measure: Measure) -> Text {
    match measure {
        Measure::Tariff => Text::new("taksten", "the tariff"),
        Measure::TariffBasis => Text::new("takstberegningsgrundlaget", "the tariff basis"),
        Measure::BasisPerPlace => Text::new("grundlaget pr. plads", "the basis per place"),
        Measure::CostPerPlaceDay => Text::new("udgiften pr. plads og dag", "the cost per place and day"),
    }
}

pub(super) fn denominator_word(denominator: Denominator) -> Text {
    match denominator {
        Denominator::TariffBasisBudget => Text::new("det budgetterede grundlag", "the budgeted basis"),
        Denominator::TariffBasisRealised => Text::new("det realiserede grundlag", "the realised basis"),
        Denominator::Turnover => Text::new("omsætningen", "the turnover"),
    }
}

pub(super) fn link(link: LinkWord) -> Text {
    match link {
        LinkWord::Document => Text::new("dokumentets ord", "the document's word"),
        LinkWord::Ours => Text::new("vores læsning", "our reading"),
    }
}

fn percent(share: Percent, lang: Lang) -> String {
    plain(share.decimal(), lang) + pick!(lang, " %", "%")
}

fn years(years: &[Year]) -> Text {
    if years.is_empty() {
        return Text::new("intet", "none");
    }
    let list = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Text::new(list.clone(), list)
}

fn date(day: NaiveDate) -> Text {
    Text::new(day.format("%d-%m-%Y").to_string(), day.to_string())
}

//! A rule's fields by key, typed: for showing, printing and comparing.

use super::rules::{
    Addressees, Allowance, AtMost, BaseYear, BuyersTest, CarriedResult, CatchUp, Credit, CreditedStep, DeficitInside,
    Denominator, LimitLevel, LocationTest, Measure, OwnPaymentInMeasure, OwnPaymentInTariff, PortfolioChanges,
    PriceBasis, Pricing, RegulatedAmount, ResultRegulation, RuleKind, Scope, SurplusInside, TariffDevelopment,
    Vocabulary,
};
use super::{Agreement, Choice, Key, Rule};
use crate::portfolio::FiguresKind;
use crate::quantity::{Percent, Year};
use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// One field of a rule: its key in the ruleset and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The key in the ruleset.
    #[serde(rename = "name")]
    pub key: Key,
    /// What it holds.
    pub value: FieldValue,
}

/// What a field holds. Closed, as `Choice` is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// Settled by the source.
    Fixed(Value),
    /// Settled by the ruleset: the source is silent.
    Chosen {
        /// What the ruleset sets.
        chosen: Value,
    },
    /// Left to a question: the value under each of its readings.
    Open {
        /// The question.
        question: Arc<str>,
        /// The reading judged by, where one is preferred.
        preferred: Option<Arc<str>>,
        /// Reading and value.
        readings: Vec<(Arc<str>, Value)>,
    },
}

/// The values that fields hold; those of closed vocabularies know their word.
macro_rules! values {
    ($($(#[doc = $doc:literal])+ $name:ident($kind:ty),)+) => {
        /// One value of a rule's field; shown as rulesets write it.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Value {
            $($(#[doc = $doc])+ $name($kind),)+
            /// A number of years.
            Count(i32),
            /// A percentage.
            Percent(Percent),
            /// A calendar year.
            Year(Year),
            /// Calendar years.
            Years(Vec<Year>),
            /// The year compared with.
            BaseYear(BaseYear),
            /// How much a measure may change.
            AtMost(AtMost),
        }

        $(impl From<$kind> for Value {
            fn from(value: $kind) -> Value {
                Value::$name(value)
            }
        })+

        impl fmt::Display for Value {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Value::$name(value) => f.write_str(value.name()),)+
                    Value::Count(years) => years.fmt(f),
                    Value::Percent(percent) => percent.fmt(f),
                    Value::Year(year) => year.fmt(f),
                    Value::Years(years) => {
                        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
                        f.write_str(&years.join(" "))
                    }
                    Value::BaseYear(base) => base_year(base, f),
                    Value::AtMost(limit) => at_most(limit, f),
                }
            }
        }
    };
}

values! {
    /// Where a covered offer lies.
    Location(LocationTest),
    /// Who buys places of a covered offer.
    Buyers(BuyersTest),
    /// On what a limit is tested.
    Level(LimitLevel),
    /// What is measured.
    Measure(Measure),
    /// Budget or realised.
    Figures(FiguresKind),
    /// How a step before the base year is counted.
    CreditedStep(CreditedStep),
    /// Whether own payment is added back.
    OwnPayment(OwnPaymentInMeasure),
    /// Which offers enter sums.
    PortfolioChanges(PortfolioChanges),
    /// In which prices amounts are compared.
    PriceBasis(PriceBasis),
    /// Whether earlier results stay in the measure.
    CarriedResult(CarriedResult),
    /// What may be deducted before a breach is certain.
    Allowance(Allowance),
    /// Of what the band is a percentage.
    Denominator(Denominator),
    /// How much of a result is regulated.
    Amount(RegulatedAmount),
    /// What becomes of a deficit inside the band.
    DeficitInside(DeficitInside),
    /// What becomes of a surplus inside the band.
    SurplusInside(SurplusInside),
    /// How own payment stands to a tariff's basis.
    OwnPaymentInTariff(OwnPaymentInTariff),
    /// Whom a catch-up names.
    Addressees(Addressees),
}

/// Values beside the vocabularies.
macro_rules! as_value {
    ($($kind:ty => $name:ident,)+) => {
        $(impl From<$kind> for Value {
            fn from(value: $kind) -> Value {
                Value::$name(value)
            }
        })+
    };
}

as_value! {
    i32 => Count,
    Percent => Percent,
    Year => Year,
    Vec<Year> => Years,
    BaseYear => BaseYear,
    AtMost => AtMost,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn base_year(base: &BaseYear, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match base {
        BaseYear::Of(year) => write!(f, "{year}"),
        BaseYear::YearsBefore(years) => write!(f, "years_before {years}"),
    }
}

fn at_most(limit: &AtMost, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match limit {
        AtMost::Percent(percent) => write!(f, "{percent}"),
        AtMost::Index { minus, share } if *share == Percent::HUNDRED => write!(f, "index_minus {minus}"),
        AtMost::Index { minus, share } => write!(f, "index_minus {minus} share_percent {share}"),
        AtMost::NoTarget => f.write_str("none"),
    }
}

impl Rule {
    /// The rule's fields, in the order of the ruleset format. Each kind is taken apart whole, so that a field more is
    /// named by the compiler.
    pub fn fields(&self, agreement: &Agreement) -> Vec<Field> {
        let list = Fields { agreement };
        let mut fields = match &self.kind {
            RuleKind::Scope(Scope { location, buyers }) => {
                vec![fixed(Key::Location, *location), fixed(Key::Buyers, *buyers)]
            }
            RuleKind::TariffDevelopment(rule) => list.tariff_development(rule),
            RuleKind::ResultRegulation(rule) => list.result_regulation(rule),
            RuleKind::Pricing(Pricing { own_payment, from_year }) => {
                vec![fixed(Key::OwnPayment, *own_payment), fixed(Key::FromYear, *from_year)]
            }
            RuleKind::CatchUp(CatchUp { addressees }) => vec![fixed(Key::Addressees, *addressees)],
        };
        for field in fields.iter_mut().filter(|field| agreement.chooses(&self.id, field.key)) {
            field.choose();
        }
        fields
    }
}

impl Field {
    /// Marks what the ruleset settles on its own; an open field stays open.
    fn choose(&mut self) {
        if let FieldValue::Fixed(value) = &self.value {
            self.value = FieldValue::Chosen { chosen: value.clone() };
        }
    }
}

struct Fields<'a> {
    agreement: &'a Agreement,
}

impl Fields<'_> {
    fn tariff_development(&self, rule: &TariffDevelopment) -> Vec<Field> {
        let TariffDevelopment {
            level,
            measure,
            figures,
            base_figures,
            base_year,
            at_most,
            credit,
            own_payment,
            portfolio_changes,
            price_basis,
            carried_result,
            also_against,
            allowance,
        } = rule;
        let mut fields = vec![
            self.choice(Key::Level, level),
            self.choice(Key::Measure, measure),
            self.choice(Key::Figures, figures),
            self.choice(Key::BaseFigures, base_figures),
            self.choice(Key::BaseYear, base_year),
            self.choice(Key::AtMostPercent, at_most),
        ];
        if let Some(Credit { year, step }) = credit {
            fields.extend([fixed(Key::CreditYear, *year), self.choice(Key::CreditedStep, step)]);
        }
        fields.extend([
            self.choice(Key::OwnPayment, own_payment),
            self.choice(Key::PortfolioChanges, portfolio_changes),
            self.choice(Key::PriceBasis, price_basis),
            self.choice(Key::CarriedResult, carried_result),
            self.choice(Key::AlsoAgainst, also_against),
            fixed(Key::Allowance, *allowance),
        ]);
        fields
    }

    fn result_regulation(&self, rule: &ResultRegulation) -> Vec<Field> {
        let ResultRegulation {
            lag_years,
            spread_years,
            band_percent,
            denominator,
            amount,
            deficit_inside,
            surplus_inside,
        } = rule;
        let mut fields = vec![fixed(Key::LagYears, *lag_years)];
        fields.extend((*spread_years != 1).then(|| fixed(Key::SpreadYears, *spread_years)));
        fields.extend([
            fixed(Key::BandPercent, *band_percent),
            self.choice(Key::Denominator, denominator),
            self.choice(Key::Amount, amount),
            self.choice(Key::DeficitInside, deficit_inside),
            self.choice(Key::SurplusInside, surplus_inside),
        ]);
        fields
    }

    fn choice<T: Clone + Into<Value>>(&self, key: Key, choice: &Choice<T>) -> Field {
        let value = match choice {
            Choice::Fixed(value) => FieldValue::Fixed(value.clone().into()),
            Choice::Open { question, by_reading } => {
                let asked = self.agreement.questions.get(*question);
                let readings = asked.into_iter().flat_map(|asked| &asked.readings);
                let by_name = readings.zip(by_reading).map(|(one, value)| (Arc::clone(&one.id), value.clone().into()));
                let preferred = asked.and_then(|asked| asked.readings.get(asked.preferred?));
                FieldValue::Open {
                    question: asked.map_or_else(|| Arc::from(""), |asked| Arc::clone(&asked.id)),
                    preferred: preferred.map(|one| Arc::clone(&one.id)),
                    readings: by_name.collect(),
                }
            }
        };
        Field { key, value }
    }
}

fn fixed(key: Key, value: impl Into<Value>) -> Field {
    Field { key, value: FieldValue::Fixed(value.into()) }
}

/// The name of a value in rulesets.
pub(super) fn word<T: Vocabulary>(value: &T) -> String {
    value.name().to_owned()
}

//! The kinds of rule (rules.md, section 4), one file a kind.

mod catch_up;
mod pricing;
mod result_regulation;
mod scope;
mod tariff_development;

pub use catch_up::{Addressees, CatchUp};
pub use pricing::{OwnPaymentInTariff, Pricing};
pub use result_regulation::{DeficitInside, Denominator, RegulatedAmount, ResultRegulation, SurplusInside};
pub use scope::{BuyersTest, LocationTest, Scope};
pub use tariff_development::{
    Allowance, AtMost, BaseYear, CarriedResult, Credit, CreditedStep, LimitLevel, Measure, OwnPaymentInMeasure,
    PortfolioChanges, PriceBasis, TariffDevelopment,
};

use crate::quantity::Year;
use crate::text::Text;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Names of a closed vocabulary, as they stand in rulesets.
macro_rules! vocabulary {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $about:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[doc = $about])+ $variant,)+
        }

        impl crate::agreement::rules::Vocabulary for $name {
            const ALL: &'static [(&'static str, $name)] = &[$(($text, $name::$variant),)+];
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(crate::agreement::rules::Vocabulary::name(*self))
            }
        }
    };
}
pub(super) use vocabulary;

/// A closed set of values with their names in rulesets.
pub(crate) trait Vocabulary: Copy + PartialEq + Sized + 'static {
    /// Every name with its value.
    const ALL: &'static [(&'static str, Self)];

    /// The value with this name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The value's name; every value has one.
    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// One rule of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its id within the agreement.
    pub id: Arc<str>,
    /// Its name.
    pub title: Text,
    /// How it binds; a scope binds nobody.
    pub force: Option<Force>,
    /// The clauses it rests on, at least one.
    pub clauses: Vec<Arc<str>>,
    /// The subject years that it rules.
    pub years: Vec<Year>,
    /// The question and the reading under which alone it exists.
    pub only_under: Option<(usize, usize)>,
    /// The rule of another agreement that it takes fields from, as `agreement#rule`.
    pub same_as: Option<Arc<str>>,
    /// What it asks.
    pub kind: RuleKind,
}

/// How a rule binds. Closed: which forces combine is law here, so a further one is to be seen by all who read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Something must be done.
    Duty,
    /// Something must not be done.
    Prohibition,
    /// Something is striven for.
    Aim,
    /// Something is watched.
    FollowUp,
}

impl Vocabulary for Force {
    const ALL: &'static [(&'static str, Force)] = &[
        ("duty", Force::Duty),
        ("prohibition", Force::Prohibition),
        ("aim", Force::Aim),
        ("follow-up", Force::FollowUp),
    ];
}

impl Force {
    /// Duties and prohibitions decide the combined verdict; aims and follow-ups are shown only.
    pub fn combines(self) -> bool {
        matches!(self, Force::Duty | Force::Prohibition)
    }
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleKind {
    /// Which offers the agreement covers.
    Scope(Scope),
    /// How a measure may change from a base year.
    TariffDevelopment(Box<TariffDevelopment>),
    /// What happens to an earlier year's result.
    ResultRegulation(ResultRegulation),
    /// What a tariff may contain.
    Pricing(Pricing),
    /// What those must strive for who missed earlier agreements.
    CatchUp(CatchUp),
}

impl RuleKind {
    /// The kinds by the names of rules.md, section 4: each is ruled or declared silent.
    pub const TOPICS: [&str; 5] = ["scope", "tariff_development", "result_regulation", "pricing", "catch_up"];

    /// The kind's name.
    pub fn topic(&self) -> &'static str {
        match self {
            RuleKind::Scope(_) => "scope",
            RuleKind::TariffDevelopment(_) => "tariff_development",
            RuleKind::ResultRegulation(_) => "result_regulation",
            RuleKind::Pricing(_) => "pricing",
            RuleKind::CatchUp(_) => "catch_up",
        }
    }

    fn questions(&self) -> Vec<usize> {
        match self {
            RuleKind::TariffDevelopment(rule) => rule.questions(),
            RuleKind::ResultRegulation(rule) => rule.questions(),
            RuleKind::Scope(_) | RuleKind::Pricing(_) | RuleKind::CatchUp(_) => Vec::new(),
        }
    }
}

impl Rule {
    /// The questions on which the rule depends, by their place in the agreement's list.
    pub fn questions(&self) -> BTreeSet<usize> {
        self.only_under.iter().map(|(question, _)| *question).chain(self.kind.questions()).collect()
    }

    /// Gives the questions other numbers, when the rule is taken over from another agreement.
    pub(crate) fn renumber(&mut self, number: &mut dyn FnMut(usize) -> usize) {
        if let Some((question, _)) = &mut self.only_under {
            *question = number(*question);
        }
        match &mut self.kind {
            RuleKind::TariffDevelopment(rule) => rule.renumber(number),
            RuleKind::ResultRegulation(rule) => rule.renumber(number),
            RuleKind::Scope(_) | RuleKind::Pricing(_) | RuleKind::CatchUp(_) => {}
        }
    }
}

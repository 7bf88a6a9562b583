//! Everything that does not depend on the budget: years resolved, readings multiplied out.

mod case;
mod cells;
mod combinations;
mod formula;
mod options;
mod terms;

pub(crate) use case::{Band, Case};
pub use cells::Cell;
pub(crate) use cells::{AccountCells, Cells, Part, Slot, Slots, Years};
pub(crate) use combinations::{Combination, Combinations};
pub(crate) use formula::{Amount, BandFormula, Formula, LimitFormula, OtherPrices};
pub use options::{Options, PlanError};
pub(crate) use terms::Terms;

use crate::agreement::rules::LimitLevel;
use crate::agreement::{Agreement, Force, Rule, RuleKind, TextStatus};
use crate::portfolio::{Assumption, Portfolio};
use crate::price_index::PriceIndex;
use crate::quantity::Year;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One agreement made ready for one year: judges any number of portfolios.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    pub(crate) agreement: &'a Agreement,
    pub(crate) year: Year,
    pub(crate) shift: Option<i32>,
    pub(crate) rules: Vec<PlannedRule<'a>>,
    pub(crate) index: PriceIndex,
    pub(crate) assumptions: Vec<Assumption>,
    /// What the rules' formulas read of an offer.
    pub(crate) cells: Cells,
    /// The rules that bind offers, operators and the region, under joint choices of readings.
    joints: [Joint; 3],
}

/// A rule with all combinations of the readings it depends on.
#[derive(Clone, Debug)]
pub(crate) struct PlannedRule<'a> {
    pub(crate) rule: &'a Rule,
    /// What its findings rest on.
    pub(crate) clauses: Arc<[Arc<str>]>,
    /// False when the rule does not rule the subject year.
    pub(crate) is_ruled: bool,
    pub(crate) combinations: Combinations,
    /// What the rule asks: those that differ.
    pub(crate) cases: Vec<Case>,
    /// Each of them as arithmetic, where it can be.
    pub(crate) formulas: Vec<Option<Formula>>,
    /// Of each case the first that is the same where no offer opens or closes.
    pub(crate) alike: Vec<usize>,
    /// Which of the cases each combination is.
    pub(crate) case_of: Vec<usize>,
}

/// Some rules under joint choices of the readings that any of them depends on.
#[derive(Clone, Debug)]
pub(crate) struct Joint {
    pub(crate) combinations: Combinations,
    pub(crate) rules: Vec<usize>,
    /// The choices that differ: of each rule its case.
    pub(crate) choices: Vec<Vec<usize>>,
    /// Which of them each combination is.
    pub(crate) choice_of: Vec<usize>,
}

impl<'a> Plan<'a> {
    /// Makes an agreement ready for a subject year. Outside the agreement's period it is transposed by whole
    /// years, and every assessment says so (rules.md, section 7).
    ///
    /// # Errors
    /// When a question, reading or rule named in the options does not exist.
    pub fn new(agreement: &'a Agreement, year: Year, options: &Options) -> Result<Plan<'a>, PlanError> {
        let allowed = options::allowed(agreement, options)?;
        let rules: Vec<&Rule> = match &options.rule {
            None => agreement.rules.iter().collect(),
            Some(id) => vec![agreement.rule(id).ok_or_else(|| PlanError::UnknownRule {
                agreement: agreement.id.to_string(),
                rule: id.clone(),
                known: agreement.rules.iter().map(|rule| rule.id.to_string()).collect(),
            })?],
        };
        let in_force = agreement.in_force.touches(year);
        let shift = (!in_force).then(|| year.number() - agreement.in_force.first_year());
        let planned = |rule| PlannedRule::new(rule, agreement, &allowed, year, shift.unwrap_or(0));
        let mut rules: Vec<PlannedRule<'_>> = rules.into_iter().map(planned).collect();
        let mut cells = Cells::new(year);
        for planned in rules.iter_mut().filter(|planned| planned.is_ruled) {
            let formula = |case| Formula::of(case, year, &options.index, &mut cells);
            planned.formulas = planned.cases.iter().map(formula).collect();
        }
        let levels = [LimitLevel::Offer, LimitLevel::Operator, LimitLevel::Region];
        let joints = levels.map(|level| Joint::new(&rules, level, agreement, &allowed));
        let (index, assumptions) = (options.index.clone(), options.assumptions.clone());
        Ok(Plan { agreement, year, shift, rules, index, assumptions, cells, joints })
    }

    /// The agreement.
    pub fn agreement(&self) -> &'a Agreement {
        self.agreement
    }

    /// The subject year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// A year of the agreement, moved along when the agreement is transposed.
    pub(crate) fn shifted(&self, year: Year) -> Year {
        year.plus(self.shift.unwrap_or(0))
    }

    /// True when the subject year is among those that a rule judges.
    pub(crate) fn is_ruled_by(&self, rule: &Rule) -> bool {
        rule.years.iter().any(|year| self.shifted(*year) == self.year)
    }

    /// The rules that bind at a level, taken together.
    pub(crate) fn joint(&self, level: LimitLevel) -> &Joint {
        let [offer, operator, region] = &self.joints;
        match level {
            LimitLevel::Offer => offer,
            LimitLevel::Operator => operator,
            LimitLevel::Region => region,
        }
    }

    /// The assumption that something else than the agreement's text stands for it.
    pub(crate) fn text_assumption(&self) -> Option<&'static str> {
        match self.agreement.text {
            TextStatus::Agreement => None,
            TextStatus::Draft => Some("text-is-draft"),
            TextStatus::Proposal => Some("text-is-proposal"),
            TextStatus::Account => Some("text-is-account"),
            TextStatus::Invented => Some("text-is-invented"),
        }
    }

    /// The portfolio with its blanks filled as the user assumes.
    pub(crate) fn assumed<'p>(&self, portfolio: &'p Portfolio) -> std::borrow::Cow<'p, Portfolio> {
        if self.assumptions.is_empty() {
            return std::borrow::Cow::Borrowed(portfolio);
        }
        std::borrow::Cow::Owned(portfolio.clone().assume(&self.assumptions))
    }
}

impl<'a> PlannedRule<'a> {
    fn new(rule: &'a Rule, agreement: &Agreement, allowed: &[Vec<usize>], year: Year, shift: i32) -> PlannedRule<'a> {
        let combinations = Combinations::new(rule.questions(), agreement, allowed);
        let mut cases: Vec<Case> = Vec::new();
        let mut case_of = Vec::new();
        for combination in combinations.all() {
            let case = Case::under(rule, &combination.readings, year, shift).unwrap_or(Case::Nothing);
            let known = cases.iter().position(|other| *other == case);
            case_of.push(known.unwrap_or(cases.len()));
            if known.is_none() {
                cases.push(case);
            }
        }
        let is_ruled = rule.years.iter().any(|ruled| ruled.plus(shift) == year);
        let steady: Vec<Case> = cases.iter().map(Case::with_all_offers).collect();
        let alike = steady.iter().filter_map(|case| steady.iter().position(|other| other == case)).collect();
        PlannedRule {
            rule,
            clauses: rule.clauses.clone().into(),
            is_ruled,
            combinations,
            cases,
            formulas: Vec::new(),
            alike,
            case_of,
        }
    }

    /// The cases under the preferred readings: one, unless some question has no preferred reading.
    pub(crate) fn preferred_cases(&self) -> &[usize] {
        self.case_of.get(..self.combinations.preferred()).unwrap_or(&self.case_of)
    }

    /// True when a subject at this level has a finding of the rule.
    pub(crate) fn speaks_at(&self, level: LimitLevel) -> bool {
        match (&self.rule.kind, level) {
            (RuleKind::CatchUp(_), level) => level == LimitLevel::Operator,
            (_, LimitLevel::Offer) => true,
            (RuleKind::TariffDevelopment(rule), level) => rule.judges(level),
            (RuleKind::Scope(_) | RuleKind::ResultRegulation(_) | RuleKind::Pricing(_), _) => false,
        }
    }

    /// True when it judges single offers by their figures.
    pub(crate) fn is_judged_alone(&self) -> bool {
        self.speaks_at(LimitLevel::Offer) && !matches!(self.rule.kind, RuleKind::Scope(_))
    }

    /// True when that finding binds: scope is no duty, and a contribution binds nobody.
    pub(crate) fn binds_at(&self, level: LimitLevel) -> bool {
        self.speaks_at(level)
            && match &self.rule.kind {
                RuleKind::Scope(_) => false,
                RuleKind::TariffDevelopment(rule) => !rule.is_contribution(level),
                RuleKind::ResultRegulation(_) | RuleKind::Pricing(_) | RuleKind::CatchUp(_) => true,
            }
    }
}

impl Joint {
    fn new(rules: &[PlannedRule<'_>], level: LimitLevel, agreement: &Agreement, allowed: &[Vec<usize>]) -> Joint {
        let combines = |planned: &PlannedRule<'_>| planned.rule.force.is_some_and(Force::combines);
        let binding: Vec<(usize, &PlannedRule<'_>)> =
            rules.iter().enumerate().filter(|(_, planned)| combines(planned) && planned.binds_at(level)).collect();
        let questions = binding.iter().flat_map(|(_, planned)| planned.rule.questions()).collect();
        let combinations = Combinations::new(questions, agreement, allowed);
        let case = |planned: &PlannedRule<'_>, combination: &Combination| {
            let position = planned.combinations.position(&combination.readings);
            position.and_then(|position| planned.case_of.get(position).copied()).unwrap_or(0)
        };
        let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let mut choices = Vec::new();
        let mut choice_of = Vec::new();
        for combination in combinations.all() {
            let cases: Vec<usize> = binding.iter().map(|(_, planned)| case(planned, combination)).collect();
            let choice = *known.entry(cases).or_insert_with_key(|cases| {
                choices.push(cases.clone());
                choices.len() - 1
            });
            choice_of.push(choice);
        }
        let rules = binding.into_iter().map(|(index, _)| index).collect();
        Joint { combinations, rules, choices, choice_of }
    }
}

//! What all rules say of a row under all readings, and what its duties come to together.

use super::arithmetic::Row;
use super::cases::{Cases, Told};
use super::full_brief::FullBrief;
use super::input::Input;
use crate::assessment::{Flip, Robust, Verdict};
use crate::evaluate::joint::{Partial, Together, together};
use crate::evaluate::record::Record;
use crate::evaluate::subject::Judging;
use std::cell::OnceCell;

/// What all rules say of one offer under all readings.
pub struct FullAssessment<'r, 'p> {
    said: Said<'r, 'p>,
    /// What the duties come to, once that was asked for.
    together: OnceCell<Together>,
}

/// What every case of every rule says of a row.
#[derive(Clone, Copy)]
pub(super) struct Said<'r, 'p> {
    pub(super) input: &'r Input<'p>,
    pub(super) judging: &'r Judging<'p>,
    pub(super) rules: &'r [Cases<'p>],
    pub(super) row: Row<'r>,
    pub(super) record: &'r Record<'p>,
    pub(super) told: &'r [Told],
}

impl<'r, 'p> FullAssessment<'r, 'p> {
    pub(super) fn new(said: Said<'r, 'p>) -> FullAssessment<'r, 'p> {
        FullAssessment { said, together: OnceCell::new() }
    }

    /// What each rule says, in their order.
    pub fn briefs(&self) -> impl Iterator<Item = FullBrief<'r, 'p>> + use<'r, 'p> {
        let Said { input, judging, rules, row, record, told } = self.said;
        rules.iter().map(move |cases| FullBrief::new(input, judging, cases, (row, record), cases.own(told)))
    }

    /// What the duties come to together under the preferred readings.
    pub fn verdict(&self) -> Verdict {
        self.together().verdict
    }

    /// Whether a reading turns it. `None` where that is up to the total of an operator or the region, on which some reading lays
    /// the duty that is breached: whether that total holds it is not told by the offer's own row.
    pub fn robust(&self) -> Option<Robust> {
        self.together().combined.as_ref().map(|combined| combined.robust)
    }

    /// The joint choices of readings with another definite verdict, the smallest sets of differing readings first; without those
    /// that are up to such a total.
    pub fn flips(&self) -> &[Flip] {
        self.together().combined.as_ref().map_or(&[], |combined| &combined.flips)
    }

    fn together(&self) -> &Together {
        self.together.get_or_init(|| {
            let Said { judging, rules, told, .. } = self.said;
            together(judging, |rule, above| {
                let cases = rules.iter().find(|cases| cases.index == rule)?;
                let (own, places) = (cases.own(told), &cases.place_of_case);
                let is_breach = own.get(cases.preferred)?.verdict == Verdict::Breached;
                let partial = |told: &Told| match is_breach && told.moved {
                    true => Partial { verdict: above, moved: true },
                    false => told.partial(),
                };
                let mut under = Vec::with_capacity(places.len());
                under.extend(places.iter().filter_map(|place| own.get(*place)).map(partial));
                Some(under)
            })
        })
    }
}

impl Told {
    fn partial(&self) -> Partial {
        Partial { verdict: self.verdict, moved: self.moved }
    }
}

impl std::fmt::Debug for FullAssessment<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.briefs()).finish()
    }
}

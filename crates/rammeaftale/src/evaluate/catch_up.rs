//! What those must strive for who missed earlier agreements: which are not modelled, so nobody can be judged.

use super::judgement::Judgement;
use crate::agreement::rules::{Addressees, CatchUp};
use crate::assessment::{NotApplicable, Undetermined};
use crate::portfolio::Authority;

pub(super) fn judge(rule: &CatchUp, operator: Authority) -> Judgement<'static> {
    match rule.addressees {
        Addressees::Municipalities if !operator.is_municipality() => {
            Judgement::not_applicable(NotApplicable::NotAddressed)
        }
        Addressees::Municipalities | Addressees::Operators => Judgement::undetermined(Undetermined::NotStated),
    }
}

//! Truth that may be unknown, joined as in Kleene's strong three-valued logic (K3): `None` is unknown.
//!
//! "The rule holds if it holds without the credit or with it" is [`or`]. "And" is where several must hold: comparisons
//! of a rule, duties and prohibitions of an assessment (`Verdict::and`). Nothing is ever negated.

/// True when one is, whatever the other; false when both are.
pub(super) fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// The published tables of K3 (S. C. Kleene, Introduction to Metamathematics, 1952, § 64): a, b, what they give.
#[cfg(test)]
pub(super) mod tables {
    const T: Option<bool> = Some(true);
    const U: Option<bool> = None;
    const F: Option<bool> = Some(false);

    pub(crate) const AND: [(Option<bool>, Option<bool>, Option<bool>); 9] =
        [(T, T, T), (T, U, U), (T, F, F), (U, T, U), (U, U, U), (U, F, F), (F, T, F), (F, U, F), (F, F, F)];

    pub(crate) const OR: [(Option<bool>, Option<bool>, Option<bool>); 9] =
        [(T, T, T), (T, U, T), (T, F, T), (U, T, T), (U, U, U), (U, F, U), (F, T, T), (F, U, U), (F, F, F)];
}

#[cfg(test)]
mod tests {
    use super::{or, tables};
    use crate::assessment::{Undetermined, Verdict};

    #[test]
    fn one_of_two_is_the_or_of_kleene() {
        for (a, b, either) in tables::OR {
            assert_eq!(or(a, b), either, "{a:?} or {b:?}");
        }
    }

    #[test]
    fn duties_together_are_the_and_of_kleene() {
        let verdict = |truth| match truth {
            Some(true) => Verdict::Met,
            Some(false) => Verdict::Breached,
            None => Verdict::Undetermined(Undetermined::MissingInput),
        };
        for (a, b, both) in tables::AND {
            assert_eq!(verdict(a).and(verdict(b)), verdict(both), "{a:?} and {b:?}");
        }
    }
}

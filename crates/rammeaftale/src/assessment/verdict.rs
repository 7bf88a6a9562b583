//! Verdicts and their causes. There is no conversion to a truth value.

use serde::{Serialize, Serializer};
use std::mem;

/// What a rule says of a subject (rules.md, section 6). Closed: three answers, and that nothing is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every figure that matters is known and the rule holds.
    Met,
    /// Every figure that matters is known and the rule does not hold.
    Breached,
    /// Something that matters is not known or not stated.
    Undetermined(Undetermined),
    /// The rule does not speak of the subject.
    NotApplicable(NotApplicable),
}

/// Why a verdict is open; where several apply, the first in this order is the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Undetermined {
    /// A figure is blank.
    MissingInput,
    /// There is nothing comparable to hold the figure against.
    NotComparable,
    /// A price projection is not at hand.
    MissingIndex,
    /// It turns on a model that the source only announces.
    AnnouncedModel,
    /// The source does not say.
    NotStated,
    /// The readings disagree and none is preferred.
    Reading,
}

/// Why a rule does not speak of a subject; where several apply, the first in this order is the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NotApplicable {
    /// The agreement does not cover it.
    OutOfScope,
    /// The rule does not rule the year.
    OtherYear,
    /// The offer does not exist in the year.
    NoOffer,
    /// No duty exists.
    NoDuty,
    /// The rule does not name the operator.
    NotAddressed,
    /// The rule does not exist, or binds another, under the reading.
    Reading,
}

/// How far a verdict depends on readings. Closed: three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Robust {
    /// No reading turns it.
    Yes,
    /// Some reading turns it.
    No,
    /// Some reading cannot be judged.
    Unknown,
}

impl Verdict {
    /// The verdict's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::Breached => "breached",
            Verdict::Undetermined(_) => "undetermined",
            Verdict::NotApplicable(_) => "not-applicable",
        }
    }

    /// The cause's name in JSON; met and breached have none.
    pub fn cause(self) -> Option<&'static str> {
        match self {
            Verdict::Met | Verdict::Breached => None,
            Verdict::Undetermined(cause) => Some(cause.name()),
            Verdict::NotApplicable(cause) => Some(cause.name()),
        }
    }

    /// Every verdict but undetermined is definite.
    pub fn is_definite(self) -> bool {
        !matches!(self, Verdict::Undetermined(_))
    }

    /// The same verdict, whatever the cause.
    pub(crate) fn same_kind(self, other: Verdict) -> bool {
        mem::discriminant(&self) == mem::discriminant(&other)
    }

    /// Duties and prohibitions together: any breached, else any undetermined, else any met, else not applicable.
    pub(crate) fn and(self, other: Verdict) -> Verdict {
        let rank = |verdict: Verdict| match verdict {
            Verdict::Breached => 0,
            Verdict::Undetermined(_) => 1,
            Verdict::Met => 2,
            Verdict::NotApplicable(_) => 3,
        };
        if (rank(other), other) < (rank(self), self) { other } else { self }
    }
}

impl Undetermined {
    /// All of them, in the order in which one becomes the cause.
    pub const ALL: [Undetermined; 6] = [
        Undetermined::MissingInput,
        Undetermined::NotComparable,
        Undetermined::MissingIndex,
        Undetermined::AnnouncedModel,
        Undetermined::NotStated,
        Undetermined::Reading,
    ];

    /// The cause's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Undetermined::MissingInput => "missing-input",
            Undetermined::NotComparable => "not-comparable",
            Undetermined::MissingIndex => "missing-index",
            Undetermined::AnnouncedModel => "announced-model",
            Undetermined::NotStated => "not-stated",
            Undetermined::Reading => "reading",
        }
    }
}

impl NotApplicable {
    /// All of them, in the order in which one becomes the cause.
    pub const ALL: [NotApplicable; 6] = [
        NotApplicable::OutOfScope,
        NotApplicable::OtherYear,
        NotApplicable::NoOffer,
        NotApplicable::NoDuty,
        NotApplicable::NotAddressed,
        NotApplicable::Reading,
    ];

    /// The cause's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            NotApplicable::OutOfScope => "out-of-scope",
            NotApplicable::OtherYear => "other-year",
            NotApplicable::NoOffer => "no-offer",
            NotApplicable::NoDuty => "no-duty",
            NotApplicable::NotAddressed => "not-addressed",
            NotApplicable::Reading => "reading",
        }
    }
}

impl Serialize for Undetermined {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_breach_decides_and_one_unknown_keeps_open() {
        let open = Verdict::Undetermined(Undetermined::MissingIndex);
        let missing = Verdict::Undetermined(Undetermined::MissingInput);
        let none = Verdict::NotApplicable(NotApplicable::NoDuty);
        assert_eq!(Verdict::Met.and(open).and(Verdict::Breached), Verdict::Breached);
        assert_eq!(Verdict::Met.and(open).and(missing).and(none), missing);
        assert_eq!(none.and(Verdict::Met), Verdict::Met);
        assert_eq!(none.and(none), none);
    }
}

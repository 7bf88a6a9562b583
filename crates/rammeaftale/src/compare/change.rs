//! What became of one fact.

use super::fact::Fact;
use crate::agreement::rules::{Denominator, LimitLevel, Measure};
use crate::portfolio::FiguresKind;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// What became of one key from the first agreement to the second. Closed: section 7 of rules.md names them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The same in both.
    Same(Fact),
    /// Another.
    Changed {
        /// In the first agreement.
        from: Fact,
        /// In the second.
        to: Fact,
    },
    /// Only in the second.
    Added(Fact),
    /// Only in the first.
    Removed(Fact),
    /// One text, or both, is silent on it, as the ruleset says in so many words; what stands on that side all the same
    /// is a silence of the text or a choice of the ruleset.
    NotStated {
        /// Which.
        silent: Silent,
        /// What stands in the first agreement.
        from: Option<Fact>,
        /// What stands in the second.
        to: Option<Fact>,
    },
    /// In both, but not on one scale.
    NotComparable {
        /// In the first agreement.
        from: Fact,
        /// In the second.
        to: Fact,
        /// What makes the scales differ.
        why: Vec<Scale>,
    },
}

/// Which text is silent. Closed: there are two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Silent {
    /// The first.
    From,
    /// The second.
    To,
    /// Both.
    Both,
}

/// Why two figures are not on one scale. Each list holds what the rule may mean, one a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "scale", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scale {
    /// Something else is measured.
    Measure {
        /// In the first agreement.
        from: Vec<Measure>,
        /// In the second.
        to: Vec<Measure>,
    },
    /// It is tested on something else.
    Level {
        /// In the first agreement.
        from: Vec<LimitLevel>,
        /// In the second.
        to: Vec<LimitLevel>,
    },
    /// It is measured on other figures.
    Figures {
        /// In the first agreement.
        from: Vec<FiguresKind>,
        /// In the second.
        to: Vec<FiguresKind>,
    },
    /// It is a percentage of something else.
    Denominator {
        /// In the first agreement.
        from: Vec<Denominator>,
        /// In the second.
        to: Vec<Denominator>,
    },
}

impl Change {
    /// What stands in the first agreement.
    pub fn from(&self) -> Option<&Fact> {
        match self {
            Change::Same(fact) | Change::Removed(fact) => Some(fact),
            Change::Changed { from, .. } | Change::NotComparable { from, .. } => Some(from),
            Change::Added(_) => None,
            Change::NotStated { from, .. } => from.as_ref(),
        }
    }

    /// What stands in the second.
    pub fn to(&self) -> Option<&Fact> {
        match self {
            Change::Same(fact) | Change::Added(fact) => Some(fact),
            Change::Changed { to, .. } | Change::NotComparable { to, .. } => Some(to),
            Change::Removed(_) => None,
            Change::NotStated { to, .. } => to.as_ref(),
        }
    }

    /// True when the two differ.
    pub fn is_change(&self) -> bool {
        self.from() != self.to()
    }

    /// What became of it, as a word of JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Change::Same(_) => "same",
            Change::Changed { .. } => "changed",
            Change::Added(_) => "added",
            Change::Removed(_) => "removed",
            Change::NotStated { .. } => "not-stated",
            Change::NotComparable { .. } => "not-comparable",
        }
    }

    pub(super) fn mirrored(self) -> Change {
        match self {
            Change::Same(fact) => Change::Same(fact),
            Change::Changed { from, to } => Change::Changed { from: to, to: from },
            Change::Added(fact) => Change::Removed(fact),
            Change::Removed(fact) => Change::Added(fact),
            Change::NotStated { silent, from, to } => {
                Change::NotStated { silent: silent.mirrored(), from: to, to: from }
            }
            Change::NotComparable { from, to, why } => {
                Change::NotComparable { from: to, to: from, why: why.into_iter().map(Scale::mirrored).collect() }
            }
        }
    }
}

impl Silent {
    fn mirrored(self) -> Silent {
        match self {
            Silent::From => Silent::To,
            Silent::To => Silent::From,
            Silent::Both => Silent::Both,
        }
    }
}

impl Scale {
    fn mirrored(self) -> Scale {
        match self {
            Scale::Measure { from, to } => Scale::Measure { from: to, to: from },
            Scale::Level { from, to } => Scale::Level { from: to, to: from },
            Scale::Figures { from, to } => Scale::Figures { from: to, to: from },
            Scale::Denominator { from, to } => Scale::Denominator { from: to, to: from },
        }
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("is", self.name())?;
        if let Change::NotStated { silent, .. } = self {
            out.serialize_entry("silent", silent)?;
        }
        out.serialize_entry("from", &self.from())?;
        out.serialize_entry("to", &self.to())?;
        if let Change::NotComparable { why, .. } = self {
            out.serialize_entry("why", why)?;
        }
        out.end()
    }
}

//! The JSON form (architecture.md, section 4): the keys and their order are a promise to others.

use super::{Assessment, Figures, Finding, Flip, LimitFigures, Undecided};
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("agreement", &self.agreement)?;
        out.serialize_entry("subject", &self.subject)?;
        out.serialize_entry("year", &self.year)?;
        out.serialize_entry("as_if", &self.as_if)?;
        out.serialize_entry("verdict", self.verdict.name())?;
        out.serialize_entry("cause", &self.verdict.cause())?;
        out.serialize_entry("robust", &self.robust)?;
        out.serialize_entry("flips", &self.flips)?;
        out.serialize_entry("assumptions", &self.assumptions)?;
        if let Some(offers) = &self.offers {
            out.serialize_entry("offers", offers)?;
        }
        out.serialize_entry("findings", &self.findings)?;
        out.end()
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 16)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("tariff_name", &self.tariff_name)?;
        out.serialize_field("force", &self.force)?;
        out.serialize_field("binding", &self.binding)?;
        out.serialize_field("verdict", self.verdict.name())?;
        out.serialize_field("cause", &self.verdict.cause())?;
        out.serialize_field("missing", &self.missing)?;
        out.serialize_field("settled_by", &self.settled_by)?;
        match &self.figures {
            Figures::None => out.serialize_field("figures", &LimitFigures::default())?,
            figures => out.serialize_field("figures", figures)?,
        }
        out.serialize_field("readings", &self.readings)?;
        out.serialize_field("robust", &self.robust)?;
        out.serialize_field("flips", &self.flips)?;
        out.serialize_field("undecided", &self.undecided)?;
        out.serialize_field("assumptions", &self.assumptions)?;
        out.serialize_field("left_out", &self.left_out)?;
        out.serialize_field("clauses", &self.clauses)?;
        out.end()
    }
}

impl Serialize for Flip {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Flip", 3)?;
        out.serialize_field("readings", &self.readings)?;
        out.serialize_field("verdict", self.verdict.name())?;
        out.serialize_field("cause", &self.verdict.cause())?;
        out.end()
    }
}

impl Serialize for Undecided {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("readings", &self.readings)?;
        out.serialize_entry("cause", &self.cause)?;
        out.serialize_entry("missing", &self.missing)?;
        if let Some(percent) = &self.met_from_projection_percent {
            out.serialize_entry("met_from_projection_percent", percent)?;
        }
        out.end()
    }
}

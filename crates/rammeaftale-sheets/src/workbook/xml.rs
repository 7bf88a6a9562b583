//! The elements of a part, one after the other.

use super::damaged;
use crate::mistake::Problem;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::BufRead;

/// Reads a part of a workbook: `on` is called with every start, end and text in turn.
pub(super) fn read(part: impl BufRead, mut on: impl FnMut(Node<'_>) -> Result<(), Problem>) -> Result<(), Problem> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| broken())? {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(broken()),
            Event::Start(start) => {
                depth += 1;
                on(Node::Start(start.local_name().as_ref(), Attributes(&start)))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                on(Node::End(end.local_name().as_ref()))?;
            }
            Event::Text(text) => on(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => on(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(entity) => {
                let one = entity.resolve_char_ref().map_err(|_| broken())?.map(String::from);
                let text = one.as_deref().or_else(|| resolve_predefined_entity(&entity));
                on(Node::Text(text.ok_or_else(broken)?))?;
            }
            _ => {}
        }
    }
}

/// What stands in a part; names without their prefix.
pub(super) enum Node<'n> {
    Start(&'n str, Attributes<'n>),
    End(&'n str),
    Text(&'n str),
}

/// The attributes of an element, by name without prefix.
pub(super) struct Attributes<'n>(&'n BytesStart<'n>);

impl Attributes<'_> {
    pub(super) fn get(&self, name: &str) -> Result<Option<String>, Problem> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| broken())?;
            if attribute.key.local_name().as_ref() == name {
                return attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map(|value| Some(value.into_owned()))
                    .map_err(|_| broken());
            }
        }
        Ok(None)
    }

    /// True where an attribute of this name, of whichever prefix, has the value.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        let mut all = self.0.attributes();
        all.with_checks(false).flatten().any(|one| one.key.local_name().as_ref() == name && &*one.value == value)
    }

    /// A number of an attribute; `None` where it is none.
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, Problem> {
        Ok(self.get(name)?.and_then(|text| text.parse().ok()))
    }

    /// True for an element such as `<strike/>`, unless its value takes it back.
    pub(super) fn is_on(&self) -> Result<bool, Problem> {
        Ok(self.get("val")?.is_none() || self.is_set("val")?)
    }

    /// True where the attribute is set.
    pub(super) fn is_set(&self, name: &str) -> Result<bool, Problem> {
        Ok(matches!(self.get(name)?.as_deref(), Some("1" | "true" | "on")))
    }
}

/// XML that does not end as it began, or says what cannot be.
pub(super) fn broken() -> Problem {
    damaged("en af dens dele er beskadiget", "one of its parts is damaged")
}

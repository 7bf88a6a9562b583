//! Values as TOML writes them.

use crate::quantity::Year;
use crate::text::Text;
use chrono::NaiveDate;
use std::sync::Arc;

/// What can be written as a value of TOML; nothing is empty.
pub(super) trait Literal {
    fn literal(&self) -> String;
}

impl Literal for str {
    fn literal(&self) -> String {
        let mut out = String::from('"');
        for c in self.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                c if c.is_ascii_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
                c => out.push(c),
            }
        }
        out.push('"');
        out
    }
}

impl Literal for String {
    fn literal(&self) -> String {
        self.as_str().literal()
    }
}

impl Literal for Arc<str> {
    fn literal(&self) -> String {
        (**self).literal()
    }
}

impl Literal for Text {
    fn literal(&self) -> String {
        format!("{{ da = {}, en = {} }}", self.da.literal(), self.en.literal())
    }
}

impl<T: Literal> Literal for Vec<T> {
    fn literal(&self) -> String {
        format!("[{}]", self.iter().map(Literal::literal).collect::<Vec<_>>().join(", "))
    }
}

impl<T: Literal> Literal for Option<T> {
    fn literal(&self) -> String {
        self.as_ref().map(Literal::literal).unwrap_or_default()
    }
}

/// What Rust shows as TOML writes it.
macro_rules! literal_as_shown {
    ($($kind:ty),*) => {
        $(impl Literal for $kind {
            fn literal(&self) -> String {
                self.to_string()
            }
        })*
    };
}

literal_as_shown!(bool, u32, NaiveDate, Year);

//! Where sources and clauses stand in the files of the rulesets.

use crate::diag::Place;
use crate::raw::{self, Table, Value};
use crate::source::Source;
use std::sync::Arc;

/// The files as written, by id.
#[derive(Debug)]
pub(super) struct Places {
    files: Vec<(String, Source, Table)>,
}

impl Places {
    /// Files given as (path below the folder of agreements, path to show, text).
    pub(super) fn new<P: AsRef<str>, S: AsRef<str>, T: AsRef<[u8]>>(files: &[(P, S, T)]) -> Places {
        let read = files.iter().map(|(id, shown, text)| {
            let source = Source::new(shown.as_ref(), String::from_utf8_lossy(text.as_ref()));
            let (table, _) = raw::read(&source);
            (id.as_ref().to_owned(), source, table)
        });
        Places { files: read.collect() }
    }

    /// The value under a key of the `[[kind]]` with this id; an agreement's clauses may stand in the file beside it.
    pub(super) fn of(&self, agreement: &str, kind: &str, id: &str, key: &str) -> Place {
        let names = [format!("{agreement}.clauses.toml"), format!("{agreement}.toml")];
        let files = self.files.iter().filter(|(name, ..)| names.contains(name));
        let mut found = files.clone().filter_map(|(_, source, table)| {
            let entry = entry(table, kind, id)?.get(key)?;
            Some(source.place(entry.value.span.clone()))
        });
        let file = || files.clone().next().map_or(Arc::from(agreement), |(_, source, _)| Arc::clone(source.path()));
        found.next().unwrap_or_else(|| Place::file(&file()))
    }
}

/// The table of `[[kind]]` with this id.
fn entry<'t>(table: &'t Table, kind: &str, id: &str) -> Option<&'t Table> {
    let Value::List(nodes) = &table.get(kind)?.value.value else { return None };
    let tables = nodes.iter().filter_map(|node| if let Value::Table(table) = &node.value { Some(table) } else { None });
    let named =
        |table: &&Table| matches!(table.get("id").map(|id| &id.value.value), Some(Value::Text(text)) if text == id);
    tables.into_iter().find(named)
}

//! What the files declare, each id once.

use super::diags;
use super::file::Opened;
use super::revisions;
use crate::agreement::RuleKind;
use crate::raw::{Name, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of things that have an id within an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Source,
    Clause,
    Rule,
    Question,
    Approval,
    Area,
    Commitment,
    Figure,
    Silence,
}

impl What {
    const ALL: [What; 9] = [
        What::Source,
        What::Clause,
        What::Rule,
        What::Question,
        What::Approval,
        What::Area,
        What::Commitment,
        What::Figure,
        What::Silence,
    ];

    /// The Danish noun in the definite form and the English one bare.
    pub(super) fn noun(self) -> (&'static str, &'static str) {
        match self {
            What::Source => ("kilden", "source"),
            What::Clause => ("klausulen", "clause"),
            What::Rule => ("reglen", "rule"),
            What::Question => ("spørgsmålet", "question"),
            What::Approval => ("godkendelsen", "approval"),
            What::Area => ("området", "area"),
            What::Commitment => ("løftet", "commitment"),
            What::Figure => ("tallet", "stated figure"),
            What::Silence => ("emnet", "topic"),
        }
    }

    /// The table arrays that hold them.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            What::Source => &["source"],
            What::Clause => &["clause"],
            What::Rule => &RuleKind::TOPICS,
            What::Question => &["open_question"],
            What::Approval => &["approval"],
            What::Area => &["development_area"],
            What::Commitment => &["commitment"],
            What::Figure => &["stated_figure"],
            What::Silence => &["not_stated"],
        }
    }

    fn id(self) -> &'static str {
        if self == What::Silence { "topic" } else { "id" }
    }

    /// Those of one file, in its order.
    pub(super) fn of(self, table: &Table) -> Vec<(&Table, Name<'_>)> {
        let tables = self.keys().iter().flat_map(|key| table.tables(key));
        let mut named: Vec<_> = tables.filter_map(|one| Some((one, one.text(self.id())?))).collect();
        named.sort_by_key(|(one, _)| one.span.start);
        named
    }
}

/// Every id by agreement and kind.
#[derive(Debug, Default)]
pub(super) struct Names<'o> {
    declared: BTreeMap<(&'o str, What), Vec<&'o str>>,
    /// Agreements of which something could not be read.
    doubtful: BTreeSet<&'o str>,
}

impl<'o> Names<'o> {
    /// Gathers the names of all files; one that is given twice is told in the file where it stands again.
    pub(super) fn gather(files: &'o [Opened]) -> Names<'o> {
        let mut names = Names::default();
        for file in files.iter().filter(|file| file.is_agreement()) {
            let clauses = files.iter().find(|other| other.clauses_of() == Some(&file.stem));
            let both = [Some(file), clauses];
            for what in What::ALL {
                names.declare(&file.stem, what, both.into_iter().flatten());
            }
            if both.into_iter().flatten().any(Opened::is_broken) {
                names.doubtful.insert(&file.stem);
            }
        }
        for file in files.iter().filter(|file| file.is_known()) {
            names.declare_known(file);
        }
        names
    }

    fn declare(&mut self, owner: &'o str, what: What, files: impl Iterator<Item = &'o Opened>) {
        let mut seen: Vec<(&'o Opened, Name<'o>)> = Vec::new();
        for file in files {
            for (_, (id, span)) in file.table().map(|table| what.of(table)).unwrap_or_default() {
                match seen.iter().find(|(_, (earlier, _))| *earlier == id) {
                    None => seen.push((file, (id, span))),
                    Some((before, (_, first))) => {
                        let places = (file.sink.place(span), before.sink.place(first));
                        file.sink.push(diags::duplicate_id(places.0, places.1, what.noun(), id));
                    }
                }
            }
        }
        self.declared.insert((owner, what), seen.into_iter().map(|(_, (id, _))| id).collect());
    }

    /// Agreements that are only known have areas and nothing else.
    fn declare_known(&mut self, file: &'o Opened) {
        let mut seen: Vec<Name<'o>> = Vec::new();
        for known in file.table().into_iter().flat_map(|table| table.tables("known")) {
            let Some((id, span)) = known.text("id") else { continue };
            if let Some((_, first)) = seen.iter().find(|(earlier, _)| *earlier == id) {
                let first = file.sink.place(first);
                file.sink.push(diags::duplicate_id(file.sink.place(span), first, ("aftalen", "agreement"), id));
            }
            seen.push((id, span));
            let areas = What::Area.of(known).into_iter().map(|(_, (area, _))| area);
            self.declared.entry((id, What::Area)).or_default().extend(areas);
            if file.is_broken() {
                self.doubtful.insert(id);
            }
        }
    }

    /// The ids of one agreement.
    pub(super) fn of(&self, owner: &str, what: What) -> impl Iterator<Item = &'o str> {
        let found = self.declared.iter().find(|((of, kind), _)| *of == owner && *kind == what);
        found.into_iter().flat_map(|(_, ids)| ids.iter().copied())
    }

    pub(super) fn has(&self, owner: &str, what: What, id: &str) -> bool {
        self.of(owner, what).any(|known| known == id)
    }

    /// Every id of a kind as `agreement#id`: other agreements name the newest revision.
    pub(super) fn full(&self, what: What) -> Vec<String> {
        let newest = |owner: &str| revisions::named(owner).1.is_none();
        let of_kind = self.declared.iter().filter(|((owner, kind), _)| *kind == what && newest(owner));
        of_kind.flat_map(|((owner, _), ids)| ids.iter().map(move |id| format!("{owner}#{id}"))).collect()
    }

    /// True where something of the agreement could not be read: what is not found may be there.
    pub(super) fn is_doubtful(&self, owner: &str) -> bool {
        self.doubtful.contains(owner)
    }
}

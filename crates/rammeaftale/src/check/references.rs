//! What names what: clauses, sources and areas, within an agreement and across them.

use super::diags;
use super::file::Opened;
use super::names::{Names, What};
use super::revisions;
use crate::raw::{Name, Table, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// The kinds of things that rest on clauses.
const CITING: [What; 6] = [What::Rule, What::Question, What::Approval, What::Area, What::Commitment, What::Figure];

/// Where each thing is named first: by kind and `agreement#id`.
type Uses<'o> = BTreeMap<(What, String), (&'o Opened, &'o Range<usize>)>;

/// Tells every name that nothing declares, and everything declared that nothing names.
pub(super) fn check(files: &[Opened], names: &Names<'_>) {
    let mut walk = Walk { names, uses: Uses::new() };
    for file in files {
        let Some(table) = file.table() else { continue };
        if file.is_known() {
            walk.known(file, table);
        } else if let Some(owner) = file.clauses_of() {
            walk.documents(file, table, owner);
        } else if file.is_agreement() {
            walk.agreement(file, table, &file.stem);
        }
    }
    let uses = walk.uses;
    for file in files {
        let owner = file.clauses_of().unwrap_or(&file.stem);
        if let Some(table) = file.table().filter(|_| !names.is_doubtful(owner)) {
            clauses_used(file, table, owner, &uses);
            declared_used(file, table, owner, &uses);
        }
    }
}

struct Walk<'n, 'o> {
    names: &'n Names<'o>,
    uses: Uses<'o>,
}

impl<'o> Walk<'_, 'o> {
    fn agreement(&mut self, file: &'o Opened, table: &'o Table, owner: &'o str) {
        for what in CITING {
            for one in what.keys().iter().flat_map(|key| table.tables(key)) {
                self.citing(file, one, what, owner);
            }
        }
        for basis in table.tables("legal_basis") {
            self.each(file, basis.texts("clauses"), What::Clause, Some(owner));
        }
        for silence in table.tables("not_stated") {
            self.each(file, silence.texts("looked_in"), What::Source, Some(owner));
        }
        let continued = table.tables("development_area").filter_map(|area| area.text("continues"));
        self.each(file, continued, What::Area, None);
        for rule in What::Rule.keys().iter().flat_map(|key| table.tables(key)) {
            self.questions(file, rule, owner);
        }
        self.documents(file, table, owner);
    }

    fn citing(&mut self, file: &'o Opened, one: &'o Table, what: What, owner: &str) {
        self.each(file, one.texts("clauses"), What::Clause, Some(owner));
        let some =
            one.get("clauses").is_some_and(|entry| !matches!(&entry.value.value, Value::List(l) if l.is_empty()));
        if !some {
            let place = one.get("clauses").map_or(&one.span, |entry| &entry.value.span);
            let id = one.text("id").map_or("", |(id, _)| id);
            file.sink.push(diags::no_clause(file.sink.place(place), what.noun(), id));
        }
    }

    fn documents(&mut self, file: &'o Opened, table: &'o Table, owner: &'o str) {
        let sources = table.tables("clause").filter_map(|clause| clause.text("source"));
        self.each(file, sources, What::Source, Some(owner));
    }

    fn known(&mut self, file: &'o Opened, table: &'o Table) {
        for known in table.tables("known") {
            self.each(file, known.texts("clauses"), What::Clause, None);
            let continued = known.tables("development_area").filter_map(|area| area.text("continues"));
            self.each(file, continued, What::Area, None);
        }
    }

    /// The questions that a rule depends on; whether they exist is told where the rule is read.
    fn questions(&mut self, file: &'o Opened, rule: &'o Table, owner: &str) {
        for entry in &rule.entries {
            let Value::Table(table) = &entry.value.value else { continue };
            if let Some((question, span)) = table.text("question") {
                self.uses.entry((What::Question, format!("{owner}#{question}"))).or_insert((file, span));
            }
        }
    }

    fn each(&mut self, file: &'o Opened, named: impl Iterator<Item = Name<'o>>, what: What, owner: Option<&str>) {
        for (name, span) in named {
            self.look(file, (name, span), what, owner);
        }
    }

    /// A name of this agreement's, or `agreement#name`.
    fn look(&mut self, file: &'o Opened, (name, span): Name<'o>, what: What, owner: Option<&str>) {
        let place = || file.sink.place(span);
        let Some((of, id)) = name.split_once('#').or(owner.map(|owner| (owner, name))) else {
            return file.sink.push(diags::no_owner(place(), what.noun(), name));
        };
        let earlier = name.contains('#') && revisions::named(of).1.is_some();
        if self.names.has(of, what, id) && !earlier {
            let first = self.uses.entry((what, format!("{of}#{id}"))).or_insert((file, span));
            // An agreement that is only known is mentioned in a clause; it does not rest on it.
            if first.0.is_known() {
                *first = (file, span);
            }
        } else if !self.names.is_doubtful(of) {
            let full = self.names.full(what);
            let across = full.iter().map(String::as_str).filter(|_| name.contains('#'));
            let own = self.names.of(of, what).filter(|_| !name.contains('#'));
            file.sink.push(diags::unknown_reference(place(), what.noun(), name, across.chain(own)));
        }
    }
}

/// A clause is cited exactly when it is marked as modelled.
fn clauses_used(file: &Opened, table: &Table, owner: &str, uses: &Uses<'_>) {
    for (clause, (id, span)) in What::Clause.of(table) {
        let Some((disposition, at)) = clause.text("disposition") else { continue };
        let cited = uses.get(&(What::Clause, format!("{owner}#{id}")));
        match (disposition, cited) {
            ("modelled", None) if is_used_of_newest(uses, What::Clause, owner, id) => {}
            ("modelled", None) => file.sink.push(diags::uncited_clause(file.sink.place(span), id)),
            ("not-modelled" | "not-a-rule", Some((citing, cited))) if !citing.is_known() => {
                let places = (file.sink.place(at), citing.sink.place(cited));
                file.sink.push(diags::cited_not_modelled(places.0, places.1, id, disposition));
            }
            _ => {}
        }
    }
}

/// Documents that no passage is from and questions that no rule depends on.
fn declared_used(file: &Opened, table: &Table, owner: &str, uses: &Uses<'_>) {
    for what in [What::Source, What::Question] {
        for (_, (id, span)) in what.of(table) {
            if !uses.contains_key(&(what, format!("{owner}#{id}"))) && !is_used_of_newest(uses, what, owner, id) {
                file.sink.push(diags::unused(file.sink.place(span), what.noun(), id));
            }
        }
    }
}

/// What other agreements name of an agreement, they name of its newest revision; the earlier ones were named so too.
fn is_used_of_newest(uses: &Uses<'_>, what: What, owner: &str, id: &str) -> bool {
    uses.contains_key(&(what, format!("{}#{id}", revisions::named(owner).0)))
}

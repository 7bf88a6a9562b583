//! One document held against its clauses.

use super::difference::difference;
use super::places::Places;
use super::standing::{Standing, Trouble};
use super::undo::{Budget, one_word};
use super::{Account, diags};
use crate::agreement::{Agreement, Clause, Disposition, SourceDocument};
use crate::diag::{Diagnostic, Place};
use crate::document::{Document, fingerprint};
use std::collections::BTreeSet;
use std::ops::Range;

/// A document with the clauses taken from it and how they stand.
#[derive(Debug)]
pub(super) struct Held<'h> {
    pub(super) places: &'h Places,
    pub(super) owner: &'h Agreement,
    pub(super) source: &'h SourceDocument,
    pub(super) document: &'h Document,
    /// The document that was read, with its name, where it is at hand.
    pub(super) copy: Option<(&'h str, &'h Document)>,
    pub(super) clauses: Vec<(&'h Agreement, &'h Clause)>,
    pub(super) standings: Vec<Standing>,
}

impl Held<'_> {
    /// Everything amiss.
    pub(super) fn diagnostics(&self, budget: &mut Budget) -> Vec<Diagnostic> {
        let mut out: Vec<Diagnostic> = self.changed_document().into_iter().collect();
        let words = self.words();
        for ((agreement, clause), standing) in self.all() {
            let Some(trouble) = &standing.trouble else { continue };
            let before = self.before(clause, standing, &words, budget);
            out.push(self.drift(agreement, clause, standing, trouble, before));
        }
        out.extend(self.unaccounted());
        out.extend(self.overlaps());
        out
    }

    fn all(&self) -> impl Iterator<Item = ((&Agreement, &Clause), &Standing)> {
        self.clauses.iter().copied().zip(&self.standings)
    }

    fn located(&self) -> Vec<Range<usize>> {
        self.standings.iter().filter(|one| one.is_located()).map(|one| one.at.clone()).collect()
    }

    fn place(&self, agreement: &Agreement, clause: &Clause, key: &str) -> Place {
        self.places.of(&agreement.id, "clause", &clause.id, key)
    }

    fn is_changed(&self) -> bool {
        self.document.sha256() != self.source.sha256
    }

    /// The document is another file: what still holds, and how to see more.
    fn changed_document(&self) -> Option<Diagnostic> {
        let place = self.places.of(&self.owner.id, "source", &self.source.id, "sha256");
        let changed = self.is_changed().then(|| diags::changed_document(place, self.source, self.document))?;
        let (held, count) = (self.standings.iter().filter(|one| one.is_held()).count(), self.clauses.len());
        let changed = changed.note(
            format!("{held} af {count} passager står uændrede"),
            format!("{held} of {count} passages stand unchanged"),
        );
        let moved = self.moved();
        let moved_note = (format!("flyttet: {}", moved.join(", ")), format!("moved: {}", moved.join(", ")));
        let changed = if moved.is_empty() { changed } else { changed.note(moved_note.0, moved_note.1) };
        if held == count {
            let same = moved.is_empty() && self.document.outside(&self.located()).is_empty();
            return Some(if same { diags::same_words(changed, self.document) } else { changed });
        }
        let sha256 = &self.source.sha256;
        Some(match self.copy {
            Some((name, _)) => changed.note(
                format!("det dokument, der blev læst, ligger der som `{name}`; ændringer vises mod det"),
                format!("the document that was read lies there as `{name}`; changes are shown against it"),
            ),
            None => changed.note(
                format!("kun fingeraftryk er gemt, ikke teksten; læg det dokument, der blev læst ({sha256}), i mappen under et andet navn for at se hver ændring i ord"),
                format!("only fingerprints are kept, not the text; put the document that was read ({sha256}) into the folder under another name to see every change in words"),
            ),
        })
    }

    /// Passages that hold but have left the order of their file, as few as account for it.
    fn moved(&self) -> Vec<&str> {
        let own = self.all().filter(|((agreement, _), standing)| agreement.id == self.owner.id && standing.is_held());
        let held: Vec<(&str, usize)> = own.map(|((_, clause), standing)| (&*clause.id, standing.at.start)).collect();
        // For each passage the longest rising row that ends with it: how long, and which one is before it.
        let mut rows: Vec<(usize, Option<usize>)> = Vec::new();
        for (_, start) in &held {
            let rising = rows.iter().zip(&held).enumerate().filter(|(_, (_, (_, other)))| other <= start);
            let longest = rising.max_by_key(|(_, ((length, _), _))| *length);
            rows.push(longest.map_or((1, None), |(index, ((length, _), _))| (length + 1, Some(index))));
        }
        let last = rows.iter().enumerate().max_by_key(|(_, (length, _))| *length).map(|(index, _)| index);
        let kept: BTreeSet<usize> = std::iter::successors(last, |index| rows.get(*index)?.1).collect();
        held.iter().enumerate().filter(|(index, _)| !kept.contains(index)).map(|(_, (id, _))| *id).collect()
    }

    fn drift(
        &self,
        agreement: &Agreement,
        clause: &Clause,
        standing: &Standing,
        trouble: &Trouble,
        before: Option<Before>,
    ) -> Diagnostic {
        let (document, at) = (self.document, &standing.at);
        let place = |key: &str| self.place(agreement, clause, key);
        let diagnostic = match trouble {
            Trouble::Changed => diags::changed_passage(place("sha256"), clause, document, at),
            Trouble::Missing { key, near } => {
                diags::missing_locator(place(key), clause, key, document, (at, near.as_ref()))
            }
            Trouble::Repeated { key, places, .. } => diags::repeated_locator(place(key), clause, key, document, places),
        };
        let now = document.part(at.clone());
        let diagnostic = match before {
            _ if standing.is_held() => diagnostic.note("passagen står uændret", "the passage stands unchanged"),
            Some(Before::Copy(text)) => {
                let words = diags::shown(&difference(&text, now));
                diagnostic.note(format!("i ord: {words}"), format!("in words: {words}"))
            }
            Some(Before::OneWord(text)) => {
                let words = diags::shown(&difference(&text, now));
                diagnostic.note(
                    format!("kun ét ord er ændret; fingeraftrykket beviser det: {words}"),
                    format!("only one word has changed; the fingerprint proves it: {words}"),
                )
            }
            None if now.is_empty() => diagnostic.note(
                "mellem naboerne står der intet; passagen er taget ud",
                "nothing stands between its neighbours; the passage was taken out",
            ),
            None => {
                let now = diags::shown(now);
                diagnostic
                    .note(format!("der, hvor den stod, står nu »{now}«"), format!("where it stood it now says »{now}«"))
            }
        };
        diags::mend(diagnostic, trouble, document, at)
    }

    /// The passage as it was read, where that can be proven.
    fn before(
        &self,
        clause: &Clause,
        standing: &Standing,
        words: &BTreeSet<&str>,
        budget: &mut Budget,
    ) -> Option<Before> {
        if standing.is_held() {
            return None;
        }
        if let Some((_, copy)) = self.copy {
            let text = copy.part(copy.passage(&clause.first, &clause.last).ok()?);
            return (fingerprint(text) == clause.sha256).then(|| Before::Copy(text.to_owned()));
        }
        one_word(self.document.part(standing.at.clone()), words, &clause.sha256, budget).map(Before::OneWord)
    }

    /// Words that may have stood in the document: those that stand in it now, and those of its locators.
    fn words(&self) -> BTreeSet<&str> {
        if self.copy.is_some() {
            return BTreeSet::new();
        }
        let locators = self.clauses.iter().flat_map(|(_, clause)| [&*clause.first, &*clause.last]);
        locators.chain([self.document.text()]).flat_map(|text| text.split(' ')).collect()
    }

    /// Stretches in no clause; where a lost clause seems to stand, its own message tells of them.
    fn unaccounted(&self) -> Vec<Diagnostic> {
        let lost = || self.standings.iter().filter(|one| !one.is_located());
        let told = |gap: &Range<usize>| lost().any(|one| one.at.start < gap.end && gap.start < one.at.end);
        let gaps = self.document.outside(&self.located()).into_iter().filter(|gap| !told(gap));
        gaps.map(|gap| {
            let before = self.all().filter(|(_, one)| one.is_located() && one.at.end <= gap.start);
            let before = before.max_by_key(|(_, one)| one.at.end);
            let place = before.map(|((agreement, clause), _)| self.place(agreement, clause, "id"));
            diags::unaccounted(self.document, &self.source.file, &gap, place)
        })
        .collect()
    }

    /// Passages of one agreement that share text.
    fn overlaps(&self) -> Vec<Diagnostic> {
        let mut sorted: Vec<_> = self.all().filter(|(_, one)| one.is_located()).collect();
        sorted.sort_by_key(|(_, one)| (one.at.start, one.at.end));
        let mut out = Vec::new();
        for (index, ((agreement, clause), one)) in sorted.iter().enumerate() {
            let rest = sorted.iter().skip(index + 1).take_while(|(_, other)| other.at.start < one.at.end);
            for ((_, other), next) in rest.filter(|((owner, _), _)| owner.id == agreement.id) {
                let shared = self.document.characters(next.at.start..next.at.end.min(one.at.end));
                let place = |clause| self.place(agreement, clause, "id");
                out.push(diags::overlapping(place(other), place(clause), (&clause.id, &other.id), shared));
            }
        }
        out
    }

    /// How much of the text is in clauses; what two share counts once, for the one that begins first.
    pub(super) fn account(&self) -> Account {
        let characters = self.document.characters(0..self.document.text().len());
        let source = format!("{}#{}", self.owner.id, self.source.id);
        let (file, clauses) = (self.source.file.clone(), self.clauses.len());
        let mut account = Account { source, file, clauses, characters, modelled: 0, not_modelled: 0, not_a_rule: 0 };
        let mut sorted: Vec<_> = self.all().filter(|(_, one)| one.is_located()).collect();
        sorted.sort_by_key(|(_, one)| (one.at.start, one.at.end));
        let mut done = 0;
        for ((_, clause), standing) in sorted {
            let held = self.document.characters(standing.at.start.max(done)..standing.at.end.max(done));
            done = done.max(standing.at.end);
            match clause.disposition {
                Disposition::Modelled => account.modelled += held,
                Disposition::NotModelled(_) => account.not_modelled += held,
                Disposition::NotARule => account.not_a_rule += held,
            }
        }
        account
    }
}

/// A passage as it was read, and how that is known.
enum Before {
    /// From the document that was read.
    Copy(String),
    /// Found by undoing the change of one word.
    OneWord(String),
}

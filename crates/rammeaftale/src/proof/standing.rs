//! How each clause stands in its document, and where one that is lost seems to stand now.

use super::undo::Budget;
use crate::agreement::Clause;
use crate::diag::nearest;
use crate::document::{Document, Lost, fingerprint};
use std::ops::Range;

/// Where a clause stands, or seems to stand, and what is the matter with it.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) at: Range<usize>,
    pub(super) trouble: Option<Trouble>,
}

#[derive(Debug)]
pub(super) enum Trouble {
    /// The passage between the locators has another fingerprint.
    Changed,
    /// The words under this key are not where they should be; these are the nearest.
    Missing { key: &'static str, near: Option<Range<usize>> },
    /// The words under this key stand in several places; `held` when one of the passages has the fingerprint.
    Repeated { key: &'static str, places: Vec<Range<usize>>, held: bool },
}

impl Standing {
    /// True where the locators found the passage, changed or not.
    pub(super) fn is_located(&self) -> bool {
        matches!(self.trouble, None | Some(Trouble::Changed | Trouble::Repeated { .. }))
    }

    /// True where the passage has its fingerprint.
    pub(super) fn is_held(&self) -> bool {
        matches!(self.trouble, None | Some(Trouble::Repeated { held: true, .. }))
    }
}

/// The clauses of one document, given in the order of their file.
pub(super) fn standings(document: &Document, clauses: &[&Clause], budget: &mut Budget) -> Vec<Standing> {
    let firm: Vec<Option<Standing>> = clauses.iter().map(|clause| firm(document, clause, budget)).collect();
    let held: Vec<Option<Range<usize>>> = firm.iter().map(|one| one.as_ref().map(|one| one.at.clone())).collect();
    let search = Search { document, anchors: &held };
    // Passages that have changed, or have lost their end, still part the text between their neighbours.
    let weak = |clause: &Clause| match document.passage(&clause.first, &clause.last) {
        Ok(at) if at.end <= search.next(at.start) => Some(at),
        Ok(Range { start, .. }) | Err(Lost::Last(start)) => Some(start..start + clause.first.len()),
        Err(_) => None,
    };
    let anchors: Vec<_> = held.iter().zip(clauses).map(|(at, clause)| at.clone().or_else(|| weak(clause))).collect();
    let search = Search { document, anchors: &anchors };
    let all = firm.into_iter().zip(clauses).enumerate();
    all.map(|(index, (firm, clause))| firm.unwrap_or_else(|| search.standing(index, clause))).collect()
}

/// A passage that has its fingerprint, be it that its locators stand elsewhere too.
fn firm(document: &Document, clause: &Clause, budget: &mut Budget) -> Option<Standing> {
    let between = document.passage(&clause.first, &clause.last);
    let held = |range: &Range<usize>| fingerprint(document.part(range.clone())) == clause.sha256;
    if let Some(at) = between.as_ref().ok().filter(|range| held(range)) {
        return Some(Standing { at: at.clone(), trouble: None });
    }
    let firsts = document.occurrences(&clause.first);
    let lasts = document.occurrences(&clause.last);
    let pairs = firsts.iter().flat_map(|first| lasts.iter().map(|last| first.start..last.end));
    let mut possible = pairs.take_while(|range| budget.pay(range.len())).filter(|range| range.start < range.end);
    let at = possible.find(held)?;
    let inside = |range: &Range<usize>| at.start <= range.start && range.end <= at.end;
    let (key, places) = match between {
        Err(Lost::Repeated(places)) => ("first", places),
        _ => ("last", lasts.into_iter().filter(inside).collect()),
    };
    Some(Standing { at, trouble: Some(Trouble::Repeated { key, places, held: true }) })
}

/// Looks for what has not its fingerprint, between the passages that have theirs.
struct Search<'s> {
    document: &'s Document,
    anchors: &'s [Option<Range<usize>>],
}

impl Search<'_> {
    fn standing(&self, index: usize, clause: &Clause) -> Standing {
        match self.document.passage(&clause.first, &clause.last) {
            // What reaches into the next passage has lost its own end.
            Ok(at) if at.end <= self.next(at.start) => Standing { at, trouble: Some(Trouble::Changed) },
            Ok(at) => self.without_last(at.start, clause),
            Err(Lost::Last(start)) => self.without_last(start, clause),
            Err(Lost::First) => self.without_first(index, clause),
            Err(Lost::Repeated(places)) => {
                let gap = self.gap(index);
                let start = places.iter().find(|place| gap.contains(&place.start)).or(places.first());
                let start = start.map_or(gap.start, |place| place.start);
                let at = start..self.end(start, clause).1;
                Standing { at, trouble: Some(Trouble::Repeated { key: "first", places, held: false }) }
            }
        }
    }

    fn without_last(&self, start: usize, clause: &Clause) -> Standing {
        let (near, end) = self.end(start, clause);
        Standing { at: start..end, trouble: Some(Trouble::Missing { key: "last", near }) }
    }

    fn without_first(&self, index: usize, clause: &Clause) -> Standing {
        let gap = self.gap(index);
        let whole = 0..self.document.text().len();
        let near = self.near(gap.clone(), &clause.first).or_else(|| self.near(whole, &clause.first));
        let start = near.as_ref().map_or(gap.start, |near| near.start);
        let at = if gap.is_empty() && near.is_none() { gap } else { start..self.end(start, clause).1 };
        Standing { at, trouble: Some(Trouble::Missing { key: "first", near }) }
    }

    /// Where a passage that begins here ends: at its last words, at the nearest to them, or before the next passage.
    fn end(&self, start: usize, clause: &Clause) -> (Option<Range<usize>>, usize) {
        let rest = self.document.trimmed(start..self.next(start));
        if let Some(at) = self.document.part(rest.clone()).find(&clause.last) {
            return (None, rest.start + at + clause.last.len());
        }
        let near = self.near(rest.clone(), &clause.last);
        let end = near.as_ref().map_or(rest.end, |near| near.end);
        (near, end)
    }

    /// Where the next passage begins that is known to begin.
    fn next(&self, after: usize) -> usize {
        let starts = self.anchors.iter().flatten().map(|range| range.start);
        starts.filter(|start| *start > after).min().unwrap_or(self.document.text().len())
    }

    /// What stands between the passage before this one in the file and the next passage of the text.
    fn gap(&self, index: usize) -> Range<usize> {
        let before = self.anchors.iter().take(index).rev().flatten().next();
        let start = before.map_or(0, |range| range.end);
        self.document.trimmed(start..self.next(start.saturating_sub(1)))
    }

    /// The words nearest to some words, half of them the same.
    fn near(&self, within: Range<usize>, words: &str) -> Option<Range<usize>> {
        const LONGEST: usize = 200;
        let wanted: Vec<&str> = words.split(' ').collect();
        let part = self.document.part(within.clone());
        let bounds: Vec<(usize, usize)> = part
            .split(' ')
            .scan(0, |at, word| Some((*at, std::mem::replace(at, *at + word.len() + 1) + word.len())))
            .collect();
        let runs = bounds.windows(wanted.len()).filter_map(|run| part.get(run.first()?.0..run.last()?.1));
        let alike = |run: &&str| run.split(' ').filter(|word| wanted.contains(word)).count() * 2 >= wanted.len();
        let near = nearest(words, runs.filter(|run| words.len() <= LONGEST && alike(run)))?;
        let at = within.start + part.find(near)?;
        Some(at..at + near.len())
    }
}

//! Labels in the upper of two rows of headings, and the columns that they stand above.

use crate::fold::fold;
use crate::heading::period::is_of_notes;
use std::ops::Range;

/// What stands above some columns, perhaps above all of them.
pub(super) struct Group<'t> {
    pub(super) label: &'t str,
    pub(super) columns: Range<usize>,
    /// True where the file tells how far it reaches, as merged cells do.
    is_told: bool,
    /// The headings below, folded.
    headings: Vec<String>,
}

impl Group<'_> {
    /// True for a column to the right of the label of which it is sure that it is of the group.
    pub(super) fn is_sure(&self, at: usize, groups: &[Group<'_>], names_column: bool) -> bool {
        let upto = self.headings.get(..=at - self.columns.start).unwrap_or_default();
        let has_all = |other: &Group<'_>| upto.iter().all(|heading| other.headings.contains(heading));
        let is_shared = || groups.iter().any(|other| other.columns != self.columns && has_all(other));
        let is_unbroken = || !upto.iter().any(|heading| heading.is_empty() || is_of_notes(heading));
        self.is_told || names_column && is_unbroken() || is_shared()
    }
}

/// The labels of the upper row that make a heading with the one below them, or are merged beside others; a lone one above
/// another column is a title.
pub(super) fn groups<'t>(
    upper: &'t [String],
    lower: &[String],
    end: impl Fn(usize) -> Option<usize>,
    joins: impl Fn(&str, &str) -> bool,
) -> Vec<Group<'t>> {
    let labels: Vec<usize> =
        (0..upper.len()).filter(|at| upper.get(*at).is_some_and(|text| !text.is_empty())).collect();
    let group = |number: usize| {
        let at = *labels.get(number)?;
        let (label, below, end) = (upper.get(at)?, lower.get(at)?, end(at));
        let next = labels.get(number + 1).map_or(lower.len(), |next| lower.len().min(*next));
        let columns = at..end.map_or(next, |end| end.min(next));
        let headings = lower.get(columns.clone())?.iter().map(|text| fold(text)).collect();
        let is_group = joins(label, below) || end.is_some() && labels.len() > 1;
        is_group.then_some(Group { label, columns, is_told: end.is_some(), headings })
    };
    (0..labels.len()).filter_map(group).collect()
}

/// The heading that a label makes with the one below it; a star points at a note.
pub(super) fn joint(above: &str, below: &str) -> String {
    format!("{} {below}", above.trim_end_matches(['*', ' ']))
}

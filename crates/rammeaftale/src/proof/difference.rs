//! Two texts word by word: `[-gone-]` and `{+new+}`, with a few words around.

use std::iter::once;

/// Words kept on each side of a change.
const AROUND: usize = 4;
/// Comparing more pairs of words than this would take too long; then the two texts stand whole.
const MOST_PAIRS: usize = 4_000_000;

#[derive(Debug)]
enum Part<'w> {
    Same(Vec<&'w str>),
    Changed { gone: Vec<&'w str>, new: Vec<&'w str> },
}

/// What changed from one text to the other.
pub(super) fn difference(before: &str, now: &str) -> String {
    let (before, now): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), now.split_whitespace().collect());
    let mut parts = Vec::new();
    if before.len().saturating_mul(now.len()) > MOST_PAIRS {
        parts.push(Part::Changed { gone: before, new: now });
    } else {
        compare(&before, &now, &mut parts);
    }
    let count = parts.len();
    let shown = parts.iter().enumerate().map(|(index, part)| match part {
        Part::Same(words) => around(words, index == 0, index + 1 == count),
        Part::Changed { gone, new } => {
            let gone = (!gone.is_empty()).then(|| format!("[-{}-]", gone.join(" ")));
            let new = (!new.is_empty()).then(|| format!("{{+{}+}}", new.join(" ")));
            gone.into_iter().chain(new).collect::<Vec<_>>().join(" ")
        }
    });
    shown.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The longest run of words in common stays; what stands before and after it is compared in turn.
fn compare<'w>(before: &[&'w str], now: &[&'w str], parts: &mut Vec<Part<'w>>) {
    let (at_before, at_now, length) = longest_common(before, now);
    let (Some((head, rest)), Some((new_head, new_rest))) =
        (before.split_at_checked(at_before), now.split_at_checked(at_now))
    else {
        return;
    };
    if length == 0 {
        if !before.is_empty() || !now.is_empty() {
            parts.push(Part::Changed { gone: before.to_vec(), new: now.to_vec() });
        }
        return;
    }
    compare(head, new_head, parts);
    parts.push(Part::Same(rest.iter().take(length).copied().collect()));
    compare(rest.get(length..).unwrap_or_default(), new_rest.get(length..).unwrap_or_default(), parts);
}

/// Where the longest common run begins in each, and how many words it has.
fn longest_common(before: &[&str], now: &[&str]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    let mut above = vec![0; now.len() + 1];
    for (i, word) in before.iter().enumerate() {
        let runs = above.iter().zip(now).map(|(run, other)| if word == other { run + 1 } else { 0 });
        above = once(0).chain(runs).collect();
        let longest = above.iter().copied().enumerate().rev().max_by_key(|(_, run)| *run);
        if let Some((j, run)) = longest.filter(|(_, run)| *run > best.2) {
            best = (i + 1 - run, j - run, run);
        }
    }
    best
}

/// The words of an unchanged run that stand next to a change.
fn around(words: &[&str], first: bool, last: bool) -> String {
    let head = if first { 0 } else { AROUND };
    let tail = if last { 0 } else { AROUND };
    if words.len() <= head + tail {
        return words.join(" ");
    }
    let before = words.iter().take(head).copied();
    let after = words.iter().skip(words.len() - tail).copied();
    before.chain(once("…")).chain(after).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn changes_stand_among_their_neighbours() {
        let before = "a b c d e f falder med 3 procent fra g h i j k l";
        let now = "a b c d e f falder med 4 procent fra g h i j k l";
        assert_eq!(difference(before, now), "… e f falder med [-3-] {+4+} procent fra g h …");
        assert_eq!(difference("x a y", "a z"), "[-x-] a [-y-] {+z+}");
        assert_eq!(difference("a b", "b a"), "{+b+} a [-b-]", "of runs as long as each other the first stays");
        assert_eq!(difference("a b", "a b"), "…");
        assert_eq!(difference("a", ""), "[-a-]");
    }

    #[test]
    fn very_long_texts_stand_whole() {
        let (before, now) = ("a ".repeat(2_000), ["a ", &"b ".repeat(1_999)].concat());
        assert!(difference(&before, &now).starts_with("a [-a a"), "two thousand words of each are compared");
        assert!(difference(&format!("{before}a"), &now).starts_with("[-a a"));
    }
}

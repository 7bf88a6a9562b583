//! Formats that show another sign than their number has.

use super::pieces::{Piece, first_part, pieces};

/// True for `-0`, `0-` and `(0)`; not for `[<0]-0`, which is only of numbers below zero.
pub(super) fn is_negated(code: &str) -> bool {
    if first_part(code).any(|piece| is_condition(&piece)) {
        return false;
    }
    let shown = first_part(code).map(|piece| match piece {
        Piece::Words(words) => words,
        Piece::Mark(_) => String::new(),
        Piece::Sign('0' | '#' | '?' | ',' | '.') => "0".to_owned(),
        Piece::Sign(c) => c.to_string(),
    });
    let lower = shown.collect::<String>().to_lowercase();
    let (before, rest) = lower.split_once('0').unwrap_or((&lower, ""));
    let behind = rest.rsplit_once('0').map_or(rest, |(_, behind)| behind);
    let is_minus = |c: char| matches!(c, '-' | '\u{2212}' | '\u{f7}');
    before.trim_end().ends_with(|c| is_minus(c) || c == '(')
        && !before.contains(|c: char| c.is_alphanumeric() && !"kr".contains(c))
        || behind.trim().ends_with(is_minus)
        || ["minus", "underskud"].iter().any(|word| lower.contains(word))
}

fn is_condition(piece: &Piece) -> bool {
    matches!(piece, Piece::Mark(mark) if mark.contains(['<', '>', '=']))
}

/// True for `0;0`, whose second part is of numbers below zero and shows neither minus, brackets nor colour.
pub(super) fn is_unsigned(code: &str) -> bool {
    let is_mark = |piece: &Piece| match piece {
        Piece::Words(words) => words.contains(['-', '\u{2212}', '(']) || words.to_lowercase().contains("minus"),
        Piece::Mark(mark) => !mark.starts_with('$'),
        Piece::Sign(c) => matches!(c, '-' | '\u{2212}' | '('),
    };
    let mut behind = pieces(code).skip_while(|piece| *piece != Piece::Sign(';'));
    behind.next().is_some()
        && !pieces(code).any(|piece| is_condition(&piece))
        && !behind.take_while(|piece| *piece != Piece::Sign(';')).any(|piece| is_mark(&piece))
}

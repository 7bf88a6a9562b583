//! The pieces that the code of a number's format is made of.

/// A piece of a format's code.
#[derive(PartialEq, Eq)]
pub(super) enum Piece {
    /// In quotes or behind `\`: shown as it stands.
    Words(String),
    /// In brackets: a currency, a colour or a condition.
    Mark(String),
    Sign(char),
}

/// The pieces of a code, without the blanks of `_)` and `* `.
pub(super) fn pieces(code: &str) -> impl Iterator<Item = Piece> {
    let mut chars = code.chars();
    std::iter::from_fn(move || {
        loop {
            return Some(match chars.next()? {
                '"' => Piece::Words(chars.by_ref().take_while(|c| *c != '"').collect()),
                '[' => Piece::Mark(chars.by_ref().take_while(|c| *c != ']').collect()),
                '\\' => Piece::Words(chars.next().map(String::from).unwrap_or_default()),
                '_' | '*' => {
                    chars.next();
                    continue;
                }
                c => Piece::Sign(c),
            });
        }
    })
}

/// The pieces of the first part of a code, that of numbers above zero.
pub(super) fn first_part(code: &str) -> impl Iterator<Item = Piece> {
    pieces(code).take_while(|piece| *piece != Piece::Sign(';'))
}

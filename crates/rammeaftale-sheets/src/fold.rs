//! Words as they are compared, whoever wrote them.

/// A word as it is compared: case, blanks, `_` and `-` play no part; æ is ae, ø is oe, å is aa.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            // The ring that some systems write apart from its a.
            '\u{30a}' if out.ends_with('a') => out.push('a'),
            _ => out.push_str(folded(c, &mut [0; 4])),
        }
    }
    out
}

/// True for a name that is this word when folded.
pub(crate) fn folds_to(name: &str, word: &str) -> bool {
    name.chars().flat_map(char::to_lowercase).try_fold(word, |rest, c| rest.strip_prefix(folded(c, &mut [0; 4])))
        == Some("")
}

/// What a small letter is compared as.
fn folded(c: char, buffer: &mut [u8; 4]) -> &str {
    match c {
        'æ' => "ae",
        'ø' => "oe",
        'å' => "aa",
        '_' | '-' => "",
        _ if c.is_whitespace() => "",
        _ => c.encode_utf8(buffer),
    }
}

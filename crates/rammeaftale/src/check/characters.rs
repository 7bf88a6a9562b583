//! Characters that are not what they seem: unseen, turning the text around, or twins of others.

use super::sink::Sink;
use crate::diag::{Code, Diagnostic, Place};
use crate::text::{Text, is_unseen};

/// Letters of other alphabets that look like Latin ones, each before its twin.
const TWINS: &str = "аaеeоoрpсcуyхxѕsіiјjԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTХXЅSІIЈJ\
                     ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvɑaɡgıi";

/// Every such character of the file, one mistake a run of them.
pub(super) fn check(sink: &Sink) {
    let text = sink.source.text();
    let mut last_end = usize::MAX;
    for (at, c) in text.char_indices().filter(|(_, c)| is_odd(*c)) {
        let end = at + c.len_utf8();
        if at != last_end {
            sink.push(mistake(sink.place(&(at..end)), c));
        }
        last_end = end;
    }
}

fn is_odd(c: char) -> bool {
    !c.is_ascii() && (is_unseen(c) || is_blank(c) || is_hyphen(c) || is_accent(c) || is_foreign(c))
        // A stray control character; TOML takes tabs and line ends only.
        || c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '\u{2010}' | '\u{2011}')
}

/// An accent of its own, behind its letter: `å` of two characters is not `å`.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Letters and digits of other scripts than the Latin one, and the Latin twin.
fn is_foreign(c: char) -> bool {
    let latin = c <= '\u{24f}' && c != 'ı' || matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{2150}'..='\u{215f}');
    !latin && (c.is_alphabetic() || c.is_numeric())
}

fn twin(c: char) -> Option<char> {
    let mut letters = TWINS.chars();
    while let (Some(odd), Some(twin)) = (letters.next(), letters.next()) {
        if odd == c {
            return Some(twin);
        }
    }
    None
}

fn mistake(place: Place, c: char) -> Diagnostic {
    let point = format!("U+{:04X}", u32::from(c));
    let (message, help) = if is_unseen(c) {
        (
            Text::new(
                format!("her står et tegn, som ikke kan ses: {point}"),
                format!("a character that cannot be seen: {point}"),
            ),
            Text::new("slet det", "delete it"),
        )
    } else if is_accent(c) {
        (
            Text::new(
                format!("accenten er et tegn for sig selv: {point}"),
                format!("the accent is a character of its own: {point}"),
            ),
            Text::new("skriv bogstavet igen fra tastaturet", "type the letter again"),
        )
    } else {
        let twin = twin(c).or(is_blank(c).then_some(' ')).or(is_hyphen(c).then_some('-'));
        foreign(c, &point, twin)
    };
    let diagnostic = Diagnostic::error(Code::BadCharacter, place, message).help(help.da, help.en);
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => diagnostic.note(
            "det vender skriveretningen, så linjen kan læses anderledes, end den er skrevet",
            "it turns the direction of writing, so that the line may read otherwise than it is written",
        ),
        _ => diagnostic,
    }
}

fn foreign(c: char, point: &str, twin: Option<char>) -> (Text, Text) {
    match twin {
        Some(twin) => {
            let name = if twin == ' ' { ("et mellemrum", "a blank") } else { ("", "") };
            let shown = format!("`{twin}`");
            let of = |name: &str| if name.is_empty() { shown.clone() } else { name.to_owned() };
            (
                Text::new(
                    format!("tegnet {point} ligner {}", of(name.0)),
                    format!("the character {point} looks like {}", of(name.1)),
                ),
                Text::new(
                    format!("skriv {} fra tastaturet", of(name.0)),
                    format!("type {} on the keyboard", of(name.1)),
                ),
            )
        }
        None => (
            Text::new(
                format!("`{c}` ({point}) er ikke et latinsk tegn"),
                format!("`{c}` ({point}) is not a Latin character"),
            ),
            Text::new("skriv det med latinske bogstaver og cifre", "write it in Latin letters and digits"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_and_its_typography_are_no_oddity() {
        assert!(!"æøåÆØÅ éü «»”–—…•◀½ § € 100 %\t\r\n".chars().any(is_odd));
    }

    #[test]
    fn twins_blanks_hyphens_and_the_unseen_are() {
        for c in ['а', 'Α', '\u{a0}', '\u{2011}', '\u{30a}', '\u{202e}', '\u{200b}', '\u{feff}', 'ж', '４', '\u{0}']
        {
            assert!(is_odd(c), "{c:?}");
        }
        assert!(TWINS.chars().step_by(2).all(is_odd));
        assert_eq!(twin('а'), Some('a'));
        assert!(TWINS.chars().count().is_multiple_of(2));
    }
}

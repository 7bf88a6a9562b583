//! Draws diagnostics as plain text, in the manner of compilers.

use super::{Diagnostic, Label, Severity};
use crate::text::{Lang, is_unseen};
use std::fmt::Write;

/// Draws one diagnostic: head, places with the line and a caret, notes, help.
pub fn render(diagnostic: &Diagnostic, lang: Lang) -> String {
    let mut out = String::new();
    let word = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Da) => "fejl",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Da) => "advarsel",
        (Severity::Warning, Lang::En) => "warning",
    };
    push(&mut out, format_args!("{word}[{}]: {}\n", diagnostic.code, diagnostic.message.get(lang)));
    let gutter = diagnostic.labels.iter().map(|label| label.place.line.to_string().len()).max().unwrap_or(1);
    for (index, label) in diagnostic.labels.iter().enumerate() {
        draw_label(&mut out, label, index == 0, gutter, lang);
    }
    for note in &diagnostic.notes {
        push(&mut out, format_args!("{:gutter$} = note: {}\n", "", note.get(lang)));
    }
    if let Some(help) = &diagnostic.help {
        let word = if lang == Lang::Da { "hjælp" } else { "help" };
        push(&mut out, format_args!("{:gutter$} = {word}: {}\n", "", help.get(lang)));
    }
    out
}

/// Draws all, a blank line between, and a closing count.
pub fn render_all(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut out: String = diagnostics.iter().map(|diagnostic| render(diagnostic, lang) + "\n").collect();
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let plural = |count: usize, one: &'static str, many: &'static str| if count == 1 { one } else { many };
    match lang {
        Lang::Da => {
            push(&mut out, format_args!("{errors} fejl, {warnings} {}\n", plural(warnings, "advarsel", "advarsler")))
        }
        Lang::En => push(
            &mut out,
            format_args!(
                "{errors} {}, {warnings} {}\n",
                plural(errors, "error", "errors"),
                plural(warnings, "warning", "warnings")
            ),
        ),
    }
    out
}

/// Longer lines are cut around the caret, so that a hostile file cannot flood the screen.
const LONGEST_LINE: usize = 160;

fn draw_label(out: &mut String, label: &Label, first: bool, gutter: usize, lang: Lang) {
    let place = &label.place;
    let arrow = if first { "-->" } else { ":::" };
    push(out, format_args!("{:gutter$}{arrow} {place}\n", ""));
    if place.line == 0 || place.text.is_empty() {
        if !label.text.get(lang).is_empty() {
            push(out, format_args!("{:gutter$} | {}\n", "", label.text.get(lang)));
        }
        return;
    }
    let skipped = place.column.saturating_sub(LONGEST_LINE / 2);
    let skipped = if place.text.chars().nth(LONGEST_LINE).is_none() { 0 } else { skipped };
    let line: String = place.text.chars().skip(skipped).take(LONGEST_LINE).map(printable).collect();
    let before: String =
        line.chars().take(place.column.saturating_sub(1 + skipped)).map(|c| if c == '\t' { c } else { ' ' }).collect();
    let mark = if first { "^" } else { "-" }.repeat(place.width.clamp(1, LONGEST_LINE));
    let text = label.text.get(lang);
    let space = if text.is_empty() { "" } else { " " };
    push(out, format_args!("{:gutter$} |\n{:gutter$} | {line}\n", "", place.line));
    push(out, format_args!("{:gutter$} | {before}{mark}{space}{text}\n", ""));
}

/// What nobody sees would let a file rewrite the terminal's line.
fn printable(c: char) -> char {
    if is_unseen(c) && c != '\t' { char::REPLACEMENT_CHARACTER } else { c }
}

/// Writing to a string cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Place};
    use crate::text::Text;
    use std::sync::Arc;

    #[test]
    fn draws_place_caret_note_and_help() {
        let place =
            Place { file: Arc::from("a.csv"), sheet: None, line: 12, column: 3, width: 2, text: "ab\u{202e}cd".into() };
        let diagnostic = Diagnostic::error(Code::BadNumber, place, Text::new("dansk", "not a number"))
            .note("", "a fact")
            .help("", "mend it");
        let expected = "error[bad-number]: not a number\n  --> a.csv:12:3\n   |\n12 | ab\u{fffd}cd\n   |   ^^\n   = note: a fact\n   = help: mend it\n";
        assert_eq!(render(&diagnostic, Lang::En), expected);
    }

    fn mistake(line: &str, column: usize) -> Diagnostic {
        let place = Place { file: "a.csv".into(), sheet: None, line: 1, column, width: 1, text: line.into() };
        Diagnostic::error(Code::BadNumber, place, Text::new("dansk", "english"))
    }

    #[test]
    fn a_long_line_is_cut_around_its_caret() {
        let line = format!("{}x{}", "a".repeat(199), "b".repeat(100));
        let drawn = render(&mistake(&line, 200), Lang::En);
        let [shown, marked] = [3, 4].map(|number| drawn.lines().nth(number).unwrap());
        assert_eq!(shown.find('x'), marked.find('^'), "{drawn}");
        assert!(shown.contains('a') && shown.contains('b') && shown.len() < 170, "{drawn}");
    }

    #[test]
    fn all_are_told_and_counted() {
        let warning = Diagnostic { severity: Severity::Warning, ..mistake("x", 1) };
        let told = |all: &[Diagnostic], lang| render_all(all, lang).lines().map(str::to_owned).collect::<Vec<_>>();
        let one_of_each = told(&[mistake("x", 1), warning.clone()], Lang::En);
        assert_eq!(one_of_each.first().map(String::as_str), Some("error[bad-number]: english"));
        assert!(one_of_each.contains(&"warning[bad-number]: english".to_owned()));
        assert_eq!(one_of_each.last().map(String::as_str), Some("1 error, 1 warning"));
        let last = |all: &[Diagnostic], lang| told(all, lang).pop().unwrap();
        assert_eq!(last(&[mistake("x", 1), mistake("x", 1)], Lang::En), "2 errors, 0 warnings");
        assert_eq!(last(&[warning.clone(), warning.clone()], Lang::Da), "0 fejl, 2 advarsler");
        assert_eq!(last(&[warning], Lang::Da), "0 fejl, 1 advarsel");
    }
}

//! Plain tables: one line a row, colour only where asked for.

use comfy_table::{ContentArrangement, Table, presets};
use rammeaftale::Verdict;
use rammeaftale::text::visible;

/// How text is laid out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Verdicts in colour; never the only sign of one.
    pub colour: bool,
    /// Width of the terminal; `None` never breaks a line.
    pub width: Option<u16>,
}

/// Rows under headings, columns parted by blanks; cells lose what could move the cursor.
pub(crate) fn table(headings: &[&str], rows: &[Vec<String>], style: Style) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    match style.width {
        Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    table.set_header(headings.iter().map(|heading| heading.to_uppercase()));
    for row in rows {
        table.add_row(row.iter().map(|cell| visible(cell)));
    }
    let lines: Vec<String> = table.to_string().lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

/// Colours the verdict at the beginning of a line.
pub(crate) fn coloured(line: &str, words: &[(String, Verdict)], style: Style) -> String {
    let start = line.len() - line.trim_start().len();
    let (indent, rest) = line.split_at(start);
    let found = words.iter().find(|(word, _)| rest.starts_with(word.as_str())).filter(|_| style.colour);
    match found {
        None => line.to_owned(),
        Some((word, verdict)) => {
            let code = match verdict {
                Verdict::Breached => "1;31",
                Verdict::Undetermined(_) => "33",
                Verdict::Met => "32",
                Verdict::NotApplicable(_) => "2",
            };
            let after = rest.strip_prefix(word.as_str()).unwrap_or_default();
            format!("{indent}\u{1b}[{code}m{word}\u{1b}[0m{after}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let out = table(&["a"], &[vec!["x\u{1b}[2Jy\u{202e}z".to_owned()]], Style::default());
        assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'));
    }

    #[test]
    fn colour_only_where_asked_for() {
        let words = [("brudt".to_owned(), Verdict::Breached)];
        assert_eq!(coloured(" brudt B1", &words, Style::default()), " brudt B1");
        let style = Style { colour: true, width: None };
        assert_eq!(coloured(" brudt B1", &words, style), " \u{1b}[1;31mbrudt\u{1b}[0m B1");
    }
}

//! The form for terminals: plain lines, tables parted by blanks, colour only where asked for.

use crate::document::{Block, Cell, Chart, Document, Item, Place, Section, Table};
use comfy_table::{ContentArrangement, presets};
use rammeaftale::text::{Lang, Text, visible};
use rammeaftale::{Verdict, sentence};

/// How text is laid out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Verdicts in colour; never the only sign of one.
    pub colour: bool,
    /// Width of the terminal; `None` never breaks a line.
    pub width: Option<u16>,
}

/// The document for a terminal: with no drawing but time lines, without what opens, with the conclusion last, where the eye is.
pub fn terminal(document: &Document, lang: Lang, style: Style) -> String {
    let mut page = Page { out: String::new(), lang, style };
    if !document.title.get(lang).is_empty() {
        page.line(0, document.title.get(lang));
    }
    page.blocks(&document.lead);
    let at = |place: Place| document.filled().filter(move |section| section.place == place);
    at(Place::Body).chain(at(Place::Conclusion)).for_each(|section| page.section(section));
    page.out
}

struct Page {
    out: String,
    lang: Lang,
    style: Style,
}

impl Page {
    fn section(&mut self, section: &Section) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        if !section.title.get(self.lang).is_empty() {
            self.line(0, section.title.get(self.lang));
            self.out.push('\n');
        }
        self.blocks(&section.blocks);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                if !self.out.ends_with("\n\n") {
                    self.out.push('\n');
                }
                self.text(0, text);
            }
            Block::Paragraph(text) | Block::Note(text) => self.text(1, text),
            Block::List(items) => items.iter().for_each(|item| self.item(item, 1)),
            Block::Table(table) => self.out.push_str(&drawn(table, self.lang, self.style)),
            Block::Tally(tallies) => {
                for tally in tallies {
                    let (name, counts) = (tally.name.get(self.lang), sentence::tally(&tally.count));
                    self.line(1, &format!("{} {name}: {}", tally.total(), counts.get(self.lang)));
                }
            }
            Block::Details(details) => self.text(1, &details.summary),
            Block::Chart(Chart::Periods(periods)) => {
                for line in super::timeline::lines(periods, self.lang, self.style.width) {
                    self.out.push_str(&format!("  {}\n", visible(&line)));
                }
                self.out.push('\n');
            }
            Block::Chart(Chart::Points(_) | Chart::Spread(_)) => {}
        }
    }

    fn item(&mut self, item: &Item, depth: usize) {
        let clauses = if item.clauses.is_empty() { String::new() } else { format!(" {{{}}}", item.clauses.join(", ")) };
        self.line(depth, &format!("{}{clauses}", item.text.get(self.lang)));
        item.items.iter().for_each(|item| self.item(item, depth + 1));
    }

    fn text(&mut self, depth: usize, text: &Text) {
        self.line(depth, text.get(self.lang));
    }

    /// Loses what could move the cursor.
    fn line(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth);
        let room = self.style.width.map(|width| usize::from(width).saturating_sub(indent.len()).max(20));
        for (at, line) in wrapped(&visible(text), room).iter().enumerate() {
            // What goes on stands further in than what begins.
            let further = if at > 0 && depth > 0 { "  " } else { "" };
            self.out.push_str(&format!("{indent}{further}{line}\n"));
        }
    }
}

/// A text in lines that are no longer than there is room for, broken at blanks; a longer word stays whole. Lines after the
/// first leave room to stand further in.
fn wrapped(text: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room.filter(|room| text.chars().count() > *room) else { return vec![text.to_owned()] };
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let room = if lines.len() > 1 { room.saturating_sub(2) } else { room };
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Rows under headings, columns parted by blanks; cells lose what could move the cursor.
fn drawn(table: &Table, lang: Lang, style: Style) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(presets::NOTHING);
    match style.width {
        Some(width) => drawn.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
        None => drawn.set_content_arrangement(ContentArrangement::Disabled),
    };
    let columns = table.kept(true);
    drawn.set_header(columns.iter().map(|(_, column)| column.heading.get(lang).to_uppercase()));
    for row in &table.rows {
        drawn.add_row(row.only(&columns).map(|cell| visible(&short(cell, lang))));
    }
    let words = if style.colour { words(table, lang) } else { Vec::new() };
    drawn.to_string().lines().map(|line| coloured(line.trim_end(), &words) + "\n").collect()
}

/// Names may be as long as a file's author likes; a line of a terminal may not.
fn short(cell: &Cell, lang: Lang) -> String {
    let shown = cell.shown(lang);
    match cell {
        Cell::Link { .. } if shown.chars().count() > 40 => shown.chars().take(39).chain(['…']).collect(),
        _ => shown,
    }
}

/// The verdicts that begin rows.
fn words(table: &Table, lang: Lang) -> Vec<(String, Verdict)> {
    let mut words: Vec<(String, Verdict)> = Vec::new();
    for row in &table.rows {
        if let Some(Cell::Verdict(verdict)) = row.cells.first() {
            let word = sentence::verdict(*verdict).get(lang).to_owned();
            if !words.iter().any(|(known, _)| *known == word) {
                words.push((word, *verdict));
            }
        }
    }
    words
}

/// Colours the verdict at the beginning of a line.
fn coloured(line: &str, words: &[(String, Verdict)]) -> String {
    let start = line.len() - line.trim_start().len();
    let (indent, rest) = line.split_at(start);
    let found = words.iter().find_map(|(word, verdict)| Some((word, verdict, rest.strip_prefix(word.as_str())?)));
    match found {
        None => line.to_owned(),
        Some((word, verdict, after)) => {
            let code = match verdict {
                Verdict::Breached => "1;31",
                Verdict::Undetermined(_) => "33",
                Verdict::Met => "32",
                Verdict::NotApplicable(_) => "2",
            };
            format!("{indent}\u{1b}[{code}m{word}\u{1b}[0m{after}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Row};

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let rows = vec![Row::new(vec![Cell::same("x\u{1b}[2Jy\u{202e}z")])];
        let table = Table { columns: vec![Column::new("a", "a")], rows };
        let document = Document::table(Text::new("\u{1b}[2J", "\u{1b}[2J"), table);
        let out = terminal(&document, Lang::Da, Style::default());
        assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'));
    }

    #[test]
    fn colour_only_where_asked_for() {
        let rows = vec![Row::new(vec![Cell::Verdict(Verdict::Breached), Cell::same("B1")])];
        let table = Table { columns: vec![Column::new("v", "v"), Column::new("o", "o")], rows };
        assert_eq!(drawn(&table, Lang::Da, Style::default()).lines().nth(1), Some(" brudt  B1"));
        let style = Style { colour: true, width: None };
        assert_eq!(drawn(&table, Lang::Da, style).lines().nth(1), Some(" \u{1b}[1;31mbrudt\u{1b}[0m  B1"));
    }

    #[test]
    fn prose_keeps_to_the_width_and_goes_on_further_in() {
        let long = "Der er ti ord i den her sætning, og en-to-tre".to_owned() + &"x".repeat(30);
        let document = Document {
            title: Text::new("", ""),
            lead: vec![Block::Paragraph(Text::new(long.clone(), long.clone()))],
            sections: Vec::new(),
            sheets: Vec::new(),
            stamps: Vec::new(),
        };
        let told = |width| terminal(&document, Lang::Da, Style { colour: false, width });
        let narrow = told(Some(24));
        let lines: Vec<&str> = narrow.lines().collect();
        assert_eq!(
            lines[..3],
            ["  Der er ti ord i den", "    her sætning, og", &format!("    en-to-tre{}", "x".repeat(30))]
        );
        assert_eq!(told(None), format!("  {long}\n"), "a pipe has no width");
    }
}

//! The form for terminals: plain lines, tables parted by blanks, colour only where asked for.

mod table;

use crate::document::{Block, Chart, Document, Item, Place, Section};
use rammeaftale::sentence;
use rammeaftale::text::{Lang, Text, visible};

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
    let conclusion: Vec<&Section> = at(Place::Conclusion).collect();
    let body = [Place::Body, Place::Terminal].into_iter().flat_map(at);
    // What comes first on paper comes last here.
    body.chain(conclusion.into_iter().rev()).for_each(|section| page.section(section));
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
            Block::Table(table) => self.out.push_str(&table::drawn(table, self.lang, self.style)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Column, Row, Table};

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let rows = vec![Row::new(vec![Cell::same("x\u{1b}[2Jy\u{202e}z")])];
        let table = Table { columns: vec![Column::new("a", "a")], rows };
        let document = Document::table(Text::new("\u{1b}[2J", "\u{1b}[2J"), table);
        let out = terminal(&document, Lang::Da, Style::default());
        assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'));
    }

    #[test]
    fn prose_keeps_to_the_width_and_goes_on_further_in() {
        let long = "Der er ti ord i den her sætning, og en-to-tre".to_owned() + &"x".repeat(30);
        let document = Document {
            title: Text::default(),
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

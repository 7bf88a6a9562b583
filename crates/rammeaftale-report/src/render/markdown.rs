//! The form for pages that others write on: Markdown with tables, every text escaped.

use crate::document::{Block, Column, Details, Document, Item, Section, Table, made_by};
use rammeaftale::sentence;
use rammeaftale::text::{Lang, Text, visible};
use std::fmt::Write;

/// The document as Markdown. Drawings are left out: the tables tell the same.
pub fn markdown(document: &Document, lang: Lang) -> String {
    let mut page = Page { out: String::new(), lang };
    page.heading(1, &document.title);
    page.blocks(&document.lead, 2);
    let told = |section: &&Section| !section.blocks.iter().all(Block::is_drawn);
    for section in document.on_paper().filter(told) {
        page.heading(2, &section.title);
        page.blocks(&section.blocks, 3);
    }
    if !document.stamps.is_empty() {
        page.push("\n---\n\n");
        page.block(&Block::Paragraph(made_by(&document.stamps, usize::MAX)), 2);
    }
    format!("{}\n", page.out.trim())
}

struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    fn heading(&mut self, level: usize, title: &Text) {
        let title = self.text(title);
        if !title.is_empty() {
            self.push(&format!("\n{} {title}\n", "#".repeat(level)));
        }
    }

    /// `level` is that of a heading inside the blocks.
    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            self.push("\n");
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Heading(text) => self.push(&format!("{} {}\n", "#".repeat(level.min(6)), self.text(text))),
            Block::Paragraph(text) => self.push(&format!("{}\n", self.text(text))),
            Block::Note(text) => self.push(&format!("> {}\n", self.text(text))),
            Block::List(items) => items.iter().for_each(|item| self.item(item, 0)),
            Block::Table(table) => self.table(table),
            Block::Tally(tallies) => {
                for tally in tallies {
                    let line = sentence::tally(&tally.count);
                    let total = tally.total();
                    self.push(&format!("- **{total} {}**: {}\n", self.text(&tally.name), self.text(&line)));
                }
            }
            Block::Chart(_) => {}
            Block::Details(_) if block.is_drawn() => {}
            Block::Details(details) => self.details(details, level),
        }
    }

    /// What opens is open on paper.
    fn details(&mut self, details: &Details, level: usize) {
        let verdict = details.verdict.map(|verdict| format!("{}: ", sentence::verdict(verdict).get(self.lang)));
        let title = format!("{}{}", verdict.unwrap_or_default(), self.text(&details.summary));
        self.push(&format!("{} {title}\n", "#".repeat(level.min(6))));
        self.blocks(&details.blocks, level + 1);
    }

    fn item(&mut self, item: &Item, depth: usize) {
        let clauses = if item.clauses.is_empty() { String::new() } else { format!(" ({})", item.clauses.join(", ")) };
        let line = format!("{}- {}{}\n", "  ".repeat(depth), self.text(&item.text), escaped(&clauses));
        self.push(&line);
        item.items.iter().for_each(|item| self.item(item, depth + 1));
    }

    fn table(&mut self, table: &Table) {
        let columns = table.kept(false);
        let headings: Vec<String> = columns.iter().map(|(_, column)| self.text(&column.heading)).collect();
        self.push(&format!("| {} |\n", headings.join(" | ")));
        let rule = |(index, _): &(usize, &Column)| if table.is_numeric(*index) { "---:" } else { "---" };
        let rules: Vec<&str> = columns.iter().map(rule).collect();
        self.push(&format!("| {} |\n", rules.join(" | ")));
        for row in &table.rows {
            let cells: Vec<String> = row.only(&columns).map(|cell| inline(&cell.shown(self.lang))).collect();
            self.push(&format!("| {} |\n", cells.join(" | ")));
        }
    }

    fn text(&self, text: &Text) -> String {
        escaped(text.get(self.lang))
    }

    fn push(&mut self, text: &str) {
        // Writing to memory does not fail.
        let _ = self.out.write_str(text);
    }
}

/// A text of one line that stays text where a line begins: no list, heading or rule. An amount is none.
fn escaped(text: &str) -> String {
    let text = inline(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let ends = |at: usize| text.chars().nth(at).is_none_or(char::is_whitespace);
    let begins_list = digits > 0 && matches!(text.chars().nth(digits), Some('.' | ')')) && ends(digits + 1);
    let first = text.chars().next();
    let same = first.map_or(0, |first| text.chars().take_while(|c| *c == first).count());
    let is_mark = match first {
        Some('-' | '+') => ends(1) || same == text.chars().count(),
        Some('#') => ends(same),
        Some('=') => same == text.trim_end().chars().count(),
        _ => false,
    };
    match () {
        () if is_mark => format!("\\{text}"),
        () if begins_list => text.chars().take(digits).chain(['\\']).chain(text.chars().skip(digits)).collect(),
        () => text,
    }
}

/// The same within a line, where nothing is a mark for standing first.
fn inline(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(escaped("a|b <script> [x](y) *z* \\"), r"a\|b \<script\> \[x\](y) \*z\* \\");
        assert_eq!(escaped("- 1. x"), r"\- 1. x");
        assert_eq!(escaped("1. x"), r"1\. x");
        assert_eq!(escaped("12) x"), r"12\) x");
        assert_eq!(escaped("1."), r"1\.");
        assert_eq!(escaped("+ x"), r"\+ x");
        assert_eq!(escaped("-"), r"\-");
        assert_eq!(escaped("---"), r"\---");
        assert_eq!(escaped("=== "), r"\=== ");
        assert_eq!(escaped("## x"), r"\## x");
        assert_eq!(escaped("a\n# b"), "a\u{fffd}# b");
    }

    #[test]
    fn an_amount_is_no_list() {
        for amount in ["1.000,00 kr.", "0.00", "-1,10 %", "+0.87%", "2018 = 2017", "#1", "=1"] {
            assert_eq!(escaped(amount), amount);
        }
    }
}

//! The form for screens and paper: one HTML file with both languages in it that needs nothing else.
//!
//! The templates are compiled and escape every text; the script only sorts and filters what is there without it.

use super::drawing::{self, Drawing};
use super::markup::{Badge, Bilingual, Ids, Words};
use crate::document::{Block, Cell, Document, Item, Section, Table, Tally};
use askama::Template;
use rammeaftale::Verdict;
use rammeaftale::assessment::{NotApplicable, Undetermined};
use rammeaftale::text::{Lang, Text};
use std::borrow::Cow;
use std::collections::HashSet;

/// The document as one HTML file that opens in a language and can be switched to the other.
pub fn html(document: &Document, lang: Lang) -> String {
    let sections: Vec<&Section> = document.on_paper().collect();
    let mut ids = HashSet::new();
    sections.iter().for_each(|section| section.blocks.iter().for_each(|block| gather(block, &mut ids)));
    // Writing to memory does not fail.
    Page { document, sections, ids, lang }.render().unwrap_or_default()
}

/// The ids that links may lead to.
fn gather<'d>(block: &'d Block, ids: &mut HashSet<&'d str>) {
    match block {
        Block::Details(details) => {
            ids.insert(&details.id);
            details.blocks.iter().for_each(|block| gather(block, ids));
        }
        Block::List(items) => items.iter().for_each(|item| gather_item(item, ids)),
        _ => {}
    }
}

fn gather_item<'d>(item: &'d Item, ids: &mut HashSet<&'d str>) {
    if !item.id.is_empty() {
        ids.insert(&item.id);
    }
    item.items.iter().for_each(|item| gather_item(item, ids));
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'d> {
    document: &'d Document,
    sections: Vec<&'d Section>,
    ids: Ids<'d>,
    lang: Lang,
}

impl Page<'_> {
    fn code(&self) -> &'static str {
        if self.lang == Lang::Da { "da" } else { "en" }
    }

    fn blocks<'p>(&'p self, blocks: &'p [Block], heading: &'p str) -> Blocks<'p> {
        Blocks { blocks, ids: &self.ids, heading }
    }
}

/// The blocks below the heading with an id.
#[derive(Template)]
#[template(path = "blocks.html")]
struct Blocks<'d> {
    blocks: &'d [Block],
    ids: &'d Ids<'d>,
    heading: &'d str,
}

impl<'d> Blocks<'d> {
    fn items(&self, items: &'d [Item]) -> Items<'d> {
        Items { items, ids: self.ids }
    }

    fn within(&self, blocks: &'d [Block]) -> Blocks<'d> {
        Blocks { blocks, ids: self.ids, heading: self.heading }
    }

    fn table(&self, table: &'d Table) -> TableView<'d> {
        TableView { table, ids: self.ids, heading: self.heading }
    }

    fn drawing(&self, chart: &'d crate::document::Chart) -> Drawing<'d> {
        drawing::drawing(chart, self.ids)
    }
}

#[derive(Template)]
#[template(path = "items.html")]
struct Items<'d> {
    items: &'d [Item],
    ids: &'d Ids<'d>,
}

impl<'d> Items<'d> {
    fn below(&self, items: &'d [Item]) -> Items<'d> {
        Items { items, ids: self.ids }
    }

    fn text(&self, item: &'d Item) -> Linked<'d> {
        let there: Vec<&(String, String)> =
            item.links.iter().filter(|(_, id)| self.ids.contains(id.as_str())).collect();
        let Words { da, en } = item.text.words();
        Linked { same: da == en, da: pieces(da, &there), en: pieces(en, &there) }
    }

    /// The id of a clause shown in this document.
    fn target(&self, part: &str, clause: &str) -> Option<String> {
        Some(crate::document::clause_id(part, clause)).filter(|id| self.ids.contains(id.as_str()))
    }
}

#[derive(Template)]
#[template(path = "table.html")]
struct TableView<'d> {
    table: &'d Table,
    ids: &'d Ids<'d>,
    heading: &'d str,
}

impl<'d> TableView<'d> {
    fn cell(&self, cell: &'d Cell) -> CellView<'d> {
        CellView { cell, ids: self.ids }
    }

    /// Whether it has many columns, and whether a name in it must be broken where it has no blank.
    fn class(&self, columns: usize) -> Option<&'static str> {
        const LONGEST_WORD: usize = 40;
        let long = |cell: &Cell| cell.both().da.split(' ').any(|word| word.chars().count() > LONGEST_WORD);
        let is_long = self.table.rows.iter().flat_map(|row| &row.cells).any(long);
        match (columns > 7, is_long) {
            (false, false) => None,
            (true, false) => Some("wide"),
            (false, true) => Some("long"),
            (true, true) => Some("wide long"),
        }
    }
}

/// One value; a number is written in both languages where they write it differently.
#[derive(Template)]
#[template(path = "cell.html")]
struct CellView<'d> {
    cell: &'d Cell,
    ids: &'d Ids<'d>,
}

/// A text with words that lead somewhere, in both languages, or once where they are the same.
#[derive(Template)]
#[template(
    ext = "html",
    source = r##"{% macro told(pieces) %}{% for (text, to) in pieces %}{% match to %}{% when Some with (id) %}<a href="#{{ id }}">{{ text }}</a>{% when None %}{{ text }}{% endmatch %}{% endfor %}{% endmacro %}{% if same %}{% call told(da) %}{% endcall %}{% else %}<span lang="da">{% call told(da) %}{% endcall %}</span><span lang="en">{% call told(en) %}{% endcall %}</span>{% endif %}"##
)]
struct Linked<'d> {
    same: bool,
    da: Vec<Piece<'d>>,
    en: Vec<Piece<'d>>,
}

/// A piece of a text, and the id it leads to.
type Piece<'d> = (Cow<'d, str>, Option<&'d str>);

/// A text parted at the words that lead somewhere.
fn pieces<'d>(text: Cow<'d, str>, links: &[&'d (String, String)]) -> Vec<Piece<'d>> {
    let first = links.iter().filter_map(|(words, to)| Some((text.find(words)?, words, to)));
    let Some((at, words, to)) = first.min_by_key(|(at, words, _)| (*at, std::cmp::Reverse(words.len()))) else {
        return vec![(text, None)];
    };
    let (before, rest) = text.split_at(at);
    let (words, after) = rest.split_at(words.len());
    let mut pieces = vec![(before.to_owned().into(), None), (words.to_owned().into(), Some(to.as_str()))];
    pieces.extend(self::pieces(after.to_owned().into(), links));
    pieces
}

impl askama::filters::HtmlSafe for Linked<'_> {}
impl askama::filters::HtmlSafe for Blocks<'_> {}
impl askama::filters::HtmlSafe for Items<'_> {}
impl askama::filters::HtmlSafe for TableView<'_> {}
impl askama::filters::HtmlSafe for CellView<'_> {}

impl Tally {
    /// The verdicts, the worst first, with how many got them.
    fn counted(&self) -> [(Badge, usize); 4] {
        let count = &self.count;
        [
            (Badge::of(Verdict::Breached), count.breached),
            (Badge::of(Verdict::Undetermined(Undetermined::MissingInput)), count.undetermined),
            (Badge::of(Verdict::Met), count.met),
            (Badge::of(Verdict::NotApplicable(NotApplicable::NoDuty)), count.not_applicable),
        ]
    }
}

impl Cell {
    /// What the script sorts by; without one the words decide.
    fn sort_key(&self) -> Option<String> {
        match self {
            Cell::Valued(value, _)
            | Cell::Kroner(value)
            | Cell::Noted(value, _)
            | Cell::Percent(value)
            | Cell::Number(value) => Some(value.to_string()),
            Cell::Date(day) => Some(day.to_string()),
            Cell::Verdict(verdict) | Cell::Judged { verdict, .. } => {
                let key = match verdict {
                    Verdict::Breached => "0",
                    Verdict::Undetermined(_) => "1",
                    Verdict::Met => "2",
                    Verdict::NotApplicable(_) => "3",
                };
                Some(key.to_owned())
            }
            Cell::Told { .. } => Some("3".to_owned()),
            Cell::Empty | Cell::Text(_) | Cell::Link { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_where_they_are_shown_and_nothing_is_lost() {
        let links = [("a=b".to_owned(), "one".to_owned()), ("a=bc".to_owned(), "two".to_owned())];
        let links: Vec<&(String, String)> = links.iter().collect();
        let parted = pieces("x (a=b) <a=bc> y".into(), &links);
        let told: Vec<(&str, Option<&str>)> = parted.iter().map(|(text, to)| (&**text, *to)).collect();
        let expected = [("x (", None), ("a=b", Some("one")), (") <", None), ("a=bc", Some("two")), ("> y", None)];
        assert_eq!(told, expected);
        let item = Item::new(Text::new("<i> a=b", "<i> a=b")).linked(vec![("a=b".to_owned(), "one".to_owned())]);
        let shown = |ids: &[&'static str]| {
            let (ids, items) = (ids.iter().copied().collect(), std::slice::from_ref(&item));
            Items { items, ids: &ids }.render().unwrap()
        };
        assert!(shown(&["one"]).contains("&#60;i&#62; <a href=\"#one\">a=b</a>"), "{}", shown(&["one"]));
        assert!(!shown(&[]).contains("<a"), "no link to what is not there");
    }
}

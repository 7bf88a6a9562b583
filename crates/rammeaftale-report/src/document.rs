//! What a command has to say, before it takes a form: both languages, typed cells, no layout.
//!
//! A command makes one [`Document`]; each form is one function of it, such as [`html`](crate::html).

mod chart;
mod item;
mod table;
mod words;

pub use chart::{Chart, Period, Periods, Point, Points, Spread, SpreadRow, Standing};
pub use item::Item;
pub(crate) use table::date;
pub use table::{Cell, Column, Room, Row, Table};
pub(crate) use words::{Words, joined, text};

use rammeaftale::Verdict;
use rammeaftale::assessment::{AgreementStamp, OfferCount};
use rammeaftale::text::Text;

/// One answer for people.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it is; without one, nothing stands above the first section.
    pub title: Text,
    /// What stands right below the title.
    pub lead: Vec<Block>,
    /// In the order of paper.
    pub sections: Vec<Section>,
    /// The same as tables of typed cells, for spreadsheets; CSV holds the first, and those that say so.
    pub sheets: Vec<Sheet>,
    /// By what it was made; none where that is no agreement.
    pub stamps: Vec<AgreementStamp>,
}

/// What a document is made for: what that does not show is not made. Closed: each form is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A terminal: no appendix, no drawings of the figures, no sheets.
    Terminal,
    /// Markdown and HTML: all but the sheets.
    Page,
    /// CSV: the sheets alone.
    Tables,
    /// XLSX: all but the appendix.
    Workbook,
}

impl Form {
    /// True where there is room for what stands in the appendix.
    pub(crate) fn has_appendix(self) -> bool {
        self == Form::Page
    }

    /// True where figures are drawn.
    pub(crate) fn is_drawn(self) -> bool {
        matches!(self, Form::Page | Form::Workbook)
    }

    /// True where tables stand by themselves.
    pub(crate) fn has_sheets(self) -> bool {
        matches!(self, Form::Tables | Form::Workbook)
    }
}

/// A table under a name.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name.
    pub name: Text,
    /// What it holds.
    pub table: Table,
    /// Stands in CSV beside the first.
    pub in_csv: bool,
}

impl Sheet {
    /// A table under a name.
    pub fn new(da: &'static str, en: &'static str, table: Table) -> Sheet {
        Sheet { name: Text::new(da, en), table, in_csv: false }
    }

    /// The same, in CSV too.
    #[must_use]
    pub fn in_csv(self) -> Sheet {
        Sheet { in_csv: true, ..self }
    }
}

/// A part under a heading of its own.
#[derive(Clone, Debug)]
pub struct Section {
    /// Unique in the document, for links.
    pub id: String,
    /// Its heading; none for the only part.
    pub title: Text,
    /// Where it stands.
    pub place: Place,
    /// What it holds; a section without a block is not shown.
    pub blocks: Vec<Block>,
}

/// Where a section stands. Closed: a writer that passed over a new one would leave something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As it comes.
    Body,
    /// First on paper and last in a terminal, where the eye is.
    Conclusion,
    /// On paper only.
    Appendix,
    /// In a terminal only: in short what stands in the appendix.
    Terminal,
}

/// A piece of a section. Closed: a writer that passed over a new one would leave something out.
#[derive(Clone, Debug)]
pub enum Block {
    /// What the blocks after it are about.
    Heading(Text),
    /// A sentence or more.
    Paragraph(Text),
    /// What the reader must know before trusting the rest.
    Note(Text),
    /// Items, which may hold items.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// Verdicts, counted.
    Tally(Vec<Tally>),
    /// A drawing of what the tables tell; for paper and screens only.
    Chart(Chart),
    /// Closed until it is asked for.
    Details(Details),
}

/// How many of a kind got which verdict.
#[derive(Clone, Debug)]
pub struct Tally {
    /// What is counted, as it follows the number.
    pub name: Text,
    /// The counts.
    pub count: OfferCount,
}

/// Something that opens.
#[derive(Clone, Debug)]
pub struct Details {
    /// Unique in the document, for links.
    pub id: String,
    /// The verdict that it explains.
    pub verdict: Option<Verdict>,
    /// What is seen while it is closed.
    pub summary: Text,
    /// What it opens to.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document that is one table.
    pub fn table(title: Text, table: Table) -> Document {
        let blocks = vec![Block::Table(table.clone())];
        let section = Section { id: "table".to_owned(), title: Text::default(), place: Place::Body, blocks };
        let sheets = vec![Sheet::new("Data", "Data", table)];
        Document { title, lead: Vec::new(), sections: vec![section], sheets, stamps: Vec::new() }
    }

    /// The sections that hold something.
    pub(crate) fn filled(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|section| !section.blocks.is_empty())
    }

    /// Those of paper in its order, the conclusion first.
    pub(crate) fn on_paper(&self) -> impl Iterator<Item = &Section> {
        let at = |place: Place| self.filled().filter(move |section| section.place == place);
        let rest = self.filled().filter(|section| matches!(section.place, Place::Body | Place::Appendix));
        at(Place::Conclusion).chain(rest)
    }
}

impl Tally {
    /// How many in all.
    pub(crate) fn total(&self) -> usize {
        self.count.total()
    }
}

impl Section {
    /// A section of the body.
    pub fn new(id: &str, title: Text, blocks: Vec<Block>) -> Section {
        Section { id: id.to_owned(), title, place: Place::Body, blocks }
    }

    /// True where it belongs on the sheet that sums up: it says something in words, and not on paper only.
    pub(crate) fn sums_up(&self) -> bool {
        let in_words = |block: &Block| !matches!(block, Block::Table(_) | Block::Chart(_) | Block::Details(_));
        matches!(self.place, Place::Body | Place::Conclusion) && self.blocks.iter().any(in_words)
    }

    /// The id of the heading that its tables stand under.
    pub(crate) fn heading(&self) -> &str {
        if self.title.da.is_empty() { "document" } else { &self.id }
    }

    /// The same in another place.
    #[must_use]
    pub fn at(self, place: Place) -> Section {
        Section { place, ..self }
    }
}

impl Block {
    /// True for a drawing, and for what opens to drawings only.
    pub(crate) fn is_drawn(&self) -> bool {
        match self {
            Block::Chart(_) => true,
            Block::Details(details) => details.blocks.iter().all(Block::is_drawn),
            _ => false,
        }
    }

    /// A list; no block where it is empty.
    pub fn list(items: Vec<Item>) -> Option<Block> {
        (!items.is_empty()).then_some(Block::List(items))
    }
}

/// Each once, in the order given.
pub(crate) fn stamps<'s>(all: impl IntoIterator<Item = &'s AgreementStamp>) -> Vec<AgreementStamp> {
    let mut stamps: Vec<AgreementStamp> = Vec::new();
    for one in all {
        stamps.extend((!stamps.contains(one)).then(|| one.clone()));
    }
    stamps
}

/// By what something was made, in small print, with so many characters of each digest.
pub(crate) fn made_by(stamps: &[AgreementStamp], digest: usize) -> Text {
    let told = |one: &AgreementStamp| {
        let digest: String = one.digest.chars().take(digest).collect();
        format!("{} · {} · {digest}", one.id, one.revision)
    };
    let told = stamps.iter().map(told).collect::<Vec<_>>().join(" | ");
    text!(da: "Aftale, udgave og fingeraftryk: {}", en: "Agreement, revision and digest: {}", told)
}

/// The id under which a clause stands in a document that shows it, or in a part of it.
pub(crate) fn clause_id(part: &str, clause: &str) -> String {
    format!("{part}{}", id(&["clause", clause]))
}

/// The id under which a reading of a question stands in a document that shows it, or in a part of it.
pub(crate) fn reading_id(part: &str, question: &str, reading: &str) -> String {
    format!("{part}{}", id(&["reading", question, reading]))
}

/// An id of its parts: different parts never give the same one, whatever a file calls its offers.
pub(crate) fn id(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push('_');
        }
        for c in part.chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å' => out.push(c),
                other => out.push_str(&format!("~{:x}~", u32::from(other))),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_plain_word_and_never_shared() {
        assert_eq!(id(&["offer", "B1"]), "offer_B1");
        assert_eq!(id(&["offer", "a b\"><x_~"]), "offer_a~20~b~22~~3e~~3c~x~5f~~7e~");
        assert_ne!(id(&["a", "b_c"]), id(&["a_b", "c"]));
        assert_ne!(id(&["a~20~"]), id(&["a "]));
    }
}

//! Tables for terminals: columns parted by blanks; what is too long for a column stands below its row.

use super::{Style, wrapped};
use crate::document::{Cell, Column, Table};
use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};
use rammeaftale::text::{Lang, visible};
use rammeaftale::{Verdict, sentence};

/// Begins a row in what is drawn. It takes no room, and no cell holds it: cells lose what could turn or move text.
const BEGINS: char = '\u{2066}';

/// Rows under headings. Where they are wider than the terminal, the words of the last column stand below each row.
pub(super) fn drawn(table: &Table, lang: Lang, style: Style) -> String {
    let mut columns = table.kept(true);
    let below = style.width.and_then(|width| too_long(table, &columns, usize::from(width), lang));
    if below.is_some() {
        columns.pop();
    }
    let words = if style.colour { words(table, lang) } else { Vec::new() };
    let told = |row: usize| {
        let (index, column) = below?;
        let cell = table.rows.get(row)?.cells.get(index).filter(|cell| **cell != Cell::Empty)?;
        let text = format!("{}: {}", column.heading.get(lang), visible(&short(cell, lang)));
        let room = style.width.map(|width| usize::from(width).saturating_sub(INDENT.len()));
        Some(wrapped(&text, room).iter().enumerate().map(|(at, line)| further(at, line)).collect::<String>())
    };
    let mut out = String::new();
    let mut begun: usize = 0;
    for line in grid(table, &columns, lang, style.width).lines() {
        if line.contains(BEGINS) {
            out.push_str(&begun.checked_sub(1).and_then(told).unwrap_or_default());
            begun += 1;
        }
        out.push_str(&(coloured(line.replace(BEGINS, "").trim_end(), &words) + "\n"));
    }
    out + &begun.checked_sub(1).and_then(told).unwrap_or_default()
}

const INDENT: &str = "     ";

fn further(at: usize, line: &str) -> String {
    format!("{INDENT}{}{line}\n", if at > 0 { "  " } else { "" })
}

/// The last column, where all columns together are wider than there is room for and it holds sentences.
fn too_long<'t>(
    table: &Table,
    columns: &[(usize, &'t Column)],
    width: usize,
    lang: Lang,
) -> Option<(usize, &'t Column)> {
    const SENTENCE: usize = 40;
    const BLANKS: usize = 2;
    let longest = |(index, column): &(usize, &Column)| {
        let cells =
            table.rows.iter().filter_map(|row| row.cells.get(*index)).map(|cell| short(cell, lang).chars().count());
        cells.chain([column.heading.get(lang).chars().count()]).max().unwrap_or_default()
    };
    let all: usize = columns.iter().map(|column| longest(column) + BLANKS).sum();
    columns.last().copied().filter(|last| columns.len() > 2 && all > width && longest(last) > SENTENCE)
}

fn grid(table: &Table, columns: &[(usize, &Column)], lang: Lang, width: Option<u16>) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(presets::NOTHING);
    match width {
        Some(width) => drawn.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
        None => drawn.set_content_arrangement(ContentArrangement::Disabled),
    };
    drawn.set_header(columns.iter().map(|(_, column)| column.heading.get(lang).to_uppercase()));
    for row in &table.rows {
        let cells = row.only(columns).map(|cell| visible(&short(cell, lang))).enumerate();
        drawn.add_row(cells.map(|(at, cell)| if at == 0 { format!("{BEGINS}{cell}") } else { cell }));
    }
    if let Some(width) = width {
        keep_words(&mut drawn, usize::from(width));
    }
    drawn.to_string()
}

/// No column is narrower than its longest word, as far as all of them then have room.
fn keep_words(drawn: &mut comfy_table::Table, width: usize) {
    const LONGEST: usize = 24;
    const BLANKS: usize = 2;
    let long = |word: &str| word.chars().filter(|c| *c != BEGINS).count();
    let words = |text: String| text.split_whitespace().map(long).max().unwrap_or_default();
    let columns = 0..drawn.column_count();
    let cells = |column: usize| {
        let head = drawn.header().and_then(|head| head.cell_iter().nth(column)).map(comfy_table::Cell::content);
        let below = drawn.row_iter().filter_map(move |row| row.cell_iter().nth(column)).map(comfy_table::Cell::content);
        head.into_iter().chain(below).map(words).max().unwrap_or_default().min(LONGEST) + BLANKS
    };
    let least: Vec<usize> = columns.map(cells).collect();
    if least.iter().sum::<usize>() > width {
        return;
    }
    for (column, least) in drawn.column_iter_mut().zip(least) {
        let least = u16::try_from(least).unwrap_or_default();
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
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
    use crate::document::Row;

    #[test]
    fn colour_only_where_asked_for() {
        let rows = vec![Row::new(vec![Cell::Verdict(Verdict::Breached), Cell::same("B1")])];
        let table = Table { columns: vec![Column::new("v", "v"), Column::new("o", "o")], rows };
        assert_eq!(drawn(&table, Lang::Da, Style::default()).lines().nth(1), Some(" brudt  B1"));
        let style = Style { colour: true, width: None };
        assert_eq!(drawn(&table, Lang::Da, style).lines().nth(1), Some(" \u{1b}[1;31mbrudt\u{1b}[0m  B1"));
    }

    #[test]
    fn no_word_of_a_table_is_broken_where_there_is_room() {
        let cells =
            ["01-01-2015", "31-12-2016", "midtjylland/2015-16", "kun kendt", "Den flerårige aftale om takstreduktion"];
        let columns = cells.iter().map(|_| Column::new("h", "h")).collect();
        let table = Table { columns, rows: vec![Row::new(cells.iter().map(|cell| Cell::same(cell)).collect())] };
        let out = drawn(&table, Lang::Da, Style { colour: false, width: Some(70) });
        assert!(out.contains("midtjylland/2015-16") && out.lines().all(|line| line.chars().count() <= 70), "{out}");
    }

    #[test]
    fn sentences_stand_below_their_row_where_there_is_no_room_beside_it() {
        let long = "sæt 3,00 kr. ned; overholdt hvis «Det indregnede resultat tages ud, før der måles»";
        let row = |name: &str| Row::new(vec![Cell::Verdict(Verdict::Breached), Cell::same(name), Cell::same(long)]);
        let columns = vec![Column::new("vurdering", "v"), Column::new("tilbud", "o"), Column::new("hvad nu", "w")];
        let table = Table { columns, rows: vec![row("A"), row("B")] };
        let out = drawn(&table, Lang::Da, Style { colour: false, width: Some(60) });
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines[..4],
            [
                " VURDERING  TILBUD",
                " brudt      A",
                "     hvad nu: sæt 3,00 kr. ned; overholdt hvis «Det",
                "       indregnede resultat tages ud, før der måles»"
            ]
        );
        assert!(lines[4].starts_with(" brudt      B") && lines.len() == 7, "{out}");
        let wide = drawn(&table, Lang::Da, Style { colour: false, width: Some(200) });
        assert_eq!(wide.lines().count(), 3, "{wide}");
    }
}

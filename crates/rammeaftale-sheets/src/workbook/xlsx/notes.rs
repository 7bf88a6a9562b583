//! Notes on cells, and what is printed above and below each page.

use super::super::xml::{self, Node};
use super::reference::reference_of;
use crate::mistake::Problem;
use std::io::BufRead;

/// The notes of a part, each with the row and column of its cell.
pub(super) fn read(part: impl BufRead) -> Result<Vec<(u32, u32, String)>, Problem> {
    let (mut notes, mut place, mut text, mut in_text) = (Vec::new(), None, String::new(), false);
    xml::read(part, |node| {
        match node {
            Node::Start("comment", attributes) => {
                place = attributes.get("ref")?.as_deref().and_then(reference_of);
                text.clear();
            }
            Node::End("comment") => notes.extend(place.map(|(row, column)| (row, column, std::mem::take(&mut text)))),
            Node::Start("t", _) => in_text = true,
            Node::End("t") => in_text = false,
            Node::Text(more) if in_text => text.push_str(more),
            _ => {}
        }
        Ok(())
    })?;
    Ok(notes)
}

/// The texts of `&LTakster&C&"Arial,Bold"&12i 1.000 kr.&RSide &P`, without what says how they are set.
pub(in crate::workbook) fn printed(code: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let sign = if c == '&' { chars.next() } else { None };
        match sign {
            Some('L' | 'C' | 'R') => texts.push(String::new()),
            Some('"') => drop(chars.by_ref().find(|c| *c == '"')),
            Some('K') => drop(chars.by_ref().nth(5)),
            Some(digit) if digit.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            Some(other) if other != '&' => {}
            _ => texts.iter_mut().last().into_iter().for_each(|text| text.push(c)),
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_stands_without_its_codes() {
        assert_eq!(
            printed("&LTakster 2025&C&\"Arial,Bold\"&12i 1.000 kr.&RSide &P af &N"),
            ["Takster 2025", "i 1.000 kr.", "Side  af "]
        );
        assert_eq!(printed("Kr. && øre"), ["Kr. & øre"]);
        assert_eq!(printed("&K00ff00Beløb i t.kr."), ["Beløb i t.kr."]);
        assert_eq!(printed("&P"), [""; 0]);
    }
}

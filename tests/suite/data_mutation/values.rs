//! The values of the shipped files, and what each is changed to.

use rammeaftale::{Register, diag::Diagnostic};
use rammeaftale_agreements::FILES;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Keys (or ends of paths of keys) whose values are left as they are, and why that is right.
const UNCHANGED: &[(&str, &str)] = &[
    ("da", "a text is read by people; the golden pages show it"),
    ("en", "a text is read by people; the golden pages show it"),
    ("name", "a text is read by people"),
    ("legal_basis.title", "a text is read by people; the golden pages show it"),
    ("id", "a name: what refers to it is refused when it changes"),
    ("topic", "a name: a kind of rule that is neither ruled nor silent is refused, and the golden pages show others"),
    ("agreement.parties", "a name: there is one list of parties, any other is refused"),
    (
        "clauses",
        "citations: unknown ones and modelled clauses that nothing cites are refused, the golden pages show them",
    ),
    ("looked_in", "citations of documents"),
    ("continues", "a name: another area is refused where there is none; the golden pages show the link"),
    ("link", "whose word a link is: read by people; the golden pages show it where an agreement is modelled"),
    ("clause.source", "a name: an unknown document is refused, and `registry` looks for the passage in the one named"),
    ("clause.section", "where people find a passage: a text read by them"),
    ("first", "a locator: `registry` holds it against the document"),
    ("last", "a locator: `registry` holds it against the document"),
    ("sha256", "a fingerprint: `registry` holds it against the document"),
    ("source.title", "a text is read by people"),
    ("source.publisher", "a text is read by people; the golden pages show it"),
    ("source.file", "the name of a document: `registry` finds none by another"),
];

/// Files that hold passages and no rule.
pub(crate) const PASSAGES: &str = ".clauses.toml";

/// Keys whose values name something that stands elsewhere in the file, and where: any other name given there is tried.
const NAMES: &[(&str, &str)] = &[
    ("preferred", "open_question.reading.id"),
    ("question", "open_question.id"),
    ("reading", "open_question.reading.id"),
    ("same_as", "tariff_development.id"),
];

/// One value of one file, changed.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) path: &'static str,
    whole: &'static str,
    span: Range<usize>,
    pub(crate) line: usize,
    /// The keys that lead to the value, joined by dots.
    pub(crate) key: String,
    to: String,
}

impl Change {
    /// The file's text after the change.
    pub(crate) fn text(&self) -> String {
        [&self.whole[..self.span.start], &self.to, &self.whole[self.span.end..]].concat()
    }

    /// True of a value that stands under one of some keys.
    pub(crate) fn is_of(&self, keys: &[&str]) -> bool {
        self.key.rsplit('.').next().is_some_and(|last| keys.contains(&last))
    }

    /// Where in the file the value stands.
    pub(crate) fn at(&self) -> usize {
        self.span.start
    }

    pub(crate) fn was(&self) -> &'static str {
        &self.whole[self.span.clone()]
    }

    pub(crate) fn becomes(&self) -> &str {
        &self.to
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} = {} changed to {}", self.path, self.line, self.key, self.was(), self.to)
    }
}

/// Every change of every file.
pub(crate) fn changes() -> Vec<Change> {
    FILES.iter().flat_map(|(path, whole)| File { path, whole, years: years(whole) }.changes()).collect()
}

struct File {
    path: &'static str,
    whole: &'static str,
    years: BTreeSet<i64>,
}

impl File {
    fn changes(&self) -> Vec<Change> {
        let mut out = Vec::new();
        for (key, span, value) in scalars(self.whole) {
            let last = key.rsplit('.').next().unwrap_or_default();
            if UNCHANGED.iter().any(|(end, _)| *end == last || key.ends_with(end) && end.contains('.')) {
                continue;
            }
            let to = self.others(&key, last, &span, &value);
            assert!(!to.is_empty(), "{}: nothing is known to change `{key}` to; list it in UNCHANGED?", self.path);
            out.extend(to.into_iter().map(|to| self.change(&key, &span, to)));
        }
        out
    }

    fn change(&self, key: &str, span: &Range<usize>, to: String) -> Change {
        let line = self.whole[..span.start].matches('\n').count() + 1;
        Change { path: self.path, whole: self.whole, span: span.clone(), line, key: key.to_owned(), to }
    }

    /// What a value is changed to: the nearest numbers and days, every other word that may stand there.
    fn others(&self, key: &str, last: &str, span: &Range<usize>, value: &Scalar) -> Vec<String> {
        match value {
            Scalar::Bool(value) => vec![(!value).to_string()],
            Scalar::Whole(number) => vec![(number - 1).to_string(), (number + 1).to_string()],
            Scalar::Day(day) => {
                [day.pred_opt(), day.succ_opt()].into_iter().flatten().map(|day| day.to_string()).collect()
            }
            Scalar::Numbers(numbers) => self.other_lists(numbers),
            Scalar::Text(text) => match text.parse::<rust_decimal::Decimal>() {
                // The least step that a percentage can make.
                Ok(figure) => {
                    let step = rust_decimal::Decimal::new(1, 4);
                    vec![format!("\"{}\"", figure - step), format!("\"{}\"", figure + step)]
                }
                Err(_) => match NAMES.iter().find(|(name, _)| *name == last) {
                    Some((_, given)) => self.other_names(given, text),
                    None => self.other_words(key, span, text),
                },
            },
        }
    }

    /// A list of years with one left out or one more; its single years are changed on their own.
    fn other_lists(&self, numbers: &[i64]) -> Vec<String> {
        let without = (0..numbers.len()).map(|left_out| {
            let kept = numbers.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, number)| *number);
            kept.collect::<Vec<_>>()
        });
        let last = self.years.last().copied().unwrap_or_default();
        let one_more = [numbers, &[numbers.last().map_or(last - 1, |number| number + 1)]].concat();
        without.chain([one_more]).map(|list| format!("{list:?}")).collect()
    }

    /// The other names that the file gives under a path.
    fn other_names(&self, path: &str, text: &str) -> Vec<String> {
        let given = scalars(self.whole).into_iter().filter_map(|(key, _, value)| match value {
            Scalar::Text(name) if key == path && name != text => Some(format!("\"{name}\"")),
            _ => None,
        });
        given.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The other words of a closed vocabulary, as the checking tells them of a word that it does not know.
    fn other_words(&self, key: &str, span: &Range<usize>, text: &str) -> Vec<String> {
        let unknown = self.change(key, span, "\"?\"".to_owned()).text();
        let files: Vec<(&str, &str)> =
            FILES.iter().map(|(path, whole)| (*path, if *path == self.path { &*unknown } else { *whole })).collect();
        let mistakes: Vec<Diagnostic> = Register::from_files(&files).err().unwrap_or_default();
        let told: Vec<&Diagnostic> = mistakes.iter().filter(|mistake| mistake.message.en.contains("`?`")).collect();
        let words =
            told.iter().flat_map(|mistake| &mistake.notes).flat_map(|note| note.en.split('`').skip(1).step_by(2));
        let others: Vec<String> = words.filter(|word| *word != text).map(|word| format!("\"{word}\"")).collect();
        // The only word of its vocabulary: all that is left to show is that any other is refused.
        if others.is_empty() && !told.is_empty() { vec!["\"?\"".to_owned()] } else { others }
    }
}

/// Every year that a file mentions as a number.
fn years(whole: &str) -> BTreeSet<i64> {
    let numbers = scalars(whole).into_iter().flat_map(|(_, _, value)| match value {
        Scalar::Whole(number) => vec![number],
        Scalar::Numbers(numbers) => numbers,
        _ => Vec::new(),
    });
    numbers.collect()
}

/// A value without parts; a list of numbers counts as one, beside each of its numbers.
enum Scalar {
    Text(String),
    Whole(i64),
    Bool(bool),
    Day(chrono::NaiveDate),
    Numbers(Vec<i64>),
}

fn scalars(whole: &str) -> Vec<(String, Range<usize>, Scalar)> {
    let table = DeTable::parse(whole).expect("TOML");
    let mut out = Vec::new();
    walk_table("", table.get_ref(), &mut out);
    out
}

fn walk_table(before: &str, table: &DeTable<'_>, out: &mut Vec<(String, Range<usize>, Scalar)>) {
    for (key, value) in table {
        let key = if before.is_empty() { key.get_ref().to_string() } else { format!("{before}.{}", key.get_ref()) };
        walk(&key, value.span(), value.get_ref(), out);
    }
}

fn walk(key: &str, span: Range<usize>, value: &DeValue<'_>, out: &mut Vec<(String, Range<usize>, Scalar)>) {
    let scalar = match value {
        DeValue::Table(table) => return walk_table(key, table, out),
        DeValue::Array(items) => {
            items.iter().for_each(|item| walk(key, item.span(), item.get_ref(), out));
            let numbers = items.iter().map(|item| match item.get_ref() {
                DeValue::Integer(number) => number.as_str().parse().ok(),
                _ => None,
            });
            let Some(numbers) = numbers.collect() else { return };
            Scalar::Numbers(numbers)
        }
        DeValue::String(text) => Scalar::Text(text.to_string()),
        DeValue::Integer(number) => Scalar::Whole(number.as_str().parse().expect("a whole number")),
        DeValue::Boolean(value) => Scalar::Bool(*value),
        DeValue::Datetime(day) => Scalar::Day(day.to_string().parse().expect("a day")),
        DeValue::Float(_) => panic!("`{key}`: a figure with decimals stands in quotes"),
    };
    out.push((key.to_owned(), span, scalar));
}

/// Every text that people read, with a word more; `changes` leaves them alone.
pub(crate) fn longer_texts() -> Vec<Change> {
    let files = FILES.iter().filter(|(path, _)| !path.ends_with(PASSAGES));
    let texts = files.flat_map(|(path, whole)| {
        let file = File { path, whole, years: BTreeSet::new() };
        let texts = scalars(whole).into_iter().filter(|(key, _, value)| {
            let last = key.rsplit('.').next().unwrap_or_default();
            matches!(value, Scalar::Text(_)) && (["da", "en", "name"].contains(&last) || key == "legal_basis.title")
        });
        let longer = texts.map(move |(key, span, _)| {
            let to = format!("{} and more\"", whole[span.clone()].trim_end_matches('"'));
            file.change(&key, &span, to)
        });
        longer.collect::<Vec<_>>()
    });
    texts.collect()
}

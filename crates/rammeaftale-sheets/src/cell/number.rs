//! Numbers as people write them in cells, and what is said of those that are none.

use super::digits::{Measure, Wrong, parse};
use super::other_currency;
use crate::file::dialect::Dialect;
use crate::heading::Heading;
use crate::mistake::{Problem, shown};
use crate::said::currency;
use rammeaftale::diag::Code;
use rammeaftale::quantity::AmountError;
use rust_decimal::Decimal;

/// A number, or why the cell is none.
pub(crate) fn number<H: Heading>(
    text: &str,
    column: H,
    dialect: Dialect,
    measure: Measure,
) -> Result<Decimal, Problem> {
    parse(text, dialect, measure).map_err(|wrong| match wrong {
        Wrong::NotANumber => not_a_number(text, column, dialect, measure),
        Wrong::ThreeDecimals { whole, decimals } => three_decimals(text, column, &whole, &decimals),
        Wrong::OutOfRange(error) => out_of_range(text, column, error, measure),
    })
}

fn not_a_number<H: Heading>(text: &str, column: H, dialect: Dialect, measure: Measure) -> Problem {
    let cell = shown(text);
    if measure == Measure::Kroner && currency::stands_in(text) {
        return other_currency(&cell);
    }
    let (da, en) = (column.danish(), column.english());
    let problem = Problem::new(
        Code::BadNumber,
        format!("{cell} i `{da}` er ikke et tal"),
        format!("{cell} in `{en}` is not a number"),
    );
    if is_stroke(text) {
        return problem.help(
            "skriv 0, hvis tallet er nul, eller lad cellen stå tom, hvis det er ukendt",
            "write 0 if the figure is zero, or leave the cell blank if it is unknown",
        );
    }
    if let Some(below) = below_zero(text, dialect, measure) {
        return problem.help(
            format!("skriv `{below}`, hvis tallet er under nul"),
            format!("write `{below}` if the number is below zero"),
        );
    }
    if measure != Measure::Percent && text.ends_with('%') {
        return problem.help(
            "skriv tallet uden %, eller formatér cellen som tal, hvis den kun viser procent",
            "write the number without %, or format the cell as a number if it only shows percent",
        );
    }
    let problem = if has_mark(text) { on_marks(problem, dialect) } else { problem };
    match meant_otherwise(text, dialect, measure) {
        Some(meant) => problem.help(format!("skriv `{meant}`"), format!("write `{meant}`")),
        None => expected(problem, column, dialect, measure),
    }
}

/// What points and commas stand for in a file.
fn on_marks(problem: Problem, dialect: Dialect) -> Problem {
    match dialect {
        Dialect::Danish => problem.note(
            "i projektmapper og filer skilt af `;` står decimaler efter komma, og punktum kun mellem grupper på tre cifre",
            "in workbooks and files parted by `;` decimals follow a comma, and points stand only between groups of three digits",
        ),
        Dialect::English => problem.note(
            "filen er skilt af `,`: decimaler står efter punktum, og komma står kun mellem grupper på tre cifre",
            "the file is parted by `,`: decimals follow a point, and commas stand only between groups of three digits",
        ),
    }
}

/// What a column takes.
fn expected<H: Heading>(problem: Problem, column: H, dialect: Dialect, measure: Measure) -> Problem {
    let danish = dialect == Dialect::Danish;
    let (da, en) = match measure {
        Measure::Kroner if danish => ("et beløb i kroner som `1.234,50`", "an amount in kroner such as `1.234,50`"),
        Measure::Kroner => ("et beløb i kroner som `1234.50`", "an amount in kroner such as `1234.50`"),
        Measure::Count if danish => ("et tal som `12,5`", "a number such as `12,5`"),
        Measure::Count => ("et tal som `12.5`", "a number such as `12.5`"),
        Measure::Percent if danish => ("procent som `95,5`", "percent such as `95,5`"),
        Measure::Percent => ("procent som `95.5`", "percent such as `95.5`"),
    };
    let (blank_da, blank_en) = match column.is_required() {
        true => ("", ""),
        false => {
            (", eller lad cellen stå tom, hvis tallet er ukendt", ", or leave the cell blank if the figure is unknown")
        }
    };
    problem.help(format!("skriv {da}{blank_da}"), format!("write {en}{blank_en}"))
}

/// True for a point or a comma beside a digit; not for that of `ca. 500` and `500 kr./døgn`.
fn has_mark(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '.' | ',');
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.any(|(one, next)| is_mark(one) && next.is_ascii_digit() || one.is_ascii_digit() && is_mark(next))
}

/// True for `-`, which some write for zero and others for what is unknown.
fn is_stroke(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '\u{2012}'..='\u{2015}' | '\u{2212}'))
}

/// `-1.234` of `(1.234)`, `1.234-` and `–1.234`, as accountants and some systems write what is below zero. It is not read as such:
/// brackets may be only brackets.
fn below_zero(text: &str, dialect: Dialect, measure: Measure) -> Option<String> {
    let text = text.trim();
    let bracketed = || text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let dashed = || text.strip_prefix(['\u{2012}', '\u{2013}', '\u{2014}', '\u{f7}']);
    let inner = bracketed().or_else(|| text.strip_suffix('-')).or_else(dashed)?.trim();
    // `1.250,-` has a stroke for its øre and no minus.
    let is_number = !inner.ends_with([',', '-'])
        && !inner.starts_with('+')
        && parse(inner, dialect, measure).is_ok_and(|number| number.is_sign_positive());
    is_number.then(|| format!("-{inner}"))
}

/// The number in this dialect, where the cell is one in the other.
fn meant_otherwise(text: &str, dialect: Dialect, measure: Measure) -> Option<String> {
    let other = match dialect {
        Dialect::Danish => Dialect::English,
        Dialect::English => Dialect::Danish,
    };
    // Kroner seldom have more decimals: rather a mark among thousands was left out.
    let number = parse(text, other, measure).ok().filter(|number| measure != Measure::Kroner || number.scale() <= 2)?;
    Some(number.to_string().replace('.', &dialect.decimal_mark().to_string()))
}

fn three_decimals<H: Heading>(text: &str, column: H, whole: &str, decimals: &str) -> Problem {
    let cell = shown(text);
    Problem::new(
        Code::BadNumber,
        format!("{cell} i `{}` kan være ment som `{whole}{decimals}`", column.danish()),
        format!("{cell} in `{}` may be meant as `{whole}{decimals}`", column.english()),
    )
    .note(
        "filen er skilt af `,`: der står decimaler efter punktum, og kroner har sjældent tre",
        "the file is parted by `,`: decimals follow a point, and kroner seldom have three",
    )
    .help(
        format!("skriv `{whole}{decimals}` eller `{whole}.{decimals}0`"),
        format!("write `{whole}{decimals}` or `{whole}.{decimals}0`"),
    )
}

/// The message for a number that the engine does not take.
pub(crate) fn out_of_range<H: Heading>(text: &str, column: H, error: AmountError, measure: Measure) -> Problem {
    let cell = shown(text);
    let (da, en) = (column.danish(), column.english());
    match error {
        AmountError::TooManyDecimals => Problem::new(
            Code::AmountOutOfRange,
            format!("{cell} i `{da}` har mere end fire decimaler"),
            format!("{cell} in `{en}` has more than four decimals"),
        )
        .help(
            "afrund til højst fire decimaler; i et regneark fx med `=AFRUND(…;2)`",
            "round it to at most four decimals; in a spreadsheet e.g. with `=ROUND(…,2)`",
        ),
        _ => {
            let (limit_da, limit_en) = match measure {
                Measure::Kroner | Measure::Count => ("1.000.000.000.000", "1,000,000,000,000"),
                Measure::Percent => ("1.000.000", "1,000,000"),
            };
            Problem::new(
                Code::AmountOutOfRange,
                format!("{cell} i `{da}` er for stort"),
                format!("{cell} in `{en}` is too large"),
            )
            .help(format!("skriv et tal under {limit_da}"), format!("write a number below {limit_en}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_dialect_is_recognised() {
        let meant = |text, dialect| meant_otherwise(text, dialect, Measure::Kroner);
        assert_eq!(meant("1,000.50 kr.", Dialect::Danish).as_deref(), Some("1000,50"));
        assert_eq!(meant("1.234,5", Dialect::English).as_deref(), Some("1234.5"));
        assert_eq!(meant("12.34.56", Dialect::Danish), None);
    }

    #[test]
    fn marks_of_words_are_none_of_the_number() {
        assert_eq!(
            ["1.5", "5,", ",5", "ca. 500", "500 kr./døgn", "i.r.", "x"].map(has_mark),
            [true, true, true, false, false, false, false]
        );
    }

    #[test]
    fn strokes_and_brackets_are_told_and_not_read() {
        let below = |text| below_zero(text, Dialect::Danish, Measure::Kroner);
        assert_eq!([below("(1.234)"), below("1.234,50-")], [Some("-1.234".into()), Some("-1.234,50".into())]);
        assert_eq!([below("\u{2013}80"), below("÷ 80")], [Some("-80".into()), Some("-80".into())]);
        assert_eq!([below("1.250,-"), below("2450,--")], [const { None }; 2]);
        assert_eq!([below("(x)"), below("(-5)"), below("1.234"), below("-")], [const { None }; 4]);
        assert_eq!([below("(+5)"), below("+5-")], [const { None }; 2]);
        assert!(is_stroke("-") && is_stroke("\u{2013}") && is_stroke("--") && !is_stroke("-5") && !is_stroke(""));
    }
}

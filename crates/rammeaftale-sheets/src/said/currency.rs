//! Currencies other than kroner, and their hundredths, as formats and texts name them.

/// Codes, signs and words.
const OTHERS: [&str; 16] =
    ["€", "$", "£", "¥", "eur", "euro", "usd", "dollar", "gbp", "sek", "nok", "isk", "chf", "pln", "jpy", "øre"];

/// True for the name of another currency.
pub(crate) fn is_other(words: &str) -> bool {
    OTHERS.contains(&&*words.trim().to_lowercase())
}

/// True for a number with another currency before or behind it, as in `100 EUR` and `$100`.
pub(crate) fn stands_in(text: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,-\u{2212}".contains(c);
    text.contains(|c: char| c.is_ascii_digit()) && is_other(text.trim_matches(is_of_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_beside_numbers() {
        for text in ["100 EUR", "€ 1.234,50", "$100", "-5 sek", "10 Euro", "1,5£"] {
            assert!(stands_in(text), "{text}");
        }
        for text in ["100 kr.", "100", "EUR", "", "5 %", "europa 5", "5 dage"] {
            assert!(!stands_in(text), "{text}");
        }
    }
}

//! Texts that cannot steer a terminal.

/// Control, direction and zero-width characters replaced: nothing that comes from a file may rewrite a terminal's line.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

fn steers(c: char) -> bool {
    let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    unseen || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("x\u{1b}[2Jy\u{202e}z\u{feff}\n"), "x\u{fffd}[2Jy\u{fffd}z\u{fffd}\u{fffd}");
    }
}

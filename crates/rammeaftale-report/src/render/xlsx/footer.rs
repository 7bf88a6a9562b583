//! What stands below each page, beside its number: what one line has room for.

use crate::document::made_by;
use rammeaftale::assessment::AgreementStamp;

/// By what it was made, as far as a footer holds it: whole digests, else their beginnings, else as many agreements as have
/// room. The sheet of sources holds all.
pub(super) fn stamped(stamps: &[AgreementStamp]) -> String {
    const MOST: usize = 150;
    /// The name of the digest and twelve digits of it.
    const BEGINNING: usize = 19;
    let told = |stamps: &[AgreementStamp], digest: usize| match stamps {
        [] => String::new(),
        _ => made_by(stamps, digest).da.split_once(": ").map_or_else(String::new, |(_, all)| all.replace('&', "&&")),
    };
    let fewer = (0..stamps.len()).rev().map(|many| (many, BEGINNING));
    let forms = [(stamps.len(), usize::MAX), (stamps.len(), BEGINNING)].into_iter().chain(fewer);
    let told = forms.map(|(many, digest)| {
        let rest = if many < stamps.len() { " | …" } else { "" };
        told(stamps.get(..many).unwrap_or(stamps), digest) + rest
    });
    told.into_iter().find(|told| told.chars().count() <= MOST).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamps(many: usize) -> Vec<AgreementStamp> {
        let register = rammeaftale::Register::builtin().unwrap();
        let one = AgreementStamp::of(register.agreements().first().unwrap());
        std::iter::repeat_n(one, many).collect()
    }

    #[test]
    fn a_footer_says_as_much_as_it_holds() {
        let whole = stamped(&stamps(1));
        assert_eq!(whole.split("sha256:").nth(1).map(str::len), Some(64));
        let three = stamped(&stamps(3));
        assert_eq!(three.matches("midtjylland/2018").count(), 3);
        assert!(
            three.split("sha256:").skip(1).all(|one| one.chars().take_while(char::is_ascii_hexdigit).count() == 12)
        );
        assert!(three.chars().count() <= 150 && !three.contains('…'));
        let many = stamped(&stamps(20));
        assert!(many.chars().count() <= 160 && many.ends_with(" | …") && many.starts_with("midtjylland/2018"));
        assert_eq!(stamped(&[]), "");
    }
}

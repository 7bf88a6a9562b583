//! What a ruleset settles on its own where its text is silent: told as its choice, and only of fields that it settles.

use crate::compared;
use rammeaftale::Register;
use rammeaftale::agreement::Key;
use rammeaftale::compare::{self, Silent};
use rammeaftale::sentence;
use rammeaftale_agreements::FILES;

/// A base year that 2018 does not name, budget figures that 2025-26 does not name: the ruleset's choice, told as such.
#[test]
fn what_a_ruleset_chooses_is_not_the_text_s_word() {
    let comparison = compared("midtjylland/2018", "midtjylland/2025-26");
    let item = comparison.items.iter().find(|item| item.from.as_deref() == Some("tariff-reduction")).expect("the rule");
    let silent = |key: Key| {
        let one = item.changes.iter().find(|one| one.key.key == key).expect("the field");
        let compare::Change::NotStated { silent, .. } = one.change else { return (None, one) };
        (Some(silent), one)
    };
    let (who, base) = silent(Key::BaseYear);
    assert_eq!(who, Some(Silent::From));
    assert_eq!(
        sentence::change(&comparison, item, base).da,
        "Basisår: fra 2015 (vores valg; teksten siger det ikke) til 2024."
    );
    assert_eq!(silent(Key::Figures).0, Some(Silent::To));
    assert_eq!(silent(Key::BaseFigures).0, Some(Silent::To));
    assert_eq!(silent(Key::PortfolioChanges).0, Some(Silent::To));
    assert_eq!(silent(Key::OwnPayment).0, Some(Silent::To));
    for said in [Key::Measure, Key::Level, Key::AtMostPercent, Key::Years] {
        assert_eq!(silent(said).0, None, "{said:?}");
    }
    assert_eq!(item.silent(), None, "the rule itself stands in both texts");
    assert_eq!(
        sentence::compared(&comparison, item).da,
        "«Takstreduktion på mindst 3 pct.» er blevet til «Taksterne må ikke stige»."
    );
    // Silent on both sides, but with the same choice: nothing changes.
    let same = compared("midtjylland/2018", "midtjylland/2018");
    let of_2018 = |one: &&compare::ComparedItem| one.from.as_deref() == Some("tariff-reduction");
    let rule = same.items.iter().find(of_2018).expect("the rule");
    let base = rule.changes.iter().find(|one| one.key.key == Key::BaseYear).expect("one");
    assert!(matches!(base.change, compare::Change::NotStated { silent: Silent::Both, .. }) && !base.change.is_change());
    assert_eq!(
        sentence::change(&same, rule, base).en,
        "Base year: unchanged 2015 (our choice; the text does not say)."
    );
}

/// Only fields that a rule settles can be the ruleset's choice.
#[test]
fn what_is_chosen_is_a_settled_field_of_a_rule() {
    let told = |from: &str, to: &str| {
        let files: Vec<(&str, String)> = FILES.iter().map(|(path, text)| (*path, text.replace(from, to))).collect();
        let mistakes = Register::from_files(&files).expect_err("a mistake");
        mistakes.iter().map(|one| format!("{:?} {}", one.code, one.message.en)).collect::<Vec<_>>()
    };
    let chosen = "chosen = { tariff-freeze = [\"own_payment\"] }";
    let with = |what: &str| told(chosen, &format!("chosen = {{ {what} }}"));
    assert_eq!(with("tariff-freeze = [\"level\"]"), ["BadValue `level` cannot stand here"]);
    assert_eq!(with("tariff-freeze = [\"credit_year\"]"), ["BadValue `credit_year` cannot stand here"]);
    assert_eq!(with("tariff-freeze = [\"lag\"]"), ["BadValue `lag` cannot stand here"]);
    let unknown = with("tariff-frees = [\"own_payment\"]");
    assert!(matches!(unknown.as_slice(), [one] if one.starts_with("UnknownReference")), "{unknown:?}");
}

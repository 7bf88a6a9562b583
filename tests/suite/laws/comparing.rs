//! Section 7: `compare(a, a)` has no change, `compare(b, a)` mirrors `compare(a, b)`, and the changes applied to `a` give
//! `b`. Held over the shipped agreements and the fixtures, and over mixtures of their parts.

use super::hold;
use crate::{builtin, fixtures};
use proptest::prelude::*;
use proptest::sample::Index;
use rammeaftale::compare::{Comparison, Facts};
use rammeaftale::{Agreement, Register};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

static REGISTERS: LazyLock<[Register; 2]> = LazyLock::new(|| [builtin(), fixtures::register()]);

fn agreements() -> Vec<&'static Agreement> {
    REGISTERS.iter().flat_map(|register| register.agreements()).collect()
}

fn held(register: &Register, a: &Agreement, b: &Agreement) -> Result<(), String> {
    let comparison = Comparison::new(register, a, b);
    let names = || format!("{} and {}", a.id, b.id);
    if Comparison::new(register, a, a).has_changes() {
        return Err(format!("{} differs from itself", a.id));
    }
    if Comparison::new(register, b, a) != comparison.clone().mirrored() {
        return Err(format!("{}: no mirror", names()));
    }
    if comparison.apply(Facts::of(a)) != Facts::of(b) {
        return Err(format!("{}: the changes applied give something else", names()));
    }
    if comparison.has_changes() != (Facts::of(a) != Facts::of(b)) {
        return Err(format!("{}: no change where the facts differ, or the other way round", names()));
    }
    let mut seen = BTreeSet::new();
    for (side, id) in comparison
        .items
        .iter()
        .flat_map(|item| [(0, item.from.as_ref()), (1, item.to.as_ref())].map(|(side, id)| ((side, item.table), id)))
    {
        if id.is_some_and(|id| !seen.insert((side, id))) {
            return Err(format!("{}: {id:?} is in two pairs", names()));
        }
    }
    Ok(())
}

#[test]
fn all_agreements_at_hand_keep_the_laws() {
    let agreements = agreements();
    assert!(agreements.len() >= 9, "only {}", agreements.len());
    for a in &agreements {
        for b in &agreements {
            assert_eq!(held(&REGISTERS[0], a, b), Ok(()));
        }
    }
}

/// A rule that is only called by another id is not the same: what names it, a reading or a command, must change too.
#[test]
fn a_rule_of_another_id_differs() {
    let a = REGISTERS[0].get("midtjylland/2025-26").expect("shipped");
    let mut b = a.clone();
    b.revision += 1;
    let rule = b.rules.iter_mut().find(|rule| &*rule.id == "catch-up").expect("the aim");
    rule.id = Arc::from("arrears");
    assert_eq!(held(&REGISTERS[0], a, &b), Ok(()));
    assert!(Comparison::new(&REGISTERS[0], a, &b).has_changes());
}

/// An agreement made of parts of others: rules, questions, areas and promises drawn with few names, so that the same name
/// stands for different things and one kind of rule stands several times.
fn mixture(picks: &[Index]) -> Agreement {
    let all = agreements();
    let mut picks = picks.iter();
    let mut pick = |count: usize| picks.next().map_or(0, |index| index.index(count));
    let mut out = all[pick(all.len())].clone();
    let name = |number: usize| Arc::<str>::from(["a", "b", "tariff-reduction", "tariff-freeze", "c"][number]);
    let mut names = BTreeSet::new();
    for _ in 0..pick(5) {
        let from = all[pick(all.len())];
        if let Some(rule) = from.rules.get(pick(4)) {
            let mut rule = rule.clone();
            rule.id = name(pick(5));
            rule.only_under = rule.only_under.filter(|(question, _)| *question < out.questions.len());
            if names.insert(Arc::clone(&rule.id)) {
                out.rules.push(rule);
            }
        }
    }
    out.rules.retain(|rule| names.contains(&rule.id) || names.len() < 3);
    out.rules.dedup_by(|a, b| a.id == b.id);
    let from = all[pick(all.len())];
    out.development_areas.extend(from.development_areas.clone());
    out.commitments.clone_from(&all[pick(all.len())].commitments);
    out.not_stated.truncate(pick(20));
    out.legal_basis.extend(from.legal_basis.clone());
    let mut known = BTreeSet::new();
    out.rules.retain(|rule| known.insert(Arc::clone(&rule.id)));
    let mut known = BTreeSet::new();
    out.development_areas.retain(|area| known.insert(Arc::clone(&area.id)));
    out
}

#[test]
fn mixtures_keep_the_laws() {
    let parts = || prop::collection::vec(any::<Index>(), 24);
    hold(400, 300, &(parts(), parts()), |(a, b)| {
        let (a, mut b) = (mixture(&a), mixture(&b));
        if a.id == b.id {
            // Two revisions of one agreement.
            b.revision += 1;
        }
        prop_assert_eq!(held(&REGISTERS[0], &a, &b), Ok(()));
        Ok(usize::from(Facts::of(&a) != Facts::of(&b)))
    });
}

//! Near the edge of a rule no figure that is told contradicts the verdict: not by rounding, not by a sign, not by silence on
//! what is known. Invented portfolios.

use crate::builtin;
use proptest::prelude::*;
use rammeaftale::{Assessment, Finding, Options, Plan, Verdict, Year, sentence};
use rammeaftale_sheets::read_bytes;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Ten thousandths of a krone.
fn kroner(units: i64) -> Decimal {
    Decimal::new(units, 4)
}

fn judged(csv: &str) -> Vec<Assessment> {
    judged_by("midtjylland/2018", 2018, csv)
}

fn judged_by(agreement: &str, year: i32, csv: &str) -> Vec<Assessment> {
    let portfolio =
        rammeaftale_sheets::portfolio(vec![read_bytes("invented.csv", csv.as_bytes())]).expect("no mistakes");
    let register = builtin();
    let agreement = register.get(agreement).expect("an agreement");
    let plan = Plan::new(agreement, Year::new(year).expect("a year"), &Options::default()).expect("a plan");
    plan.evaluate(&portfolio.0)
}

/// The first finding of a rule that binds.
fn binding(assessments: &[Assessment], rule: &str) -> Finding {
    let found = assessments.iter().flat_map(|one| &one.findings).find(|one| &*one.rule == rule && one.binding);
    found.expect("a finding").clone()
}

/// A result of 2016 against a basis, carried in full where the share asks for it.
fn of_band(basis: i64, result: i64) -> Finding {
    let rows = format!(
        "offer,operator,year,figures,tariff_basis,result,carried_result\n\
         A,740,2016,budget,{},,\nA,740,2016,realised,,{},\nA,740,2018,budget,,,0\n",
        kroner(basis),
        kroner(result)
    );
    binding(&judged(&rows), "result-band")
}

/// A basis of 2015 and one of 2018; the one of 2014 is no help.
fn of_limit(base: i64, actual: i64) -> Finding {
    let rows = format!(
        "offer,operator,year,tariff_basis,own_payment\nA,740,2014,{0},0\nA,740,2015,{0},0\nA,740,2018,{1},0\n",
        kroner(base),
        kroner(actual)
    );
    binding(&judged(&rows), "tariff-reduction")
}

/// Every percentage of a text, without its sign; not the width of the band.
fn percentages(text: &str) -> Vec<Decimal> {
    let words: Vec<&str> = text.split([' ', '(', ')']).collect();
    let before = words.windows(2).filter(|pair| pair[1].starts_with('%')).map(|pair| pair[0]);
    let before = before.filter(|word| !word.starts_with('±'));
    let read = |word: &str| word.trim_start_matches(['-', '+']).replace('.', "").replace(',', ".").parse();
    before.map(|word| read(word).unwrap_or_else(|_| panic!("{word} in {text}"))).collect()
}

fn told(finding: &Finding) -> Vec<Cow<'static, str>> {
    let mut texts = vec![sentence::finding(finding).da, sentence::action(finding).da];
    texts.extend(sentence::steps(finding).into_iter().map(|step| step.da));
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// The share that is told is above 5 % exactly where the result is, and 5 % where it is.
    #[test]
    fn a_share_is_told_on_the_side_of_the_band_where_it_is(
        basis in 1_000_000_i64..1_000_000_000_000, off in -30_i64..=30, deficit in any::<bool>(),
    ) {
        let basis = basis * 20;
        let result = basis / 20 + off;
        let finding = of_band(basis, if deficit { -result } else { result });
        let shares: Vec<Decimal> = told(&finding).iter().flat_map(|text| percentages(text)).collect();
        if finding.verdict.is_definite() && !matches!(finding.verdict, Verdict::NotApplicable(_)) {
            prop_assert!(!shares.is_empty(), "{:?}", told(&finding));
        }
        for share in shares {
            prop_assert_eq!(share.cmp(&Decimal::from(5)), off.cmp(&0), "{} in {:?}", share, told(&finding));
        }
    }

    /// A fall that is told is 3 % or more exactly where the limit holds; a measure above the limit shown is never called
    /// within it without a word on rounding.
    #[test]
    fn a_fall_is_told_on_the_side_of_the_limit_where_it_is(base in 10_000_i64..1_000_000_000_000, off in -200_i64..=200) {
        // The most that holds, rounded down to the ten thousandth of a krone.
        let actual = base * 97 / 100 + off;
        let finding = of_limit(base, actual);
        prop_assert_eq!(finding.verdict, if off > 0 { Verdict::Breached } else { Verdict::Met });
        for text in told(&finding).iter().filter(|text| text.contains("faldet")) {
            for fall in percentages(text).into_iter().take(1) {
                let enough = fall >= Decimal::from(3);
                prop_assert_eq!(enough, off <= 0, "{} of {} to {}", text, kroner(base), kroner(actual));
            }
        }
        let rammeaftale::assessment::Figures::Limit(figures) = &finding.figures else { panic!("{finding:?}") };
        let (limit, shown) = (figures.limit.expect("a limit"), figures.actual.expect("an amount"));
        let contradicts = if off > 0 { shown <= limit } else { shown > limit };
        prop_assert_eq!(contradicts, told(&finding).iter().any(|text| text.contains("rundet ned til hele øre")));
        let last = sentence::steps(&finding).pop().expect("steps").da;
        prop_assert_eq!(contradicts, last.contains("rundet ned til hele øre"), "{}", last);
        if off <= 0 && contradicts {
            prop_assert!(told(&finding)[0].contains("(rundet ned)"), "{:?}", told(&finding));
        }
    }
}

#[test]
fn just_above_the_band_is_told_with_the_digits_that_show_it() {
    let finding = of_band(10_000_000_000, 500_000_001);
    assert_eq!(finding.verdict, Verdict::Breached);
    assert_eq!(
        sentence::finding(&finding).da,
        "Overskuddet i 2016 på 50.000,0001 kr. (5,00000001 %) skal indregnes i taksterne med 50.000,00 kr.; der er indregnet 0,00 kr."
    );
    let finding = of_limit(10_000_000_000, 9_700_000_001);
    assert!(sentence::finding(&finding).da.contains("faldet 2,99999999 % siden 2015"), "{:?}", told(&finding));
}

#[test]
fn an_instruction_has_no_minus() {
    let finding = of_band(10_000_000_000, -600_000_000);
    assert_eq!(sentence::action(&finding).da, "indregn et underskud på 60.000,00 kr.");
    assert_eq!(sentence::action(&finding).en, "carry a deficit of 60,000.00 kr.");
    assert!(
        told(&finding)
            .iter()
            .all(|text| text.starts_with("Resultatet") || text.starts_with("Det er") || !text.contains("-6")),
        "{:?}",
        told(&finding)
    );
}

#[test]
fn a_breach_by_what_is_known_alone_says_at_least() {
    // The own payment of 2018 is unknown: it can only add to 1,000,000, of which 970,000 are allowed.
    let rows = "offer,operator,year,tariff_basis,own_payment\nA,740,2014,1000000,0\nA,740,2015,1000000,0\nA,740,2018,1000000,\n";
    let finding = binding(&judged(rows), "tariff-reduction");
    assert_eq!(finding.verdict, Verdict::Breached);
    assert_eq!(
        sentence::finding(&finding).da,
        "Grundlaget er mindst 30.000,00 kr. for højt, uanset hvad de ukendte tal er: det må højst være 970.000,00 kr."
    );
    assert_eq!(sentence::action(&finding).da, "sæt mindst 30.000,00 kr. ned");
    // What is known comes to the limit: nothing is known to be too much.
    for (of_2018, over) in [("970000", None), ("970000.01", Some(Decimal::new(1, 2)))] {
        let finding = binding(&judged(&rows.replace("2018,1000000", &format!("2018,{of_2018}"))), "tariff-reduction");
        let rammeaftale::assessment::Figures::Limit(figures) = &finding.figures else { panic!("{finding:?}") };
        assert_eq!(figures.over_at_least, over, "{of_2018}");
    }
    // The own payment of 2015 is unknown too: how much too much it is cannot be known, so nothing is said of it.
    let rows = rows.replace("A,740,2015,1000000,0", "A,740,2015,1000000,");
    let finding = binding(&judged(&rows), "tariff-reduction");
    assert!(matches!(finding.verdict, Verdict::Undetermined(_)), "{finding:?}");
    assert!(told(&finding).iter().all(|text| !text.contains("mindst")), "{:?}", told(&finding));
}

/// Four decimals may exceed a limit by less than an øre: what has to be cut is never told as nothing, nor rounded down.
#[test]
fn what_has_to_be_cut_is_rounded_up() {
    let freeze = |of_2025: &str, supplement: &str| {
        let rows = format!(
            "offer,operator,year,tariff,places,wage_supplement\nA,740,2024,1000,1,\nA,740,2025,{of_2025},1,{supplement}\n"
        );
        binding(&judged_by("midtjylland/2025-26", 2025, &rows), "tariff-freeze")
    };
    // (2025, supplement) and what is told to cut: by 0.0001 more than is deducted, by 0.01 exactly, by 2.5004.
    for (of_2025, supplement, da, en) in [
        (
            "1010.0001",
            "10",
            "sæt mindst 0,01 kr. ned; kun 10,01 kr. er sikkert nok",
            "cut at least 0.01 kr.; only 10.01 kr. is certain to do",
        ),
        (
            "1010.01",
            "10",
            "sæt mindst 0,01 kr. ned; kun 10,01 kr. er sikkert nok",
            "cut at least 0.01 kr.; only 10.01 kr. is certain to do",
        ),
        (
            "1012.5004",
            "10",
            "sæt mindst 2,51 kr. ned; kun 12,51 kr. er sikkert nok",
            "cut at least 2.51 kr.; only 12.51 kr. is certain to do",
        ),
        (
            "1012.5",
            "10",
            "sæt mindst 2,50 kr. ned; kun 12,50 kr. er sikkert nok",
            "cut at least 2.50 kr.; only 12.50 kr. is certain to do",
        ),
        ("1000.0001", "0", "sæt 0,01 kr. ned", "cut 0.01 kr."),
        // An øre covers both ends.
        ("1000.0099", "0.0001", "sæt 0,01 kr. ned", "cut 0.01 kr."),
    ] {
        let finding = freeze(of_2025, supplement);
        assert_eq!(finding.verdict, Verdict::Breached, "{of_2025}");
        assert_eq!(sentence::action(&finding).da, da, "{of_2025}");
        assert_eq!(sentence::action(&finding).en, en, "{of_2025}");
        assert!(told(&finding).iter().all(|text| !text.contains(" 0,00 kr. for") && !text.contains(" 0,00 kr. over")));
    }
    // By what is known alone, as well.
    let rows = "offer,operator,year,tariff_basis,own_payment\n\
                A,740,2014,1000000,0\nA,740,2015,1000000,0\nA,740,2018,970000.0001,\n";
    let finding = binding(&judged(rows), "tariff-reduction");
    assert_eq!(sentence::action(&finding).da, "sæt mindst 0,01 kr. ned");
    assert!(sentence::finding(&finding).en.contains("at least 0.01 kr. too high"), "{:?}", sentence::finding(&finding));
}

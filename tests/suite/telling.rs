//! What is told of a finding is of that finding: its own base, its own unit, its own measure. Invented portfolios.

use crate::builtin;
use rammeaftale::assessment::Figures;
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::{Assessment, Finding, Options, Percent, Plan, PriceIndex, Verdict, Year, sentence};
use rammeaftale_sheets::read_bytes;

fn judged(agreement: &str, year: i32, readings: &[(&str, &str)], csv: &str) -> Vec<Assessment> {
    let portfolio =
        rammeaftale_sheets::portfolio(vec![read_bytes("invented.csv", csv.as_bytes())]).expect("no mistakes");
    let register = builtin();
    let agreement = register.get(agreement).expect("an agreement");
    let readings = readings.iter().map(|(question, reading)| ((*question).to_owned(), (*reading).to_owned())).collect();
    let options = Options { readings, ..Options::default() };
    Plan::new(agreement, Year::new(year).expect("a year"), &options).expect("a plan").evaluate(&portfolio.0)
}

/// The first finding of a rule at an offer, or at an operator.
fn finding(assessments: &[Assessment], offer: bool, rule: &str) -> Finding {
    let level = assessments.iter().filter(|one| one.offers.is_none() == offer);
    level.flat_map(|one| &one.findings).find(|one| &*one.rule == rule).expect("a finding").clone()
}

fn steps(finding: &Finding) -> String {
    sentence::steps(finding).into_iter().map(|step| step.da).collect::<Vec<_>>().join(" ")
}

const TWO_UNITS: &str = "offer,operator,year,tariff,tariff_unit,places,wage_supplement\n\
    A,740,2024,1000,day,10,\nA,740,2025,999,day,10,0\n\
    B,740,2024,200,hour,5,\nB,740,2025,202,hour,5,0\n\
    C,740,2024,300,hour,1,\nC,740,2025,301,hour,1,0\n";

/// The source only announces how much of the extraordinary wages may be deducted: what is too much with all of it deducted is
/// certain, and only without any of it is a cut certain to do.
#[test]
fn a_breach_whatever_the_wage_model_tells_both_ends() {
    let told = |supplement: &str| {
        let csv = format!(
            "offer,operator,year,tariff,places,wage_supplement\nA,740,2024,1000,10,\nA,740,2025,1100,10,{supplement}\n"
        );
        let freeze = |readings: &[(&str, &str)], offer| {
            finding(&judged("midtjylland/2025-26", 2025, readings, &csv), offer, "tariff-freeze")
        };
        [freeze(&[], true), freeze(&[("level", "operator-total")], false)]
    };
    let [alone, total] = told("80");
    assert_eq!(sentence::action(&alone).da, "sæt mindst 20,00 kr. ned; kun 100,00 kr. er sikkert nok");
    assert_eq!(sentence::action(&total).en, "cut at least 200.00 kr.; only 1,000.00 kr. is certain to do");
    assert_eq!(
        sentence::finding(&alone).da,
        "Taksten er mindst 20,00 kr. for høj, også når al ekstraordinær løn trækkes fra, og 100,00 kr., hvis intet \
         trækkes fra: den må højst være 1.000,00 kr. (2024-niveau)."
    );
    assert!(steps(&alone).ends_with("trækkes fra, er den 20,00 kr. over loftet."), "{}", steps(&alone));
    let [alone, total] = told("0");
    assert_eq!(sentence::action(&alone).da, "sæt 100,00 kr. ned");
    assert_eq!(sentence::action(&total).da, "sæt 1.000,00 kr. ned");
    let [alone, total] = told("100");
    assert!(steps(&alone).contains("holder loftet; hvor meget der må trækkes fra"), "{}", steps(&alone));
    assert_eq!((&*sentence::action(&alone).da, &*sentence::action(&total).da), ("", ""));
    let [alone, total] = told("");
    for (one, over) in [(alone, "under 100,00 kr."), (total, "under 1.000,00 kr.")] {
        assert!(steps(&one).ends_with(&format!("mangler: {over} er loftet brudt.")), "{}", steps(&one));
    }
}

/// An øre of 284.50 kr. is 0.004 %: two decimals would show a breach of nothing.
#[test]
fn programs_are_told_percentages_with_the_digits_of_the_sentences() {
    let csv = "offer,operator,year,tariff,places,wage_supplement\nA,740,2024,284.50,10,\nA,740,2025,284.51,10,0\n";
    let assessments = judged("midtjylland/2025-26", 2025, &[], csv);
    assert!(steps(&finding(&assessments, true, "tariff-freeze")).contains("0,004 %"));
    let json = rammeaftale_report::evaluation_json(&assessments, None).expect("JSON");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let figures = json["assessments"][0]["findings"].as_array().expect("findings").iter();
    let freeze = figures.map(|finding| &finding["figures"]).find(|figures| !figures["headroom"].is_null());
    let freeze = freeze.expect("a limit");
    assert_eq!((&freeze["change_percent"], &freeze["headroom_percent"]), (&"0.004".into(), &"-0.004".into()));
    let csv = "offer,operator,year,figures,tariff_basis,result,carried_result\n\
               A,740,2016,budget,1000000,,\nA,740,2016,realised,,50000.01,\nA,740,2018,budget,1000000,,0\n";
    let json = rammeaftale_report::evaluation_json(&judged("midtjylland/2018", 2018, &[], csv), None).expect("JSON");
    assert!(json.contains("\"share_percent\": \"5.000001\""), "{json}");
}

#[test]
fn a_price_level_that_is_converted_is_told_with_its_projections() {
    let csv = "offer,operator,year,tariff,places,wage_supplement,price_level\n\
               A,740,2024,375,1,,2025\nA,740,2025,370,1,0,\nB,740,2024,100,1,,\nB,740,2025,100,1,0,\n";
    let portfolio =
        rammeaftale_sheets::portfolio(vec![read_bytes("invented.csv", csv.as_bytes())]).expect("no mistakes").0;
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("an agreement");
    let into = |year, percent: &str| {
        (Year::new(year).expect("a year"), Percent::new(percent.parse().expect("digits")).expect("a percentage"))
    };
    let judged = |readings: &[(&str, &str)]| {
        let readings = readings.iter().map(|(question, one)| ((*question).to_owned(), (*one).to_owned())).collect();
        let index = PriceIndex::new([into(2024, "4"), into(2025, "2.5")]).expect("two projections");
        let options = Options { readings, index, ..Options::default() };
        Plan::new(agreement, Year::new(2025).expect("a year"), &options).expect("a plan").evaluate(&portfolio)
    };
    // 375 / 1.025 = 365.853...
    let nominal = steps(&finding(&judged(&[]), true, "tariff-freeze"));
    let told = "Taksten var 365,85 kr. i 2024. Beløbet er skrevet i 2025-priser som 375,00 kr. og er her regnet om til \
                2024-priser med pris- og lønskønnet (2025: 2,50 %).";
    assert!(nominal.starts_with(told), "{nominal}");
    let fixed = steps(&finding(&judged(&[("price-basis", "fixed")]), true, "tariff-freeze"));
    assert!(!fixed.contains("regnet om"), "both stand in 2025 prices: {fixed}");
    let total = steps(&finding(&judged(&[("level", "operator-total")]), false, "tariff-freeze"));
    assert!(total.contains("En del er skrevet i 2025-priser og er her regnet om til 2024-priser"), "{total}");
}

#[test]
fn a_total_of_several_units_tells_each_that_is_broken_and_the_steps_of_all() {
    let assessments = judged("midtjylland/2025-26", 2025, &[("level", "operator-total")], TWO_UNITS);
    let freeze = finding(&assessments, false, "tariff-freeze");
    assert_eq!(freeze.verdict, Verdict::Breached);
    // 5 · 200 + 300 = 1,300 an hour in 2024, 5 · 202 + 301 = 1,311 in 2025.
    assert_eq!(
        sentence::finding(&freeze).da,
        "Summen af timetakster gange pladser er 11,00 kr. for høj: den må højst være 1.300,00 kr. (2024-niveau)."
    );
    assert_eq!(sentence::action(&freeze).da, "sæt 11,00 kr. ned (timetakster)");
    for base in
        ["timetakster gange pladser var 1.300,00 kr. i 2024", "døgntakster gange pladser var 10.000,00 kr. i 2024"]
    {
        assert!(steps(&freeze).contains(base), "{}", steps(&freeze));
    }
    let both =
        judged("midtjylland/2025-26", 2025, &[("level", "operator-total")], &TWO_UNITS.replace(",999,", ",1002,"));
    let freeze = finding(&both, false, "tariff-freeze");
    assert_eq!(sentence::action(&freeze).da, "sæt 20,00 kr. ned (døgntakster); sæt 11,00 kr. ned (timetakster)");
    assert!(sentence::finding(&freeze).da.contains("pladser er 20,00 kr. for høj"), "{:?}", sentence::finding(&freeze));
    // Met in both units, the figures are those of the one with the least room of its base: 10 of 10,000, not 5 of 1,300.
    let met = judged("midtjylland/2025-26", 2025, &[("level", "operator-total")], &TWO_UNITS.replace(",202,", ",199,"));
    let freeze = finding(&met, false, "tariff-freeze");
    assert_eq!(
        sentence::finding(&freeze).da,
        "Summen af døgntakster gange pladser holder: den er 10,00 kr. under loftet på 10.000,00 kr. (2024-niveau). \
         Summen af timetakster gange pladser holder: den er 4,00 kr. under loftet på 1.300,00 kr. (2024-niveau)."
    );
    assert_eq!(sentence::action(&freeze).da, "plads til 10,00 kr. (døgntakster); plads til 4,00 kr. (timetakster)");
    assert!(matches!(&freeze.figures, Figures::Limit(figures) if figures.unit == Some(TariffUnit::Day)), "{freeze:?}");
    // What is unknown of one unit may be less than the room of the other, even where that has none left.
    for known in [",999,", ",1000,"] {
        let csv = TWO_UNITS.replace(",202,", ",,").replace(",999,", known);
        let open = judged("midtjylland/2025-26", 2025, &[("level", "operator-total")], &csv);
        let freeze = finding(&open, false, "tariff-freeze");
        assert!(matches!(freeze.verdict, Verdict::Undetermined(_)), "{freeze:?}");
        assert!(matches!(&freeze.figures, Figures::Limit(figures) if figures.limit.is_none()), "{freeze:?}");
    }
}

#[test]
fn a_rule_that_is_judged_for_others_says_for_whom() {
    let told = |level: &str, offer| {
        let assessments = judged("midtjylland/2025-26", 2025, &[("level", level)], TWO_UNITS);
        sentence::finding(&finding(&assessments, offer, "tariff-freeze"))
    };
    assert_eq!(told("each-tariff", false).da, "Bedømmes pr. takst.");
    assert_eq!(told("each-tariff", false).en, "Judged per tariff.");
    assert_eq!(told("operator-total", true).da, "Bedømmes pr. driftsherre.");
    // A rule that a reading leaves out altogether is judged for nobody.
    let assessments = judged("midtjylland/2025-26", 2025, &[], TWO_UNITS);
    let band = finding(&assessments, true, "result-band");
    assert_eq!(band.judged_at(), None);
    assert!(sentence::finding(&band).da.starts_with("Reglen gælder ikke her"), "{}", sentence::finding(&band).da);
}

/// A duty that a reading moves to the operator is told alike wherever it is: whom it is then judged for, and that it is met
/// there where that turns the whole.
#[test]
fn a_duty_that_moves_to_the_operator_is_told_in_one_way() {
    let csv = "offer,operator,year,tariff,places,wage_supplement\nA,740,2024,1000,1,\nA,740,2025,1010,1,0\n\
               B,740,2024,1000,1,\nB,740,2025,SECOND,1,0\n";
    let register = builtin();
    let agreement = register.get("midtjylland/2025-26").expect("shipped");
    let told = |second: &str| {
        let assessments = judged("midtjylland/2025-26", 2025, &[], &csv.replace("SECOND", second));
        let one = assessments.into_iter().next().expect("A");
        let freeze = one.findings.iter().find(|one| &*one.rule == "tariff-freeze").expect("the freeze");
        let moved = freeze.flips.iter().find(|flip| flip.readings.contains_key("level")).expect("it moves");
        let own = sentence::flip(agreement, &one, moved);
        let whole = one.flips.iter().find(|flip| flip.readings.contains_key("level"));
        (own, whole.map(|flip| sentence::flip_briefly(agreement, &one, flip)))
    };
    let (own, whole) = told("990");
    let reading =
        "«Driftsherrens takster vejes sammen med basisårets pladser, og summen må ikke stige» (level=operator-total)";
    let said = format!("edømmes pr. driftsherre og er overholdt dér, hvis {reading}");
    assert_eq!(own.da, format!("B{said}."));
    assert_eq!(whole.map(|whole| whole.da), Some(format!("b{said}").into()));
    assert!(own.en.starts_with("Judged per operator and met there if «"), "{own:?}");
    // Where the operator breaks it too, nothing is turned.
    let (own, whole) = told("1010");
    assert_eq!((own.da, whole), (format!("Bedømmes pr. driftsherre, hvis {reading}.").into(), None));
}

#[test]
fn a_counted_step_is_told_from_the_year_that_it_is_counted_from() {
    let rows = |now: &str| {
        let rows =
            "offer,operator,year,tariff_basis,own_payment\nA,740,2014,1000000,0\nA,740,2015,980000,0\nA,740,2018,";
        judged("midtjylland/2018", 2018, &[], &format!("{rows}{now},0\n"))
    };
    let met = finding(&rows("969999"), false, "tariff-reduction");
    assert_eq!(
        sentence::finding(&met).da,
        "Grundlaget holder: det er 1,00 kr. under loftet på 970.000,00 kr. og er faldet 3,00 % siden 2014."
    );
    assert!(steps(&met).contains("faldet 3,00 % siden 2014; faldet 1,02 % siden 2015"), "{}", steps(&met));
    let breached = finding(&rows("970001"), false, "tariff-reduction");
    assert!(sentence::finding(&breached).da.ends_with("og er faldet 2,9999 % siden 2014."), "{breached:?}");
    // Without a step to count, the base year is the only one.
    let rows = "offer,operator,year,tariff_basis,own_payment\nA,740,2014,900000,0\nA,740,2015,1000000,0\nA,740,2018,960000,0\n";
    let plain = finding(&judged("midtjylland/2018", 2018, &[], rows), false, "tariff-reduction");
    assert!(sentence::finding(&plain).da.ends_with("faldet 4,00 % siden 2015."), "{plain:?}");
}

fn of_band(result: &str, carried: &str) -> Finding {
    let rows = format!(
        "offer,operator,year,figures,tariff_basis,result,carried_result\n\
         A,740,2016,budget,1000000,,\nA,740,2016,realised,,{result},\nA,740,2018,budget,,,{carried}\n"
    );
    finding(&judged("midtjylland/2018", 2018, &[], &rows), true, "result-band")
}

#[test]
fn of_a_deficit_inside_the_band_it_is_told_that_nothing_is_carried() {
    let met = of_band("-27100", "0");
    assert_eq!(
        sentence::finding(&met).da,
        "Underskuddet i 2016 på 27.100,00 kr. (2,71 %) ligger inden for ±5 % og skal ikke indregnes; der er intet indregnet."
    );
    assert!(steps(&met).contains("ligger inden for ±5 %, så der skal intet indregnes"), "{}", steps(&met));
    let breached = of_band("-27100", "-27100");
    assert_eq!(
        sentence::finding(&breached).en,
        "The deficit in 2016 of 27,100.00 kr. (2.71%) lies within ±5% and must not be carried into the tariffs; \
         a deficit of 27,100.00 kr. was carried."
    );
    assert_eq!(
        sentence::amiss(&breached.figures).map(|amiss| amiss.da).as_deref(),
        Some("intet skal indregnes, indregnet et underskud på 27.100,00 kr.")
    );
    for one in [&met, &breached] {
        let told = format!("{} {} {}", sentence::finding(one).da, sentence::action(one).da, steps(one));
        assert!(!told.contains("indregnes 0,00") && !told.contains("med 0,00"), "{told}");
    }
    // Of a surplus inside nothing is asked.
    assert_eq!(
        sentence::finding(&of_band("50000", "0")).da,
        "Overskuddet i 2016 på 50.000,00 kr. (5,00 %) ligger inden for ±5 %; der er ingen pligt til at indregne det."
    );
    // Outside the band the amount is told as before.
    assert!(sentence::finding(&of_band("-60000", "0")).da.contains("skal indregnes i taksterne med et underskud på"));
}

#[test]
fn of_a_year_without_a_result_none_is_told() {
    let csv = "offer,operator,year,opened,tariff_basis\nA,740,2018,2017,1000000\n";
    let band = finding(&judged("midtjylland/2018", 2018, &[], csv), true, "result-band");
    assert_eq!(band.verdict.cause(), Some("no-duty"));
    let told = sentence::finding(&band);
    assert!(!told.da.contains('±') && !told.en.contains('±'), "there is nothing inside the band: {told:?}");
}

#[test]
fn what_is_to_be_carried_is_told_before_it_is_known_what_was() {
    let open = of_band("-60000", "");
    assert_eq!(
        sentence::action(&open).da,
        "find indregnet resultat 2018 (budget) for A: der skal indregnes et underskud på 60.000,00 kr."
    );
    assert_eq!(
        sentence::action(&open).en,
        "find carried result 2018 (budget) of A: a deficit of 60,000.00 kr. must be carried"
    );
    // Inside the band nothing is, and without the result nobody knows.
    assert!(!sentence::action(&of_band("-20000", "")).da.contains("der skal"));
    assert!(!sentence::action(&of_band("", "")).da.contains("der skal"));
}

/// Of a figure that cannot be less than nothing only nothing is "up to nothing"; what is right at its limit has no room to tell.
#[test]
fn nothing_is_not_told_as_an_amount() {
    let csv = "offer,operator,year,tariff_basis,own_payment\nA,740,2018,1000000,\n";
    let open = finding(&judged("midtjylland/2018", 2018, &[], csv), true, "gross-tariffs");
    assert_eq!(sentence::action(&open).da, "find egenbetaling 2018 (budget) for A: kun overholdt ved 0,00 kr.");
    assert_eq!(sentence::action(&open).en, "find own payment 2018 (budget) of A: met only at 0.00 kr.");
    let csv = "offer,operator,year,tariff,wage_supplement\nA,740,2024,1000,\nA,740,2025,1000,0\n";
    let met = finding(&judged("midtjylland/2025-26", 2025, &[], csv), true, "tariff-freeze");
    assert_eq!(sentence::action(&met), rammeaftale::Text::new("lige på loftet", "right at the limit"));
}

/// What cannot be compared for want of a figure is not told as if there were nothing to hold it against.
#[test]
fn what_lacks_a_figure_is_told_as_that_everywhere() {
    let apart = Verdict::Undetermined(rammeaftale::assessment::Undetermined::NotComparable);
    assert_eq!(sentence::cause_briefly(apart, true).da, "kan endnu ikke sammenlignes");
    assert_eq!(sentence::cause_briefly(apart, false).en, "nothing to measure by");
    let csv =
        "offer,operator,year,tariff_basis,own_payment\nA,740,2014,1000000,\nA,740,2015,1000000,\nA,740,2018,980000,0\n";
    let open = finding(&judged("midtjylland/2018", 2018, &[], csv), false, "tariff-reduction");
    assert_eq!((open.verdict, open.missing.is_empty()), (apart, false), "{open:?}");
    assert!(sentence::why(&open).en.starts_with("the amounts can be compared only when"), "{:?}", sentence::why(&open));
}

#[test]
fn a_tariff_of_nothing_is_called_a_tariff_and_a_basis_a_basis() {
    let rows = "offer,operator,year,tariff,wage_supplement\nA,740,2024,0,\nA,740,2025,10,0\n";
    let freeze = finding(&judged("midtjylland/2025-26", 2025, &[], rows), true, "tariff-freeze");
    assert_eq!(sentence::action(&freeze).da, "kan ikke måles: har en takst på nul eller mindre i basisåret");
    let told = freeze.left_out.iter().map(|one| sentence::left_out(&freeze, one).da).collect::<Vec<_>>();
    assert_eq!(told, ["A har en takst på nul eller mindre i basisåret"]);
    let rows = "offer,operator,year,tariff_basis,own_payment\nA,740,2014,0,0\nA,740,2015,0,0\nA,740,2018,1,0\n";
    let reduction = finding(&judged("midtjylland/2018", 2018, &[], rows), true, "tariff-reduction");
    assert!(reduction.left_out.iter().any(|one| sentence::left_out(&reduction, one).da.contains("grundlag på nul")));
}

#[test]
fn a_change_just_beside_nothing_keeps_its_direction() {
    let told = |now: &str| {
        let rows = format!("offer,operator,year,tariff,wage_supplement\nA,740,2024,284.50,\nA,740,2025,{now},0\n");
        let freeze = finding(&judged("midtjylland/2025-26", 2025, &[], &rows), true, "tariff-freeze");
        let Figures::Limit(figures) = &freeze.figures else { panic!("{freeze:?}") };
        (sentence::change_since(figures).map(|change| change.da), steps(&freeze))
    };
    let (up, over) = told("284.51");
    assert_eq!(up.as_deref(), Some("0,004 %"));
    assert!(over.contains("steget 0,004 % siden 2024") && over.contains("0,01 kr. (0,004 %) over loftet"), "{over}");
    let (down, under) = told("284.49");
    assert_eq!(down.as_deref(), Some("-0,004 %"));
    assert!(under.contains("faldet 0,004 % siden 2024") && under.contains("(0,004 %) under loftet"), "{under}");
    assert_eq!(told("284.50").0.as_deref(), Some("0,00 %"));
}

/// A room of less than an øre is room, and is told as such, not as none; none is told as none.
#[test]
fn a_room_of_less_than_an_oere_is_not_right_at_the_limit() {
    let told = |of_2025: &str| {
        let csv =
            format!("offer,operator,year,tariff,places,wage_supplement\nA,740,2024,600,1,\nA,740,2025,{of_2025},1,0\n");
        finding(&judged("midtjylland/2025-26", 2025, &[], &csv), true, "tariff-freeze")
    };
    let below = told("599.9990");
    assert_eq!(
        sentence::action(&below),
        rammeaftale::Text::new("plads til mindre end 0,01 kr.", "room for less than 0.01 kr.")
    );
    assert!(sentence::finding(&below).da.contains("den er mindre end 0,01 kr. under loftet"), "{below:?}");
    assert!(steps(&below).contains("mindre end 0,01 kr. (0,0002 %) under loftet"), "{}", steps(&below));
    let at = told("600");
    assert_eq!(sentence::action(&at).da, "lige på loftet");
    assert!(sentence::finding(&at).en.contains("right at the limit"), "{at:?}");
}

/// Who aims at what the text does not state has no reading to try; where there are others, some may be open.
#[test]
fn readings_are_spoken_of_where_there_are_some() {
    let csv = "offer,operator,year,tariff,places,wage_supplement\nA,740,2024,600,1,\nA,740,2025,500,1,0\n";
    let assessments = judged("midtjylland/2025-26", 2025, &[], csv);
    let robust = |one: &Finding| sentence::robust(one.robust, one.reads_alike()).da;
    assert_eq!(robust(&finding(&assessments, false, "catch-up")), "ingen anden læsning at prøve");
    assert_eq!(robust(&finding(&assessments, true, "tariff-freeze")), "nogle læsninger kan ikke afgøres");
}

/// Sizes that prices hardly reach are told by what holds of those that they do.
#[test]
fn a_projection_beyond_reason_is_told_as_such() {
    let csv = "offer,operator,year,tariff,places,wage_supplement,price_level\n\
               A,740,2024,100,1,,\nA,740,2025,480,1,0,\nB,740,2024,100,1,,\nB,740,2025,103,1,0,\n\
               C,740,2024,100,1,,\nC,740,2025,50,1,0,2024\nD,740,2024,100,1,,\nD,740,2025,480,1,0,2024\n";
    let told = |basis: &str, offer: &str| {
        let assessments = judged("midtjylland/2025-26", 2025, &[("price-basis", basis)], csv);
        let of = assessments.iter().find(
            |one| matches!(&one.subject, rammeaftale::assessment::Subject::Offer { offer: id, .. } if **id == *offer),
        );
        let freeze = of.expect("judged").findings.iter().find(|one| &*one.rule == "tariff-freeze").expect("a freeze");
        sentence::action(freeze).da
    };
    for (basis, offer, expected) in [
        ("fixed", "A", "først overholdt over 20,00 %"),
        ("fixed", "B", "overholdt fra 3,00 %"),
        ("nominal", "C", "overholdt selv ved 20,00 %"),
        ("nominal", "D", "kun overholdt under -20,00 %"),
    ] {
        assert!(told(basis, offer).contains(expected), "{}", told(basis, offer));
    }
}

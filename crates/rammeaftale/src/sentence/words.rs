//! The words for verdicts, causes and columns.

use crate::agreement::rules::Measure;
use crate::assessment::{LeftOutReason, Missing, NotApplicable, Robust, Undetermined, Verdict};
use crate::portfolio::{Column, FiguresKind};
use crate::scenario::Reach;
use crate::text::{Lang, Text};

/// The verdict in one or two words.
pub fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Met => Text::new("overholdt", "met"),
        Verdict::Breached => Text::new("brudt", "breached"),
        Verdict::Undetermined(_) => Text::new("uafgjort", "undetermined"),
        Verdict::NotApplicable(_) => Text::new("gælder ikke", "not applicable"),
    }
}

/// Why, in the domain's words; empty for met and breached.
pub fn cause(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Met | Verdict::Breached => Text::default(),
        Verdict::Undetermined(cause) => undetermined(cause),
        Verdict::NotApplicable(cause) => not_applicable(cause),
    }
}

/// The same of something that lacks figures: what cannot be compared for want of one could be with it.
pub fn cause_lacking(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Undetermined(Undetermined::NotComparable) => Text::new(
            "beløbene kan først sammenlignes, når det, der mangler, kendes",
            "the amounts can be compared only when what is missing is known",
        ),
        verdict => cause(verdict),
    }
}

/// Why a verdict is open or silent in as few words as a narrow column has room for; nothing for one that is definite.
pub fn cause_briefly(verdict: Verdict, lacks: bool) -> Text {
    let (da, en) = match verdict {
        Verdict::Met | Verdict::Breached => ("", ""),
        Verdict::Undetermined(Undetermined::MissingInput) => ("tal mangler", "figures missing"),
        Verdict::Undetermined(Undetermined::NotComparable) if lacks => {
            ("kan endnu ikke sammenlignes", "not comparable yet")
        }
        Verdict::Undetermined(Undetermined::NotComparable) => ("intet at måle mod", "nothing to measure by"),
        Verdict::Undetermined(Undetermined::MissingIndex) => ("skøn mangler", "projection missing"),
        Verdict::Undetermined(Undetermined::AnnouncedModel) => ("model kun bebudet", "model only announced"),
        Verdict::Undetermined(Undetermined::NotStated) => ("teksten siger det ikke", "the text does not say"),
        Verdict::Undetermined(Undetermined::Reading) => ("læsninger uenige", "readings disagree"),
        Verdict::NotApplicable(NotApplicable::OutOfScope) => ("ikke omfattet", "not covered"),
        Verdict::NotApplicable(NotApplicable::OtherYear) => ("andet år", "other year"),
        Verdict::NotApplicable(NotApplicable::NoOffer) => ("findes ikke i året", "does not exist in the year"),
        Verdict::NotApplicable(NotApplicable::NoDuty) => ("ingen pligt", "no duty"),
        Verdict::NotApplicable(NotApplicable::NotAddressed) => ("ikke rettet hertil", "not addressed"),
        Verdict::NotApplicable(NotApplicable::Reading) => ("efter læsningen", "by the reading"),
    };
    Text::new(da, en)
}

fn undetermined(cause: Undetermined) -> Text {
    match cause {
        Undetermined::MissingInput => Text::new("der mangler tal", "figures are missing"),
        Undetermined::NotComparable => Text::new(
            "der er intet sammenligneligt at holde det op imod",
            "there is nothing comparable to hold it against",
        ),
        Undetermined::MissingIndex => {
            Text::new("der mangler et pris- og lønskøn", "a price and wage projection is missing")
        }
        Undetermined::AnnouncedModel => Text::new(
            "det afhænger af den model for lønstigninger, som aftalen kun bebuder",
            "it turns on the model for wage rises that the agreement only announces",
        ),
        Undetermined::NotStated => Text::new("aftaleteksten siger det ikke", "the agreement's text does not say"),
        Undetermined::Reading => {
            Text::new("læsningerne er uenige, og ingen er foretrukket", "the readings disagree and none is preferred")
        }
    }
}

fn not_applicable(cause: NotApplicable) -> Text {
    match cause {
        NotApplicable::OutOfScope => {
            Text::new("tilbuddet er ikke omfattet af aftalen", "the agreement does not cover the offer")
        }
        NotApplicable::OtherYear => Text::new("reglen gælder ikke for året", "the rule does not rule the year"),
        NotApplicable::NoOffer => Text::new("tilbuddet findes ikke i året", "the offer does not exist in the year"),
        NotApplicable::NoDuty => Text::new("der er ingen pligt", "there is no duty"),
        NotApplicable::NotAddressed => {
            Text::new("reglen er ikke rettet til driftsherren", "the rule does not address the operator")
        }
        NotApplicable::Reading => Text::new(
            "reglen gælder ikke her efter den læsning, der er lagt til grund",
            "the rule does not apply here under the reading judged by",
        ),
    }
}

/// How far the verdict depends on readings. `alike` tells that no other reading says anything else: a verdict that none turns
/// from met to breached or back, or that does not apply, is robust all the same (rules.md, section 5).
pub fn robust(robust: Robust, alike: bool) -> Text {
    match robust {
        Robust::Yes if !alike => Text::new("andre læsninger giver noget andet", "other readings give something else"),
        Robust::Yes => Text::new("ens i alle læsninger", "the same in all readings"),
        Robust::No => Text::new("afhænger af læsningen", "depends on the reading"),
        Robust::Unknown if alike => Text::new("ingen anden læsning at prøve", "no other reading to try"),
        Robust::Unknown => Text::new("nogle læsninger kan ikke afgøres", "some readings cannot be determined"),
    }
}

/// What kind of figure is missing, of which year, and whose it is: an offer's, or a tariff's of one; of a projection the year.
pub fn lacking(missing: &Missing) -> (Text, String) {
    match missing {
        Missing::Figure { column: of, offer, year, figures: kind, tariff } => {
            let name = super::both(|lang| format!("{} {year} ({})", column(*of).get(lang), figures(*kind, lang)));
            let tariff = tariff.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            (name, format!("{offer}{tariff}"))
        }
        Missing::PriceIndex(year) => (Text::new("pris- og lønskøn", "price and wage projection"), year.to_string()),
    }
}

/// A column as a noun.
pub fn column(column: Column) -> Text {
    match column {
        Column::Tariff => Text::new("takst", "tariff"),
        Column::Places => Text::new("pladser", "places"),
        Column::TariffBasis => Text::new("takstberegningsgrundlag", "tariff basis"),
        Column::OwnPayment => Text::new("egenbetaling", "own payment"),
        Column::WageSupplement => Text::new("ekstraordinær løn", "wage supplement"),
        Column::Result => Text::new("resultat", "result"),
        Column::CarriedResult => Text::new("indregnet resultat", "carried result"),
        Column::Turnover => Text::new("omsætning", "turnover"),
        other => Text::new(other.danish(), other.name()),
    }
}

/// A missing figure in words, e.g. `egenbetaling 2015 (budget) for B1`.
pub fn missing(missing: &Missing, lang: Lang) -> String {
    match missing {
        Missing::PriceIndex(year) => match lang {
            Lang::Da => format!("pris- og lønskøn {year}"),
            Lang::En => format!("price and wage projection {year}"),
        },
        Missing::Figure { column: of, offer, year, figures, tariff } => {
            let name = tariff.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            let kind = self::figures(*figures, lang);
            let word = if lang == Lang::Da { "for" } else { "of" };
            format!("{}{name} {year} ({kind}) {word} {offer}", column(*of).get(lang))
        }
    }
}

/// Budget or accounts.
pub(super) fn figures(kind: FiguresKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (FiguresKind::Budget, _) => "budget",
        (FiguresKind::Realised, Lang::Da) => "regnskab",
        (FiguresKind::Realised, Lang::En) => "realised",
    }
}

/// Why something did not enter a comparison of a measure.
pub fn left_out_reason(reason: LeftOutReason, measure: Option<Measure>) -> Text {
    match reason {
        LeftOutReason::New => Text::new("fandtes ikke i basisåret", "did not exist in the base year"),
        LeftOutReason::Closed => Text::new("findes ikke længere i året", "does not exist any more in the year"),
        LeftOutReason::NotOpened => Text::new("findes endnu ikke i året", "does not exist yet in the year"),
        LeftOutReason::Unit => Text::new("har skiftet enhed", "changed its unit"),
        LeftOutReason::ZeroBase if measure == Some(Measure::Tariff) => {
            Text::new("har en takst på nul eller mindre i basisåret", "has a tariff of zero or less in the base year")
        }
        LeftOutReason::ZeroBase => Text::new("har et grundlag på nul eller mindre", "has a base of zero or less"),
        LeftOutReason::OutOfScope => Text::new("er ikke omfattet", "is not covered"),
    }
}

/// What a test run counts, and what is said of one that no case reaches.
pub fn reach(what: Reach) -> (Text, Text) {
    let (da, en, missed_da, missed_en) = match what {
        Reach::Agreements => ("aftaler", "agreements", "bedømmer intet tilfælde", "judges no case"),
        Reach::Rules => ("udfald af regler", "verdicts of rules", "gives i intet tilfælde", "is given in no case"),
        Reach::Readings => ("læsninger", "readings", "vender intet", "turns nothing"),
        Reach::Clauses => ("klausuler", "clauses", "ligger bag intet fund", "is behind no finding"),
        Reach::Causes => ("årsager", "causes", "gives i intet tilfælde", "is given in no case"),
    };
    (Text::new(da, en), Text::new(missed_da, missed_en))
}

//! A judged portfolio for people: one line an offer and operator, breaches first, then what it comes to.

use crate::summary::summary;
use crate::table::{Style, coloured, table};
use rammeaftale::agreement::{Agreement, Force};
use rammeaftale::assessment::{Figures, Robust, Subject, Undetermined};
use rammeaftale::proof::Passages;
use rammeaftale::sentence;
use rammeaftale::text::{Lang, amount, percent};
use rammeaftale::{Assessment, Finding, Portfolio, Verdict};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Draws the assessments of one agreement; with passages, also what their clauses say.
pub fn evaluation(
    assessments: &[Assessment],
    agreement: &Agreement,
    portfolio: &Portfolio,
    passages: Option<Passages<'_>>,
    lang: Lang,
    style: Style,
) -> String {
    let view = View { agreement, names: names(portfolio), lang };
    let mut out = view.heading(assessments);
    let headings = match lang {
        Lang::Da => [("Alle driftsherrer under ét", "region"), ("Driftsherrer", "driftsherre"), ("Tilbud", "tilbud")],
        Lang::En => [("All operators together", "region"), ("Operators", "operator"), ("Offers", "offer")],
    };
    let levels = by_level(assessments);
    let mut blocks: Vec<(&Vec<&Assessment>, (&str, &str))> = levels.iter().zip(headings).collect();
    blocks.sort_by_key(|(list, _)| list.iter().map(|one| rank(one.verdict)).min());
    for (list, (title, subject)) in blocks.into_iter().filter(|(list, _)| !list.is_empty()) {
        out.push_str(&format!("\n{title}\n\n{}", view.lines(list, subject, style)));
    }
    out.push_str(&summary(assessments, agreement, passages, lang));
    out
}

/// The region, the operators, the offers.
pub(crate) fn by_level(assessments: &[Assessment]) -> [Vec<&Assessment>; 3] {
    let of = |wanted: fn(&Subject) -> bool| assessments.iter().filter(|one| wanted(&one.subject)).collect();
    [
        of(|subject| matches!(subject, Subject::Region { .. })),
        of(|subject| matches!(subject, Subject::Operator { .. })),
        of(|subject| matches!(subject, Subject::Offer { .. })),
    ]
}

fn names(portfolio: &Portfolio) -> HashMap<&str, &str> {
    portfolio.offers().iter().filter_map(|offer| Some((&*offer.id, &**offer.name.as_ref()?))).collect()
}

struct View<'v> {
    agreement: &'v Agreement,
    names: HashMap<&'v str, &'v str>,
    lang: Lang,
}

impl View<'_> {
    fn heading(&self, assessments: &[Assessment]) -> String {
        let Some(first) = assessments.first() else { return String::new() };
        let title = self.agreement.title.get(self.lang);
        let as_if = match (first.as_if, self.lang) {
            (None, _) => String::new(),
            (Some(years), Lang::Da) => format!(" – SOM OM aftalen gjaldt, forskudt {years:+} år"),
            (Some(years), Lang::En) => format!(" – AS IF the agreement were in force, shifted {years:+} years"),
        };
        let stamp = &first.agreement;
        let revision = if self.lang == Lang::Da { "udgave" } else { "revision" };
        format!("{title} ({}, {revision} {}), {}{as_if}\n", stamp.id, stamp.revision, first.year)
    }

    fn lines(&self, assessments: &[&Assessment], subject: &str, style: Style) -> String {
        let mut sorted = assessments.to_vec();
        sorted.sort_by_key(|one| rank(shown_verdict(one)));
        let rows: Vec<Vec<String>> = sorted.iter().map(|one| self.row(one)).collect();
        let headings = match self.lang {
            Lang::Da => ["vurdering", subject, "aftale", "regel", "tal", "hvad nu"],
            Lang::En => ["verdict", subject, "agreement", "rule", "figures", "what to do"],
        };
        let words: Vec<(String, Verdict)> = sorted
            .iter()
            .map(|one| shown_verdict(one))
            .map(|verdict| (sentence::verdict(verdict).get(self.lang).to_owned(), verdict))
            .collect();
        let text = table(&headings, &rows, style);
        text.lines().map(|line| coloured(line, &words, style) + "\n").collect()
    }

    fn row(&self, assessment: &Assessment) -> Vec<String> {
        let verdict = sentence::verdict(shown_verdict(assessment)).get(self.lang).to_owned();
        let period = assessment.agreement.id.rsplit('/').next().unwrap_or_default().to_owned();
        let deciding = deciding(assessment);
        let rule = deciding.map_or_else(String::new, |finding| self.rule(finding));
        let figures = deciding.map_or_else(String::new, |finding| self.figures(finding));
        let figures = if figures.is_empty() { self.offers(assessment) } else { figures };
        vec![verdict, self.subject(assessment), period, rule, figures, self.what_to_do(assessment, deciding)]
    }

    fn subject(&self, assessment: &Assessment) -> String {
        match &assessment.subject {
            Subject::Offer { offer, .. } => {
                let name: String =
                    self.names.get(&**offer).map(|name| name.chars().take(24).collect()).unwrap_or_default();
                format!("{offer} {name}").trim_end().to_owned()
            }
            Subject::Operator { operator: code } | Subject::Region { region: code } => {
                format!("{code} {}", self.agreement.parties.name(*code).unwrap_or_default())
            }
        }
    }

    fn rule(&self, finding: &Finding) -> String {
        let title = self.agreement.rule(&finding.rule).map(|rule| rule.title.get(self.lang)).unwrap_or_default();
        let tariff = finding.tariff_name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{title}{tariff}")
    }

    /// An operator's offers by verdict.
    fn offers(&self, assessment: &Assessment) -> String {
        let Some(count) = &assessment.offers else { return String::new() };
        let parts = [
            (count.breached, Verdict::Breached),
            (count.undetermined, Verdict::Undetermined(Undetermined::NotStated)),
            (count.met, Verdict::Met),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> =
            parts.map(|(count, verdict)| format!("{count} {}", sentence::verdict(*verdict).get(self.lang))).collect();
        let word = if self.lang == Lang::Da { "tilbud" } else { "offers" };
        if parts.is_empty() { String::new() } else { format!("{word}: {}", parts.join(", ")) }
    }

    fn figures(&self, finding: &Finding) -> String {
        let kroner = |value: Option<Decimal>| value.map(|value| amount(value, self.lang));
        let (at_most, carried, of) = match self.lang {
            Lang::Da => ("højst", "indregnet", "resultat"),
            Lang::En => ("at most", "carried", "result"),
        };
        let parts = match &finding.figures {
            Figures::Limit(figures) => vec![
                kroner(figures.actual),
                figures.change_percent.map(|change| format!("({})", percent(change, self.lang))),
                kroner(figures.limit).map(|limit| format!("{at_most} {limit}")),
            ],
            Figures::Result(figures) => vec![
                kroner(figures.result).map(|result| format!("{of} {result}")),
                figures.share_percent.map(|share| format!("({})", percent(share, self.lang))),
                kroner(figures.carried).map(|amount| format!("{carried} {amount}")),
            ],
            Figures::Pricing(figures) => vec![kroner(figures.own_payment)],
            _ => Vec::new(),
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What to do; for a breach also the reading that would turn it.
    fn what_to_do(&self, assessment: &Assessment, deciding: Option<&Finding>) -> String {
        let action = deciding.map(|finding| sentence::action(finding).get(self.lang).to_owned()).unwrap_or_default();
        let mut parts: Vec<String> = vec![action];
        if parts.iter().all(String::is_empty) {
            parts.push(sentence::cause(shown_verdict(assessment)).get(self.lang).to_owned());
        }
        let more = assessment.findings.iter().filter(|one| decides(one, assessment.verdict)).count().saturating_sub(1);
        if more > 0 && matches!(assessment.verdict, Verdict::Breached | Verdict::Undetermined(_)) {
            parts.push(if self.lang == Lang::Da { format!("+{more} fund") } else { format!("+{more} findings") });
        }
        parts.extend(self.reading_note(assessment));
        parts.extend(self.not_combined(assessment, deciding));
        parts.retain(|part| !part.is_empty());
        parts.join("; ")
    }

    /// Aims and follow-ups are shown beside the verdict; they never decide it.
    fn not_combined(&self, assessment: &Assessment, deciding: Option<&Finding>) -> Option<String> {
        let beside = assessment.findings.iter().filter(|finding| {
            let aside = matches!(finding.force, Some(Force::Aim | Force::FollowUp)) && finding.binding;
            aside && deciding.is_none_or(|deciding| deciding.rule != finding.rule)
        });
        let told: Vec<String> = beside
            .map(|finding| format!("{}: {}", self.rule(finding), sentence::verdict(finding.verdict).get(self.lang)))
            .collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    fn reading_note(&self, assessment: &Assessment) -> Option<String> {
        let turned = assessment.flips.iter().find(|flip| match assessment.verdict {
            Verdict::Breached => flip.verdict == Verdict::Met,
            Verdict::Met => flip.verdict == Verdict::Breached,
            _ => false,
        });
        if let Some(flip) = turned {
            let readings: Vec<String> =
                flip.readings.iter().map(|(question, one)| format!("{question}={one}")).collect();
            let word = if self.lang == Lang::Da { "hvis" } else { "if" };
            let verdict = sentence::verdict(flip.verdict);
            return Some(format!("{} {word} {}", verdict.get(self.lang), readings.join(", ")));
        }
        let definite = matches!(assessment.verdict, Verdict::Met | Verdict::Breached);
        (definite && assessment.robust != Robust::Yes)
            .then(|| sentence::robust(assessment.robust).get(self.lang).to_owned())
    }
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Breached => 0,
        Verdict::Undetermined(_) => 1,
        Verdict::Met => 2,
        Verdict::NotApplicable(_) => 3,
    }
}

/// The finding that made the combined verdict; where nothing combines, the first that says something.
fn deciding(assessment: &Assessment) -> Option<&Finding> {
    let findings = &assessment.findings;
    let deciding = findings.iter().find(|finding| decides(finding, assessment.verdict));
    deciding.or_else(|| findings.iter().find(|_| !combines(assessment)).filter(|finding| finding.force.is_some()))
}

/// The combined verdict; where nothing combines (a contribution, an aim judged alone) the finding's own.
fn shown_verdict(assessment: &Assessment) -> Verdict {
    match deciding(assessment) {
        Some(finding) if !combines(assessment) => finding.verdict,
        _ => assessment.verdict,
    }
}

fn combines(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.binding && finding.force.is_some_and(Force::combines))
}

fn decides(finding: &Finding, verdict: Verdict) -> bool {
    finding.binding && finding.force.is_some_and(Force::combines) && finding.verdict == verdict
}

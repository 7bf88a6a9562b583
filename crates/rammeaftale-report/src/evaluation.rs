//! A judged portfolio: one line an offer and operator, breaches first, then what it comes to and what lies behind it.

mod charts;
mod data;
mod findings;
mod lines;
mod sheets;
mod stream;
mod summary;

use crate::document::{Block, Document, Place, Section, stamp, text};
use crate::names::{self, Names};
use lines::lines;
use rammeaftale::agreement::{Agreement, Force};
use rammeaftale::assessment::Subject;
use rammeaftale::proof::Passages;
use rammeaftale::text::Text;
use rammeaftale::{Assessment, Finding, Portfolio, Verdict};
pub use stream::write_evaluation_csv;

/// The assessments of one agreement; with passages, also what their clauses say.
pub fn evaluation(
    assessments: &[Assessment],
    agreement: &Agreement,
    portfolio: &Portfolio,
    passages: Option<Passages<'_>>,
) -> Document {
    let view = View { assessments, agreement, names: Names::new(&[agreement], portfolio), passages };
    let mut sections = vec![summary::tallies(&view)];
    sections.extend(view.levels());
    sections.push(charts::section(&view));
    sections.extend(summary::sections(&view));
    sections.extend(findings::sections(&view));
    Document {
        title: view.title(),
        lead: view.as_if().into_iter().collect(),
        sections,
        sheets: sheets::sheets(&view),
        stamp: stamp(&agreement.id, agreement.revision, &agreement.digest),
    }
}

/// What was judged, by what, and the offers' names.
struct View<'v> {
    assessments: &'v [Assessment],
    agreement: &'v Agreement,
    names: Names<'v>,
    passages: Option<Passages<'v>>,
}

impl View<'_> {
    fn title(&self) -> Text {
        let Some(first) = self.assessments.first() else { return self.agreement.title.clone() };
        let stamp = &first.agreement;
        let title = &self.agreement.title;
        text!(da: "{} ({}, udgave {}), {}", en: "{} ({}, revision {}), {}", title, stamp.id, stamp.revision, first.year)
    }

    fn as_if(&self) -> Option<Block> {
        let years = self.assessments.first()?.as_if?;
        Some(Block::Note(Text::new(
            format!("SOM OM aftalen gjaldt, forskudt {years:+} år"),
            format!("AS IF the agreement were in force, shifted {years:+} years"),
        )))
    }

    /// The region, the operators, the offers; those with the worst verdict first.
    fn levels(&self) -> Vec<Section> {
        let titles = [
            ("region", Text::new("Alle driftsherrer under ét", "All operators together")),
            ("operators", Text::new("Driftsherrer", "Operators")),
            ("offers", Text::new("Tilbud", "Offers")),
        ];
        let mut levels: Vec<_> = by_level(self.assessments).into_iter().zip(titles).collect();
        levels.retain(|(list, _)| !list.is_empty());
        levels.sort_by_key(|(list, _)| list.iter().map(|one| rank(one.verdict)).min());
        let section = |(list, (id, title)): (Vec<&Assessment>, (&str, Text))| {
            Section::new(id, title, vec![Block::Table(lines(self, &list))]).at(Place::Body)
        };
        levels.into_iter().map(section).collect()
    }

    fn subject(&self, assessment: &Assessment) -> String {
        self.names.subject(&assessment.subject)
    }

    fn rule(&self, finding: &Finding) -> Text {
        let rule = self.agreement.rule(&finding.rule);
        let title = rule.map_or_else(|| text!("{}", finding.rule), |rule| rule.title.clone());
        names::rule(&title, finding.tariff_name.as_deref())
    }
}

/// The region, the operators, the offers.
fn by_level(assessments: &[Assessment]) -> [Vec<&Assessment>; 3] {
    let of = |wanted: fn(&Subject) -> bool| assessments.iter().filter(|one| wanted(&one.subject)).collect();
    [
        of(|subject| matches!(subject, Subject::Region { .. })),
        of(|subject| matches!(subject, Subject::Operator { .. })),
        of(|subject| matches!(subject, Subject::Offer { .. })),
    ]
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Breached => 0,
        Verdict::Undetermined(_) => 1,
        Verdict::Met => 2,
        Verdict::NotApplicable(_) => 3,
    }
}

/// The combined verdict; where nothing combines (a contribution, an aim judged alone) the finding's own.
fn shown_verdict(assessment: &Assessment) -> Verdict {
    match assessment.deciding() {
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

//! A judged portfolio: one line an offer and operator, breaches first, then what it comes to and what lies behind it.

mod charts;
mod data;
mod findings;
mod lines;
mod sheets;
mod stream;
mod summary;
mod turns;
mod worst;

use crate::document::{Block, Cell, Document, Form, Place, Section, id, text};
use crate::names::{self, Names};
pub(crate) use charts::section as charts;
pub(crate) use findings::{section as findings, silent_id};
pub(crate) use lines::offers;
use rammeaftale::agreement::{Agreement, Force};
use rammeaftale::assessment::{AgreementStamp, Subject};
use rammeaftale::compare::portfolio::YearsRead;
use rammeaftale::proof::Passages;
use rammeaftale::text::Text;
use rammeaftale::{Assessment, Finding, Plan, Portfolio, Verdict, sentence};
pub(crate) use sheets::{findings as findings_sheet, operators as operators_sheet, sources as sources_sheet};
pub use stream::{Take, write_evaluation_csv};
pub(crate) use summary::{assumed, bound, cited, lacking, not_counted, whose};
pub(crate) use turns::{in_a_cell, turning};

/// The assessments made by a plan; with passages, also what their clauses say.
pub fn evaluation(
    assessments: &[Assessment],
    plan: &Plan<'_>,
    portfolio: &Portfolio,
    passages: Option<Passages<'_>>,
    form: Form,
) -> Document {
    let agreement = plan.agreement();
    let names = Names::new(&[agreement], portfolio);
    let view = View { assessments, agreement, names: &names, passages, part: String::new() };
    let mut sections = vec![summary::tallies(&view)];
    sections.extend(view.levels());
    if form.is_drawn() {
        sections.push(charts::section(&view));
    }
    sections.extend(summary::sections(&view));
    if form.has_appendix() {
        sections.extend([findings::section(&view, MOST), findings::questions(&view), findings::clauses(&view)]);
    }
    Document {
        title: view.title(),
        lead: as_if(assessments, plan).into_iter().collect(),
        sections,
        sheets: if form.has_sheets() { sheets::sheets(&view) } else { Vec::new() },
        stamps: vec![AgreementStamp::of(agreement)],
    }
}

/// How many subjects are opened up: those breached and undetermined first. More would be a file no browser likes.
pub(crate) const MOST: usize = 1_000;

/// What was judged, by what, and the offers' names.
pub(crate) struct View<'v> {
    pub(crate) assessments: &'v [Assessment],
    pub(crate) agreement: &'v Agreement,
    pub(crate) names: &'v Names<'v>,
    pub(crate) passages: Option<Passages<'v>>,
    /// What all ids begin with where a document shows several agreements.
    pub(crate) part: String,
}

impl View<'_> {
    fn subject_id(&self, one: &Assessment) -> String {
        format!("{}{}", self.part, subject_id(&one.subject))
    }

    fn finding_id(&self, one: &Assessment, finding: &Finding) -> String {
        format!("{}{}", self.part, finding_id(&one.subject, &finding.rule, finding.tariff_name.as_deref()))
    }

    fn title(&self) -> Text {
        let Some(first) = self.assessments.first() else { return self.agreement.title.clone() };
        let stamp = &first.agreement;
        let title = &self.agreement.title;
        text!(da: "{} ({}, udgave {}), {}", en: "{} ({}, revision {}), {}", title, stamp.id, stamp.revision, first.year)
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
            Section::new(id, title, vec![Block::Table(lines::lines(self, &list))]).at(Place::Body)
        };
        levels.into_iter().map(section).collect()
    }

    /// A part of the appendix; where a document shows several agreements, under the agreement's name.
    fn appendix(&self, id: &str, title: Text, blocks: Vec<Block>) -> Section {
        let title = if self.part.is_empty() { title } else { text!("{}: {}", self.agreement.title, title) };
        Section::new(&format!("{}{id}", self.part), title, blocks).at(Place::Appendix)
    }

    fn subject(&self, assessment: &Assessment) -> String {
        self.names.subject(&assessment.subject)
    }

    fn rule(&self, finding: &Finding) -> Text {
        names::rule(&self.title_of(finding), finding.tariff_name.as_deref())
    }

    fn title_of(&self, finding: &Finding) -> Text {
        let rule = self.agreement.rule(&finding.rule);
        rule.map_or_else(|| text!("{}", finding.rule), |rule| rule.title.clone())
    }
}

/// Of an agreement that is not in force in the year: that it is not, and which years it reads instead of its own.
fn as_if(assessments: &[Assessment], plan: &Plan<'_>) -> Option<Block> {
    let shift = assessments.first()?.as_if?;
    let (reads, otherwise) = YearsRead::of(plan);
    let as_if = sentence::as_if(&plan.agreement().title, plan.year(), Some(shift));
    Some(Block::Note(text!("{} {}", as_if, sentence::reads(plan.year(), &reads, &otherwise))))
}

/// What the text is of an agreement without rules.
fn rules_nothing() -> Text {
    Text::new("Aftalens tekst regulerer ikke budgetter", "The agreement's text rules nothing on budgets")
}

/// The id of what lies behind an assessment.
pub(crate) fn subject_id(subject: &Subject) -> String {
    match subject {
        Subject::Offer { offer, .. } => id(&["offer", offer]),
        Subject::Operator { operator } => id(&["operator", &operator.to_string()]),
        Subject::Region { region } => id(&["region", &region.to_string()]),
    }
}

/// The id of what lies behind a finding.
pub(crate) fn finding_id(subject: &Subject, rule: &str, tariff: Option<&str>) -> String {
    let of: Vec<&str> = std::iter::once(rule).chain(tariff).collect();
    format!("{}_{}", subject_id(subject), id(&of))
}

/// The region, the operators, the offers.
pub(crate) fn by_level<'a>(assessments: impl IntoIterator<Item = &'a Assessment> + Clone) -> [Vec<&'a Assessment>; 3] {
    let of =
        |wanted: fn(&Subject) -> bool| assessments.clone().into_iter().filter(|one| wanted(&one.subject)).collect();
    [
        of(|subject| matches!(subject, Subject::Region { .. })),
        of(|subject| matches!(subject, Subject::Operator { .. })),
        of(|subject| matches!(subject, Subject::Offer { .. })),
    ]
}

/// Breaches first, then what is open.
pub(crate) fn rank(verdict: Verdict) -> u8 {
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

/// The verdict to show of a subject; where only a share of what is tested elsewhere decides, that it is one, and where the
/// rule is judged for others, for whom.
fn shown(assessment: &Assessment) -> Cell {
    let contribution = assessment.deciding().filter(|_| !combines(assessment)).filter(|finding| finding.contributes());
    let told = assessment.judged_elsewhere().or(contribution);
    told.map_or_else(|| Cell::Verdict(shown_verdict(assessment)), judged)
}

/// A verdict; or that it is a contribution, which is never met or breached; or for whom the rule is judged instead.
fn judged(finding: &Finding) -> Cell {
    match is_judged_here(finding) {
        true => Cell::Verdict(finding.verdict),
        false if finding.contributes() => Cell::text(sentence::contribution()),
        false => Cell::text(sentence::why(finding)),
    }
}

/// False for a share of what is tested elsewhere, and for a rule that is judged for those below or above.
fn is_judged_here(finding: &Finding) -> bool {
    !finding.contributes() && finding.judged_at().is_none()
}

fn combines(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.binding && finding.force.is_some_and(Force::combines))
}

fn decides(finding: &Finding, verdict: Verdict) -> bool {
    finding.binding && finding.force.is_some_and(Force::combines) && finding.verdict == verdict
}

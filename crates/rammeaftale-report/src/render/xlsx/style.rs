//! How cells look: Danish amounts and days, colours beside the words.

use rammeaftale::assessment::{NotApplicable, Undetermined};
use rammeaftale::text::Lang;
use rammeaftale::{Verdict, sentence};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ConditionalFormatText, ConditionalFormatTextRule, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

/// The verdicts in the order of their weight.
pub(super) const VERDICTS: [Verdict; 4] = [
    Verdict::Breached,
    Verdict::Undetermined(Undetermined::MissingInput),
    Verdict::Met,
    Verdict::NotApplicable(NotApplicable::NoDuty),
];

/// A spreadsheet holds 15 digits; a number of more stays text, so that none is lost.
pub(super) fn fits(value: Decimal) -> bool {
    value.normalize().mantissa().unsigned_abs() < 10_u128.pow(15)
}

pub(super) struct Style {
    pub(super) title: Format,
    pub(super) section: Format,
    pub(super) column: Format,
    /// The heading of numbers.
    pub(super) numbers: Format,
    pub(super) plain: Format,
    pub(super) note: Format,
    pub(super) wrapped: Format,
    pub(super) faint: Format,
    pub(super) kroner: Format,
    pub(super) percent: Format,
    /// Of a percentage that two decimals would put where it is not.
    pub(super) exact_percent: Format,
    pub(super) date: Format,
}

const KRONER: &str = "#,##0.00##";

/// Danish points and commas, whatever the machine's own.
pub(super) fn local(form: &str, lang: Lang) -> String {
    if lang == Lang::Da { format!("[$-406]{form}") } else { form.to_owned() }
}

impl Style {
    pub(super) fn new(lang: Lang) -> Style {
        let plain = Format::new().set_align(FormatAlign::Top);
        let form = |form: &str| local(form, lang);
        let column =
            Format::new().set_bold().set_background_color(Color::RGB(0xE8_EE_F3)).set_border_bottom(FormatBorder::Thin);
        Style {
            title: Format::new().set_bold().set_font_size(14),
            section: Format::new().set_bold(),
            numbers: column.clone().set_align(FormatAlign::Right),
            column,
            note: Format::new().set_bold().set_font_color(Color::RGB(0x8A_4B_00)),
            wrapped: plain.clone().set_text_wrap(),
            faint: plain.clone().set_font_color(Color::RGB(0x59_59_59)),
            kroner: plain.clone().set_num_format(form(KRONER)),
            percent: plain.clone().set_num_format(form("0.00 %")),
            exact_percent: plain.clone().set_num_format(form("0.00################## %")),
            date: plain.clone().set_num_format(form(if lang == Lang::Da { "dd-mm-yyyy" } else { "yyyy-mm-dd" })),
            plain,
        }
    }

    /// What a heading looks like: that of numbers stands above them.
    pub(super) fn heading(&self, numeric: bool) -> &Format {
        if numeric { &self.numbers } else { &self.column }
    }

    /// Amounts with a note behind the number, which stays one.
    pub(super) fn noted(&self, note: &str, lang: Lang) -> Format {
        let note: String = note.chars().filter(|c| *c != '"').collect();
        self.plain.clone().set_num_format(local(&format!("{KRONER}\" ({note})\""), lang))
    }

    /// Colours the verdicts of a column; the word stays the sign.
    pub(super) fn colour(
        &self,
        sheet: &mut Worksheet,
        rows: (u32, u32),
        column: u16,
        lang: Lang,
    ) -> Result<(), XlsxError> {
        for (verdict, (ink, ground)) in VERDICTS.into_iter().zip(COLOURS) {
            let look = Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(ground));
            let word = sentence::verdict(verdict).get(lang).to_owned();
            let rule = ConditionalFormatText::new().set_rule(ConditionalFormatTextRule::BeginsWith(word));
            sheet.add_conditional_format(rows.0, column, rows.1, column, &rule.set_format(look))?;
        }
        Ok(())
    }
}

/// Ink and ground for each verdict, with enough contrast to be read.
const COLOURS: [(u32, u32); 4] =
    [(0x9C_00_06, 0xFF_C7_CE), (0x7A_4B_00, 0xFF_EB_9C), (0x00_61_00, 0xC6_EF_CE), (0x59_59_59, 0xF2_F2_F2)];

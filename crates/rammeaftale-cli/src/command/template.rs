use crate::Answer;
use crate::arguments::{Arguments, TemplateKind, TemplateOptions};
use crate::command::register;
use crate::failure::Failure;
use crate::output;
use rammeaftale::Authority;
use rammeaftale::text::Text;
use std::collections::BTreeMap;
use std::io::IsTerminal;

/// Writes an empty portfolio to fill in; the operators to choose from are the parties of the agreements.
pub(crate) fn run(arguments: &Arguments, options: &TemplateOptions) -> Result<Answer, Failure> {
    let file = arguments.output.as_deref();
    match options.kind {
        TemplateKind::Csv => output::write(&rammeaftale_sheets::template_csv(), file)?,
        TemplateKind::Xlsx if file.is_none() && std::io::stdout().is_terminal() => {
            return Err(Failure::with_help(
                "en projektmappe kan ikke vises her",
                "a workbook cannot be shown here",
                Text::new("skriv den til en fil med `-o skabelon.xlsx`", "write it to a file with `-o template.xlsx`"),
            ));
        }
        TemplateKind::Xlsx => {
            let register = register(arguments.agreements.as_deref())?;
            let parties = register.agreements().iter().map(|agreement| &agreement.parties);
            let names: BTreeMap<Authority, &str> = parties
                .flat_map(|parties| {
                    let region = (parties.region.0, parties.region.1.as_str());
                    parties.municipalities.iter().map(|(code, name)| (*code, name.as_str())).chain([region])
                })
                .collect();
            let workbook = rammeaftale_sheets::template_xlsx(&names.into_iter().collect::<Vec<_>>());
            output::write_bytes(
                &workbook.map_err(|error| Failure::usage(error.to_string(), error.to_string()))?,
                file,
            )?;
        }
    }
    Ok(Answer::Fine)
}

use crate::Answer;
use crate::arguments::{Arguments, ShowOptions};
use crate::command::{documents, meant, only_known, register, revised};
use crate::failure::Failure;
use crate::output;
use rammeaftale::proof::Passages;

/// One agreement; of one that is only known, what is known.
pub(crate) fn run(arguments: &Arguments, options: &ShowOptions) -> Result<Answer, Failure> {
    let register = revised(register(arguments.agreements.as_deref())?, &options.id, options.revision)?;
    let Some(agreement) = register.get(&options.id) else {
        if let Some(known) = register.known().iter().find(|known| *known.id == *options.id) {
            return Err(only_known(known));
        }
        let names = register.agreements().iter().map(|agreement| &*agreement.id);
        return Err(Failure::with_help(
            format!("der er ingen aftale `{}`", options.id),
            format!("there is no agreement `{}`", options.id),
            meant(&options.id, names),
        ));
    };
    let documents = documents(options.sources.as_deref(), &register)?;
    let passages = documents.as_ref().map(|documents| Passages::new(&register, documents));
    let document = || rammeaftale_report::agreement(agreement, options.clauses, passages);
    let json = || rammeaftale_report::agreement_json(agreement, options.clauses, passages);
    output::give(arguments, options.format, document, json).map(|()| Answer::Fine)
}

use crate::Answer;
use crate::arguments::{Arguments, ShowOptions};
use crate::command::{agreement, documents, register, revised};
use crate::failure::Failure;
use crate::output;
use rammeaftale::proof::Passages;

/// One agreement; of one that is only known, what is known.
pub(crate) fn run(arguments: &Arguments, options: &ShowOptions) -> Result<Answer, Failure> {
    let register = register(arguments.agreements.as_deref())?;
    let id = agreement(&register, &options.id)?.id.to_string();
    let register = revised(register, &id, options.revision)?;
    let agreement = agreement(&register, &id)?;
    let documents = documents(options.sources.as_deref(), &register)?;
    let passages = documents.as_ref().map(|documents| Passages::new(&register, documents));
    let document = |_| rammeaftale_report::agreement(agreement, options.clauses, passages);
    let json = || rammeaftale_report::agreement_json(agreement, options.clauses, passages);
    output::give(arguments, options.format, document, json).map(|()| Answer::Fine)
}

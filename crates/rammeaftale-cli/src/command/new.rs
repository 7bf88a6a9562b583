mod skeleton;

use crate::Answer;
use crate::arguments::{Arguments, NewOptions};
use crate::command::unreadable;
use crate::failure::Failure;
use crate::output;
use rammeaftale::Lang;
use rammeaftale::text::Text;
use rammeaftale_agreements::TEMPLATE;
use skeleton::{Name, Skeleton};
use std::fs;
use std::path::Path;

/// Where agreements lie unless `--agreements` says otherwise.
const FOLDER: &str = "agreements";

/// Writes the two files of a new agreement, to be filled in; never over a file that is there.
pub(crate) fn run(arguments: &Arguments, options: &NewOptions) -> Result<Answer, Failure> {
    let name = Name::read(&options.id).ok_or_else(|| {
        Failure::with_help(
            format!("`{}` er ikke en region og en periode", options.id),
            format!("`{}` is not a region and a period", options.id),
            Text::new(
                "skriv fx midtjylland/2027 eller midtjylland/2027-28",
                "write e.g. midtjylland/2027 or midtjylland/2027-28",
            ),
        )
    })?;
    let folder = arguments.agreements.as_deref().unwrap_or(Path::new(FOLDER));
    // A folder that is not there is more likely a wrong place than a wish for a new one.
    fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let region = folder.join(name.region);
    fs::create_dir_all(&region).map_err(|error| unreadable(&region, &error))?;
    let Skeleton { ruleset, clauses } = skeleton::of(TEMPLATE, &name);
    let files = [("toml", ruleset), ("clauses.toml", clauses)];
    let files = files.map(|(ending, text)| (region.join(format!("{}.{ending}", name.period)), text));
    output::create(&files)?;
    let [ruleset, clauses] = files.map(|(path, _)| path.display().to_string());
    let folder = folder.display();
    let told = match arguments.lang() {
        Lang::Da => format!("skrevet: {ruleset} og {clauses}\nudfyld, hvad `rammeaftale check {folder}` mangler\n"),
        Lang::En => format!("written: {ruleset} and {clauses}\nfill in what `rammeaftale check {folder}` misses\n"),
    };
    output::write(&told, arguments.output.as_deref()).map(|()| Answer::Fine)
}

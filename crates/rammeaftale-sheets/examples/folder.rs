//! A batch job: judges every portfolio file of a folder by the agreement in force and counts the verdicts.
//!
//! ```console
//! cargo run -p rammeaftale-sheets --example folder -- tests/portfolios 2025
//! ```
//!
//! A file with mistakes is told and passed over; it never stops the others. What is worth a look in one is shown.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use rammeaftale::{Lang, Options, Plan, Register, Year, diag};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let folder = given.next().ok_or("name a folder, and a year")?;
    let year = given.next().ok_or("name a year")?.parse().ok().and_then(Year::new).ok_or("not a year")?;

    let register = Register::builtin().map_err(|found| diag::render_all(&found, Lang::En))?;
    let plan = Plan::new(register.in_force_year(year)?, year, &Options::default())?;

    let entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    let is_read = |path: &&PathBuf| {
        path.extension().is_some_and(|ending| ["csv", "xlsx", "xls", "ods"].iter().any(|one| ending == *one))
    };
    let mut files: Vec<&PathBuf> = entries.iter().filter(is_read).collect();
    files.sort();
    for path in files {
        match rammeaftale_sheets::portfolio(vec![rammeaftale_sheets::read_path(path)]) {
            Err(mistakes) => println!("{}: {} mistakes, not judged", path.display(), mistakes.len()),
            Ok((portfolio, warnings)) => {
                if !warnings.is_empty() {
                    print!("{}", diag::render_all(&warnings, Lang::En));
                }
                let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
                for assessment in plan.evaluate(&portfolio) {
                    *verdicts.entry(assessment.verdict.name()).or_default() += 1;
                }
                println!("{}: {verdicts:?}", path.display());
            }
        }
    }
    Ok(())
}

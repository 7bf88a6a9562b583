//! What is told of words that do not hold of the amounts as they are read.

use super::saying::Saying;
use super::sayings::sayings;
use super::time::{Unit, unit_name};
use crate::mistake::Problem;
use rammeaftale::diag::Code;
use rammeaftale::portfolio::TariffUnit;
use rammeaftale::quantity::Year;

pub(super) fn scaled(line: &str) -> Problem {
    if line.contains("KKR") && !sayings(&line.replace("KKR", "")).contains(&Saying::Scaled) {
        return council_or_thousands(line);
    }
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene ikke er i kroner; de ville blive læst som kroner"),
        format!("{line} says that the amounts are not in kroner; they would be read as kroner"),
    )
    .help("regn beløbene om til kroner, og slet ordene", "convert the amounts to kroner, and delete the words")
}

/// The letters of the council are those of a thousand kroner too.
fn council_or_thousands(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("KKR i {line} kan være tusind kroner; beløbene ville blive læst som kroner"),
        format!("KKR in {line} may be a thousand kroner; the amounts would be read as kroner"),
    )
    .help(
        "regn beløbene om til kroner, og slet ordet; er det kommunekontaktrådet, så skriv det helt ud",
        "convert the amounts to kroner, and delete the word; if it is the council of municipalities, write it in full",
    )
}

pub(super) fn priced(line: &str, year: Year, other: Year) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene er i {year}-priser; der er rækker, som ville blive læst i {other}-priser"),
        format!(
            "{line} says that the amounts are in {year} prices; there are rows that would be read in {other} prices"
        ),
    )
    .help(
        format!("skriv {year} i kolonnen `prisniveau` i de rækker, det gælder; slet ordene, hvis det ikke passer"),
        format!(
            "write {year} in the column `price_level` of the rows it holds for; delete the words if they are wrong"
        ),
    )
}

pub(super) fn fixed(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger ikke, hvilket års priser beløbene er i; de ville blive læst i hver rækkes eget år"),
        format!("{line} does not say in which year's prices the amounts are; each row would be read in its own year's"),
    )
    .help("skriv året i kolonnen `prisniveau`", "write the year in the column `price_level`")
}

/// A line that says that amounts are of the accounts.
pub(crate) fn realised(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene er fra regnskabet; de ville blive læst som budget"),
        format!("{line} says that the amounts are realised; they would be read as a budget"),
    )
    .help(
        "skriv `regnskab` eller `budget` i kolonnen `opgørelse`; har overskrifterne år, så skriv det i dem, fx `regnskab 2018 takstberegningsgrundlag`",
        "write `realised` or `budget` in the column `figures`; where the headings have years, in them, e.g. `realised 2018 tariff_basis`",
    )
}

pub(super) fn turned(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} vender fortegnet: her er et overskud positivt og et underskud negativt"),
        format!("{line} turns the sign: here a surplus is positive and a deficit negative"),
    )
    .help("skift fortegn på resultaterne, og slet ordene", "change the sign of the results, and delete the words")
}

pub(super) fn per(line: &str, unit: Unit, read: TariffUnit) -> Problem {
    let (read_da, read_en) = unit_name(read);
    let Some(unit) = unit else { return per_other_time(line, read) };
    let (da, en) = unit_name(unit);
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at taksterne er pr. {da}; de ville blive læst som pr. {read_da}"),
        format!("{line} says that the tariffs are per {en}; they would be read as per {read_en}"),
    )
    .help(format!("skriv `{da}` i kolonnen `enhed`"), format!("write `{en}` in the column `tariff_unit`"))
}

fn per_other_time(line: &str, read: TariffUnit) -> Problem {
    let (da, en) = unit_name(read);
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at taksterne er for noget, som takster her ikke kan være for; de ville blive læst som pr. {da}"),
        format!("{line} says that the tariffs are for what no tariff here can be for; they would be read as per {en}"),
    )
    .help(
        "regn taksterne om til kroner pr. døgn, time, måned eller år, og slet ordene",
        "convert the tariffs to kroner per day, hour, month or year, and delete the words",
    )
}

pub(super) fn partial(line: &str) -> Problem {
    not_whole(line).help(
        "skriv en række for hele året, eller slet ordene, hvis beløbene gælder hele året",
        "write a row for the whole year, or delete the words if the amounts hold for all of it",
    )
}

pub(super) fn apiece(line: &str) -> Problem {
    not_whole(line).help(
        "regn beløbene om til hele tilbuddets i hele året, og slet ordene",
        "convert the amounts to those of the whole offer in a whole year, and delete the words",
    )
}

fn not_whole(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene ikke er for hele tilbuddet i hele året; de ville blive læst sådan"),
        format!("{line} says that the amounts are not those of the whole offer in a whole year; they would be read so"),
    )
}

pub(super) fn other_years(line: &str, other: Year) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger et andet år end rækkerne, som læses som {other}"),
        format!("{line} says another year than the rows, which are read as {other}"),
    )
    .help("ret det forkerte år, eller slet det i ordene", "mend the year that is wrong, or delete it in the words")
}

pub(super) fn relative(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger ikke, hvilket år beløbene er fra; de ville blive læst som hver rækkes eget"),
        format!("{line} does not say of which year the amounts are; they would be read as those of each row's own"),
    )
    .help(
        "skriv året i stedet for ordet, fx `takst 2025`, eller en række for hvert år",
        "write the year in place of the word, e.g. `tariff 2025`, or a row for each year",
    )
}

pub(super) fn taken(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at tallene ikke er normerede pladser; de ville blive læst sådan"),
        format!("{line} says that the figures are not all places that there are; they would be read so"),
    )
    .help(
        "skriv de normerede pladser, og belægningen i procent i kolonnen `belægning`",
        "write the places that there are, and in the column `occupancy` how many percent of them are taken",
    )
}

pub(super) fn counted(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at tallene ikke er belægningen i procent; de ville blive læst sådan"),
        format!("{line} says that the figures are not the occupancy in percent; they would be read so"),
    )
    .help(
        "skriv, hvor mange procent af pladserne der er belagt, og slet ordene",
        "write how many percent of the places are taken, and delete the words",
    )
}

pub(super) fn rated(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at tallene er antal, procent, indeks eller forskelle; de ville blive læst som beløb"),
        format!("{line} says that the figures are numbers, percentages, an index or differences; they would be read as amounts"),
    )
    .help(
        "skriv beløbene i stedet, og slet ordene; en kolonne, der ikke er beløb, skal ikke læses",
        "write the amounts instead, and delete the words; a column of no amounts must not be read",
    )
}

pub(super) fn other(line: &str) -> Problem {
    Problem::new(
        Code::ToldOtherwise,
        format!("{line} siger, at beløbene er gennemsnit, indtægter eller udgifter; de ville blive læst som takster"),
        format!("{line} says that the amounts are averages, income or costs; they would be read as tariffs"),
    )
    .help(
        "skriv tilbuddenes egne takster, eller ret ordene, hvis det er dem",
        "write the offers' own tariffs, or mend the words if it is them",
    )
}

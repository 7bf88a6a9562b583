//! The command line, in Danish and English.

mod language;

use clap::{Args, Parser, Subcommand, ValueEnum};
use language::Language;
use std::path::PathBuf;

/// Bedømmer takster og budgetter efter rammeaftalen (judges tariffs and budgets by the framework agreement).
#[derive(Debug, Parser)]
#[command(name = "rammeaftale", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Svar/exit: 0 intet brudt, 1 noget brudt, 2 fejl i kald eller filer, 3 noget uafgjort")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Sprog: da eller en (language); ellers efter LC_ALL, LC_MESSAGES, LANG, ellers dansk
    #[arg(long, global = true, value_enum)]
    lang: Option<Language>,

    /// Mappe med aftaler i stedet for de indbyggede (a folder of agreements instead of the built-in ones)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) agreements: Option<PathBuf>,

    /// Skriv til en fil (write to a file)
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Aftalerne på en tidslinje, med huller og hvad der er kendt (the agreements on a time line)
    List(ListOptions),
    /// Én aftale: regler, åbne spørgsmål, områder, løfter (one agreement)
    Show(ShowOptions),
    /// Bedøm en portefølje (judge a portfolio)
    Evaluate(EvaluateOptions),
    /// Skriv en tom portefølje til at udfylde (write an empty portfolio to fill in)
    Template(TemplateOptions),
    /// Vis, hvad filernes overskrifter læses som (show what the headings of files are taken for)
    Columns(ColumnsOptions),
    /// To eller flere aftaler ved siden af hinanden, også med en portefølje (compare agreements)
    Compare(CompareOptions),
    /// Find alle fejl i en aftalefil eller -mappe (find every mistake in a ruleset)
    Check(CheckOptions),
    /// Kør scenarier: spørgsmål med deres forventede svar (run scenario files)
    Test(TestOptions),
    /// JSON Schema til editorer og programmer (the JSON Schema of a kind of file)
    Schema(SchemaOptions),
    /// Skriv en ny aftale, klar til at udfylde (write a new ruleset to fill in)
    New(NewOptions),
    /// Udfyldning af kommandoer i skallen (shell completions)
    Completions(CompletionOptions),
}

#[derive(Debug, Args)]
pub(crate) struct SchemaOptions {
    /// Filens slags (the kind of file)
    #[arg(value_enum)]
    pub(crate) kind: SchemaKind,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaKind {
    /// Regelsæt (rulesets)
    Ruleset,
    /// Porteføljer i JSON og TOML (portfolios in JSON and TOML)
    Portfolio,
    /// Bedømmelser i JSON (assessments in JSON)
    Assessment,
    /// Sammenligninger i JSON (comparisons in JSON)
    Comparison,
}

#[derive(Debug, Args)]
pub(crate) struct ListOptions {
    /// Udskriftens form; ellers efter endelsen på -o, ellers table (the form; else by the ending of -o, else table)
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Args)]
pub(crate) struct ShowOptions {
    /// Aftalens id, fx midtjylland/2025-26 (the agreement's id)
    pub(crate) id: String,
    /// Aftalens udgave; ellers den seneste (the agreement's revision; else the latest)
    #[arg(long, value_name = "NUMBER")]
    pub(crate) revision: Option<u32>,
    /// Vis også hver klausul (also every clause)
    #[arg(long)]
    pub(crate) clauses: bool,
    /// Mappe med kilderne: vis også passagerne selv (the folder of documents: show the passages too)
    #[arg(long, value_name = "DIR", requires = "clauses")]
    pub(crate) sources: Option<PathBuf>,
    /// Udskriftens form; ellers efter endelsen på -o, ellers table (the form; else by the ending of -o, else table)
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateOptions {
    /// Projektmapper og filer, mapper med dem, mønstre som 'b*.xlsx' eller - for standardinput; alt er én portefølje
    /// (workbooks and files, folders of them, patterns, or - for standard input; all are one portfolio)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Aftalen; ellers den der gælder i året; `all` er dem alle (the agreement; else the one in force that year)
    #[arg(long, value_name = "ID")]
    pub(crate) agreement: Option<String>,
    /// Aftalens udgave; ellers den seneste (the agreement's revision; else the latest)
    #[arg(long, value_name = "NUMBER")]
    pub(crate) revision: Option<u32>,
    #[command(flatten)]
    pub(crate) judging: JudgingOptions,
    /// Mappe med kilderne: vis også de passager, der hviles på (the folder of documents: show the passages too)
    #[arg(long, value_name = "DIR")]
    pub(crate) sources: Option<PathBuf>,
    /// Udskriftens form; ellers efter endelsen på -o, ellers table (the form; else by the ending of -o, else table)
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

/// How a portfolio is judged.
#[derive(Debug, Args)]
pub(crate) struct JudgingOptions {
    /// Fil med jeres egne overskrifter, se `columns` (file of your own headings)
    #[arg(long, value_name = "FILE")]
    pub(crate) columns: Option<PathBuf>,
    /// Året der bedømmes; ellers det seneste i filerne (the year judged; else the latest in the files)
    #[arg(long)]
    pub(crate) year: Option<i32>,
    /// Fastlæg en læsning, fx price-basis=fixed (fix a reading)
    #[arg(long = "reading", value_name = "Q=R")]
    pub(crate) readings: Vec<String>,
    /// Udfyld tomme celler åbent, fx own_payment=0 (fill blanks in the open)
    #[arg(long = "assume", value_name = "COLUMN=VALUE")]
    pub(crate) assumptions: Vec<String>,
    /// Fil med pris- og lønskøn (file with price and wage projections)
    #[arg(long, value_name = "FILE")]
    pub(crate) index: Option<PathBuf>,
    /// Bedøm kun denne regel (judge this rule alone)
    #[arg(long, value_name = "ID")]
    pub(crate) rule: Option<String>,
    /// Antal tråde, 1 til 256; ellers alle kerner, svaret er det samme (threads; else all cores, the answer is the same)
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Svar: 0 uden portefølje; med en portefølje som `evaluate`: 1, når noget er brudt efter en af aftalerne\n\
    (exit: 0 without a portfolio; with one as `evaluate`: 1 when something is breached under one of the agreements)"
)]
pub(crate) struct CompareOptions {
    /// Aftaler, to eller flere, og filer med en portefølje; et id har intet punktum, en fil har (agreements and files)
    #[arg(required = true, num_args = 2.., value_name = "ID|FILE")]
    pub(crate) arguments: Vec<String>,
    /// En fil mere med portefølje, hvad den end hedder (a portfolio, whatever it is called)
    #[arg(long = "portfolio", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) judging: JudgingOptions,
    /// Udskriftens form; ellers efter endelsen på -o, ellers table (the form; else by the ending of -o, else table)
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateOptions {
    /// Filens slags (the kind of file)
    #[arg(value_enum)]
    pub(crate) kind: TemplateKind,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TemplateKind {
    /// Projektmappe med rullelister (workbook with drop-downs)
    Xlsx,
    /// CSV
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct ColumnsOptions {
    /// Filer som til `evaluate` (files as for `evaluate`)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    /// En aftalefil, eller mappen med dem alle (a ruleset, or the folder of all)
    pub(crate) path: PathBuf,
    /// Regn advarsler for fejl (count warnings as errors)
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Mappe med kilderne: hold hver klausul op mod sit dokument (hold every clause against its document)
    #[arg(long, value_name = "DIR")]
    pub(crate) sources: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TestOptions {
    /// Scenariefiler eller mapper med dem (scenario files, or folders of them)
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Vis, hvad intet tilfælde når (show what no case reaches)
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Regn det, intet tilfælde når, for fejl (count what no case reaches as failure)
    #[arg(long, value_name = "WHAT", requires = "coverage")]
    pub(crate) deny: Option<Deny>,
}

#[derive(Debug, Args)]
pub(crate) struct NewOptions {
    /// Region og periode, fx midtjylland/2027-28 (region and period); i mappen `agreements`, om ikke andet siges
    #[arg(value_name = "REGION/PERIOD")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionOptions {
    /// Skallen (the shell)
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For mennesker (for people)
    Table,
    /// For programmer (for programs)
    Json,
    /// Til sider, som andre skriver videre på (for pages that others write on)
    Markdown,
    /// Én fil til skærm og papir, på dansk og engelsk (one file for screen and paper)
    Html,
    /// Fundene, et i hver række (the findings, one a row)
    Csv,
    /// Projektmappe til Excel og LibreOffice (workbook)
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Advarsler (warnings)
    Warnings,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_help_says_in_danish_first_what_the_command_does() {
        let help = Arguments::command().render_help().to_string();
        assert!(help.starts_with("Bedømmer takster og budgetter efter rammeaftalen (judges "), "{help}");
        for command in Arguments::command().get_subcommands() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(about.contains(" (") && about.ends_with(')'), "{}: no English beside: {about}", command.get_name());
        }
    }
}

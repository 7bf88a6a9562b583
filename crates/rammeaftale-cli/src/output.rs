//! Where results go: standard output, or a file that is whole or not there.

use crate::arguments::{Arguments, Format};
use crate::failure::Failure;
use rammeaftale::text::Text;
use rammeaftale_report::document::Form;
use rammeaftale_report::{Document, Style};
use rammeaftale_sheets::os_error;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Gives a document in the form asked for, else in the one that the output's ending names, else as a table; `json` is
/// the command's own. Only what is given is made.
pub(crate) fn give(
    arguments: &Arguments,
    asked: Option<Format>,
    document: impl FnOnce(Form) -> Document,
    json: impl FnOnce() -> serde_json::Result<String>,
) -> Result<(), Failure> {
    let (lang, file) = (arguments.lang(), arguments.output.as_deref());
    let text = match format(arguments, asked)? {
        Format::Table => rammeaftale_report::terminal(&document(Form::Terminal), lang, style(file)),
        Format::Json => json().map_err(|error| Failure::usage(error.to_string(), error.to_string()))?,
        Format::Markdown => rammeaftale_report::markdown(&document(Form::Page), lang),
        Format::Html => rammeaftale_report::html(&document(Form::Page), lang),
        Format::Csv => rammeaftale_report::csv(&document(Form::Tables), lang),
        Format::Xlsx => {
            let book = rammeaftale_report::xlsx(&document(Form::Workbook), lang);
            let book = book.map_err(|error| {
                Failure::usage(format!("kan ikke lave projektmappen: {error}"), format!("no workbook: {error}"))
            })?;
            return write_bytes(&book, file);
        }
    };
    write(&text, file)
}

/// The form asked for, else that which the output's ending names.
pub(crate) fn format(arguments: &Arguments, asked: Option<Format>) -> Result<Format, Failure> {
    asked.map_or_else(|| named(arguments.output.as_deref()), Ok)
}

/// The form that a file's ending names; a table where there is none to name one.
fn named(file: Option<&Path>) -> Result<Format, Failure> {
    let ending = file.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None | Some("txt") => Ok(Format::Table),
        Some("json") => Ok(Format::Json),
        Some("md") => Ok(Format::Markdown),
        Some("html" | "htm") => Ok(Format::Html),
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Xlsx),
        Some(other) => Err(Failure::with_help(
            format!("der er ingen udskrift med endelsen `.{other}`"),
            format!("there is no form with the ending `.{other}`"),
            Text::new(
                "brug .txt, .csv, .md, .html, .xlsx eller .json, eller skriv --format",
                "use .txt, .csv, .md, .html, .xlsx or .json, or write --format",
            ),
        )),
    }
}

/// Writes a result. A file is written under another name first and then renamed, so that it is never half-written.
pub(crate) fn write(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    match file {
        None => written(anstream::stdout().write_all(text.as_bytes())),
        Some(path) => write_file(text.as_bytes(), path),
    }
}

/// Writes bytes that are no text.
pub(crate) fn write_bytes(bytes: &[u8], file: Option<&Path>) -> Result<(), Failure> {
    match file {
        None if io::stdout().is_terminal() => Err(Failure::with_help(
            "en projektmappe kan ikke vises i en terminal",
            "a workbook cannot be shown in a terminal",
            Text::new("skriv den til en fil med -o FIL.xlsx", "write it to a file with -o FILE.xlsx"),
        )),
        None => written(io::stdout().write_all(bytes)),
        Some(path) => write_file(bytes, path),
    }
}

/// A reader that has seen enough (`| head`) is no failure.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unwritable("stdout", &error)),
        _ => Ok(()),
    }
}

/// Writes a result piece by piece while it is made, as [`write()`] does.
pub(crate) fn write_while(
    file: Option<&Path>,
    make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    match file {
        None => {
            let mut out = BufWriter::new(UntilClosed { out: io::stdout(), is_closed: false });
            written(make(&mut out).and_then(|()| out.flush()))
        }
        Some(path) => write_to(path, make),
    }
}

/// A result is made to its end though its reader has seen enough: the answer of the command depends on all of it.
struct UntilClosed<W> {
    out: W,
    is_closed: bool,
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        match self.out.write(bytes) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(bytes.len())
            }
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed { Ok(()) } else { self.out.flush() }
    }
}

fn write_file(bytes: &[u8], path: &Path) -> Result<(), Failure> {
    write_to(path, |out| out.write_all(bytes))
}

fn write_to(path: &Path, make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), Failure> {
    // A link stays a link: what it leads to is written. A device or a pipe has nothing to be renamed to.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let create = |path: &Path| {
        let mut out = BufWriter::new(fs::File::create(path)?);
        make(&mut out)?;
        out.flush()
    };
    if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return create(path).map_err(|error| unwritable(&path.display().to_string(), &error));
    }
    let partial = partial(path);
    being_written(Some(partial.clone()));
    let written = create(&partial).and_then(|()| fs::rename(&partial, path));
    being_written(None);
    written.map_err(|error| {
        let _ = fs::remove_file(&partial);
        unwritable(&path.display().to_string(), &error)
    })
}

/// Creates files that are not there yet, each of them whole: all, or none.
pub(crate) fn create(files: &[(PathBuf, String)]) -> Result<(), Failure> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(exists(path));
    }
    for (index, (path, text)) in files.iter().enumerate() {
        let partial = partial(path);
        let created = fs::write(&partial, text).and_then(|()| move_to_free(&partial, path));
        if let Err(error) = created {
            let _ = fs::remove_file(&partial);
            for (path, _) in files.iter().take(index) {
                let _ = fs::remove_file(path);
            }
            return Err(match error.kind() {
                ErrorKind::AlreadyExists => exists(path),
                _ => unwritable(&path.display().to_string(), &error),
            });
        }
    }
    Ok(())
}

/// A link never takes the place of a file that is there; a rename is for file systems without links.
fn move_to_free(partial: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(partial, path) {
        Ok(()) => fs::remove_file(partial),
        Err(error) if error.kind() == ErrorKind::AlreadyExists || path.symlink_metadata().is_ok() => Err(error),
        Err(_) => fs::rename(partial, path),
    }
}

/// The file that is being written, under the name it has before it is whole.
static PARTIAL: Mutex<Option<PathBuf>> = Mutex::new(None);

fn being_written(path: Option<PathBuf>) {
    *PARTIAL.lock().unwrap_or_else(PoisonError::into_inner) = path;
}

/// Takes away what is half-written.
pub(crate) fn remove_partial() {
    if let Some(path) = &*PARTIAL.lock().unwrap_or_else(PoisonError::into_inner) {
        let _ = fs::remove_file(path);
    }
}

/// The name under which a file is written before it is whole.
fn partial(path: &Path) -> PathBuf {
    let mut partial = path.as_os_str().to_owned();
    partial.push(format!(".{}.tmp", std::process::id()));
    partial.into()
}

fn exists(path: &Path) -> Failure {
    let path = path.display();
    Failure::with_help(
        format!("{path} er der allerede"),
        format!("{path} is there already"),
        Text::new(
            "intet er skrevet; ret i filen, eller vælg et andet navn",
            "nothing was written; edit the file, or choose another name",
        ),
    )
}

fn unwritable(path: &str, error: &std::io::Error) -> Failure {
    let why = os_error(error);
    Failure::usage(format!("kan ikke skrive {path}: {}", why.da), format!("cannot write {path}: {}", why.en))
}

/// Colour and width where a person looks at a terminal; neither in pipes and files.
pub(crate) fn style(file: Option<&Path>) -> Style {
    let terminal = file.is_none() && std::io::stdout().is_terminal();
    const USUAL: u16 = 80;
    const LEAST: u16 = 40;
    let width = terminal.then(|| terminal_size::terminal_size().map_or(USUAL, |(width, _)| width.0.max(LEAST)));
    Style { colour: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()), width }
}

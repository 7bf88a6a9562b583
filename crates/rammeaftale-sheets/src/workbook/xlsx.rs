//! XLSX: a directory of sheets, the texts that cells share, the formats of numbers, and a part for each sheet.

mod notes;
mod reference;
mod sheet;

pub(super) use notes::printed;

use super::container::Container;
use super::damaged;
use super::format::Format;
use super::grid::Grid;
use super::strings::Strings;
use super::xml::{self, Node};
use crate::mistake::Problem;
use rammeaftale::diag::Code;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn grids(file: &Arc<str>, mut container: Container<'_>) -> Result<Vec<Grid>, Problem> {
    let workbook = workbook_part(&mut container)?;
    let (sheets, settings) = sheets(&mut container, &workbook)?;
    let targets = relations(&mut container, &workbook)?;
    let by_kind = |kind: &str| targets.values().find(|(found, _)| found == kind).map(|(_, path)| path.clone());
    let mut book = Book { strings: Strings::default(), styles: Vec::new(), settings };
    if let Some(part) = by_kind("sharedStrings").map(|path| container.part(&path)).transpose()?.flatten() {
        book.strings = Strings::read(part)?;
    }
    if let Some(part) = by_kind("styles").map(|path| container.part(&path)).transpose()?.flatten() {
        book.styles = styles(part)?;
    }
    let mut grids = Vec::new();
    for sheet in sheets {
        let Some((kind, path)) = targets.get(&sheet.id) else { return Err(no_part()) };
        if kind != "worksheet" {
            continue;
        }
        let part = container.part(path)?.ok_or_else(no_part)?;
        let mut grid = Grid::new(file, &sheet.name);
        grid.marks.is_hidden = sheet.is_hidden;
        let mut grid = sheet::read(part, &book, grid)?;
        for (kind, path) in relations(&mut container, path)?.into_values() {
            if let Some(part) = container.part(&path)?.filter(|_| kind == "comments") {
                grid.marks.notes.extend(notes::read(part)?);
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// What all sheets share.
struct Book {
    strings: Strings,
    styles: Vec<Style>,
    settings: Settings,
}

/// How a cell is shown.
#[derive(Clone, Copy, Default)]
struct Style {
    format: Format,
    is_struck: bool,
}

#[derive(Clone, Copy, Default)]
struct Settings {
    /// Dates are counted from 1904.
    from_1904: bool,
    /// Whoever wrote the workbook left the formulas to be calculated by whoever opens it.
    is_uncalculated: bool,
}

struct Listed {
    name: String,
    id: String,
    is_hidden: bool,
}

fn no_part() -> Problem {
    damaged("et af dens ark mangler", "one of its sheets is missing")
}

/// The part that lists the sheets.
fn workbook_part(container: &mut Container<'_>) -> Result<String, Problem> {
    let roots = relations(container, "")?;
    let found = roots.into_values().find(|(kind, _)| kind == "officeDocument").map(|(_, path)| path);
    match found {
        Some(path) if path.ends_with(".bin") => Err(Problem::new(
            Code::Unreadable,
            "projektmappen er gemt som XLSB, der ikke læses",
            "the workbook is saved as XLSB, which is not read",
        )
        .help("gem den som XLSX", "save it as XLSX")),
        Some(path) => Ok(path),
        None => Err(Problem::new(
            Code::Unreadable,
            "filen er et arkiv, men ikke en projektmappe",
            "the file is an archive, but no workbook",
        )
        .help("angiv en XLSX-, XLS-, ODS- eller CSV-fil", "name an XLSX, XLS, ODS or CSV file")),
    }
}

/// Kind and path of the parts that a part points to, by their ids; links that leave the workbook are passed over.
fn relations(container: &mut Container<'_>, of: &str) -> Result<BTreeMap<String, (String, String)>, Problem> {
    let (folder, name) = of.rsplit_once('/').map_or((String::new(), of), |(folder, name)| (format!("{folder}/"), name));
    let mut out = BTreeMap::new();
    let Some(part) = container.part(&format!("{folder}_rels/{name}.rels"))? else { return Ok(out) };
    xml::read(part, |node| {
        if let Node::Start("Relationship", attributes) = node
            && attributes.get("TargetMode")?.as_deref() != Some("External")
            && let (Some(id), Some(kind), Some(target)) =
                (attributes.get("Id")?, attributes.get("Type")?, attributes.get("Target")?)
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let path = target.strip_prefix('/').map_or_else(|| within(&folder, &target), str::to_owned);
            out.insert(id, (kind, path));
        }
        Ok(())
    })?;
    Ok(out)
}

/// The path of a part as another one in a folder names it, which may begin with `../`.
fn within(folder: &str, target: &str) -> String {
    let (mut folder, mut target) = (folder.trim_end_matches('/'), target);
    while let Some(rest) = target.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        target = rest;
    }
    if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") }
}

/// The sheets in their order, and what is set for all.
fn sheets(container: &mut Container<'_>, workbook: &str) -> Result<(Vec<Listed>, Settings), Problem> {
    let part = container.part(workbook)?.ok_or_else(no_part)?;
    let (mut sheets, mut settings) = (Vec::new(), Settings::default());
    xml::read(part, |node| {
        match node {
            Node::Start("sheet", attributes) => sheets.push(Listed {
                name: attributes.get("name")?.unwrap_or_default(),
                id: attributes.get("id")?.unwrap_or_default(),
                is_hidden: attributes.get("state")?.is_some_and(|state| state != "visible"),
            }),
            Node::Start("workbookPr", attributes) => settings.from_1904 |= attributes.is_set("date1904")?,
            Node::Start("calcPr", attributes) => settings.is_uncalculated |= attributes.is_set("fullCalcOnLoad")?,
            _ => {}
        }
        Ok(())
    })?;
    Ok((sheets, settings))
}

/// The styles of cells.
fn styles(part: impl std::io::BufRead) -> Result<Vec<Style>, Problem> {
    let (mut codes, mut fonts, mut styles, mut within) = (BTreeMap::new(), Vec::new(), Vec::new(), None);
    xml::read(part, |node| {
        match node {
            Node::Start("numFmt", attributes) => {
                let code = attributes.get("formatCode")?.unwrap_or_default();
                codes.extend(attributes.number("numFmtId")?.map(|id| (id, Format::of(&code))));
            }
            Node::Start("fonts", _) => within = Some("fonts"),
            Node::Start("cellXfs", _) => within = Some("cellXfs"),
            Node::End("fonts" | "cellXfs") => within = None,
            Node::Start("font", _) if within == Some("fonts") => fonts.push(false),
            Node::Start("strike", attributes) if within == Some("fonts") => {
                let is_struck = attributes.is_on()?;
                fonts.last_mut().into_iter().for_each(|font| *font = is_struck);
            }
            Node::Start("xf", attributes) if within == Some("cellXfs") => {
                let id = attributes.number("numFmtId")?.unwrap_or_default();
                let format = codes.get(&id).copied().unwrap_or_else(|| Format::builtin(id));
                let font = attributes.number("fontId")?.and_then(|font| usize::try_from(font).ok());
                let is_struck = font.and_then(|font| fonts.get(font).copied()).unwrap_or_default();
                styles.push(Style { format, is_struck });
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

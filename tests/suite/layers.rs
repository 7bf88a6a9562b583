//! The layers of the core (architecture.md, section 2) and of the sheets: imports go down only.

use crate::here;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each module of the core; a module that is not here fails the test.
const LAYERS: &[(&str, u8)] = &[
    ("lib", 5),
    ("compare", 4),
    ("scenario", 4),
    ("proof", 4),
    ("sentence", 4),
    ("evaluate", 3),
    ("plan", 3),
    ("register", 3),
    ("check", 2),
    ("raw", 1),
    ("agreement", 1),
    ("portfolio", 1),
    ("price_index", 1),
    ("assessment", 1),
    ("quantity", 0),
    ("diag", 0),
    ("source", 0),
    ("document", 0),
    ("schema", 0),
    ("text", 0),
];

/// The layer of each folder of the sheets, of which none shares its with another.
const SHEETS: &[(&str, u8)] = &[
    ("lib", 13),
    ("guess", 12),
    ("portfolio", 11),
    ("index", 10),
    ("workbook", 9),
    ("record", 8),
    ("table", 7),
    ("write", 6),
    ("cell", 5),
    ("heading", 4),
    ("file", 3),
    ("said", 2),
    ("mistake", 1),
    ("limits", 0),
    ("fold", 0),
];

/// Imports forbidden beside the layers: raw files and valid agreements do not know each other, and judging
/// sees neither a file's form nor its mistakes.
const FORBIDDEN: &[(&str, &str)] =
    &[("raw", "agreement"), ("agreement", "raw"), ("evaluate", "raw"), ("evaluate", "diag")];

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for path in crate::folder(folder) {
        match path.is_dir() {
            true => rust_files(&path, out),
            false if path.extension().is_some_and(|ending| ending == "rs") => out.push(path),
            false => {}
        }
    }
}

/// The modules after each `crate::` of a text, `crate::{a::B, c}` taken apart. Tests and comments may point anywhere.
fn imports(text: &str) -> Vec<String> {
    after(text, "crate::")
}

/// The same after another root.
fn after(text: &str, root: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut out = Vec::new();
    for after in code.split(root).skip(1) {
        let name =
            |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match after.strip_prefix('{') {
            None => out.push(name(after)),
            Some(group) => out.extend(top_level(group).into_iter().map(|part| name(&part))),
        }
    }
    out
}

/// The parts of a group up to its closing brace, inner groups kept whole.
fn top_level(group: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                parts.last_mut().expect("never empty").push(c);
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// What the crate root re-exports: `crate::Plan` is the module `plan`.
fn facade(lib: &str) -> BTreeMap<String, String> {
    let uses = lib.split("pub use ").skip(1).filter_map(|one| one.split(';').next());
    let mut out = BTreeMap::new();
    for one in uses {
        let (module, names) = one.split_once("::").expect("a path");
        for name in names.trim_matches(['{', '}']).split(',') {
            let name = name.rsplit_once("::").map_or(name, |(_, name)| name).trim_matches(['{', '}']);
            out.insert(name.trim().to_owned(), module.trim().to_owned());
        }
    }
    out
}

/// The files of a crate that were read, and its imports that go up or are forbidden.
fn go_up(source: &str, layers: &[(&str, u8)], forbidden: &[(&str, &str)]) -> (usize, Vec<String>) {
    let layers: BTreeMap<&str, u8> = layers.iter().copied().collect();
    let root = here().join("../crates").join(source);
    let facade = facade(&fs::read_to_string(root.join("lib.rs")).expect("the crate root"));
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in &files {
        let below = file.strip_prefix(&root).expect("below the folder").to_path_buf();
        let module = below.components().next().expect("a part").as_os_str().to_string_lossy().replace(".rs", "");
        let layer = layers.get(&*module).unwrap_or_else(|| panic!("`{module}` stands on no layer"));
        for import in imports(&fs::read_to_string(file).expect("a readable file")) {
            let target = facade.get(&import).unwrap_or(&import);
            let onto = layers.get(&**target).unwrap_or_else(|| panic!("{}: `crate::{import}`?", below.display()));
            seen += 1;
            if onto > layer || forbidden.contains(&(&*module, &**target)) {
                wrong.push(format!("{}: layer {layer} imports `{target}` of layer {onto}", below.display()));
            }
        }
    }
    assert!(seen >= 100, "only {seen} imports found");
    (files.len(), wrong)
}

#[test]
fn imports_of_the_core_go_down_only() {
    let (files, wrong) = go_up("rammeaftale/src", LAYERS, FORBIDDEN);
    assert!(files >= 40, "only {files} files found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_of_the_sheets_go_down_only() {
    let (files, wrong) = go_up("rammeaftale-sheets/src", SHEETS, &[]);
    assert!(files >= 70, "only {files} files found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of sentences and reports, files beside each other do not import each other in a ring.
#[test]
fn imports_of_files_beside_each_other_go_one_way() {
    let mut files = Vec::new();
    for root in ["rammeaftale/src/sentence", "rammeaftale-report/src"] {
        rust_files(&here().join("../crates").join(root), &mut files);
    }
    let mut beside: BTreeMap<(PathBuf, String), Vec<String>> = BTreeMap::new();
    for file in files {
        let (folder, name) = (file.parent().expect("a folder"), file.file_stem().expect("a name"));
        let text = fs::read_to_string(&file).expect("a readable file");
        beside.insert((folder.to_owned(), name.to_string_lossy().into_owned()), after(&text, "super::"));
    }
    let mut arrows = 0;
    for (file, imports) in &beside {
        let (mut reached, mut next) = (Vec::new(), imports.clone());
        while let Some(one) = next.pop() {
            let key = (file.0.clone(), one);
            let Some(more) = beside.get(&key).filter(|_| !reached.contains(&key.1)) else { continue };
            arrows += 1;
            next.extend(more.iter().cloned());
            reached.push(key.1);
        }
        assert!(!reached.contains(&file.1), "{} imports itself by way of {reached:?}", file.1);
    }
    assert!(arrows >= 40, "only {arrows} found");
}

#[test]
fn imports_are_found_in_every_form() {
    let text = "use crate::plan::{Plan, Options};\nuse crate::{diag::{Code, Place}, text};\n// crate::no\nlet x = crate::raw::read();\n#[cfg(test)]\nuse crate::check;";
    assert_eq!(imports(text), ["plan", "diag", "text", "raw"]);
}

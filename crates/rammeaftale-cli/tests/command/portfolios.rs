//! Where portfolios come from: workbooks, folders, patterns, standard input, and files with headings of their own.

use super::{Desk, root, text};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

const LONG: &str = "tilbud_id;driftsherre;år;takst\nB1;740;2024;1.000,00\nB1;740;2025;990,00\n";
const WIDE: &str = "Nr;Kommune;Pris 24;Pris 25;Note\nB1;740;1.000,00;990,00;ny\n";

/// What the demonstration desk is told, in English and without a file's name.
fn told(desk: &Desk, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = desk.run(&[&["evaluate"], arguments, &["--lang", "en"]].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn folders_patterns_and_files_are_one_portfolio() {
    let desk = Desk::new("inputs", &[]);
    let rows: Vec<&str> = LONG.lines().collect();
    desk.write("all.csv", LONG);
    desk.write("parts/a.csv", &format!("{}\n{}\n", rows[0], rows[1]));
    desk.write("parts/b.CSV", &format!("{}\n{}\n", rows[0], rows[2]));
    desk.write("parts/.hidden.csv", "x");
    desk.write("parts/~$a.xlsx", "x");
    let (code, whole, _) = told(&desk, &["all.csv"]);
    assert_eq!(code, Some(0), "the tariff fell");
    for arguments in
        [&["parts"][..], &["parts/*.[cC][sS][vV]"], &["parts/a.csv", "parts/b.CSV"], &["parts/a*", "parts/b*"]]
    {
        assert_eq!(told(&desk, arguments), (code, whole.clone(), String::new()), "{arguments:?}");
    }
    desk.write("parts/notes.docx", "x");
    let (_, out, warnings) = told(&desk, &["parts"]);
    assert_eq!(out, whole);
    assert!(
        warnings.contains("warning[not-read]: the file is not read") && warnings.contains("notes.docx"),
        "{warnings}"
    );
    desk.write("years/a.csv", LONG);
    desk.write("years/2024/b.csv", "x");
    for argument in ["years", "years/*"] {
        let (_, out, warnings) = told(&desk, &[argument]);
        assert_eq!(out, whole);
        assert!(
            warnings.contains("warning[not-read]: the folder is not read") && warnings.contains("2024"),
            "{warnings}"
        );
    }
}

/// Alone it is a mistake that nobody has filled in the template; beside filled files it is only worth a look.
#[test]
fn an_untouched_template_beside_filled_files_is_passed_over() {
    let desk = Desk::new("untouched", &[]);
    desk.write("parts/a.csv", LONG);
    for kind in ["csv", "xlsx"] {
        assert_eq!(desk.run(&["template", kind, "-o", &format!("parts/skabelon.{kind}")]).status.code(), Some(0));
        let (code, out, error) = told(&desk, &[&format!("parts/skabelon.{kind}")]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(error.contains("error[empty-file]"), "{error}");
    }
    let (code, out, error) = told(&desk, &["parts"]);
    assert_eq!((code, &out), (Some(0), &told(&desk, &["parts/a.csv"]).1));
    assert!(error.contains("warning[empty-file]") && error.contains("0 errors, 6 warnings"), "{error}");
}

#[test]
fn nothing_is_read_twice_and_nothing_is_missed_in_silence() {
    let desk = Desk::new("twice", &[]);
    desk.write("parts/a.csv", LONG);
    desk.write("empty/readme.md", "x");
    for (arguments, message) in [
        (&["parts/a.csv", "parts/../parts/a.csv"][..], "named twice"),
        (&["parts", "parts/*.csv"], "named twice"),
        (&["-", "-"], "named twice"),
        (&["*.xlsx"], "no file matches *.xlsx"),
        (&["empty"], "holds no portfolios"),
        (&["gone.csv"], "the file cannot be read: it does not exist"),
    ] {
        let (code, out, error) = told(&desk, arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(error.contains(message), "{arguments:?}: {error}");
    }
}

#[test]
fn standard_input_is_known_by_its_content() {
    let desk = Desk::new("stdin", &[]);
    let workbook = fs::read(root().join("tests/errors/harmless/links-and-macros.xlsm")).expect("a workbook");
    let toml = "[[row]]\noffer = \"B1\"\noperator = 740\nyear = 2025\n";
    let written = rammeaftale_sheets::write_toml(rammeaftale_sheets::read_bytes("a.toml", toml.as_bytes()).rows());
    for bytes in [
        LONG.as_bytes(),
        toml.as_bytes(),
        written.as_bytes(),
        b"{\"offer\": \"B1\", \"operator\": 740, \"year\": 2025}",
        &workbook,
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rammeaftale"));
        command.current_dir(&desk.0).args(["evaluate", "-", "--lang", "en"]).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        child.stdin.take().expect("a pipe").write_all(bytes).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(text(&output.stderr), "");
        assert!(matches!(output.status.code(), Some(0 | 3)), "judged");
        assert!(text(&output.stdout).contains("B1"));
    }
}

#[test]
fn a_guess_is_completed_by_hand_and_read() {
    let desk = Desk::new("columns", &[]);
    desk.write("long.csv", LONG);
    desk.write("wide.csv", WIDE);
    assert!(told(&desk, &["wide.csv"]).2.contains("error[unknown-column]"));
    let guess = text(&desk.run(&["columns", "wide.csv"]).stdout);
    assert!(guess.contains("# \"Nr\" = \"tilbud_id\" # gættet: ordet bruges om kolonnen"), "{guess}");
    for heading in ["Kommune", "Pris 24"] {
        assert!(guess.contains(&format!("# \"{heading}\" = \"\" # ikke genkendt")), "{guess}");
    }
    assert!(guess.contains("# \"Note\" = \"\" # bemærkninger: læses ikke"), "{guess}");
    let by_hand = guess
        .replace("# \"Nr\"", "\"Nr\"")
        .replace("# \"Kommune\" = \"\"", "\"Kommune\" = \"operator\"")
        .replace("# \"Pris 24\" = \"\"", "\"Pris 24\" = \"takst 2024\"")
        .replace("# \"Pris 25\" = \"\"", "\"Pris 25\" = \"tariff 2025\"")
        .replace("# \"Note\" = \"\"", "\"Note\" = \"\"");
    desk.write("kolonner.toml", &by_hand);
    assert_eq!(told(&desk, &["wide.csv", "--columns", "kolonner.toml"]), told(&desk, &["long.csv"]));
    let output = desk.run(&["columns", "long.csv", "-o", "guess.toml", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(told(&desk, &["long.csv", "--columns", "guess.toml"]), told(&desk, &["long.csv"]));
    desk.write("bad.toml", "[columns]\nNr = 'xyz'\n");
    let (code, _, error) = told(&desk, &["wide.csv", "--columns", "bad.toml"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("bad.toml:2:6"), "{error}");
}

#[test]
fn what_a_file_of_columns_explains_in_vain_is_told() {
    let desk = Desk::new("in-vain", &[]);
    desk.write("a.csv", "Nr;Kommune;år;takst\nB1;740;2025;1\n");
    desk.write(
        "k.toml",
        "[columns]\n'Nr' = 'tilbud_id'\n'Kommune' = 'driftsherre'\n'Døgnpris' = 'takst'\n'Note' = ''\n",
    );
    let ask = |lang: &str| {
        let output = desk.run(&["evaluate", "a.csv", "--columns", "k.toml", "--lang", lang]);
        assert!(matches!(output.status.code(), Some(0 | 3)), "judged");
        text(&output.stderr)
    };
    let (da, en) = (ask("da"), ask("en"));
    assert!(
        da.starts_with("advarsel[unused]: ingen af filerne har overskriften `Døgnpris`\n --> k.toml:4:1\n"),
        "{da}"
    );
    assert!(da.contains("`Note`\n --> k.toml:5:1\n") && da.ends_with("0 fejl, 2 advarsler\n"), "{da}");
    assert!(en.starts_with("warning[unused]: none of the files has the heading `Døgnpris`\n --> k.toml:4:1\n"), "{en}");
    assert!(en.ends_with("0 errors, 2 warnings\n"), "{en}");
}

#[test]
fn own_headings_are_told_with_the_way_to_explain_them() {
    let desk = Desk::new("own-headings", &[]);
    desk.write("a.csv", "Nr.;Leverandør;Takst 2024 (kr./dag);Takst 2025\nB1;740;1;1\n");
    let ask = |arguments: &[&str]| {
        let output = desk.run(arguments);
        (output.status.code(), text(&output.stderr))
    };
    let (code, error) = ask(&["evaluate", "a.csv"]);
    assert!(code == Some(2) && error.contains("rammeaftale columns FIL -o kolonner.toml"), "{error}");
    assert_eq!(ask(&["columns", "a.csv", "-o", "kolonner.toml"]), (Some(0), String::new()));
    let (code, error) = ask(&["evaluate", "a.csv", "--columns", "kolonner.toml"]);
    assert!(code == Some(2) && error.contains("`Nr.`"), "no guess is taken unseen: {error}");
    desk.write("kolonner.toml", &desk.read("kolonner.toml").replace("# \"", "\""));
    let (code, error) = ask(&["evaluate", "a.csv", "--columns", "kolonner.toml"]);
    assert!(matches!(code, Some(0 | 3)) && error.is_empty(), "the guesses serve: {error}");
}

#[test]
fn templates_are_read_as_they_come() {
    let desk = Desk::new("template", &[]);
    for kind in ["xlsx", "csv"] {
        let file = format!("skabelon.{kind}");
        assert_eq!(desk.run(&["template", kind, "-o", &file]).status.code(), Some(0));
        let (code, _, error) = told(&desk, &[&file]);
        assert_eq!(code, Some(2));
        assert!(error.contains("1 error, 2 warnings") && error.contains("error[empty-file]"), "{error}");
    }
    let piped = desk.run(&["template", "xlsx"]).stdout;
    assert_eq!(piped, fs::read(desk.0.join("skabelon.xlsx")).expect("the workbook"), "the same bytes through a pipe");
    let filled = desk.read("skabelon.csv").replace("EKSEMPEL", "B1");
    desk.write("udfyldt.csv", &filled);
    let (code, out, error) = told(&desk, &["udfyldt.csv"]);
    assert_eq!((code, error.as_str()), (Some(3), ""), "{out}");
}

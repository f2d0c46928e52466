//! Sentences of reports that were wrong, empty or badly put once, and the references of all kinds of reports.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

use std::process::Command;

/// The LaTeX of a program, on one line.
fn report(program: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("m.map");
    std::fs::write(&file, program).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(["compile", "-q"])
        .args(options)
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{program}\n{run:?}");
    let name = if options.contains(&"html") {
        "m.html"
    } else {
        "m.tex"
    };
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that stands in braces after a command.
fn arguments<'t>(tex: &'t str, command: &str) -> Vec<&'t str> {
    tex.split(command)
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap())
        .collect()
}

const KINDS: [&str; 16] = [
    "map m { 0 -> 1/4, 1/4 -> 1, 1/2 -> 0, 1 -> 1/2 }",
    "map m = polynomial 1 - x on [0, 1]",
    "map m = polynomial x^2 on [0, 1]",
    "map m = polynomial 3.7*x*(1 - x) on [0, 1]",
    "map m on [0, 1] { [0, 1] : x }",
    "map m on [0, 1] { [0, 1] : 1/3 }",
    "map m = tent(1)",
    "map m = tent(1/2)",
    "map m = tent(17/10)",
    "map m = pattern [3, 4, 2, 1]",
    "map p = pattern [2, 4, 5, 1, 3] map m = constant_slope(p)",
    "map m { 0 -> 0, 1/3 -> 1/2, 1 -> 1 }",
    "map m { 0 -> 1/3, 2/7 -> 1, 3/5 -> 0, 1 -> 4/9 }",
    "orbit m { -1 -> 1 -> -1 } lipschitz 5",
    "orbit m { 0 -> 2/5 -> 1/5 -> 1 -> 3/5 -> 4/5 -> 0 }",
    "assume m { period 11 } assume four { period 4 gap 1/5 }",
];

#[test]
fn every_reference_has_its_label() {
    for program in KINDS {
        for options in [
            &["--pictures", "all"][..],
            &["--fragment", "--detail", "full"],
        ] {
            let tex = report(program, options);
            let labels = arguments(&tex, "\\label{");
            for reference in arguments(&tex, "\\ref{") {
                assert!(labels.contains(&reference), "{program}: no {reference}");
            }
            let once: std::collections::BTreeSet<&&str> = labels.iter().collect();
            assert_eq!(once.len(), labels.len(), "{program}: {labels:?}");
        }
    }
}

#[test]
fn nothing_is_said_about_fewer_pieces_than_one() {
    for program in KINDS {
        let tex = report(program, &[]);
        // Rows of tables of areas begin with an iterate and a number of pieces.
        let area = tex.split("between the graphs}").nth(1).unwrap_or("");
        let area = area.split("section").next().unwrap();
        for t in [10, 20] {
            assert!(!area.contains(&format!("${t}$ & $0$")), "{program}: {area}");
        }
        // Of growth 1 a bound for kappa L^t pieces says nothing.
        if program.contains("1 - x on") || program.ends_with(": x }") || program.contains("tent(1)")
        {
            assert!(!tex.contains("every-extremal"), "{program}");
            assert!(!tex.contains("0.5\\,L^t"), "{program}");
        }
    }
}

#[test]
fn an_orbit_forces_periods_and_excludes_none() {
    let tex = report("orbit m { -1 -> 1 -> -1 }", &[]);
    assert!(tex.contains("has a point of period $2$, and hence, by Sharkovsky's theorem \\cite{orb:sharkovsky}, the periods $1$ and $2$ ("), "{tex}");
    assert!(!tex.contains("exactly the periods"), "{tex}");
    // Other maps with the orbit may cross more often.
    let tex = report("orbit m { 0 -> 1/2 -> 1 -> 0 } lipschitz 3", &[]);
    assert!(tex.contains("The crossings counted here grow at most at the rate $\\rho$"));
    // Of a map that is not Markov a fixed point is known; nothing follows from it.
    let tex = report("map m = tent(1/2)", &[]);
    assert!(
        tex.contains(
            "$f$ has a fixed point. Whether it has points of other periods is not claimed."
        )
    );
    assert!(!tex.contains("period $1$ only"), "{tex}");
    let tex = report("map m = pattern [3, 4, 2, 1]", &[]);
    assert!(tex.contains("$f$ has exactly the periods $1$, $2$ and $4$."));
}

#[test]
fn widths_from_stefans_theorem_are_named_as_such() {
    let tex = report("assume e { period 11 } assume t { period 3 }", &[]);
    let stefan = "the numbers of crossings of \\texttt{e}, and with them the widths";
    assert_eq!(tex.matches(stefan).count(), 2, "abstract and last section");
    assert!(tex.contains("The other widths in the tables do not."));
    let tex = report("assume t { period 3 }", &[]);
    assert!(!tex.contains("and with them the widths"));
    assert!(tex.contains("The widths in the tables do not."));
    assert!(tex.contains("$q_0<q_1<q_2$") && tex.contains("largest root of $x^{3}-2x-1$"));
}

#[test]
fn growth_is_said_once_and_exactly() {
    let tex = report(KINDS[10], &[]);
    assert!(!tex.contains("\\rho={\\rho}"), "{tex}");
    // A Perron vector in a table is a whole sentence.
    let tex = report("map m = increasing(7)", &[]);
    if tex.contains("with the entries of the table") {
        assert!(tex.contains("The row vector $u$ with the entries of the table satisfies"));
    }
    let tex = report("map m = tent(1/2)", &[]);
    assert!(
        tex.contains("The growth is $\\rho=1$.") && !tex.contains("r=0"),
        "{tex}"
    );
    let tex = report("map m { 0 -> 0, 1/3 -> 1/2, 1 -> 1 }", &[]);
    assert!(
        tex.contains("$f$ has $1$ lap, and the growth is the infimum"),
        "{tex}"
    );
    let tex = report("map m on [0, 1] { [0, 1] : 1/3 }", &[]);
    assert!(
        tex.contains("is $x^2$.") && tex.contains("So $f$ is constant."),
        "{tex}"
    );
    // Rates that are rational are printed as they are.
    let tex = report("map m = sawtooth(3)", &[]);
    assert!(
        tex.contains("& $3$\\\\") && !tex.contains("3.0000000000"),
        "{tex}"
    );
    // A cut number is not called exact.
    let tex = report(
        "map m = sawtooth(12) certify m { iterates 200 depths 20 norms sup }",
        &[],
    );
    assert!(
        tex.contains("crosses between two levels $6.85881\\ldots"),
        "{tex}"
    );
    assert!(tex.contains("j=0,1,\\dots,11"), "{tex}");
}

#[test]
fn small_numbers_keep_their_digits() {
    let tex = report(
        "map m { 0 -> 0, 1/1000000 -> 1, 999999/1000000 -> 0, 1 -> 1 }",
        &[],
    );
    assert!(!tex.contains("\\approx0.0000"), "{tex}");
    assert!(tex.contains("\\rho/L\\approx3.000\\times10^{-6}"), "{tex}");
}

#[test]
fn long_orbits_fit_on_the_line() {
    let tex = report(
        "orbit o { 1 -> 5 -> 3 -> 7 -> 2 -> 6 -> 4 -> 1 } map m = constant_slope(o)",
        &[],
    );
    let points = arguments(&tex, "The orbit $\\{");
    assert!(
        points.iter().any(|p| p.starts_with("{\\approx")),
        "{points:?}"
    );
}

#[test]
fn wide_tables_of_thresholds_break_their_last_column() {
    let tex = report(
        "map m = sawtooth(12) certify m { iterates 200 depths 20, 100 norms sup }",
        &[],
    );
    assert!(
        tex.contains(
            "& {\\raggedright increasing: $21\\le t\\le28$, own: $6\\le t\\le20$\\par}\\\\"
        ),
        "{tex}"
    );
    let tex = report("map m = increasing(3)", &[]);
    assert!(tex.contains("& none\\\\"), "{tex}");
}

#[test]
fn a_short_report_says_nothing_twice() {
    let program = "map m = tent(2) map n = skew_tent(1/3)";
    let tex = report(program, &["--detail", "short"]);
    assert_eq!(tex.matches("Its growth is").count(), 2, "{tex}");
    assert!(!tex.contains("with complete proofs below"));
    let fragment = report(program, &["--detail", "short", "--fragment"]);
    assert_eq!(fragment.matches("Its growth is").count(), 2);
}

#[test]
fn stacked_headings_stand_in_pages_too() {
    let program = "map m = tent(2) table t for j in 1..2 { map m columns width(iterate 10*j, depth j), error(iterate 5, widths 5, 3, 3) }";
    let tex = report(program, &[]);
    assert!(
        tex.contains("\\scriptsize iterate $10j$\\\\\\scriptsize depth $j$"),
        "{tex}"
    );
    assert!(tex.contains("\\scriptsize widths 5, 3, 3}"), "{tex}");
    let page = report(program, &["--format", "html"]);
    assert!(page.contains("widths 5, 3, 3"));
}

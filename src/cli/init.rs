//! `orbitex init`: a small working project.

use super::args::Init;
use super::output::{Status, say, tell, write_whole};

const MAP: &str = "\
# The tent map of slope phi; compile it with: orbitex compile tent.map
title \"The golden tent map\"

let phi = root of x^2 - x - 1 in [1, 2]

map golden on [0, 1] {
    [0, 1/2] : phi * x
    [1/2, 1] : phi * (1 - x)
}

certify golden {
    iterates 10, 20
    depths   1..6
}

claim growth(golden) = phi
claim width(golden, iterate 20, depth 4) = 13
";

const PAPER: &str = "\
\\documentclass{article}
\\usepackage{amsmath,amssymb,amsthm}
\\usepackage{orbitex}
\\begin{document}
\\orbuse{tent.map}
\\section{The golden tent map}
The tent map of slope $\\varphi$ grows at the rate \\orb{growth(golden)}{1.618}, so that its twentieth iterate is out of reach of
ReLU networks with four hidden layers of fewer than \\orb{width(golden, iterate 20, depth 4)}{13} neurons.
The certificate below is made by \\texttt{orbitex compile --fragment tent.map}.
\\input{tent}
\\end{document}
";

const LATEXMKRC: &str = "\
# latexmk makes the certificate anew whenever its map has changed.
add_cus_dep('map', 'tex', 0, 'orbitex');
sub orbitex { return system('orbitex', 'compile', '--fragment', \"$_[0].map\"); }
$pdf_mode = 1;
";

/// The LaTeX package.
const PACKAGE: &str = include_str!("../../latex/orbitex.sty");

/// Runs the command.
pub fn run(args: &Init) -> Status {
    if args.dir.exists() && std::fs::read_dir(&args.dir).map_or(true, |mut d| d.next().is_some()) {
        tell(format_args!(
            "error[OX0902]: {} exists and is not an empty folder; nothing was changed",
            args.dir.display()
        ));
        return Status::Environment;
    }
    if let Err(reason) = std::fs::create_dir_all(&args.dir) {
        tell(format_args!(
            "error[OX0901]: cannot make {}: {reason}",
            args.dir.display()
        ));
        return Status::Environment;
    }
    for (name, text) in [
        ("tent.map", MAP),
        ("paper.tex", PAPER),
        ("latexmkrc", LATEXMKRC),
        ("orbitex.sty", PACKAGE),
    ] {
        if let Err(error) = write_whole(&args.dir.join(name), text.as_bytes()) {
            tell(error);
            return Status::Environment;
        }
    }
    say(format_args!(
        "made {}: tent.map, paper.tex, latexmkrc, orbitex.sty",
        args.dir.display()
    ));
    say(format_args!(
        "next: cd {} && orbitex compile --fragment tent.map && orbitex check paper.tex && latexmk paper.tex",
        args.dir.display()
    ));
    Status::Fine
}

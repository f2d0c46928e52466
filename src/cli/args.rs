//! The command line: commands, flags and their help.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Exact depth-width lower bounds for neural networks from one-dimensional maps.
#[derive(Debug, Parser)]
#[command(name = "orbitex", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Flags that every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write NAME.tex (or NAME.html) and NAME.cert.json for each .map file, after checking the claims in it
    Compile(Compile),
    /// Print what is known of each map: covering graph, growth, laps, periods
    Analyze(Analyze),
    /// Check the claims in .map files and in LaTeX drafts
    Check(Check),
    /// Make a draft free of orbitex for a publisher
    Draft(Draft),
    /// Check certificates without trusting the code that made them
    Verify(Verify),
    /// Write a certificate as a proof script for Coq, or the network that computes an iterate as JSON or ONNX
    Export(Export),
    /// Write the tables of .map files, one file each: LaTeX, or --format csv, md, json
    Table(Table),
    /// Statistics of all cyclic patterns of a length
    Census(Census),
    /// Explain a theorem or an error code; without one, list them all
    Explain(Explain),
    /// Lay out .map files in the canonical way
    Fmt(Fmt),
    /// Make a small working project
    Init(Init),
    /// List or write out the templates of the reports
    Templates(Templates),
}

/// Flags that every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// Form of the results
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Colour in messages
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// The number of threads (0: one for each processor)
    #[arg(long, global = true, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    /// Stop after this many seconds with exit status 3
    #[arg(long, global = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub time_limit: Option<u64>,
    /// The most points a partition may have
    #[arg(long, global = true, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(2..))]
    pub max_points: u32,
    /// The largest iterate t
    #[arg(long, global = true, value_name = "T", default_value_t = 10_000)]
    pub max_iterate: u64,
}

/// Form of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// LaTeX (compile, tables; the default there)
    Tex,
    /// A self-contained web page (compile)
    Html,
    /// Comma-separated values (tables)
    Csv,
    /// Markdown (tables)
    Md,
    /// check only: the interchange format of static analysis tools
    Sarif,
    /// check only: annotations of a GitHub workflow
    Github,
}

/// Colour in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How much of a proof a report prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Detail {
    /// Statements, tables and references
    Short,
    /// Every proof step
    Full,
}

/// How many pictures a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pictures {
    /// No picture
    None,
    /// The graph of the map and its covering graph
    Few,
    /// Also the graph of an iterate and the growth of laps
    All,
}

/// `orbitex compile`.
#[derive(Debug, Args)]
pub struct Compile {
    /// The .map files; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The folder to write into (default: beside each file)
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write a whole document (the default)
    #[arg(long, conflicts_with = "fragment")]
    pub standalone: bool,
    /// Write a fragment to \input into a paper
    #[arg(long)]
    pub fragment: bool,
    /// How much to print (default: what the file says, else full for a document, short for a fragment)
    #[arg(long, value_enum)]
    pub detail: Option<Detail>,
    /// How many pictures (default: what the file says, else few for a full document, none for a fragment)
    #[arg(long, value_enum)]
    pub pictures: Option<Pictures>,
    /// Run latexmk (or pdflatex) on the document
    #[arg(long, conflicts_with = "fragment")]
    pub pdf: bool,
    /// Also write the points of each classification bound as CSV into this folder
    #[arg(long, value_name = "DIR")]
    pub samples: Option<PathBuf>,
    /// Take templates from this folder (see `orbitex templates`)
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Compile again whenever a file changes; with --format html, serve the page on this machine
    #[arg(long)]
    pub watch: bool,
    /// The port to serve on (0: any that is free)
    #[arg(long, value_name = "PORT", default_value_t = 0, requires = "watch")]
    pub port: u16,
}

/// `orbitex analyze`.
#[derive(Debug, Args)]
pub struct Analyze {
    /// The .map files; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "program")]
    pub files: Vec<PathBuf>,
    /// A program from the command line
    #[arg(short = 'e', value_name = "PROGRAM")]
    pub program: Vec<String>,
    /// Laps of f^t for t = 1, ..., T
    #[arg(long, value_name = "T", default_value_t = 20)]
    pub laps: usize,
    /// Fixed points of f^m for m = 1, ..., M
    #[arg(long, value_name = "M", default_value_t = 20)]
    pub periods: usize,
    /// Decimals of the growth rate
    #[arg(long, value_name = "D", default_value_t = 18)]
    pub digits: u32,
}

/// `orbitex check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The .map files and .tex drafts (with all they input); - is standard input, a .map file
    #[arg(value_name = "FILE", required_unless_present = "program")]
    pub files: Vec<PathBuf>,
    /// A program from the command line
    #[arg(short = 'e', value_name = "PROGRAM")]
    pub program: Vec<String>,
    /// Fail unless at least N claims were checked
    #[arg(long, value_name = "N")]
    pub require: Option<usize>,
    /// Rewrite wrong printed values in drafts; every other byte stays
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change, as a patch, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Propose annotations for numbers that equal a quantity of a map of the draft, as a patch
    #[arg(long, conflicts_with = "fix")]
    pub suggest: bool,
    /// Accept = before a rounded value
    #[arg(long)]
    pub rounded_equals: bool,
    /// Check again whenever a file changes, until interrupted
    #[arg(long, conflicts_with_all = ["fix", "dry_run"])]
    pub watch: bool,
    /// Where computed values are kept for the next run (default: orbitex/values in the user's cache folder)
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Compute every value, and keep none
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,
}

/// `orbitex draft`.
#[derive(Debug, Args)]
pub struct Draft {
    /// The LaTeX file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Replace the macros by their printed text
    #[arg(long, required = true)]
    pub strip: bool,
    /// The file to write (default: standard output)
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `orbitex verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The certificates; - is standard input
    #[arg(required = true, value_name = "CERT")]
    pub files: Vec<PathBuf>,
    /// Also check that the certificate is about the maps of this file
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Also check that the numbers in this report are those of the certificate
    #[arg(long, value_name = "FILE")]
    pub tex: Option<PathBuf>,
}

/// `orbitex export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The certificate; for a network also a .map file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The map (default: the first)
    #[arg(value_name = "NAME", conflicts_with = "map")]
    pub name: Option<String>,
    /// The form
    #[arg(long, value_enum)]
    pub to: Target,
    /// The file to write (default: standard output)
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The map, like NAME
    #[arg(long, value_name = "NAME")]
    pub map: Option<String>,
    /// The iterate (default for Coq: the first of the certificate that excludes a width; for a network: 1)
    #[arg(long, value_name = "T")]
    pub iterate: Option<u64>,
    /// The number of hidden layers of a network (default: 1)
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    pub depth: Option<u32>,
    /// One self-contained file instead of one that needs the library
    #[arg(long)]
    pub bundle: bool,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// A proof script for the Coq kernel
    Coq,
    /// The network that computes an iterate exactly, with exact weights as JSON
    Network,
    /// The same as an ONNX model with weights rounded to doubles and a proved bound of the error
    Onnx,
}

/// `orbitex table`.
#[derive(Debug, Args)]
pub struct Table {
    /// The .map files; - is standard input, whose tables go to standard output
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The folder to write FILE-TABLE.tex into (default: beside each file)
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Where computed rows are kept for the next run (default: orbitex/rows in the user's cache folder)
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Compute every row, and keep none
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,
}

/// `orbitex census`.
#[derive(Debug, Args)]
pub struct Census {
    /// The length of the patterns
    #[arg(value_name = "N", required_unless_present = "merge", value_parser = clap::value_parser!(u8).range(3..=13))]
    pub n: Option<u8>,
    /// Compute one share of the work only, the i-th of m, and write it to -o
    #[arg(long, value_name = "I/M", requires_all = ["n", "output"], conflicts_with = "merge")]
    pub shard: Option<Shard>,
    /// Join the files of all shares
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["n", "output"])]
    pub merge: Vec<PathBuf>,
    /// With --shard the file to write; else a folder that keeps finished shares, for a restart after an interrupt
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// One of several shares of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub index: usize,
    /// How many there are.
    pub of: usize,
}

impl std::str::FromStr for Shard {
    type Err = String;
    fn from_str(text: &str) -> Result<Shard, String> {
        text.split_once('/')
            .and_then(|(i, m)| Some((i.parse().ok()?, m.parse().ok()?)))
            .filter(|&(index, of)| 1 <= index && index <= of && of <= 100_000)
            .map(|(index, of)| Shard { index, of })
            .ok_or_else(|| "a share is I/M with 1 <= I <= M, like 2/8".to_string())
    }
}

/// `orbitex explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A theorem (sup, growth, ...) or an error code (OX0301)
    #[arg(value_name = "ID")]
    pub id: Option<String>,
}

/// `orbitex fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    /// The .map files; - is standard input, laid out to standard output
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Change nothing; fail if a file is not in canonical layout
    #[arg(long)]
    pub check: bool,
}

/// `orbitex init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// `orbitex templates`.
#[derive(Debug, Args)]
pub struct Templates {
    /// Write all templates into this folder
    #[arg(long, value_name = "DIR")]
    pub export: Option<PathBuf>,
}

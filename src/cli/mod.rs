//! The command line: arguments, one file for each command; the only room that prints, reads files or exits.

mod about;
mod analyze;
mod args;
mod aside;
mod cache;
mod census;
mod check;
mod compile;
mod drafts;
mod explain;
mod export;
mod fmt;
mod init;
mod input;
mod network;
mod output;
mod pdf;
mod printed;
mod serve;
mod table;
mod templates;
mod titles;
mod verify;
mod watch;
mod watchdog;

use crate::num::parallel;
use args::{Arguments, Color, Command, Common, Format};
use clap::{Parser, ValueEnum};
use output::{Status, tell};
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// What every command gets besides its own arguments.
struct Context {
    common: Common,
    colour: bool,
}

impl Context {
    /// Is the result JSON?
    fn json(&self) -> bool {
        self.common.format == Format::Json
    }
    /// Is the result a web page?
    fn html(&self) -> bool {
        self.common.format == Format::Html
    }
    /// The limits of the language.
    fn lang_limits(&self) -> crate::lang::resolve::Limits {
        crate::lang::resolve::Limits {
            max_iterate: self.common.max_iterate,
            ..Default::default()
        }
    }
    /// The limits of the analysis.
    fn limits(&self) -> crate::certify::Limits {
        let max_points = self.common.max_points as usize;
        crate::certify::Limits {
            max_points,
            max_iterate: self.common.max_iterate,
            ..Default::default()
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let colour = match arguments.common.color {
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        Color::Always => true,
        Color::Never => false,
    };
    if let Some(seconds) = arguments.common.time_limit {
        watchdog::start(seconds);
    }
    parallel::set_threads(arguments.common.jobs);
    let context = Context {
        common: arguments.common,
        colour,
    };
    let status = on_a_large_stack(move || leave(dispatch(&context, &arguments.command)));
    ExitCode::from(status.code())
}

/// The forms in which a command can give its results.
fn forms(command: &Command) -> &'static [Format] {
    match command {
        Command::Compile(_) => &[Format::Text, Format::Json, Format::Tex, Format::Html],
        Command::Table(_) => &[
            Format::Text,
            Format::Json,
            Format::Tex,
            Format::Csv,
            Format::Md,
        ],
        Command::Check(_) => &[Format::Text, Format::Json, Format::Sarif, Format::Github],
        _ => &[Format::Text, Format::Json],
    }
}

fn dispatch(context: &Context, command: &Command) -> Status {
    if !forms(command).contains(&context.common.format) {
        let names: Vec<String> = forms(command)
            .iter()
            .filter_map(|f| Some(f.to_possible_value()?.get_name().to_string()))
            .collect();
        tell(format_args!(
            "error[OX0908]: this command has no such form\n  = help: it has --format {}",
            names.join("|")
        ));
        return Status::BadInput;
    }
    match command {
        Command::Compile(args) => compile::run(context, args),
        Command::Analyze(args) => analyze::run(context, args),
        Command::Check(args) => check::run(context, args),
        Command::Draft(args) => drafts::strip(args),
        Command::Verify(args) => verify::run(context, args),
        Command::Export(args) => export::run(context, args),
        Command::Table(args) => table::run(context, args),
        Command::Census(args) => census::run(context, args),
        Command::Explain(args) => explain::run(args),
        Command::Fmt(args) => fmt::run(context, args),
        Command::Init(args) => init::run(args),
        Command::Templates(args) => templates::run(args),
    }
}

/// Ends the process at once: everything is written, and memory need not be given back piece by piece.
fn leave(status: Status) -> Status {
    match std::io::stdout().flush() {
        Ok(()) => signal_hook::low_level::exit(i32::from(status.code())),
        Err(_) => status,
    }
}

/// Trees are at most a few hundred levels deep; a large stack makes that safe in every build.
fn on_a_large_stack(work: impl FnOnce() -> Status) -> Status {
    let work = AssertUnwindSafe(|| stacker::grow(64 << 20, work));
    catch_unwind(work).unwrap_or_else(|_| {
        tell(
            "error[OX0909]: orbitex failed; this is a fault of the program, please report it with the input",
        );
        Status::Environment
    })
}

//! `orbitex table`: the tables of `.map` files, many rows in parallel, each kept for the next run.

use super::Context;
use super::args::{self, Format};
use super::cache::Cache;
use super::input::{self, Input, counted};
use super::output::{Status, say, tell, write_whole};
use super::watchdog;
use crate::lang::program::{Program, Table};
use crate::source::render;
use crate::table::batch::{Nothing, Progress, Store};
pub use crate::table::latex::Form;
use crate::table::{Batch, Sheet, Shown, compute_all, csv, json, latex, markdown};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many faults of rows are shown in one table.
const SHOWN_FAULTS: usize = 20;

/// Runs the command.
pub fn run(context: &Context, args: &args::Table) -> Status {
    let start = Instant::now();
    let store = store(args);
    let bar = Bar::new(context);
    let mut total = Total::default();
    let mut status = Status::Fine;
    for file in &args.files {
        let outcome = match input::read(file) {
            Ok(input) => one(context, args, &input, (store.as_ref(), &bar), &mut total),
            Err(error) => {
                tell(error);
                Err(Status::Environment)
            }
        };
        match outcome {
            Ok(()) => {}
            Err(bad) => status = status.worse(bad),
        }
    }
    bar.0.finish_and_clear();
    if !context.common.quiet {
        tell(total.summary(start.elapsed().as_millis()));
    }
    status.worse(total.status.unwrap_or(Status::Fine))
}

fn store(args: &args::Table) -> Box<dyn Store> {
    match Cache::asked(args.cache.as_ref(), args.no_cache, "rows") {
        Some(cache) => Box::new(cache),
        None => Box::new(Nothing),
    }
}

/// What all files together had.
#[derive(Default)]
struct Total {
    tables: usize,
    rows: usize,
    computed: usize,
    cached: usize,
    failed: usize,
    status: Option<Status>,
    /// The files written: two tables never go to one place.
    written: BTreeSet<PathBuf>,
}

impl Total {
    fn add(&mut self, batch: &Batch, status: Status) {
        self.tables += 1;
        self.rows += batch.rows.len();
        self.computed += batch.computed;
        self.cached += batch.cached;
        self.failed += batch.failed;
        self.status = Some(self.status.unwrap_or(Status::Fine).worse(status));
    }
    fn summary(&self, milliseconds: u128) -> String {
        format!(
            "{}: {}, {} computed, {} from the cache, {} failed ({milliseconds} ms)",
            counted(self.tables, "table"),
            counted(self.rows, "row"),
            self.computed,
            self.cached,
            self.failed,
        )
    }
}

/// A bar with an estimate on a terminal, nothing else.
struct Bar(ProgressBar);

impl Bar {
    fn new(context: &Context) -> Bar {
        let target = if context.common.quiet {
            ProgressDrawTarget::hidden()
        } else {
            // Hidden by itself where standard error is no terminal.
            ProgressDrawTarget::stderr()
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len}  {eta} left");
        Bar(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl Progress for Bar {
    fn more(&self, steps: u64) {
        self.0.inc_length(steps);
    }
    fn step(&self) {
        self.0.inc(1);
    }
}

fn one(
    context: &Context,
    args: &args::Table,
    input: &Input,
    (store, bar): (&dyn Store, &Bar),
    total: &mut Total,
) -> Result<(), Status> {
    let program = input::program(context, input)?;
    watchdog::stage(&input.name);
    if program.tables.is_empty() {
        tell(format_args!("error[OX0608]: {} has no table", input.name));
        return Err(Status::BadInput);
    }
    for table in &program.tables {
        let batch = compute_all(&program, table, context.limits(), store, bar);
        let status = bar.0.suspend(|| faults(context, table, &batch));
        total.add(&batch, status);
        let text = printed(context, &Sheet::new(table, &batch.rows), input)?;
        let Some(path) = place(context, args, input, table) else {
            bar.0.suspend(|| say(text.trim_end_matches('\n')));
            continue;
        };
        if !total.written.insert(path.clone()) {
            let path = path.display();
            tell(format_args!(
                "error[OX0609]: another table was written to {path} before\n  = help: rename one of the files or tables, or use another folder"
            ));
            return Err(Status::BadInput);
        }
        write_whole(&path, text.as_bytes()).map_err(|error| {
            tell(error);
            Status::Environment
        })?;
        if !context.common.quiet {
            bar.0
                .suspend(|| say(format_args!("wrote {}", path.display())));
        }
    }
    Ok(())
}

/// The table in the form that was asked for.
fn printed(context: &Context, sheet: &Sheet, input: &Input) -> Result<String, Status> {
    Ok(match context.common.format {
        Format::Csv => csv::csv(sheet),
        Format::Md => markdown::markdown(sheet),
        Format::Json => {
            serde_json::to_string_pretty(&json::json(sheet)).expect("plain data") + "\n"
        }
        _ => {
            let name = Path::new(&input.name)
                .file_name()
                .map_or(input.name.clone(), |n| n.to_string_lossy().to_string());
            latex::latex(sheet, &name, Form::Fragment).map_err(|bad| {
                tell(unprintable(sheet.table, &bad));
                Status::BadInput
            })?
        }
    })
}

/// The message on a character that LaTeX cannot print.
pub fn unprintable(table: &Table, bad: &crate::report::escape::Unprintable) -> String {
    let (line, column) = table.place.line_column();
    format!(
        "error[OX0871]: {}:{line}:{column}: the table {} holds the character `{}` (U+{:04X}), which pdflatex cannot print",
        table.place.source.name,
        table.name,
        crate::report::escape::shown(bad.character),
        u32::from(bad.character)
    )
}

/// The file that a table goes to; none for standard input without `-o`, whose tables go to standard output.
fn place(context: &Context, args: &args::Table, input: &Input, table: &Table) -> Option<PathBuf> {
    let ending = match context.common.format {
        Format::Csv => "csv",
        Format::Md => "md",
        Format::Json => "json",
        _ => "tex",
    };
    let stem = input
        .path
        .as_deref()
        .and_then(Path::file_stem)
        .map_or("stdin".to_string(), |s| s.to_string_lossy().to_string());
    let folder = match (&args.output, &input.path) {
        (Some(folder), _) => folder.clone(),
        (None, Some(path)) => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        (None, None) => return None,
    };
    if !folder.as_os_str().is_empty() {
        // A folder that cannot be made shows when the file cannot be written.
        let _ = std::fs::create_dir_all(&folder);
    }
    Some(folder.join(format!("{stem}-{}.{ending}", table.name)))
}

/// Reports the rows with faults; the worst status.
pub fn faults(context: &Context, table: &Table, batch: &Batch) -> Status {
    let mut status = Status::Fine;
    let mut shown = 0;
    for (row, result) in table.rows.iter().zip(&batch.rows) {
        let (text, bad) = match (&row.content, result) {
            (Err(fault), _) => {
                let bad = if fault.is_limit() {
                    Status::Limit
                } else {
                    Status::BadInput
                };
                (render(fault, context.colour), bad)
            }
            (Ok(_), Some(result)) => match fault_of(table, &row.values, &result.cells) {
                Some((text, bad)) => (text, bad),
                None if result.is_failed() => (
                    format!(
                        "error[OX0606]: a row of the table {} cannot be sorted or grouped",
                        table.name
                    ),
                    Status::BadInput,
                ),
                None => continue,
            },
            (Ok(_), None) => continue,
        };
        status = status.worse(bad);
        shown += 1;
        if shown <= SHOWN_FAULTS {
            tell(text);
            tell("");
        }
    }
    if shown > SHOWN_FAULTS {
        tell(format_args!(
            "error[OX0606]: {} more rows of the table {} have faults",
            shown - SHOWN_FAULTS,
            table.name
        ));
    }
    status
}

/// The first cell of a row that could not be computed, in words.
fn fault_of(table: &Table, values: &[String], cells: &[Shown]) -> Option<(String, Status)> {
    let (column, code, reason) =
        cells
            .iter()
            .zip(&table.columns)
            .find_map(|(cell, c)| match cell {
                Shown::Failed { code, reason } => Some((&c.text, code, reason)),
                _ => None,
            })?;
    let (line, place) = table.place.line_column();
    let pairs: Vec<String> = table
        .variables
        .iter()
        .zip(values)
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    let status = if code == "OX0508" {
        Status::Limit
    } else {
        Status::BadInput
    };
    Some((
        format!(
            "error[{code}]: {}:{line}:{place}: the table {}, row {}: {column}: {reason}",
            table.place.source.name,
            table.name,
            pairs.join(", ")
        ),
        status,
    ))
}

/// Reports the rows whose values make no map.
pub fn check_rows(context: &Context, program: &Program) -> Result<(), Status> {
    let mut status = Status::Fine;
    for fault in program.tables.iter().flat_map(Table::faults) {
        tell(render(fault, context.colour));
        tell("");
        let bad = if fault.is_limit() {
            Status::Limit
        } else {
            Status::BadInput
        };
        status = status.worse(bad);
    }
    if status == Status::Fine {
        Ok(())
    } else {
        Err(status)
    }
}

/// Computes every table of a program without keeping anything, for a report; the sheets, or the status of what failed.
pub fn for_report(context: &Context, program: &Program, form: Form) -> Result<Vec<String>, Status> {
    let silent = Bar(ProgressBar::hidden());
    let mut out = Vec::new();
    let mut status = Status::Fine;
    for table in &program.tables {
        let batch = compute_all(program, table, context.limits(), &Nothing, &silent);
        status = status.worse(faults(context, table, &batch));
        let sheet = Sheet::new(table, &batch.rows);
        out.push(latex::latex(&sheet, "", form).map_err(|bad| {
            tell(unprintable(table, &bad));
            Status::BadInput
        })?);
    }
    if status == Status::Fine {
        Ok(out)
    } else {
        Err(status)
    }
}

//! `orbitex check` for drafts: reads a LaTeX paper with all its files, checks its claims, repairs printed values.

use super::Context;
use super::args::Check;
use super::cache::Cache;
use super::check::Total;
use super::input::{Beside, counted};
use super::output::{FileError, Status, replace_unchanged, say, tell};
use crate::draft::fix::{patch, repairs};
use crate::draft::{Finding, Kind, Library, Project, check, program, scan, suggest};
use crate::quantity::{Maps, Memory};
use crate::source::{Diagnostic, Severity};
use serde_json::json;
use std::path::Path;

/// Is the file a draft?
pub fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|e| {
        ["tex", "ltx", "latex"]
            .iter()
            .any(|w| e.eq_ignore_ascii_case(w))
    })
}

/// The files of a draft, on disk.
pub struct Disk;

impl Library for Disk {
    fn read(&self, path: &Path) -> std::io::Result<(String, Vec<u8>)> {
        super::input::note_read(path);
        let bytes = std::fs::read(path)?;
        let name = std::fs::canonicalize(path)
            .map_or(path.to_path_buf(), |c| super::input::shorter(&c, path));
        Ok((name.display().to_string(), bytes))
    }
}

/// A draft that was read and checked.
struct Checked {
    project: Project,
    findings: Vec<Finding>,
    /// What is wrong with the draft or its maps, claims apart.
    faults: Vec<Diagnostic>,
    suggestions: Vec<suggest::Suggestion>,
}

fn read_and_check(context: &Context, args: &Check, path: &Path) -> Result<Checked, Status> {
    let mut project = scan(path, &Disk).map_err(|reason| {
        tell(FileError {
            verb: "read",
            path: path.to_path_buf(),
            reason,
        });
        Status::Environment
    })?;
    super::watchdog::stage(path.display().to_string());
    let (program, mut faults) = program(&mut project, &Beside, &context.lang_limits());
    let memory = Cache::asked(args.cache.as_ref(), args.no_cache, "values");
    let memory = memory.as_ref().map(|c| c as &dyn Memory);
    let maps = Maps::new(&program, context.limits()).remembering(memory);
    let findings = check(&project, &program, &maps);
    let suggestions = match args.suggest {
        true => suggest::suggestions(&project, &program, &maps),
        false => Vec::new(),
    };
    faults.splice(0..0, std::mem::take(&mut project.diagnostics));
    Ok(Checked {
        project,
        findings,
        faults,
        suggestions,
    })
}

/// Checks one draft, after repairing it if that is asked for; the status that follows.
pub fn one(context: &Context, args: &Check, path: &Path, total: &mut Total) -> Status {
    let mut status = Status::Fine;
    let checked = match read_and_check(context, args, path) {
        Ok(checked) => checked,
        Err(bad) => return bad,
    };
    let changes = if args.fix || args.dry_run {
        repairs(&checked.project, &checked.findings)
    } else {
        Vec::new()
    };
    if args.dry_run {
        for change in &changes {
            let file = &checked.project.files[change.file];
            total.print(patch(&file.source.name, &file.bytes, &change.bytes).trim_end());
        }
    } else if !changes.is_empty() {
        for change in &changes {
            let file = &checked.project.files[change.file];
            match replace_unchanged(&file.path, &file.bytes, &change.bytes) {
                Ok(true) => tell(format_args!(
                    "fixed {} in {}",
                    counted(change.values, "value"),
                    file.source.name
                )),
                Ok(false) => {
                    tell(format_args!(
                        "error[OX0719]: {} was changed meanwhile; it is left as it is",
                        file.source.name
                    ));
                    status = Status::Environment;
                }
                Err(error) => {
                    tell(error);
                    status = Status::Environment;
                }
            }
        }
        // What the files say now counts.
        return match read_and_check(context, args, path) {
            Ok(again) => status.worse(show(context, args, &again, total)),
            Err(bad) => status.worse(bad),
        };
    }
    status.worse(show(context, args, &checked, total))
}

/// Shows what was found; the status that follows.
fn show(context: &Context, args: &Check, checked: &Checked, total: &mut Total) -> Status {
    let mut status = Status::Fine;
    for fault in &checked.faults {
        let grave = fault.severity >= Severity::Error;
        if grave {
            status = status.worse(if fault.is_limit() {
                Status::Limit
            } else {
                Status::BadInput
            });
        }
        if grave || !context.common.quiet {
            total.diagnostic(context, fault);
        }
    }
    for finding in &checked.findings {
        total.count(finding.kind);
        status = status.worse(match finding.kind {
            Kind::Ok => Status::Fine,
            _ if finding.limit => Status::Limit,
            Kind::Wrong | Kind::Truncated | Kind::Undecided => Status::False,
            Kind::NotUnderstood => Status::BadInput,
        });
        for d in &finding.diagnostics {
            let allowed = d.code == "OX0714" && args.rounded_equals
                || d.severity == Severity::Note && context.common.quiet;
            if !allowed {
                total.diagnostic(context, d);
            }
        }
    }
    for (number, file) in checked.project.files.iter().enumerate() {
        let claims: Vec<_> = checked
            .findings
            .iter()
            .filter(|f| f.spot.0 == number)
            .map(|f| {
                let (line, column) = file.source.line_column(f.spot.1.start);
                json!({
                    "line": line,
                    "column": column,
                    "text": f.text,
                    "printed": f.printed,
                    "holds": match f.kind {
                        Kind::Ok => Some(true),
                        Kind::Wrong | Kind::Truncated => Some(false),
                        Kind::NotUnderstood | Kind::Undecided => None,
                    },
                    "value": f.value,
                    "accepted": f.accepted,
                    "kind": f.kind.word(),
                    "codes": f.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(),
                })
            })
            .collect();
        total
            .files
            .push(json!({ "path": file.source.name, "claims": claims }));
    }
    let patches = suggest::patches(&checked.project, &checked.suggestions);
    for text in &patches {
        total.print(text.trim_end());
    }
    if args.suggest && !context.common.quiet {
        tell(format_args!(
            "{} suggested",
            counted(checked.suggestions.len(), "annotation")
        ));
    }
    status
}

/// Replaces the macros of a draft by their printed text.
pub fn strip(args: &super::args::Draft) -> Status {
    let done = super::input::read(&args.file).and_then(|input| {
        let out = crate::draft::strip::strip(&input.bytes);
        match &args.output {
            Some(path) => super::output::write_whole(path, &out),
            None => {
                use std::io::Write;
                // A reader that went away is no error.
                let _ = std::io::stdout().write_all(&out);
                Ok(())
            }
        }
    });
    match done {
        Ok(()) => Status::Fine,
        Err(error) => {
            tell(error);
            Status::Environment
        }
    }
}

impl Total {
    fn print(&mut self, text: &str) {
        if !text.is_empty() && self.plain {
            say(text);
        }
    }
}

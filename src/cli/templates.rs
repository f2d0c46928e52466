//! `orbitex templates` and `--templates`: writing out the report's templates, reading a user's, showing what fails.

use super::Context;
use super::args;
use super::output::{FileError, Status, say, tell, write_whole};
use crate::report::{ReportError, TemplateFault, Templates};
use crate::source::{Diagnostic, Source, Span, render};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs the command.
pub fn run(args: &args::Templates) -> Status {
    let Some(dir) = &args.export else {
        for (name, _) in Templates::list() {
            say(name);
        }
        return Status::Fine;
    };
    if let Some((name, _)) = Templates::list()
        .iter()
        .find(|(name, _)| dir.join(name).exists())
    {
        tell(format_args!(
            "error[OX0902]: {} exists; nothing was changed",
            dir.join(name).display()
        ));
        return Status::Environment;
    }
    for (name, text) in Templates::list() {
        let path = dir.join(name);
        let folder = path.parent().unwrap_or(dir);
        let made = std::fs::create_dir_all(folder).map_err(|reason| FileError {
            verb: "make",
            path: folder.to_path_buf(),
            reason,
        });
        if let Err(error) = made.and_then(|()| write_whole(&path, text.as_bytes())) {
            tell(error);
            return Status::Environment;
        }
    }
    say(format_args!(
        "wrote {} templates below {}",
        Templates::list().len(),
        dir.display()
    ));
    say(format_args!(
        "next: change some, delete the others, and use orbitex compile --templates {}",
        dir.display()
    ));
    Status::Fine
}

/// The templates of a folder in place of the embedded ones of the same names; without a folder, the embedded ones.
pub fn load(context: &Context, dir: Option<&Path>) -> Result<Templates, Status> {
    let Some(dir) = dir else {
        return Ok(Templates::embedded());
    };
    let fail = |error: FileError| {
        tell(error);
        Status::Environment
    };
    let mut own = BTreeMap::new();
    for room in ["latex", "html"] {
        let folder = dir.join(room);
        if !folder.exists() {
            continue;
        }
        let unread = |reason| FileError {
            verb: "read",
            path: folder.clone(),
            reason,
        };
        for entry in std::fs::read_dir(&folder).map_err(|e| fail(unread(e)))? {
            let path = entry.map_err(|e| fail(unread(e)))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // Copies that editors leave beside a file are none of ours.
            if path.is_dir() || name.starts_with('.') || name.ends_with(['~', '#']) {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|reason| {
                fail(FileError {
                    verb: "read",
                    path: path.clone(),
                    reason,
                })
            })?;
            own.insert(format!("{room}/{name}"), text);
        }
    }
    if own.is_empty() {
        tell(format_args!(
            "error[OX0908]: {} holds no templates\n  = help: orbitex templates --export {}",
            dir.display(),
            dir.display()
        ));
        return Err(Status::BadInput);
    }
    Templates::with(own).map_err(|error| show(context, &error, Some(dir)))
}

/// Shows why a report could not be written; a fault in a user's template is shown in its text.
pub fn show(context: &Context, error: &ReportError, dir: Option<&Path>) -> Status {
    match (error, dir) {
        (ReportError::Template(fault), Some(dir)) if fault.text.is_some() => {
            tell(render(&diagnostic(fault, dir), context.colour));
        }
        _ => tell(format_args!("error[{}]: {error}", error.code())),
    }
    Status::BadInput
}

fn diagnostic(fault: &TemplateFault, dir: &Path) -> Diagnostic {
    let text = fault.text.as_deref().unwrap_or_default();
    let path = dir.join(&fault.name);
    let source = Source::new(path.display().to_string(), text);
    let (start, end) = fault.range;
    let start = start.min(text.len());
    let span = Span::new(start, end.clamp(start, text.len()));
    Diagnostic::error("OX0873", "this template fails")
        .at(&source, span, fault.message.clone())
        .help("docs/templates.md lists what each template may use; the original is printed by `orbitex templates --export DIR`")
}

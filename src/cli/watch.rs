//! `--watch`: works again whenever a file that was read has changed, until it is interrupted.
//!
//! Files are polled, which works on every file system and survives editors that replace files when they save.

use super::args::{Check, Compile};
use super::output::{self, Status, say, tell};
use super::{Context, check, compile, input, serve};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

/// How often files are looked at.
const PAUSE: Duration = Duration::from_millis(150);

/// What is compared of a file: its time and length; `None` if it is not there.
type Stamp = Option<(SystemTime, u64)>;

/// Compiles again on every change and, for pages, serves them meanwhile.
pub fn compiling(context: &Context, args: &Compile) -> Status {
    let server = context.html().then(|| serve::Server::start(args.port));
    let server = match server.transpose() {
        Ok(server) => server,
        Err(reason) => {
            tell(format_args!(
                "error[OX0901]: cannot serve on the loopback address: {reason}"
            ));
            return Status::Environment;
        }
    };
    let greeting = match &server {
        Some(server) => format!("serving {} (Ctrl-C ends)", server.address()),
        None => "watching (Ctrl-C ends)".to_string(),
    };
    let work = || {
        output::record();
        let status = compile::once(context, args);
        let messages = output::recorded();
        if let Some(server) = &server {
            server.show(pages(args), (status != Status::Fine).then_some(messages));
        }
        status
    };
    repeat(|| compiled(args), work, &greeting)
}

/// Checks again on every change.
pub fn checking(context: &Context, args: &Check) -> Status {
    let work = || check::once(context, args);
    repeat(|| read(&args.files), work, "watching (Ctrl-C ends)")
}

/// Works, waits for a change of one of the files, and works again until it is interrupted.
fn repeat(
    files: impl Fn() -> Vec<PathBuf>,
    mut work: impl FnMut() -> Status,
    greeting: &str,
) -> Status {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        if let Err(reason) = signal_hook::flag::register(signal, stop.clone()) {
            tell(format_args!(
                "error[OX0901]: cannot watch for interrupts: {reason}"
            ));
            return Status::Environment;
        }
    }
    let mut status = Status::Fine;
    let mut seen = BTreeMap::new();
    let mut first = true;
    while !stop.load(Ordering::Relaxed) {
        let now = stamps(&files());
        if !first && now == seen {
            std::thread::sleep(PAUSE);
            continue;
        }
        status = work();
        // What was read may be more than before; whatever changed meanwhile is seen in the next round.
        seen = stamps(&files())
            .into_iter()
            .map(|(path, stamp)| {
                let before = now.get(&path).copied().unwrap_or(stamp);
                (path, before)
            })
            .collect();
        if first {
            say(greeting);
        }
        first = false;
    }
    say("stopped");
    status
}

/// The files of the command line and all that were read so far.
fn read(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut out = files.to_vec();
    out.extend(input::files_read());
    out
}

/// These and all templates.
fn compiled(args: &Compile) -> Vec<PathBuf> {
    let mut out = read(&args.files);
    if let Some(dir) = &args.templates {
        for room in ["latex", "html"] {
            let entries = std::fs::read_dir(dir.join(room)).into_iter().flatten();
            out.extend(entries.flatten().map(|e| e.path()));
        }
    }
    out
}

fn stamps(paths: &[PathBuf]) -> BTreeMap<PathBuf, Stamp> {
    let stamp = |path: &Path| {
        let data = std::fs::metadata(path).ok()?;
        Some((data.modified().ok()?, data.len()))
    };
    paths.iter().map(|p| (p.clone(), stamp(p))).collect()
}

/// The pages that were written, by their names.
fn pages(args: &Compile) -> BTreeMap<String, String> {
    let page = |file: &PathBuf| {
        let path = compile::target(args, file, "html");
        let name = path.file_name()?.to_string_lossy().to_string();
        Some((name, std::fs::read_to_string(&path).ok()?))
    };
    args.files.iter().filter_map(page).collect()
}

//! `orbitex fmt`: canonical layout.

use super::Context;
use super::args::Fmt;
use super::input;
use super::output::{Status, say, tell, write_whole};
use crate::lang::{parse, print};
use crate::source::{Severity, decode, render};

/// Runs the command.
pub fn run(context: &Context, args: &Fmt) -> Status {
    let mut status = Status::Fine;
    for file in &args.files {
        let input = match input::read(file) {
            Ok(input) => input,
            Err(error) => {
                tell(error);
                status = status.worse(Status::Environment);
                continue;
            }
        };
        let source = match decode(&input.name, &input.bytes) {
            Ok(source) => source,
            Err(fault) => {
                tell(render(&fault, context.colour));
                status = status.worse(Status::BadInput);
                continue;
            }
        };
        let Some(text) = print::format(&source) else {
            for d in parse::parse(&source)
                .1
                .iter()
                .filter(|d| d.severity >= Severity::Error)
            {
                tell(render(d, context.colour));
                tell("");
            }
            tell(format_args!("error: {} was not laid out", input.name));
            status = status.worse(Status::BadInput);
            continue;
        };
        status = status.worse(deliver(context, args, &input, &text));
    }
    status
}

fn deliver(context: &Context, args: &Fmt, input: &input::Input, text: &str) -> Status {
    let same = text.as_bytes() == input.bytes;
    match (&input.path, args.check) {
        (_, true) if same => Status::Fine,
        (_, true) => {
            tell(format_args!(
                "{} is not in canonical layout (orbitex fmt {} mends it)",
                input.name, input.name
            ));
            Status::False
        }
        (None, false) => {
            say(text.trim_end_matches('\n'));
            Status::Fine
        }
        (Some(_), false) if same => Status::Fine,
        (Some(path), false) => match write_whole(path, text.as_bytes()) {
            Ok(()) => {
                if !context.common.quiet {
                    tell(format_args!("laid out {}", input.name));
                }
                Status::Fine
            }
            Err(error) => {
                tell(error);
                Status::Environment
            }
        },
    }
}

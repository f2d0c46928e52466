//! `orbitex analyze`: what is known of each map.

use super::Context;
use super::args::Analyze;
use super::check;
use super::compile::{self, certificate_of};
use super::input;
use super::output::{Status, say, tell};
use crate::certify::Lengths;
use crate::quantity::Maps;
use crate::report::{analysis, terminal};
use crate::source::render;
use serde_json::json;

/// Runs the command.
pub fn run(context: &Context, args: &Analyze) -> Status {
    let lengths = Lengths {
        laps: args.laps,
        periods: args.periods,
    };
    let mut status = Status::Fine;
    let (mut maps_json, mut claims_json, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    if args.laps as u64 > context.common.max_iterate
        || args.periods as u64 > context.common.max_iterate
    {
        tell(format_args!(
            "error[OX0508]: --laps and --periods are at most {} (--max-iterate)",
            context.common.max_iterate
        ));
        return Status::Limit;
    }
    for input in input::all(&args.files, &args.program) {
        let input = match input {
            Ok(input) => input,
            Err(error) => {
                tell(error);
                status = status.worse(Status::Environment);
                continue;
            }
        };
        let program = match input::program(context, &input, false) {
            Ok(program) => program,
            Err(bad) => {
                status = status.worse(bad);
                continue;
            }
        };
        let maps = Maps::new(&program, context.limits());
        match certificate_of(&maps, &input.name, lengths) {
            Ok(certificate) => {
                status = status.worse(compile::note_limits(context, &certificate));
                maps_json.extend(analysis::maps(&certificate));
                texts.extend(
                    certificate
                        .maps
                        .iter()
                        .map(|m| terminal::map(m, args.digits)),
                );
            }
            Err(limit) => {
                tell(limit);
                status = status.worse(Status::Limit);
            }
        }
        let report = check::claims(&maps, &program);
        claims_json.extend(report.claims);
        for d in &report.diagnostics {
            tell(render(d, context.colour));
            tell("");
        }
        status = status.worse(report.status.unwrap_or(Status::Fine));
    }
    if context.json() {
        let object =
            json!({ "schema": "orbitex/analysis/1", "maps": maps_json, "claims": claims_json });
        say(serde_json::to_string_pretty(&object).expect("plain data"));
    } else if !texts.is_empty() {
        say(texts.join("\n\n"));
    }
    status
}

//! `orbitex analyze`: what is known of each map.

use super::Context;
use super::args::Analyze;
use super::check;
use super::compile::{self, certificate_of};
use super::input;
use super::output::{Status, say, tell};
use crate::certify::Lengths;
use crate::quantity::Maps;
use crate::report::{analysis, classes, terminal};
use serde_json::json;

/// Runs the command.
pub fn run(context: &Context, args: &Analyze) -> Status {
    let lengths = Lengths {
        laps: args.laps,
        periods: args.periods,
    };
    let limit = context.common.max_iterate;
    if args.laps as u64 > limit || args.periods as u64 > limit {
        tell(format_args!(
            "error[OX0508]: --laps and --periods are at most {limit} (--max-iterate)"
        ));
        return Status::Limit;
    }
    let (mut maps_json, mut claims_json, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let status = input::each(context, &args.files, &args.program, |input, program| {
        let maps = Maps::new(program, context.limits());
        let mut status = Status::Fine;
        match certificate_of(&maps, &input.name, lengths) {
            Ok(certificate) => {
                compile::note_limits(context, &certificate);
                maps_json.extend(analysis::maps(&certificate));
                let shown = certificate.maps.iter();
                texts.extend(shown.map(|m| terminal::map(m, args.digits)));
                texts.extend(certificate.assumptions.iter().map(classes::assumption));
            }
            Err(limit) => {
                tell(limit);
                status = Status::Limit;
            }
        }
        let report = check::claims(&maps, program);
        let status = status.worse(report.show(context));
        claims_json.extend(report.claims);
        status
    });
    if context.json() {
        let object =
            json!({ "schema": "orbitex/analysis/1", "maps": maps_json, "claims": claims_json });
        say(serde_json::to_string_pretty(&object).expect("plain data"));
    } else if !texts.is_empty() {
        say(texts.join("\n\n"));
    }
    status
}

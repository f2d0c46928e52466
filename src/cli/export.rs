//! `orbitex export`: a certificate in another form, or the network of a map.

use super::Context;
use super::args::{Export, Target};
use super::input::{self, Input};
use super::network;
use super::output::{Status, say, tell, write_whole};
use crate::certificate::Certificate;
use crate::export::coq::{self, CoqOptions};
use crate::verify::{Verdict, verify_text};

/// Runs the command.
pub fn run(context: &Context, args: &Export) -> Status {
    let input = match input::read(&args.file) {
        Ok(input) => input,
        Err(error) => {
            tell(error);
            return Status::Environment;
        }
    };
    let misfit = match args.to {
        Target::Coq => args
            .depth
            .map(|_| "--depth belongs to --to network and --to onnx"),
        Target::Network | Target::Onnx => args.bundle.then_some("--bundle belongs to --to coq"),
    };
    if let Some(misfit) = misfit {
        tell(format_args!("error[OX0869]: {misfit}"));
        return Status::BadInput;
    }
    match args.to {
        Target::Coq => script(context, args, &input),
        Target::Network => network::run(context, args, &input, false),
        Target::Onnx => network::run(context, args, &input, true),
    }
}

/// A proof script for the Coq kernel.
fn script(context: &Context, args: &Export, input: &Input) -> Status {
    let text = String::from_utf8_lossy(&input.bytes);
    if let Verdict::Invalid { line, reason } = verify_text(&text) {
        tell(format_args!(
            "{}: invalid\n  {line}: {reason} ({})",
            input.name,
            reason.code()
        ));
        return Status::False;
    }
    let certificate =
        Certificate::from_json(&text).expect("a certificate that verifies can be read");
    let options = CoqOptions {
        map: args.name.clone().or_else(|| args.map.clone()),
        iterate: args.iterate,
        bundle: args.bundle,
        ..Default::default()
    };
    let script = match coq::coq(&certificate, &options) {
        Ok(script) => script,
        Err(error) => {
            tell(format_args!("error[{}]: {error}", error.code()));
            return Status::BadInput;
        }
    };
    match &args.output {
        None => say(script.trim_end_matches('\n')),
        Some(path) => {
            if let Err(error) = write_whole(path, script.as_bytes()) {
                tell(error);
                return Status::Environment;
            }
            if !context.common.quiet {
                let library = if args.bundle {
                    ""
                } else {
                    "-Q target/coq/theories Orbitex "
                };
                let path = path.display();
                tell(format_args!(
                    "wrote {path}; check it with: coqc {library}{path}"
                ));
                if !args.bundle {
                    tell(
                        "  (coq/build compiles the library into target/coq; a file written with --bundle needs none)",
                    );
                }
            }
        }
    }
    Status::Fine
}

//! `orbitex export --to network` and `--to onnx`: the network that computes an iterate of a map exactly.

use super::args::Export;
use super::input::Input;
use super::output::{Status, say, tell, write_whole};
use super::{Context, about, input};
use crate::certificate::{Certificate, Kind};
use crate::certify::Analysis;
use crate::certify::realise::{Network, network};
use crate::export::network::rounding::TooLarge;
use crate::export::network::{json, onnx};
use crate::map::{PiecewiseLinear, System};
use crate::verify::{Verdict, verify};
use std::path::Path;

/// The map that a network is asked for.
struct Subject {
    name: String,
    origin: String,
    kind: Kind,
    f: PiecewiseLinear,
}

/// Writes the network of the map named in the arguments.
pub fn run(context: &Context, args: &Export, file: &Input, binary: bool) -> Status {
    let wanted = args.name.as_ref().or(args.map.as_ref());
    let subject = match subject(context, file, wanted) {
        Ok(subject) => subject,
        Err(status) => return status,
    };
    let analysis = Analysis::of(subject.kind, &subject.f, None, context.limits());
    let (t, k) = (args.iterate.unwrap_or(1), args.depth.unwrap_or(1));
    let made = match network(&analysis, t, k) {
        Ok(made) => made,
        Err(reason) => {
            tell(format_args!("error[{}]: {reason}", reason.code()));
            return match reason.code() {
                "OX0868" => Status::Limit,
                _ => Status::BadInput,
            };
        }
    };
    if binary {
        model(context, args, &subject, t, &made)
    } else {
        exact(context, args, &subject, t, &made)
    }
}

fn exact(context: &Context, args: &Export, subject: &Subject, t: u64, made: &Network) -> Status {
    let text = json::write(&made.realisation);
    let Some(path) = &args.output else {
        say(text.trim_end_matches('\n'));
        return Status::Fine;
    };
    let status = written(path, text.as_bytes());
    if status == Status::Fine && !context.common.quiet {
        tell(format_args!(
            "wrote {}: iterate {t} of {}, exactly, by {}",
            path.display(),
            subject.name,
            shape(made)
        ));
    }
    status
}

fn model(context: &Context, args: &Export, subject: &Subject, t: u64, made: &Network) -> Status {
    let Some(path) = &args.output else {
        tell("error[OX0869]: an ONNX model is not text; name its file by -o FILE");
        return Status::BadInput;
    };
    let about = onnx::About {
        map: &subject.name,
        origin: &subject.origin,
        iterate: t,
        split: &made.split,
    };
    let model = match onnx::write(&made.realisation, &about) {
        Ok(model) => model,
        Err(TooLarge) => {
            tell("error[OX0868]: the weights or the values exceed the range of doubles");
            return Status::Limit;
        }
    };
    let status = written(path, &model.bytes);
    if status == Status::Fine && !context.common.quiet {
        tell(format_args!(
            "wrote {}\n  {}",
            path.display(),
            model.statement
        ));
    }
    status
}

fn written(path: &Path, bytes: &[u8]) -> Status {
    match write_whole(path, bytes) {
        Ok(()) => Status::Fine,
        Err(error) => {
            tell(error);
            Status::Environment
        }
    }
}

/// "3 hidden layers of widths 4, 4, 2 (iterates 2 + 2 + 1)".
fn shape(made: &Network) -> String {
    let widths: Vec<String> = made
        .realisation
        .widths()
        .iter()
        .map(ToString::to_string)
        .collect();
    let parts: Vec<String> = made.split.iter().map(ToString::to_string).collect();
    let layers = input::counted(widths.len(), "hidden layer");
    let word = if widths.len() == 1 { "width" } else { "widths" };
    format!(
        "{layers} of {word} {} (iterates {})",
        widths.join(", "),
        parts.join(" + ")
    )
}

/// From a certificate (which must be valid) or a `.map` file, by what the text is: only JSON starts with a brace.
fn subject(context: &Context, file: &Input, wanted: Option<&String>) -> Result<Subject, Status> {
    let first = file.bytes.iter().find(|b| !b.is_ascii_whitespace());
    if first == Some(&b'{') {
        return certified(file, wanted);
    }
    let program = input::program(context, file)?;
    let names: Vec<&String> = program.maps.iter().map(|m| &m.name).collect();
    let index = place(&names, wanted)?;
    let definition = &program.maps[index];
    let (kind, line) = match &definition.system {
        System::Map(line) => (Kind::Map, line),
        System::Orbit { line, .. } => (Kind::Orbit, line),
        System::Polynomial(_) => return Err(curved(&definition.name)),
    };
    Ok(Subject {
        name: definition.name.clone(),
        origin: definition.origin.clone(),
        kind,
        f: line.clone(),
    })
}

fn certified(file: &Input, wanted: Option<&String>) -> Result<Subject, Status> {
    let rejected = |line: &str, reason: &dyn std::fmt::Display, code: &str| {
        let name = &file.name;
        tell(format_args!("{name}: invalid\n  {line}: {reason} ({code})"));
        Status::False
    };
    let certificate: Certificate = match crate::verify::read_bytes(&file.bytes) {
        Ok(certificate) => certificate,
        Err(reason) => return Err(rejected("$", &reason, reason.code())),
    };
    if let Verdict::Invalid { line, reason } = verify(&certificate) {
        return Err(rejected(&line, &reason, reason.code()));
    }
    let names: Vec<&String> = certificate.maps.iter().map(|m| &m.name).collect();
    let map = &certificate.maps[place(&names, wanted)?];
    if map.kind == Kind::Polynomial {
        return Err(curved(&map.name));
    }
    let f = about::graph(map).map_err(|(line, difference)| {
        tell(format_args!(
            "error[{}]: {line}: {difference}",
            difference.code()
        ));
        Status::BadInput
    })?;
    Ok(Subject {
        name: map.name.clone(),
        origin: map.origin.clone(),
        kind: map.kind,
        f,
    })
}

/// What is said of a polynomial.
fn curved(name: &str) -> Status {
    tell(format_args!(
        "error[OX0867]: `{name}` is not piecewise linear, so no network represents its iterates exactly"
    ));
    Status::BadInput
}

/// Where the map is; the first one if none is named.
fn place(names: &[&String], wanted: Option<&String>) -> Result<usize, Status> {
    let found = match wanted {
        None => (!names.is_empty()).then_some(0),
        Some(name) => names.iter().position(|n| *n == name),
    };
    found.ok_or_else(|| {
        let known: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
        let what = wanted.map_or("there is no map".to_string(), |w| {
            format!("there is no map `{w}`")
        });
        tell(format_args!(
            "error[OX0851]: {what}; the file has {}",
            if known.is_empty() {
                "none".to_string()
            } else {
                known.join(", ")
            }
        ));
        Status::BadInput
    })
}

//! `orbitex compile`: from a `.map` file to a report (LaTeX or a web page) and a certificate.

use super::Context;
use super::args::{self, Compile};
use super::aside::Aside;
use super::input::{self, Input, counted};
use super::output::{FileError, Staged, Status, say, stage, tell, write_whole};
use super::{check, pdf, printed, table, templates, titles, watch, watchdog};
use crate::certificate::{Assumption, Certificate, Growth, MapCertificate, Norm};
use crate::certify::{self, ForcedRequest, Lengths, LevelChoice, Request, Subject};
use crate::lang::program::{self, Between, Looks, Program};
use crate::num::parallel;
use crate::quantity::Maps;
use crate::quantity::argument::certified_unit;
use crate::quantity::norms::certified;
use crate::report::{self, Detail, Form, LatexOptions, Pictures, ReportError, Templates, classes};
use crate::source::{Diagnostic, render};
use crate::verify::{Verdict, verify};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Runs the command.
pub fn run(context: &Context, args: &Compile) -> Status {
    let refuse = |why: &str| {
        tell(format_args!("error[OX0908]: {why}"));
        Status::BadInput
    };
    if context.html() && (args.fragment || args.pdf) {
        return refuse("a page is neither a fragment nor a PDF");
    }
    if !args.watch {
        return once(context, args);
    }
    if context.json() || args.files.iter().any(|f| f == Path::new("-")) {
        return refuse("--watch needs files, and a person to read");
    }
    watch::compiling(context, args)
}

/// Compiles every file one time.
pub fn once(context: &Context, args: &Compile) -> Status {
    let templates = match templates::load(context, args.templates.as_deref()) {
        Ok(templates) => templates,
        Err(bad) => return bad,
    };
    let aside = Aside::new(context.common.jobs);
    if aside.exists() && !args.fragment {
        let templates = templates.clone();
        aside.start(move || templates.prepare());
    }
    let tools = Tools {
        context,
        args,
        templates,
        aside,
    };
    let mut written = Vec::new();
    let mut status = Status::Fine;
    for file in &args.files {
        let start = Instant::now();
        let outcome = match input::read(file) {
            Ok(input) => one(&tools, &input, start, &mut written),
            Err(error) => {
                tell(error);
                Err(Status::Environment)
            }
        };
        if let Err(bad) = outcome {
            tell(format_args!("error: {} was not compiled", file.display()));
            status = status.worse(bad);
        }
    }
    if context.json() {
        say(serde_json::to_string_pretty(
            &json!({ "schema": "orbitex/compile/1", "files": written }),
        )
        .expect("plain data"));
    }
    status
}

/// What all files of one run share.
struct Tools<'a> {
    context: &'a Context,
    args: &'a Compile,
    templates: Templates,
    aside: Aside,
}

fn one(
    tools: &Tools,
    input: &Input,
    start: Instant,
    written: &mut Vec<serde_json::Value>,
) -> Result<(), Status> {
    let (context, args) = (tools.context, tools.args);
    let program = input::program(context, input)?;
    watchdog::stage(&input.name);
    titles::check(context, input, &program)?;
    if program.maps.is_empty() && program.assumptions.is_empty() {
        tell(format_args!(
            "error[OX0906]: {} defines no map and no orbit: there is nothing to certify",
            input.name
        ));
        return Err(Status::BadInput);
    }
    let maps = Maps::new(&program, context.limits());
    let claims = check::claims(&maps, &program);
    match claims.show(context) {
        Status::Fine => {}
        bad => return Err(bad),
    }
    let certificate = certificate_of(&maps, &input.name, Lengths::default()).map_err(|limit| {
        tell(limit);
        Status::Limit
    })?;
    note_limits(context, &certificate);
    note_norms(context, &program, &certificate);
    let tables = tables(context, args, &program)?;
    let certificate = Arc::new(certificate);
    let writing = Writing::new(context, args, input, program.looks, &certificate);
    // The report is composed while the certificate is verified; both are written only if that holds.
    let composed = {
        let (writing, certificate) = (writing.clone(), certificate.clone());
        let templates = tools.templates.clone();
        (tools.aside).start(move || writing.text(&certificate, &templates, &tables))
    };
    let verdict = verify(&certificate);
    if let Verdict::Invalid { line, reason } = &verdict {
        tell(format_args!(
            "error[OX0909]: the certificate does not verify at {line}: {reason}"
        ));
        tell(
            "  = help: this is a fault of the program, please report it with the input; nothing was written",
        );
        return Err(Status::Environment);
    }
    let staged = writing.stage()?;
    let text = composed
        .wait()
        .map_err(|error| templates::show(context, &error, args.templates.as_deref()))?;
    let files = writing.deliver(args, &certificate, staged, &text)?;
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    if !context.common.quiet && !context.json() {
        let mut lines = certificate.maps.iter().map(summary).collect::<Vec<_>>();
        lines.extend(certificate.assumptions.iter().map(classes::forced));
        let claimed = match claims.checked {
            0 => String::new(),
            n => format!("; {} true", counted(n, "claim")),
        };
        say(&input.name);
        lines.iter().for_each(say);
        let time = start.elapsed().as_millis();
        say(format_args!(
            "  wrote {} (verified{claimed}) in {time} ms",
            names.join(", ")
        ));
        if !args.pdf && !args.fragment && !args.watch && !context.html() {
            say(format_args!(
                "  next: latexmk -pdf {}   or: orbitex compile --pdf {}",
                names[0], input.name
            ));
        }
    }
    written.push(json!({ "file": input.name, "written": names, "claims": claims.checked }));
    Ok(())
}

/// The certificate of all maps of a program.
pub fn certificate_of(maps: &Maps, source: &str, lengths: Lengths) -> Result<Certificate, String> {
    let program = maps.program;
    let certify = |i: usize| {
        let definition = &program.maps[i];
        let subject = Subject {
            name: &definition.name,
            origin: &definition.origin,
            analysis: maps.analysis(i),
            requests: requests(program, i),
        };
        let place = |limit| {
            let (line, column) = definition.place.line_column();
            let file = &definition.place.source.name;
            format!(
                "error[OX0508]: {file}:{line}:{column}: map {}: {limit}\n  = help: raise the limit (--max-iterate, --max-points) or ask for less",
                definition.name
            )
        };
        certify::map::map_certificate(&subject, lengths).map_err(place)
    };
    let certified: Result<Vec<MapCertificate>, String> =
        parallel::map((0..program.maps.len()).collect(), true, certify)
            .into_iter()
            .collect();
    let name = Path::new(source)
        .file_name()
        .map_or(source.to_string(), |n| n.to_string_lossy().to_string());
    let mut certificate = certify::certificate(
        &name,
        program.title.as_deref().filter(|t| !t.trim().is_empty()),
        program.author.as_deref().filter(|a| !a.trim().is_empty()),
        certified?,
    );
    certificate.notation = program.notation.clone();
    certificate.assumptions = assumptions_of(maps)?;
    Ok(certificate)
}

/// What is proved of the classes of maps of a program.
fn assumptions_of(maps: &Maps) -> Result<Vec<Assumption>, String> {
    let program = maps.program;
    let one = |i: usize| {
        let assumed = &program.assumptions[i];
        let requests = forced_requests(program, i);
        let place = |limit| {
            let (line, column) = assumed.place.line_column();
            let file = &assumed.place.source.name;
            format!(
                "error[OX0508]: {file}:{line}:{column}: assume {}: {limit}\n  = help: ask for smaller iterates",
                assumed.name
            )
        };
        certify::assumption::assumption(&assumed.name, &assumed.class, &requests, maps.limits())
            .map_err(place)
    };
    (0..program.assumptions.len()).map(one).collect()
}

/// What the `certify` statements ask of one class of maps.
pub fn forced_requests(program: &Program, assumption: usize) -> Vec<ForcedRequest> {
    let request = |c: &crate::lang::program::CertifyAssumed| ForcedRequest {
        iterates: c.iterates.clone(),
        depths: c.depths.clone(),
        tolerance: c.tolerance.clone(),
    };
    let blocks = program.certify_assumed.iter();
    blocks
        .filter(|c| c.assumption == assumption)
        .map(request)
        .collect()
}

/// What the `certify` statements ask of one map.
pub fn requests(program: &Program, map: usize) -> Vec<Request> {
    let request = |c: &crate::lang::program::Certify| Request {
        iterates: c.iterates.clone(),
        depths: c.depths.clone(),
        norms: c.norms.iter().map(|n| certified(*n)).collect(),
        between: match &c.between {
            Between::Auto => LevelChoice::Auto,
            Between::Levels(x, y) => LevelChoice::Levels(x.clone(), y.clone()),
            Between::Tolerance(e) => LevelChoice::Tolerance(e.clone()),
        },
        units: c.units.iter().map(|u| certified_unit(*u)).collect(),
    };
    program
        .certify
        .iter()
        .filter(|c| c.map == map)
        .map(request)
        .collect()
}

/// Says which maps did not close within the limit; that is knowledge, not an error.
pub fn note_limits(context: &Context, certificate: &Certificate) {
    for m in certificate
        .maps
        .iter()
        .filter(|m| !m.partition.closed && m.polynomial.is_none() && !context.common.quiet)
    {
        let d = Diagnostic::new(
            crate::source::Severity::Note,
            "OX0509",
            format!(
                "{} is not Markov within {} points; its lower bounds rest on the inner covering graph of {} of them",
                m.name,
                context.common.max_points,
                m.partition.points.len()
            ),
        );
        tell(render(&d, context.colour));
    }
}

/// Says which norms that were asked for have no bound.
fn note_norms(context: &Context, program: &Program, certificate: &Certificate) {
    for (i, m) in certificate.maps.iter().enumerate() {
        let asked = program.certify.iter().filter(|c| c.map == i);
        for (block, asked) in m.certify.iter().zip(asked) {
            let Some(place) = asked.place.as_ref().filter(|_| !context.common.quiet) else {
                continue;
            };
            for norm in asked.norms.iter().map(|n| certified(*n)) {
                if block.norms.contains(&norm) {
                    continue;
                }
                let reason = if norm == Norm::L1 && m.lipschitz.is_none() {
                    "it needs a Lipschitz constant: write `lipschitz L` after the orbit"
                } else {
                    "no levels are as far apart as asked, or its numbers are too large"
                };
                let d = Diagnostic::new(
                    crate::source::Severity::Note,
                    "OX0510",
                    format!("{} has no bound in the norm {norm:?}: {reason}", m.name),
                )
                .at(&place.source, place.span, "asked for here");
                tell(render(&d, context.colour));
            }
        }
    }
}

/// One line for one map.
fn summary(m: &MapCertificate) -> String {
    let growth = match &m.growth {
        Growth::Exact { decimal, .. } | Growth::ConstantSlope { decimal, .. } => {
            decimal.get(..12).unwrap_or(decimal).to_string()
        }
        Growth::Enclosure { lower, upper } => {
            let value = upper.value();
            if lower.rate == *value {
                value.0.to_string()
            } else {
                "enclosed".to_string()
            }
        }
    };
    let bound = m
        .certify
        .iter()
        .flat_map(|b| &b.sup)
        .next_back()
        .and_then(|row| {
            let cell = row
                .widths
                .iter()
                .find(|c| c.depth == 4)
                .or(row.widths.last())?;
            Some(format!(
                "   t = {}, depth {}: width >= {}",
                row.iterate, cell.depth, cell.width.0
            ))
        });
    format!(
        "  {:<10} growth {growth}   period {}{}",
        m.name,
        m.periods.strongest,
        bound.unwrap_or_default()
    )
}

/// The SHA-256 of a file in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    sum.iter().map(|b| format!("{b:02x}")).collect()
}

/// The tables of a document. A fragment has none: `orbitex table` writes each by itself; but their rows must stand.
fn tables(context: &Context, args: &Compile, program: &Program) -> Result<Vec<String>, Status> {
    if args.fragment {
        return table::check_rows(context, program).map(|()| Vec::new());
    }
    let form = if context.html() {
        table::Form::Page
    } else {
        table::Form::Report
    };
    table::for_report(context, program, form)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or("report".to_string(), |s| s.to_string_lossy().to_string())
}

/// Where the report on a file is written: beside it, or into the folder that was asked for.
pub fn target(args: &Compile, file: &Path, extension: &str) -> PathBuf {
    let folder = args
        .output
        .clone()
        .unwrap_or_else(|| file.parent().map(Path::to_path_buf).unwrap_or_default());
    folder.join(format!("{}.{extension}", stem(file)))
}

/// The files of one document: where they are written, and how the report looks.
#[derive(Clone)]
struct Writing {
    folder: PathBuf,
    stem: String,
    report: PathBuf,
    html: bool,
    /// The text of the certificate.
    bytes: Arc<str>,
    options: LatexOptions,
}

impl Writing {
    fn new(
        context: &Context,
        args: &Compile,
        input: &Input,
        looks: Looks,
        certificate: &Certificate,
    ) -> Writing {
        let path = input
            .path
            .clone()
            .unwrap_or_else(|| PathBuf::from("stdin.map"));
        let html = context.html();
        let report = target(args, &path, if html { "html" } else { "tex" });
        let folder = report.parent().map(Path::to_path_buf).unwrap_or_default();
        let stem = stem(&path);
        let bytes = certificate.to_json();
        let form = if args.fragment {
            Form::Fragment
        } else {
            Form::Standalone
        };
        let (detail, pictures) = look(args, looks);
        let name = format!("{stem}.cert.json");
        let options = printed::options(&name, &digest(bytes.as_bytes()), (form, detail, pictures));
        Writing {
            folder,
            stem,
            report,
            html,
            bytes: bytes.into(),
            options,
        }
    }
    /// The report.
    fn text(
        &self,
        certificate: &Certificate,
        templates: &Templates,
        tables: &[String],
    ) -> Result<String, ReportError> {
        if self.html {
            report::html(certificate, &self.options, templates, tables)
        } else {
            report::latex_by(certificate, &self.options, templates)
                .map(|text| report::with_tables(&text, tables))
        }
    }
    /// Writes the certificate, without its name yet.
    fn stage(&self) -> Result<Staged, Status> {
        let folder = &self.folder;
        if !folder.as_os_str().is_empty() && std::fs::create_dir_all(folder).is_err() {
            tell(format_args!(
                "error[OX0901]: cannot make the folder {}",
                folder.display()
            ));
            return Err(Status::Environment);
        }
        stage(&self.certificate(), self.bytes.as_bytes()).map_err(no_file)
    }
    fn certificate(&self) -> PathBuf {
        self.folder.join(format!("{}.cert.json", self.stem))
    }
    /// Writes the report and the certificate (and the PDF), all or none.
    fn deliver(
        &self,
        args: &Compile,
        certificate: &Certificate,
        staged: Staged,
        text: &str,
    ) -> Result<Vec<PathBuf>, Status> {
        let mut files = vec![self.report.clone(), self.certificate()];
        let report = stage(&self.report, text.as_bytes()).map_err(no_file)?;
        if args.pdf {
            let pdf_path = self.folder.join(format!("{}.pdf", self.stem));
            pdf::make(text, &pdf_path).map_err(|error| {
                tell(error);
                Status::Environment
            })?;
            files.push(pdf_path);
        }
        for file in [staged, report] {
            file.keep().map_err(no_file)?;
        }
        if let Some(folder) = &args.samples {
            files.extend(samples(folder, certificate)?);
        }
        Ok(files)
    }
}

fn no_file(error: FileError) -> Status {
    tell(error);
    Status::Environment
}

/// How the report looks: a flag wins over the file, the file over the default.
fn look(args: &Compile, looks: Looks) -> (Detail, Pictures) {
    let usual = match args.fragment {
        true => (program::Detail::Short, program::Pictures::None),
        false => (program::Detail::Full, program::Pictures::Few),
    };
    let detail = match (args.detail, looks.detail.unwrap_or(usual.0)) {
        (Some(args::Detail::Short), _) | (None, program::Detail::Short) => Detail::Short,
        (Some(args::Detail::Full), _) | (None, program::Detail::Full) => Detail::Full,
    };
    let pictures = match (args.pictures, looks.pictures.unwrap_or(usual.1)) {
        (Some(args::Pictures::None), _) | (None, program::Pictures::None) => Pictures::None,
        (Some(args::Pictures::Few), _) | (None, program::Pictures::Few) => Pictures::Few,
        (Some(args::Pictures::All), _) | (None, program::Pictures::All) => Pictures::All,
    };
    (detail, pictures)
}

/// Writes the points of the classification bounds.
fn samples(folder: &Path, certificate: &Certificate) -> Result<Vec<PathBuf>, Status> {
    let tables = report::samples::tables(certificate);
    if !tables.is_empty() && std::fs::create_dir_all(folder).is_err() {
        tell(format_args!(
            "error[OX0901]: cannot make the folder {}",
            folder.display()
        ));
        return Err(Status::Environment);
    }
    let mut files = Vec::new();
    for table in tables {
        let path = folder.join(&table.name);
        write_whole(&path, table.text.as_bytes()).map_err(no_file)?;
        files.push(path);
    }
    Ok(files)
}

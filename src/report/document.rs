//! The whole report: order of the sections, title, abstract, checking, references.

use super::escape::{self, Tex};
use super::polynomial_map;
use super::symbols::Symbols;
use super::table::Rules;
use super::view::{Place, View, label};
use super::words::{capital, list};
use super::{
    Detail, Form, LatexOptions, Pictures, ReportError, Templates, area, assumption, bounds, cite,
    comparison, covering, every, growth, labels, periods, pictures, setting, short, statement,
    three_points, units,
};
use crate::certificate::{Assumption, Certificate, ForcedReason, Kind};
use serde_json::{Value, json};

/// The most maps whose statements the abstract gives.
const ABSTRACT: usize = 3;
/// The longest title in the head of a page, in letters.
const RUNNING: usize = 56;

/// What every form of the report is made of.
pub struct Parts {
    /// The facts that several templates need.
    pub shared: Value,
    /// The statements of the maps and what they rest on.
    pub summary: Tex,
    /// The statement alone, where there is one map.
    pub statement: Tex,
    /// All sections, LaTeX with `\orbcite` marks.
    pub body: Tex,
}

impl Parts {
    /// Everything that may cite.
    pub fn text(&self) -> String {
        format!("{} {}", self.summary, self.body)
    }
}

/// The parts of the report; `web` asks for those of a page.
pub fn parts(
    cert: &Certificate,
    options: &LatexOptions,
    templates: &Templates,
    web: bool,
) -> Result<Parts, ReportError> {
    let options = &LatexOptions {
        form: if web { Form::Standalone } else { options.form },
        ..options.clone()
    };
    let symbols = Symbols::of(cert);
    let views = views(cert, options, templates, web)?;
    let shared = shared(cert, options, &views)?;
    let body = match options.detail {
        Detail::Short => {
            let stated = options.form == Form::Standalone && subjects(cert) <= ABSTRACT;
            short::body(cert, &views, &shared, templates, stated)?
        }
        Detail::Full => full(
            cert,
            &views,
            &shared,
            options,
            &frame(cert, options, templates, web),
        )?,
    };
    let opening = opening(cert, &views)?;
    let between = if subjects(cert) > 1 { "\n\n" } else { " " };
    let body = approximate(body);
    let full = options.detail == Detail::Full;
    let lines = cited(cert, &views, &body.0);
    let foundations = statement::Foundations {
        full,
        cited: lines.as_deref(),
        patterns: cert
            .assumptions
            .iter()
            .flat_map(|a| &a.certify)
            .flat_map(|b| &b.rows)
            .any(|r| matches!(r.reason, ForcedReason::Patterns { .. })),
    };
    let again = format!(
        "Every number is checked again by {} (Section~\\ref{{{}:checking}}).",
        shared["command"].as_str().unwrap_or_default(),
        document_label(cert)
    );
    let summary = Tex(format!(
        "{opening}{between}{}",
        statement::foundations(&views, &foundations, full.then_some(again.as_str()))
    ));
    let alone = options.detail == Detail::Full && subjects(cert) == 1;
    let opening = if alone { opening } else { Tex::default() };
    Ok(Parts {
        shared,
        summary: symbols.latex(&summary),
        statement: symbols.latex(&opening),
        body: symbols.latex(&body),
    })
}

/// Renders the report as LaTeX.
pub fn document(
    cert: &Certificate,
    options: &LatexOptions,
    templates: &Templates,
) -> Result<String, ReportError> {
    let fragment = options.form == Form::Fragment;
    let parts = parts(cert, options, templates, false)?;
    let text = parts.text();
    let mut context = parts.shared.clone();
    context["definitions"] = json!(templates.latex("definitions", &json!({}))?);
    context["abstract"] = json!(parts.summary);
    context["statement"] = json!(parts.statement);
    context["body"] = json!(parts.body);
    context["references"] = json!(cite::bibliography(&text));
    context["bibtex"] = json!(cite::bibtex(&text));
    let whole = match (options.form, options.detail) {
        (Form::Standalone, _) => templates.latex("standalone", &context)?,
        (Form::Fragment, Detail::Full) => templates.latex("fragment", &context)?,
        (Form::Fragment, Detail::Short) => parts.body,
    };
    Ok(cite::resolve(&whole.0, fragment) + "\n")
}

fn views<'a>(
    cert: &'a Certificate,
    options: &LatexOptions,
    templates: &Templates,
    web: bool,
) -> Result<Vec<View<'a>>, ReportError> {
    let many = subjects(cert) > 1;
    let short = options.detail == Detail::Short;
    let h1 = heading(options);
    let below = if options.form == Form::Fragment {
        "\\subsubsection"
    } else {
        "\\subsection"
    };
    let doc = document_label(cert);
    let mut proved = (None, None);
    let mut out = Vec::new();
    for map in &cert.maps {
        let place = Place {
            many,
            doc: doc.clone(),
            h1,
            h: if many { below } else { h1 },
            line: if options.form == Form::Fragment {
                38
            } else {
                66
            },
            fragment: options.form == Form::Fragment,
            rules: match (short, options.form) {
                _ if web => Rules::Web,
                (true, _) => Rules::Plain,
                (false, Form::Fragment) => Rules::Chunks,
                (false, Form::Standalone) => Rules::Booktabs,
            },
            web,
            templates: templates.clone(),
            symbols: Symbols::of(cert),
            opens: many && (options.form == Form::Fragment || subjects(cert) > ABSTRACT),
            proved: proved.clone(),
        };
        let view = View::new(map, place)?;
        if proved.0.is_none() && view.closed() && !view.orbit() {
            proved.0 = Some(format!("{}:paths", view.id));
        }
        if proved.1.is_none() && !map.certify.is_empty() && statement_has_bound(&view) {
            proved.1 = Some(format!("{}:sup", view.id));
        }
        out.push(view);
    }
    Ok(out)
}

/// How many maps and classes of maps the document is about.
fn subjects(cert: &Certificate) -> usize {
    cert.maps.len() + cert.assumptions.len()
}

/// The prefix of labels that belong to the whole document.
fn document_label(cert: &Certificate) -> String {
    let first = cert.maps.first().map(|m| &m.name);
    let first = first.or(cert.assumptions.first().map(|a| &a.name));
    label(first.map_or("", |name| name))
}

/// The sectioning command of the document.
fn heading(options: &LatexOptions) -> &'static str {
    match options.form {
        Form::Fragment => "\\subsection",
        Form::Standalone => "\\section",
    }
}

/// How the sections about classes are set.
fn frame(
    cert: &Certificate,
    options: &LatexOptions,
    templates: &Templates,
    web: bool,
) -> assumption::Frame {
    let fragment = options.form == Form::Fragment;
    assumption::Frame {
        h1: heading(options),
        templates: templates.clone(),
        doc: document_label(cert),
        rules: match (options.detail, fragment) {
            _ if web => Rules::Web,
            (Detail::Short, _) => Rules::Plain,
            (Detail::Full, true) => Rules::Chunks,
            (Detail::Full, false) => Rules::Booktabs,
        },
        many: subjects(cert) > 1,
    }
}

/// Does the first block of the map print a theorem with its proof?
fn statement_has_bound(view: &View) -> bool {
    let first = view.map.certify.first();
    first.is_some_and(|b| b.sup.iter().any(|r| r.crossings.0 > 1.into()))
}

/// The facts that several templates need.
fn shared(
    cert: &Certificate,
    options: &LatexOptions,
    views: &[View],
) -> Result<Value, ReportError> {
    let user = |place: &'static str| move |u| ReportError::unprintable(place, u);
    let code = |text: &str, place| escape::code(text).map_err(user(place));
    let source = code(&cert.source, "the name of the source file")?;
    let generator = escape::text(&cert.generator).map_err(user("the generator"))?;
    let author = cert
        .author
        .as_deref()
        .map(escape::text)
        .transpose()
        .map_err(user("the author"))?;
    let by = format!("compiled by {generator} from {source}");
    let title = match &cert.title {
        Some(title) => {
            let title = escape::text(title).map_err(user("the title"))?;
            format!(
                "{title}: {}",
                if subjects(cert) == 1 {
                    "a depth--width certificate"
                } else {
                    "depth--width certificates"
                }
            )
        }
        None if subjects(cert) == 1 => {
            let name = match (views.first(), cert.assumptions.first()) {
                (Some(view), _) => view.name()?,
                (None, Some(a)) => assumption::name(a)?,
                (None, None) => Tex::default(),
            };
            format!("A depth--width certificate for {name}")
        }
        None => format!("Depth--width certificates from {source}"),
    };
    let plain = |text: &str| {
        text.chars()
            .map(|c| {
                if c.is_ascii_graphic() || c == ' ' {
                    c
                } else {
                    '?'
                }
            })
            .collect::<String>()
    };
    let cut = |text: Option<&str>| text.map(|t| escape::text(&running(t))).transpose();
    let sha: String = options
        .sha256
        .chars()
        .filter(char::is_ascii_hexdigit)
        .collect();
    let ascii_user = [
        cert.title.as_deref(),
        cert.author.as_deref(),
        Some(cert.source.as_str()),
    ];
    Ok(json!({
        "head": format!("Written by {} from {}; certificate {}, SHA-256 {sha}.", plain(&cert.generator), plain(&cert.source), plain(&options.certificate_name)),
        "title": title,
        "running": cut(cert.title.as_deref()).map_err(user("the title"))?,
        "running_author": cut(cert.author.as_deref()).map_err(user("the author"))?,
        "author": author,
        "by": capital(&by),
        "doc": document_label(cert),
        "pictures": options.detail == Detail::Full && options.pictures != Pictures::None && !views.is_empty(),
        "h1": heading(options),
        "t1": ascii_user.iter().flatten().any(|t| !t.is_ascii()),
        "file": code(&options.certificate_name, "the name of the certificate")?,
        "command": code(&options.command, "the command")?,
        "sha": sha,
        "sha_halves": [sha.chars().take(32).collect::<String>(), sha.chars().skip(32).collect::<String>()],
        "fragment": options.form == Form::Fragment,
        "sha_start": sha.chars().take(16).collect::<String>(),
    }))
}

/// The statements of all maps.
fn opening(cert: &Certificate, views: &[View]) -> Result<Tex, ReportError> {
    let alone = subjects(cert) == 1;
    let parts: Result<Vec<String>, ReportError> = views
        .iter()
        .map(|v| Ok(statement::statement(v, alone)?.0))
        .collect();
    let mut parts = parts?;
    parts.extend(cert.assumptions.iter().map(|a| assumption::statement(a).0));
    if parts.len() > ABSTRACT {
        let maps = views.iter().map(|v| Ok(v.name()?.0));
        let classes = cert.assumptions.iter().map(|a| Ok(assumption::name(a)?.0));
        let names: Result<Vec<String>, ReportError> = maps.chain(classes).collect();
        return Ok(Tex(format!(
            "Lower bounds on the width of ReLU networks that approximate iterates of {}; each section opens with its statement.",
            list(&names?)
        )));
    }
    Ok(Tex(parts.join("\n\n")))
}

fn full(
    cert: &Certificate,
    views: &[View],
    shared: &Value,
    options: &LatexOptions,
    frame: &assumption::Frame,
) -> Result<Tex, ReportError> {
    let templates = &frame.templates;
    let mut parts = vec![templates.latex("conventions", shared)?.0];
    let lemmas = area::lemmas(views)?;
    if !lemmas.0.is_empty() {
        parts.push(lemmas.0);
    }
    for view in views {
        parts.push(map(view, options.pictures, pattern(cert, view))?.0);
    }
    for a in &cert.assumptions {
        parts.push(assumption::section(a, frame)?.0);
    }
    let text = parts.join("\n");
    let mut checking = shared.clone();
    let (first, cited) = foundations(cert, views, &text);
    checking["first_principles"] = json!(first);
    checking["cited"] = json!(cited);
    parts.push(templates.latex("checking", &checking)?.0);
    Ok(Tex(parts.join("\n\n")))
}

/// What an orbit's section says of maps with another orbit of the same period.
fn pattern(cert: &Certificate, view: &View) -> Option<Tex> {
    let n = view.orbit().then_some(view.n() + 1)?;
    let same = cert.assumptions.iter().find(|a| a.period == n as u64);
    let place = match same {
        Some(a) => format!("Section~\\ref{{{}}}", label(&a.name)),
        None => {
            "a certificate of that class, which the statement \\texttt{assume} makes".to_string()
        }
    };
    Some(Tex(format!(
        "Everything below is about \\emph{{this cyclic pattern}}: it holds for every continuous map with an orbit whose points are permuted in this way. For every map with a point of period ${n}$, whatever the pattern, see {place}."
    )))
}

fn map(view: &View, pictures: Pictures, pattern: Option<Tex>) -> Result<Tex, ReportError> {
    if let Some(data) = &view.map.polynomial {
        return polynomial_map::map(view, data, pictures);
    }
    let context = json!({
        "many": view.place.many, "h1": view.place.h1, "heading": setting::heading(view)?, "id": view.id,
        "statement": if view.place.opens { Some(statement::statement(view, false)?) } else { None },
        "setting": setting::section(view)?,
        "pattern": pattern,
        "covering": covering::section(view)?,
        "figures": pictures::figures(view, pictures)?,
        "paths": paths(view)?,
        "growth": growth::section(view)?,
        "bounds": bounds::section(view)?,
        "three_points": three_points::section(view)?,
        "units": units::section(view)?,
        "classification": labels::section(view)?,
        "area": area::section(view)?,
        "every": every::section(view)?,
        "periods": periods::section(view)?,
        "comparison": comparison::section(view)?,
    });
    view.place.templates.latex("map", &context)
}

fn paths(view: &View) -> Result<Tex, ReportError> {
    let context = json!({
        "h": view.place.h, "id": view.id, "n": view.n(), "orbit": view.orbit(), "g": view.g(),
        "equality": view.closed() && !view.orbit(),
        "recursive": view.closed(),
        "recursion": covering::recursion(view),
        "first": view.place.proved.0.is_none(),
        "first_paths": view.place.proved.0,
        "marks": bounds::needs_marks(view),
    });
    view.place.templates.latex("paths", &context)
}

/// Which statements are proved in the document, and which rely on citations.
fn foundations(cert: &Certificate, views: &[View], text: &str) -> (String, Option<String>) {
    let bounds = if views.is_empty() && by_stefan(cert).len() == cert.assumptions.len() {
        "The widths are deduced above from the numbers of crossings by integer arithmetic"
    } else if views.is_empty() {
        "The numbers of crossings of all patterns and the widths are proved above from first principles: integer arithmetic and the intermediate value theorem"
    } else {
        "The covering relations, the numbers of crossings and the widths are proved above from first principles: evaluation of the map at finitely many points, integer arithmetic, and the intermediate value theorem"
    };
    let orbit = if views.iter().any(|v| v.map.kind == Kind::Orbit) {
        " (for an orbit, for every continuous map that has it)"
    } else {
        ""
    };
    let exact = views.iter().all(|v| v.closed());
    let growth = if views.is_empty() {
        "."
    } else if exact {
        ". So are the growth rates, defined as the growth of laps."
    } else {
        "."
    };
    let others = if by_stefan(cert).is_empty() {
        " The widths in the tables do not."
    } else if views.is_empty() && by_stefan(cert).len() == cert.assumptions.len() {
        ""
    } else {
        " The other widths in the tables do not."
    };
    let cited = cited(cert, views, text)
        .map(|lines| format!("These rely on cited theorems: {lines}.{others}"));
    (format!("{bounds}{orbit}{growth}"), cited)
}

/// The classes whose numbers of crossings come from Štefan's theorem, at some iterate.
fn by_stefan(cert: &Certificate) -> Vec<&Assumption> {
    let cites = |a: &&Assumption| {
        let mut rows = a.certify.iter().flat_map(|b| &b.rows);
        rows.any(|r| matches!(r.reason, ForcedReason::Stefan { .. }))
    };
    cert.assumptions.iter().filter(cites).collect()
}

/// The lines that rely on citations, if there are any.
fn cited(cert: &Certificate, views: &[View], text: &str) -> Option<String> {
    let has = |key: &str| text.contains(&format!("\\orbcite{{{key}}}"));
    let names = |classes: &[&Assumption]| {
        let names = classes.iter().filter_map(|a| assumption::name(a).ok());
        list(&names.map(|n| n.0).collect::<Vec<_>>())
    };
    let mut cited = Vec::new();
    let (stefan, growing) = (by_stefan(cert), cert.assumptions.iter());
    let growing: Vec<&Assumption> = growing.filter(|a| a.growth.is_some()).collect();
    if !stefan.is_empty() {
        cited.push(format!(
            "the numbers of crossings of {}, and with them the widths (\\v{{S}}tefan's theorem, \\orbcite{{stefan}}, \\orbcite{{bgmy}})",
            names(&stefan)
        ));
    }
    if !growing.is_empty() {
        let one = growing.len() == 1;
        cited.push(format!(
            "the {} of {} (\\orbcite{{stefan}}, \\orbcite{{bgmy}})",
            if one { "entropy" } else { "entropies" },
            names(&growing)
        ));
    }
    if has("sharkovsky") {
        cited.push("the list of periods (Sharkovsky's theorem \\orbcite{sharkovsky})".to_string());
    }
    if views.iter().any(|v| v.map.odd_period.is_some()) && has("stefan") {
        cited.push("the bound from the odd period alone (\\orbcite{stefan}, \\orbcite{bgmy}) and its line of the comparison".to_string());
    }
    if has("misiurewicz_szlenk") {
        cited.push(
            "that the growth is at most the Lipschitz constant (\\orbcite{misiurewicz_szlenk})"
                .to_string(),
        );
    }
    if has("cnpw") {
        cited.push(
            "the line of the comparison from one cycle and a loop (\\orbcite{cnpw})".to_string(),
        );
    }
    (!cited.is_empty()).then(|| list(&cited))
}

/// A long number is printed as `\\approx` and a decimal; after a sign of equality that stands for both signs.
fn approximate(text: Tex) -> Tex {
    Tex(text.0.replace("={\\approx}", "\\approx "))
}

/// A title in the head of a page: a long one is cut at a blank.
fn running(title: &str) -> String {
    if title.chars().count() <= RUNNING {
        return title.to_string();
    }
    let mut out = String::new();
    for word in title.split_whitespace() {
        if out.chars().count() + word.chars().count() >= RUNNING {
            break;
        }
        out = format!("{out} {word}");
    }
    let first: String = title.chars().take(RUNNING).collect();
    let out = if out.is_empty() { first } else { out };
    format!("{}...", out.trim())
}

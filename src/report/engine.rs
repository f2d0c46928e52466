//! The template engine: embedded templates, those of a user in their place, LaTeX-friendly delimiters, calls to render.

use super::ReportError;
use super::escape::Tex;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tera::{Context, Delimiters, ErrorKind, Tera};

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// The embedded templates by name, which is their path below `templates/`.
const EMBEDDED: &[(&str, &str)] = templates![
    "latex/standalone.tex",
    "latex/fragment.tex",
    "latex/definitions.tex",
    "latex/conventions.tex",
    "latex/map.tex",
    "latex/setting.tex",
    "latex/covering.tex",
    "latex/paths.tex",
    "latex/growth.tex",
    "latex/bounds.tex",
    "latex/three_points.tex",
    "latex/units.tex",
    "latex/classification.tex",
    "latex/area_lemmas.tex",
    "latex/area.tex",
    "latex/every.tex",
    "latex/periods.tex",
    "latex/polynomial.tex",
    "latex/comparison.tex",
    "latex/checking.tex",
    "latex/short.tex",
    "latex/assumption.tex",
    "html/page.html",
    "html/style.css",
    "html/heading.html",
    "html/theorem.html",
    "html/proof.html",
    "html/table.html",
    "html/figure.html",
    "html/references.html",
];

/// What every full report asks for, in the order in which it does.
const USUAL: &[&str] = &[
    "latex/map.tex",
    "latex/conventions.tex",
    "latex/setting.tex",
    "latex/covering.tex",
    "latex/paths.tex",
    "latex/growth.tex",
    "latex/bounds.tex",
    "latex/every.tex",
    "latex/periods.tex",
    "latex/comparison.tex",
    "latex/checking.tex",
    "latex/definitions.tex",
    "latex/standalone.tex",
];

/// A set of templates: the embedded ones, some of them replaced by a user's. Cheap to clone.
#[derive(Clone)]
pub struct Templates(Arc<Loaded>);

struct Loaded {
    /// One engine for each template of [`EMBEDDED`], in that order, made when it is first asked for: a short report asks
    /// for few. No embedded template refers to another one.
    single: Vec<OnceLock<Tera>>,
    /// One engine for all of [`USUAL`], if it was made in advance.
    usual: OnceLock<Tera>,
    /// All templates together, if some are a user's: these may refer to each other.
    all: Option<Tera>,
    own: BTreeMap<String, String>,
}

/// Where a template failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template's name: `latex/growth.tex`.
    pub name: String,
    /// Its text, if it is a user's.
    pub text: Option<String>,
    /// The bytes at fault in that text.
    pub range: (usize, usize),
    /// What is wrong, one line.
    pub message: String,
}

impl Templates {
    /// The templates of this program.
    pub fn embedded() -> Templates {
        static EMBEDDED_ONCE: OnceLock<Templates> = OnceLock::new();
        EMBEDDED_ONCE
            .get_or_init(|| {
                Templates::with(BTreeMap::new()).expect("the embedded templates are tested")
            })
            .clone()
    }
    /// Name and text of each embedded template.
    pub fn list() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }
    /// The embedded templates with those in `own` (by name) in place of theirs.
    ///
    /// # Errors
    /// A template that is not well-formed, or one of a name that no report uses.
    pub fn with(own: BTreeMap<String, String>) -> Result<Templates, ReportError> {
        if let Some((name, text)) = own
            .iter()
            .find(|(name, _)| EMBEDDED.iter().all(|(e, _)| e != name))
        {
            return Err(ReportError::Template(Box::new(TemplateFault {
                name: name.clone(),
                text: Some(text.clone()),
                range: (0, 0),
                message: "no report uses a template of this name".to_string(),
            })));
        }
        let all = match own.is_empty() {
            true => None,
            false => {
                let text = |(name, text): &(&'static str, &'static str)| {
                    (*name, own.get(*name).cloned().unwrap_or(text.to_string()))
                };
                Some(engine(EMBEDDED.iter().map(text)).map_err(|(name, e)| fault(&e, name, &own))?)
            }
        };
        let single = EMBEDDED.iter().map(|_| OnceLock::new()).collect();
        let usual = OnceLock::new();
        Ok(Templates(Arc::new(Loaded {
            single,
            usual,
            all,
            own,
        })))
    }
    /// Makes the engine that every full report asks for; meant for a thread that has nothing else to do.
    pub fn prepare(&self) {
        if self.0.all.is_none() {
            let usual = EMBEDDED.iter().filter(|(name, _)| USUAL.contains(name));
            self.0.usual.get_or_init(|| embedded(usual));
        }
    }
    /// Renders a template of the LaTeX report; `context` is an object of finished LaTeX, flags and lists of these.
    pub fn latex(&self, name: &str, context: &Value) -> Result<Tex, ReportError> {
        self.render(&format!("latex/{name}.tex"), context)
            .map(|text| Tex(tidy(&text)))
    }
    /// Renders a template of the page; strings are escaped unless the template says `safe`.
    pub fn html(&self, name: &str, context: &Value) -> Result<String, ReportError> {
        self.render(&format!("html/{name}"), context)
            .map(|text| tidy(&text))
    }
    fn render(&self, name: &str, context: &Value) -> Result<String, ReportError> {
        let fail = |e: tera::Error| fault(&e, name, &self.0.own);
        let context = Context::from_serialize(context).map_err(fail)?;
        self.engine(name).render(name, &context).map_err(fail)
    }
    /// An engine that knows the template of this name, if there is one.
    fn engine(&self, name: &str) -> &Tera {
        if let Some(all) = &self.0.all {
            return all;
        }
        if let Some(usual) = self.0.usual.get().filter(|_| USUAL.contains(&name)) {
            return usual;
        }
        let place = EMBEDDED.iter().position(|(e, _)| *e == name).unwrap_or(0);
        self.0.single[place].get_or_init(|| embedded([&EMBEDDED[place]]))
    }
}

/// An engine with embedded templates.
fn embedded<'a>(templates: impl IntoIterator<Item = &'a (&'static str, &'static str)>) -> Tera {
    let owned = templates
        .into_iter()
        .map(|(name, text)| (*name, text.to_string()));
    engine(owned).expect("the embedded templates are tested")
}

/// An engine with these templates by name; a fault comes with the template at which it was found.
fn engine(
    templates: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Tera, (&'static str, tera::Error)> {
    let mut tera = Tera::new();
    tera.set_delimiters(Delimiters {
        block_start: "<%".into(),
        block_end: "%>".into(),
        variable_start: "<<".into(),
        variable_end: ">>".into(),
        comment_start: "<#".into(),
        comment_end: "#>".into(),
    })
    .map_err(|e| ("", e))?;
    // LaTeX is not escaped here: every string of its contexts is finished (`Tex`), made by this room.
    tera.autoescape_on(vec![".html"]);
    for (name, text) in templates {
        tera.add_raw_template(name, &text).map_err(|e| (name, e))?;
    }
    Ok(tera)
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.own.keys()).finish()
    }
}

/// The engine's error with its place; `name` is the template at hand where the engine names none.
fn fault(error: &tera::Error, name: &str, own: &BTreeMap<String, String>) -> ReportError {
    let (file, range, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let file = match report.filename() {
                "" => name,
                file => file,
            };
            let range = &report.span().range;
            (file, (range.start, range.end), report.message().to_string())
        }
        other => (name, (0, 0), other.to_string()),
    };
    ReportError::Template(Box::new(TemplateFault {
        name: file.to_string(),
        text: own.get(file).cloned(),
        range,
        message,
    }))
}

/// Drops blanks at line ends, all but one of several empty lines, and empty lines at both ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines() {
        let line = line.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn own(name: &str, text: &str) -> Result<Templates, ReportError> {
        Templates::with([(name.to_string(), text.to_string())].into())
    }

    #[test]
    fn embedded_templates_are_well_formed_and_stand_alone() {
        let alone = Templates::embedded();
        for (name, text) in EMBEDDED {
            let tera = alone.engine(name);
            assert_eq!(tera.get_template_names().collect::<Vec<_>>(), [*name]);
            for word in ["include", "extends", "import", "block"] {
                let used = text
                    .split("<%")
                    .skip(1)
                    .any(|tag| tag.trim_start_matches('-').trim_start().starts_with(word));
                assert!(!used, "{name}: {word}");
            }
        }
        for name in USUAL {
            assert!(EMBEDDED.iter().any(|(e, _)| e == name), "{name}");
        }
        // One of a user's own, the same as ours: all are together then, and nothing else changes.
        let (name, text) = EMBEDDED[0];
        let together = own(name, text).expect("well-formed");
        let context = json!({ "x": 1 });
        for (name, _) in EMBEDDED {
            assert_eq!(
                together.render(name, &context).is_ok(),
                alone.render(name, &context).is_ok(),
                "{name}"
            );
        }
    }

    #[test]
    fn faults_of_own_templates_have_their_place() {
        let text = "one\n<% if x %>";
        let Err(ReportError::Template(f)) = own("latex/map.tex", text) else {
            panic!("an open block is a fault");
        };
        assert_eq!(
            (f.name.as_str(), f.text.as_deref()),
            ("latex/map.tex", Some(text))
        );
        let templates = own("latex/map.tex", "fine\n<< nothing >>").expect("well-formed");
        let Err(ReportError::Template(f)) = templates.latex("map", &json!({})) else {
            panic!("an unknown name is a fault");
        };
        assert_eq!(&"fine\n<< nothing >>"[f.range.0..f.range.1], "nothing");
        assert!(own("latex/maps.tex", "").is_err());
    }

    #[test]
    fn text_is_escaped_in_pages_only() {
        let templates = own("html/heading.html", "<< x >>").expect("well-formed");
        let templates = Templates::with(
            [("latex/map.tex".to_string(), "<< x >>".to_string())]
                .into_iter()
                .chain(templates.0.own.clone())
                .collect(),
        )
        .expect("well-formed");
        let context = json!({ "x": "a<b" });
        assert_eq!(templates.latex("map", &context).expect("renders").0, "a<b");
        assert_eq!(
            templates.html("heading.html", &context).expect("renders"),
            "a&lt;b"
        );
    }
}

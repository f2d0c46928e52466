//! Is a certificate about the maps of a `.map` file? Compares what it states with what the file's statements mean.
//!
//! Compared: names and their order, kinds, vertices (as real numbers, whatever field they are written in), what is
//! assumed of an unknown map, and for each `certify` block levels, depths and iterates. The certificate has passed the
//! verifier before, so its numbers are what its fields say they are.

use crate::certificate::{Between, BoundBlock, Certificate, Kind, MapCertificate, Num};
use crate::certify::{Analysis, Limits, bounds};
use crate::certify::{LevelChoice, Request};
use crate::lang::program::{Definition, Program};
use crate::map::{PiecewiseLinear, PolynomialMap, System};
use crate::num::factor::is_irreducible;
use crate::num::{Field, IntPoly, Number};
use std::fmt;
use std::sync::Arc;

/// The first difference between a certificate and a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another number of maps.
    Maps { certificate: usize, file: usize },
    /// Another name at this place.
    Name { certificate: String, file: String },
    /// A map where the file has an orbit, or the other way round.
    Kind { certificate: Kind, file: Kind },
    /// The polynomial of the certificate's field is not irreducible, so its numbers cannot be compared.
    Field { poly: String },
    /// Coefficients without a field that they belong to.
    NoField,
    /// The vertices are not a graph.
    Graph,
    /// Another number of vertices (without those on a straight line).
    Vertices { certificate: usize, file: usize },
    /// Another vertex, as `(x, y)`.
    Vertex { certificate: String, file: String },
    /// Another assumption on the Lipschitz constant of an unknown map.
    Lipschitz { certificate: String, file: String },
    /// Another number of `certify` blocks.
    Blocks { certificate: usize, file: usize },
    /// Other levels are asked for.
    Between { certificate: String, file: String },
    /// Other depths.
    Depths {
        certificate: Vec<u32>,
        file: Vec<u32>,
    },
    /// Other iterates.
    Iterates {
        certificate: Vec<u64>,
        file: Vec<u64>,
    },
}

impl Difference {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        use Difference::*;
        match self {
            Maps { .. } | Name { .. } => "OX0843",
            Kind { .. }
            | Field { .. }
            | NoField
            | Graph
            | Vertices { .. }
            | Vertex { .. }
            | Lipschitz { .. } => "OX0844",
            Blocks { .. } | Between { .. } | Depths { .. } | Iterates { .. } => "OX0845",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Difference::*;
        let kind = |k: &crate::certificate::Kind| match k {
            crate::certificate::Kind::Map => "a map",
            crate::certificate::Kind::Orbit => "an orbit of an unknown map",
            crate::certificate::Kind::Polynomial => "a polynomial",
        };
        match self {
            Maps { certificate, file } => write!(
                f,
                "the certificate is about {certificate} map(s), the file defines {file}"
            ),
            Name { certificate, file } => write!(
                f,
                "the certificate is about `{certificate}` here, the file defines `{file}`"
            ),
            Kind { certificate, file } => write!(
                f,
                "the certificate is about {}, the file defines {}",
                kind(certificate),
                kind(file)
            ),
            Field { poly } => write!(
                f,
                "the field's polynomial {poly} is not irreducible, so the numbers cannot be compared"
            ),
            NoField => write!(f, "numbers of a field that is not there"),
            Graph => write!(f, "the vertices are not the graph of a map"),
            Vertices { certificate, file } => write!(
                f,
                "the certificate's map has {certificate} vertices, the file's {file}"
            ),
            Vertex { certificate, file } => write!(
                f,
                "the certificate's map has the vertex {certificate} where the file's has {file}"
            ),
            Lipschitz { certificate, file } => write!(
                f,
                "the Lipschitz constant assumed is {certificate} in the certificate, {file} in the file"
            ),
            Blocks { certificate, file } => write!(
                f,
                "the certificate answers {certificate} certify block(s), the file asks {file}"
            ),
            Between { certificate, file } => write!(
                f,
                "the levels are `{certificate}` in the certificate, `{file}` in the file"
            ),
            Depths { certificate, file } => write!(
                f,
                "the depths are {certificate:?} in the certificate, {file:?} in the file"
            ),
            Iterates { certificate, file } => write!(
                f,
                "the iterates are {certificate:?} in the certificate, {file:?} in the file"
            ),
        }
    }
}

/// A difference and the line of the certificate where it shows.
pub type Place = (String, Difference);

/// Compares a valid certificate with a program; the first difference, if there is one.
pub fn compare(
    certificate: &Certificate,
    program: &Program,
    requests: impl Fn(usize) -> Vec<Request>,
    limits: Limits,
) -> Result<(), Place> {
    for (i, (map, definition)) in certificate.maps.iter().zip(&program.maps).enumerate() {
        let here = |(line, difference)| (format!("maps[{i}].{line}"), difference);
        if map.name != definition.name {
            return Err(here((
                "name".into(),
                Difference::Name {
                    certificate: map.name.clone(),
                    file: definition.name.clone(),
                },
            )));
        }
        one(map, definition, &requests(i), limits).map_err(here)?;
    }
    let (made, file) = (certificate.maps.len(), program.maps.len());
    differ(made == file, "maps", || Difference::Maps {
        certificate: made,
        file,
    })
}

fn differ(same: bool, line: &str, difference: impl FnOnce() -> Difference) -> Result<(), Place> {
    if same {
        Ok(())
    } else {
        Err((line.to_string(), difference()))
    }
}

fn one(
    map: &MapCertificate,
    definition: &Definition,
    requests: &[Request],
    limits: Limits,
) -> Result<(), Place> {
    let kind = match definition.system {
        System::Map(_) => Kind::Map,
        System::Orbit { .. } => Kind::Orbit,
        System::Polynomial(_) => Kind::Polynomial,
    };
    differ(map.kind == kind, "kind", || Difference::Kind {
        certificate: map.kind,
        file: kind,
    })?;
    let reader = Reader::new(map)?;
    vertices(&reader, map, &definition.system)?;
    if let System::Orbit { lipschitz, .. } = &definition.system {
        let stated = map.lipschitz.as_ref().map(|l| reader.number(l));
        let stated = stated.transpose()?;
        let word = |l: &Option<Number>| l.as_ref().map_or("none".to_string(), Number::to_string);
        differ(stated == *lipschitz, "lipschitz", || {
            Difference::Lipschitz {
                certificate: word(&stated),
                file: word(lipschitz),
            }
        })?;
    }
    differ(map.certify.len() == requests.len(), "certify", || {
        Difference::Blocks {
            certificate: map.certify.len(),
            file: requests.len(),
        }
    })?;
    for (b, (block, request)) in map.certify.iter().zip(requests).enumerate() {
        asked(&reader, block, request, definition, limits)
            .map_err(|(line, d)| (format!("certify[{b}].{line}"), d))?;
    }
    Ok(())
}

/// Reads a certificate's numbers as real numbers.
struct Reader {
    field: Option<Arc<Field>>,
}

impl Reader {
    fn new(map: &MapCertificate) -> Result<Reader, Place> {
        let Some(data) = &map.field else {
            return Ok(Reader { field: None });
        };
        let poly = IntPoly::new(data.poly.iter().map(|c| c.0.clone()).collect()).primitive();
        differ(is_irreducible(&poly) == Some(true), "field.poly", || {
            Difference::Field {
                poly: poly.to_string(),
            }
        })?;
        let (lo, hi) = (data.interval.0.0.clone(), data.interval.1.0.clone());
        Ok(Reader {
            field: Some(Field::new(poly, (lo, hi), &data.name)),
        })
    }
    fn number(&self, num: &Num) -> Result<Number, Place> {
        match (num.to_rational(), &self.field) {
            (Some(r), _) => Ok(Number::from(r)),
            (None, Some(field)) => Ok(Number::from_coeffs(field, &num.0)),
            (None, None) => Err(("field".to_string(), Difference::NoField)),
        }
    }
}

fn vertices(reader: &Reader, map: &MapCertificate, system: &System) -> Result<(), Place> {
    let pairs = map
        .vertices
        .iter()
        .map(|(x, y)| Ok((reader.number(x)?, reader.number(y)?)))
        .collect::<Result<Vec<_>, Place>>();
    let stated =
        PiecewiseLinear::new(pairs?).map_err(|_| ("vertices".to_string(), Difference::Graph))?;
    // Points on a straight line between others do not change a map; those of an orbit are its points.
    let (stated, defined) = match system {
        System::Map(f) => (stated.simplified(), f.simplified()),
        System::Orbit { line, .. } => (stated, line.clone()),
        // The points are the certificate's choice: polynomial and domain must agree.
        System::Polynomial(f) => return same_polynomial(map, &stated, f),
    };
    let show = |(x, y): &(Number, Number)| format!("({x}, {y})");
    let both = stated.vertices().iter().zip(defined.vertices());
    for (i, (ours, theirs)) in both.enumerate() {
        differ(ours == theirs, &format!("vertices[{i}]"), || {
            Difference::Vertex {
                certificate: show(ours),
                file: show(theirs),
            }
        })?;
    }
    let (ours, theirs) = (stated.vertices().len(), defined.vertices().len());
    differ(ours == theirs, "vertices", || Difference::Vertices {
        certificate: ours,
        file: theirs,
    })
}

/// Does the block answer the request?
fn asked(
    reader: &Reader,
    block: &BoundBlock,
    request: &Request,
    definition: &Definition,
    limits: Limits,
) -> Result<(), Place> {
    let stated = match &block.between {
        Between::Auto {} => LevelChoice::Auto,
        Between::Levels { x, y } => LevelChoice::Levels(reader.number(x)?, reader.number(y)?),
        Between::Tolerance { error } => LevelChoice::Tolerance(reader.number(error)?),
    };
    let word = |choice: &LevelChoice| match choice {
        LevelChoice::Auto => "auto".to_string(),
        LevelChoice::Levels(x, y) => format!("[{x}, {y}]"),
        LevelChoice::Tolerance(e) => format!("tolerance {e}"),
    };
    differ(stated == request.between, "between", || {
        Difference::Between {
            certificate: word(&stated),
            file: word(&request.between),
        }
    })?;
    let depths = sorted(&request.depths);
    differ(block.depths == depths, "depths", || Difference::Depths {
        certificate: block.depths.clone(),
        file: depths.clone(),
    })?;
    let iterates = sorted(&request.iterates);
    let answered: Vec<u64> = block.sup.iter().map(|r| r.iterate).collect();
    let missing: Vec<u64> = iterates
        .iter()
        .copied()
        .filter(|t| !answered.contains(t))
        .collect();
    let known = answered.iter().all(|t| iterates.contains(t));
    // No row is due where no two levels are as far apart as the tolerance asks.
    let excused = known && (missing.is_empty() || no_levels(definition, request, &missing, limits));
    differ(excused, "sup", || Difference::Iterates {
        certificate: answered,
        file: iterates,
    })
}

fn same_polynomial(
    map: &MapCertificate,
    stated: &PiecewiseLinear,
    f: &PolynomialMap,
) -> Result<(), Place> {
    let coeffs = map.polynomial.iter().flat_map(|p| &p.coeffs);
    let same = coeffs.map(|c| &c.0).eq(f.poly().coeffs())
        && *stated.left() == Number::from(f.left())
        && *stated.right() == Number::from(f.right());
    differ(same, "polynomial", || Difference::Graph)
}

fn sorted<T: Ord + Clone>(values: &[T]) -> Vec<T> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    values
}

fn no_levels(definition: &Definition, request: &Request, iterates: &[u64], limits: Limits) -> bool {
    let analysis = match &definition.system {
        System::Map(f) => Analysis::of_map(f, limits),
        System::Polynomial(f) => Analysis::of_polynomial(f, limits),
        System::Orbit { line, lipschitz } => Analysis::of_orbit(line, lipschitz.as_ref(), limits),
    };
    iterates
        .iter()
        .all(|&t| matches!(bounds::crossing(&analysis, t, &request.between), Ok(None)))
}

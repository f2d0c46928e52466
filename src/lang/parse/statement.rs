//! Statements: constants, maps, orbits, claims.

use super::super::tree::*;
use super::grammar::Rule;
use super::{Builder, Built, Positioned};

impl Builder<'_> {
    pub fn statement(&self, pair: Positioned) -> Built<Statement> {
        let inner = pair.first();
        let at = self.at(&inner);
        let kind = match inner.as_rule() {
            Rule::title => StatementKind::Title(self.text(&inner.first())),
            Rule::author => StatementKind::Author(self.text(&inner.first())),
            Rule::include => StatementKind::Include(self.text(&inner.first())),
            Rule::let_ => StatementKind::Let(self.constant(inner)?),
            Rule::map_ => StatementKind::Map(self.map(inner)?),
            Rule::orbit => StatementKind::Orbit(self.orbit(inner)?),
            Rule::assume => StatementKind::Assume(self.assume(inner)?),
            Rule::certify => StatementKind::Certify(self.certify(inner)?),
            Rule::claim => StatementKind::Claim(self.claim_body(inner.first())?),
            Rule::table => StatementKind::Table(self.table(inner)?),
            _ => StatementKind::Notation(self.notation(inner)),
        };
        Ok(Statement { kind, at })
    }
    fn constant(&self, pair: Positioned) -> Built<Let> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("a constant has a name"));
        let value = inner.next().expect("a constant has a value");
        let value = match value.as_rule() {
            Rule::root_of => {
                let mut parts = value.into_inner();
                let polynomial = self.expr(parts.next().expect("root of a polynomial"))?;
                let interval = self.interval(parts.next().expect("in an interval"))?;
                LetValue::RootOf {
                    polynomial,
                    interval,
                }
            }
            _ => LetValue::Expr(self.expr(value)?),
        };
        Ok(Let { name, value })
    }
    fn map(&self, pair: Positioned) -> Built<Map> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("a map has a name"));
        let body = inner.next().expect("a map has a body");
        let body = match body.as_rule() {
            Rule::assigned => MapBody::Constructor(self.constructor(body.first())?),
            Rule::formulas => self.formulas(body)?,
            _ => MapBody::Vertices(
                body.into_inner()
                    .map(|v| self.vertex(v))
                    .collect::<Built<_>>()?,
            ),
        };
        let rescale = inner
            .map(|r| self.interval(r.first()))
            .collect::<Built<_>>()?;
        Ok(Map {
            name,
            body,
            rescale,
        })
    }
    fn formulas(&self, pair: Positioned) -> Built<MapBody> {
        let mut inner = pair.into_inner();
        let domain = self.interval(inner.next().expect("formulas have a domain"))?;
        let mut formulas = Vec::new();
        for formula in inner {
            let mut parts = formula.into_inner();
            let interval = self.interval(parts.next().expect("a formula has an interval"))?;
            formulas.push((
                interval,
                self.expr(parts.next().expect("a formula has an expression"))?,
            ));
        }
        Ok(MapBody::Formulas { domain, formulas })
    }
    fn vertex(&self, pair: Positioned) -> Built<(Expr, Expr)> {
        let mut ends = pair.into_inner();
        let x = self.expr(ends.next().expect("a vertex has two numbers"))?;
        let y = self.expr(ends.next().expect("a vertex has two numbers"))?;
        Ok((x, y))
    }
    pub fn constructor(&self, pair: Positioned) -> Built<Constructor> {
        let at = self.at(&pair);
        let inner = pair.first();
        let kind = match inner.as_rule() {
            Rule::cycle => ConstructorKind::Cycle(self.exprs(inner.into_inner())?),
            Rule::pattern => ConstructorKind::Pattern(self.exprs(inner.first().into_inner())?),
            Rule::polynomial => {
                let mut parts = inner.into_inner();
                let value = self.expr(parts.next().expect("a polynomial"))?;
                ConstructorKind::Polynomial(
                    value,
                    self.interval(parts.next().expect("its domain"))?,
                )
            }
            Rule::network => ConstructorKind::Network(self.text(&inner.first())),
            _ => ConstructorKind::Expr(self.expr(inner)?),
        };
        Ok(Constructor { kind, at })
    }
    fn orbit(&self, pair: Positioned) -> Built<Orbit> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("an orbit has a name"));
        let mut orbit = Orbit {
            name,
            points: Vec::new(),
            rescale: Vec::new(),
            lipschitz: None,
        };
        for part in inner {
            match part.as_rule() {
                Rule::rescale => orbit.rescale.push(self.interval(part.first())?),
                Rule::lipschitz => orbit.lipschitz = Some(self.expr(part.first())?),
                _ => orbit.points.push(self.expr(part)?),
            }
        }
        Ok(orbit)
    }
    pub fn claim_body(&self, pair: Positioned) -> Built<Claim> {
        let at = self.at(&pair);
        let inner = pair.first();
        let mut claim = Vec::new();
        let (mut not, mut relation) = (false, Relation::Equal);
        for part in inner.into_inner() {
            match part.as_rule() {
                Rule::kw_not => not = true,
                Rule::relation => relation = self.relation(part.as_str()),
                _ => claim.push((relation, self.expr(part)?)),
            }
        }
        let mut parts = claim.into_iter();
        let first = parts.next().expect("a claim has an expression").1;
        Ok(Claim {
            not,
            first,
            rest: parts.collect(),
            at,
        })
    }
    fn relation(&self, text: &str) -> Relation {
        match text {
            "<" => Relation::Less,
            "<=" => Relation::LessEqual,
            ">" => Relation::Greater,
            ">=" => Relation::GreaterEqual,
            "~" => Relation::Rounds,
            _ => Relation::Equal,
        }
    }
}

//! Statements with a block of fields: `assume`, `certify`, `table`, `notation`.

use super::super::tree::*;
use super::grammar::Rule;
use super::{Builder, Built, Positioned};

impl Builder<'_> {
    pub fn assume(&self, pair: Positioned) -> Built<Assume> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("an assumption has a name"));
        let mut fields = Vec::new();
        for field in inner {
            let at = self.at(&field);
            let word = field
                .as_str()
                .split(|c: char| !c.is_ascii_alphabetic())
                .next()
                .unwrap_or("")
                .to_string();
            let value = field
                .into_inner()
                .find(|p| p.as_rule() == Rule::expr)
                .expect("a field has a value");
            fields.push((Name { text: word, at }, self.expr(value)?));
        }
        Ok(Assume { name, fields })
    }
    pub fn certify(&self, pair: Positioned) -> Built<Certify> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("`certify` names a map"));
        let mut fields = Vec::new();
        for field in inner {
            let at = self.at(&field);
            fields.push((self.certify_field(field)?, at));
        }
        Ok(Certify { name, fields })
    }
    fn certify_field(&self, pair: Positioned) -> Built<CertifyField> {
        Ok(match pair.as_rule() {
            Rule::iterates => CertifyField::Iterates(self.ranges(pair.first())?),
            Rule::depths => CertifyField::Depths(self.ranges(pair.first())?),
            Rule::norms => CertifyField::Norms(pair.into_inner().map(|p| self.name(&p)).collect()),
            Rule::units => {
                let unit = |p: Positioned| {
                    let mut inner = p.into_inner();
                    let name = self.name(&inner.next().expect("a unit has a name"));
                    let size = self.exprs(inner)?.into_iter().next();
                    Ok((name, size))
                };
                CertifyField::Units(pair.into_inner().map(unit).collect::<Built<_>>()?)
            }
            Rule::pictures => CertifyField::Pictures(self.name(&pair.first())),
            Rule::detail => CertifyField::Detail(self.name(&pair.first())),
            Rule::tolerance => CertifyField::Tolerance(self.expr(pair.first())?),
            _ => {
                let value = pair.first();
                let interval = (value.as_rule() == Rule::interval).then(|| self.interval(value));
                CertifyField::Between(interval.transpose()?)
            }
        })
    }
    fn ranges(&self, pair: Positioned) -> Built<Vec<Range>> {
        pair.into_inner().map(|r| self.range(r)).collect()
    }
    fn range(&self, pair: Positioned) -> Built<Range> {
        let at = self.at(&pair);
        let mut parts = self.exprs(pair.into_inner())?.into_iter();
        let first = parts.next().expect("a range has a first value");
        Ok(Range {
            first,
            last: parts.next(),
            step: parts.next(),
            at,
        })
    }
    pub fn table(&self, pair: Positioned) -> Built<Table> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("a table has a name"));
        let (mut bindings, mut fields) = (Vec::new(), Vec::new());
        for part in inner {
            let at = self.at(&part);
            if part.as_rule() == Rule::binding {
                bindings.push(self.binding(part)?);
            } else {
                fields.push((self.table_field(part)?, at));
            }
        }
        Ok(Table {
            name,
            bindings,
            fields,
        })
    }
    fn binding(&self, pair: Positioned) -> Built<(Name, BindingValues)> {
        let mut inner = pair.into_inner();
        let name = self.name(&inner.next().expect("a variable has a name"));
        let values = inner.next().expect("a variable has values");
        let values = match values.as_rule() {
            Rule::list => BindingValues::List(self.exprs(values.into_inner())?),
            _ => BindingValues::Range(self.range(values)?),
        };
        Ok((name, values))
    }
    fn table_field(&self, pair: Positioned) -> Built<TableField> {
        Ok(match pair.as_rule() {
            Rule::table_map => TableField::Map(self.constructor(pair.first())?),
            Rule::columns => TableField::Columns(
                pair.into_inner()
                    .map(|c| self.column(c))
                    .collect::<Built<_>>()?,
            ),
            Rule::caption => TableField::Caption(self.text(&pair.first())),
            Rule::label => TableField::Label(self.text(&pair.first())),
            Rule::note => TableField::Note(self.text(&pair.first())),
            Rule::group_by => TableField::GroupBy(self.expr(pair.first())?),
            _ => {
                let mut inner = pair.into_inner().filter(|p| p.as_rule() != Rule::kw_by);
                let value = self.expr(inner.next().expect("rows are sorted by something"))?;
                TableField::SortBy(value, inner.next().map(|d| self.name(&d)))
            }
        })
    }
    fn column(&self, pair: Positioned) -> Built<Column> {
        let mut inner = pair.into_inner();
        let value = self.expr(inner.next().expect("a column shows something"))?;
        let mut column = Column {
            value,
            heading: None,
            digits: None,
            alignment: None,
        };
        for part in inner {
            match part.as_rule() {
                Rule::string => column.heading = Some(self.text(&part)),
                Rule::digits => column.digits = Some(self.name(&part)),
                _ => column.alignment = Some(self.name(&part)),
            }
        }
        Ok(column)
    }
    pub fn notation(&self, pair: Positioned) -> Vec<(Name, Text)> {
        let symbol = |p: Positioned| {
            let mut inner = p.into_inner();
            let name = self.name(&inner.next().expect("a symbol has a name"));
            (name, self.text(&inner.next().expect("a symbol has a text")))
        };
        pair.into_inner().map(symbol).collect()
    }
}

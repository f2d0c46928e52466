//! Reading map by map: a certificate of many maps is never held as a whole, only its text and one map at a time.
//!
//! Says and refuses what `read` does; a text that begins with an array, which typed reading takes for the values of an
//! object, is left to it.

use super::read::{self, Tally, reason};
use super::reason::Reason;
use crate::certificate::{Assumption, Certificate, MapCertificate, Notation};
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Reads a certificate and hands over its maps in their order; what is returned has none. The maps handed over before an
/// error are those of a text that is not a certificate.
pub fn read_by_maps(
    json: &str,
    mut each: impl FnMut(&MapCertificate),
) -> Result<Certificate, Reason> {
    if json.trim_start().starts_with('[') {
        let mut all = read::read(json)?;
        std::mem::take(&mut all.maps).iter().for_each(each);
        return Ok(all);
    }
    read::check_sizes(json)?;
    let mut written = Tally::default();
    let whole = Whole(Maps {
        each: &mut each,
        written: &mut written,
    });
    let mut reader = serde_json::Deserializer::from_str(json);
    let certificate = whole
        .deserialize(&mut reader)
        .and_then(|c| reader.end().map(|()| c))
        .map_err(|e| reason(json, &e))?;
    serde_json::to_writer(&mut written, &certificate).map_err(|e| reason(json, &e))?;
    read::check_form(json, &written)?;
    Ok(certificate)
}

/// Reads the certificate, its maps by `Maps`.
struct Whole<'a>(Maps<'a>);

/// Reads the maps one by one, and counts the marks of each written again.
struct Maps<'a> {
    each: &'a mut dyn FnMut(&MapCertificate),
    written: &'a mut Tally,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Schema,
    Generator,
    Source,
    Title,
    Author,
    Notation,
    Maps,
    Assumptions,
}

const FIELDS: &[&str] = &[
    "schema",
    "generator",
    "source",
    "title",
    "author",
    "notation",
    "maps",
    "assumptions",
];

impl<'de> DeserializeSeed<'de> for Whole<'_> {
    type Value = Certificate;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Certificate, D::Error> {
        d.deserialize_struct("Certificate", FIELDS, self)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = Certificate;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("struct Certificate")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Certificate, A::Error> {
        let (mut schema, mut generator, mut source) = (None, None, None);
        let (mut title, mut author) = (None, None);
        let mut notation: Option<Option<Notation>> = None;
        let mut assumptions: Option<Vec<Assumption>> = None;
        let mut maps = Some(self.0);
        while let Some(field) = fields.next_key()? {
            match field {
                Field::Schema => take(&mut schema, "schema", &mut fields)?,
                Field::Generator => take(&mut generator, "generator", &mut fields)?,
                Field::Source => take(&mut source, "source", &mut fields)?,
                Field::Title => take(&mut title, "title", &mut fields)?,
                Field::Author => take(&mut author, "author", &mut fields)?,
                Field::Notation => take(&mut notation, "notation", &mut fields)?,
                Field::Assumptions => take(&mut assumptions, "assumptions", &mut fields)?,
                Field::Maps => {
                    let unread = maps.take().ok_or_else(|| Error::duplicate_field("maps"))?;
                    fields.next_value_seed(unread)?;
                }
            }
        }
        let missing = Error::missing_field;
        Ok(Certificate {
            schema: schema.ok_or_else(|| missing("schema"))?,
            generator: generator.ok_or_else(|| missing("generator"))?,
            source: source.ok_or_else(|| missing("source"))?,
            title: title.ok_or_else(|| missing("title"))?,
            author: author.ok_or_else(|| missing("author"))?,
            notation: notation.ok_or_else(|| missing("notation"))?,
            maps: match maps {
                None => Vec::new(),
                Some(_) => return Err(missing("maps")),
            },
            assumptions: assumptions.ok_or_else(|| missing("assumptions"))?,
        })
    }
}

/// Reads the value of a field that was not read before.
fn take<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    place: &mut Option<T>,
    name: &'static str,
    fields: &mut A,
) -> Result<(), A::Error> {
    if place.is_some() {
        return Err(Error::duplicate_field(name));
    }
    *place = Some(fields.next_value()?);
    Ok(())
}

impl<'de> DeserializeSeed<'de> for Maps<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Maps<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a sequence")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut maps: A) -> Result<(), A::Error> {
        let mut first = true;
        while let Some(map) = maps.next_element::<MapCertificate>()? {
            if !first {
                self.written.comma();
            }
            first = false;
            serde_json::to_writer(&mut *self.written, &map).map_err(Error::custom)?;
            (self.each)(&map);
        }
        Ok(())
    }
}

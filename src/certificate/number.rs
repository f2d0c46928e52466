//! Numbers as certificates write them: decimal texts of integers and rationals, coefficient lists of field elements.

use crate::num::rational::{Int, Rat, parse_int, parse_rational};
use num_traits::Zero;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An integer of any size, written as a JSON string in canonical decimal form: `"-17"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(pub Int);

/// A rational in lowest terms, written as a JSON string: `"3/2"`, `"-7"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(pub Rat);

/// An element of the map's field: `"3/2"` for a rational, else the list of its rational coefficients
/// in powers of the generator, constant first: `["-1/2","1/2"]` is `(alpha - 1)/2`.
///
/// Invariant: the list holds no trailing zeros; zero is the empty list here and `"0"` in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Num(pub Vec<Rat>);

/// A number of points that may be infinite: a decimal text or `"infinite"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Finitely many.
    Finite(Int),
    /// A whole interval of them.
    Infinite,
}

impl Num {
    /// The number that is the rational `r`.
    pub fn rational(r: Rat) -> Num {
        Num(if r.is_zero() { Vec::new() } else { vec![r] })
    }
    /// The rational value, or `None` for a proper field element.
    pub fn to_rational(&self) -> Option<Rat> {
        match self.0.as_slice() {
            [] => Some(Rat::zero()),
            [r] => Some(r.clone()),
            _ => None,
        }
    }
}

impl Serialize for Integer {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        parse_int(&text)
            .map(Integer)
            .ok_or_else(|| D::Error::custom("expected an integer in canonical decimal form"))
    }
}
impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        parse_rational(&text)
            .map(Ratio)
            .ok_or_else(|| D::Error::custom("expected a rational in lowest terms"))
    }
}
impl Serialize for Num {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.to_rational() {
            Some(r) => s.collect_str(&r),
            None => s.collect_seq(self.0.iter().map(ToString::to_string)),
        }
    }
}
impl<'de> Deserialize<'de> for Num {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(NumVisitor)
    }
}

/// Reads a text or a list of texts.
struct NumVisitor;

impl<'de> Visitor<'de> for NumVisitor {
    type Value = Num;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a rational in lowest terms or a list of coefficients")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Num, E> {
        parse_rational(text)
            .map(Num::rational)
            .ok_or_else(|| E::custom("expected a rational in lowest terms"))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Num, A::Error> {
        let mut coeffs = Vec::new();
        while let Some(Ratio(c)) = list.next_element()? {
            coeffs.push(c);
        }
        coeffs.shrink_to_fit();
        let proper = coeffs.len() >= 2 && coeffs.last().is_some_and(|c| !c.is_zero());
        let fault = "a coefficient list has at least two entries and no trailing zero";
        if proper {
            Ok(Num(coeffs))
        } else {
            Err(A::Error::custom(fault))
        }
    }
}
impl Serialize for Count {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Count::Finite(n) => s.collect_str(n),
            Count::Infinite => s.serialize_str("infinite"),
        }
    }
}
impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        if text == "infinite" {
            return Ok(Count::Infinite);
        }
        parse_int(&text)
            .map(Count::Finite)
            .ok_or_else(|| D::Error::custom("expected an integer or \"infinite\""))
    }
}

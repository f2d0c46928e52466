//! A printed number against the exact value: right, truncated, rounded the wrong way, off, or not decided.

use super::numeral::{Numeral, Spot, power_of_ten};
use super::printed::{Number, Stated};
use super::rounding::{Measured, measure};
use super::words;
use crate::lang::program::Relation;
use crate::num::algebraic::Algebraic;
use crate::num::rational::{decimal, rat, rat_int};
use crate::num::{Int, Rat};
use crate::quantity::judge::compare;
use crate::quantity::{Fault, Truth, Value};
use num_traits::{Signed, ToPrimitive, Zero};

/// How many decimals a value is shown with.
pub const DIGITS: u32 = 20;

/// The verdict on a claim of a draft; of several numbers of one claim the last in this order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It holds as printed.
    Ok,
    /// It was read, but what is known does not decide it.
    Undecided,
    /// It could not be read, so nothing is known of it.
    NotUnderstood,
    /// The decimal is cut off instead of rounded.
    Truncated,
    /// It does not hold.
    Wrong,
}

impl Kind {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Ok => "ok",
            Kind::Wrong => "wrong",
            Kind::Truncated => "truncated",
            Kind::NotUnderstood => "not-understood",
            Kind::Undecided => "undecided",
        }
    }
}

/// What was found out about one printed number.
#[derive(Clone, Debug)]
pub struct Judgment {
    /// The verdict.
    pub kind: Kind,
    /// The code that explains it; for a number that is right, that of a remark, if there is one.
    pub code: Option<&'static str>,
    /// One line about it.
    pub message: String,
    /// The numbers that the printed one is a correct print of.
    pub accepted: Option<[String; 2]>,
    /// Facts and advice.
    pub notes: Vec<String>,
    /// The texts that would be right.
    pub edits: Vec<(Spot, String)>,
}

impl Judgment {
    fn new(kind: Kind, code: Option<&'static str>, message: impl Into<String>) -> Judgment {
        Judgment {
            kind,
            code,
            message: message.into(),
            accepted: None,
            notes: Vec::new(),
            edits: Vec::new(),
        }
    }
    fn ok() -> Judgment {
        Judgment::new(Kind::Ok, None, "")
    }
    fn not_understood(reason: impl Into<String>) -> Judgment {
        Judgment::new(Kind::NotUnderstood, Some("OX0706"), reason)
    }
    fn undecided() -> Judgment {
        let message = "what is known of the map does not decide this";
        let mut out = Judgment::new(Kind::Undecided, Some("OX0721"), message);
        out.notes.push(
            "of an unknown map only bounds are known; a claim with >= or <= may be decided".into(),
        );
        out
    }
    fn accepting(mut self, lo: &Rat, hi: &Rat, unit: i64) -> Judgment {
        let digits = (1 - unit).max(0) as u32;
        self.accepted = Some([decimal(lo, digits), decimal(hi, digits)]);
        self
    }
}

/// Is the relation one of order?
pub fn is_order(relation: Relation) -> bool {
    !matches!(relation, Relation::Equal | Relation::Rounds)
}

/// Evaluates an exact number in the language of claims.
pub type Evaluate<'a> = &'a dyn Fn(&str) -> Option<Value>;

/// Judges one printed number. `relation` is the one that the text or else the claim states.
pub fn judge(
    value: &Value,
    stated: &Stated,
    relation: Option<Relation>,
    evaluate: Evaluate,
) -> Judgment {
    let order = relation.filter(|r| is_order(*r));
    match &stated.number {
        Number::Numeral(n) => {
            let integer = integer(value).is_some();
            let mut n = n.for_value(integer);
            n.loose = relation == Some(Relation::Rounds) && integer;
            match order {
                None if matches!(value, Value::AtLeastPeriod(_) | Value::Infinite) => {
                    exact(value, &real(&n.value()), relation, |_| None)
                }
                Some(r) => bound(value, r, &n),
                None if n.error.is_some() => with_error(value, &n),
                None if n.dots => cut_off(value, &n),
                None => rounded(value, &n, relation == Some(Relation::Equal)),
            }
        }
        Number::Word {
            value: n,
            ordinal,
            text,
        } => {
            let edit = |scaled: &Int| {
                let word = scaled
                    .to_usize()
                    .and_then(|n| words::word(n, *ordinal, text));
                word.or((!ordinal).then(|| scaled.to_string()))
                    .map(|t| vec![(stated.spot, t)])
            };
            match order {
                Some(r) => exact_bound(value, r, &rat_int(*n), 0, edit),
                None => exact(value, &Value::integer(*n), relation, |v| edit(&integer(v)?)),
            }
        }
        Number::Infinite => exact(value, &Value::Infinite, relation, |_| None),
        Number::Formula(text) | Number::Logarithm(text) => {
            let found = evaluate(text).and_then(|v| match (&stated.number, v) {
                (Number::Logarithm(_), Value::Real(a)) => {
                    let positive = compare(
                        &Value::Real(a.clone()),
                        Relation::Greater,
                        &Value::integer(0),
                        None,
                    );
                    (positive == Ok(Truth::True)).then_some(Value::Log(a))
                }
                (Number::Formula(_), v @ Value::Real(_)) => Some(v),
                _ => None,
            });
            match (found, order) {
                (None, _) => {
                    Judgment::not_understood("the printed formula cannot be evaluated exactly")
                }
                (Some(printed), Some(r)) => ordered(value, r, &printed),
                (Some(printed), None) => exact(value, &printed, relation, |_| None),
            }
        }
    }
}

/// Judges `10 or stronger`, in Sharkovsky's order.
pub fn or_stronger(value: &Value, stated: &Stated) -> Judgment {
    let period = match &stated.number {
        Number::Numeral(n) if n.is_whole() => n.for_value(true).value().to_integer().to_usize(),
        Number::Word { value, .. } => Some(*value),
        _ => None,
    };
    let known = match value {
        Value::AtLeastPeriod(p) => Some((*p, false)),
        other => integer(other).and_then(|n| n.to_usize()).map(|n| (n, true)),
    };
    let (Some(period), Some((known, exactly))) = (period.filter(|p| *p > 0), known) else {
        return Judgment::not_understood("a period or a stronger one is an order of periods");
    };
    // What is known to be `known` or stronger is `period` or stronger too if `known` itself is.
    match holds(
        &Value::AtLeastPeriod(period),
        Relation::Equal,
        &Value::integer(known),
    ) {
        Err(judgment) => *judgment,
        Ok(Truth::False) if exactly => wrong("OX0710", "the strongest period is a weaker one"),
        Ok(Truth::False) => Judgment::undecided(),
        Ok(_) => Judgment::ok(),
    }
}

/// The integer that a value is.
pub fn integer(value: &Value) -> Option<Int> {
    match value {
        Value::Real(a) => a
            .to_rational()
            .filter(Rat::is_integer)
            .map(|r| r.to_integer()),
        _ => None,
    }
}

fn real(r: &Rat) -> Value {
    Value::Real(Algebraic::from(r))
}

fn holds(value: &Value, relation: Relation, other: &Value) -> Result<Truth, Box<Judgment>> {
    compare(value, relation, other, None)
        .map_err(|fault: Fault| Box::new(Judgment::not_understood(fault.text())))
}

fn wrong(code: &'static str, message: &str) -> Judgment {
    Judgment::new(Kind::Wrong, Some(code), message)
}

/// A number that is printed exactly.
fn exact(
    value: &Value,
    printed: &Value,
    relation: Option<Relation>,
    edit: impl Fn(&Value) -> Option<Vec<(Spot, String)>>,
) -> Judgment {
    match holds(value, Relation::Equal, printed) {
        Err(judgment) => *judgment,
        Ok(Truth::True) => Judgment::ok(),
        Ok(Truth::Unknown) => Judgment::undecided(),
        Ok(Truth::False) if relation == Some(Relation::Rounds) => Judgment::not_understood(
            "an approximation without decimals does not say how close it is",
        ),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "the printed number is not the value");
            out.edits = edit(value).unwrap_or_default();
            out
        }
    }
}

/// A bound by an exact number that is not a decimal.
fn ordered(value: &Value, relation: Relation, printed: &Value) -> Judgment {
    match holds(value, relation, printed) {
        Err(judgment) => *judgment,
        Ok(Truth::True) => weak_exact(value, relation, printed),
        Ok(Truth::Unknown) => Judgment::undecided(),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "the printed bound does not hold");
            strictness(&mut out, value, relation, printed);
            out
        }
    }
}

/// A bound that holds, by a fraction or a power: a note if a rational value is far from it.
fn weak_exact(value: &Value, relation: Relation, printed: &Value) -> Judgment {
    let rational = |v: &Value| match v {
        Value::Real(a) => a.to_rational(),
        _ => None,
    };
    let mut out = Judgment::ok();
    let (Some(found), Some(printed)) = (rational(value), rational(printed)) else {
        return out;
    };
    let sharp = match measure(value, 0) {
        Some(m) if m.whole && printed.is_integer() => rat_int(sharpest(&m, relation)),
        _ => found,
    };
    if weak(value, &printed, &sharp) {
        let sign = match relation {
            Relation::Greater | Relation::GreaterEqual => ">=",
            _ => "<=",
        };
        out.code = Some("OX0716");
        out.message = format!("true, but {sign} {} holds too", value.text(DIGITS));
    }
    out
}

fn strictness(out: &mut Judgment, value: &Value, relation: Relation, printed: &Value) {
    let strict = matches!(relation, Relation::Less | Relation::Greater);
    if strict && compare(value, Relation::Equal, printed, None) == Ok(Truth::True) {
        out.notes.push(format!(
            "both sides are equal, so {} fails and {}= would hold",
            relation.symbol(),
            relation.symbol()
        ));
    }
}

/// A bound by a decimal numeral.
fn bound(value: &Value, relation: Relation, n: &Numeral) -> Judgment {
    if n.dots || n.error.is_some() {
        return Judgment::not_understood("a bound is one exact number, without dots or an error");
    }
    exact_bound(value, relation, &n.value(), n.unit(), |scaled| {
        n.rewritten(scaled)
    })
}

/// The sharpest bound in units that holds in this direction.
fn sharpest(m: &Measured, relation: Relation) -> Int {
    match relation {
        Relation::GreaterEqual => m.floor.clone(),
        Relation::Greater if m.whole => &m.floor - 1,
        Relation::Greater => m.floor.clone(),
        Relation::Less => &m.floor + 1,
        _ => m.ceiling(),
    }
}

fn exact_bound(
    value: &Value,
    relation: Relation,
    printed: &Rat,
    unit: i64,
    edit: impl Fn(&Int) -> Option<Vec<(Spot, String)>>,
) -> Judgment {
    let measured = measure(value, unit);
    let truth = match holds(value, relation, &real(printed)) {
        Err(judgment) => return *judgment,
        Ok(truth) => truth,
    };
    let sharp = measured.as_ref().map(|m| sharpest(m, relation));
    let shown = |s: &Int| {
        decimal(
            &(rat_int(s.clone()) * power_of_ten(unit)),
            (-unit).max(0) as u32,
        )
    };
    match truth {
        Truth::Unknown => Judgment::undecided(),
        Truth::True => {
            let mut out = Judgment::ok();
            if let Some(sharp) = sharp
                && weak(
                    value,
                    printed,
                    &(rat_int(sharp.clone()) * power_of_ten(unit)),
                )
            {
                out.code = Some("OX0716");
                out.message = format!(
                    "true, but {} {} holds too",
                    relation.symbol(),
                    shown(&sharp)
                );
                out.notes
                    .push(format!("the exact value is {}", value.text(DIGITS)));
            }
            out
        }
        Truth::False => {
            let mut out = wrong("OX0710", "the printed bound does not hold");
            strictness(&mut out, value, relation, &real(printed));
            if let Some(sharp) = sharp {
                let nearest = measured.is_some_and(|m| {
                    !m.whole && rat_int(m.nearest) * power_of_ten(unit) == *printed
                });
                if nearest {
                    let way = if matches!(relation, Relation::Less | Relation::LessEqual) {
                        "up"
                    } else {
                        "down"
                    };
                    out.notes.push(format!("this is the value rounded to the nearest; a bound of this kind is rounded {way}"));
                }
                out.notes
                    .push(format!("{} {} holds", relation.symbol(), shown(&sharp)));
                out.edits = edit(&sharp).unwrap_or_default();
            }
            out
        }
    }
}

/// Is a true bound far from the sharpest one? Of an integer, if another integer is sharper; else by a tenth.
fn weak(value: &Value, printed: &Rat, sharp: &Rat) -> bool {
    if integer(value).is_some() {
        return printed != sharp;
    }
    (sharp - printed).abs() * rat(10, 1) >= sharp.abs() && !sharp.is_zero()
}

/// `1.62 \pm 0.01`: the value lies within the error.
fn with_error(value: &Value, n: &Numeral) -> Judgment {
    let error = n.error.clone().unwrap_or_else(Rat::zero);
    let (lo, hi) = (n.value() - &error, n.value() + &error);
    let within = holds(value, Relation::GreaterEqual, &real(&lo))
        .and_then(|a| Ok(a.and(holds(value, Relation::LessEqual, &real(&hi))?)));
    let out = match within {
        Err(judgment) => return *judgment,
        Ok(Truth::True) => Judgment::ok(),
        Ok(Truth::Unknown) => return Judgment::undecided(),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "the value lies outside of the printed error");
            if let Some(m) = measure(value, n.unit()) {
                out.edits = n.rewritten(&m.nearest).unwrap_or_default();
            }
            out
        }
    };
    out.accepting(&lo, &hi, n.unit())
}

/// `1.618\ldots`: the digits shown are the first digits of the value.
fn cut_off(value: &Value, n: &Numeral) -> Judgment {
    let (p, unit) = (n.value(), power_of_ten(n.unit()));
    let (lo, hi) = if n.negative {
        (&p - &unit, p.clone())
    } else {
        (p.clone(), &p + &unit)
    };
    let (near, far) = match n.negative {
        true => (Relation::LessEqual, Relation::Greater),
        false => (Relation::GreaterEqual, Relation::Less),
    };
    let outer = if n.negative { &lo } else { &hi };
    let within =
        holds(value, near, &real(&p)).and_then(|a| Ok(a.and(holds(value, far, &real(outer))?)));
    let out = match within {
        Err(judgment) => return *judgment,
        Ok(Truth::True) => Judgment::ok(),
        Ok(Truth::Unknown) => return Judgment::undecided(),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "these are not the first digits of the value");
            if let Some(m) = measure(value, n.unit()) {
                let scaled = &p / &unit;
                if rat_int(m.nearest.clone()) == scaled {
                    out = wrong(
                        "OX0712",
                        "the last digit is rounded, but the dots say that the digits go on",
                    );
                }
                out.edits = n.rewritten(&m.truncated()).unwrap_or_default();
            }
            out
        }
    };
    out.accepting(&lo, &hi, n.unit())
}

/// A decimal without more: the correct rounding of the value to the digits shown.
fn rounded(value: &Value, n: &Numeral, equals: bool) -> Judgment {
    let (p, unit) = (n.value(), power_of_ten(n.unit()));
    let half = &unit / rat(2, 1);
    let (lo, hi) = (&p - &half, &p + &half);
    let within = holds(value, Relation::GreaterEqual, &real(&lo))
        .and_then(|a| Ok(a.and(holds(value, Relation::LessEqual, &real(&hi))?)));
    let out = match within {
        Err(judgment) => return *judgment,
        Ok(Truth::Unknown) => return Judgment::undecided(),
        Ok(Truth::True) => remarks(value, n, equals),
        Ok(Truth::False) => misrounded(value, n),
    };
    out.accepting(&lo, &hi, n.unit())
}

/// What may be said of a number that is right.
fn remarks(value: &Value, n: &Numeral, equals: bool) -> Judgment {
    let mut out = Judgment::ok();
    if compare(value, Relation::Equal, &real(&n.value()), None) == Ok(Truth::True) {
        return out;
    }
    if equals {
        out.code = Some("OX0714");
        out.message = "= stands before a rounded value; \\approx would be right".to_string();
    } else if n.significant() < 2 {
        out.code = Some("OX0715");
        out.message = "so few digits hardly tell the value".to_string();
    }
    if out.code.is_some() {
        out.notes
            .push(format!("the exact value is {}", value.text(DIGITS)));
    }
    out
}

/// How a number that is not the correct rounding is wrong.
fn misrounded(value: &Value, n: &Numeral) -> Judgment {
    let Some(m) = measure(value, n.unit()) else {
        return wrong("OX0710", "the printed number is not the value");
    };
    let scaled = (n.value() / power_of_ten(n.unit())).to_integer();
    let (lower, upper) = (m.floor.clone(), m.ceiling());
    let mut out = if !m.whole && scaled == m.truncated() {
        Judgment::new(
            Kind::Truncated,
            Some("OX0711"),
            "the decimal is cut off; rounded it has another last digit",
        )
    } else if !m.whole && (scaled == lower || scaled == upper) {
        wrong("OX0712", "the decimal is rounded the wrong way")
    } else if (&scaled - &m.nearest).abs() == Int::from(1) {
        wrong("OX0713", "the last digit is off by one")
    } else {
        wrong("OX0710", "the printed number is not the value")
    };
    out.edits = n.rewritten(&m.nearest).unwrap_or_default();
    out
}

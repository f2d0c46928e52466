//! Values of iterates at points, each image computed once: orbits of points that share levels run together.

use super::context::Context;
use super::exact::Elem;
use super::reason::Reason;
use std::cell::RefCell;
use std::collections::HashMap;

/// Images kept; beyond them they are computed again.
const MAX_KEPT: usize = 1 << 18;

/// Evaluates `f^t` exactly.
pub struct Iterates<'a> {
    ctx: &'a Context<'a>,
    known: RefCell<HashMap<Elem, Elem>>,
}

impl<'a> Iterates<'a> {
    /// Knows no image yet.
    pub fn new(ctx: &'a Context<'a>) -> Iterates<'a> {
        Iterates {
            ctx,
            known: RefCell::default(),
        }
    }
    /// `f^t(x)`; refused outside the domain.
    pub fn value(&self, x: &Elem, t: u64) -> Result<Elem, Reason> {
        let mut at = x.clone();
        for _ in 0..t {
            at = self.image(at)?;
        }
        Ok(at)
    }
    fn image(&self, x: Elem) -> Result<Elem, Reason> {
        self.ctx.budget.spend(x.words() + 8)?;
        if let Some(y) = self.known.borrow().get(&x) {
            return Ok(y.clone());
        }
        let y = self.ctx.eval(&x)?.ok_or(Reason::LeavesDomain)?;
        let words = y.words().max(x.words());
        self.ctx.budget.spend(words.saturating_mul(words) * 4)?;
        let mut known = self.known.borrow_mut();
        if known.len() < MAX_KEPT {
            known.insert(x, y.clone());
        }
        Ok(y)
    }
}

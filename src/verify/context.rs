//! What the obligations of one map share: its exact numbers, its segments, and evaluation of the map.

use super::crossings::Crossings;
use super::exact::{Elem, Reals};
use super::limits::{Budget, MAX_POINTS, at_most};
use super::reason::{At, Fault, Reason};
use super::roots::Root;
use super::spectrum::Spectrum;
use crate::certificate::{MapCertificate, Num};
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Int, Rat};
use std::cell::{OnceCell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

/// The numbers of one map, read once; obligations listed earlier vouch for what later ones use.
pub struct Context<'a> {
    pub budget: &'a Budget,
    pub reals: Reals,
    /// `(x, f(x))`; increasing once `vertices` has passed.
    pub vertices: Vec<(Elem, Elem)>,
    /// The partition's points; increasing once `partition` has passed.
    pub points: Vec<Elem>,
    pub images: &'a [Option<usize>],
    pub rows: &'a [(usize, usize)],
    slopes: OnceCell<Vec<Elem>>,
    inverse_images: OnceCell<Vec<Elem>>,
    spectrum: OnceCell<Spectrum>,
    crossings: OnceCell<Crossings>,
    /// `pieces(f,t)` for `t = 0, 1, ...`, as far as they were asked for.
    pub pieces: RefCell<Vec<Int>>,
    roots: RefCell<Vec<Rc<Root>>>,
}

impl<'a> Context<'a> {
    /// Reads the map's vertices and points.
    pub fn new(budget: &'a Budget, reals: Reals, map: &'a MapCertificate) -> Result<Self, Fault> {
        at_most("vertices", map.vertices.len(), MAX_POINTS).at(|| "vertices".into())?;
        at_most("points", map.partition.points.len(), MAX_POINTS)
            .at(|| "partition.points".into())?;
        let mut vertices = Vec::with_capacity(map.vertices.len());
        for (i, (x, y)) in map.vertices.iter().enumerate() {
            let pair = reals.read(x).and_then(|x| Ok((x, reals.read(y)?)));
            vertices.push(pair.at(|| format!("vertices[{i}]"))?);
        }
        let mut points = Vec::with_capacity(map.partition.points.len());
        for (i, x) in map.partition.points.iter().enumerate() {
            points.push(reals.read(x).at(|| format!("partition.points[{i}]"))?);
        }
        Ok(Context {
            budget,
            reals,
            vertices,
            points,
            images: &map.partition.images,
            rows: &map.partition.rows,
            slopes: OnceCell::new(),
            inverse_images: OnceCell::new(),
            spectrum: OnceCell::new(),
            crossings: OnceCell::new(),
            pieces: RefCell::default(),
            roots: RefCell::default(),
        })
    }
    /// The number of intervals.
    pub fn intervals(&self) -> usize {
        self.points.len().saturating_sub(1)
    }
    /// Reads a number of the map's field.
    pub fn read(&self, num: &Num) -> Result<Elem, Reason> {
        self.reals.read(num)
    }
    /// The slope of each segment.
    pub fn slopes(&self) -> Result<&[Elem], Reason> {
        if self.slopes.get().is_none() {
            let slopes: Result<Vec<Elem>, Reason> = self
                .vertices
                .windows(2)
                .map(|w| {
                    Ok(self.reals.mul(
                        &w[1].1.sub(&w[0].1),
                        &self.reals.inverse(&w[1].0.sub(&w[0].0))?,
                    ))
                })
                .collect();
            let _ = self.slopes.set(slopes?);
        }
        Ok(self.slopes.get().map_or(&[], Vec::as_slice))
    }
    /// Components and characteristic polynomials of the covering rows.
    pub fn spectrum(&self) -> &Spectrum {
        self.spectrum.get_or_init(|| Spectrum::new(self.rows))
    }
    /// The root of `poly` in `[lo, hi]`; that there is exactly one is proved when it is first asked for.
    pub fn root(&self, poly: IntPoly, lo: &Rat, hi: &Rat) -> Result<Rc<Root>, Reason> {
        let same = |root: &&Rc<Root>| root.poly() == &poly && root.ends() == (lo, hi);
        if let Some(known) = self.roots.borrow().iter().find(same) {
            return Ok(known.clone());
        }
        let root = Rc::new(Root::new(self.budget, poly, lo, hi)?);
        self.roots.borrow_mut().push(root.clone());
        Ok(root)
    }
    /// `a^t`, by repeated squaring.
    pub fn power(&self, a: &Elem, t: u64) -> Result<Elem, Reason> {
        let mut out = Elem::one();
        for bit in (0..64 - t.leading_zeros()).rev() {
            let words = out.words() * self.reals.degree() as u64;
            self.budget
                .spend(40 * words.saturating_mul(words + a.words()))?;
            out = self.reals.mul(&out, &out);
            if t >> bit & 1 == 1 {
                out = self.reals.mul(&out, a);
            }
        }
        Ok(out)
    }
    /// Counts of crossings for the iterates of the map's bounds.
    pub fn crossings(&self, map: &MapCertificate) -> Result<&Crossings, Reason> {
        if self.crossings.get().is_none() {
            let _ = self.crossings.set(Crossings::new(self, map)?);
        }
        Ok(self.crossings.get().expect("set above"))
    }
    /// The length of each interval.
    pub fn lengths(&self) -> Vec<Elem> {
        self.points.windows(2).map(|w| w[1].sub(&w[0])).collect()
    }
    /// The length of the image of each interval of a closed partition.
    pub fn image_lengths(&self) -> Vec<Elem> {
        let images = self.closed_images();
        let ends = images.windows(2).map(|w| (w[0].min(w[1]), w[0].max(w[1])));
        ends.map(|(lo, hi)| self.points[hi].sub(&self.points[lo]))
            .collect()
    }
    /// The inverse of each length of an image, zero where the map is constant.
    pub fn inverse_images(&self) -> Result<&[Elem], Reason> {
        if self.inverse_images.get().is_none() {
            let inverse = |image: Elem| {
                if image.is_zero() {
                    return Ok(image);
                }
                let words = image.words() * self.reals.degree() as u64;
                self.budget.spend(2 * words.saturating_mul(words))?;
                self.reals.inverse(&image)
            };
            let all: Result<Vec<Elem>, Reason> =
                self.image_lengths().into_iter().map(inverse).collect();
            let _ = self.inverse_images.set(all?);
        }
        Ok(self.inverse_images.get().map_or(&[], Vec::as_slice))
    }
    /// The index of `x` in the increasing list `list`, or where it would be inserted.
    pub fn find<'b>(
        &self,
        list: usize,
        key: impl Fn(usize) -> &'b Elem,
        x: &Elem,
    ) -> Result<Result<usize, usize>, Reason> {
        let (mut lo, mut hi) = (0, list);
        while lo < hi {
            let mid = (lo + hi) / 2;
            match self.reals.cmp(key(mid), x)? {
                Ordering::Equal => return Ok(Ok(mid)),
                Ordering::Less => lo = mid + 1,
                Ordering::Greater => hi = mid,
            }
        }
        Ok(Err(lo))
    }
    /// Where `x` is among the points.
    pub fn find_point(&self, x: &Elem) -> Result<Result<usize, usize>, Reason> {
        self.find(self.points.len(), |i| &self.points[i], x)
    }
    /// Where `x` is among the vertices.
    pub fn find_vertex(&self, x: &Elem) -> Result<Result<usize, usize>, Reason> {
        self.find(self.vertices.len(), |i| &self.vertices[i].0, x)
    }
    /// The value at `x`; `None` outside the domain. Needs increasing vertices.
    pub fn eval(&self, x: &Elem) -> Result<Option<Elem>, Reason> {
        self.budget.spend(x.words() * 8)?;
        match self.find_vertex(x)? {
            Ok(i) => Ok(Some(self.vertices[i].1.clone())),
            Err(i) if i == 0 || i == self.vertices.len() => Ok(None),
            Err(i) => {
                let (x0, y0) = &self.vertices[i - 1];
                Ok(Some(
                    y0.add(&self.reals.mul(&self.slopes()?[i - 1], &x.sub(x0))),
                ))
            }
        }
    }
    /// The direction of a closed map on each interval: the sign of `f(p_(i+1)) - f(p_i)`.
    pub fn directions(&self) -> Vec<i32> {
        self.images
            .windows(2)
            .map(|w| w[1].cmp(&w[0]) as i32)
            .collect()
    }
    /// The images of a closed partition.
    pub fn closed_images(&self) -> Vec<usize> {
        self.images.iter().map(|i| i.unwrap_or(0)).collect()
    }
}

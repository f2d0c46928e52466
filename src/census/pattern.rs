//! All cyclic patterns of a length up to reflection, by filling in images from both ends towards the middle.
//!
//! A pattern `f` of `0..n` and its mirror image `g(i) = n-1-f(n-1-i)` have the same covering graph up to order. Of the two the
//! smaller by images is visited, with weight 2, or 1 if they are equal.

/// The most points a pattern of the census has.
pub const MAX: usize = 13;

/// How many images are fixed before the work is divided.
const PREFIX: usize = 4;

/// A partly filled pattern: paths that will be joined to one cycle.
#[derive(Clone, Debug)]
pub struct Unit {
    n: usize,
    images: [u8; MAX],
    /// The first point of the path that ends in a point without image.
    start: [u8; MAX],
    /// The last point of the path that starts in a point without preimage.
    end: [u8; MAX],
    used: u16,
    filled: usize,
    /// Do all images chosen so far agree with those of the mirror image?
    tied: bool,
}

impl Unit {
    fn root(n: usize) -> Unit {
        let own = std::array::from_fn(|i| i as u8);
        Unit {
            n,
            images: [0; MAX],
            start: own,
            end: own,
            used: 0,
            filled: 0,
            tied: true,
        }
    }
    /// Visits every pattern below this unit with its weight; the images are the first `n` entries.
    pub fn patterns(&self, mut visit: impl FnMut(&[u8], u32)) {
        self.clone().descend(self.n, &mut |u| {
            visit(&u.images[..u.n], 2 - u32::from(u.tied))
        });
    }
    fn descend(&mut self, depth: usize, visit: &mut impl FnMut(&Unit)) {
        if self.filled == depth {
            visit(self);
            return;
        }
        let (n, k) = (self.n, self.filled);
        let at = if k.is_multiple_of(2) {
            k / 2
        } else {
            n - 1 - k / 2
        };
        let first = self.start[at];
        for image in 0..n as u8 {
            // Joining the ends of one path closes a cycle: right for the last image only.
            if self.used >> image & 1 == 1 || (first == image && k + 1 < n) {
                continue;
            }
            self.images[at] = image;
            let Some(tied) = self.still_tied(at) else {
                continue;
            };
            let (last, before) = (self.end[image as usize], self.tied);
            self.end[first as usize] = last;
            self.start[last as usize] = first;
            self.used |= 1 << image;
            (self.filled, self.tied) = (k + 1, tied);
            self.descend(depth, visit);
            (self.filled, self.tied) = (k, before);
            self.used &= !(1 << image);
            self.start[last as usize] = image;
            self.end[first as usize] = at as u8;
        }
    }
    /// After an image for `at` was chosen: is the pattern still equal to its mirror image? `None` if it is larger.
    fn still_tied(&self, at: usize) -> Option<bool> {
        let mirror = self.n - 1 - at;
        if !self.tied || at < mirror {
            return Some(self.tied);
        }
        let (own, other) = (self.images[mirror], self.n as u8 - 1 - self.images[at]);
        (own <= other).then_some(own == other)
    }
}

/// The work for patterns of length `n` in pieces, in a fixed order.
pub fn units(n: usize) -> Vec<Unit> {
    let mut found = Vec::new();
    Unit::root(n).descend(PREFIX.min(n), &mut |u| found.push(u.clone()));
    found
}

/// The number of cyclic patterns of length `n`: `(n-1)!`.
pub fn count(n: usize) -> u64 {
    (1..n as u64).product()
}

/// The mirror image.
pub fn mirrored(images: &[u8]) -> Vec<u8> {
    let last = images.len() as u8 - 1;
    images.iter().rev().map(|&i| last - i).collect()
}

/// Are these the images of one cycle through `0..n`, with `n` within the limits of the census?
pub fn is_cycle(images: &[u8]) -> bool {
    let n = images.len();
    if !super::LENGTHS.contains(&n) || images.iter().any(|&i| usize::from(i) >= n) {
        return false;
    }
    let (mut at, mut steps) = (0, 0);
    loop {
        at = usize::from(images[at]);
        steps += 1;
        if at == 0 || steps > n {
            return steps == n;
        }
    }
}

//! Statements about all iterates at once (Theorems 2, 6, 6' and 6'').

use super::bounds::Norm;
use super::number::{Num, Ratio};
use serde::{Deserialize, Serialize};

/// A bound with one witness for every `t`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Every {
    /// For `t >= start`: `f^t` crosses `I_j` at least `constant rate^t` times (Theorem 2).
    Paths {
        /// `sup`.
        norm: Norm,
        /// `tau`.
        start: u64,
        /// `r > 0`.
        rate: Ratio,
        /// `0 <= v <= N(tau)` with `v A >= r v`, one entry for each interval.
        vector: Vec<Ratio>,
        /// `j`.
        interval: usize,
        /// `c > 0` with `c r^tau <= v_j`.
        constant: Ratio,
        /// `|I_j|/2`.
        error: Num,
    },
    /// At most `kappa L^t` pieces leave an area of at least `error` (Theorem 6).
    Extremal {
        /// `l1`.
        norm: Norm,
        /// `0 <= v <= 1` with `v A >= L v`, one entry for each interval.
        vector: Vec<Num>,
        /// `kappa > 0`.
        kappa: Ratio,
        /// `(1/4) sum_j max(0, v_j - kappa) |I_j|^2`.
        error: Num,
    },
    /// At most `kappa s^t` pieces leave an area of at least `error` (Theorem 6').
    Slopes {
        /// `l1`.
        norm: Norm,
        /// `s > 0`, at most the modulus of every slope that is not 0.
        slope: Num,
        /// `0 <= pi_j <= |I_j|` with `pi W >= pi`.
        measure: Vec<Num>,
        /// `kappa > 0`.
        kappa: Ratio,
        /// `(1/4) sum_j |I_j| max(0, pi_j - kappa |I_j|)`.
        error: Num,
    },
    /// At most `kappa theta^-t` pieces leave an area of at least `error` (Theorem 6'').
    Squares {
        /// `l1`.
        norm: Norm,
        /// `0 <= pi_j <= |I_j|` with `pi W >= pi`.
        measure: Vec<Num>,
        /// `z >= 1` with `z B_2 <= theta z`.
        z: Vec<Num>,
        /// `0 < theta < 1`.
        theta: Ratio,
        /// `kappa > 0`.
        kappa: Ratio,
        /// `r_j >= 0` with `r_j^2 >= kappa z_j`.
        roots: Vec<Ratio>,
        /// `(1/4) sum_j |I_j| max(0, pi_j - |I_j| r_j)`.
        error: Num,
    },
}

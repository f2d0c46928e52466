//! `network "file"`: the exact function of a ReLU network; reading the file is left to the caller, as for `include`.

use super::super::network::{NetworkFault, NetworkFile, Weights, read_json, read_onnx};
use super::super::tree::*;
use super::Done;
use super::number::Scope;
use crate::map::network::AlgebraicNetwork;
use crate::map::{MapError, NetworkError, PiecewiseLinear};
use crate::num::Number;

/// The largest file of weights, in bytes.
const MAX_BYTES: usize = 64 << 20;

impl Scope<'_, '_> {
    /// The map of a network file. A file that names no domain takes the first interval of `rescale`, or a domain is found.
    pub(super) fn network(
        &mut self,
        file: &Text,
        rescale: &mut Vec<&Interval>,
    ) -> Done<PiecewiseLinear> {
        let span = file.at.0;
        let cannot = |reason: String| format!("cannot read \"{}\": {reason}", file.value);
        let bytes = match self.resolver.files.read(&self.source.name, &file.value) {
            Ok((_, bytes)) => bytes,
            Err(reason) => {
                let message = format!("cannot read \"{}\"", file.value);
                let fault = self.error("OX0208", message, span, reason);
                return self.fail(fault);
            }
        };
        if bytes.len() > MAX_BYTES {
            let label = format!("at most {} MiB are read", MAX_BYTES >> 20);
            let fault = self.error("OX0506", cannot("it is too large".into()), span, label);
            return self.fail(fault);
        }
        let onnx = file.value.to_ascii_lowercase().ends_with(".onnx");
        let read = if onnx {
            read_onnx(&bytes)
        } else {
            read_json(&bytes)
        };
        let NetworkFile { network, domain } = match read {
            Ok(read) => read,
            Err(fault) => return self.no_network(file, &fault),
        };
        let network = match network {
            Weights::Rational(network) => network,
            Weights::Algebraic(network) => return self.algebraic(file, &network, domain, rescale),
        };
        let line = match network.function(self.resolver.limits.max_vertices) {
            Ok(line) => line,
            Err(NetworkError::TooManyBreakpoints(n)) => return self.too_many(file, n),
            Err(error) => return self.no_network(file, &error.into()),
        };
        let (a, b) = match domain {
            Some(ends) => ends,
            None if !rescale.is_empty() => self.interval(rescale.remove(0))?,
            None => match line.invariant_interval() {
                Some((a, b)) => (Number::from(&a), Number::from(&b)),
                None => {
                    let fault = self
                        .error(
                            "OX0322",
                            "the network names no domain, and none was found",
                            span,
                            "no interval with ends at its breakpoints and fixed points is mapped into itself",
                        )
                        .help(format!("write the domain: network \"{}\" on [0, 1]", file.value));
                    return self.fail(fault);
                }
            },
        };
        self.built(line.on(&a, &b), span)
    }
    /// The map of a network with irrational weights, whose domain must be named.
    fn algebraic(
        &mut self,
        file: &Text,
        network: &AlgebraicNetwork,
        domain: Option<(Number, Number)>,
        rescale: &mut Vec<&Interval>,
    ) -> Done<PiecewiseLinear> {
        let span = file.at.0;
        let (a, b) = match domain {
            Some(ends) => ends,
            None if !rescale.is_empty() => self.interval(rescale.remove(0))?,
            None => {
                let fault = self
                    .error(
                        "OX0322",
                        "the network names no domain",
                        span,
                        "none is looked for: its weights are irrational",
                    )
                    .help(format!(
                        "write the domain: network \"{}\" on [0, 1]",
                        file.value
                    ));
                return self.fail(fault);
            }
        };
        if let Err(fields) = Number::common_field(network.numbers().chain([&a, &b])) {
            return self.built(Err(MapError::MixedFields(fields)), span);
        }
        match network.on(&a, &b, self.resolver.limits.max_vertices) {
            Ok(map) => self.built(map, span),
            Err(NetworkError::TooManyBreakpoints(n)) => self.too_many(file, n),
            Err(error) => self.no_network(file, &error.into()),
        }
    }
    fn too_many(&mut self, file: &Text, n: usize) -> Done<PiecewiseLinear> {
        let message = format!("the network has more than {n} breakpoints");
        let fault = self
            .error(
                "OX0503",
                message,
                file.at.0,
                "while its layers are put together",
            )
            .help("raise the limit with --max-points");
        self.fail(fault)
    }
    fn no_network(&mut self, file: &Text, fault: &NetworkFault) -> Done<PiecewiseLinear> {
        let message = format!("\"{}\" holds no network that can be read", file.value);
        let fault = self.error("OX0321", message, file.at.0, fault.to_string());
        self.fail(fault)
    }
}

//! Citations: the works that a report may rely on, and the replacement of `\orbcite{key}` marks.

use super::escape::Tex;

/// One work.
struct Work {
    key: &'static str,
    /// How a fragment names it in running text.
    short: &'static str,
    /// The entry of a bibliography, LaTeX.
    entry: &'static str,
    /// The BibTeX entry.
    bibtex: &'static str,
}

/// All works, in the order of a bibliography.
const WORKS: &[Work] = &[
    Work {
        key: "bgmy",
        short: "Block, Guckenheimer, Misiurewicz and Young 1980",
        entry: "L. Block, J. Guckenheimer, M. Misiurewicz and L.-S. Young, \\emph{Periodic points and topological entropy of one dimensional maps}, in: Global Theory of Dynamical Systems, Lecture Notes in Math.\\ 819, Springer, 1980, pp.~18--34.",
        bibtex: "@incollection{bgmy,\n  author = {Block, Louis and Guckenheimer, John and Misiurewicz, Micha{\\l} and Young, Lai-Sang},\n  title = {Periodic points and topological entropy of one dimensional maps},\n  booktitle = {Global Theory of Dynamical Systems},\n  series = {Lecture Notes in Mathematics}, volume = {819}, pages = {18--34},\n  publisher = {Springer}, year = {1980}\n}",
    },
    Work {
        key: "cnpw",
        short: "Chatziafratis, Nagarajan, Panageas and Wang 2020",
        entry: "V. Chatziafratis, S. G. Nagarajan, I. Panageas and X. Wang, \\emph{Depth-width trade-offs for ReLU networks via Sharkovsky's theorem}, International Conference on Learning Representations (ICLR), 2020.",
        bibtex: "@inproceedings{cnpw,\n  author = {Chatziafratis, Vaggos and Nagarajan, Sai Ganesh and Panageas, Ioannis and Wang, Xiao},\n  title = {Depth-width trade-offs for {ReLU} networks via {Sharkovsky}'s theorem},\n  booktitle = {International Conference on Learning Representations},\n  year = {2020}\n}",
    },
    Work {
        key: "cnp",
        short: "Chatziafratis, Nagarajan and Panageas 2020",
        entry: "V. Chatziafratis, S. G. Nagarajan and I. Panageas, \\emph{Better depth-width trade-offs for neural networks through the lens of dynamical systems}, International Conference on Machine Learning (ICML), 2020. arXiv:2003.00777.",
        bibtex: "@inproceedings{cnp,\n  author = {Chatziafratis, Vaggos and Nagarajan, Sai Ganesh and Panageas, Ioannis},\n  title = {Better depth-width trade-offs for neural networks through the lens of dynamical systems},\n  booktitle = {International Conference on Machine Learning},\n  year = {2020}, note = {arXiv:2003.00777}\n}",
    },
    Work {
        key: "misiurewicz_szlenk",
        short: "Misiurewicz and Szlenk 1980",
        entry: "M. Misiurewicz and W. Szlenk, \\emph{Entropy of piecewise monotone mappings}, Studia Math.\\ 67 (1980), 45--63.",
        bibtex: "@article{misiurewicz_szlenk,\n  author = {Misiurewicz, Micha{\\l} and Szlenk, Wies{\\l}aw},\n  title = {Entropy of piecewise monotone mappings},\n  journal = {Studia Mathematica}, volume = {67}, pages = {45--63}, year = {1980}\n}",
    },
    Work {
        key: "sanford",
        short: "Sanford and Chatziafratis 2022",
        entry: "C. Sanford and V. Chatziafratis, \\emph{Expressivity of neural networks via chaotic itineraries beyond Sharkovsky's theorem}, International Conference on Artificial Intelligence and Statistics (AISTATS), 2022.",
        bibtex: "@inproceedings{sanford,\n  author = {Sanford, Clayton and Chatziafratis, Vaggos},\n  title = {Expressivity of neural networks via chaotic itineraries beyond {Sharkovsky}'s theorem},\n  booktitle = {International Conference on Artificial Intelligence and Statistics},\n  year = {2022}\n}",
    },
    Work {
        key: "sharkovsky",
        short: "Sharkovsky 1964",
        entry: "O. M. Sharkovsky, \\emph{Co-existence of cycles of a continuous mapping of the line into itself}, Ukrain.\\ Mat.\\ Zh.\\ 16 (1964), 61--71.",
        bibtex: "@article{sharkovsky,\n  author = {Sharkovsky, O. M.},\n  title = {Co-existence of cycles of a continuous mapping of the line into itself},\n  journal = {Ukrainskii Matematicheskii Zhurnal}, volume = {16}, pages = {61--71}, year = {1964}\n}",
    },
    Work {
        key: "stefan",
        short: "\\v{S}tefan 1977",
        entry: "P. \\v{S}tefan, \\emph{A theorem of \\v{S}arkovskii on the existence of periodic orbits of continuous endomorphisms of the real line}, Comm.\\ Math.\\ Phys.\\ 54 (1977), 237--248.",
        bibtex: "@article{stefan,\n  author = {{\\v{S}}tefan, P.},\n  title = {A theorem of {\\v{S}}arkovskii on the existence of periodic orbits of continuous endomorphisms of the real line},\n  journal = {Communications in Mathematical Physics}, volume = {54}, pages = {237--248}, year = {1977}\n}",
    },
    Work {
        key: "telgarsky",
        short: "Telgarsky 2016",
        entry: "M. Telgarsky, \\emph{Benefits of depth in neural networks}, Conference on Learning Theory (COLT), 2016, pp.~1517--1539.",
        bibtex: "@inproceedings{telgarsky,\n  author = {Telgarsky, Matus},\n  title = {Benefits of depth in neural networks},\n  booktitle = {Conference on Learning Theory},\n  pages = {1517--1539}, year = {2016}\n}",
    },
];

/// Replaces the marks by `\cite{orb:key}` (documents) or by the authors' names (fragments, whose paper has a
/// bibliography of its own).
pub fn resolve(text: &str, fragment: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (place, work) in marks(text) {
        out.push_str(&text[done..place]);
        match fragment {
            true => out.extend(["[", work.short, "]"]),
            false => out.extend(["\\cite{orb:", work.key, "}"]),
        }
        done = place + MARK.len() + work.key.len() + 1;
    }
    out + &text[done..]
}

const MARK: &str = "\\orbcite{";

/// The marks of works, each with its place in the text.
fn marks(text: &str) -> impl Iterator<Item = (usize, &'static Work)> {
    text.match_indices(MARK).filter_map(move |(place, _)| {
        let (key, _) = text[place + MARK.len()..].split_once('}')?;
        Some((place, WORKS.iter().find(|w| w.key == key)?))
    })
}

fn cited(text: &str) -> impl Iterator<Item = &'static Work> {
    let found: Vec<&str> = marks(text).map(|(_, work)| work.key).collect();
    WORKS.iter().filter(move |w| found.contains(&w.key))
}

/// Key and entry (LaTeX) of the works cited in `text` (before [`resolve`]), in the order of a bibliography.
pub fn works(text: &str) -> Vec<(&'static str, &'static str)> {
    cited(text).map(|w| (w.key, w.entry)).collect()
}

/// The `thebibliography` of the works cited in `text` (before [`resolve`]), with BibTeX entries behind it.
pub fn bibliography(text: &str) -> Tex {
    let works: Vec<&Work> = cited(text).collect();
    if works.is_empty() {
        return Tex::default();
    }
    let entries: Vec<String> = works
        .iter()
        .map(|w| format!("\\bibitem{{orb:{}}} {}", w.key, w.entry))
        .collect();
    Tex(format!(
        "\\begin{{thebibliography}}{{9}}\n{}\n\\end{{thebibliography}}\n\n{}",
        entries.join("\n"),
        comment(&works)
    ))
}

/// The BibTeX entries of the works cited in `text`, as comments.
pub fn bibtex(text: &str) -> Tex {
    let works: Vec<&Work> = cited(text).collect();
    if works.is_empty() {
        Tex::default()
    } else {
        Tex(comment(&works))
    }
}

fn comment(works: &[&Work]) -> String {
    let mut out = "% The same works as BibTeX entries:\n".to_string();
    for work in works {
        for line in work.bibtex.lines() {
            out.push_str(&format!("% {line}\n"));
        }
    }
    out
}

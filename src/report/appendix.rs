//! The tables of a file in its report: a section between two comment lines, put in and taken out again.
//!
//! A report prints what is in its certificate, and tables are not: they are values computed beside it. So the section says
//! so, and whoever compares a report with its certificate takes the section out and says that too.

const BEGIN: &str = "% Tables: computed beside the certificate, which does not hold their values.";
const END: &str = "% End of the tables.";
const HEADING: &str = "\\section{Tables}\nThese values were computed from the same file. They are not part of the certificate, and \\texttt{orbitex verify} does not check them.\n";

/// The section with these finished tables; empty without any.
pub fn section(tables: &[String]) -> String {
    if tables.is_empty() {
        return String::new();
    }
    format!("\n\n{HEADING}\n{}", tables.join("\n"))
}

/// The report with these finished tables, before the references.
pub fn with_tables(report: &str, tables: &[String]) -> String {
    if tables.is_empty() {
        return report.to_string();
    }
    let place = ["\\begin{thebibliography}", "\\end{document}"]
        .iter()
        .find_map(|line| report.find(&format!("\n{line}")))
        .map_or(report.len(), |at| at + 1);
    let (before, after) = report.split_at(place);
    format!(
        "{before}{BEGIN}\n{HEADING}\n{}{END}\n{after}",
        tables.join("\n")
    )
}

/// The report without the section of tables, and whether there was one.
pub fn without_tables(report: &str) -> (String, bool) {
    let line = |text: &str| {
        let text = text.to_string();
        move |l: &str| l.trim_end() == text
    };
    let (begins, ends) = (line(BEGIN), line(END));
    let lines: Vec<&str> = report.split_inclusive('\n').collect();
    let first = lines.iter().position(|l| begins(l));
    let last = lines.iter().rposition(|l| ends(l));
    match (first, last) {
        (Some(first), Some(last)) if first < last => {
            let kept = lines[..first].iter().chain(&lines[last + 1..]);
            (kept.copied().collect(), true)
        }
        _ => (report.to_string(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        for report in [
            "a\n\\begin{thebibliography}{9}\nb\n\\end{document}\n",
            "a\n\\end{document}\n",
            "a\n",
        ] {
            let tables = ["t\n".to_string(), "u\n".to_string()];
            let with = with_tables(report, &tables);
            assert!(with.contains("\nt\n") && with.len() > report.len());
            assert_eq!(without_tables(&with), (report.to_string(), true));
            assert_eq!(with_tables(report, &[]), report);
            assert_eq!(without_tables(report), (report.to_string(), false));
        }
    }
}

//! The verifier on valid, forged and mutated certificates.

use orbitex::verify::{Verdict, verify_text};

#[test]
fn valid_certificates_are_valid() {
    for name in ["golden", "tri", "orbit"] {
        let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
        let verdict = verify_text(&text);
        println!("{name}: {verdict:?}");
        assert!(
            !matches!(verdict, Verdict::Invalid { .. }),
            "{name}: {verdict:?}"
        );
    }
}

use orbitex::certificate::Kind;
use orbitex::certify::*;
use orbitex::map::PiecewiseLinear;
use orbitex::num::rational::rat;
use orbitex::num::{Field, IntPoly, Number};

#[test]
fn smoke() {
    let phi = Number::generator(&Field::new(
        IntPoly::from_i64(&[-1, -1, 1]),
        (rat(1, 1), rat(2, 1)),
        "phi",
    ));
    let half = Number::from(rat(1, 2));
    let golden = PiecewiseLinear::new(vec![
        (Number::zero(), Number::zero()),
        (half.clone(), &phi * &half),
        (Number::one(), Number::zero()),
    ])
    .unwrap();
    let pat = |p: &[i64]| {
        PiecewiseLinear::new(
            p.iter()
                .enumerate()
                .map(|(i, &v)| (Number::from(i as i64 + 1), Number::from(v)))
                .collect(),
        )
        .unwrap()
    };
    let tent32 = PiecewiseLinear::new(vec![
        (Number::zero(), Number::zero()),
        (half.clone(), Number::from(rat(3, 4))),
        (Number::one(), Number::zero()),
    ])
    .unwrap();
    let s7 = pat(&[7, 6, 5, 3, 2, 1, 4]);
    let _ = &s7;
    let mut maps = Vec::new();
    let mut p40: Vec<i64> = (1..=40).collect();
    let mut state = 12345u64;
    // one random cycle
    for i in (1..40).rev() {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let j = (state >> 33) as usize % i;
        p40.swap(i, j);
    }
    for (name, f, kind) in [
        ("golden", golden, Kind::Map),
        ("tri", pat(&[2, 3, 1]), Kind::Map),
        ("s7", pat(&[4, 7, 6, 5, 3, 2, 1]), Kind::Map),
        ("lazy", pat(&[3, 4, 2, 1]), Kind::Map),
        ("five", pat(&[3, 5, 4, 2, 1]), Kind::Orbit),
        ("wild", tent32, Kind::Map),
        ("p40", pat(&p40), Kind::Map),
    ] {
        let a = Analysis::of(kind, &f, None, Limits::default());
        let s = Subject {
            name,
            origin: "test",
            analysis: &a,
            requests: vec![Request::default()],
        };
        let c = map::map_certificate(&s, Lengths::default()).unwrap();
        println!("{}\n", orbitex::report::terminal::map(&c, 18));
        maps.push(c);
    }
    let cert = certificate("smoke.map", Some("Smoke"), None, maps);
    std::fs::write("/tmp/smoke.cert.json", cert.to_json()).unwrap();
    assert_eq!(
        orbitex::certificate::Certificate::from_json(&cert.to_json()).unwrap(),
        cert
    );
}

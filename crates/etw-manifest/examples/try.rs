use etw_manifest::{diagnostic::*, source::Source, *};
fn main() {
    let mut quiet = false;
    for f in std::env::args().skip(1) {
        if f == "-q" {
            quiet = true;
            continue;
        }
        let bytes = std::fs::read(&f).unwrap();
        let source = match Source::decode(f.clone(), &bytes) {
            Ok(s) => s,
            Err((s, d)) => {
                println!("{} {}", d.code().id(), d.render(&s, MessageFormat::Short));
                println!("REFUSED {f}");
                continue;
            }
        };
        let out = compile(&source, &Options::new());
        for d in &out.diagnostics {
            if !quiet || d.severity() == Severity::Error {
                println!(
                    "{} {}",
                    d.code().id(),
                    d.render(&source, MessageFormat::Short)
                );
            }
        }
        println!(
            "{} {f}",
            if out.manifest.is_some() {
                "ACCEPTED"
            } else {
                "REFUSED"
            }
        );
    }
}

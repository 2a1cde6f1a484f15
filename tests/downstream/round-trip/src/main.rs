//! Holds the decoders of two real manifests against their encoders, and prints how many events there were.

#[path = "../../../../crates/etw-manifest/tests/round_trip/mod.rs"]
mod round_trip;

#[allow(unused_imports, reason = "the modules are named")]
mod type_mangling {
    etw_provider::include_manifest!("TypeMangling");
}

mod large {
    etw_provider::include_manifest!("Large");
}

fn main() {
    let subjects = [
        subject!(type_mangling::type_mangling),
        subject!(large::provider_sym1),
        subject!(large::provider_sym2),
        subject!(large::provider_sym3),
    ];
    for subject in subjects {
        subject.check_payloads(100);
        subject.check_arbitrary_bytes(100_000);
        let (count, name) = (
            subject.metadata.events().count(),
            subject.metadata.provider().identity().name(),
        );
        println!("{count} events of {name}");
    }
}

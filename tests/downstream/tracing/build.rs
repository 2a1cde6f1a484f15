//! Makes a provider for the events of `tracing`.

fn main() {
    etw_manifest::Build::new()
        .tracing("Contoso-Harbour")
        .link()
        .compile();
}

fn main() {
    etw_manifest::Build::new()
        .extends("activation-services-events")
        .manifest("manifests/retries.man")
        .link()
        .compile();
}

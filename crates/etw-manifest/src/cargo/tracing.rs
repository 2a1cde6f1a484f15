//! Makes the manifest of a program that logs with `tracing`.

use super::Build;
use super::unit::Given;
use crate::{Guid, starter};

impl Build {
    /// Makes a provider for a program that logs with `tracing`. Its events appear in Event Viewer, one for each level.
    ///
    /// ```no_run
    /// etw_manifest::Build::new().tracing("Contoso-Harbour").link().compile();
    /// ```
    ///
    /// The program includes `contoso-harbour`, which is the name in lower case, and gives its subscriber the layer that is
    /// in the generated code. `etw-provider` needs the feature `tracing-subscriber`.
    ///
    /// ```ignore
    /// etw_provider::include_manifest!("contoso-harbour");
    ///
    /// fn main() {
    ///     tracing_subscriber::registry().with(tracing_layer()).init();
    ///     tracing::error!(berth = 7, "docking failed");
    /// }
    /// ```
    ///
    /// The manifest is written to `OUT_DIR/contoso-harbour.man`. To add events of your own to the provider, call
    /// [`fragment`](Self::fragment) after this; the program emits them with their functions, or by their names:
    /// `tracing::info!(name: "ShipDocked", berth = 7)`. To change the manifest, make a copy with `etw-manifest init --tracing`, and
    /// call [`manifest`](Self::manifest) instead.
    ///
    /// The GUID is derived from the name, as `EventSource` and `TraceLogging` do.
    pub fn tracing(self, provider: impl AsRef<str>) -> Self {
        let guid = Guid::of_provider(provider.as_ref());
        self.tracing_with_guid(provider, guid)
    }

    /// Like [`tracing`](Self::tracing), with a GUID that is not derived from the name.
    pub fn tracing_with_guid(mut self, provider: impl AsRef<str>, guid: Guid) -> Self {
        let name = provider.as_ref();
        let stem = starter::file_stem(name);
        let text = starter::fill(starter::TRACING, name, &format!("{stem}.exe"), guid);
        let mut given = Given::new(format!("{stem}.man").as_ref());
        given.made = Some(text);
        self.manifests.push(given);
        // Without any path, every change in the package would run the build script again.
        println!("cargo::rerun-if-changed=build.rs");
        self
    }
}

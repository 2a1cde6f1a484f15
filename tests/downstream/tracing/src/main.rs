//! Logs with `tracing`. The events appear in Event Viewer.

use tracing_subscriber::prelude::*;

etw_provider::include_manifest!("contoso-harbour");

fn main() {
    tracing_subscriber::registry().with(tracing_layer()).init();
    tracing::error!(berth = 7, "docking failed");
}

#[cfg(test)]
mod tests;

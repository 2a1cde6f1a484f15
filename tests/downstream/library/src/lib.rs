//! A library with a provider, as an application may use several of.

etw_provider::include_manifest!("every-type");

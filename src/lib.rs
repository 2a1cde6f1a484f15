#![doc = include_str!("README.md")]

pub use etw_provider;

etw_provider::include_manifest!("activation-services");

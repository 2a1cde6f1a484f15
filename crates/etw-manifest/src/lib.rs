//! Compiler of instrumentation manifests.

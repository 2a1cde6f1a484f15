//! Runtime of generated events.

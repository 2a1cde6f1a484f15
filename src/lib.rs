//! Shipped events.

//! The goldens of `fixtures/expand`, compiled once under the strictest lints.
#![deny(warnings, missing_docs, unsafe_code, clippy::pedantic)]

pub mod arrays {
    //! Every form of count and length.
    include!("../fixtures/expand/arrays/expected.rs");
}
pub mod documents {
    //! The XML of events.
    include!("../fixtures/expand/documents/expected.rs");
}
pub mod maps {
    //! Value maps and bit maps.
    include!("../fixtures/expand/maps/expected.rs");
}
pub mod names {
    //! Odd names.
    include!("../fixtures/expand/names/expected.rs");
}
pub mod numbers {
    //! Channels, levels, tasks, opcodes, keywords.
    include!("../fixtures/expand/numbers/expected.rs");
}
pub mod providers {
    //! Several providers.
    include!("../fixtures/expand/providers/expected.rs");
}
pub mod structs {
    //! Structs.
    include!("../fixtures/expand/structs/expected.rs");
}
pub mod texts {
    //! Hostile texts.
    include!("../fixtures/expand/texts/expected.rs");
}
pub mod tracing {
    //! The provider that a build makes for `tracing`.
    include!("../fixtures/expand/tracing/expected.rs");
}
pub mod types {
    //! Every type.
    include!("../fixtures/expand/types/expected.rs");
}

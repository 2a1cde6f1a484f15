//! The accessors that levels, tasks, opcodes and keywords share.

macro_rules! declared {
    ($type:ident) => {
        impl $type {
            /// The qualified name as written; `win:` for the predefined ones.
            #[must_use]
            pub fn name(&self) -> &str {
                &self.name
            }

            /// The name of the generated constant, if the manifest gives one.
            #[must_use]
            pub fn symbol(&self) -> Option<&str> {
                self.symbol.as_deref()
            }

            /// Whether the manifest declares it, or it is one of Windows' own that an event uses.
            #[must_use]
            pub const fn origin(&self) -> Origin {
                self.origin
            }
        }
    };
}

pub(super) use declared;

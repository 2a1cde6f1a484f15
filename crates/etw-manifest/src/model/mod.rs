//! The manifest as meant: every name resolved, every number assigned, valid by construction.
//!
//! Only `lower` builds these types; a back end that holds a [`Manifest`] needs no checks and cannot fail.
//! References between items are indexes into the provider's lists. All lists are in document order; the predefined (“winmeta”) items
//! that events use follow the declared ones.

#![cfg_attr(
    not(feature = "tools"),
    allow(
        dead_code,
        reason = "only tools show values without effect on code and resources"
    )
)]

mod channel;
mod declared;
mod descriptor;
mod event;
mod extent;
mod filter;
mod insert;
mod item_type;
mod keyword;
mod level;
mod localization;
mod map;
mod opcode;
mod pattern_map;
mod provider;
mod size;
mod task;
mod template;

pub use channel::{Channel, ChannelKind, ChannelOrigin, Isolation, Logging, Publishing};
pub use descriptor::EventDescriptor;
pub use event::Event;
pub use extent::Extent;
pub use filter::Filter;
pub(crate) use insert::insert;
pub use item_type::{InType, OutType};
pub use keyword::Keyword;
pub use level::Level;
pub(crate) use localization::MAX_TEXT;
pub use localization::{Locale, Localization, LocalizedString, StringIndex};
pub use map::{Map, MapItem, MapKind};
pub use opcode::Opcode;
pub use pattern_map::PatternMap;
pub use provider::{Provider, Traits};
pub use task::Task;
pub use template::{Item, ItemKind, Template};

pub use crate::markup::{UserContent, UserElement};

/// Whether an item was declared in the manifest or is one of the predefined ones that an event used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Declared in the manifest.
    Declared,
    /// Predefined; listed because an event uses it.
    Winmeta,
}

/// A manifest that broke no rule: providers in document order, and every text they show.
#[derive(Clone, Debug)]
pub struct Manifest {
    pub(crate) providers: Vec<Provider>,
    pub(crate) localization: Localization,
}

impl Manifest {
    /// The providers, in document order.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The cultures and all texts.
    #[must_use]
    pub fn localization(&self) -> &Localization {
        &self.localization
    }
}

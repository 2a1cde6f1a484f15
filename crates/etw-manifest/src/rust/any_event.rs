//! A provider to the enum of all its events, which any of its payloads decodes to.

use std::fmt::Write as _;

use proc_macro2::Ident;

use super::context::Context;
use super::form;
use super::generics::Generics;
use super::layout::Layout;
use crate::model::Event;

/// An event with what it decodes to.
struct Variant<'c> {
    event: &'c Event,
    name: &'c Ident,
    ty: String,
    borrows: bool,
}

/// Prints the enum; nothing if there are no events.
pub(super) fn print(context: &Context<'_>, layout: &mut Layout) {
    let variants: Vec<Variant<'_>> = variants(context).collect();
    if variants.is_empty() {
        return;
    }
    let (mut declarations, mut decode, mut as_event) =
        (String::new(), String::new(), String::new());
    for variant in &variants {
        let (name, ty) = (variant.name, &variant.ty);
        let _ = write!(
            declarations,
            "        /// [`{name}`].\n        {name}({ty}),\n"
        );
        decode_arm(variant, &mut decode);
        let _ = writeln!(as_event, "                Self::{name}(event) => event,");
    }
    let name = context.types.any_event();
    let borrows = variants.iter().any(|it| it.borrows);
    let (lifetime, elided, reference) = if borrows {
        ("<'a>", "<'_>", "&'a ")
    } else {
        ("", "", "&")
    };
    layout.form(format_args!(
        "
    /// Any of the events, with its data where they lie in a payload.
    #[derive(Debug)]
    #[allow(
        clippy::large_enum_variant,
        reason = \"it is what an event decodes to, not something to keep\"
    )]
    pub enum {name}{lifetime} {{
{declarations}    }}

    impl{lifetime} {name}{lifetime} {{
        /// Reads a whole payload as the event with these numbers, of which the id and the version say how.
        ///
        /// # Errors
        /// There is no such event, or why the bytes are not its payload.
        #[allow(clippy::too_many_lines, reason = \"one arm per event\")]
        #[inline]
        pub fn decode(
            descriptor: &runtime::EventDescriptor,
            payload: {reference}[u8],
        ) -> Result<Self, runtime::DecodeError> {{
            match (descriptor.id, descriptor.version) {{
{decode}                _ => Err(runtime::DecodeError::UnknownEvent),
            }}
        }}

        /// The event, whichever it is: to ask for its metadata, or to emit it again.
        #[allow(clippy::too_many_lines, reason = \"one arm per event\")]
        #[inline]
        pub fn as_event(&self) -> &dyn runtime::Event {{
            match self {{
{as_event}            }}
        }}
    }}

    impl PartialEq for {name}{elided} {{
        #[inline]
        fn eq(&self, other: &Self) -> bool {{
            self.as_event() == other.as_event()
        }}
    }}
"
    ));
}

fn variants<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Variant<'c>> {
    context.events().map(|(index, event)| {
        let name = context.types.event(index);
        let record = context.template(event).map(|it| &it.record);
        let generics = record.map_or(Generics::None, |it| it.generics);
        let ty = match context.types.event_view(index) {
            Some(view) => format!("{view}<'a>"),
            None => format!("{name}{}", generics.decoded()),
        };
        Variant {
            event,
            name,
            ty,
            borrows: generics != Generics::None,
        }
    })
}

fn decode_arm(variant: &Variant<'_>, text: &mut String) {
    let (name, event) = (variant.name, variant.event);
    let arm = format!(
        "({}, {}) => runtime::Decode::decode(payload)",
        event.id, event.version
    );
    let map = format!(".map(Self::{name}),");
    if form::fits(16, arm.len() + map.len()) {
        let _ = writeln!(text, "                {arm}{map}");
    } else {
        let _ = writeln!(text, "                {arm}\n                    {map}");
    }
}

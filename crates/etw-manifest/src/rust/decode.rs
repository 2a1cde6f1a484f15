//! Records to the code that reads them from a payload.
//!
//! Numbers in a payload are not aligned, so that a slice of them cannot be borrowed from it. A record with such a slice
//! gets a second type, the view, which has the runtime's `Array` in its place; every other record decodes to its own type.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use super::element::Element;
use super::field::{Count, Field};
use super::generics::Generics;
use super::record::{Record, counted_by, counter_width};
use crate::model::{Extent, InType, Item, ItemKind, OutType};

/// How a record is read, and how its view is written.
#[derive(Clone)]
pub(super) struct Decoding {
    /// The body of the function that reads it.
    read: TokenStream,
    /// Statements that write the view to `payload`.
    encode: TokenStream,
}

/// Whether items decode to a type other than that of the record.
pub(super) fn needs_view(items: &[Item]) -> bool {
    items.iter().any(|item| match &item.kind {
        ItemKind::Struct(members) => item.count != Extent::None || needs_view(members),
        ItemKind::Data {
            in_type,
            out_type,
            map,
        } => {
            let bytes = *in_type == InType::UInt8 && *out_type != OutType::Boolean && map.is_none();
            let units =
                *in_type == InType::UnicodeString && matches!(item.length, Extent::Constant(_));
            units || item.count != Extent::None && !bytes
        }
    })
}

impl Decoding {
    /// The decoding of items and the fields that they became; one that counts others became none.
    pub(super) fn new(items: &[Item], fields: &[Option<Field>]) -> Self {
        let mut encode = TokenStream::new();
        for (at, field) in fields.iter().enumerate() {
            encode.extend(match field {
                Some(field) => write(field),
                None => write_counter(at, items, fields),
            });
        }
        Self {
            read: read(items, fields),
            encode,
        }
    }

    /// The implementation of the runtime's trait for a type.
    pub(super) fn decode_trait(
        &self,
        ty: &TokenStream,
        allow: Option<&TokenStream>,
    ) -> TokenStream {
        decode_trait(ty, &quote!(reader), &self.read, allow)
    }

    /// The body of the function that writes the view.
    pub(super) fn encode(&self) -> &TokenStream {
        &self.encode
    }
}

/// The implementation of the runtime's trait for a type without fields.
pub(super) fn decode_nothing(ty: &Ident) -> TokenStream {
    decode_trait(&quote!(#ty), &quote!(_reader), &quote!(Ok(Self)), None)
}

/// It is inline, so that a program in which nobody decodes pays for no code of it.
fn decode_trait(
    ty: &TokenStream,
    reader: &TokenStream,
    body: &TokenStream,
    allow: Option<&TokenStream>,
) -> TokenStream {
    quote! {
        impl<'a> runtime::Decode<'a> for #ty {
            #allow
            #[inline]
            fn read(#reader: &mut runtime::PayloadReader<'a>) -> Result<Self, runtime::DecodeError> {
                #body
            }
        }
    }
}

/// The declaration of a view.
pub(super) fn view(view: &Ident, of: &Ident, record: &Record) -> TokenStream {
    let of = docs::line(&format!(
        "[`{of}`] as it lies in a payload: what that decodes to."
    ));
    let (fields, allow) = (declarations(&record.fields), record.allow_bools());
    quote! {
        #of
        #allow
        #[derive(Clone, Debug, PartialEq)]
        pub struct #view<'a> { #fields }
    }
}

/// The fields as the declaration of a view has them.
fn declarations(fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let (docs, name, ty) = (&field.docs, &field.name, ty(field));
        quote!(#docs pub #name: #ty,)
    });
    fields.collect()
}

/// The type of a field in a view.
fn ty(field: &Field) -> TokenStream {
    let element = element_ty(&field.element);
    match field.count {
        Count::One => element,
        _ if field.is_bytes() => field.ty(),
        _ => quote!(runtime::Array<'a, #element>),
    }
}

fn element_ty(element: &Element) -> TokenStream {
    match element {
        Element::Unicode(_) | Element::Units(_) => quote!(&'a runtime::Utf16Le),
        Element::Ansi(_) => quote!(&'a [u8]),
        Element::Structure {
            view: Some(view), ..
        } => quote!(#view<'a>),
        Element::Structure { name, generics, .. } => decoded(name, *generics),
        _ => element.ty(&quote!('a)),
    }
}

/// The type that decodes without a view.
pub(super) fn decoded(name: &Ident, generics: Generics) -> TokenStream {
    let arguments = generics.decoded();
    quote!(#name #arguments)
}

/// The body of the function that reads: an expression if nothing has to be remembered, else a statement per item.
fn read(items: &[Item], fields: &[Option<Field>]) -> TokenStream {
    let values = items.iter().zip(fields).map(|(item, field)| {
        field
            .as_ref()
            .map_or_else(|| read_counter(item), |field| read_field(item, field))
    });
    let named = fields.iter().enumerate();
    let named = named.filter_map(|(at, field)| Some((at, &field.as_ref()?.name)));
    if fields.iter().all(Option::is_some) {
        let fields = named
            .zip(values)
            .map(|((_, name), value)| quote!(#name: #value));
        return quote!(Ok(Self { #(#fields),* }));
    }
    let values = values.enumerate().map(|(at, value)| {
        let variable = variable(at);
        match &fields[at] {
            None if !is_used(at, items) => quote!(#value;),
            _ => quote!(let #variable = #value;),
        }
    });
    let fields = named.map(|(at, name)| {
        let variable = variable(at);
        quote!(#name: #variable)
    });
    quote!(#(#values)* Ok(Self { #(#fields),* }))
}

/// Whether anything is read by the help of a counting item: a security identifier says itself how long it is.
fn is_used(counter: usize, items: &[Item]) -> bool {
    let is_sid = |item: &Item| {
        matches!(
            item.kind,
            ItemKind::Data {
                in_type: InType::Sid,
                ..
            }
        )
    };
    counted_by(items, counter)
        .any(|at| items[at].count == Extent::Item(counter) || !is_sid(&items[at]))
}

/// A name that no field has: `reader` might be one.
fn variable(item: usize) -> Ident {
    format_ident!("item_{item}")
}

fn extent(extent: Extent) -> TokenStream {
    match extent {
        Extent::None => quote!(0),
        Extent::Constant(number) => {
            let number = Literal::u16_unsuffixed(number);
            quote!(#number)
        }
        Extent::Item(at) => {
            let variable = variable(at);
            quote!(#variable)
        }
    }
}

fn read_counter(item: &Item) -> TokenStream {
    let reader = format_ident!("count_{}", counter_width(item).primitive());
    quote!(reader.#reader()?)
}

fn read_field(item: &Item, field: &Field) -> TokenStream {
    let (count, length) = (extent(item.count), extent(item.length));
    match field.count {
        Count::One => read_one(&field.element, &length),
        Count::Fixed(_) if field.is_bytes() => quote!(reader.byte_array()?),
        Count::Counted if field.is_bytes() => quote!(reader.bytes(#count)?),
        _ => read_array(&field.element, &count, &length),
    }
}

fn read_one(element: &Element, length: &TokenStream) -> TokenStream {
    match element {
        Element::Wrapper { ty, writer, .. } => {
            let reader = format_ident!("{writer}");
            quote!(#ty(reader.#reader()?))
        }
        Element::Bytes(_) => quote!(reader.byte_array()?),
        Element::Structure { .. } => quote!(runtime::Decode::read(reader)?),
        _ => {
            let (reader, with_length) = reader(element);
            let length = with_length.then_some(length);
            quote!(reader.#reader(#length)?)
        }
    }
}

fn read_array(element: &Element, count: &TokenStream, length: &TokenStream) -> TokenStream {
    let (reader, with_length) = reader(element);
    match element {
        Element::Wrapper { ty, .. } => {
            quote!(reader.array(#count, |reader| reader.#reader().map(#ty))?)
        }
        Element::Structure { .. } => quote!(reader.array(#count, runtime::Decode::read)?),
        _ if with_length => {
            quote!(reader.array_of_length(#count, #length, runtime::PayloadReader::#reader)?)
        }
        _ => quote!(reader.array(#count, runtime::PayloadReader::#reader)?),
    }
}

/// The method that reads a value, and whether it is told the length.
fn reader(element: &Element) -> (Ident, bool) {
    let (name, with_length) = match element {
        Element::Value {
            writer: "pointer", ..
        } => ("usize", false),
        Element::Value { writer, .. } | Element::Wrapper { writer, .. } => (*writer, false),
        Element::Sid => ("sid", false),
        Element::Unicode(writer) | Element::Ansi(writer) | Element::Slice(writer) => {
            (*writer, writer.ends_with("_counted") || *writer == "bytes")
        }
        Element::Units(_) => ("unicode_counted", true),
        Element::Bytes(_) | Element::Structure { .. } => ("byte_array", false),
    };
    (format_ident!("{name}"), with_length)
}

/// The statements that write a field of a view.
fn write(field: &Field) -> TokenStream {
    let (name, element) = (&field.name, &field.element);
    match (field.count, element) {
        (Count::One, Element::Units(_)) => quote!(payload.unicode_counted(self.#name);),
        (Count::One, _) => field.write(),
        _ if field.is_bytes() => field.write(),
        _ => {
            let statement = write_item(element);
            quote!(for item in &self.#name { #statement })
        }
    }
}

/// The statement that writes `item`, an element of an array.
fn write_item(element: &Element) -> TokenStream {
    match element {
        Element::Value { writer, .. }
        | Element::Unicode(writer)
        | Element::Ansi(writer)
        | Element::Slice(writer) => {
            let writer = format_ident!("{writer}");
            quote!(payload.#writer(item);)
        }
        Element::Wrapper { writer, .. } => {
            let writer = format_ident!("{writer}");
            quote!(payload.#writer(item.0);)
        }
        Element::Sid => quote!(payload.sid(item);),
        Element::Units(_) => quote!(payload.unicode_counted(item);),
        Element::Bytes(_) => quote!(payload.bytes(item);),
        Element::Structure { .. } => quote!(item.encode(payload);),
    }
}

/// The statement that writes a counting item of a view.
fn write_counter(counter: usize, items: &[Item], fields: &[Option<Field>]) -> TokenStream {
    let mut lengths = TokenStream::new();
    for at in counted_by(items, counter) {
        let Some(field) = &fields[at] else { continue };
        let name = &field.name;
        if items[at].count == Extent::Item(counter) {
            lengths.extend(quote!(.chain([self.#name.len()])));
        }
        if items[at].length == Extent::Item(counter) {
            lengths.extend(if field.count == Count::One {
                let length = field.element.length(name);
                quote!(.chain([#length]))
            } else {
                let length = item_length(&field.element);
                quote!(.chain(self.#name.iter().map(#length)))
            });
        }
    }
    let writer = format_ident!("count_{}_each", counter_width(&items[counter]).primitive());
    quote!(payload.#writer(::core::iter::empty() #lengths);)
}

/// The function from an element of an array to what its length item says.
fn item_length(element: &Element) -> TokenStream {
    match element {
        Element::Slice(_) => quote!(<[u8]>::len),
        _ => element.each_length(),
    }
}

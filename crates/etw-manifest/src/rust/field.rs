//! An item that is not a count: a field of a Rust struct.

use super::element::Element;
use super::print::{Code, skeleton};

skeleton!(ARRAY(__element, __count) => &'a [__element; __count]);
skeleton!(ARRAY_ELIDED(__element, __count) => &[__element; __count]);
skeleton!(LIST(__element) => &'a [__element]);
skeleton!(LIST_ELIDED(__element) => &[__element]);
skeleton!(ARRAY_VIEW(__element) => runtime::Array<'a, __element>);
skeleton!(PARAMETER(__field, __ty) => __field: __ty);
skeleton!(DECLARATION(__docs, __field, __ty) => #[__docs] pub __field: __ty,);

skeleton!(READ_ARRAY(__reader, __count, __element) => __reader.array(__count, __element));
skeleton!(READ_ARRAY_OF_LENGTH(__reader, __count, __length, __element) => __reader.array_of_length(__count, __length, __element));
skeleton!(READ_BYTE_ARRAY(__reader) => __reader.byte_array());
skeleton!(READ_BYTES(__reader, __count) => __reader.bytes(__count));
skeleton!(WRITE_ARRAY(__payload, __field, __element) => __payload.array(self.__field, __element));
skeleton!(WRITE_BYTES(__payload, __field) => __payload.bytes(self.__field));

/// How many values a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    One,
    /// An array of this length.
    Fixed(u16),
    /// A slice, whose length is that of a counting item.
    Counted,
}

/// A field of an event or of a struct.
pub(super) struct Field {
    pub(super) name: Code,
    pub(super) element: Element,
    pub(super) count: Count,
    pub(super) docs: Code,
}

impl Field {
    /// Returns `true` if the struct that has the field borrows.
    pub(super) fn borrows(&self) -> bool {
        self.count != Count::One || self.element.borrows()
    }

    /// Returns `true` if it is a `bool`, of which Clippy wants few.
    pub(super) fn is_bool(&self) -> bool {
        self.count == Count::One && self.element.is_bool()
    }

    /// Returns `true` if it is a generated struct, which may be large.
    pub(super) fn is_structure(&self) -> bool {
        self.count == Count::One && matches!(self.element, Element::Structure { .. })
    }

    /// Its line in the declaration of the struct.
    pub(super) fn declaration(&self) -> Code {
        let ty = match self.count {
            Count::One => self.element.ty(),
            Count::Fixed(count) => {
                ARRAY.fill([&self.element.array_ty(), &Code::number(count.into())])
            }
            Count::Counted => LIST.fill([&self.element.array_ty()]),
        };
        DECLARATION.fill([&self.docs, &self.name, &ty])
    }

    /// The field as a parameter of a function.
    pub(super) fn parameter(&self) -> Code {
        let ty = match self.count {
            Count::One => self.element.parameter(),
            Count::Fixed(count) => {
                ARRAY_ELIDED.fill([&self.element.array_parameter(), &Code::number(count.into())])
            }
            Count::Counted => LIST_ELIDED.fill([&self.element.array_parameter()]),
        };
        PARAMETER.fill([&self.name, &ty])
    }

    /// Its type in a view.
    pub(super) fn view(&self) -> Code {
        match self.count {
            Count::One => self.element.view(),
            Count::Fixed(count) if self.element.is_byte() => {
                ARRAY.fill([&self.element.ty(), &Code::number(count.into())])
            }
            Count::Counted if self.element.is_byte() => LIST.fill([&self.element.ty()]),
            _ => ARRAY_VIEW.fill([&self.element.view()]),
        }
    }

    /// The expression that reads it.
    pub(super) fn read(&self, reader: &Code, count: &Code, length: &Code) -> Code {
        let element = &self.element;
        match self.count {
            Count::One => element.read(reader, length),
            Count::Fixed(_) if element.is_byte() => READ_BYTE_ARRAY.fill([reader]),
            Count::Counted if element.is_byte() => READ_BYTES.fill([reader, count]),
            _ if element.reader().1 => {
                READ_ARRAY_OF_LENGTH.fill([reader, count, length, &element.read_element()])
            }
            _ => READ_ARRAY.fill([reader, count, &element.read_element()]),
        }
    }

    /// The expression that writes it.
    pub(super) fn write(&self, payload: &Code) -> Code {
        match self.count {
            Count::One => self.element.write(payload, &self.name),
            _ if self.element.is_byte() => WRITE_BYTES.fill([payload, &self.name]),
            _ => WRITE_ARRAY.fill([payload, &self.name, &self.element.write_element()]),
        }
    }
}

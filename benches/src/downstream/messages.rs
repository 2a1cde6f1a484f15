//! The same shapes as Protocol Buffers messages, for `prost-build`.

use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};

use super::shape::Shape;

/// The descriptor set that `protoc` would write for a file with one message per event.
pub(super) fn descriptor_set(shapes: &[Shape]) -> Vec<u8> {
    let messages = shapes
        .iter()
        .enumerate()
        .map(|(index, shape)| message(index, shape));
    let file = FileDescriptorProto {
        name: Some("events.proto".to_owned()),
        package: Some("events".to_owned()),
        message_type: messages.collect(),
        syntax: Some("proto3".to_owned()),
        ..FileDescriptorProto::default()
    };
    FileDescriptorSet { file: vec![file] }.encode_to_vec()
}

/// Names that no naming convention changes.
fn message(index: usize, shape: &Shape) -> DescriptorProto {
    let fields = shape.fields.iter().zip(1..);
    DescriptorProto {
        name: Some(format!("Event{index}")),
        field: fields
            .map(|((_, kind), number)| field(kind, number))
            .collect(),
        ..DescriptorProto::default()
    }
}

fn field(kind: &str, number: i32) -> FieldDescriptorProto {
    let name = format!("field{number}");
    FieldDescriptorProto {
        json_name: Some(name.clone()),
        name: Some(name),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: Some(type_of(kind).into()),
        ..FieldDescriptorProto::default()
    }
}

fn type_of(kind: &str) -> Type {
    match kind {
        "&'a T" | "&'a A" => Type::String,
        "bool" => Type::Bool,
        "i8" | "i16" | "i32" => Type::Int32,
        "u8" | "u16" | "u32" => Type::Uint32,
        "i64" => Type::Int64,
        "u64" | "runtime::FileTime" => Type::Uint64,
        "f32" => Type::Float,
        "f64" => Type::Double,
        _ => Type::Bytes,
    }
}

/// An expression of such a message with `text` and `number` as its values.
pub(super) fn expression(index: usize, shape: &Shape) -> String {
    let fields = shape.fields.iter().zip(1..).map(|((_, kind), number)| {
        let value = match type_of(kind) {
            Type::String => "text.to_owned()",
            Type::Bytes => "text.as_bytes().to_vec()",
            Type::Bool => "number != 0",
            _ => "number as _",
        };
        format!("field{number}: {value}")
    });
    format!(
        "Event{index} {{ {} }}",
        fields.collect::<Vec<_>>().join(", ")
    )
}

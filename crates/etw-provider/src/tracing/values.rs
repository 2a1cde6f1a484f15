//! Converts the values of fields to values of `tracing`.

use std::boxed::Box;
use std::string::ToString;
use std::vec::Vec;

use tracing_core::field::{Value as Recorded, display};

use crate::{Fields, Value};

/// Returns the values of the fields in order, up to the first that cannot be read.
pub(super) fn of<'a>(fields: &Fields<'a>) -> Vec<Box<dyn Recorded + 'a>> {
    let values = fields.clone().map_while(Result::ok);
    values.map(|field| recorded(field.value)).collect()
}

/// Converts numbers and booleans to those of `tracing`, and any other value to text.
fn recorded<'a>(value: Value<'a>) -> Box<dyn Recorded + 'a> {
    match value {
        Value::Signed(value) => Box::new(value),
        Value::Unsigned(value) | Value::Hex(value) => Box::new(value),
        Value::Float(value) => Box::new(f64::from(value)),
        Value::Double(value) => Box::new(value),
        Value::Boolean(value) => Box::new(value),
        Value::Port(port) => Box::new(u64::from(port.0)),
        Value::Struct(_) | Value::Array(_) => Box::new(display(value)),
        value => Box::new(value.to_string()),
    }
}

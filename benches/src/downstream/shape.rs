//! [`Shape`]: an event's struct and the types of its fields, read from generated Rust.

/// The struct of an event.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// Its name.
    pub(super) name: String,
    /// Names and types.
    pub(super) fields: Vec<(String, String)>,
}

/// Returns the events of generated code, in order.
pub(super) fn of(rust: &str) -> Vec<Shape> {
    let structs = rust.split("\n    pub struct ").skip(1);
    let shapes = structs.filter_map(parse);
    shapes
        .filter(|it| rust.contains(&format!("{}::DESCRIPTOR", it.name)))
        .collect()
}

/// Parses a struct, starting at its name.
fn parse(text: &str) -> Option<Shape> {
    let name_end = text.find(|it: char| !it.is_alphanumeric() && it != '_')?;
    let (name, rest) = text.split_at(name_end);
    let header = rest.lines().next()?;
    let fields = if header.ends_with('{') {
        let (body, _) = rest.split_once("\n    }")?;
        body.lines().filter_map(parse_field).collect()
    } else {
        Vec::new()
    };
    Some(Shape {
        name: name.to_owned(),
        fields,
    })
}

/// `pub NAME: TYPE,`
fn parse_field(line: &str) -> Option<(String, String)> {
    let (name, kind) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
    Some((name.to_owned(), kind.strip_suffix(',')?.to_owned()))
}

impl Shape {
    /// An expression of such an event with `text` and `number` as its values; `None` if a type is not supported.
    pub(super) fn expression(&self) -> Option<String> {
        let fields: Option<Vec<String>> = self.fields.iter().map(field_expression).collect();
        Some(format!("{} {{ {} }}", self.name, fields?.join(", ")))
    }
}

fn field_expression((name, kind): &(String, String)) -> Option<String> {
    let value = match kind.as_str() {
        "&'a T" | "&'a A" => "text".to_owned(),
        "bool" => "number != 0".to_owned(),
        "runtime::Guid" => "etw_provider::Guid::from_u128(u128::from(number))".to_owned(),
        "runtime::FileTime" => "etw_provider::FileTime(number)".to_owned(),
        "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "i64" | "u64" | "f32" | "f64" => {
            format!("number as {kind}")
        }
        _ => return None,
    };
    Some(format!("{name}: {value}"))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn events_are_told_from_other_structs() {
        let rust = "
    pub struct Point {
        pub x: u32,
    }
    pub struct Moved<'a, T: ?Sized = str> {
        /// Doc: with a colon.
        pub name: &'a T,
        pub far: bool,
    }
    const A: u8 = Moved::DESCRIPTOR;
    pub struct Stopped;
    const B: u8 = Stopped::DESCRIPTOR;
";
        let shapes = of(rust);
        let names: Vec<&str> = shapes.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Moved", "Stopped"]);
        assert_eq!(
            shapes[0].expression().as_deref(),
            Some("Moved { name: text, far: number != 0 }")
        );
        assert_eq!(shapes[1].expression().as_deref(), Some("Stopped {  }"));
    }
}

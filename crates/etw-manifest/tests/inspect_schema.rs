//! The JSON of manifests has the form that `docs/inspect.schema.json` promises.

use std::fs;
use std::path::{Path, PathBuf};

use etw_manifest::source::Source;
use etw_manifest::{Options, compile};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(include_str!("../docs/inspect.schema.json")).unwrap()
}

/// Returns the path of every value that the schema rejects. It knows the keywords that our schema uses.
fn problems(value: &Value, schema: &Value, root: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        let accepted = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "properties" | "additionalProperties" => {
                found.extend(members(value, schema, root, path));
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(problems(item, rule, root, &format!("{path}/{index}")));
                }
                true
            }
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().trim_start_matches('#'));
                found.extend(problems(value, target.expect("a definition"), root, path));
                true
            }
            "anyOf" => {
                let accepts = |it: &Value| problems(value, it, root, path).is_empty();
                rule.as_array().unwrap().iter().any(accepts)
            }
            "type" => match rule {
                Value::Array(names) => names.iter().any(|it| is_type(value, it)),
                name => is_type(value, name),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_u64() >= rule.as_u64(),
            "maximum" => value.as_u64() <= rule.as_u64(),
            "pattern" => matches(value.as_str().unwrap_or_default(), rule.as_str().unwrap()),
            "required" => {
                let has = |it: &Value| value.get(it.as_str().unwrap()).is_some();
                rule.as_array().unwrap().iter().all(has)
            }
            other => panic!("the keyword {other} is not known here"),
        };
        if !accepted {
            found.push(format!("{path}: {keyword}: {value}"));
        }
    }
    found
}

/// Checks the members of an object. The schema allows more keys than it lists, but it must list all of ours.
fn members(value: &Value, schema: &Value, root: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, member) in value.as_object().into_iter().flatten() {
        let path = format!("{path}/{name}");
        let listed = schema.get("properties").and_then(|it| it.get(name));
        match listed.or(schema.get("additionalProperties")) {
            Some(rule) => found.extend(problems(member, rule, root, &path)),
            None => found.push(format!("{path}: not in the schema")),
        }
    }
    found
}

fn is_type(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        other => panic!("the type {other} is not known here"),
    }
}

/// Matches `^…$` of literals, escaped literals and classes of hexadecimal digits with a count.
fn matches(text: &str, pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    let (mut text, mut pattern) = (text.chars(), pattern.chars());
    while let Some(next) = pattern.next() {
        if next == '[' {
            let class: String = pattern.by_ref().take_while(|it| *it != ']').collect();
            let count: String = pattern
                .by_ref()
                .skip(1)
                .take_while(|it| *it != '}')
                .collect();
            let upper = class.contains("A-F");
            for _ in 0..count.parse::<usize>().unwrap() {
                let digit = text.next().is_some_and(|it| {
                    it.is_ascii_digit()
                        || (it.is_ascii_hexdigit() && it.is_ascii_uppercase() == upper)
                });
                if !digit {
                    return false;
                }
            }
        } else {
            let literal = if next == '\\' {
                pattern.next()
            } else {
                Some(next)
            };
            if text.next() != literal {
                return false;
            }
        }
    }
    text.next().is_none()
}

/// The shipped manifest and all fixtures that compile.
fn manifests(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            manifests(&path, found);
        } else if path.extension().is_some_and(|it| it == "man") {
            found.push(path);
        }
    }
}

fn json_of(path: &Path) -> Option<Value> {
    let source = Source::decode("input.man", &fs::read(path).unwrap()).ok()?;
    let manifest = compile(&source, &Options::new()).manifest?;
    Some(serde_json::from_str(&manifest.to_json()).unwrap())
}

#[test]
fn every_manifest_has_the_form_of_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("../../manifests/released/activation-services.man")];
    manifests(&root.join("tests/fixtures"), &mut paths);
    let schema = schema();
    let mut checked = 0;
    for path in paths {
        let Some(json) = json_of(&path) else { continue };
        let problems = problems(&json, &schema, &schema, "");
        assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
        checked += 1;
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn the_schema_rejects_other_forms() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../manifests/released/activation-services.man");
    let json = json_of(&path).unwrap();
    let schema = schema();
    let changes: [(&str, Value); 7] = [
        ("/schema", json!(2)),
        ("/providers/0/guid", json!("{00}")),
        ("/providers/0/events/0/id", json!(65536)),
        ("/providers/0/events/0/id", json!("1")),
        ("/providers/0/events/0/keywords", json!("0x00")),
        ("/providers/0/channels/0/type", json!("Trace")),
        ("/providers/0/levels/0", json!({"name": "a", "more": 1})),
    ];
    for (pointer, value) in changes {
        let mut wrong = json.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        let found = problems(&wrong, &schema, &schema, "");
        assert!(!found.is_empty(), "{pointer}");
    }
}

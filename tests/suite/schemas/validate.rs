//! As much of JSON Schema as the project's schemas use.

use regex_lite::Regex;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a value does not keep of its schema, each with its path.
pub(super) fn mistakes(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let known = [
        "$schema",
        "title",
        "description",
        "definitions",
        "$ref",
        "type",
        "const",
        "enum",
        "anyOf",
        "allOf",
        "pattern",
        "minimum",
        "maximum",
        "minLength",
        "minItems",
        "format",
        "required",
        "properties",
        "additionalProperties",
        "items",
    ];
    for keyword in schema.as_object().into_iter().flat_map(|object| object.keys()) {
        assert!(known.contains(&keyword.as_str()), "`{keyword}` is not a keyword that is checked here");
    }
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/definitions/").expect("a definition");
        return check(root, &root["definitions"][name], value, path, found);
    }
    let mut tell = |what: &str| found.push(format!("{path}: {what} ({value})"));
    match &schema["type"] {
        Value::String(name) if !is(value, name) => tell(&format!("no {name}")),
        Value::Array(names) if !names.iter().any(|name| is(value, name.as_str().unwrap_or_default())) => tell("type"),
        _ => {}
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        tell("another constant");
    }
    if schema["enum"].as_array().is_some_and(|list| !list.contains(value)) {
        tell("not in the list");
    }
    let pattern = schema["pattern"].as_str().zip(value.as_str());
    if pattern.is_some_and(|(pattern, text)| !Regex::new(pattern).expect("a pattern").is_match(text)) {
        tell("another pattern");
    }
    if schema["minLength"]
        .as_u64()
        .zip(value.as_str())
        .is_some_and(|(least, text)| (text.chars().count() as u64) < least)
    {
        tell("too short");
    }
    if schema["minItems"].as_u64().zip(value.as_array()).is_some_and(|(least, list)| (list.len() as u64) < least) {
        tell("too few");
    }
    if let Some(number) = value.as_i64() {
        let (least, most) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
        if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) {
            tell("out of range");
        }
    }
    let fits = |one: &Value| mistakes_of(root, one, value, path).is_empty();
    if schema["anyOf"].as_array().is_some_and(|choices| !choices.iter().any(fits)) {
        tell("none of the choices");
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(mistakes_of(root, part, value, path));
    }
    check_parts(root, schema, value, path, found);
}

fn check_parts(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (index, item) in value.as_array().into_iter().flatten().enumerate().filter(|_| schema["items"].is_object()) {
        check(root, &schema["items"], item, &format!("{path}[{index}]"), found);
    }
    let Some(object) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(name) {
            found.push(format!("{path}: lacks {name}"));
        }
    }
    for (name, value) in object {
        let path = format!("{path}.{name}");
        match (schema["properties"].get(name), &schema["additionalProperties"]) {
            (Some(property), _) => check(root, property, value, &path, found),
            (None, Value::Bool(false)) => found.push(format!("{path}: unknown")),
            (None, others) if others.is_object() => check(root, others, value, &path, found),
            _ => {}
        }
    }
}

fn mistakes_of(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    check(root, schema, value, path, &mut found);
    found
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("`{other}` is no type"),
    }
}

/// TOML as JSON, dates as texts.
pub(super) fn json_of_toml(text: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(list) => list.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
            other => serde_json::to_value(other).expect("a plain value"),
        }
    }
    json(toml::Value::Table(toml::from_str(text).expect("TOML")))
}

/// The keys of all objects but those whose keys are names of questions.
pub(super) fn keys(value: &Value, out: &mut BTreeSet<String>) {
    for item in value.as_array().into_iter().flatten() {
        keys(item, out);
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        out.insert(key.clone());
        if key != "readings" {
            keys(value, out);
        }
    }
}

/// The names of all properties in a schema.
pub(super) fn property_names(schema: &Value, out: &mut BTreeSet<String>) {
    out.extend(schema["properties"].as_object().into_iter().flat_map(|all| all.keys().cloned()));
    let parts = schema.as_object().into_iter().flat_map(|all| all.values());
    parts.chain(schema.as_array().into_iter().flatten()).for_each(|part| property_names(part, out));
}

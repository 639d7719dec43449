//! Completes conformance vectors: reads `{"vectors": [{"name", "why", "input"}, …]}` from standard input and
//! prints it with the result of each input. It is for new vectors; the existing ones never change.

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let given: Value = serde_json::from_reader(std::io::stdin().lock())?;
    let text = |vector: &Value, key: &str| vector[key].as_str().unwrap_or_default().to_owned();
    let mut vectors = Vec::new();
    for vector in given["vectors"].as_array().ok_or("no list `vectors`")? {
        if vector["input"].is_null() {
            vectors.push(vector.clone());
            continue;
        }
        let mut done =
            semnet_tests::vector(&text(vector, "name"), &text(vector, "why"), vector["input"].clone());
        if let Some(unicode) = vector.get("unicode") {
            done["unicode"] = unicode.clone();
        }
        vectors.push(done);
    }
    println!("{}", serde_json::to_string_pretty(&json!({"version": 1, "vectors": vectors}))?);
    Ok(())
}

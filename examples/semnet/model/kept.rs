//! Answers and vectors of models, kept next to the store by the fingerprint of the request, so no request is
//! sent twice.

use std::path::{Path, PathBuf};
use std::{fs, io};

use semnet_core::Fingerprint;
use serde_json::json;

use crate::stores;

type Failure = Box<dyn std::error::Error>;

/// A folder with a file for each answer. A file is written under another name first, so it is there
/// completely or not at all.
pub(crate) struct Kept(PathBuf);

#[cfg_attr(not(feature = "model"), allow(dead_code))]
impl Kept {
    /// That of a store: `STORE.answers` next to its file; for a store on S3, next to the default store in the
    /// platform's data directory.
    pub(crate) fn beside(store: Option<&Path>) -> Result<Kept, Failure> {
        let mut folder = stores::file(store)?.into_os_string();
        folder.push(".answers");
        Ok(Kept(folder.into()))
    }

    /// The key of a text's vector.
    pub(crate) fn of_text(model: &str, text: &str) -> Fingerprint {
        Fingerprint::hash(json!(["semnet embedding", model, text]).to_string().as_bytes())
    }

    pub(crate) fn answer(&self, request: Fingerprint) -> Option<String> {
        let text = fs::read_to_string(self.file(request, "json")).ok()?;
        let kept: serde_json::Value = serde_json::from_str(&text).ok()?;
        // A file that was renamed answers nothing.
        (kept["request"] == json!(request)).then(|| kept["answer"].as_str().map(str::to_owned)).flatten()
    }

    pub(crate) fn keep_answer(&self, request: Fingerprint, model: &str, answer: &str) -> Result<(), Failure> {
        let kept = json!({"request": request, "model": model, "answer": answer});
        self.write(&self.file(request, "json"), format!("{kept:#}\n").as_bytes())
    }

    pub(crate) fn forget_answer(&self, request: Fingerprint) {
        // A kept answer is requested again if it is useless. A folder is removed only if it is empty.
        let _ = fs::remove_file(self.file(request, "json")).and_then(|()| fs::remove_dir(&self.0));
    }

    pub(crate) fn vector(&self, text: Fingerprint) -> Option<Vec<f32>> {
        let bytes = fs::read(self.file(text, "f32")).ok()?;
        let (numbers, rest) = bytes.as_chunks();
        rest.is_empty().then(|| numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    pub(crate) fn keep_vector(&self, text: Fingerprint, vector: &[f32]) -> Result<(), Failure> {
        let bytes: Vec<u8> = vector.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.write(&self.file(text, "f32"), &bytes)
    }

    fn file(&self, fingerprint: Fingerprint, ending: &str) -> PathBuf {
        // Names that differ in letter case alone are one on some file systems.
        let name: String = fingerprint.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        self.0.join(format!("{name}.{ending}"))
    }

    fn write(&self, file: &Path, content: &[u8]) -> Result<(), Failure> {
        let part = file.with_extension(format!("{}.part", std::process::id()));
        let written = fs::create_dir_all(&self.0)
            .and_then(|()| fs::write(&part, content))
            .and_then(|()| fs::rename(&part, file));
        written.map_err(|error: io::Error| {
            let _ = fs::remove_file(&part);
            format!("{}: {error}", file.display()).into()
        })
    }
}

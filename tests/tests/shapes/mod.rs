//! The recorded shapes of answers.

use std::path::Path;

/// An answer, with what it answers and what must come of it.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) task: String,
    /// `read FINDINGS CONCEPTS RELATIONSHIPS`, or `ask PATH`.
    pub(crate) expected: String,
    pub(crate) answer: String,
}

/// All shapes of a folder in `tests`, by file and in their order.
pub(crate) fn in_folder(folder: &str) -> Vec<Shape> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut shapes = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for record in format!("\n{text}").split("\n=== ").skip(1) {
            let (head, answer) = record.split_once('\n').unwrap();
            let head: Vec<&str> = head.split(" | ").collect();
            let [name, task, expected] = head[..] else { panic!("{}: {head:?}", file.display()) };
            let stem = file.file_stem().unwrap().to_string_lossy();
            shapes.push(Shape {
                name: format!("{stem}: {name}"),
                task: task.into(),
                expected: expected.into(),
                answer: answer.strip_suffix('\n').unwrap_or(answer).into(),
            });
        }
    }
    shapes
}

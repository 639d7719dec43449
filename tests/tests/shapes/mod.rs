//! The recorded shapes of answers.

use std::path::Path;

use semnet_core::Network;
use semnet_core::analysis::Run;

/// An answer, with its request and the expected result.
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

/// The result of an answer: the path that is requested again, the content that was read, or the error.
pub(crate) fn outcome(run: Run, content: impl Fn(&Network) -> String) -> String {
    match run.request() {
        Some(request) => {
            let last = &request.messages().last().unwrap().content;
            let path = last.split("\n- ").nth(1).and_then(|line| line.split(": ").next());
            format!("ask {}", path.unwrap_or("without a path"))
        }
        None => match run.finish() {
            Ok(outcome) => format!("read {}", content(&outcome.network)),
            Err(error) => error.to_string(),
        },
    }
}

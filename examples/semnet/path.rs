//! `path`: the shortest paths, each printed when it is found, so that many take no more memory than few.

use std::io::Write;

use semnet_core::paths::Path;
use serde_json::{Value, json};

use crate::answer::{self, Answer};
use crate::budget;
use crate::query::Common;

type Failure = Box<dyn std::error::Error>;

/// Prints paths as they come; whether there was any.
pub(crate) fn run<'a, E: std::error::Error + 'static>(
    paths: impl Iterator<Item = Result<Path<'a>, E>>,
    common: &Common,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let mut paths = paths.peekable();
    if let Some(Err(error)) = paths.next_if(Result::is_err) {
        return Err(error.into());
    }
    let is_any = paths.peek().is_some();
    // Paths found before the budget ended are valid, and the shortest.
    let mut stopped = None;
    let mut found = std::iter::from_fn(|| match paths.next()? {
        Ok(path) => Some(path),
        Err(error) => {
            stopped = Some(error);
            None
        }
    });
    if common.json {
        answer::write_array(found.map(|path| object(&path)), out)?;
    } else if common.dot {
        let mut answer = Answer::default();
        found.for_each(|path| path.steps().for_each(|step| answer.add(step.relationship())));
        answer.write_dot(out)?;
    } else {
        found.try_for_each(|path| write(&path, out))?;
    }
    match stopped {
        None => out.flush()?,
        Some(error) => budget::stopped(error.into(), is_any, "paths", out)?,
    }
    Ok(is_any)
}

/// A path, with a line for each passage.
fn write(path: &Path<'_>, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{path}")?;
    for step in path.steps() {
        if let Some(passage) = step.relationship().passage() {
            writeln!(out, "    {}: “{passage}”", step.relationship().relation())?;
        }
    }
    Ok(())
}

fn object(path: &Path<'_>) -> Value {
    json!({"length": path.len(), "sentence": path.to_string(), "steps": answer::steps(path)})
}

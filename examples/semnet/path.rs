//! `path`: the shortest paths, each printed when it is found, so that many take no more memory than few.

use std::cell::RefCell;
use std::io::Write;

use semnet_core::paths::Path;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::answer::{self, Answer};
use crate::output::tell;
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
    // What was found before the budget ended is right, and the shortest.
    let mut stopped = None;
    let mut found = std::iter::from_fn(|| match paths.next()? {
        Ok(path) => Some(path),
        Err(error) => {
            stopped = Some(error);
            None
        }
    });
    if common.json {
        serde_json::to_writer_pretty(&mut *out, &Printed(RefCell::new(found)))?;
        writeln!(out)?;
    } else if common.dot {
        let mut answer = Answer::default();
        found.for_each(|path| path.steps().for_each(|step| answer.add(step.relationship())));
        answer.write_dot(out)?;
    } else {
        found.try_for_each(|path| write(&path, out))?;
    }
    out.flush()?;
    if let Some(error) = stopped {
        tell!("semnet: {error}; there may be more paths");
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

/// Paths as JSON, made when they are printed.
struct Printed<I>(RefCell<I>);

impl<'a, I: Iterator<Item = Path<'a>>> Serialize for Printed<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.borrow_mut().by_ref().map(|path| object(&path)))
    }
}

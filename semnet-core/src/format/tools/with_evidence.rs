//! Writes reports and pages with a footnote for each passage: its verdict and its place.

use std::io::{self, BufWriter, Write};

use crate::evidence::{Evidence, Source};
use crate::format::tools::footnotes::Footnotes;
use crate::format::tools::{Format, html_markdown};
use crate::network::Network;

/// # Formats with evidence
impl Network {
    /// Writes the report, Markdown or HTML with a footnote for each passage: its verdict, its place in the
    /// source, and the differences. In a report, these are a list after its end, each with its relationship.
    /// O(size).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::evidence::{Source, check};
    /// use semnet_core::format::Format;
    ///
    /// let network = NetworkBuilder::new("Q?")
    ///     .finding("A", "")
    ///     .concept("B", "")
    ///     .relationship(("A", "is", "B", "as it is"))
    ///     .build()?;
    /// let sources = [Source::new("minutes.txt", "So it is, as it is.")?];
    /// let mut page = Vec::new();
    /// network.write_with_evidence(Format::Markdown, &check(&network, &sources), &sources, &mut page)?;
    /// let end = "> “as it is”[^1]\n\n## Evidence\n\n[^1]: exact: minutes.txt, line 1\n";
    /// assert!(String::from_utf8(page)?.ends_with(end));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `out`, and [`io::ErrorKind::Unsupported`] for other formats. In these, attributes can record
    /// where passages come from: see [`cite`](crate::evidence::cite).
    pub fn write_with_evidence(
        &self,
        format: Format,
        evidence: &[Evidence<'_>],
        sources: &[Source],
        out: impl Write,
    ) -> io::Result<()> {
        let notes = Footnotes::new(evidence, sources);
        let mut out = BufWriter::with_capacity(1 << 16, out);
        match format {
            Format::Markdown => html_markdown::markdown(self, &notes, &mut out)?,
            Format::Html => html_markdown::html(self, &notes, &mut out)?,
            Format::Report => {
                self.write_format(format, &mut out)?;
                writeln!(out, "\nEvidence\n")?;
                for ((number, text), found) in notes.texts().zip(evidence) {
                    writeln!(out, "{number}. {} “{}”: {text}", found.relationship(), found.passage())?;
                }
            }
            other => {
                let message = format!("cannot write evidence as {other}; expected report, markdown or html");
                return Err(io::Error::new(io::ErrorKind::Unsupported, message));
            }
        }
        out.flush()
    }
}

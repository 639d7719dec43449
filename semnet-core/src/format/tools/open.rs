//! Opens any form of a network: canonical bytes, JSON, a report, the text form, a full link, a picture or
//! page that was saved with its network, or a file of another tool.

use std::io::{self, Read};
use std::str::FromStr;

use crate::change::{TextError, is_text_form};
use crate::format::carried;
use crate::format::tools::detect;
use crate::format::tools::utf16;
use crate::format::tools::{Format, FormatError, ImportOptions, Skipped};
use crate::link::{Link, LinkError};
use crate::network::{DecodeError, Network, is_canonical};
use crate::query_bar::{Query, QueryError};

/// The number of bytes from which the form of a stream is detected.
const BEGINNING: u64 = 1 << 20;

/// Options for [opening](Network::open) a network.
///
/// ```
/// use semnet_core::format::{ImportOptions, OpenOptions};
///
/// let import = ImportOptions::default().question("Why do bees dance?");
/// let options = OpenOptions::default().name("waggle-dance.graphml").import(import);
/// assert_eq!(options.format, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct OpenOptions<'a> {
    /// The name of the file. Its extension decides between formats if the content leaves a choice.
    pub name: Option<&'a str>,
    /// The format, whatever the content and the name.
    pub format: Option<Format>,
    /// Options for files of other tools.
    pub import: ImportOptions<'a>,
}

impl<'a> OpenOptions<'a> {
    /// The name of the file. O(1).
    #[must_use]
    pub fn name(mut self, name: impl Into<Option<&'a str>>) -> OpenOptions<'a> {
        self.name = name.into();
        self
    }

    /// The format, whatever the content and the name. O(1).
    #[must_use]
    pub fn format(mut self, format: impl Into<Option<Format>>) -> OpenOptions<'a> {
        self.format = format.into();
        self
    }

    /// Options for files of other tools. O(1).
    #[must_use]
    pub fn import(mut self, options: ImportOptions<'a>) -> OpenOptions<'a> {
        self.import = options;
        self
    }
}

/// A network that was [opened](Network::open).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opened {
    /// The network.
    pub network: Network,
    /// The form that it had.
    pub form: Form,
    /// The skipped parts of a file of another tool.
    pub skipped: Skipped,
}

/// A form of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Canonical bytes.
    Bytes,
    /// A full link.
    Link,
    /// An SVG with the network in its metadata.
    Svg,
    /// A PNG with the network in a text `semnet`.
    Png,
    /// A page (HTML) that was saved with its network.
    Page,
    /// The text form that people write by hand: [`to_text`](Network::to_text).
    Text,
    /// A text in a format, such as JSON or a report.
    Format(Format),
}

impl Form {
    /// The words by which messages refer to a network in one of semnet's own forms, such as `a semantic
    /// network in JSON`; `None` for the formats of other tools.
    ///
    /// A program can use this to refuse a network as a [`Source`](crate::evidence::Source). Every passage
    /// occurs in its own network, so a check against it would prove nothing. A file in a format of another
    /// tool, such as a table or a page in Markdown, may be a source. O(1).
    ///
    /// ```
    /// use semnet_core::format::{Form, Format};
    ///
    /// assert_eq!(Form::Format(Format::Report).native_name(), Some("the report of a semantic network"));
    /// assert_eq!(Form::Format(Format::Csv).native_name(), None);
    /// ```
    pub fn native_name(self) -> Option<&'static str> {
        match self {
            Form::Bytes => Some("a semantic network in its canonical bytes"),
            Form::Link => Some("a link that carries a semantic network"),
            Form::Svg | Form::Png => Some("a picture that carries a semantic network"),
            Form::Page => Some("a page that carries a semantic network"),
            Form::Text => Some("the text form of a semantic network"),
            Form::Format(Format::Json) => Some("a semantic network in JSON"),
            Form::Format(Format::Report) => Some("the report of a semantic network"),
            Form::Format(_) => None,
        }
    }
}

/// Why something is not a network in any form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes begin as canonical bytes do, but are not.
    #[error("not the bytes of a network: {0}")]
    Decode(DecodeError),
    /// A text that begins as the text form does, with an error in it.
    #[error("not the text form of a network: {0}")]
    Text(TextError),
    /// A link that is damaged.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// A link that names a network and does not carry it.
    #[error(
        "the link names the network {name} but does not carry it; look it up in a store, or copy the full \
         link"
    )]
    ShortLink {
        /// The hashtag, or as many characters of the fingerprint as the link has.
        name: String,
    },
    /// A picture or page without a network in it.
    #[error("this {what} contains no network; expected one that was saved from a network")]
    NoNetwork {
        /// `SVG`, `PNG` or `page`.
        what: &'static str,
    },
    /// A picture or page whose network is damaged.
    #[error("the network in this {what} is damaged: {reason}; save it from the network again")]
    Damaged {
        /// `SVG`, `PNG` or `page`.
        what: &'static str,
        /// The reason.
        reason: String,
    },
    /// The text is in no readable format, or not a network in its format.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The beginning of the stream cannot be read.
    #[error("cannot be read: {message}")]
    Read {
        /// The kind of error.
        kind: io::ErrorKind,
        /// The message of the stream.
        message: String,
    },
}

impl From<DecodeError> for OpenError {
    fn from(error: DecodeError) -> OpenError {
        OpenError::Decode(error)
    }
}

impl From<TextError> for OpenError {
    fn from(error: TextError) -> OpenError {
        OpenError::Text(error)
    }
}

/// # Opening any form
impl Network {
    /// Opens a network in any form: canonical bytes, JSON, a report, the [text form](Network::to_text), a
    /// full link, a picture (SVG or PNG) or page that was saved with its network, or a file of another tool
    /// in a [readable](Format::is_readable) format. The content decides which; the name of a file, if given,
    /// decides if the content leaves a choice. O(length), and O(n log n) comparisons of labels.
    ///
    /// ```
    /// use semnet_core::format::{Form, Format, OpenOptions};
    /// use semnet_core::{Network, NetworkBuilder};
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?").build()?;
    /// let options = OpenOptions::default();
    /// assert_eq!(Network::open(network.as_bytes(), &options)?.form, Form::Bytes);
    /// assert_eq!(Network::open(network.to_link("https://a.example/")?, &options)?.form, Form::Link);
    /// let json = network.to_format(Format::Json).text;
    /// assert_eq!(Network::open(&json, &options)?.form, Form::Format(Format::Json));
    /// assert_eq!(json.parse::<Network>()?, network);
    /// assert_eq!(Network::open("question: Why do bees dance?", &options)?.form, Form::Text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OpenError`] for damaged canonical bytes, links and pictures; for a link or a picture without a
    /// network in it; for an error in the text form; and for a text that is in no readable format, or that is
    /// not a network in its format. A network has fewer than 2^32 canonical bytes (4 GiB), and in a link at
    /// most 16 MiB.
    pub fn open(content: impl AsRef<[u8]>, options: &OpenOptions<'_>) -> Result<Opened, OpenError> {
        Network::open_from(content.as_ref(), options)
    }

    /// Opens a network from a file or another reader as [`open`](Network::open) does. The form is detected
    /// from the first MiB; files of other tools are then read as streams, as
    /// [`import_from`](Network::import_from) does. O(length), and O(n log n) comparisons of labels.
    ///
    /// # Errors
    ///
    /// As [`open`](Network::open), and those of `input`.
    pub fn open_from(mut input: impl Read, options: &OpenOptions<'_>) -> Result<Opened, OpenError> {
        let unread = |error: io::Error| OpenError::Read { kind: error.kind(), message: error.to_string() };
        let mut beginning = Vec::new();
        input.by_ref().take(BEGINNING).read_to_end(&mut beginning).map_err(unread)?;
        if options.format.is_none() && is_canonical(&beginning) {
            input.read_to_end(&mut beginning).map_err(unread)?;
            let network = Network::from_bytes(beginning).map_err(OpenError::Decode)?;
            return Ok(Opened { network, form: Form::Bytes, skipped: Skipped::default() });
        }
        if options.format.is_none()
            && let Some(form) = carrier(&beginning)
        {
            input.read_to_end(&mut beginning).map_err(unread)?;
            let network = carried(form, &beginning)?;
            return Ok(Opened { network, form, skipped: Skipped::default() });
        }
        let text = utf16::beginning(&beginning);
        if options.format.is_none() && is_text_form(&text) {
            drop(text);
            input.read_to_end(&mut beginning).map_err(unread)?;
            let text = utf16::whole(&beginning).map_err(unread)?;
            // A cut or damaged character is shown at its place.
            let network = Network::from_text(&String::from_utf8_lossy(&text)).map_err(OpenError::Text)?;
            return Ok(Opened { network, form: Form::Text, skipped: Skipped::default() });
        }
        let format = options.format.unwrap_or_else(|| detected(&text, options.name));
        let is_guess = options.format.is_none() && format == Format::Report;
        // No format has such bytes, so the beginning is enough for the error; the rest may be endless.
        let is_binary = is_guess && is_binary(&text);
        drop(text);
        // A report is read into memory anyway.
        if is_guess && !is_binary && beginning.contains(&b'#') {
            input.read_to_end(&mut beginning).map_err(unread)?;
            if let Some(link) = link(&beginning) {
                let network = opened(&link?)?;
                return Ok(Opened { network, form: Form::Link, skipped: Skipped::default() });
            }
        }
        let rest = if is_binary { 0 } else { u64::MAX };
        let read = Network::import_from(format, beginning.chain(input.take(rest)), &options.import);
        let read = read.map_err(OpenError::Format)?;
        Ok(Opened { network: read.network, form: Form::Format(format), skipped: read.skipped })
    }
}

impl FromStr for Network {
    type Err = OpenError;

    /// Reads JSON, a report, the text form, a full link, or a text in a format of another tool, as
    /// [`Network::open`] does.
    fn from_str(text: &str) -> Result<Network, OpenError> {
        Network::open(text, &OpenOptions::default()).map(|opened| opened.network)
    }
}

/// The format of a text: that of its content, unless this is only a guess and the name suggests a better one.
fn detected(beginning: &[u8], name: Option<&str>) -> Format {
    let of_content = Format::detect(beginning);
    let Some(of_name) = name.and_then(Format::from_path) else { return of_content };
    let is_better = match of_content {
        // A text without any mark of a format, or a line with separators: any text format may begin like
        // this.
        Format::Report | Format::Csv | Format::Tsv => of_name != Format::Json && of_name != Format::Report,
        // JSON of no known form, and triples, which are quads too.
        Format::Json => of_name.is_json(),
        Format::NTriples if of_name == Format::Turtle => true,
        Format::NTriples | Format::NQuads => matches!(of_name, Format::NTriples | Format::NQuads),
        _ => false,
    };
    if is_better { of_name } else { of_content }
}

/// Whether a beginning has bytes that no text has. (Its last character may be cut.)
fn is_binary(beginning: &[u8]) -> bool {
    beginning.contains(&0) || std::str::from_utf8(beginning).is_err_and(|error| error.error_len().is_some())
}

/// The form of a file that may carry a network, by its beginning.
fn carrier(beginning: &[u8]) -> Option<Form> {
    if carried::is_png(beginning) {
        return Some(Form::Png);
    }
    let text = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning).trim_ascii_start();
    if !text.starts_with(b"<") {
        return None;
    }
    // HTML may leave out its first tag.
    const DOCTYPE: &[u8] = b"<!doctype html";
    if text.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE)) {
        return Some(Form::Page);
    }
    match detect::root(&String::from_utf8_lossy(text)).to_ascii_lowercase().as_str() {
        "svg" => Some(Form::Svg),
        "html" => Some(Form::Page),
        _ => None,
    }
}

/// The network in a picture or page.
fn carried(form: Form, bytes: &[u8]) -> Result<Network, OpenError> {
    let (what, found) = match form {
        Form::Png => ("PNG", carried::in_png(bytes)),
        Form::Svg => ("SVG", carried::in_svg(&String::from_utf8_lossy(bytes))),
        _ => ("page", carried::in_page(&String::from_utf8_lossy(bytes))),
    };
    found
        .ok_or(OpenError::NoNetwork { what })?
        .map_err(|damage| OpenError::Damaged { what, reason: damage.to_string() })
}

/// The link that a text is, or why it is not one; `None` for another text.
fn link(bytes: &[u8]) -> Option<Result<Link, OpenError>> {
    let text = std::str::from_utf8(bytes).ok()?;
    match text.parse::<Query>() {
        Ok(Query::Link(link)) => Some(Ok(link)),
        Err(QueryError::Link(error)) if !text.trim().contains(char::is_whitespace) => {
            Some(Err(OpenError::Link(error)))
        }
        _ => None,
    }
}

fn opened(link: &Link) -> Result<Network, OpenError> {
    link.network().cloned().ok_or_else(|| OpenError::ShortLink { name: link.name().to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetworkBuilder;

    fn form(content: &[u8], name: Option<&str>) -> Result<Form, String> {
        let mut options = OpenOptions { name, ..OpenOptions::default() };
        options.import.question = Some("Q?");
        Network::open(content, &options).map(|opened| opened.form).map_err(|error| error.to_string())
    }

    #[test]
    fn every_form_opens_by_its_content() {
        let network = NetworkBuilder::new("Why do bees dance?")
            .title("Bees")
            .finding("Waggle Dance", "They point.")
            .concept("Sun", "")
            .relationship(("Waggle Dance", "points at", "Sun"))
            .build()
            .unwrap();
        assert_eq!(form(network.as_bytes(), None), Ok(Form::Bytes));
        let link = network.to_link("semnet:").unwrap();
        assert_eq!(form(link.as_bytes(), None), Ok(Form::Link));
        let (first, second) = link.split_at(40);
        assert_eq!(form(format!(" {first}\n{second}\n").as_bytes(), None), Ok(Form::Link));
        for format in Format::ALL.into_iter().filter(|it| it.is_readable() && it.is_writable()) {
            let text = network.to_format(format).text;
            assert_eq!(form(text.as_bytes(), None), Ok(Form::Format(format)), "{format}");
            // A name that does not match the content is ignored.
            if format.is_lossless() {
                assert_eq!(form(text.as_bytes(), Some("bees.gexf")), Ok(Form::Format(format)), "{format}");
            }
        }
    }

    #[test]
    fn the_text_form_opens_by_its_content() {
        let network = NetworkBuilder::new("Why do bees dance?")
            .title("Bees")
            .finding("Waggle Dance", "They point.\nquestion: no.")
            .relationship(("Waggle Dance", "points at", "Why do bees dance?"))
            .build()
            .unwrap();
        let text = network.to_text();
        let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        for content in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            utf16(&format!("\u{feff}{text}")),
        ] {
            for name in [None, Some("bees.txt"), Some("bees.csv")] {
                let options = OpenOptions { name, ..OpenOptions::default() };
                let opened = Network::open(&content, &options).unwrap();
                assert_eq!((opened.form, &opened.network), (Form::Text, &network));
            }
        }
        assert_eq!(text.parse::<Network>(), Ok(network));
        assert_eq!(form(b"title: Bees\n\nquestion: Why?\n", None), Ok(Form::Text));
        assert_eq!(
            form(b"question: Why?\nA -- is -> B\n", None),
            Err("not the text form of a network: line 2, column 1: there is no concept \"A\"; add a line \
                `concept: A`"
                .into())
        );
        // Without a question.
        assert!(form(b"concept: A\n", None).unwrap_err().contains("not a format that semnet reads"));
    }

    #[test]
    fn a_name_decides_where_the_content_leaves_a_choice() {
        let quads = "<http://a.example/1> <http://a.example/p> <http://a.example/2> .\n";
        assert_eq!(form(quads.as_bytes(), Some("a.nt")), Ok(Form::Format(Format::NTriples)));
        assert_eq!(form(quads.as_bytes(), Some("a.nq")), Ok(Form::Format(Format::NQuads)));
        assert_eq!(form(b"from,to\nA,B\n", Some("a.json")), Ok(Form::Format(Format::Csv)));
    }

    #[test]
    fn pictures_and_pages_open_by_the_network_in_them() {
        let network = NetworkBuilder::new("Why do bees dance?").concept("Sun", "").build().unwrap();
        let base64 = data_encoding::BASE64.encode(network.as_bytes());
        let svg = |inside: &str| {
            format!(
                "<?xml version=\"1.0\"?>\n<!-- Made by hand -->\n\
                 <svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\">\
                 <svg:metadata><network xmlns=\"urn:semnet\">{inside}</network></svg:metadata></svg:svg>"
            )
        };
        let page = |inside: &str| {
            format!(
                "\u{feff}<!DOCTYPE html>\n<title>Bees</title><script type=\"application/x-semnet\" \
                 id=\"semnet-network\">{inside}</script>"
            )
        };
        for (text, expected) in [(svg(&base64), Form::Svg), (page(&base64), Form::Page)] {
            // The name of the file does not matter.
            assert_eq!(form(text.as_bytes(), Some("bees.graphml")), Ok(expected));
            assert_eq!(text.parse::<Network>(), Ok(network.clone()));
        }
        let text = [b"semnet\0", base64.as_bytes()].concat();
        let length = u32::try_from(text.len()).unwrap().to_be_bytes();
        let png = [b"\x89PNG\r\n\x1a\n", &length[..], b"tEXt", &text, &[0; 4]].concat();
        assert_eq!(form(&png, None), Ok(Form::Png));

        let without = "contains no network; expected one that was saved from a network";
        assert_eq!(form(b"<svg/>", None), Err(format!("this SVG {without}")));
        assert_eq!(form(b"<!-- --><html></html>", None), Err(format!("this page {without}")));
        assert_eq!(form(&png[..20], None), Err(format!("this PNG {without}")));
        let damaged =
            Err("the network in this SVG is damaged: its text is not base64; save it from the network again");
        assert_eq!(form(svg("!").as_bytes(), None), damaged.map_err(str::to_owned));
        assert!(form(page("c2VtbmV0").as_bytes(), None).unwrap_err().contains("this page is damaged: byte"));
    }

    #[test]
    fn errors_name_the_form() {
        assert_eq!(
            form(b"semnet\x01", None),
            Err("not the bytes of a network: byte 7: the bytes end early, or a length is too large".into())
        );
        assert_eq!(
            form(b"semnet:#BY21GHZ7VJ3", None),
            Err("the link names the network BY21GHZ7VJ3 but does not carry it; look it up in a store, or \
                copy the full link"
                .into())
        );
        assert!(form(b"semnet:#BY21GHZ7VJ3.p", None).unwrap_err().starts_with("the link"));
        assert!(form(b"\x89PNG", None).unwrap_err().contains("a picture"));
    }
}

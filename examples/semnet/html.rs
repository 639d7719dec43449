//! Pages in HTML as the text that a browser shows, for sources that passages are quoted from. Line breaks of
//! the file are kept, so the line of a place is that of the file.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Between two blocks, such as paragraphs and cells of a table.
const PARAGRAPH: char = '\u{2029}';

/// In place of `<br>`.
const LINE: char = '\u{2028}';

/// A page without a telling name begins within this many bytes.
const BEGINNING: usize = 1_024;

/// Whether a text begins as HTML does. O(1).
pub(crate) fn begins_as_html(bytes: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(bytes)).to_lowercase();
    let start = beginning.trim_start_matches('\u{feff}').trim_start();
    let is_page = |text: &str| {
        ["<!doctype html", "<html"].iter().any(|tag| {
            let rest = text.strip_prefix(tag);
            rest.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))
        })
    };
    // Comments and the declaration of XML may come first.
    let is_prolog = start.starts_with("<!--") || start.starts_with("<?xml");
    is_page(start) || is_prolog && start.match_indices('<').any(|(at, _)| is_page(&start[at..]))
}

/// Whether a file has the name of a page in HTML.
pub(crate) fn is_named_html(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("html" | "htm" | "xhtml"))
}

/// The text of a page, without scripts, styles, and text that is marked as deleted or no longer true.
/// O(length).
pub(crate) fn text(html: &str) -> String {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page { html: html.as_bytes(), ..Page::default() };
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name, tag.span.end),
            Token::String(text) => page.add(&String::from_utf8_lossy(&text.value), text.span.start),
            _ => {}
        }
    }
    page.text
}

/// The part of a page that has been read.
#[derive(Default)]
struct Page<'a> {
    html: &'a [u8],
    text: String,
    /// The element that is passed over, and how many of this name are open.
    skipped: Option<(Vec<u8>, usize)>,
    /// Where the innermost `<sup>` begins in the text.
    raised: Option<usize>,
    /// How much of the page has been passed, and the line breaks there that the text does not have yet.
    passed: usize,
    lines: usize,
}

impl Page<'_> {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((skipped, open)) = &mut self.skipped {
            *open += usize::from(skipped == name);
        } else if SKIPPED.contains(&name) {
            self.skipped = Some((name.to_vec(), 1));
        } else {
            self.pass(tag.span.end);
            match name {
                b"br" => self.separate(LINE),
                b"q" => self.text.push('“'),
                b"sup" => self.raised = Some(self.text.len()),
                _ if BLOCKS.contains(&name) => self.separate(PARAGRAPH),
                _ => {}
            }
        }
    }

    fn end(&mut self, name: &[u8], at: usize) {
        if let Some((skipped, open)) = &mut self.skipped {
            *open -= usize::from(skipped == name);
            if *open == 0 {
                self.skipped = None;
            }
            return;
        }
        self.pass(at);
        match name {
            b"q" => self.text.push('”'),
            b"sup" => self.raise(),
            _ if BLOCKS.contains(&name) => self.separate(PARAGRAPH),
            _ => {}
        }
    }

    fn add(&mut self, text: &str, at: usize) {
        if self.skipped.is_some() {
            return;
        }
        self.pass(at);
        // The line breaks of tags and comments before it are kept where they split no word.
        for part in text.split_inclusive(char::is_whitespace) {
            self.text.push_str(part);
            if part.ends_with(char::is_whitespace) {
                self.break_lines();
            }
        }
        // Those of the text are there already.
        self.passed = self.passed.max(at + text.len()).min(self.html.len());
    }

    /// Counts the line breaks up to a place of the page.
    fn pass(&mut self, at: usize) {
        let passed = self.html.get(self.passed..at).unwrap_or_default();
        self.lines += passed.iter().filter(|&&byte| byte == b'\n').count();
        self.passed = self.passed.max(at).min(self.html.len());
    }

    fn break_lines(&mut self) {
        self.text.extend(std::iter::repeat_n('\n', std::mem::take(&mut self.lines)));
    }

    fn separate(&mut self, separator: char) {
        self.break_lines();
        if self.text.trim_end_matches([' ', '\n']).ends_with(|last| last != separator) {
            self.text.push(separator);
        }
    }

    /// Writes the digits of a `<sup>` as raised ones: `10<sup>3</sup>` is not 103.
    fn raise(&mut self) {
        let Some(start) = self.raised.take().filter(|&start| start <= self.text.len()) else { return };
        let raised: Option<String> = self.text[start..].trim().chars().map(raised).collect();
        if let Some(raised) = raised {
            self.text.truncate(start);
            self.text.push_str(&raised);
        }
    }
}

fn raised(character: char) -> Option<char> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match character {
        '+' => Some('⁺'),
        '-' | '−' => Some('⁻'),
        digit => DIGITS.get(digit.to_digit(10)? as usize).copied(),
    }
}

/// Elements whose content is not shown, or struck out.
const SKIPPED: [&[u8]; 11] = [
    b"del",
    b"iframe",
    b"noembed",
    b"noframes",
    b"noscript",
    b"s",
    b"script",
    b"strike",
    b"style",
    b"template",
    b"datalist",
];

/// Elements that begin a new line.
const BLOCKS: [&[u8]; 54] = [
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"button",
    b"caption",
    b"center",
    b"dd",
    b"details",
    b"dialog",
    b"dir",
    b"div",
    b"dl",
    b"dt",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"header",
    b"hgroup",
    b"hr",
    b"html",
    b"legend",
    b"li",
    b"main",
    b"menu",
    b"nav",
    b"ol",
    b"optgroup",
    b"option",
    b"p",
    b"pre",
    b"search",
    b"section",
    b"select",
    b"summary",
    b"table",
    b"tbody",
    b"td",
    b"textarea",
    b"tfoot",
    b"th",
    b"title",
    b"tr",
    b"ul",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_their_name_or_beginning() {
        for page in [
            "<!DOCTYPE html>\n<p>a",
            "\u{feff} <HTML lang=en>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">",
            "<!-- saved --><html>",
        ] {
            assert!(begins_as_html(page.as_bytes()), "{page}");
        }
        for other in ["", "<p>a", "<htmlx>", "The <html> element", "<!doctype htmlx>", "<?xml?><svg>"] {
            assert!(!begins_as_html(other.as_bytes()), "{other}");
        }
        assert!(is_named_html("a.HTML") && is_named_html("a.b.htm") && !is_named_html("html"));
    }

    #[test]
    fn the_text_of_a_page_is_what_is_shown() {
        for (html, expected) in [
            ("a <em>did&nbsp;not</em> b &amp; c&#33;", "a did\u{a0}not b & c!"),
            ("<p>No<p>Members</p><p>agreed", "No\u{2029}Members\u{2029}agreed"),
            ("a<br>b<br/><br>c", "a\u{2028}b\u{2028}c"),
            ("<title>T</title><script>if (a<b) {}</script><style>p{}</style>a", "T\u{2029}a"),
            ("did <del>not <b>x</b></del>go <s>a<s>b</s>c</s>d", "did go d"),
            ("10<sup>3</sup> m<sup>−2</sup> 19<sup>th</sup> a<sup><a>[1]</a></sup>", "10³ m⁻² 19th a[1]"),
            ("<q>Yes</q> 3 < 5 > 2 <b", "“Yes” 3 < 5 > 2 "),
            ("<table><tr><td>1<td>2</table>", "1\u{2029}2\u{2029}"),
            ("a<!-- not -->b", "ab"),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn lines_are_those_of_the_page() {
        let html = "<html>\n<!-- one\ntwo -->\n<body\n class=x>\n<p>On<b\n>e</b> two\r\nthree</p>\n\
             <script>\n\n\n</script>\n<p>four &lt;\nfive <i>é&eacute;</i>\nsix";
        let read = text(html);
        let line = |text: &str, word: &str| 1 + text[..text.find(word).unwrap()].matches('\n').count();
        for word in ["two\r", "three", "four", "five", "six"] {
            assert_eq!(line(&read, word.trim()), line(html, word), "{word}: {read:?}");
        }
        assert!(read.split_whitespace().collect::<Vec<_>>().join(" ").contains("One two three"));
    }
}

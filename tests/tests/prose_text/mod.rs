//! The prose of a file, in passages: paragraphs, doc comments and strings, each with the lines of its words.

/// What a passage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A paragraph of a document or of a doc comment.
    Doc,
    /// A string of a program.
    Text,
    /// A string in `#[error(…)]`.
    Error,
    /// A text of the page.
    Interface,
}

/// A piece of prose.
#[derive(Debug)]
pub(crate) struct Passage {
    pub kind: Kind,
    pub line: usize,
    pub text: String,
    /// Words and marks, with their lines.
    pub tokens: Vec<Token>,
    /// The text in backticks, with its line.
    pub code: Vec<(usize, String)>,
}

/// A word, or a mark between words.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub line: usize,
    pub text: String,
    pub is_word: bool,
}

impl Passage {
    pub(crate) fn new(kind: Kind, lines: impl IntoIterator<Item = (usize, String)>) -> Passage {
        let mut passage =
            Passage { kind, line: 0, text: String::new(), tokens: Vec::new(), code: Vec::new() };
        let mut open: Option<String> = None;
        for (line, text) in lines {
            if passage.line == 0 {
                passage.line = line;
            }
            let mut word = String::new();
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                if c == '`' {
                    match open.take() {
                        Some(code) => {
                            passage.code.push((line, code));
                            passage.token(line, "`code`", true);
                        }
                        None => {
                            passage.word(line, &mut word);
                            open = Some(String::new());
                        }
                    }
                } else if let Some(code) = &mut open {
                    code.push(c);
                } else if c.is_alphanumeric()
                    || c == '_'
                    || (c == '\'' || c == '’' || c == '-') && !word.is_empty()
                {
                    word.push(c);
                } else {
                    passage.word(line, &mut word);
                    if c == '.' && chars.peek().is_some_and(|c| c.is_alphanumeric()) {
                        passage.token(line, "·", true);
                    } else if ".!?;:,()|—–{}\"“”…".contains(c) {
                        passage.token(line, &c.to_string(), false);
                    }
                }
            }
            passage.word(line, &mut word);
            if !passage.text.is_empty() {
                passage.text.push(' ');
            }
            passage.text.push_str(text.trim());
        }
        passage
    }

    fn word(&mut self, line: usize, word: &mut String) {
        if !word.is_empty() {
            self.token(line, word, true);
            word.clear();
        }
    }

    fn token(&mut self, line: usize, text: &str, is_word: bool) {
        self.tokens.push(Token { line, text: text.to_owned(), is_word });
    }
}

/// The sentences of a passage, each with the mark that ends it.
pub(crate) fn sentences(passage: &Passage) -> impl Iterator<Item = &[Token]> {
    passage.tokens.split_inclusive(|token| [".", "!", "?", "|", ";"].contains(&token.text.as_str()))
}

/// All prose of a file.
pub(crate) fn passages(name: &str, text: &str) -> Vec<Passage> {
    let is_script = text.starts_with("#!") && text.lines().next().is_some_and(|line| line.ends_with("sh"));
    match name.rsplit('.').next() {
        _ if is_script => shell(text),
        Some("md") => markdown(Kind::Doc, text.lines().enumerate().map(|(n, line)| (n + 1, line.to_owned()))),
        Some("rs") => rust(text),
        Some("ts") => typescript(text),
        _ => html(text),
    }
}

/// Paragraphs, headings, items and rows of a table; code is left out.
fn markdown(kind: Kind, lines: impl Iterator<Item = (usize, String)>) -> Vec<Passage> {
    let (mut found, mut paragraph, mut in_code) = (Vec::new(), Vec::new(), false);
    for (number, line) in lines {
        let trimmed = line.trim_start();
        let is_fence = trimmed.starts_with("```");
        let begins = trimmed.is_empty()
            || is_fence
            || ["- ", "* ", "|", "#", "> ", "1. ", "2. ", "3. "].iter().any(|one| trimmed.starts_with(one));
        if begins && !paragraph.is_empty() {
            found.push(Passage::new(kind, std::mem::take(&mut paragraph)));
        }
        in_code ^= is_fence;
        let is_indented = paragraph.is_empty() && line.starts_with("    ");
        if !in_code && !is_fence && !trimmed.is_empty() && !is_indented {
            paragraph.push((number, line));
        }
    }
    if !paragraph.is_empty() {
        found.push(Passage::new(kind, paragraph));
    }
    found
}

/// Lines of comments, in paragraphs: lines that follow each other are one.
#[derive(Default)]
struct Comments {
    found: Vec<Passage>,
    open: Vec<(usize, String)>,
}

impl Comments {
    /// Takes a line, if it is a comment with this mark; else the comment before it has ended.
    fn take(&mut self, number: usize, line: &str, mark: &str) {
        match line.strip_prefix(mark) {
            Some(comment) => self.open.push((number, comment.trim_start_matches(' ').to_owned())),
            None if !self.open.is_empty() => {
                self.found.extend(markdown(Kind::Doc, std::mem::take(&mut self.open).into_iter()))
            }
            None => {}
        }
    }

    fn end(mut self) -> Vec<Passage> {
        self.take(0, "", "//");
        self.found
    }
}

/// Comments and messages of a shell script.
fn shell(text: &str) -> Vec<Passage> {
    let mut comments = Comments::default();
    let mut code = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        comments.take(n + 1, trimmed, "#");
        if !trimmed.starts_with('#') {
            code.push_str(line);
        }
        code.push('\n');
    }
    let mut found = comments.end();
    found.extend(strings(&code, &["\"", "'"], |_| Kind::Text));
    found
}

/// Comments and string literals, up to the tests of a file.
fn rust(text: &str) -> Vec<Passage> {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let (mut found, mut comment, mut comments) = (Vec::new(), Vec::new(), Comments::default());
    let mut code = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        let doc = ["//!", "///"].iter().find_map(|mark| trimmed.strip_prefix(mark));
        match doc {
            Some(doc) => comment.push((n + 1, doc.strip_prefix(' ').unwrap_or(doc).to_owned())),
            None if !comment.is_empty() => {
                found.extend(markdown(Kind::Doc, std::mem::take(&mut comment).into_iter()))
            }
            None => {}
        }
        comments.take(n + 1, if doc.is_some() { "" } else { trimmed }, "//");
        if !trimmed.starts_with("//") {
            code.push_str(line);
        }
        code.push('\n');
    }
    found.extend(markdown(Kind::Doc, comment.into_iter()));
    found.extend(comments.end());
    found.extend(strings(&code, &["\""], |before| {
        if before.trim_end().ends_with("error(") { Kind::Error } else { Kind::Text }
    }));
    found.sort_by_key(|passage| passage.line);
    found
}

/// Comments and strings of TypeScript.
fn typescript(text: &str) -> Vec<Passage> {
    let (mut found, mut comment, mut in_comment) = (Vec::new(), Vec::new(), false);
    let mut comments = Comments::default();
    let mut code = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        in_comment |= trimmed.starts_with("/**");
        comments.take(n + 1, trimmed, "//");
        if in_comment {
            let (doc, ends) = match trimmed.split_once("*/") {
                Some((doc, _)) => (doc, true),
                None => (trimmed, false),
            };
            let doc = doc.trim_start_matches("/**").trim_start_matches("* ").trim_start_matches('*');
            comment.push((n + 1, doc.trim_start().to_owned()));
            if ends {
                in_comment = false;
                found.extend(markdown(Kind::Doc, std::mem::take(&mut comment).into_iter()));
            }
        } else if !trimmed.starts_with("//") && !trimmed.starts_with("import ") {
            code.push_str(line);
        }
        code.push('\n');
    }
    found.extend(comments.end());
    found.extend(strings(&code, &["\"", "'", "`"], |_| Kind::Interface));
    found.sort_by_key(|passage| passage.line);
    found
}

/// The texts between tags.
fn html(text: &str) -> Vec<Passage> {
    let (mut found, mut depth) = (Vec::new(), 0);
    for (n, line) in text.lines().enumerate() {
        let mut text = String::new();
        for c in line.chars() {
            match c {
                '<' => {
                    depth += 1;
                    text.push('|');
                }
                '>' if depth > 0 => depth -= 1,
                c if depth == 0 => text.push(c),
                _ => {}
            }
        }
        found.push(Passage::new(Kind::Interface, [(n + 1, text)]));
    }
    found
}

/// The string literals with at least three words, and comments after code.
fn strings(code: &str, quotes: &[&str], kind: impl Fn(&str) -> Kind) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        if c == '\n' {
            line += 1;
        }
        // A comment after code.
        if rest.starts_with("// ") {
            let end = rest.find('\n').unwrap_or(rest.len());
            found.push(Passage::new(Kind::Doc, [(line, rest[3..end].to_owned())]));
            at += end;
            continue;
        }
        // A quotation mark as a character is the start of nothing.
        if rest.starts_with("'\"'") || rest.starts_with("b'\"'") || rest.starts_with("'\\\"'") {
            at += rest[1..].find('\'').map_or(1, |end| end + 2);
            continue;
        }
        let Some(quote) = quotes.iter().find(|quote| rest.starts_with(**quote)) else {
            at += c.len_utf8();
            continue;
        };
        let raw = code[..at].ends_with("r#");
        let (mut text, mut lines, mut number) = (String::new(), Vec::new(), line);
        let mut chars = rest.char_indices().skip(1);
        let mut end = rest.len();
        while let Some((place, c)) = chars.next() {
            if c == '\\' && !raw {
                match chars.next() {
                    Some((_, '\n')) => {
                        lines.push((number, std::mem::take(&mut text)));
                        number += 1;
                    }
                    Some((_, 'n')) => lines.push((number, std::mem::take(&mut text) + ".")),
                    Some((_, '"')) => text.push('"'),
                    _ => {}
                }
            } else if rest[place..].starts_with(*quote) && (!raw || rest[place..].starts_with("\"#")) {
                end = place + 1;
                break;
            } else if c == '\n' {
                lines.push((number, std::mem::take(&mut text)));
                number += 1;
            } else {
                // An interpolation stands for a word.
                text.push(if c == '`' { '\'' } else { c });
            }
        }
        lines.push((number, text));
        let words: usize = lines.iter().map(|(_, text)| text.split_whitespace().count()).sum();
        if words >= 3 {
            found.push(Passage::new(kind(&code[..at]), lines));
        }
        line = number;
        at += end;
    }
    found
}

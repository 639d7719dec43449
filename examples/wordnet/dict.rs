//! Reads WordNet's own database files ([wndb(5WN)](https://wordnet.princeton.edu/documentation/wndb5wn)):
//! each synset with the name that NLTK gives it (`dog.n.01`), and each pointer between two synsets once.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use semnet_core::network::BuildError;
use semnet_core::{Network, NetworkBuilder};

/// The question that the network of WordNet answers.
pub(crate) const QUESTION: &str = "How are the meanings of English words related?";

/// A set of synonyms: one meaning.
pub(crate) struct Synset {
    /// NLTK's name: the first lemma in lower case, the part of speech, the number of the sense. (NLTK 3.10
    /// counts the senses of satellite adjectives apart; the names here are those that were in use for
    /// the fifteen years before.)
    pub(crate) label: String,
    pub(crate) lemmas: Vec<String>,
    pub(crate) gloss: String,
}

/// A typed pointer from one synset to another, each by its place in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pointer {
    pub(crate) source: u32,
    pub(crate) relation: &'static str,
    pub(crate) target: u32,
}

/// All synsets, in the order of the files, and all pointers between them, sorted, none twice. Pointers
/// between two words of synsets (antonyms among them) are kept as pointers between the synsets.
pub(crate) struct WordNet {
    pub(crate) synsets: Vec<Synset>,
    pub(crate) pointers: Vec<Pointer>,
}

/// An error in a line of a file.
#[derive(Debug)]
pub(crate) struct DictError {
    file: String,
    line: usize,
    problem: String,
}

impl fmt::Display for DictError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.problem),
            line => write!(f, "{}, line {line}: {}", self.file, self.problem),
        }
    }
}

impl std::error::Error for DictError {}

/// The four pairs of files, `data.` and `index.` each.
const FILES: [&str; 4] = ["noun", "verb", "adj", "adv"];

impl WordNet {
    /// Reads the folder that holds `data.noun` and the other seven files. `progress` gets the number of bytes
    /// done and of all bytes.
    pub(crate) fn read(dict: &Path, progress: impl Fn(u64, u64)) -> Result<WordNet, DictError> {
        let read = |kind: &str, name: &str| {
            let path = dict.join(format!("{kind}.{name}"));
            std::fs::read_to_string(&path).map_err(|error| DictError {
                file: path.display().to_string(),
                line: 0,
                problem: format!("{error}; expected the dict folder of WordNet 3"),
            })
        };
        let mut files = Vec::new();
        for name in FILES {
            files.push((name, read("data", name)?, read("index", name)?));
        }
        let files: Vec<_> = files.iter().map(|(name, data, index)| (*name, &**data, &**index)).collect();
        WordNet::parse(&files, progress)
    }

    /// Parses (name, data, index) of each pair of files.
    pub(crate) fn parse(
        files: &[(&str, &str, &str)],
        progress: impl Fn(u64, u64),
    ) -> Result<WordNet, DictError> {
        let all: usize = files.iter().map(|(_, data, index)| data.len() + index.len()).sum();
        let mut done = 0;
        let mut word_net = WordNet { synsets: Vec::new(), pointers: Vec::new() };
        // Pointers give their target by the offset of its line in the data file of its part of speech.
        let mut places: HashMap<(char, u32), u32> = HashMap::new();
        let mut pending = Vec::new();
        for &(name, data, index) in files {
            let senses = senses(name, index)?;
            done += index.len();
            for (number, line) in lines(data) {
                let place = word_net.synsets.len() as u32;
                let (offset, part) = parse_synset(line, &senses, &mut word_net.synsets, |symbol, target| {
                    let relation = relation(symbol, part_of(name))?;
                    pending.push((place, relation, target, number, name));
                    Some(())
                })
                .map_err(|problem| error(&format!("data.{name}"), number, problem))?;
                places.insert((part, offset), place);
                done += line.len() + 1;
                progress(done as u64, all as u64);
            }
        }
        for (source, relation, target, number, name) in pending {
            let Some(&target) = places.get(&target) else {
                let problem = format!("a pointer to {}{:08}, where there is no synset", target.0, target.1);
                return Err(error(&format!("data.{name}"), number, problem));
            };
            word_net.pointers.push(Pointer { source, relation, target });
        }
        word_net.pointers.sort_unstable();
        word_net.pointers.dedup();
        progress(all as u64, all as u64);
        Ok(word_net)
    }

    /// The network: a concept for each synset, with its gloss as text and its lemmas as attributes, and a
    /// relationship for each pointer.
    pub(crate) fn network(&self) -> Result<Network, BuildError> {
        let mut builder = NetworkBuilder::new(QUESTION);
        builder.title("WordNet");
        for synset in &self.synsets {
            builder.concept(&synset.label, &synset.gloss);
            for lemma in &synset.lemmas {
                builder.concept_attribute(&synset.label, "lemma", lemma);
            }
        }
        let label = |place: u32| self.synsets[place as usize].label.as_str();
        for pointer in &self.pointers {
            builder.relationship((label(pointer.source), pointer.relation, label(pointer.target)));
        }
        builder.build()
    }
}

fn error(file: &str, line: usize, problem: impl Into<String>) -> DictError {
    DictError { file: file.into(), line, problem: problem.into() }
}

/// The lines with their numbers, without the licence, whose lines begin with two spaces.
fn lines(file: &str) -> impl Iterator<Item = (usize, &str)> {
    file.lines().zip(1..).filter(|(line, _)| !line.starts_with("  ")).map(|(line, number)| (number, line))
}

/// Per lemma, the offsets of its synsets, the first sense first.
type Senses<'a> = HashMap<&'a str, Vec<u32>>;

fn senses<'a>(name: &str, index: &'a str) -> Result<Senses<'a>, DictError> {
    let mut senses = HashMap::new();
    for (number, line) in lines(index) {
        // lemma pos synset_cnt p_cnt [ptr_symbol…] sense_cnt tagsense_cnt synset_offset…
        let mut fields = line.split_ascii_whitespace();
        let parsed = (|| {
            let lemma = fields.next()?;
            let count: usize = fields.nth(1)?.parse().ok()?;
            let symbols: usize = fields.next()?.parse().ok()?;
            let offsets: Vec<u32> =
                fields.skip(symbols).skip(2).map(str::parse).collect::<Result<_, _>>().ok()?;
            (offsets.len() == count).then_some((lemma, offsets))
        })();
        let Some((lemma, offsets)) = parsed else {
            let problem =
                "expected a lemma, the numbers of its senses and pointer symbols, and their offsets";
            return Err(error(&format!("index.{name}"), number, problem));
        };
        senses.insert(lemma, offsets);
    }
    Ok(senses)
}

/// Parses one line of a data file, calls `pointer` with each pointer's symbol and target, and returns the
/// synset's offset and file.
fn parse_synset(
    line: &str,
    senses: &Senses<'_>,
    synsets: &mut Vec<Synset>,
    mut pointer: impl FnMut(&str, (char, u32)) -> Option<()>,
) -> Result<(u32, char), String> {
    // synset_offset lex_filenum ss_type w_cnt word lex_id [word lex_id…] p_cnt [ptr…] [frames…] | gloss
    let (line, gloss) = line.split_once('|').unwrap_or((line, ""));
    let mut fields = line.split_ascii_whitespace();
    let mut field = |what: &str| fields.next().ok_or_else(|| format!("the line ends before {what}"));
    let offset = number(field("the offset")?, 10)?;
    field("the number of the lexicographer's file")?;
    let kind = field("the part of speech")?;
    let mut lemmas = Vec::new();
    for _ in 0..number(field("the number of words")?, 16)? {
        // An adjective may have its position after it: `galore(ip)`.
        let word = field("a word")?;
        lemmas.push(word.split_once('(').map_or(word, |(word, _)| word));
        field("a word's id")?;
    }
    for _ in 0..number(field("the number of pointers")?, 10)? {
        let symbol = field("a pointer's symbol")?;
        let target = number(field("a pointer's target")?, 10)?;
        let part = field("a pointer's part of speech")?;
        field("a pointer's words")?;
        pointer(symbol, (part_of(part), target))
            .ok_or_else(|| format!("the pointer symbol {symbol:?}; expected one of wninput(5WN)"))?;
    }
    let first = lemmas.first().ok_or("a synset without words")?.to_lowercase();
    let sense = senses
        .get(&*first)
        .and_then(|offsets| offsets.iter().position(|&o| o == offset))
        .ok_or_else(|| format!("the word {first:?} has no sense at {offset:08} in the index"))?;
    synsets.push(Synset {
        label: format!("{first}.{kind}.{:02}", sense + 1),
        lemmas: lemmas.iter().map(|lemma| lemma.replace('_', " ")).collect(),
        gloss: gloss.trim().into(),
    });
    Ok((offset, part_of(kind)))
}

fn number(field: &str, radix: u32) -> Result<u32, String> {
    u32::from_str_radix(field, radix)
        .map_err(|_| format!("expected a number in base {radix}; found {field:?}"))
}

/// The file of a part of speech, as a letter: satellite adjectives are in the file of the adjectives.
fn part_of(name: &str) -> char {
    match name {
        "noun" | "n" => 'n',
        "verb" | "v" => 'v',
        "adv" | "r" => 'r',
        _ => 'a',
    }
}

/// The relation of a pointer symbol: the words of
/// [wninput(5WN)](https://wordnet.princeton.edu/documentation/wninput5wn).
fn relation(symbol: &str, part: char) -> Option<&'static str> {
    Some(match symbol {
        "!" => "antonym",
        "@" => "hypernym",
        "@i" => "instance hypernym",
        "~" => "hyponym",
        "~i" => "instance hyponym",
        "#m" => "member holonym",
        "#s" => "substance holonym",
        "#p" => "part holonym",
        "%m" => "member meronym",
        "%s" => "substance meronym",
        "%p" => "part meronym",
        "=" => "attribute",
        "+" => "derivationally related form",
        "*" => "entailment",
        ">" => "cause",
        "^" => "also see",
        "$" => "verb group",
        "&" => "similar to",
        "<" => "participle of verb",
        "\\" if part == 'r' => "derived from adjective",
        "\\" => "pertainym",
        ";c" => "domain of synset - topic",
        "-c" => "member of this domain - topic",
        ";r" => "domain of synset - region",
        "-r" => "member of this domain - region",
        ";u" => "domain of synset - usage",
        "-u" => "member of this domain - usage",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADJ: &str = "  1 The licence.\n\
        00003939 00 s 02 emerging(p) 0 Emergent 0 002 & 00003552 a 0000 + 00050693 v 0201 | coming into  \
                       existence  \n\
        00003552 00 a 01 emergent 0 002 & 00003939 a 0000 & 00003939 a 0101 | (of a whole) \"the emergent \
                       republic\"\n";
    const ADJ_INDEX: &str = "emergent a 2 1 & 2 0 00003552 00003939\nemerging a 1 1 & 1 0 00003939\n";
    const VERB: &str =
        "00050693 30 v 02 begin 0 come_forth 0 001 + 00003939 a 0201 02 + 01 00 + 02 00 | start\n";
    const VERB_INDEX: &str = "begin v 1 1 + 1 0 00050693\ncome_forth v 1 1 + 1 0 00050693\n";

    fn parse(adj: &str) -> Result<WordNet, String> {
        let files = [("verb", VERB, VERB_INDEX), ("adj", adj, ADJ_INDEX)];
        WordNet::parse(&files, |_, _| ()).map_err(|error| error.to_string())
    }

    #[test]
    fn names_words_and_pointers() {
        let network = parse(ADJ).unwrap().network().unwrap();
        let labels: Vec<_> = network.concepts().map(|concept| concept.label()).collect();
        assert_eq!(labels, ["begin.v.01", "emergent.a.01", "emerging.s.01"]);
        let emerging = network.concept("emerging.s.01").unwrap();
        assert_eq!(emerging.text(), Some("coming into existence"));
        assert_eq!(emerging.attributes().collect::<Vec<_>>(), [("lemma", "Emergent"), ("lemma", "emerging")]);
        let relationships: Vec<_> = network.relationships().map(|r| r.to_string()).collect();
        assert_eq!(
            relationships,
            [
                "begin.v.01 —derivationally related form→ emerging.s.01",
                "emergent.a.01 —similar to→ emerging.s.01",
                "emerging.s.01 —derivationally related form→ begin.v.01",
                "emerging.s.01 —similar to→ emergent.a.01",
            ]
        );
    }

    #[test]
    fn errors_name_the_line() {
        for (from, to, message) in [
            (
                "& 00003552",
                "? 00003552",
                r#"data.adj, line 2: the pointer symbol "?"; expected one of wninput(5WN)"#,
            ),
            (
                "& 00003552",
                "& 00003553",
                "data.adj, line 2: a pointer to a00003553, where there is no synset",
            ),
            (
                "a 01 emergent",
                "a zz emergent",
                r#"data.adj, line 3: expected a number in base 16; found "zz""#,
            ),
            (
                "a 01 emergent",
                "a 01 urgent",
                r#"data.adj, line 3: the word "urgent" has no sense at 00003552 in the index"#,
            ),
        ] {
            let adj = ADJ.replacen(from, to, 1);
            assert_eq!(parse(&adj).err().as_deref(), Some(message));
        }
    }
}

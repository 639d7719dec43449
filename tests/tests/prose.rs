//! Documents, rustdoc, messages and the page's texts keep to plain English: none has the habits listed here.
//!
//! A habit is a pattern of words. It is looked for in Markdown, in the comments and string literals of Rust
//! and TypeScript, in the texts of HTML, and in the comments and messages of shell scripts. Code in backticks
//! is not prose; old names are looked for there.

mod prose_text;

use std::path::{Path, PathBuf};

use prose_text::{Kind, Passage, Token, passages, sentences};

/// A habit: patterns of words, what to write instead, and after or before which words it is none.
struct Habit {
    /// Words with a space between; `a|b` is either, `*` is any word, `.` the end of a sentence or of a part
    /// of one.
    patterns: &'static [&'static str],
    /// Patterns that contain one of `patterns` and are good English.
    except: &'static [&'static str],
    instead: &'static str,
}

/// The habits of prose.
const HABITS: &[Habit] = &[
    Habit {
        patterns: &["behind"],
        except: &["behind the|a feature|features", "behind features", "leave|leaves|left behind"],
        instead: "after, following",
    },
    Habit {
        patterns: &["held|hold|holds against", "held|hold|holds it|them|both against", "holds * * * against"],
        except: &[],
        instead: "compared with, checked against",
    },
    Habit { patterns: &["beside"], except: &[], instead: "next to, compared with, besides" },
    Habit {
        patterns: &["is|are|was|were|be no|none"],
        except: &[
            "there|There is|are|was|were|be no|none",
            "is|are|was|were|be no longer|more|less|larger|smaller|slower|faster|later",
            "is|are no|none of",
        ],
        instead: "not a/an X; say what it is",
    },
    Habit { patterns: &["is|are one|ones ."], except: &["there|it is one ."], instead: "say what it is" },
    Habit { patterns: &["anew", "at once"], except: &[], instead: "again; immediately, at the same time" },
    Habit { patterns: &["of its|their own ."], except: &[], instead: "separate" },
    Habit { patterns: &["of its|their own accord"], except: &[], instead: "by itself" },
    Habit {
        patterns: &["as it is .", "as they are .", "as it|they was|were ."],
        except: &[],
        instead: "unchanged",
    },
    Habit { patterns: &["would be right"], except: &[], instead: "expected X" },
    Habit {
        patterns: &["says|tells|sees|knows|asks"],
        except: &[
            "person|user|reader|somebody|nobody|who|whoever|developer|author|model|assistant|everybody|\
             she|he says|tells|sees|knows|asks",
        ],
        instead: "returns, reports, reads, has",
    },
    Habit {
        patterns: &["counts .", "counts as", "count as", "counted as"],
        except: &[],
        instead: "is considered, applies",
    },
    Habit {
        patterns: &["is|are|was|were|be|stays|stay|left whole"],
        except: &["is|are|be whole number|numbers"],
        instead: "complete, intact",
    },
    Habit { patterns: &["a|the|no|every|each|this|any wrong ."], except: &[], instead: "error, mistake" },
    Habit {
        patterns: &[
            "over|down|of|by|the|a network \
             failure|failures|error|errors|access|request|requests|connection|traffic",
            "over the network .",
            "network is down",
        ],
        except: &[],
        instead: "connection, server: a network is a semantic network",
    },
    Habit {
        patterns: &["so many"],
        except: &["so many that", "so many * that", "so many * * that", "so many places proves"],
        instead: "this many, how many",
    },
    Habit { patterns: &["in the place of"], except: &[], instead: "instead of" },
    Habit {
        patterns: &["to begin with", "here before", "what is shown"],
        except: &[],
        instead: "Try one; Recent; Current view",
    },
];

/// Names that are gone, and what they are called now.
const OLD_NAMES: &[(&str, &str)] = &[
    ("asking", "find_by_question"),
    ("asking_close", "find_similar_questions"),
    ("look_alikes", "similar_hashtags"),
    ("holding", "networks_with_concept"),
    ("set_aside", "quarantine"),
    ("CutShort", "BudgetError"),
    ("BudgetExceeded", "BudgetError"),
    ("NoSuchConcept", "ConceptError"),
    ("SameReason", "MatchReason"),
    ("same_concepts", "duplicate_candidates"),
    ("PathAcross", "StorePath"),
    ("AcrossError", "StorePathError"),
    ("LeftOut", "Omitted"),
    ("PassedOver", "Skipped"),
    ("of_content", "detect"),
    ("of_file_name", "from_path"),
    ("can_be_read", "is_readable"),
    ("BytesError", "DecodeError"),
    ("concepts_called", "concepts_matching"),
    ("connections_by", "connections_with_embeddings"),
    ("with_these_connections", "add_connections"),
    ("share_of_paths", "edge_betweenness"),
    ("QueryBar", "Query"),
    ("parse_format", "import"),
    ("read_format", "import_from"),
];

/// A sentence longer than this with two of "so that", "so" and "which" is a chain.
const CHAIN: usize = 60;

/// Whether these words begin with what a pattern describes.
fn matches(pattern: &str, words: &[Token]) -> bool {
    let mut words = words.iter();
    pattern.split(' ').all(|part| match (part, words.next()) {
        ("*", word) => word.is_some_and(|word| word.is_word),
        (".", word) => word.is_none_or(|word| !word.is_word),
        (part, Some(word)) => part.split('|').any(|one| one.eq_ignore_ascii_case(&word.text)),
        (_, None) => false,
    })
}

/// The habits of a passage, each with its line.
fn habits(passage: &Passage) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for sentence in sentences(passage) {
        for habit in HABITS {
            for at in 0..sentence.len() {
                let Some(pattern) = habit.patterns.iter().find(|pattern| matches(pattern, &sentence[at..]))
                else {
                    continue;
                };
                let excused = (at.saturating_sub(3)..=at).any(|start| {
                    habit.except.iter().any(|except| {
                        matches(except, &sentence[start..]) && start + except.split(' ').count() > at
                    })
                });
                if !excused {
                    let length = pattern.split(' ').filter(|&part| part != ".").count();
                    let words: Vec<&str> =
                        sentence[at..].iter().take(length).map(|word| word.text.as_str()).collect();
                    found
                        .push((sentence[at].line, format!("{:?}: write {}", words.join(" "), habit.instead)));
                }
            }
        }
        let is_question = sentence.last().is_some_and(|word| word.text == "?");
        if !is_question
            && ["What is|was|are|were|has|have *"].iter().any(|one| matches(one, sentence))
            && sentence[0].text == "What"
            && passage.kind != Kind::Interface
        {
            found.push((sentence[0].line, "\"What is …\" as a subject: name the thing".to_owned()));
        }
        let chained = (0..sentence.len()).filter(|&at| {
            matches("so that|which", &sentence[at..])
                || matches("so that", &sentence[at..])
                || matches("which", &sentence[at..])
        });
        if sentence.len() > CHAIN && chained.count() >= 2 {
            found.push((
                sentence[0].line,
                "a chain of \"so that\" and \"which\": write two sentences".to_owned(),
            ));
        }
    }
    if passage.kind == Kind::Error && passage.text.ends_with('.') && !passage.text.ends_with("..") {
        found.push((passage.line, "an error ends without a full stop".to_owned()));
    }
    for (line, code) in &passage.code {
        for (old, new) in OLD_NAMES {
            let is_it = code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|name| name == *old);
            if is_it {
                found.push((*line, format!("`{old}` is called `{new}` today")));
            }
        }
    }
    found
}

/// The files under a folder that have prose, without what others wrote or programs made; of the tests, the
/// scripts that people run.
fn files(folder: &Path, is_test: bool, found: &mut Vec<PathBuf>) {
    const SKIPPED: &[&str] = &[
        "target",
        "node_modules",
        "pkg",
        "generated",
        "api",
        "dist",
        "corpus",
        "fixtures",
        "answers",
        "foreign",
    ];
    const EXTENSIONS: &[&str] = &["md", "rs", "ts", "html"];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if !SKIPPED.contains(&name.as_str()) && !name.starts_with('.') {
                files(&path, is_test || name == "tests", found);
            }
        } else if EXTENSIONS.iter().any(|one| !is_test && path.extension().is_some_and(|it| it == *one))
            || (!name.contains('.') && std::fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"#!")))
        {
            found.push(path);
        }
    }
}

#[test]
fn prose_has_no_bad_habits() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut all = Vec::new();
    files(&top, false, &mut all);
    all.sort();
    assert!(all.len() > 300, "{} files", all.len());
    let mut report = String::new();
    let mut count = 0;
    for path in all {
        let name = path.strip_prefix(&top).unwrap().display().to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        for passage in passages(&name, &text) {
            for (line, habit) in habits(&passage) {
                // The changelog lists old names, and the glossary lists words not to write.
                let lists = (name == "CHANGELOG.md" && habit.contains("is called"))
                    || (name == "CONTRIBUTING.md" && passage.text.starts_with('|'));
                if !lists {
                    report += &format!("{name}:{line}: {habit}\n");
                    count += 1;
                }
            }
        }
    }
    assert!(report.is_empty(), "{count} bad habits (see CONTRIBUTING.md):\n{report}");
}

/// The longest line of Rust, in characters. (rustfmt breaks code, but neither strings nor comments.)
const COLUMNS: usize = 110;

/// The places of lines that are too long. rustfmt lets the numbers of a table go two columns further.
fn long_lines(text: &str) -> Vec<usize> {
    let is_long = |line: &str| line.chars().count() > COLUMNS && line.chars().any(char::is_alphabetic);
    let lines = text.lines().enumerate().filter(|(_, line)| is_long(line.trim_end_matches(',')));
    lines.map(|(number, _)| number + 1).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !["target", "node_modules", "pkg"].contains(&name) && !name.starts_with('.') {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_line_is_too_long() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut all = Vec::new();
    rust_files(&top, &mut all);
    let mut report = String::new();
    for path in all {
        let name = path.strip_prefix(&top).unwrap().display().to_string();
        let lines = long_lines(&std::fs::read_to_string(&path).unwrap());
        report.extend(lines.iter().map(|line| format!("{name}:{line}\n")));
    }
    assert!(report.is_empty(), "longer than {COLUMNS} columns:\n{report}");
    let (long, number) = ("a".repeat(COLUMNS + 1), "1".repeat(COLUMNS + 1));
    assert_eq!(long_lines(&format!("{}\n{long}\n{number}\n{}é,", &long[1..], &long[2..])), [2]);
}

/// The places of rows of tables that go on in the next line, where Markdown begins another row.
fn broken_rows(text: &str, is_rust: bool) -> Vec<usize> {
    let begins_only = |line: &str| {
        let marks = if is_rust { &["///", "//!"][..] } else { &[""] };
        let text = marks.iter().find_map(|mark| line.trim_start().strip_prefix(mark)).map(str::trim);
        text.is_some_and(|text| text.starts_with("| ") && !text.ends_with('|'))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| begins_only(line));
    lines.map(|(number, _)| number + 1).collect()
}

#[test]
fn each_row_of_a_table_is_one_line() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut all = Vec::new();
    files(&top, false, &mut all);
    all.retain(|path| path.extension().is_some_and(|it| it == "md" || it == "rs"));
    let mut report = String::new();
    for path in all {
        let name = path.strip_prefix(&top).unwrap().display().to_string();
        let rows = broken_rows(&std::fs::read_to_string(&path).unwrap(), name.ends_with(".rs"));
        report.extend(rows.iter().map(|line| format!("{name}:{line}\n")));
    }
    assert!(report.is_empty(), "a row goes on in the next line:\n{report}");
    assert_eq!(broken_rows("//! | a | b |\n//! |---|---|\n//! | c\n//! d | e |\n| A => 1,", true), [3]);
    assert_eq!(broken_rows("| a | b |\n|---|---|\n| c\nd | e |", false), [3]);
}

/// The test itself can fail.
#[test]
fn each_habit_is_found() {
    let found = |kind: Kind, text: &str| {
        let passage = Passage::new(kind, [(1, text.to_owned())]);
        habits(&passage).len()
    };
    for (text, expected) in [
        ("The bytes that follow behind the end.", 1),
        ("Formats behind the feature `formats`.", 0),
        ("One stands beside the other.", 1),
        ("A passage is held against its source.", 1),
        ("This is no report.", 1),
        ("There is no report.", 0),
        ("At most so many rows are printed.", 1),
        ("There are so many rows that none is read.", 0),
        ("This is no longer needed.", 0),
        ("A bridge is none.", 1),
        ("It is read anew, and at once.", 2),
        ("The bytes stay as they are.", 1),
        ("The bytes are as they are read from the file.", 0),
        ("A number would be right.", 1),
        ("The index knows where.", 1),
        ("Tabs in the place of commas.", 1),
        ("The first error counts.", 1),
        ("It counts concepts.", 0),
        ("The file is whole.", 1),
        ("What is left out is counted.", 1),
        ("What is a network?", 0),
        ("Call `asking_close`.", 1),
        ("Sent over the network.", 1),
    ] {
        assert_eq!(found(Kind::Doc, text), expected, "{text}");
    }
    assert_eq!(found(Kind::Error, "the label is empty."), 1);
    let rust = "/// One behind\n/// the other. `a beside b`\nfn f() {} // beside\nlet a = \"stands beside \
                it\";\n\n#[cfg(test)]\nmod tests { let b = \"one beside two\"; }\n";
    let lines: Vec<usize> = passages("x.rs", rust).iter().flat_map(habits).map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 3, 4]);
    let script = "#!/bin/sh\n# One behind\n# the other.\nfail \"stands beside $it\"\necho beside\n";
    let lines: Vec<usize> = passages("run", script).iter().flat_map(habits).map(|(line, _)| line).collect();
    assert_eq!(lines, [2, 4]);
    let typescript = "/** One behind\n * the other. */\nconst a = `stands beside ${it}`; // beside\nconst b \
                      = 'one beside another';\n";
    let lines: Vec<usize> =
        passages("x.ts", typescript).iter().flat_map(habits).map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 3, 3, 4]);
    let markdown = "# One behind\n\n```rust\nlet a = beside;\n```\n\n| a | anew |\n";
    let lines: Vec<usize> =
        passages("x.md", markdown).iter().flat_map(habits).map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 7]);
}

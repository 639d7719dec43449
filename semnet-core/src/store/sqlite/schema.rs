//! The tables of a SQLite store.

/// The version of the tables: 2 has an index of words, by FTS5; 3 the tables of `concepts` and `records`; 4
/// those of `words` instead of FTS5, and the fingerprint in the indexes of networks.
pub(super) const VERSION: i64 = 4;

/// `alike` is the key that similar-looking hashtags share, and `asked` the key of the question.
pub(super) const TABLES: &str = "
    CREATE TABLE networks (
        id INTEGER PRIMARY KEY,
        fingerprint BLOB NOT NULL UNIQUE,
        alike TEXT NOT NULL,
        asked TEXT NOT NULL,
        question TEXT NOT NULL,
        title TEXT NOT NULL,
        bytes BLOB NOT NULL
    );";

/// Rows with the same key are in the order of their fingerprints.
pub(super) const INDEXES: &str = "
    CREATE INDEX networks_alike ON networks (alike, fingerprint);
    CREATE INDEX networks_asked ON networks (asked, fingerprint);";

/// The indexes of stores of versions 1 to 3.
pub(super) const OLD_INDEXES: &str = "
    CREATE INDEX networks_alike ON networks (alike);
    CREATE INDEX networks_asked ON networks (asked);";

/// The index of words in stores of versions 2 and 3, by FTS5.
pub(super) const OLD_WORDS: &str = r#"
    CREATE VIRTUAL TABLE found USING fts5 (
        heads, labels, texts, passages, content = '', tokenize = 'ascii tokenchars ''''''.:,;_"'''
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (found, row);"#;

/// The indexes by which similar questions are found.
pub(super) const INDEX_TABLES: &str = "
    CREATE VIRTUAL TABLE questions USING fts5 (asked, content = '', detail = none, tokenize = 'trigram');
    CREATE VIRTUAL TABLE words USING fts5 (
        question, title, labels, passages, content = '', prefix = '3', \
        tokenize = 'unicode61 remove_diacritics 2'
    );";

//! The tables of a SQLite store.

/// `alike` is the hashtag as look-alikes share it, `asked` the question as it is looked up.
pub(super) const TABLES: &str = "
    CREATE TABLE networks (
        id INTEGER PRIMARY KEY,
        fingerprint BLOB NOT NULL UNIQUE,
        alike TEXT NOT NULL,
        asked TEXT NOT NULL,
        question TEXT NOT NULL,
        title TEXT NOT NULL,
        bytes BLOB NOT NULL
    );
    CREATE INDEX networks_alike ON networks (alike);
    CREATE INDEX networks_asked ON networks (asked);";

/// The indexes by which similar questions are found.
pub(super) const INDEX_TABLES: &str = "
    CREATE VIRTUAL TABLE questions USING fts5 (asked, content = '', detail = none, tokenize = 'trigram');
    CREATE VIRTUAL TABLE words USING fts5 (
        question, title, labels, passages, content = '', prefix = '3', \
        tokenize = 'unicode61 remove_diacritics 2'
    );";

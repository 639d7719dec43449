//! Options for reading files of other tools.

/// Options for [importing](crate::network::Network::import) a network.
///
/// ```
/// use semnet_core::format::ImportOptions;
///
/// let options = ImportOptions::default().question("Why do bees dance?").language("en");
/// assert_eq!(options.question, Some("Why do bees dance?"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ImportOptions<'a> {
    /// The question of a file that names none.
    pub question: Option<&'a str>,
    /// The language of labels and texts, if a file has them in several, as a tag of BCP 47: `de`, `en-GB`.
    /// The other labels become aliases. Without it, text without a language comes first, then English.
    pub language: Option<&'a str>,
    /// The texts of tables, as comma-separated values, with the ids and labels of the nodes that a list of
    /// edges names. Where Neo4j's tables have groups of ids (`:ID(Person)`), the same id in two of them is
    /// two nodes.
    pub labels: Vec<&'a str>,
}

impl<'a> ImportOptions<'a> {
    /// The question of a file that names none. O(1).
    #[must_use]
    pub fn question(mut self, question: impl Into<Option<&'a str>>) -> ImportOptions<'a> {
        self.question = question.into();
        self
    }

    /// The language of labels and texts, if a file has them in several, as a tag of BCP 47. O(1).
    #[must_use]
    pub fn language(mut self, tag: impl Into<Option<&'a str>>) -> ImportOptions<'a> {
        self.language = tag.into();
        self
    }

    /// The texts of tables with the ids and labels of nodes. The last call wins. O(tables).
    #[must_use]
    pub fn labels(mut self, tables: impl IntoIterator<Item = &'a str>) -> ImportOptions<'a> {
        self.labels = tables.into_iter().collect();
        self
    }
}

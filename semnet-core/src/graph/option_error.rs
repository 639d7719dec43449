//! The error of an option with an invalid value.

/// An option has an invalid value, such as a damping of 7.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::paths::RelationFilter;
/// use semnet_core::rank::PageRankOptions;
///
/// let network = NetworkBuilder::new("Why do bees dance?").build()?;
/// let error = network
///     .pagerank(&RelationFilter::default(), &PageRankOptions::default().damping(7.0))
///     .unwrap_err();
/// assert_eq!(error.to_string(), "damping is 7; expected a number from 0 to 1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{option} is {value}; expected {expected}")]
pub struct OptionError {
    option: &'static str,
    value: f64,
    expected: &'static str,
}

impl OptionError {
    pub(crate) fn new(option: &'static str, value: f64, expected: &'static str) -> OptionError {
        OptionError { option, value, expected }
    }

    /// The name of the option. O(1).
    pub fn option(self) -> &'static str {
        self.option
    }

    /// Its value. O(1).
    pub fn value(self) -> f64 {
        self.value
    }

    /// The allowed values. O(1).
    pub fn expected(self) -> &'static str {
        self.expected
    }
}

impl PartialEq for OptionError {
    /// Compares the bits of the value, so an error about NaN equals itself.
    fn eq(&self, other: &OptionError) -> bool {
        (self.option, self.value.to_bits(), self.expected)
            == (other.option, other.value.to_bits(), other.expected)
    }
}

impl Eq for OptionError {}

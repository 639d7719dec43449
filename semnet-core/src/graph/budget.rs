//! How much work a query may do.

/// How many relationships a query may look at. A query that needs more ends with [`BudgetError`].
///
/// ```
/// use semnet_core::paths::Budget;
///
/// let budget = Budget::new(100_000);
/// assert_eq!(budget.left(), 100_000);
/// assert!(Budget::default().is_unlimited());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    left: u64,
    all: u64,
}

impl Budget {
    /// No limit.
    pub const UNLIMITED: Budget = Budget { left: u64::MAX, all: u64::MAX };

    /// This many relationships. O(1).
    pub const fn new(relationships: u64) -> Budget {
        Budget { left: relationships, all: relationships }
    }

    /// How many relationships may still be looked at. O(1).
    pub const fn left(self) -> u64 {
        self.left
    }

    /// Whether there is no limit. O(1).
    pub const fn is_unlimited(self) -> bool {
        self.all == u64::MAX
    }

    /// How many were looked at.
    pub(crate) fn spent(self) -> usize {
        (self.all - self.left) as usize
    }

    /// Spends this many more relationships: for queries of your own that share a budget. O(1).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] when fewer are left.
    ///
    /// ```
    /// use semnet_core::paths::Budget;
    ///
    /// let mut budget = Budget::new(10);
    /// assert!(budget.spend(7).is_ok());
    /// assert!(budget.spend(7).is_err());
    /// ```
    #[inline]
    pub fn spend(&mut self, relationships: usize) -> Result<(), BudgetError> {
        if self.is_unlimited() {
            return Ok(());
        }
        match self.left.checked_sub(relationships as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(BudgetError { budget: self.all }),
        }
    }
}

impl Default for Budget {
    fn default() -> Budget {
        Budget::UNLIMITED
    }
}

impl From<u64> for Budget {
    fn from(relationships: u64) -> Budget {
        Budget::new(relationships)
    }
}

/// A query needed more than its budget. There may be more, other or shorter answers than those found so far.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error("the query stopped at its budget of {budget} relationships; allow more, or ask for less")]
pub struct BudgetError {
    budget: u64,
}

impl BudgetError {
    /// The budget, in relationships. O(1).
    pub fn budget(self) -> u64 {
        self.budget
    }
}

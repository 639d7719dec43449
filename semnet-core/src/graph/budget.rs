//! How much work a query may do.

/// A limit on the work of a query. A query that needs more fails with a [`BudgetError`].
///
/// The unit is a relationship that the query looks at, each time that it does. Some queries also charge other
/// work, which their documentation lists: [`select`](crate::Network::select) the cells of its rows, and
/// [`StoreExt::shortest_path`](crate::store::StoreExt::shortest_path) the networks and concepts that it
/// reaches. By default, there is no limit.
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

    /// This many units of work. O(1).
    pub const fn new(relationships: u64) -> Budget {
        Budget { left: relationships, all: relationships }
    }

    /// How many units are left. O(1).
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

    /// Spends this many units. Use it to charge queries of your own to the same budget. O(1).
    ///
    /// # Errors
    ///
    /// [`BudgetError`] if fewer units are left; then none is spent.
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
    /// This many units of work. O(1).
    fn from(relationships: u64) -> Budget {
        Budget::new(relationships)
    }
}

/// A query needed more than its budget.
///
/// Most queries then return nothing else. These also return what they had found, and there may be more:
///
/// - [`k_shortest_paths`](crate::Network::k_shortest_paths),
///   [`k_shortest_paths_weighted`](crate::Network::k_shortest_paths_weighted) and
///   [`all_simple_paths`](crate::Network::all_simple_paths) yield paths one by one, and the error as the last
///   item;
/// - [`select_partial`](crate::Network::select_partial) returns the rows together with the error.
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

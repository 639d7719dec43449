//! Iterators over the concepts, relationships and relations of a network. They have names, so they can be
//! stored.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;
use std::slice;

use crate::network::{Concept, ConceptId, Network, RelationId, Relationship, RelationshipId};

/// Ids, either consecutive or listed.
#[derive(Clone)]
enum Ids<'a, I> {
    Range(Range<u32>),
    List(slice::Iter<'a, I>),
}

macro_rules! iterator {
    ($(#[$doc:meta])* $name:ident: $item:ident by $id:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        #[must_use = "an iterator does nothing until it is used"]
        pub struct $name<'a> {
            network: &'a Network,
            ids: Ids<'a, $id>,
        }

        impl<'a> $name<'a> {
            /// Those with these numbers.
            #[inline]
            pub(crate) fn range(network: &'a Network, numbers: Range<u32>) -> $name<'a> {
                $name { network, ids: Ids::Range(numbers) }
            }

            /// Those in a list.
            #[inline]
            pub(crate) fn list(network: &'a Network, ids: &'a [$id]) -> $name<'a> {
                $name { network, ids: Ids::List(ids.iter()) }
            }
        }

        impl<'a> Iterator for $name<'a> {
            type Item = $item<'a>;

            #[inline]
            fn next(&mut self) -> Option<$item<'a>> {
                let id = match &mut self.ids {
                    Ids::Range(numbers) => $id(numbers.next()?),
                    Ids::List(ids) => *ids.next()?,
                };
                Some($item::new(self.network, id))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                match &self.ids {
                    Ids::Range(numbers) => numbers.size_hint(),
                    Ids::List(ids) => ids.size_hint(),
                }
            }

            #[inline]
            fn nth(&mut self, skipped: usize) -> Option<$item<'a>> {
                let id = match &mut self.ids {
                    Ids::Range(numbers) => $id(numbers.nth(skipped)?),
                    Ids::List(ids) => *ids.nth(skipped)?,
                };
                Some($item::new(self.network, id))
            }

            fn fold<B, F: FnMut(B, $item<'a>) -> B>(self, start: B, mut step: F) -> B {
                let network = self.network;
                match self.ids {
                    Ids::Range(numbers) => {
                        numbers.fold(start, |so_far, number| step(so_far, $item::new(network, $id(number))))
                    }
                    Ids::List(ids) => ids.fold(start, |so_far, &id| step(so_far, $item::new(network, id))),
                }
            }
        }

        impl<'a> DoubleEndedIterator for $name<'a> {
            #[inline]
            fn next_back(&mut self) -> Option<$item<'a>> {
                let id = match &mut self.ids {
                    Ids::Range(numbers) => $id(numbers.next_back()?),
                    Ids::List(ids) => *ids.next_back()?,
                };
                Some($item::new(self.network, id))
            }
        }

        impl ExactSizeIterator for $name<'_> {}

        impl FusedIterator for $name<'_> {}

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

iterator!(
    /// Concepts of a network, one after the other.
    Concepts: Concept by ConceptId
);
iterator!(
    /// Relationships of a network, one after the other.
    Relationships: Relationship by RelationshipId
);

/// The concepts of a row or a group, one after the other.
#[derive(Clone)]
#[must_use = "an iterator does nothing until it is used"]
pub struct ListedConcepts<'l, 'a> {
    network: &'a Network,
    ids: slice::Iter<'l, ConceptId>,
}

impl<'l, 'a> ListedConcepts<'l, 'a> {
    pub(crate) fn new(network: &'a Network, ids: &'l [ConceptId]) -> ListedConcepts<'l, 'a> {
        ListedConcepts { network, ids: ids.iter() }
    }
}

impl<'a> Iterator for ListedConcepts<'_, 'a> {
    type Item = Concept<'a>;

    fn next(&mut self) -> Option<Concept<'a>> {
        self.ids.next().map(|&id| Concept::new(self.network, id))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ids.size_hint()
    }
}

impl DoubleEndedIterator for ListedConcepts<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.ids.next_back().map(|&id| Concept::new(self.network, id))
    }
}

impl ExactSizeIterator for ListedConcepts<'_, '_> {}

impl FusedIterator for ListedConcepts<'_, '_> {}

impl fmt::Debug for ListedConcepts<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a> Concept<'a> {
    /// The relationships that start here, in [canonical order](crate::network#canonical-order), so grouped by
    /// relation. O(1), and O(1) for each.
    pub fn outgoing(self) -> Relationships<'a> {
        Relationships::range(self.network(), self.network().index().outgoing(self.id()))
    }

    /// The relationships that end here, grouped by relation, and within each relation in [canonical
    /// order](crate::network#canonical-order). O(1), and O(1) for each.
    pub fn incoming(self) -> Relationships<'a> {
        let index = self.network().index();
        Relationships::list(self.network(), &index.incoming[index.incoming_range(self.id())])
    }
}

/// The names of a network's relations, sorted.
#[derive(Clone)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Relations<'a> {
    network: &'a Network,
    numbers: Range<u32>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(network: &'a Network) -> Relations<'a> {
        Relations { network, numbers: 0..network.index().relation_count() as u32 }
    }
}

impl<'a> Iterator for Relations<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        Some(self.network.relation(RelationId(self.numbers.next()?)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl DoubleEndedIterator for Relations<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        Some(self.network.relation(RelationId(self.numbers.next_back()?)))
    }
}

impl ExactSizeIterator for Relations<'_> {}

impl FusedIterator for Relations<'_> {}

impl fmt::Debug for Relations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

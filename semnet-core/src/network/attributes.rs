//! The attributes of a network, a concept or a relationship.

use crate::network::cursor::string_at;
use crate::util::varint::number_at;

/// Attributes, as (name, value), sorted by name and then value. A name may come twice; a value may be empty.
#[derive(Clone, Default, Debug)]
pub struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
    left: usize,
}

impl<'a> Attributes<'a> {
    pub(crate) fn at(bytes: &'a [u8], at: usize) -> Attributes<'a> {
        let (left, at) = number_at(bytes, at);
        Attributes { bytes, at, left: left as usize }
    }

    /// The first value of a name, or `None` if there is no such attribute. O(length).
    ///
    /// ```
    /// let network = semnet_core::NetworkBuilder::new("Q?").attribute("weight", "2.5").build()?;
    /// assert_eq!(network.attributes().get("weight"), Some("2.5"));
    /// assert_eq!(network.attributes().number("weight"), Some(2.5));
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.get_all(name).next()
    }

    /// All values of a name, sorted. O(length).
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.clone().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The first value of a name as a finite number; `None` if there is no such attribute, or its first value
    /// is not a finite number. O(length).
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        self.left = self.left.checked_sub(1)?;
        let (name, value_at) = string_at(self.bytes, self.at);
        let (value, end) = string_at(self.bytes, value_at);
        self.at = end;
        Some((name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Attributes<'_> {}

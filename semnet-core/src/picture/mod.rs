//! The picture of a network: its cards and lines, their places, and SVG.
//!
//! The page and the element of the npm package draw the same layout.
//!
//! ```
//! use semnet_core::NetworkBuilder;
//! use semnet_core::picture::PictureOptions;
//!
//! let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
//! assert!(network.to_svg(&PictureOptions::default()).contains("Waggle Dance"));
//! # Ok::<(), semnet_core::network::BuildError>(())
//! ```

mod apart;
mod body;
mod charge;
mod clear;
mod colours;
mod geometry;
mod layout;
mod loops;
mod loose;
mod measure;
mod radial;
mod scene;
mod svg;
mod tighten;

pub use colours::REST_THEMES;
pub use scene::{Card, CardKind, Line, SharedLine};

use crate::network::Network;
use crate::picture::layout::Layout;

/// Options for a picture.
///
/// ```
/// use semnet_core::picture::PictureOptions;
///
/// let for_a_phone = PictureOptions::default().tall(true);
/// assert_ne!(for_a_phone, PictureOptions::default());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct PictureOptions {
    /// Whether there is more room downwards than sideways.
    pub tall: bool,
    /// The label of the concept in the middle; `None` for the question.
    pub middle: Option<String>,
}

impl PictureOptions {
    /// Whether there is more room downwards than sideways, as on a phone; by default there is not. O(1).
    #[must_use]
    pub fn tall(mut self, is_tall: bool) -> PictureOptions {
        self.tall = is_tall;
        self
    }

    /// The label of the concept in the middle; by default it is the question. A label that the network does
    /// not have changes nothing. O(length).
    #[must_use]
    pub fn middle(mut self, label: &str) -> PictureOptions {
        self.middle = Some(label.to_owned());
        self
    }
}

/// A network as it is drawn: cards, the lines between them, and the places of both.
///
/// [`advance`](Picture::advance) finds the places step by step, so a program can draw while they settle. They
/// depend only on the network and the options: they are the same on every machine, to the last bit.
///
/// Places and sizes are in pixels, as in SVG: x grows to the right and y downwards, from the middle of the
/// picture at (0, 0).
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::picture::PictureOptions;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .finding("Waggle Dance", "")
///     .concept("Sun Compass", "")
///     .relationship(("Waggle Dance", "is aimed by", "Sun Compass"))
///     .build()?;
/// let mut picture = network.picture(&PictureOptions::default());
/// picture.settle();
/// for card in picture.cards() {
///     let ((x, y), (width, height)) = (card.place(), card.size());
///     println!("{} at {}, {}: {width} × {height}", card.label(), x - width / 2.0, y - height / 2.0);
/// }
/// for line in picture.lines() {
///     let (from, to) = line.ends();
///     let (from, to) = (&picture.cards()[from], &picture.cards()[to]);
///     println!("{} —{}→ {}", from.label(), line.rows().join(" "), to.label());
/// }
/// # assert_eq!((picture.cards().len(), picture.lines().len()), (3, 2));
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
pub struct Picture {
    pub(crate) network: Network,
    pub(crate) cards: Vec<Card>,
    pub(crate) lines: Vec<Line>,
    pub(crate) shared: Vec<SharedLine>,
    pub(crate) themes: Vec<String>,
    pub(crate) is_by_theme: bool,
    /// How many cards the layout places: those after them are joined by no line.
    joined: usize,
    layout: Layout,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("network", &self.network.hashtag())
            .field("cards", &self.cards.len())
            .field("lines", &self.lines.len())
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

/// Why no network can be read from an SVG.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SvgError {
    /// There is no network in its metadata.
    #[error("this SVG contains no network; expected one that was saved from a network")]
    NoNetwork,
    /// The network in its metadata is damaged.
    #[error("the network in this SVG is damaged: {reason}; save it from the network again")]
    Damaged {
        /// Why it cannot be read.
        reason: String,
    },
}

/// # Pictures
impl Network {
    /// The picture of this network, with everything at the place where its layout starts. O(concepts +
    /// relationships), and the cost of [`themes`](Network::themes) and, for networks of at most 150
    /// relationships, of [`connections`](Network::connections).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::picture::PictureOptions;
    ///
    /// let network = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Waggle Dance", "A forager tells the others where the flowers are.")
    ///     .build()?;
    /// let mut picture = network.picture(&PictureOptions::default());
    /// while picture.progress() < 1.0 {
    ///     picture.advance(10);
    /// }
    /// let labels: Vec<&str> = picture.cards().iter().map(|card| card.label()).collect();
    /// assert_eq!(labels, ["Why do bees dance?", "Waggle Dance"]);
    /// assert_eq!(picture.cards()[0].place(), (0.0, 0.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn picture(&self, options: &PictureOptions) -> Picture {
        scene::picture(self, options)
    }

    /// The picture of this network as SVG, with the network itself in its metadata, from which
    /// [`from_svg`](Network::from_svg) reads it. The same network gives the same bytes. O(concepts × log
    /// concepts + relationships) for each of the few hundred steps of the layout.
    ///
    /// ```
    /// use semnet_core::{Network, NetworkBuilder, picture::PictureOptions};
    ///
    /// let network =
    ///     NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "It is a map.").build()?;
    /// let svg = network.to_svg(&PictureOptions::default());
    /// assert!(svg.contains("Waggle Dance"));
    /// assert_eq!(Network::from_svg(&svg), Ok(network));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_svg(&self, options: &PictureOptions) -> String {
        let mut picture = self.picture(options);
        picture.settle();
        picture.to_svg()
    }

    /// The network in the metadata of an SVG that [`to_svg`](Network::to_svg) wrote. Programs that change the
    /// picture may have written it again. O(length).
    ///
    /// # Errors
    ///
    /// [`SvgError`] for an SVG without a network, or with one that is damaged.
    pub fn from_svg(svg: &str) -> Result<Network, SvgError> {
        crate::format::carried::in_svg(svg)
            .ok_or(SvgError::NoNetwork)?
            .map_err(|damage| SvgError::Damaged { reason: damage.to_string() })
    }
}

impl Picture {
    /// The cards. The one in the middle comes first. Those without lines come last; they are in rows below
    /// the others. O(1).
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The lines, one for each relationship, in [canonical order](crate::network#canonical-order). O(1).
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The strongest connections between concepts whose texts share words and that no relationship joins: at
    /// most twice as many as there are findings, or 12 without findings. None in a picture with more than 150
    /// lines. O(1).
    pub fn shared_lines(&self) -> &[SharedLine] {
        &self.shared
    }

    /// The names of the themes, in the order of their numbers in [`Card::theme`]. O(1).
    pub fn themes(&self) -> &[String] {
        &self.themes
    }

    /// Whether themes are groups of closely related concepts. If there are no such groups, a theme is a
    /// relation to the question. O(1).
    pub fn is_by_theme(&self) -> bool {
        self.is_by_theme
    }

    /// The progress of the layout, from 0 to 1. O(1).
    pub fn progress(&self) -> f64 {
        self.layout.progress()
    }

    /// Takes this many steps of the layout. O(cards × log cards + lines) for each.
    pub fn advance(&mut self, steps: usize) {
        self.layout.advance(steps);
        let (joined, loose) = self.cards.split_at_mut(self.joined);
        for (card, place) in joined.iter_mut().zip(&self.layout.places) {
            (card.x, card.y) = (place.x, place.y);
        }
        let sizes: Vec<_> = loose.iter().map(|card| card.size()).collect();
        let places = loose::below(&sizes, &self.layout.extent(), self.layout.is_tall);
        for (card, place) in loose.iter_mut().zip(places) {
            (card.x, card.y) = (place.x, place.y);
        }
        let words = self.layout.places.iter().skip(self.joined);
        let lines = self.lines.iter_mut().filter(|line| !line.rows.is_empty()).map(|line| &mut line.place);
        let all = lines.chain(self.shared.iter_mut().map(|line| &mut line.place));
        for (place, found) in all.zip(words) {
            *place = (found.x, found.y);
        }
    }

    /// Finishes the layout. O(cards × log cards + lines) for each of the few hundred steps that are left.
    pub fn settle(&mut self) {
        while self.progress() < 1.0 {
            self.advance(1_000);
        }
    }

    /// The picture with its current places, as SVG. O(size).
    pub fn to_svg(&self) -> String {
        svg::write(self)
    }
}

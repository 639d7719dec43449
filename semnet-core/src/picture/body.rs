//! The bodies whose places a layout computes.

/// Room between things.
pub(super) const GAP: (f64, f64) = (18.0, 14.0);

/// Something with a size that needs a place: a card, or the words of a line between two cards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The cards that the line of these words joins; `None` for a card.
    pub(super) joins: Option<(usize, usize)>,
    /// Whether these are the words of a thematic connection, which attracts its cards less.
    pub(super) is_shared: bool,
}

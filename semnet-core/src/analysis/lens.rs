//! Lenses: the directions in which a concept grows.

use std::borrow::Cow;

/// A direction in which a concept grows. Its name is the relation of the concepts that are added.
///
/// ```
/// use semnet_core::analysis::Lens;
///
/// assert_eq!(Lens::named("clashing views"), Lens::CLASHING_VIEWS);
/// assert_eq!(Lens::named("Legal Basis").name(), "Legal Basis");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lens {
    name: Cow<'static, str>,
    instruction: Cow<'static, str>,
}

impl Lens {
    /// Cases of the concept, with a name, a place or a date.
    pub const CONCRETE_INSTANCES: Lens = Lens::known(
        "Concrete Instances",
        "Name concrete cases in which the concept showed: each with who, where and when, and with what \
         happened.",
    );
    /// Aspects that the network leaves out.
    pub const OVERLOOKED_ANGLES: Lens = Lens::known(
        "Overlooked Angles",
        "Name aspects of the concept that the network leaves out and that would change how it is understood.",
    );
    /// How the concept became what it is.
    pub const SHIFTS_OVER_TIME: Lens = Lens::known(
        "Shifts Over Time",
        "Name how the concept changed over time: what it was before, what it became, and what brought the \
         change about.",
    );
    /// Positions that contradict each other.
    pub const CLASHING_VIEWS: Lens = Lens::known(
        "Clashing Views",
        "Name positions on the concept that contradict each other or contradict the network, each with its \
         best reason.",
    );
    /// The conditions under which the concept holds.
    pub const HIDDEN_ASSUMPTIONS: Lens = Lens::known(
        "Hidden Assumptions",
        "Name what has to be true for the concept to hold, and is not said.",
    );
    /// The causes of the concept.
    pub const ROOT_CAUSES: Lens =
        Lens::known("Root Causes", "Name what brings the concept about, each with how it does so.");
    /// The consequences of the concept.
    pub const KNOCK_ON_EFFECTS: Lens =
        Lens::known("Knock-On Effects", "Name what follows from the concept, each with how it comes about.");
    /// Other fields with the same pattern.
    pub const PARALLELS_ELSEWHERE: Lens = Lens::known(
        "Parallels Elsewhere",
        "Name other fields in which the same pattern is found, each with what corresponds to what.",
    );

    /// The predefined lenses.
    pub const ALL: [Lens; 8] = [
        Lens::CONCRETE_INSTANCES,
        Lens::OVERLOOKED_ANGLES,
        Lens::SHIFTS_OVER_TIME,
        Lens::CLASHING_VIEWS,
        Lens::HIDDEN_ASSUMPTIONS,
        Lens::ROOT_CAUSES,
        Lens::KNOCK_ON_EFFECTS,
        Lens::PARALLELS_ELSEWHERE,
    ];

    const fn known(name: &'static str, instruction: &'static str) -> Lens {
        Lens { name: Cow::Borrowed(name), instruction: Cow::Borrowed(instruction) }
    }

    /// A custom lens. `name` becomes the relation of the added concepts; `instruction` is what a model is
    /// asked to name. O(length).
    pub fn new(name: &str, instruction: &str) -> Lens {
        Lens { name: name.to_owned().into(), instruction: instruction.to_owned().into() }
    }

    /// The predefined lens with this name, in any letter case. For any other name, a custom lens with the
    /// name as its instruction. O(length).
    pub fn named(name: &str) -> Lens {
        let folded = crate::text::fold_label(name);
        match Lens::ALL.into_iter().find(|lens| crate::text::fold_label(&lens.name) == folded) {
            Some(lens) => lens,
            None => Lens::new(
                name,
                &format!("Name what the concept leads to when it is looked at for: {}.", name.trim()),
            ),
        }
    }

    /// The name, which becomes the relation. O(1).
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instruction: what a model is asked to name. O(1).
    pub fn instruction(&self) -> &str {
        &self.instruction
    }
}

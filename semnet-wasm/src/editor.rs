//! The class `Editor`: each edit is passed as a plain object, and so are the changes that it made.

use semnet_core::change::{EditError, EditStep, RelationshipName};
use wasm_bindgen::prelude::*;

use crate::change::{changes_from_js, changes_to_js};
use crate::error::SemnetError;
use crate::{Network, plain};

/// A network on its way to another one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Editor(semnet_core::change::Editor);

/// The result of an editor.
#[wasm_bindgen]
#[derive(Debug)]
pub struct EditedNetwork(semnet_core::change::Edited);

#[wasm_bindgen]
impl EditedNetwork {
    /// The network.
    pub fn network(&self) -> Network {
        Network(self.0.network.clone())
    }

    /// All that changed.
    pub fn changes(&self) -> JsValue {
        changes_to_js(&self.0.changes)
    }
}

#[wasm_bindgen]
impl Network {
    /// An editor that begins with this network.
    pub fn editor(&self) -> Editor {
        Editor(self.0.editor())
    }
}

#[wasm_bindgen]
impl Editor {
    /// Makes an edit that is given as a value: the changes that it made.
    pub fn make(&mut self, step: JsValue) -> Result<JsValue, SemnetError> {
        let step: EditStep = plain::from_js(step, "edit")?;
        Ok(changes_to_js(&self.0.make(&step)?))
    }

    /// Makes changes.
    pub fn apply(&mut self, changes: JsValue) -> Result<(), SemnetError> {
        Ok(self.0.apply(&changes_from_js(changes)?)?)
    }

    /// The named relationship, if there is only one.
    pub fn find(&self, name: JsValue) -> Result<JsValue, SemnetError> {
        let name: RelationshipName = plain::from_js(name, "edit")?;
        Ok(plain::to_js(&self.0.find(&name)?))
    }

    /// The current network.
    pub fn network(&self) -> Result<Network, SemnetError> {
        Ok(Network(self.0.network()?))
    }

    /// The current network, and all changes.
    pub fn finish(&self) -> Result<EditedNetwork, SemnetError> {
        Ok(EditedNetwork(self.0.finish()?))
    }
}

impl From<EditError> for SemnetError {
    fn from(wrong: EditError) -> SemnetError {
        match wrong {
            EditError::Apply(wrong) => wrong.into(),
            EditError::Build(wrong) => wrong.into(),
            wrong => SemnetError::new("edit", &wrong),
        }
    }
}

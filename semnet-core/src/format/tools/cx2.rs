//! CX2, which Cytoscape and NDEx exchange: a list of aspects, each an object with one field. Read only.
//! <https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/>

use std::collections::{BTreeMap, HashSet};

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{Budget, Edge, Graph, Node, Property};
use crate::format::tools::json_source::Source;
use crate::format::tools::tree::{Fields, Json};
use crate::format::tools::walk::{ItemPaths, Key, Taken};
use crate::util::excerpt;

const WAYS: ItemPaths =
    &[("attributeDeclarations", Taken::List), ("nodes", Taken::List), ("edges", Taken::List)];

/// The least length of a node or an edge: `{"id":1},`.
const ITEM: usize = 9;

/// Where a node is drawn.
const PLACES: [&str; 3] = ["x", "y", "z"];

/// The attributes of nodes, or of edges, that a file declares.
#[derive(Default)]
struct Declared {
    /// The short names in the file, and the names that they abbreviate.
    short: BTreeMap<String, String>,
    /// The default values.
    defaults: BTreeMap<String, String>,
}

impl Declared {
    /// Adds the declarations of one aspect to the earlier ones. O(length).
    fn add(&mut self, declarations: Option<Json<'_>>, place: &Place) -> Result<(), PlacedProblem> {
        let Some(declarations) = declarations else { return Ok(()) };
        for (name, declaration) in declarations.object(place, "a declaration")?.0 {
            let mut declaration = declaration.object(place, "a declaration")?;
            if let Some(short) = declaration.take("a") {
                self.short.entry(short.into_text().into_owned()).or_insert_with(|| name.to_string());
            }
            if let Some(default) = declaration.take("v") {
                self.defaults.entry(name.into_owned()).or_insert_with(|| default.into_text().into_owned());
            }
        }
        Ok(())
    }

    /// The properties in `v`, and the defaults of those that it lacks. O(length + defaults).
    fn properties<'a>(
        &self,
        fields: &mut Fields<'a>,
        budget: &mut Budget,
        place: &Place,
    ) -> Result<Vec<Property<'a>>, PlacedProblem> {
        let mut properties = fields.take_object("v", place)?.into_properties();
        // A file is read as a stream, so this is the part that was read so far.
        budget.grow(properties.iter().fold(ITEM, |length, (name, value)| length + name.len() + value.len()));
        for (name, _) in &mut properties {
            if let Some(long) = self.short.get(&**name) {
                budget.take(long, place)?;
                *name = long.clone().into();
            }
        }
        let present: HashSet<&str> = properties.iter().map(|(name, _)| &**name).collect();
        let missing: Vec<_> =
            self.defaults.iter().filter(|(name, _)| !present.contains(name.as_str())).collect();
        for (name, value) in missing {
            budget.take(name, place)?;
            budget.take(value, place)?;
            properties.push((name.clone().into(), value.clone().into()));
        }
        Ok(properties)
    }
}

pub(super) fn read<'a>(source: Source<'a, '_, '_>) -> Result<Graph, PlacedProblem> {
    let mut graph = Graph::default();
    // Every edge must have a number.
    graph.are_edges_numbered = true;
    let (mut of_nodes, mut of_edges) = (Declared::default(), Declared::default());
    let mut budget = Budget::of(0);
    let aspects = source.read(Taken::Each, WAYS, &mut |list, key: Key<'a>, item| {
        let place = key.place(list);
        let mut fields = item.object(&place, "an item of an aspect")?;
        match list {
            "nodes" => {
                let id = fields.take_id("id", &place)?;
                let mut properties = of_nodes.properties(&mut fields, &mut budget, &place)?;
                for name in PLACES {
                    graph.skipped.add(name, usize::from(fields.take(name).is_some()));
                }
                properties.extend(fields.into_properties());
                graph.push_node(Node { id, properties, place });
            }
            "edges" => {
                let (source, target) = (fields.take_id("s", &place)?, fields.take_id("t", &place)?);
                let id = fields.take("id").map(Json::into_text);
                let mut properties = of_edges.properties(&mut fields, &mut budget, &place)?;
                properties.extend(fields.into_properties());
                graph.push_edge(Edge { id, source, target, properties, place, ..Edge::default() });
            }
            _ => {
                of_nodes.add(fields.take("nodes"), &place)?;
                of_edges.add(fields.take("edges"), &place)?;
            }
        }
        Ok(())
    })?;
    let Json::List(aspects) = aspects else {
        return Err(Place::Nowhere.wrong("the file must be a list of aspects"));
    };
    let (mut has_status, mut expected) = (false, Vec::new());
    for (number, aspect) in aspects.into_iter().enumerate() {
        let place = Place::Path(format!("[{number}]"));
        let mut aspect = aspect.object(&place, "an aspect")?;
        if let Some(attributes) = aspect.take("networkAttributes") {
            for (number, attributes) in
                attributes.list(&place, "`networkAttributes`")?.into_iter().enumerate()
            {
                let place = Place::Item { list: "networkAttributes", number };
                graph.push_properties(
                    attributes.object(&place, "the attributes of a network")?.into_properties(),
                );
            }
        }
        let status = aspect.take("status");
        has_status |= status.is_some();
        for status in status.map(Json::into_items).unwrap_or_default() {
            let mut status = status.into_fields();
            if status.take("success") == Some(Json::Bool(false)) {
                let error = status.take("error").map(Json::into_text).unwrap_or_default();
                return Err(Place::Path("status".into())
                    .wrong(format!("the file was not written as a whole: {:?}", excerpt(&error))));
            }
        }
        for about in aspect.take("metaData").map(Json::into_items).unwrap_or_default() {
            let mut about = about.into_fields();
            let name = about.take("name").map(Json::into_text);
            let count = about.take("elementCount").and_then(|count| count.into_text().parse::<usize>().ok());
            expected.extend(name.zip(count));
        }
        for name in ["CXVersion", "hasFragments", "attributeDeclarations", "nodes", "edges"] {
            aspect.take(name);
        }
        aspect.pass_over(&mut graph.skipped);
    }
    for (name, expected) in expected {
        let found = match &*name {
            "nodes" => graph.nodes.len(),
            "edges" => graph.edges.len(),
            _ => continue,
        };
        if found != expected {
            let message = format!(
                "the file has {found} {name}, but its `metaData` has {expected}; the file is \
                    incomplete"
            );
            return Err(Place::Nowhere.wrong(message));
        }
    }
    if has_status { Ok(graph) } else { Err(Place::Nowhere.wrong("the file has no `status`, which ends it")) }
}

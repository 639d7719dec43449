//! The editor: each edit is a list of changes, with an exact inverse.

use proptest::prelude::*;
use proptest::sample::Index;
use semnet_core::change::{
    ApplyError, Attribute, Change, Changes, EditError, EditStep, Editor, Owner, RelationshipParts,
};
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::network;

/// A kind of edit, and the part of the network that it edits.
type Step = (u8, Index, Index, Index);

fn steps(longest: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0..27u8, any::<Index>(), any::<Index>(), any::<Index>());
    prop::collection::vec(step, 0..longest)
}

fn start() -> Network {
    NetworkBuilder::new("Q?")
        .finding("A", "red")
        .finding("B", "")
        .finding("C", "blue")
        .concept("D", "green")
        .concept("E", "")
        .concept_attribute("A", "year", "1")
        .concept_attribute("D", "year", "1")
        .highlight(("A", "is", "D", "passage"))
        .highlight(("Q?", "is", "D"))
        .highlight(("D", "is", "E", "passage"))
        .relationship(("E", "is", "Q?"))
        .relationship(("E", "Key Finding", "D"))
        .relationship(("D", "is", "D"))
        .relationship(NewRelationship::new("B", "is", "D").attribute("year", "1"))
        .build()
        .unwrap()
}

/// Makes an edit by numbers.
fn make(
    editor: &mut Editor,
    network: &Network,
    (kind, one, other, third): &Step,
) -> Result<Changes, EditError> {
    const WORDS: [&str; 9] = ["A", "B", "D", "N", "M", "Q?", "", "red", " Cafe\u{301} "];
    const RELATIONS: [&str; 4] = ["is", "was", "Key Finding", ""];
    let (word, relation) = (*other.get(&WORDS), *third.get(&RELATIONS));
    let labels: Vec<&str> = network.concepts().map(|concept| concept.label()).chain(["Gone"]).collect();
    let (label, another) = (*one.get(&labels), *third.get(&labels));
    let all = network.relationships().filter(|one| !one.is_key_finding());
    let mut all: Vec<RelationshipParts> = all.map(RelationshipParts::from).collect();
    all.push(RelationshipParts::new(label, relation, word));
    let relationship = one.get(&all);
    let place = Some(other.index(6)).filter(|&place| place < 5);
    let owner = match kind % 3 {
        0 => Owner::Network,
        1 => Owner::Concept(label.to_owned()),
        _ => Owner::Relationship(relationship.clone()),
    };
    match kind {
        0 => editor.set_question(word),
        1 => editor.set_title(word),
        2 => editor.set_text(label, word),
        3 => editor.add_concept(word, label),
        4 => editor.remove_concept(label),
        5 => editor.rename_concept(label, word),
        6 => editor.merge_concepts(label, another),
        7 => editor.split_concept(label, word, another, &[relationship.clone(), other.get(&all).clone()]),
        8 => {
            let of_it = all[..all.len() - 1].iter().filter(|it| it.source.as_deref() == Some(label));
            editor.split_concept(label, word, another, &of_it.cloned().collect::<Vec<_>>())
        }
        9..=11 => editor.add_attribute(&owner, "year", word),
        12 => editor.remove_attribute(&owner, "year", word),
        13 | 14 => editor.remove_attribute(&owner, "year", "1"),
        15 => editor.add_relationship(RelationshipParts {
            passage: word.to_owned(),
            ..RelationshipParts::new(label, relation, another)
        }),
        16 => editor.remove_relationship(relationship),
        17 => editor.redirect_relationship(relationship, Some(another), None),
        18 => editor.redirect_relationship(relationship, Some(another), Some(word)),
        19 => editor.set_relation(relationship, relation),
        20 => editor.set_passage(relationship, word),
        21 => editor.add_finding(word, another, place),
        22 => editor.make_finding(label, place),
        23 => editor.unmake_finding(label),
        24 => editor.move_finding(label, other.index(4)),
        25 => editor.add_highlight(relationship, place),
        _ => match other.index(2) {
            0 => editor.remove_highlight(relationship),
            _ => editor.move_highlight(relationship, third.index(4)),
        },
    }
}

fn has_renamed(changes: &Changes) -> bool {
    changes.as_slice().iter().any(|change| matches!(change, Change::ConceptRenamed { .. }))
}

fn sound(network: &Network) -> Result<(), TestCaseError> {
    prop_assert_eq!(&Network::from_bytes(network.as_bytes().to_vec()).unwrap(), network);
    prop_assert_eq!(&network.to_builder().build().unwrap(), network);
    Ok(())
}

/// Joined changes make of one network the other, and back; or they are refused.
fn joins(before: &Network, joined: &Changes, after: &Network) -> Result<bool, TestCaseError> {
    let mut editor = before.editor();
    let is_made = match before.apply(joined) {
        Ok(network) => {
            prop_assert_eq!(&network, after, "{}", joined);
            editor.apply(joined).unwrap();
            prop_assert_eq!(&editor.network().unwrap(), after);
            true
        }
        Err(error) => {
            prop_assert!(matches!(error, ApplyError::DoesNotFit { .. }), "{}", error);
            prop_assert!(editor.apply(joined).is_err());
            prop_assert_eq!(&editor.network().unwrap(), before);
            false
        }
    };
    let inverse = joined.inverse();
    if let Ok(network) = after.apply(&inverse) {
        prop_assert_eq!(&network, before, "{}\nback\n{}", joined, inverse);
    }
    Ok(is_made)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn each_edit_is_its_changes_and_is_taken_back(stranger in network(), steps in steps(12)) {
        for base in [start(), stranger] {
            let mut editor = base.editor();
            let mut before = base.clone();
            for step in &steps {
                let edit = make(&mut editor, &before, step);
                let after = editor.network().unwrap();
                sound(&after)?;
                let Ok(changes) = edit else {
                    prop_assert_eq!(&after, &before);
                    continue;
                };
                prop_assert_eq!(&before.apply(&changes).unwrap(), &after, "{}", changes);
                let inverse = changes.inverse();
                prop_assert_eq!(&after.apply(&inverse).unwrap(), &before, "{}\nback\n{}", changes, inverse);
                prop_assert_eq!(&before.apply(&inverse.inverse()).unwrap(), &after);
                let mut undone = editor.clone();
                undone.apply(&inverse).unwrap();
                prop_assert_eq!(&undone.network().unwrap(), &before);
                before = after;
            }
            let edited = editor.finish().unwrap();
            prop_assert_eq!(&edited.network, &before);
            prop_assert_eq!(&base.apply(&edited.changes).unwrap(), &before);
            prop_assert_eq!(&before.apply(&edited.changes.inverse()).unwrap(), &base);
            prop_assert_eq!(edited.changes.is_empty(), before == base, "{}", &edited.changes);
            // The editor only knows more about renamed concepts.
            let others = base.diff(&before);
            if !has_renamed(&edited.changes) && !has_renamed(&others) {
                prop_assert_eq!(edited.changes, others);
            }
        }
    }

    #[test]
    fn joined_edits_are_all_of_them_or_refused(
        stranger in network(),
        steps in steps(9),
        split in any::<Index>(),
    ) {
        for base in [start(), stranger] {
            let mut editor = base.editor();
            let mut before = base.clone();
            let (mut joined, mut finished) = (Changes::default(), Changes::default());
            let split = split.index(steps.len() + 1);
            for (number, step) in steps.iter().enumerate() {
                if number == split {
                    finished.extend(base.diff(&before));
                    editor = before.editor();
                }
                if let Ok(changes) = make(&mut editor, &before, step) {
                    joined.extend(changes);
                }
                before = editor.network().unwrap();
                joins(&base, &joined, &before)?;
            }
            // Two long edits, as an editor has them in the end.
            finished.extend(editor.finish().unwrap().changes);
            joins(&base, &finished, &before)?;
        }
    }

    #[test]
    fn merging_concepts_is_as_the_network_does_it(
        steps in steps(6),
        one in any::<Index>(),
        other in any::<Index>(),
    ) {
        let mut editor = start().editor();
        for step in &steps {
            let network = editor.network().unwrap();
            let _ = make(&mut editor, &network, step);
        }
        let network = editor.network().unwrap();
        let concepts: Vec<_> = network.concepts().collect();
        let (keep, other) = (*one.get(&concepts), *other.get(&concepts));
        if !keep.is_question() && !other.is_question() {
            editor.merge_concepts(keep.label(), other.label()).unwrap();
            prop_assert_eq!(editor.network().unwrap(), network.merge_concepts(keep, other).unwrap());
        }
    }
}

/// Properties prove nothing if nothing changes.
#[test]
fn every_edit_succeeds_and_fails() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds = std::collections::BTreeMap::<(u8, bool), usize>::new();
    for _ in 0..600 {
        let steps = steps(12).new_tree(&mut runner).unwrap().current();
        let mut editor = start().editor();
        for step in &steps {
            let network = editor.network().unwrap();
            *kinds.entry((step.0, make(&mut editor, &network, step).is_ok())).or_default() += 1;
        }
    }
    let all = (0..27).flat_map(|kind| [(kind, true), (kind, false)]);
    let missing: Vec<_> = all.filter(|kind| !kinds.contains_key(kind)).collect();
    // A title of these words never fails.
    assert_eq!(missing, [(1, false)]);
}

/// All pairs of many edits: how many are made joined, and which are refused.
#[test]
fn most_pairs_of_edits_are_joined() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let steps: Vec<Step> = (0..180).flat_map(|_| steps(3).new_tree(&mut runner).unwrap().current()).collect();
    let base = start();
    let (mut made, mut refused) = (0, std::collections::BTreeMap::<(u8, u8), usize>::new());
    for one in &steps {
        let mut first = base.editor();
        let Ok(changes) = make(&mut first, &base, one) else { continue };
        let between = first.network().unwrap();
        for other in &steps {
            let mut editor = first.clone();
            let Ok(further) = make(&mut editor, &between, other) else { continue };
            let mut joined = changes.clone();
            joined.extend(further);
            match joins(&base, &joined, &editor.network().unwrap()).unwrap() {
                true => made += 1,
                false => *refused.entry((one.0, other.0)).or_default() += 1,
            }
        }
    }
    let count: usize = refused.values().sum();
    assert!(made > 5_000 && count * 100 < made, "{made} made, {count} refused: {refused:?}");
}

/// Moves to one place, which read together would lose one of the two.
#[test]
fn joined_moves_lose_nothing() {
    let base = start();
    let labels = |network: &Network| -> Vec<String> {
        network.findings().map(|finding| finding.label().to_owned()).collect()
    };
    let parts: Vec<RelationshipParts> = base.highlights().map(RelationshipParts::from).collect();
    let mut editor = base.editor();
    let mut joined = editor.move_finding("C", 0).unwrap();
    joined.extend(editor.move_finding("B", 0).unwrap());
    assert_eq!(labels(&base.apply(&joined).unwrap()), ["B", "C", "A"]);
    joined.extend(editor.make_finding("D", Some(0)).unwrap());
    joined.extend(editor.move_finding("A", 0).unwrap());
    assert_eq!(labels(&base.apply(&joined).unwrap()), ["A", "D", "B", "C"]);
    joined.extend(editor.unmake_finding("A").unwrap());
    let other = editor.find_relationship("E", "is", "Q?").unwrap();
    joined.extend(editor.add_highlight(&other, Some(0)).unwrap());
    joined.extend(editor.move_highlight(&parts[2], 0).unwrap());
    let after = base.apply(&joined).unwrap();
    assert_eq!((labels(&after), after.highlights().count()), (vec!["D".into(), "B".into(), "C".into()], 4));
    assert_eq!(after, editor.network().unwrap());
    assert_eq!(after.apply(&joined.inverse()).unwrap(), base);
    let far = Changes::from(Change::FindingMoved { label: "A".into(), from: 0, to: 3 });
    let error = base.apply(&far).unwrap_err().to_string();
    assert_eq!(error, "cannot apply finding \"A\" moved from 1st to 4th: the list is only 3 long");
}

#[test]
fn an_edit_returns_what_it_took_along() {
    let mut editor = start().editor();
    let words = |edit: Result<Changes, EditError>| {
        edit.map(|changes: Changes| changes.to_string()).map_err(|error| error.to_string())
    };
    assert_eq!(
        words(editor.remove_concept("D")).unwrap(),
        "\
concept \"D\" removed
relationship A —is→ D “passage” removed
relationship B —is→ D removed
relationship D —is→ D removed
relationship D —is→ E “passage” removed
relationship E —Key Finding→ D removed
relationship the question —is→ D removed
highlight D —is→ E “passage” removed (it was 3rd)
highlight the question —is→ D removed (it was 2nd)
highlight A —is→ D “passage” removed (it was 1st)
"
    );
    assert_eq!(
        words(editor.rename_concept("B", "A")).unwrap_err(),
        "there is already a concept \"A\"; merge the two, or choose another label"
    );
    assert_eq!(
        words(editor.merge_concepts("B", "A")).unwrap(),
        "\
finding \"A\" removed (it was 1st)
finding \"B\" reworded: it is now \"red\"
attribute alias=\"A\" of the concept \"B\" added
attribute year=\"1\" of the concept \"B\" added
"
    );
    assert_eq!(
        words(editor.move_finding("B", 2)).unwrap_err(),
        "place 2 is past the end of the list; expected 0 to 1"
    );
    let to_question = editor.find_relationship("E", "is", "Q?").unwrap();
    assert_eq!(to_question.target, None);
    assert_eq!(
        words(editor.set_relation(&to_question, "was")).unwrap(),
        "relationship E —is→ the question removed\nrelationship E —was→ the question added\n"
    );
    let Err(EditError::ConceptNotFound(error)) = editor.find_relationship("E", "is", "Gone") else {
        panic!()
    };
    assert_eq!((error.label(), error.suggestions().len()), ("Gone", 0));
    let attribute = Attribute { name: "year".into(), value: "1".into() };
    assert_eq!(
        editor.remove_attribute(&Owner::Network, "year", "1").unwrap_err(),
        EditError::AttributeNotFound { on: Box::new(Owner::Network), attribute }
    );
}

#[test]
fn edits_are_sent_as_json() {
    let mut editor = start().editor();
    let mut make = |json: &str| {
        let step: EditStep = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let again = serde_json::to_string(&step).unwrap();
        assert_eq!(serde_json::from_str::<EditStep>(&again).unwrap(), step);
        editor.make(&step).map(|changes| changes.to_string()).map_err(|error| error.to_string())
    };
    let d = r#"{"source": "D", "relation": "is", "target": "E"}"#;
    assert_eq!(
        make(&format!(r#"{{"edit": "setPassage", "relationship": {d}, "passage": "other"}}"#)).unwrap(),
        "passage of D —is→ E changed: \"passage\" became \"other\"\n"
    );
    assert_eq!(
        make(
            r#"{"edit": "addRelationship", "relationship": {"source": "D", "relation": "is", "target": "E",
            "passage": "more"}}"#
        )
        .unwrap(),
        "relationship D —is→ E “more” added\n"
    );
    assert_eq!(
        make(&format!(r#"{{"edit": "removeRelationship", "relationship": {d}}}"#)).unwrap_err(),
        "there are 2 relationships D —is→ E; name one by its passage and attributes"
    );
    assert_eq!(
        make(
            r#"{"edit": "splitConcept", "label": "E", "newLabel": "F",
            "relationships": [{"source": "E", "relation": "is", "target": null}]}"#
        )
        .unwrap(),
        "concept \"F\" added\nrelationship E —is→ the question removed\nrelationship F —is→ the question \
         added\n"
    );
    assert_eq!(
        make(r#"{"edit": "addAttribute", "on": {"concept": "F"}, "name": "n", "value": ""}"#).unwrap(),
        "attribute n=\"\" of the concept \"F\" added\n"
    );
    assert_eq!(make(r#"{"edit": "addFinding", "label": "G"}"#).unwrap(), "finding \"G\" added as 4th\n");
    let error = make(r#"{"edit": "addFinding", "label": "H", "at": 1}"#).unwrap_err();
    assert!(error.starts_with("unknown field `at`"), "{error}");
    let error = make(r#"{"edit": "splitConcept", "label": "E", "newLabel": "G"}"#).unwrap_err();
    assert_eq!(error, "missing field `relationships`");
    let error = make(r#"{"edit": "moveFinding", "label": "G", "to": 1e300}"#).unwrap_err();
    assert!(error.starts_with("invalid type: floating point `1e"), "{error}");
    let error = make(r#"{"edit": "frobnicate"}"#).unwrap_err();
    assert!(error.starts_with("unknown variant `frobnicate`"), "{error}");
}

/// A network of 200 concepts, each of which leads to some others; `name` returns their labels.
fn many(name: impl Fn(usize) -> String) -> Network {
    let mut builder = NetworkBuilder::new("Q?");
    for number in 0..200 {
        builder.concept(&name(number), "");
        for step in [1, 7, 31, 120] {
            builder.relationship((name(number), "leads to", name((number * 3 + step) % 200)));
        }
    }
    builder.build().unwrap()
}

/// Few renamed concepts shift the numbers of the others in few places, many in many.
#[test]
fn many_concepts_are_renamed_together() {
    let old = |number: usize| format!("Concept {number:03}");
    for every in [1, 2, 3, 7, 20, 30, 50, 199] {
        let new = |number: usize| match number % every {
            0 => format!("{} {number}", ["Aa", "Concept 1", "Zz"][number % 3]),
            _ => old(number),
        };
        let before = many(old);
        let mut editor = before.editor();
        for number in (0..200).step_by(every) {
            editor.rename_concept(&old(number), &new(number)).unwrap();
        }
        let after = many(new);
        assert_eq!(editor.network().unwrap().as_bytes(), after.as_bytes(), "every {every}th");
        let changes = before.diff(&after);
        assert_eq!(before.apply(&changes).unwrap().as_bytes(), after.as_bytes(), "every {every}th");
    }
}

/// A label that was misspelt: the labels that are there now are offered, and nothing is to be added.
#[test]
fn a_label_that_is_not_there_is_answered_with_close_ones() {
    let network = NetworkBuilder::new("Q?").concept("Mill", "").concept("Dam", "").build().unwrap();
    let mut editor = network.editor();
    editor.rename_concept("Dam", "Weir").unwrap();
    editor.add_concept("Canal", "").unwrap();
    let no = |label: &str, rest: &str| format!("there is no concept {label:?}; {rest}");
    let nor = "nor is there one with a label close to it";
    for (label, rest) in [
        ("mill", "did you mean \"Mill\"?"),
        ("Wier", "did you mean \"Weir\"?"),
        ("Canall", "did you mean \"Canal\"?"),
        ("Damm", nor),
        ("Q?", nor),
        ("", nor),
    ] {
        for result in [
            editor.rename_concept(label, "Other"),
            editor.set_text(label, "Red."),
            editor.remove_concept(label),
            editor.merge_concepts("Mill", label),
            editor.make_finding(label, None),
        ] {
            assert_eq!(result.unwrap_err().to_string(), no(label, rest));
        }
    }
    assert_eq!(
        editor.add_relationship(("Mill", "stands at", "Weirr")).unwrap_err().to_string(),
        no("Weirr", "did you mean \"Weir\"?")
    );
    let changes = editor.add_relationship(("Mill", "stands at", "Weir", "It does.")).unwrap();
    assert_eq!((changes.len(), changes.iter().count(), changes.is_empty()), (1, 1, false));
}

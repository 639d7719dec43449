//! Signs at the ends of edges and heads of columns that mean something else than they seem to: diamonds
//! are no arrowheads, and names of columns that nobody knows are no concepts.

use semnet_core::format::Format;

use crate::{asking, lines, read};

/// Reads a text and compares its relationships, as lines.
#[track_caller]
fn check(format: Format, text: &str, expected: &[&str]) {
    let all = lines(&read(format, text));
    let found: Vec<&str> = all.iter().map(String::as_str).filter(|line| line.contains('→')).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check_error(format: Format, text: &str, expected: &str) {
    let error = asking(format, text, "Q?").unwrap_err().to_string();
    assert!(error.contains(expected), "{error}\n{text}");
}

#[test]
fn diamonds_and_crows_feet_are_no_arrowheads() {
    let dot = "digraph {
        A -> B [dir=both, arrowtail=diamond, arrowhead=vee, label=has]
        C -> D [dir=both, arrowtail=crow, arrowhead=tee, label=of]
        E -> F [dir=both, arrowtail=crow, arrowhead=none, label=to]
        G -> H [dir=back, arrowtail=odiamond, label=owns]
        I -> J [dir=back, label=fed]
        K -> L [dir=both, label=near] }";
    check(
        Format::Dot,
        dot,
        &[
            "A —has→ B []",
            "C —of→ D []",
            "E —to→ F []",
            "G —owns→ H []",
            "J —fed→ I []",
            r#"K —near→ L [("directed", "false"), ("mutual", "true")]"#,
        ],
    );
    let yed = |source: &str, target: &str| {
        format!(
            "<graphml xmlns:y=\"http://www.yworks.com/xml/graphml\"><key id=\"d\" for=\"edge\" \
             yfiles.type=\"edgegraphics\"/><graph edgedefault=\"directed\"><node id=\"A\"/><node id=\"B\"/>\
             <edge source=\"A\" target=\"B\"><data key=\"d\"><y:PolyLineEdge><y:Arrows source=\"{source}\" \
             target=\"{target}\"/></y:PolyLineEdge></data></edge></graph></graphml>"
        )
    };
    check(Format::GraphMl, &yed("white_diamond", "standard"), &["A —related to→ B []"]);
    check(Format::GraphMl, &yed("crows_foot_many", "none"), &["A —related to→ B []"]);
    check(Format::GraphMl, &yed("standard", "none"), &["B —related to→ A []"]);
    let gml = "graph [ directed 1 node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 graphics [ \
               sourceArrow \"diamond\" ] ] ]";
    check(Format::Gml, gml, &["1 —related to→ 2 []"]);
    check(
        Format::Mermaid,
        "graph LR\nA o--o B\nC x--x D\nE --o F",
        &[
            r#"A —related to→ B [("directed", "false")]"#,
            r#"C —related to→ D [("directed", "false")]"#,
            "E —related to→ F []",
        ],
    );
}

#[test]
fn words_for_directions_have_one_meaning_each() {
    let csv = "source,target,relation,direction\na,b,r,both\nc,d,r,none\ne,f,r,backward\ng,h,r,<->\n\
               i,j,r,in\nk,l,r,out\n";
    check(
        Format::Csv,
        csv,
        &[
            r#"a —r→ b [("directed", "false"), ("mutual", "true")]"#,
            r#"c —r→ d [("directed", "false")]"#,
            "f —r→ e []",
            r#"g —r→ h [("directed", "false"), ("mutual", "true")]"#,
            "j —r→ i []",
            "k —r→ l []",
        ],
    );
    let csv = "source,target,relation,directed\na,b,r,no\nc,d,r,undirected\ne,f,r,yes\n";
    check(
        Format::Csv,
        csv,
        &[r#"a —r→ b [("directed", "false")]"#, r#"c —r→ d [("directed", "false")]"#, "e —r→ f []"],
    );
    let csv = "source,target,relation,arrows\na,b,r,<-\nc,d,r,none\n";
    check(Format::Csv, csv, &["b —r→ a []", r#"c —r→ d [("directed", "false")]"#]);
}

#[test]
fn names_of_columns_that_nobody_knows_are_no_concepts() {
    for text in [
        "effect,cause,year\nflood,rain,2001\n",
        "Date,Description,Amount\n2020-01-01,Rent,-500\n",
        "Person A,Person B,How they met\nAnn,Bob,at school\nCem,Dan,at work\n",
        "Word,Meaning,Example\nmill,a place to grind,the mill by the sea\n",
    ] {
        check_error(Format::Csv, text, "the first line must name the columns");
    }
    check_error(Format::Tsv, "Gene\tDisease\tScore\nA1\tflu\t0.5\n", "the first line must name the columns");
    check(
        Format::Csv,
        "Mill,supplies,Bakery\nBakery,feeds,Town\n",
        &["Bakery —feeds→ Town []", "Mill —supplies→ Bakery []"],
    );
    check(
        Format::Tsv,
        "Mill\tsupplies\tBakery\nWell\tfills\tPond\n",
        &["Mill —supplies→ Bakery []", "Well —fills→ Pond []"],
    );
}

#[test]
fn a_child_before_its_relation_is_the_source() {
    check(Format::Csv, "child,relation,parent\nBob,son of,Ann\n", &["Bob —son of→ Ann []"]);
    check(Format::Csv, "child,parent,relation\nBob,Ann,son of\n", &["Bob —son of→ Ann []"]);
    check(Format::Csv, "parent,child\nAnn,Bob\n", &["Ann —related to→ Bob []"]);
    check(Format::Csv, "child,parent\nBob,Ann\n", &["Ann —related to→ Bob []"]);
}

#[test]
fn a_type_that_is_no_direction_is_the_relation_in_gexf() {
    let gexf = |kind: &str| {
        format!(
            "<gexf><graph defaultedgetype=\"directed\"><nodes><node id=\"a\"/><node id=\"b\"/></nodes><edges>\
             <edge source=\"a\" target=\"b\" type=\"{kind}\"/></edges></graph></gexf>"
        )
    };
    check(Format::Gexf, &gexf("cites"), &["a —cites→ b []"]);
    check(Format::Gexf, &gexf("undirected"), &[r#"a —related to→ b [("directed", "false")]"#]);
}

#[test]
fn cx2_that_is_not_whole_is_an_error() {
    let cx2 = |count: usize, status: &str| {
        format!(
            "[{{\"CXVersion\":\"2.0\"}},{{\"metaData\":[{{\"name\":\"nodes\",\"elementCount\":{count}}}]}},\
             {{\"nodes\":[{{\"id\":1}},{{\"id\":2}}]}},{{\"edges\":[{{\"s\":1,\"t\":2}}]}},\
             {{\"status\":[{{\"success\":{status}}}]}}]"
        )
    };
    check(Format::Cx2, &cx2(2, "true"), &["1 —related to→ 2 []"]);
    check_error(Format::Cx2, &cx2(5, "true"), "the file has 2 nodes, but its `metaData` has 5");
    check_error(
        Format::Cx2,
        &cx2(2, "false,\"error\":\"server died\""),
        "not written as a whole: \"server died\"",
    );
}

#[test]
fn annotations_of_axioms_are_attributes_of_relationships() {
    check(
        Format::NTriples,
        "<e:Bee> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <e:Insect> .
_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Axiom> .
_:a <http://www.w3.org/2002/07/owl#annotatedSource> <e:Bee> .
_:a <http://www.w3.org/2002/07/owl#annotatedProperty> <http://www.w3.org/2000/01/rdf-schema#subClassOf> .
_:a <http://www.w3.org/2002/07/owl#annotatedTarget> <e:Insect> .
_:a <http://www.w3.org/2000/01/rdf-schema#comment> \"six legs\" .
",
        &[r#"Bee —subClassOf→ Insect [("comment", "six legs")]"#],
    );
}

#[test]
fn elements_may_stand_without_a_list_of_them() {
    check(
        Format::NodeLink,
        r#"{"nodes":[{"data":{"id":"a"}},{"data":{"id":"b"}}],
            "edges":[{"data":{"id":"e","source":"a","target":"b","label":"feeds"}}],"directed":true}"#,
        &["a —feeds→ b []"],
    );
    check(
        Format::Gml,
        "Graph [ DIRECTED 1 NODE [ ID 1 ] NODE [ ID 2 ] EDGE [ SOURCE 1 TARGET 2 ] ]",
        &["1 —related to→ 2 []"],
    );
}

//! Tests of the reader with valid and faulty documents.

use std::borrow::Cow;
use std::rc::Rc;

use super::limits::Limits;
use super::reader::parse_within;
use super::scope::XMLNS;
use super::*;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Source;

fn source(text: &str) -> Source {
    Source::new("m.man", text)
}

/// Parses within the usual limits.
fn parse<'s>(source: &'s Source, found: &mut Vec<Diagnostic>) -> Option<Element<'s>> {
    let mut diagnostics = Diagnostics::default();
    let root = super::parse(source, 0..source.text().len(), &mut diagnostics);
    *found = diagnostics.into_vec();
    root
}

/// The element of a document without faults.
fn sound(source: &Source) -> Element<'_> {
    let mut diagnostics = Vec::new();
    let root = parse(source, &mut diagnostics);
    assert_eq!(diagnostics, [], "{}", source.text());
    root.expect("a document without faults has a root")
}

/// The faults of a document as `place “text at the place” message`, and whether there is a tree.
fn faults(text: &str) -> (Vec<String>, bool) {
    let source = source(text);
    let mut diagnostics = Vec::new();
    let root = parse(&source, &mut diagnostics);
    let shown = |diagnostic: &Diagnostic| {
        let place = source.slice(diagnostic.span());
        format!(
            "{}: {place}: {}",
            diagnostic.span().start(),
            diagnostic.message()
        )
    };
    (diagnostics.iter().map(shown).collect(), root.is_some())
}

#[track_caller]
fn assert_broken(text: &str, expected: &[&str]) {
    assert_eq!(
        faults(text),
        (expected.iter().map(ToString::to_string).collect(), false)
    );
}

#[track_caller]
fn assert_recovers(text: &str, expected: &[&str]) {
    assert_eq!(
        faults(text),
        (expected.iter().map(ToString::to_string).collect(), true)
    );
}

fn elements<'e, 's>(element: &'e Element<'s>) -> Vec<&'e Element<'s>> {
    let child = |node: &'e Node<'s>| match node {
        Node::Element(element) => Some(element),
        _ => None,
    };
    element.children.iter().filter_map(child).collect()
}

#[test]
fn the_tree_has_names_values_and_places() {
    let source = source(
        "<?xml version='1.0' encoding='utf-8'?>\n<a x='1' p:y = \"&lt;2\" xmlns:p='urn:p'\n xmlns='urn:d'>t<p:b/><!-- - - - --> u<c xmlns=''/></a >\n<!-- end --><?pi?>",
    );
    let root = sound(&source);
    assert_eq!((root.name.local, &*root.name.namespace), ("a", "urn:d"));
    assert_eq!(source.slice(root.name_span), "a");
    assert!(source.slice(root.span).starts_with("<a x='1'"));
    assert!(source.slice(root.span).ends_with("'urn:d'>"));
    let attributes: Vec<_> = root
        .attributes
        .iter()
        .map(|a| {
            (
                a.name.to_string(),
                &*a.name.namespace,
                &*a.value,
                source.slice(a.value_span),
            )
        })
        .collect();
    assert_eq!(
        attributes,
        [
            ("x".into(), "", "1", "1"),
            ("p:y".into(), "urn:p", "<2", "&lt;2"),
            ("xmlns:p".into(), XMLNS, "urn:p", "urn:p"),
            ("xmlns".into(), XMLNS, "urn:d", "urn:d"),
        ]
    );
    let children = elements(&root);
    assert_eq!(
        (children[0].name.to_string(), &*children[0].name.namespace),
        ("p:b".into(), "urn:p")
    );
    assert_eq!(&*children[1].name.namespace, "");
    assert_eq!(children[0].scope.resolve("p"), Some("urn:p"));
    assert_eq!(children[1].scope.resolve(""), None);
}

#[test]
fn text_is_one_node_between_markup() {
    let source = source("<a>1 &amp;<!-- c --> 2<![CDATA[<&amp;\r\n>]]><?p i?>3<b/> </a>");
    let root = sound(&source);
    let texts: Vec<_> = root
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Text(text, span) | Node::CData(text, span) => {
                Some((&**text, source.slice(*span)))
            }
            Node::Element(_) => None,
            Node::Instruction(target, data) => Some((*target, *data)),
        })
        .collect();
    let expected = [
        ("1 & 2", "1 &amp;<!-- c --> 2"),
        ("<&amp;\n>", "<![CDATA[<&amp;\r\n>]]>"),
        ("p", "i"),
        ("3", "3"),
        (" ", " "),
    ];
    assert_eq!(texts, expected);
}

#[test]
fn plain_values_are_borrowed_and_namespaces_shared() {
    let source = source("<a xmlns='urn:d'><b v='x\ty'/><b/></a>");
    let root = sound(&source);
    let children = elements(&root);
    assert!(matches!(
        children[0].attributes[0].value,
        Cow::Borrowed("x\ty")
    ));
    assert!(Rc::ptr_eq(
        &children[0].name.namespace,
        &children[1].name.namespace
    ));
}

#[test]
fn line_breaks_in_values_are_kept() {
    let source = source("<a v='1\r\n2\n3&#xA;4&#13;5'/>");
    assert_eq!(sound(&source).attributes[0].value, "1\n2\n3\n4\r5");
}

#[test]
fn a_byte_order_mark_does_not_shift_places() {
    let source = source("\u{FEFF}<?xml version=\"1.0\"?><a/>");
    assert_eq!(source.slice(sound(&source).span), "<a/>");
}

#[test]
fn double_hyphens_in_comments_are_a_warning() {
    assert_recovers(
        "<!-- a -- b --><a><!------></a><!---->",
        &[
            "7: --: a comment contains `--`",
            "22: --: a comment contains `--`",
        ],
    );
}

#[test]
fn several_faults_show_in_one_run() {
    assert_recovers(
        "<a v='&nope;' w='&' v='2'>\u{1}<p:b q:c=''/><p:b/>x ]]> &#0;</a>",
        &[
            "6: &nope;: the entity `nope` is not defined",
            "17: &: a lone `&`",
            "20: v: duplicate attribute `v`",
            "26: \u{1}: the character U+0001 is not allowed in XML",
            "28: p: the prefix `p` is not bound to a namespace",
            "32: q: the prefix `q` is not bound to a namespace",
            "48: ]]>: `]]>` is outside a CDATA section",
            "52: &#0;: the character U+0000 is not allowed in XML",
        ],
    );
}

#[test]
fn a_repeated_attribute_keeps_its_first_value() {
    let source = source("<a xmlns:p='u' xmlns:q='u' p:x='1' x='2' q:x='3'/>");
    let mut diagnostics = Vec::new();
    let root = parse(&source, &mut diagnostics).unwrap();
    let values: Vec<_> = root.attributes.iter().map(|a| &*a.value).collect();
    assert_eq!(values, ["u", "u", "1", "2"]);
    assert_eq!(source.slice(diagnostics[0].span()), "q:x");
}

#[test]
fn prefixes_are_bound_as_namespaces_demand() {
    assert_recovers(
        "<a xmlns:p=''/>",
        &["3: xmlns:p: the prefix `p` is bound to an empty namespace"],
    );
    assert_recovers(
        "<a xmlns:xml='u'/>",
        &["3: xmlns:xml: the prefix `xml` is reserved by XML"],
    );
    assert_recovers("<a xml:space='preserve'/>", &[]);
}

#[test]
fn tags_must_match() {
    assert_broken(
        "<a><b><c></a>",
        &["9: </a>: `</a>` closes an element while `c` is still open"],
    );
    assert_broken(
        "<a></b></a>",
        &["3: </b>: the end tag `</b>` has no start tag"],
    );
    assert_broken(
        "<a><event></evnt></a>",
        &["10: </evnt>: the end tag `</evnt>` has no start tag"],
    );
    assert_broken(
        "<a/></a>",
        &["4: </a>: the end tag `</a>` has no start tag"],
    );
    assert_broken("<a><b>", &["3: <b>: the element `b` is never closed"]);
    assert_broken(
        "<a></a b='1'>",
        &["3: </a b='1'>: an end tag must be `</`, a name and `>`"],
    );
}

#[test]
fn there_is_one_root_and_nothing_beside_it() {
    assert_broken("", &["0: : the file has no element"]);
    assert_broken(" <!-- -->\n", &["10: : the file has no element"]);
    assert_broken("<a/><b/>", &["5: b: a second root element"]);
    assert_broken("<a/>\n x \n", &["6: x: text after the root element"]);
    assert_broken("\n&amp;<a/>", &["1: &amp;: text before the root element"]);
    assert_broken(
        "<a/><![CDATA[]]>",
        &["4: <![CDATA[]]>: text after the root element"],
    );
}

#[test]
fn a_fault_in_a_tag_has_its_exact_place() {
    for (text, expected) in [
        ("<a b=1/>", "5: 1: the value of `b` is not in quotes"),
        ("<a b/>", "3: b: the attribute `b` has no value"),
        ("<a b= />", "3: b: the attribute `b` has no value"),
        (
            "<a b='1'c='2'/>",
            "8: c: there is no white space before this attribute",
        ),
        ("<a b='<'/>", "6: <: the value of an attribute contains `<`"),
        (
            "<a b='1>\n<c d='2'/></a>",
            "9: <: the value of an attribute contains `<`",
        ),
        (
            "<a b='1></a",
            "8: <: the value of an attribute contains `<`",
        ),
        ("<a b='1>", "5: ': the value of `b` is never closed"),
        ("<a b='1' <c/>", "0: <: the tag is not closed"),
        ("<a b='1'", "0: <: the tag is not closed"),
        ("<a></a", "3: <: the tag is not closed"),
        ("<a", "0: <: the tag is not closed"),
        ("<", "0: <: there is no `>` after this `<`"),
        (
            "<a>1 < 2</a>",
            "5: <: there is no element name after this `<`",
        ),
        (
            "<a?>",
            "2: ?: expected an attribute or the end of the tag, found `?`",
        ),
        (
            "<a / >",
            "3: /: expected an attribute or the end of the tag, found `/`",
        ),
        (
            "<a \"b\"/>",
            "3: \": expected an attribute or the end of the tag, found `\"`",
        ),
        ("<1a/>", "1: 1a: `1a` is not a name of an element"),
        (
            "<a b:c:d=''/>",
            "3: b:c:d: `b:c:d` is not a name of an attribute",
        ),
        ("<a><!-- </a>", "3: <!--: the comment has no end"),
        (
            "<a><![CDATA[ </a>",
            "3: <![CDATA[: the CDATA section has no end",
        ),
        (
            "<a><?x </a>",
            "3: <?: the processing instruction has no end",
        ),
        (
            "<a><!ENTITY x></a>",
            "3: <!: `<!` must start a comment or a CDATA section",
        ),
        (
            "<a><![x]]></a>",
            "3: <!: `<!` must start a comment or a CDATA section",
        ),
    ] {
        assert_broken(text, &[expected]);
    }
}

#[test]
fn reading_goes_on_after_a_fault_on_one_line() {
    assert_broken(
        "<a><b c=1></b><b c='<'/><b d/></a>",
        &[
            "8: 1: the value of `c` is not in quotes",
            "20: <: the value of an attribute contains `<`",
            "27: d: the attribute `d` has no value",
        ],
    );
}

#[test]
fn the_declaration_comes_first() {
    let misplaced = "the XML declaration is not at the very start of the file";
    assert_recovers(
        " <?xml version='1.0'?><a/>",
        &[&format!("1: <?xml version='1.0'?>: {misplaced}")],
    );
    assert_recovers(
        "<!-- c --><?xml version='1.0'?><a/>",
        &[&format!("10: <?xml version='1.0'?>: {misplaced}")],
    );
    assert_recovers(
        "<?XML version='1.0'?><a/>",
        &["0: <?XML version='1.0'?>: `<?XML` must be written in lower case: `<?xml`"],
    );
    assert_recovers(
        "<?xml?><a/>",
        &["0: <?xml?>: the XML declaration has no `version`"],
    );
    assert_recovers(
        "<?xml version='2'?><a/>",
        &["15: 2: the version of XML must be 1.0"],
    );
    assert_recovers(
        "<?xml version='1.0' encoding='8'?><a/>",
        &["30: 8: not the name of an encoding"],
    );
    assert_recovers(
        "<?xml version='1.0' standalone='x'?><a/>",
        &["32: x: `standalone` must be `yes` or `no`"],
    );
    assert_recovers(
        "<?xml version='1.0' standalone='no' encoding='x'?><a/>",
        &["36: encoding: unexpected `encoding` in the XML declaration"],
    );
    assert_recovers(
        "<a/><??>",
        &["4: <??>: the processing instruction has no valid name"],
    );
}

#[test]
fn document_types_are_refused_unread() {
    for text in [
        "<!DOCTYPE a [<!ENTITY b '&c;&c;'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>",
        "<!DOCTYPE a [ never closed",
        "<!doctype>",
    ] {
        let source = source(text);
        let mut diagnostics = Vec::new();
        assert!(parse(&source, &mut diagnostics).is_none());
        let found: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.code().id(), d.span().range()))
            .collect();
        assert_eq!(found, [("ETW0004", 0..9)], "{text}");
    }
}

#[test]
fn what_only_begins_like_a_document_type_has_a_span_within_the_text() {
    for (text, end) in [("<!D日本語><a/>", 3), ("<!DOC", 5), ("<!D", 3), ("<!d>", 3)] {
        let mut diagnostics = Vec::new();
        assert!(parse(&source(text), &mut diagnostics).is_none());
        let spans = diagnostics.iter().map(Diagnostic::span);
        let spans: Vec<_> = spans.map(|it| (it.start(), it.end())).collect();
        assert_eq!(spans, [(0, end)], "{text}");
    }
}

#[test]
fn limits_end_the_reading() {
    let nested = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    sound(&source(&nested(128)));
    let deep = source(&nested(129));
    let mut diagnostics = Vec::new();
    assert!(parse(&deep, &mut diagnostics).is_none());
    assert_eq!(
        (diagnostics[0].code().id(), diagnostics[0].span().start()),
        ("ETW0002", 128 * 3)
    );

    let wide = source("<a x='' y=''><b/></a>");
    let mut diagnostics = Diagnostics::default();
    assert!(parse_within(wide.text(), Limits { depth: 9, nodes: 3 }, &mut diagnostics).is_none());
    assert_eq!(diagnostics.into_vec()[0].code().id(), "ETW0002");
    let mut diagnostics = Diagnostics::default();
    assert!(parse_within(wide.text(), Limits { depth: 9, nodes: 4 }, &mut diagnostics).is_some());
}

#[test]
fn the_number_of_diagnostics_is_bounded() {
    let source = source(&format!("<a>{}</a>", "&".repeat(10_000)));
    let mut diagnostics = Vec::new();
    assert!(parse(&source, &mut diagnostics).is_none());
    assert_eq!(diagnostics.len(), 100);
}

#[test]
fn entities_and_namespaces_may_be_many() {
    let value = source(&format!("<a v=\"{}\"/>", "x&amp;\r\n".repeat(100_000)));
    assert_eq!(sound(&value).attributes[0].value.len(), 300_000);
    let mut wide = String::from("<a");
    wide.extend((0..20_000).map(|index| format!(" xmlns:p{index}='u{index}'")));
    wide.push('>');
    wide.push_str(&"<p0:b p19999:x='1'/>".repeat(20_000));
    wide.push_str("</a>");
    assert_eq!(elements(&sound(&source(&wide))).len(), 20_000);
}

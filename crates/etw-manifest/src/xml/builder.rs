//! Builds the tree, and checks that tags match.

use std::borrow::Cow;
use std::rc::Rc;

use super::attributes;
use super::characters::is_space;
use super::entities;
use super::limits::Limits;
use super::problems::Problems;
use super::scope::{Namespaces, Scope};
use super::tag::{Slice, TagReader};
use super::tree::{Attribute, Element, Name, Node};
use crate::collection::OrderedSet;
use crate::diagnostic::{Diagnostic, codes};
use crate::did_you_mean::is_near;
use crate::source::Span;

/// The part of the document that has been read.
pub(super) struct Builder<'s> {
    text: &'s str,
    limits: Limits,
    nodes: usize,
    /// The elements that are still open, the root first.
    open: Vec<Element<'s>>,
    root: Option<Element<'s>>,
    /// The start of the current run of text.
    text_start: Option<usize>,
    namespaces: Namespaces,
    none: Rc<str>,
    /// The unbound prefixes that have been reported.
    unbound: OrderedSet<&'s str>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(text: &'s str, limits: Limits) -> Self {
        Self {
            text,
            limits,
            nodes: 0,
            open: Vec::new(),
            root: None,
            text_start: None,
            namespaces: Namespaces::default(),
            none: "".into(),
            unbound: OrderedSet::new(),
        }
    }

    /// Adds a part of a run of text and references.
    pub(super) fn text(&mut self, piece: Slice<'s>) {
        self.text_start.get_or_insert(piece.at);
    }

    /// Skips a comment.
    pub(super) fn skipped(&mut self, piece: Slice<'s>, problems: &mut Problems) {
        self.finish_text(piece.at, problems);
    }

    pub(super) fn cdata(&mut self, piece: Slice<'s>, problems: &mut Problems) {
        self.finish_text(piece.at, problems);
        let inner = &piece.text["<![CDATA[".len()..piece.text.len() - "]]>".len()];
        if self.open.is_empty() {
            self.text_outside(piece.span(), problems);
        } else {
            let text = entities::normalize_line_ends(inner);
            self.append(Node::CData(text, piece.span()), piece, problems);
        }
    }

    /// Adds a processing instruction; those outside of the root are skipped.
    pub(super) fn instruction(&mut self, piece: Slice<'s>, problems: &mut Problems) {
        self.finish_text(piece.at, problems);
        let inner = &piece.text["<?".len()..piece.text.len() - "?>".len()];
        let (target, data) = inner.split_once(is_space).unwrap_or((inner, ""));
        let data = data.trim_start_matches(is_space);
        self.append(Node::Instruction(target, data), piece, problems);
    }

    fn append(&mut self, node: Node<'s>, piece: Slice<'s>, problems: &mut Problems) {
        if self.check_limits(piece, problems).is_some() {
            self.nodes += 1;
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(node);
            }
        }
    }

    pub(super) fn start(&mut self, piece: Slice<'s>, problems: &mut Problems) {
        if let Some(element) = self.element(piece, problems) {
            self.open.push(element);
        }
    }

    pub(super) fn empty(&mut self, piece: Slice<'s>, problems: &mut Problems) {
        if let Some(element) = self.element(piece, problems) {
            self.close(element);
        }
    }

    pub(super) fn end(&mut self, piece: Slice<'s>, problems: &mut Problems) {
        self.finish_text(piece.at, problems);
        let inner = &piece.text["</".len()..piece.text.len() - ">".len()];
        let name = end_name(piece, inner, problems);
        let is_match = |element: &Element<'_>| element.name.is_written(name);
        match self.open.iter().rposition(is_match) {
            Some(at) => {
                if let Some(unclosed) = self.open.get(at + 1..).and_then(<[_]>::last) {
                    mismatched(piece, name, unclosed, problems);
                }
                #[cfg(feature = "tools")]
                {
                    self.open[at].content_end = piece.at;
                }
                while self.open.len() > at {
                    self.close_innermost();
                }
            }
            None => self.unmatched(piece, name, problems),
        }
    }

    /// Returns the root at the end of the document.
    pub(super) fn finish(mut self, problems: &mut Problems) -> Option<Element<'s>> {
        let end = self.text.len();
        if !problems.stopped() {
            self.finish_text(end, problems);
        }
        if problems.stopped() {
            return None;
        }
        if let Some(innermost) = self.open.last() {
            let message = format!("the element `{}` is never closed", innermost.name);
            let help = format!("add `</{}>`", innermost.name);
            problems.structural(innermost.span, message, |diagnostic| {
                diagnostic
                    .also(Span::new(end, end), "the file ends here")
                    .help(help)
            });
        } else if self.root.is_none() && !problems.broken() {
            let message = "the file has no element";
            problems.structural(Span::new(end, end), message, |diagnostic| diagnostic);
        }
        self.root
    }

    fn element(&mut self, piece: Slice<'s>, problems: &mut Problems) -> Option<Element<'s>> {
        self.finish_text(piece.at, problems);
        self.check_limits(piece, problems)?;
        let end = piece.at + piece.text.len();
        let mut tag = TagReader::new(&self.text[..end], piece.at, piece.at + 1);
        let name = tag.name(problems);
        let attributes = self.attributes(&mut tag, problems);
        self.nodes += 1 + attributes.len();
        if let Some(root) = self.root.as_ref().filter(|_| self.open.is_empty()) {
            second_root(name, root, problems);
        }
        let mut element = Element {
            name: self.name(name.text),
            attributes,
            children: Vec::new(),
            span: piece.span(),
            name_span: name.span(),
            #[cfg(feature = "tools")]
            content_end: piece.span().end(),
            scope: self
                .open
                .last()
                .map(|parent| parent.scope.clone())
                .unwrap_or_default(),
        };
        self.resolve_prefixes(&mut element, problems);
        attributes::remove_repeated(&mut element.attributes, problems);
        Some(element)
    }

    fn attributes(&self, tag: &mut TagReader<'s>, problems: &mut Problems) -> Vec<Attribute<'s>> {
        let mut attributes = Vec::new();
        while !problems.stopped() {
            let Some(written) = tag.attribute(problems) else {
                break;
            };
            attributes.push(Attribute {
                name: self.name(written.name.text),
                value: entities::resolve(written.value.text, written.value.at, problems),
                name_span: written.name.span(),
                value_span: written.value.span(),
            });
            if self.nodes + attributes.len() >= self.limits.nodes {
                break;
            }
        }
        // Half of the tree would be room for attributes that never come.
        attributes.shrink_to_fit();
        attributes
    }

    /// Makes a name whose prefix is not resolved yet.
    fn name(&self, written: &'s str) -> Name<'s> {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        Name {
            prefix,
            local,
            namespace: Rc::clone(&self.none),
        }
    }

    fn resolve_prefixes(&mut self, element: &mut Element<'s>, problems: &mut Problems) {
        let own = attributes::bindings(&element.attributes, &mut self.namespaces, problems);
        element.scope = element.scope.with(own);
        let scope = element.scope.clone();
        self.resolve_prefix(&scope, &mut element.name, element.name_span, problems);
        for attribute in &mut element.attributes {
            if attribute.name.is_written("xmlns") {
                attribute.name.namespace = self.namespaces.intern(super::scope::XMLNS);
            } else if !attribute.name.prefix.is_empty() {
                self.resolve_prefix(&scope, &mut attribute.name, attribute.name_span, problems);
            }
        }
    }

    fn resolve_prefix(
        &mut self,
        scope: &Scope<'s>,
        name: &mut Name<'s>,
        span: Span,
        problems: &mut Problems,
    ) {
        if let Some(namespace) = scope.bound(name.prefix) {
            name.namespace = Rc::clone(namespace);
        } else if let Some(namespace) = scope.resolve(name.prefix) {
            name.namespace = self.namespaces.intern(namespace);
        } else if !name.prefix.is_empty() && self.unbound.insert(name.prefix) {
            let span = Span::new(span.start(), span.start() + name.prefix.len());
            attributes::unbound(name.prefix, span, scope, problems);
        }
    }

    fn check_limits(&self, piece: Slice<'s>, problems: &mut Problems) -> Option<()> {
        let Limits { depth, nodes } = self.limits;
        let message = if self.open.len() >= depth {
            format!("elements are nested more than {depth} levels deep")
        } else if self.nodes >= nodes {
            format!("the file has more than {nodes} elements and attributes")
        } else {
            return Some(());
        };
        problems.fatal(Diagnostic::new(codes::LIMIT, piece.span(), message));
        None
    }

    fn close_innermost(&mut self) {
        if let Some(element) = self.open.pop() {
            self.close(element);
        }
    }

    fn close(&mut self, element: Element<'s>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => {
                self.root.get_or_insert(element);
            }
        }
    }

    /// Ends the run of text before `end`.
    fn finish_text(&mut self, end: usize, problems: &mut Problems) {
        let Some(start) = self.text_start.take() else {
            return;
        };
        let raw = &self.text[start..end];
        if self.open.is_empty() {
            let trimmed = raw.trim_matches(is_space);
            let at = start + raw.len() - raw.trim_start_matches(is_space).len();
            if !trimmed.is_empty() {
                self.text_outside(Span::new(at, at + trimmed.len()), problems);
            }
            return;
        }
        if let Some(at) = raw.find("]]>") {
            let span = Span::new(start + at, start + at + 3);
            problems.recoverable(span, "`]]>` is outside a CDATA section", |diagnostic| {
                diagnostic.fix("write it as `]]&gt;`", span, "]]&gt;")
            });
        }
        self.append_text(
            entities::resolve(raw, start, problems),
            Span::new(start, end),
        );
    }

    /// Appends text. Text on both sides of a comment is one node.
    fn append_text(&mut self, text: Cow<'s, str>, span: Span) {
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        if let Some(Node::Text(before, whole)) = parent.children.last_mut() {
            before.to_mut().push_str(&text);
            *whole = Span::new(whole.start(), span.end());
        } else {
            parent.children.push(Node::Text(text, span));
        }
    }

    fn text_outside(&self, span: Span, problems: &mut Problems) {
        let place = if self.root.is_some() {
            "after"
        } else {
            "before"
        };
        let message = format!("text {place} the root element");
        problems.structural(span, message, |diagnostic| {
            diagnostic.note("only comments and white space are allowed there")
        });
    }

    fn unmatched(&mut self, piece: Slice<'s>, name: &str, problems: &mut Problems) {
        let message = format!("the end tag `</{name}>` has no start tag");
        let innermost = self
            .open
            .last()
            .map(|element| (element.name_span, element.name.to_string()));
        // The end tag of the innermost element may be misspelt.
        let meant = innermost
            .as_ref()
            .is_some_and(|(_, open)| is_near(name, open));
        problems.structural(piece.span(), message, |diagnostic| match innermost {
            Some((span, open)) => {
                let diagnostic = diagnostic.also(span, "the element that is open here");
                let help = format!("to close it, write `</{open}>`");
                if meant {
                    diagnostic.fix(help, piece.span(), format!("</{open}>"))
                } else {
                    diagnostic.help(help)
                }
            }
            None => diagnostic,
        });
        if meant {
            self.close_innermost();
        }
    }
}

/// Returns the name in an end tag, which must contain nothing else.
fn end_name<'s>(piece: Slice<'s>, inner: &'s str, problems: &mut Problems) -> &'s str {
    let name = inner
        .split(is_space)
        .find(|word| !word.is_empty())
        .unwrap_or("");
    if name.is_empty() || inner.trim_end_matches(is_space) != name {
        let message = "an end tag must be `</`, a name and `>`";
        problems.structural(piece.span(), message, |diagnostic| diagnostic);
    }
    name
}

fn mismatched(piece: Slice<'_>, name: &str, unclosed: &Element<'_>, problems: &mut Problems) {
    let message = format!(
        "`</{name}>` closes an element while `{}` is still open",
        unclosed.name
    );
    problems.structural(piece.span(), message, |diagnostic| {
        diagnostic
            .label(format!("expected `</{}>`", unclosed.name))
            .also(unclosed.name_span, "opened here")
    });
}

fn second_root(name: Slice<'_>, root: &Element<'_>, problems: &mut Problems) {
    problems.structural(name.span(), "a second root element", |diagnostic| {
        diagnostic
            .also(root.name_span, "the root element")
            .note("a document has exactly one")
    });
}

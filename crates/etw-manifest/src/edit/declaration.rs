//! Adds keywords, channels and locales.

use crate::edit::document::{Document, Edit, New, attribute, child, elements};
use crate::edit::lists::{
    add_resources, add_string, add_to_lists, main_locale, new_resources, resources, unused,
};
use crate::edit::{EditError, Target};
use crate::model::{ChannelKind, Manifest};

/// The bits of keywords that the schema leaves to providers.
const KEYWORD_BITS: u32 = 48;

/// A new keyword.
#[derive(Clone, Default, Debug)]
pub struct NewKeyword {
    /// The name of the provider; it can be empty if there is only one.
    pub provider: String,
    /// The name.
    pub name: String,
    /// The bit; `None` for the first free one.
    pub mask: Option<u64>,
    /// The text in the main locale, or empty.
    pub message: String,
    /// The text in other locales: locale and text.
    pub translations: Vec<(String, String)>,
}

/// A new channel.
#[derive(Clone, Debug)]
pub struct NewChannel {
    /// The name of the provider; it can be empty if there is only one.
    pub provider: String,
    /// The name, or its last part: `Audit` is the channel `PROVIDER/Audit`.
    pub name: String,
    /// The type.
    pub kind: ChannelKind,
    /// Whether it is enabled as soon as the provider is registered.
    pub enabled: bool,
    /// The text in the main locale, or empty.
    pub message: String,
    /// The text in other locales: locale and text.
    pub translations: Vec<(String, String)>,
}

/// Returns the edits that add a keyword, and its mask.
pub(super) fn keyword(
    target: &Target<'_>,
    new: &NewKeyword,
) -> Result<(Vec<Edit>, String), EditError> {
    let (provider, element) = target.provider(&new.provider)?;
    let taken = provider.keywords.iter().fold(0, |all, it| all | it.mask);
    let free = (0..KEYWORD_BITS)
        .map(|bit| 1 << bit)
        .find(|it| taken & it == 0);
    let mask = new.mask.or(free);
    let mask = mask.ok_or_else(|| EditError("no bit is free for a keyword".to_owned()))?;
    let mask = format!("{mask:#x}");
    let mut edits = Vec::new();
    let message = add_string(
        target,
        &new.name,
        &new.message,
        &new.translations,
        &mut edits,
    );
    let attributes = [("name", &*new.name), ("mask", &mask), ("message", &message)];
    let keyword = New::element("keyword", attributes);
    edits.extend(add_to_lists(
        target.document,
        element,
        vec![("keywords", keyword)],
    ));
    Ok((edits, format!("keyword {} ({mask})", new.name)))
}

/// Returns the edits that add a channel after all others, whose places in the list are part of descriptors.
pub(super) fn channel(
    target: &Target<'_>,
    new: &NewChannel,
) -> Result<(Vec<Edit>, String), EditError> {
    let (provider, element) = target.provider(&new.provider)?;
    let name = match new.name.contains('/') {
        true => new.name.clone(),
        false => format!("{}/{}", provider.name, new.name),
    };
    let last = name.rsplit('/').next().unwrap_or(&name);
    let chid = unused(last, |id| {
        provider
            .channels
            .iter()
            .any(|it| it.chid.as_deref() == Some(id))
    });
    let mut edits = Vec::new();
    let message = add_string(target, &chid, &new.message, &new.translations, &mut edits);
    let kind = format!("{:?}", new.kind);
    let enabled = if new.enabled { "true" } else { "" };
    let attributes = [
        ("chid", &*chid),
        ("name", &name),
        ("type", &kind),
        ("enabled", enabled),
        ("message", &message),
    ];
    let channel = New::element("channel", attributes);
    edits.extend(add_to_lists(
        target.document,
        element,
        vec![("channels", channel)],
    ));
    Ok((edits, format!("channel {name} ({chid})")))
}

/// Returns the edits that add a locale. Its texts are copies of those of the main locale, to be translated.
pub(super) fn locale(
    document: &Document<'_>,
    manifest: &Manifest,
    locale: &str,
) -> Result<(Vec<Edit>, String), EditError> {
    if resources(document, locale).is_some() {
        return Err(EditError(format!("the manifest has the locale `{locale}`")));
    }
    let main = main_locale(document, manifest);
    let tables = resources(document, main).and_then(|it| child(it, "stringTable"));
    let strings = tables.into_iter().flat_map(elements).filter_map(|it| {
        let (id, value) = (attribute(it, "id")?, attribute(it, "value")?);
        Some(New::element("string", [("id", id), ("value", value)]))
    });
    let strings: Vec<New> = strings.collect();
    let count = strings.len();
    let edits = add_resources(document, vec![new_resources(locale, strings)]);
    Ok((
        edits,
        format!("locale {locale}, with {count} texts of {main} to be translated"),
    ))
}

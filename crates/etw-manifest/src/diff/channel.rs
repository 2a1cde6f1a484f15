//! Compares channels, with their types and settings.

use crate::diff::comparison::Comparison;
use crate::diff::declaration::{Declaration, Family};
use crate::diff::kind::Kind;
use crate::model::{Channel, ChannelOrigin};

const FAMILY: Family = Family {
    what: "channel",
    number: "the value",
    removed: Kind::ChannelRemoved,
    added: Kind::ChannelAdded,
    renamed: Kind::ChannelRenamed,
    renumbered: Kind::ChannelValueChanged,
};

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let declaration = |it: &Channel| Declaration {
        name: it.name.clone(),
        number: it.value.to_string(),
        declared: it.origin != ChannelOrigin::Implicit,
        message: it.message,
    };
    FAMILY.compare(
        comparison,
        |it| it.channels.clone(),
        |it| it.channels.iter().map(declaration).collect(),
    );
    let (old, new) = (&comparison.old.channels, &comparison.new.channels);
    for (at, found) in comparison.channels.clone().iter() {
        let Some(found) = found else { continue };
        if !old[at].is_guessed && !new[found].is_guessed {
            settings(comparison, &old[at], &new[found]);
        }
    }
}

fn settings(comparison: &mut Comparison<'_>, old: &Channel, new: &Channel) {
    let settings = |it: &Channel| {
        let kind = it.kind.map(|it| format!("{it:?}"));
        [
            (
                Kind::ChannelTypeChanged,
                "the type",
                kind.unwrap_or_default(),
            ),
            (
                Kind::ChannelSettingsChanged,
                "`enabled`",
                it.enabled.to_string(),
            ),
            (
                Kind::ChannelSettingsChanged,
                "`isolation`",
                format!("{:?}", it.isolation),
            ),
            (
                Kind::ChannelSettingsChanged,
                "`access`",
                it.access.clone().unwrap_or_default(),
            ),
        ]
    };
    let (subject, span) = (FAMILY.subject(&old.name), comparison.new.span);
    for ((kind, what, old), (_, _, new)) in settings(old).into_iter().zip(settings(new)) {
        comparison.changed(kind, &subject, what, old, new, span);
    }
}

//! Decodes records with `tracepoint_decode`, and the results that are expected.

use tracepoint_decode::{EventHeaderEnumeratorContext, PerfConvertOptions};

/// An event as the decoder shows it.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) provider: String,
    pub(crate) name: String,
    pub(crate) id: u16,
    pub(crate) version: u8,
    pub(crate) level: u8,
    pub(crate) opcode: u8,
    pub(crate) task: u16,
    pub(crate) keyword: u64,
    pub(crate) fields: String,
    pub(crate) activity: Option<u128>,
    pub(crate) related_activity: Option<u128>,
}

/// What it should say, but for the activity.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) provider: &'static str,
    pub(crate) name: &'static str,
    pub(crate) id: u16,
    pub(crate) version: u8,
    pub(crate) level: u8,
    pub(crate) opcode: u8,
    pub(crate) task: u16,
    pub(crate) keyword: u64,
    pub(crate) fields: &'static str,
}

impl Expected {
    pub(crate) fn with_activity(self, activity: Option<u128>, related: Option<u128>) -> Decoded {
        Decoded {
            provider: self.provider.to_owned(),
            name: self.name.to_owned(),
            id: self.id,
            version: self.version,
            level: self.level,
            opcode: self.opcode,
            task: self.task,
            keyword: self.keyword,
            fields: self.fields.to_owned(),
            activity,
            related_activity: related,
        }
    }
}

/// Decodes a record of this tracepoint.
pub(crate) fn decode(tracepoint: &str, record: &[u8]) -> Result<Decoded, String> {
    let mut context = EventHeaderEnumeratorContext::new();
    let limit = EventHeaderEnumeratorContext::MOVE_NEXT_LIMIT_DEFAULT;
    let mut event = context
        .enumerate_with_name_and_data(tracepoint, record, limit)
        .map_err(|error| format!("{tracepoint}: {error}"))?;
    let info = event.event_info();
    let (header, number) = (info.header(), |id: &[u8; 16]| u128::from_be_bytes(*id));
    let mut decoded = Decoded {
        provider: info.provider_name().to_owned(),
        name: info.name_display().to_string(),
        id: header.id,
        version: header.version,
        level: header.level.as_int(),
        opcode: header.opcode.as_int(),
        task: header.tag,
        keyword: info.keyword(),
        fields: String::new(),
        activity: info.activity_id().map(number),
        related_activity: info.related_activity_id().map(number),
    };
    let options = PerfConvertOptions::Default;
    event
        .write_json_item_and_move_next_sibling(&mut decoded.fields, false, options)
        .map_err(|error| error.to_string())?;
    let end = format!("{:?} {:?}", event.state(), event.last_error());
    if end == "AfterLastItem Success" {
        Ok(decoded)
    } else {
        Err(format!("{tracepoint}: {end}: {decoded:?}"))
    }
}

//! Defines the options of `add`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use etw_manifest::edit::NewField;
use etw_manifest::model::{ChannelKind, InType, OutType};

#[derive(Subcommand, Debug)]
pub(crate) enum Add {
    /// Add an event with its template and message.
    Event(AddEvent),
    /// Add a keyword.
    Keyword(AddKeyword),
    /// Add a channel.
    Channel(AddChannel),
    /// Add a locale, with copies of the texts of the main locale.
    Locale(AddLocale),
}

/// The place of a declaration.
#[derive(Args, Debug)]
pub(crate) struct Place {
    /// The manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The name of the provider, if the manifest has several.
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
}

/// The text of a declaration in each locale.
#[derive(Args, Debug)]
pub(crate) struct Texts {
    /// The text in the main locale of the manifest; in an event, %1 is the first field.
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// The text in another locale; it can be repeated.
    #[arg(long, value_name = "LOCALE=TEXT", value_parser = parse_translation)]
    pub(crate) translation: Vec<(String, String)>,
}

#[derive(Args, Debug)]
#[command(
    after_help = "The event gets the next free id. A template with the same fields is used again. At a terminal, the command asks for a
missing symbol, level and message.

Example:
  etw-manifest add event provider.man --symbol DispatchSessionQueued --level Warning --channel Analytic \\
    --field Uri:UnicodeString --field Length:UInt32 --message \"The queue of '%1' has %2 entries.\""
)]
pub(crate) struct AddEvent {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The symbol, which names the event in generated code.
    #[arg(long, value_name = "NAME")]
    pub(crate) symbol: Option<String>,
    /// The level, as Warning.
    #[arg(long, value_name = "NAME")]
    pub(crate) level: Option<String>,
    /// The channel: its chid, its name, or the last part of its name.
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Option<String>,
    /// The task.
    #[arg(long, value_name = "NAME")]
    pub(crate) task: Option<String>,
    /// The opcode.
    #[arg(long, value_name = "NAME")]
    pub(crate) opcode: Option<String>,
    /// A keyword; it can be repeated.
    #[arg(long, value_name = "NAME")]
    pub(crate) keyword: Vec<String>,
    /// A field with its inType, and optionally its outType; it can be repeated.
    #[arg(long, value_name = "NAME:TYPE[:OUTTYPE]", value_parser = parse_field)]
    pub(crate) field: Vec<NewField>,
    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:
  etw-manifest add keyword provider.man --name Retries --message \"Retried operations\"")]
pub(crate) struct AddKeyword {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The name.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The bit, such as 0x40 [default: the first free one].
    #[arg(long, value_name = "MASK", value_parser = parse_mask)]
    pub(crate) mask: Option<u64>,
    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Args, Debug)]
#[command(
    after_help = "The channel is added after all others, because the place of a channel in the list is part of descriptors.

Example:
  etw-manifest add channel provider.man --name Audit --type Operational --enabled"
)]
pub(crate) struct AddChannel {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The name, or its last part: Audit is the channel PROVIDER/Audit.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The type: Admin, Operational, Analytic or Debug.
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_kind)]
    pub(crate) kind: ChannelKind,
    /// Enable the channel as soon as the provider is registered.
    #[arg(long)]
    pub(crate) enabled: bool,
    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:
  etw-manifest add locale provider.man --name fr-FR")]
pub(crate) struct AddLocale {
    /// The manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The name of the locale.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

fn parse_field(text: &str) -> Result<NewField, String> {
    let mut parts = text.splitn(3, ':');
    let (name, in_type) = (parts.next().unwrap_or_default(), parts.next());
    let in_type = in_type.ok_or("expected NAME:TYPE, such as Length:UInt32")?;
    let unknown = |name: &str| format!("unknown type `{name}`");
    let out_type = parts.next().map(|name| {
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        OutType::from_local_name(local).ok_or_else(|| unknown(name))
    });
    Ok(NewField {
        name: name.to_owned(),
        in_type: InType::from_local_name(in_type).ok_or_else(|| unknown(in_type))?,
        out_type: out_type.transpose()?,
    })
}

fn parse_mask(text: &str) -> Result<u64, String> {
    let mask = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    mask.map_err(|_| "expected a number, such as 0x40".to_owned())
}

fn parse_kind(text: &str) -> Result<ChannelKind, String> {
    match text.to_ascii_lowercase().as_str() {
        "admin" => Ok(ChannelKind::Admin),
        "operational" => Ok(ChannelKind::Operational),
        "analytic" => Ok(ChannelKind::Analytic),
        "debug" => Ok(ChannelKind::Debug),
        _ => Err("expected Admin, Operational, Analytic or Debug".to_owned()),
    }
}

fn parse_translation(text: &str) -> Result<(String, String), String> {
    let (locale, text) = text
        .split_once('=')
        .ok_or("expected LOCALE=TEXT, such as es-ES=Texto")?;
    Ok((locale.to_owned(), text.to_owned()))
}

//! Defines the options of `add`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use etw_manifest::edit::NewField;
use etw_manifest::model::{InType, OutType};

#[derive(Subcommand, Debug)]
pub(crate) enum Add {
    /// Add an event with its template and message.
    Event(AddEvent),
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
    /// The manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The name of the provider, if the manifest has several.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) provider: String,
    /// The symbol, which names the event in generated code.
    #[arg(long, value_name = "NAME")]
    pub(crate) symbol: Option<String>,
    /// The level, as Warning.
    #[arg(long, value_name = "NAME")]
    pub(crate) level: Option<String>,
    /// The channel: its chid, its name, or the last part of its name.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) channel: String,
    /// The task.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) task: String,
    /// The opcode.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) opcode: String,
    /// A keyword; it can be repeated.
    #[arg(long, value_name = "NAME")]
    pub(crate) keyword: Vec<String>,
    /// A field with its inType, and optionally its outType; it can be repeated.
    #[arg(long, value_name = "NAME:TYPE[:OUTTYPE]", value_parser = parse_field)]
    pub(crate) field: Vec<NewField>,
    /// The message in the main locale of the manifest; %1 is the first field.
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// The message in another locale; it can be repeated.
    #[arg(long, value_name = "LOCALE=TEXT", value_parser = parse_translation)]
    pub(crate) translation: Vec<(String, String)>,
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

fn parse_translation(text: &str) -> Result<(String, String), String> {
    let (locale, text) = text
        .split_once('=')
        .ok_or("expected LOCALE=TEXT, such as es-ES=Texto")?;
    Ok((locale.to_owned(), text.to_owned()))
}

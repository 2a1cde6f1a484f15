//! All codes of diagnostics. A code never changes its meaning.

use std::fmt;

/// Whether a problem stops the build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The manifest is accepted.
    Warning,
    /// The manifest is rejected.
    Error,
}

/// A rule that a manifest can break.
#[derive(Clone, Copy)]
pub struct Code {
    id: &'static str,
    severity: Severity,
    title: &'static str,
    microsoft: &'static [u32],
    explanation: &'static str,
}

/// Shows the id alone, because the explanation is a page.
impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id)
    }
}

impl Severity {
    /// Returns the word that precedes the code: `error` or `warning`.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Code {
    /// Returns the id, for example `ETW0301`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// Returns the rule in one line.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.title
    }

    /// Returns the message numbers under which mc.exe reports the same problem.
    #[must_use]
    pub const fn microsoft(self) -> &'static [u32] {
        self.microsoft
    }

    /// Returns the explanation in Markdown: the reason for the rule, an example that breaks it, and how to fix it.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        self.explanation
    }

    /// Returns the usual severity. Rules are errors; lints are warnings, which a build may deny.
    #[must_use]
    pub const fn severity(self) -> Severity {
        self.severity
    }

    /// Finds a code by its id, ignoring case.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        ALL.iter()
            .copied()
            .find(|code| code.id.eq_ignore_ascii_case(id))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

macro_rules! codes {
    ($($name:ident $severity:ident $id:ident [$($microsoft:literal),*] $title:literal)*) => {
        $(
            #[doc = $title]
            pub const $name: Code = Code {
                id: stringify!($id),
                severity: Severity::$severity,
                title: $title,
                microsoft: &[$($microsoft),*],
                explanation: include_str!(concat!("explanations/", stringify!($id), ".md")),
            };
        )*

        /// All codes, in the order of their numbers.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    // The document
    ENCODING Error ETW0001 [] "the file is not text in a known encoding"
    LIMIT Error ETW0002 [] "the manifest exceeds a limit of the compiler"
    NOT_WELL_FORMED Error ETW0003 [] "the XML is not well-formed"
    DOCTYPE Error ETW0004 [] "a document type declaration is not allowed"
    ROOT Error ETW0005 [61276, 61293] "the root element is not an instrumentation manifest"
    INSTRUMENTATION_MISSING Error ETW0006 [61276] "there is no `instrumentation` element in the events namespace"
    EVENTS_MISSING Error ETW0007 [61293] "there is no `events` element in the events namespace"
    TYPE_PREFIX Error ETW0008 [61278] "a prefix is not bound to the namespace of types"
    COUNTERS_SKIPPED Warning ETW0009 [] "performance counters are not compiled"
    BIDIRECTIONAL_CONTROL Warning ETW0010 [] "a name contains invisible direction controls"
    COMMENT_HYPHENS Warning ETW0011 [] "a comment contains `--`"

    // Elements, attributes and values of the schema
    UNKNOWN_ELEMENT Error ETW0101 [] "an element is not in the schema at this position"
    UNKNOWN_ATTRIBUTE Error ETW0102 [] "an attribute is not in the schema of its element"
    MISSING_ATTRIBUTE Error ETW0103 [] "a required attribute is missing"
    MISSING_ELEMENT Error ETW0104 [] "a required element is missing"
    INVALID_NUMBER Error ETW0105 [] "a value is not a number"
    NUMBER_RANGE Error ETW0106 [61225] "a number is out of range"
    INVALID_GUID Error ETW0107 [] "a value is not a GUID"
    INVALID_CHOICE Error ETW0108 [] "a value is not one of the words that the schema allows"
    INVALID_SYMBOL Error ETW0109 [] "a symbol is not an identifier"
    INVALID_NAME Error ETW0110 [] "a name is not a name with an optional bound prefix"
    UNEXPECTED_TEXT Warning ETW0111 [] "text between elements"
    CONTROL_CHARACTER Error ETW0112 [] "a value contains a control character"

    // Strings and localization
    UNDEFINED_STRING Error ETW0201 [61185, 61186] "a string is not defined"
    DUPLICATE_STRING Error ETW0202 [61187] "a string id is defined twice"
    STRING_WITHOUT_ID Error ETW0203 [61332] "a string has no id"
    STRING_WITHOUT_VALUE Error ETW0204 [61333] "a string has no text"
    STRING_REFERENCE Error ETW0205 [61289] "a message is not a reference to a string"
    TOO_MANY_PROVIDERS Error ETW0206 [61256] "more than 16 providers with automatic message ids"
    MESSAGE_ID_COLLISION Error ETW0207 [61257] "two messages have the same id"
    MESSAGE_UNDEFINED_STRING Error ETW0208 [61269] "a `message` names a string that is not defined"
    MESSAGE_DUPLICATE_STRING Error ETW0209 [61270] "two `message` elements name the same string"
    MESSAGE_DUPLICATE_ID Error ETW0210 [61272] "two `message` elements have the same value"
    MESSAGE_DUPLICATE_SYMBOL Error ETW0211 [61275] "two `message` elements have the same symbol"
    GLOBAL_CHANNEL_SHARED_STRING Error ETW0212 [61315] "events in a global log share a string"
    GLOBAL_CHANNEL_MESSAGE_ID Error ETW0213 [61316, 61317] "the message of an event in a global log has another id than the event"
    INSERT_OUT_OF_RANGE Error ETW0214 [61300] "a message inserts an item that the template does not have"
    MESSAGE_TOO_LONG Error ETW0215 [] "a text is too long for a message table"
    INSERT_FORMAT Warning ETW0216 [61301] "an insert has a format specification"
    INSERT_IN_FIXED_TEXT Warning ETW0217 [61352, 61353, 61354, 61355, 61356] "a text without values contains an insert"
    MISSING_TRANSLATION Warning ETW0218 [] "a string is missing in a locale"
    UNUSED_STRING Warning ETW0219 [] "a string is never used"
    UNKNOWN_CULTURE Warning ETW0220 [] "`culture` is not a known locale"
    WINMETA_TRANSLATION Warning ETW0221 [] "a predefined name has no text in a locale"
    SAME_LANGUAGE Error ETW0222 [] "two locales have the same language identifier"
    PERCENT_SIGN Warning ETW0223 [] "a percent sign in a message starts no insert"
    PLACEHOLDER Warning ETW0224 [] "a message has a placeholder of another syntax"
    TRANSLATION_INSERTS Warning ETW0225 [] "a translation has other inserts"

    // Providers
    RESOURCE_FILE Error ETW0301 [61188] "a provider has no `resourceFileName`"
    MESSAGE_FILE Error ETW0302 [61189] "a provider has no `messageFileName`"
    PARAMETER_FILE Error ETW0303 [61190] "`parameterFileName` needs `messageFileName`"
    DUPLICATE_PROVIDER_NAME Error ETW0304 [61191] "two providers have the same name"
    DUPLICATE_PROVIDER_GUID Error ETW0305 [61192] "two providers have the same GUID"
    DUPLICATE_PROVIDER_SYMBOL Error ETW0306 [61193] "two providers have the same symbol"
    PROVIDER_NAME Error ETW0307 [61304, 61305] "a provider name is empty, too long, or has a forbidden character"
    CONTROL_GUID_NAME Error ETW0308 [] "the name of a provider with a `controlGuid` does not end with its GUID"

    // Levels, tasks, opcodes, keywords
    LEVEL_VALUE Error ETW0401 [61194] "a level has a reserved value"
    DUPLICATE_LEVEL_NAME Error ETW0402 [61195] "two levels have the same name"
    DUPLICATE_LEVEL_VALUE Error ETW0403 [61196] "two levels have the same value"
    DUPLICATE_LEVEL_SYMBOL Error ETW0404 [61197] "two levels have the same symbol"
    TASK_VALUE Error ETW0411 [61198] "a task has the reserved value 0"
    DUPLICATE_TASK_NAME Error ETW0412 [61199] "two tasks have the same name"
    DUPLICATE_TASK_VALUE Error ETW0413 [61200] "two tasks have the same value"
    DUPLICATE_TASK_SYMBOL Error ETW0414 [61201] "two tasks have the same symbol"
    DUPLICATE_TASK_GUID Error ETW0415 [61202] "two tasks have the same event GUID"
    OPCODE_VALUE Error ETW0421 [61203] "an opcode has a reserved value"
    DUPLICATE_OPCODE_NAME Error ETW0422 [61204] "two opcodes have the same name"
    DUPLICATE_OPCODE_VALUE Error ETW0423 [61205] "two opcodes have the same value"
    DUPLICATE_OPCODE_SYMBOL Error ETW0424 [61206] "two opcodes have the same symbol"
    OPCODE_NEEDS_TASK Error ETW0425 [61318] "an event without a task has the opcode of a task"
    OPCODE_OTHER_TASK Error ETW0426 [61319] "an event has the opcode of another task"
    OPCODE_VALUE_COLLISION Error ETW0427 [61320] "a global opcode has the same value as an opcode of the task"
    KEYWORD_ONE_BIT Error ETW0431 [61234] "a keyword mask is not exactly one bit"
    KEYWORD_RESERVED_BIT Error ETW0432 [61235] "a keyword mask uses a reserved bit"
    DUPLICATE_KEYWORD_NAME Error ETW0433 [61236] "two keywords have the same name"
    DUPLICATE_KEYWORD_MASK Error ETW0434 [61237] "two keywords have the same mask"
    DUPLICATE_KEYWORD_SYMBOL Error ETW0435 [61238] "two keywords have the same symbol"

    // Channels
    CHANNEL_VALUE Error ETW0501 [61207] "a channel has a reserved value"
    TOO_MANY_CHANNELS Error ETW0502 [61209] "a provider has more than eight channels"
    DUPLICATE_CHANNEL_ID Error ETW0503 [61210] "two channels have the same chid"
    DUPLICATE_CHANNEL_NAME Error ETW0504 [61211] "two channels have the same name"
    DUPLICATE_CHANNEL_VALUE Error ETW0505 [61212] "two channels have the same value"
    DUPLICATE_CHANNEL_SYMBOL Error ETW0506 [61213] "two channels have the same symbol"
    CHANNEL_ACCESS Error ETW0508 [61268] "a channel's `access` is not a security descriptor"
    CHANNEL_NAME Error ETW0509 [61302, 61303] "a channel name is empty, too long, or has a forbidden character"
    CHANNEL_DECLARED_TWICE Error ETW0510 [61314] "two providers declare the same channel"
    CHANNEL_ORDER Warning ETW0511 [] "channels are not in the order of their values"

    // Templates and their items
    DUPLICATE_TEMPLATE Error ETW0601 [61239] "two templates have the same tid"
    DUPLICATE_ITEM Error ETW0602 [61216] "two items of a template have the same name"
    EXTENT_UNDEFINED Error ETW0603 [61217, 61218] "a count or length names an item that does not exist"
    EXTENT_STRUCT Error ETW0604 [61219, 61220] "a count or length names a struct"
    EXTENT_TYPE Error ETW0605 [61296, 61298] "a count or length names an item that is not an unsigned number"
    EXTENT_OF_EXTENT Error ETW0606 [61297, 61299] "a count or length names an item that has a count or length itself"
    EXTENT_FORWARD Error ETW0607 [] "a count or length names an item that comes later"
    TOO_MANY_ITEMS Error ETW0608 [] "a template has more than 99 items"
    LENGTH_REQUIRED Error ETW0609 [61221] "a binary item has no length"
    LENGTH_NOT_ALLOWED Error ETW0610 [61222] "an item has a length that its type does not allow"
    OUT_TYPE Error ETW0611 [61248] "an outType is not allowed for the inType"
    IN_TYPE Error ETW0612 [61249] "an inType is unknown"
    MAP_TYPE Error ETW0613 [61295] "a map is on an item whose type has no maps"
    REPEATED_BINARY Error ETW0614 [61271] "a template has two `binary` elements"
    USER_DATA Error ETW0615 [61292] "`UserData` is not exactly one element"
    USER_DATA_INSERT Error ETW0616 [] "`UserData` inserts an item that the template does not have"
    OUT_TYPE_PREFIX Warning ETW0618 [] "an outType has the wrong prefix"
    UNUSED_TEMPLATE Warning ETW0619 [] "a template is never used"
    MAP_VALUE_TYPE Warning ETW0620 [] "a map has a value that does not fit the type of the item"

    // Maps
    DUPLICATE_MAP_NAME Error ETW0701 [61251] "two maps have the same name"
    BIT_MAP_VALUE Error ETW0702 [61252] "an entry of a bit map is not one bit"
    DUPLICATE_MAP_VALUE Error ETW0703 [61290] "two entries of a map have the same value"
    DUPLICATE_PATTERN Error ETW0704 [61291] "two pattern maps, or two entries of one, have the same name"
    EMPTY_MAP Error ETW0705 [61331] "a map has no entries"
    BIT_MAP_ZERO Warning ETW0706 [] "an entry of a bit map is zero"
    MAP_TEXT Warning ETW0707 [] "two entries of a map have the same text"

    // Events
    DUPLICATE_EVENT Error ETW0802 [61226] "two events have the same id and version"
    DUPLICATE_EVENT_SYMBOL Error ETW0803 [61227] "two events have the same symbol"
    MANY_KEYWORDS Warning ETW0804 [61224] "an event has more than 48 keywords"
    CLASSIC_KEYWORDS Error ETW0805 [61228] "a classic event has another keyword"
    CLASSIC_EVENT Error ETW0806 [61229, 61231, 61233] "a classic event has a version, a channel or an opcode"
    ADMIN_MESSAGE Error ETW0807 [61273] "an event of an Admin channel has no message"
    ADMIN_LEVEL Error ETW0808 [61274] "an event of an Admin channel has no level that administrators see"
    UNDEFINED_CHANNEL Error ETW0810 [61185] "a channel is not declared"
    UNDEFINED_LEVEL Error ETW0811 [61185] "a level is not declared"
    UNDEFINED_TASK Error ETW0812 [61185] "a task is not declared"
    UNDEFINED_OPCODE Error ETW0813 [61185] "an opcode is not declared"
    UNDEFINED_KEYWORD Error ETW0814 [61185] "a keyword is not declared"
    UNDEFINED_TEMPLATE Error ETW0815 [61185] "a template is not declared"
    UNDEFINED_MAP Error ETW0816 [61185] "a map is not declared"
    EVENT_WITHOUT_MESSAGE Warning ETW0820 [] "an event has no message"
    EVENT_WITHOUT_CHANNEL Warning ETW0821 [] "an event with a message has no channel"
    UNUSED Warning ETW0822 [] "a declared name is never used"

    // Filters
    DUPLICATE_FILTER_SYMBOL Error ETW0901 [61259] "two filters have the same symbol"
    DUPLICATE_FILTER_VALUE Error ETW0902 [61260] "two filters have the same value and version"
    DUPLICATE_FILTER_NAME Error ETW0903 [61266] "two filters have the same name"
    FILTER_USER_DATA Error ETW0904 [61261] "the template of a filter has `UserData`"
    FILTER_STRUCT Error ETW0905 [61262] "the template of a filter has a struct"
    FILTER_ARRAY Error ETW0906 [61263] "the template of a filter has an array"
    FILTER_MAP Error ETW0907 [61264] "the template of a filter has a map"
    FILTER_OUT_TYPE Warning ETW0908 [61265] "an item in the template of a filter has no outType"

    // Comparison with a baseline
    BASELINE Error ETW1001 [] "a change since the baseline breaks readers of the events"

    // Fragments
    UNKNOWN_BASE Error ETW1101 [] "a fragment extends a provider that the manifest does not have"
    FRAGMENT_ATTRIBUTE Error ETW1102 [] "a fragment changes its provider"
    FRAGMENT_CHANNEL Error ETW1103 [] "a fragment adds a channel without a value of its own"
    FRAGMENT_NUMBER Error ETW1104 [] "a fragment changes a number of the manifest"
    FRAGMENT_CONFLICT Error ETW1105 [] "two fragments cannot extend one provider together"
    FRAGMENT_TRANSLATION Error ETW1106 [] "a string of a fragment is missing in a locale of the manifest"
    FRAGMENT_ID Error ETW1107 [] "an event id ignores the range that is reserved for fragments"

    // Generated Rust
    RUST_NAME Warning ETW1201 [] "two names are the same in Rust, or Rust reserves one"
    MAP_ENTRY_NAME Warning ETW1202 [] "an entry of a map has no name for its constant"
}

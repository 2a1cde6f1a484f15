//! The language as a manifest with holes, and the choices for each hole.

/// A part of the manifest that has several forms.
pub(super) struct Hole {
    /// Its name in [`MANIFEST`], between `[` and `]`.
    name: &'static str,
    pub(super) choices: &'static [&'static str],
}

macro_rules! holes {
    ($($name:ident: $($choice:literal)*;)*) => {
        &[$(Hole { name: stringify!($name), choices: &[$($choice),*] }),*]
    };
}

pub(super) const HOLES: &[Hole] = holes! {
    provider_name: "P" "Example-Provider/Ñ" "P.0f0e0d0c0b0a49088706050403020100";
    provider_message: "" " message='$(string.provider)'";
    control_guid: "" " controlGuid='{1a2b3c4d-5e6f-4a4b-8c8d-9e9fa0a1a2a3}'";
    traits: "" "<traits groupGuid='{2a2b3c4d-5e6f-4a4b-8c8d-9e9fa0a1a2a3}'/>" "<traits includeName='true'/>";
    channel_type: "Admin" "Operational" "Analytic" "Debug";
    channel_chid: "" " chid='own'";
    channel_value: "" " value='16'" " value='254'";
    channel_enabled: "" " enabled='true'" " enabled='false'";
    channel_isolation: "" " isolation='System'" " isolation='Custom' access='O:BAG:SYD:(A;;0xf0007;;;SY)'";
    channel_message: "" " message='$(string.channel)'";
    channel_children: "" "<logging><maxSize>1048576</maxSize></logging>" "<publishing><level>5</level></publishing>";
    import: "" "<importChannel name='System' chid='System'/>" "<importChannel name='Other/Operational' chid='other'/>";
    level_value: "16" "255";
    level_message: "" " message='$(string.level)'";
    task_value: "1" "65535";
    task_guid: "" " eventGUID='{3a2b3c4d-5e6f-4a4b-8c8d-9e9fa0a1a2a3}'";
    task_message: "" " message='$(string.task)'";
    local_opcode: "" "<opcodes><opcode name='Local' value='12' message='$(string.local)'/></opcodes>"
        "<opcodes><opcode name='Local' value='10'/></opcodes>";
    opcode_value: "11" "239";
    opcode_message: "" " message='$(string.opcode)'";
    mask: "0x1" "0x800000000000";
    keyword_message: "" " message='$(string.keyword)'";
    map: "<valueMap name='M'><map value='1' message='$(string.one)'/></valueMap>"
        "<valueMap name='M'><map value='7' message='$(string.two)'/><map value='0' message='$(string.one)'/></valueMap>"
        "<bitMap name='M'><map value='0x4' message='$(string.two)'/><map value='0x1' message='$(string.one)'/></bitMap>"
        "<bitMap name='M'><map value='0x80000000' message='$(string.one)'/></bitMap>";
    queries: "" "<namedQueries><patternMaps><patternMap name='Links' format='winrxv1'><map name='/${1}/' value='/http:(.*)/'/></patternMap></patternMaps></namedQueries>";
    item_name: "I" "é &gt;&amp;amp;" "type";
    item_type: "win:UnicodeString" "win:UnicodeString' outType='win:Xml" "win:UnicodeString' outType='win:Json"
        "win:AnsiString" "win:AnsiString' outType='win:Utf8" "win:Int8" "win:Int8' outType='xs:string"
        "win:UInt8" "win:UInt8' outType='win:HexInt8" "win:UInt8' outType='xs:boolean" "win:Int16"
        "win:UInt16" "win:UInt16' outType='win:Port" "win:UInt16' outType='win:HexInt16" "win:Int32"
        "win:Int32' outType='win:HResult" "win:UInt32" "win:UInt32' outType='win:PID" "win:UInt32' outType='win:TID"
        "win:UInt32' outType='win:IPv4" "win:UInt32' outType='win:ETWTIME" "win:UInt32' outType='win:ErrorCode"
        "win:UInt32' outType='win:Win32Error" "win:UInt32' outType='win:NTSTATUS" "win:UInt32' outType='win:HexInt32"
        "win:UInt32' outType='win:CodePointer" "win:Int64" "win:UInt64" "win:UInt64' outType='win:HexInt64" "win:Float"
        "win:Double" "win:Boolean" "win:Binary" "win:Binary' outType='win:IPv6" "win:Binary' outType='win:SocketAddress"
        "win:GUID" "win:Pointer" "win:FILETIME" "win:FILETIME' outType='win:DateTimeUtc" "win:SYSTEMTIME" "win:SID"
        "win:HexInt32" "win:HexInt64" "win:CountedUnicodeString" "win:CountedAnsiString" "win:CountedBinary";
    item_length: "" " length='4'" " length='16'" " length='N'";
    item_count: "" " count='3'" " count='N'";
    item_map: "" " map='M'";
    struct_count: "" " count='2'" " count='N'";
    user_data: "" "<UserData><U>%1</U></UserData>"
        "<UserData><u:U xmlns:u='urn:example' a='%2'><u:A>%1</u:A><u:B>%3</u:B><u:Empty/></u:U></UserData>"
        "<UserData>\n<U>\n<A>%1</A>\n<B> %3 </B>\n</U>\n</UserData>";
    filter: "" "<filters><filter name='F' value='1'/></filters>"
        "<filters><filter name='F' value='255' version='1' tid='F' message='$(string.filter)'/></filters>";
    id: "1" "65535";
    version: "" " version='1'" " version='255'";
    symbol: "" " symbol='Symbol'";
    name: "" " name='Name'";
    attributes: "" " attributes='FILE=a.c;LINE=9'";
    not_logged: "" " notLogged='true'";
    channel: "" " channel='[own]'" " channel='Application'";
    level: "" " level='win:Error'" " level='Level'" " level='win:Verbose'";
    task: "" " task='win:None'" " task='Task'";
    opcode: "" " opcode='win:Start'" " opcode='Opcode'" " opcode='Local'";
    keywords: "" " keywords='Keyword'" " keywords='Keyword win:ResponseTime'";
    template: "" " template='T'" " template='Empty'";
    message: "" " message='$(string.event)'";
    second: "" "<event value='2' symbol='Second' template='T'/>"
        "<event value='2' version='1' symbol='Second' level='win:Warning' message='$(string.second)'/>";
    classic: "" "<messageTable><message value='0x1234' symbol='FIXED' message='$(string.classic)'/></messageTable>";
    locales: "en-US" "es-ES" "en-US es-ES" "es-ES en-US de-DE";
    text: "Text" "100%%" "😀 ñ" "One&#10;two%ntwo&#9;three" "  blanks  " "&lt;a b=&quot;c&quot;&gt; &amp;" "!s! ." "%%1";
};

const MANIFEST: &str = "<instrumentationManifest xmlns='http://schemas.microsoft.com/win/2004/08/events'
  xmlns:win='http://manifests.microsoft.com/win/2004/08/windows/events' xmlns:xs='http://www.w3.org/2001/XMLSchema'>
<instrumentation><events>
<provider name='[provider_name]' guid='{0f0e0d0c-0b0a-4908-8706-050403020100}' symbol='P' resourceFileName='p.dll'
  messageFileName='p.dll'[provider_message][control_guid]>[traits]
<channels>
<channel name='P/Own' type='[channel_type]'[channel_chid][channel_value][channel_enabled][channel_isolation][channel_message]>[channel_children]</channel>[import]
</channels>
<levels><level name='Level' value='[level_value]'[level_message]/></levels>
<tasks><task name='Task' value='[task_value]'[task_guid][task_message]>[local_opcode]</task></tasks>
<opcodes><opcode name='Opcode' value='[opcode_value]'[opcode_message]/></opcodes>
<keywords><keyword name='Keyword' mask='[mask]'[keyword_message]/></keywords>
<maps>[map]</maps>[queries]
<templates>
<template tid='Empty'/>
<template tid='F'><data name='A' inType='win:UInt32'/><data name='B' inType='win:UnicodeString'/></template>
<template tid='T'>
<data name='N' inType='win:UInt16'/>
<data name='[item_name]' inType='[item_type]'[item_length][item_count][item_map]/>
<struct name='S'[struct_count]><data name='V' inType='win:UInt32'/></struct>
[user_data]</template>
</templates>[filter]
<events>
<event value='[id]'[version][symbol][name][attributes][not_logged][channel][level][task][opcode][keywords][template][message]/>[second]
</events>
</provider>[classic]
</events></instrumentation>
<localization>[locales]</localization>
</instrumentationManifest>";

/// The strings of the manifest. Their text begins with their locale and id, so that no two are equal.
const STRINGS: [&str; 14] = [
    "provider", "channel", "level", "task", "local", "opcode", "keyword", "one", "two", "filter",
    "event", "second", "classic", "spare",
];

fn hole(name: &str) -> usize {
    HOLES.iter().position(|it| it.name == name).expect(name)
}

/// Returns the manifest with these choices in its holes.
pub(super) fn manifest(row: &[usize]) -> String {
    let mut text = MANIFEST.to_owned();
    for (hole, &choice) in HOLES.iter().zip(row) {
        let mut choice = hole.choices[choice].to_owned();
        if hole.name == "locales" {
            choice = tables(
                &choice,
                HOLES[self::hole("text")].choices[row[self::hole("text")]],
            );
        }
        text = text.replace(&format!("[{}]", hole.name), &choice);
    }
    let own = ["P/Own", "own"][row[hole("channel_chid")]];
    text.replace("[own]", own)
}

fn tables(locales: &str, text: &str) -> String {
    let table = |locale: &str| {
        let string = |id: &&str| format!("<string id='{id}' value=\"{text}{locale} {id}\"/>");
        let strings: String = STRINGS.iter().map(string).collect();
        format!("<resources culture='{locale}'><stringTable>{strings}</stringTable></resources>")
    };
    locales.split(' ').map(table).collect()
}

/// Returns `true` if the choices break no rule of the language. A hole without a choice breaks none.
pub(super) fn is_possible(row: &[Option<usize>]) -> bool {
    let choice = |name| row[hole(name)].map(|it| HOLES[hole(name)].choices[it]);
    let is = |name, part: &str| choice(name).is_some_and(|it| it.contains(part));
    let lacks = |name| choice(name) == Some("");
    let chosen = |name| choice(name).is_some_and(|it| !it.is_empty());
    let sized = ["UnicodeString", "AnsiString", "win:Binary", "SID"];
    let has_length = sized.iter().any(|it| is("item_type", it)) && !is("item_type", "Counted");
    let mapped = ["win:UInt8", "win:UInt16", "win:UInt32", "win:HexInt32"];
    let has_map = mapped.iter().any(|it| is("item_type", it)) && !is("item_type", "' outType");
    let is_binary = is("item_type", "win:Binary");
    let is_named_by_guid = is("provider_name", ".0f0e");
    let is_admin = is("channel_type", "Admin") && is("channel", "[own]");
    let administrators_read = is_admin || is("channel", "Application");
    let rules = [
        // A control GUID is only for providers whose name ends with their GUID.
        chosen("control_guid") && row[hole("provider_name")].is_some() && !is_named_by_guid,
        // A length belongs to texts, bytes and security identifiers, and bytes need one.
        chosen("item_length") && row[hole("item_type")].is_some() && !has_length,
        is_binary && lacks("item_length"),
        // A map names integers.
        chosen("item_map") && row[hole("item_type")].is_some() && !has_map,
        // A local opcode needs its task.
        is("opcode", "Local") && lacks("local_opcode"),
        is("opcode", "Local") && (lacks("task") || is("task", "win:")),
        // Events of Admin channels and of the global logs have a message, and a level that administrators see.
        administrators_read && lacks("message"),
        administrators_read && (lacks("level") || is("level", "Level") || is("level", "Verbose")),
    ];
    !rules.contains(&true)
}

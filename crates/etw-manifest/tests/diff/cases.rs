//! The pairs: edits of the base, and the kinds of changes they are.

/// What the pair shows, the edits that make the newer manifest, and the kinds of all changes.
pub(crate) type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

/// Every pair.
pub(crate) const CASES: &[Case] = &[
    ("nothing", &[], &[]),
    (
        "order, comments and template names are nothing",
        &[
            ("tid=\"Ship\"", "tid=\"Vessel\""),
            ("template=\"Ship\"", "template=\"Vessel\""),
            ("template=\"Ship\"", "template=\"Vessel\""),
            ("<opcodes>", "<!-- steps --><opcodes>"),
        ],
        &[],
    ),
    (
        "an event is new",
        &[("</events>", "<event value=\"9\" symbol=\"New\"/></events>")],
        &["event-added"],
    ),
    (
        "a version is new",
        &[(
            "</events>",
            "<event value=\"1\" version=\"1\" symbol=\"Docked_V1\" channel=\"OPS\"/></events>",
        )],
        &["event-version-added"],
    ),
    (
        "a field has another name and another type",
        &[(
            "<data name=\"Berth\" inType=\"win:UInt16\"",
            "<data name=\"Dock\" inType=\"win:UInt8\"",
        )],
        &[
            "field-added",
            "field-added",
            "field-removed",
            "field-removed",
        ],
    ),
    (
        "an event is gone",
        &[
            ("<event value=\"2\"", "<!--<event value=\"2\""),
            ("message=\"$(string.Sailed)\"/>", "-->"),
        ],
        &["event-removed"],
    ),
    (
        "a version is gone",
        &[(
            "<event value=\"3\" symbol=\"Towed\" level=\"Gale\" task=\"Towing\" template=\"Tug\"/>",
            "",
        )],
        &["event-version-removed"],
    ),
    (
        "an id stands for another event",
        &[
            ("symbol=\"Sailed\"", "symbol=\"Sunk\""),
            ("%1 has sailed.", "%1 has sunk."),
        ],
        &["event-id-reused"],
    ),
    (
        "two events swap their ids",
        &[
            (
                "value=\"1\" symbol=\"Docked\"",
                "value=\"2\" symbol=\"Docked\"",
            ),
            (
                "value=\"2\" symbol=\"Sailed\"",
                "value=\"1\" symbol=\"Sailed\"",
            ),
        ],
        &["event-id-reused", "event-id-reused"],
    ),
    (
        "an event has another id",
        &[(
            "value=\"2\" symbol=\"Sailed\"",
            "value=\"7\" symbol=\"Sailed\"",
        )],
        &["event-id-changed"],
    ),
    (
        "a symbol is new, the event is not",
        &[("symbol=\"Sailed\"", "symbol=\"HasSailed\"")],
        &["event-symbol-changed"],
    ),
    (
        "a field is renamed",
        &[("<data name=\"Berth\"", "<data name=\"Pier\"")],
        &["field-renamed", "field-renamed"],
    ),
    (
        "a field is gone",
        &[(
            "<data name=\"Flag\" inType=\"win:UInt32\" map=\"Flag\"/>",
            "",
        )],
        &["field-removed", "field-removed"],
    ),
    (
        "a field is new without a new version",
        &[(
            "<data name=\"Flag\" inType=\"win:UInt32\" map=\"Flag\"/>",
            "<data name=\"Flag\" inType=\"win:UInt32\" map=\"Flag\"/><data name=\"More\" inType=\"win:GUID\"/>",
        )],
        &["field-added", "field-added"],
    ),
    (
        "a template is new without a new version",
        &[(
            "symbol=\"Towed_V1\"",
            "symbol=\"Towed_V1\" template=\"Tug\"",
        )],
        &["field-added", "field-added"],
    ),
    (
        "a field has another type",
        &[(
            "<data name=\"Berth\" inType=\"win:UInt16\"",
            "<data name=\"Berth\" inType=\"win:UInt32\"",
        )],
        &["field-retyped", "field-retyped"],
    ),
    (
        "a field is shown in another way",
        &[(
            "<data name=\"Berth\" inType=\"win:UInt16\"",
            "<data name=\"Berth\" inType=\"win:UInt16\" outType=\"win:HexInt16\"",
        )],
        &["field-format-changed", "field-format-changed"],
    ),
    (
        "fields change places",
        &[
            ("<data name=\"Name\" inType=\"win:UnicodeString\"/>", ""),
            (
                "<data name=\"Berth\" inType=\"win:UInt16\"/>",
                "<data name=\"Berth\" inType=\"win:UInt16\"/><data name=\"Name\" inType=\"win:UnicodeString\"/>",
            ),
        ],
        &["field-reordered", "field-reordered"],
    ),
    (
        "a field became an array",
        &[(
            "<data name=\"Berth\" inType=\"win:UInt16\"",
            "<data name=\"Berth\" inType=\"win:UInt16\" count=\"2\"",
        )],
        &["field-count-changed", "field-count-changed"],
    ),
    (
        "a field has a fixed length",
        &[(
            "inType=\"win:UnicodeString\"",
            "inType=\"win:UnicodeString\" length=\"8\"",
        )],
        &["field-length-changed", "field-length-changed"],
    ),
    (
        "a member of a struct has another type",
        &[(
            "<data name=\"Length\" inType=\"win:UInt32\"",
            "<data name=\"Length\" inType=\"win:UInt64\"",
        )],
        &["field-retyped"],
    ),
    (
        "a field loses its map",
        &[(" map=\"Flag\"", "")],
        &["field-map-changed", "field-map-changed"],
    ),
    (
        "an event moves to another channel",
        &[(
            "symbol=\"Docked\" channel=\"OPS\"",
            "symbol=\"Docked\" channel=\"DEBUG\"",
        )],
        &["event-channel-changed"],
    ),
    (
        "a channel has another value",
        &[(
            "chid=\"DEBUG\" type=\"Debug\"",
            "chid=\"DEBUG\" type=\"Debug\" value=\"40\"",
        )],
        &["channel-value-changed"],
    ),
    (
        "a type that was guessed from resources is nothing",
        &[(
            "type=\"Debug\"/>",
            "type=\"Analytic\" enabled=\"true\"><?guessed type?></channel>",
        )],
        &[],
    ),
    (
        "a channel has another type",
        &[("type=\"Debug\"", "type=\"Analytic\"")],
        &["channel-type-changed"],
    ),
    (
        "a channel has another name",
        &[(
            "name=\"Example-Harbour/Operational\"",
            "name=\"Example-Harbour/Main\"",
        )],
        &["channel-renamed"],
    ),
    (
        "a channel is gone",
        &[(
            "<channel name=\"Example-Harbour/Debug\" chid=\"DEBUG\" type=\"Debug\"/>",
            "",
        )],
        &["channel-removed"],
    ),
    (
        "a channel is on by default, and another is new",
        &[(
            "type=\"Debug\"/>",
            "type=\"Debug\" enabled=\"true\"/><channel name=\"Example-Harbour/Admin\" chid=\"ADMIN\" type=\"Admin\"/>",
        )],
        &["channel-added", "channel-settings-changed"],
    ),
    (
        "an event has another level",
        &[(
            "level=\"win:Informational\" task=\"Docking\" opcode=\"Begun\"",
            "level=\"win:Warning\" task=\"Docking\" opcode=\"Begun\"",
        )],
        &["event-level-changed"],
    ),
    (
        "a level has another value",
        &[(
            "symbol=\"LEVEL_GALE\" value=\"17\"",
            "symbol=\"LEVEL_GALE\" value=\"18\"",
        )],
        &["level-value-changed"],
    ),
    (
        "an event has another task and another opcode",
        &[(
            "task=\"Docking\" opcode=\"Begun\"",
            "task=\"Towing\" opcode=\"win:Start\"",
        )],
        &["event-opcode-changed", "event-task-changed"],
    ),
    (
        "naming the zeros is naming nothing",
        &[(
            "task=\"Towing\" template=\"Tug\"",
            "task=\"Towing\" opcode=\"win:Info\" template=\"Tug\"",
        )],
        &[],
    ),
    (
        "a task and an opcode have other values",
        &[
            (
                "symbol=\"TASK_DOCKING\" value=\"3\"",
                "symbol=\"TASK_DOCKING\" value=\"30\"",
            ),
            (
                "symbol=\"OPCODE_BEGUN\" value=\"20\"",
                "symbol=\"OPCODE_BEGUN\" value=\"21\"",
            ),
        ],
        &[
            "opcode-value-changed",
            "task-value-changed",
            "text-id-changed",
        ],
    ),
    (
        "a task has another name",
        &[
            ("name=\"Towing\"", "name=\"Tugging\""),
            ("task=\"Towing\"", "task=\"Tugging\""),
            ("task=\"Towing\"", "task=\"Tugging\""),
        ],
        &["task-renamed"],
    ),
    (
        "a keyword has another bit",
        &[("mask=\"0x2\"", "mask=\"0x4\"")],
        &["keyword-bit-changed"],
    ),
    (
        "an event loses a keyword",
        &[("keywords=\"Ships Piers\"", "keywords=\"Ships\"")],
        &["event-keyword-removed"],
    ),
    (
        "an event has one keyword more",
        &[("keywords=\"Ships\"", "keywords=\"Ships Piers\"")],
        &["event-keyword-added"],
    ),
    (
        "an event has its first keyword",
        &[(
            "task=\"Towing\" template=\"Tug\"",
            "task=\"Towing\" keywords=\"Ships\" template=\"Tug\"",
        )],
        &["event-first-keyword-added"],
    ),
    (
        "a keyword is gone, another is new",
        &[
            (
                "<keyword name=\"Piers\" symbol=\"KEYWORD_PIERS\" mask=\"0x2\"/>",
                "<keyword name=\"Weather\" symbol=\"KEYWORD_WEATHER\" mask=\"0x8\"/>",
            ),
            ("keywords=\"Ships Piers\"", "keywords=\"Ships\""),
        ],
        &["event-keyword-removed", "keyword-added", "keyword-removed"],
    ),
    (
        "the provider has another GUID",
        &[("{0f7a9c1e-", "{1f7a9c1e-")],
        &["provider-guid-changed"],
    ),
    (
        "the provider has another name",
        &[(
            "provider name=\"Example-Harbour\"",
            "provider name=\"Example-Port\"",
        )],
        &["provider-name-changed"],
    ),
    (
        "another provider",
        &[
            ("{0f7a9c1e-", "{1f7a9c1e-"),
            (
                "provider name=\"Example-Harbour\"",
                "provider name=\"Example-Port\"",
            ),
        ],
        &["provider-added", "provider-removed"],
    ),
    (
        "a value means something else",
        &[("value=\"Quarantine\"", "value=\"Free of disease\"")],
        &["map-value-changed"],
    ),
    (
        "a value is translated anew",
        &[("value=\"Cuarentena\"", "value=\"En cuarentena\"")],
        &["map-text-changed"],
    ),
    (
        "a value is new",
        &[(
            "<map value=\"1\"",
            "<map value=\"2\" message=\"$(string.Docked)\"/><map value=\"1\"",
        )],
        &["map-value-added", "message-id-changed"],
    ),
    (
        "a value is gone",
        &[(
            "<map value=\"1\" message=\"$(string.Flag.Quarantine)\"/>",
            "",
        )],
        &["map-value-removed"],
    ),
    (
        "a message says it in other words",
        &[("%1 has sailed.", "%1 left the harbour.")],
        &["message-text-changed"],
    ),
    (
        "a message has another id",
        &[(
            "<events>\n      <provider",
            "<events><messageTable><message message=\"$(string.Sailed)\" value=\"0x100\"/></messageTable>\n      <provider",
        )],
        &["message-id-changed"],
    ),
    (
        "a message comes, another goes",
        &[
            (" message=\"$(string.Docked)\"", ""),
            (
                "symbol=\"Towed\"",
                "symbol=\"Towed\" message=\"$(string.Docked)\"",
            ),
            ("%1 has docked at berth %2.", "Towed."),
            ("%1 ha atracado en el muelle %2.", "Remolcado."),
        ],
        &["message-added", "message-removed"],
    ),
    (
        "a display name and a language",
        &[
            (
                "id=\"Task.Docking\" value=\"Docking\"",
                "id=\"Task.Docking\" value=\"Mooring\"",
            ),
            ("culture=\"es-ES\"", "culture=\"es-MX\""),
        ],
        &["locale-added", "locale-removed", "text-changed"],
    ),
];

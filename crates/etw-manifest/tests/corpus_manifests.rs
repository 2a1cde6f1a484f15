//! Real manifests: all that mc.exe is known to have compiled are accepted, and every other one is accepted or breaks a
//! rule that the lists here name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::diagnostic::{Code, Diagnostic, Severity};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

/// Handwritten manifests that no compiler ever took: hand-made input of other tools, and one with an empty text.
const HANDWRITTEN: &[(&str, &[&str])] = &[
    // Exported for a parser of kernel events: 33 providers.
    ("microsoft+Tx/Manifests/SystemEvents.man", &["ETW0206"]),
    // Exported: one string has no text, which mc.exe refuses.
    (
        "microsoft+Tx/Samples/Introduction/Tcp/tcp.man",
        &["ETW0204"],
    ),
    // Input of a code generator of its own: opcodes are numbers, providers have neither symbols nor files.
    (
        "TraceEvent/Parsers/ASPNetTraceEventParser.man.xml",
        &["ETW0103", "ETW0301", "ETW0411", "ETW0813"],
    ),
    // Leading zeros, which mc.exe reads as octal.
    ("microsoft+Tx/Manifests/CSV.man", &["ETW0105"]),
    (
        "TraceEvent/Parsers/kerneltraceeventparser.man.xml",
        &[
            "ETW0008", "ETW0103", "ETW0106", "ETW0301", "ETW0411", "ETW0611", "ETW0803", "ETW0813",
        ],
    ),
    (
        "TraceEvent/Parsers/w3core.man.xml",
        &[
            "ETW0101", "ETW0103", "ETW0301", "ETW0411", "ETW0611", "ETW0813",
        ],
    ),
    // Test input of that code generator: no resource file, and in one the maps stand outside of `maps`.
    (
        "TraceParserGen.Tests/inputs/AdvancedFeatures.manifest.xml",
        &["ETW0301"],
    ),
    (
        "TraceParserGen.Tests/inputs/BoolPointerTest.manifest.xml",
        &["ETW0301"],
    ),
    (
        "TraceParserGen.Tests/inputs/EnumTest.manifest.xml",
        &["ETW0101", "ETW0301", "ETW0816"],
    ),
    (
        "TraceParserGen.Tests/inputs/MultiType.manifest.xml",
        &["ETW0301"],
    ),
    (
        "TraceParserGen.Tests/inputs/OpcodeTest.manifest.xml",
        &["ETW0301"],
    ),
    (
        "TraceParserGen.Tests/inputs/TemplateSharingTest.manifest.xml",
        &["ETW0301"],
    ),
    (
        "TraceParserGen.Tests/inputs/VersionedEvent.manifest.xml",
        &["ETW0301"],
    ),
];

/// Two examples of the documentation have `...` where attributes stand.
const DOCUMENTATION: &[(&str, &[&str])] = &[
    (
        "eventmanifestschema-instrumentationmanifest-element.0.man",
        &["ETW0003"],
    ),
    ("writing-an-instrumentation-manifest.0.man", &["ETW0003"]),
];

/// Versions between two that work, with the mistake that the next one mends.
const HISTORY: &[(&str, &[&str])] = &[
    ("Intel-PresentMon.6080ce99.man", &["ETW0816"]),
    ("PowerShell.Core.Instrumentation.1b69e72a.man", &["ETW0003"]),
    ("PowerShell.Core.Instrumentation.2f3dfa08.man", &["ETW0003"]),
    ("PowerShell.Core.Instrumentation.c1f00099.man", &["ETW0003"]),
    ("PowerShell.Core.Instrumentation.cc2286a7.man", &["ETW0003"]),
    (
        "sir_wineventlog.05edc53b.man",
        &["ETW0003", "ETW0110", "ETW0303"],
    ),
    (
        "sir_wineventlog.d222ebee.man",
        &["ETW0003", "ETW0110", "ETW0303"],
    ),
    ("ClrEtwAll.e314bacb.man", &["ETW0201", "ETW0813"]),
    ("ClrEtwAll.e76dc8bb.man", &["ETW0201", "ETW0814"]),
    (
        "Microsoft-Scripting-Chakra-Instrumentation.7268b1c0.man",
        &["ETW0003"],
    ),
    (
        "Web-Services-for-Management-Core.5e9952c5.man",
        &["ETW0106", "ETW0214"],
    ),
    ("MsQuicEtw.377f4f17.man", &["ETW0201"]),
    ("MsQuicEtw.4bf91e52.man", &["ETW0201", "ETW0815"]),
    ("SimpleTest.manifest.cf73a47d.xml", &["ETW0205"]),
    ("CustomEventChannels.95c22b7e.man", &["ETW0003"]),
    ("CustomEventChannels.cdca4a2d.man", &["ETW0003"]),
];

/// The names that the refusals of some of these must show.
const NAMED: &[(&str, &[&str])] = &[
    ("Intel-PresentMon.6080ce99.man", &["InputType"]),
    (
        "ClrEtwAll.e314bacb.man",
        &["RuntimePublisher.ResolutionAttempted", "win:Resolve"],
    ),
    (
        "ClrEtwAll.e76dc8bb.man",
        &[
            "RuntimePublisher.CompilationVerboseKeywordMessage",
            "CompilationDiagnosticKeyword",
        ],
    ),
    ("MsQuicEtw.377f4f17.man", &["Etw.ConnReleaseChain"]),
    (
        "MsQuicEtw.4bf91e52.man",
        &["Etw.ConnReleaseChain", "tid_RELEASE_CHAIN"],
    ),
];

fn manifests(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|it| it == "man" || it == "xml" || it == "manifest")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

fn diagnostics(path: &Path, options: &Options) -> Vec<Diagnostic> {
    let name = path.to_string_lossy();
    match Source::decode(name, &fs::read(path).unwrap()) {
        Ok(source) => {
            let outcome = compile(&source, options);
            let refused = outcome
                .diagnostics
                .iter()
                .any(|it| it.severity() == Severity::Error);
            assert_eq!(outcome.manifest.is_none(), refused, "{}", path.display());
            outcome.diagnostics
        }
        Err((_, error)) => vec![error.into()],
    }
}

/// The codes of a manifest's errors.
fn errors(path: &Path, options: &Options) -> BTreeSet<&'static str> {
    let errors = diagnostics(path, options).into_iter();
    errors
        .filter(|it| it.severity() == Severity::Error)
        .map(|it| it.code().id())
        .collect()
}

fn check(folder: &str, refused: &[(&str, &[&str])]) {
    let shared = corpus::shared();
    let (mut accepted, mut met) = (0, BTreeSet::new());
    for path in manifests(&shared.join("corpus").join(folder)) {
        let expected = refused
            .iter()
            .find(|(name, _)| path.to_string_lossy().ends_with(name));
        let codes = expected.map_or(BTreeSet::new(), |(_, codes)| {
            codes.iter().copied().collect()
        });
        assert_eq!(errors(&path, &Options::new()), codes, "{}", path.display());
        met.extend(expected.map(|(name, _)| *name));
        accepted += usize::from(expected.is_none());
    }
    println!("{folder}: {accepted} accepted, {} refused", met.len());
    assert_eq!(met.len(), refused.len(), "all of the list are there");
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn what_mc_compiled_is_accepted() {
    check("inputs", &[]);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn handwritten_manifests_are_accepted() {
    check("handwritten", HANDWRITTEN);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn examples_of_the_documentation_are_accepted() {
    check("ms-docs-examples", DOCUMENTATION);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn older_versions_are_accepted() {
    check("history", HISTORY);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn what_is_undefined_is_named() {
    let shared = corpus::shared();
    for path in manifests(&shared.join("corpus/history")) {
        let names = NAMED
            .iter()
            .find(|(file, _)| path.to_string_lossy().ends_with(file));
        let messages = || {
            diagnostics(&path, &Options::new())
                .into_iter()
                .map(|it| it.message().to_owned())
        };
        for name in names.map_or(&[][..], |(_, names)| names) {
            let quoted = format!("`{name}`");
            assert!(
                messages().any(|it| it.contains(&quoted)),
                "{}: {name}",
                path.display()
            );
        }
    }
}

/// How many of the manifests that a tool rebuilt from compiled providers are accepted, and why the others are not.
fn rebuilt(shared: &Path, options: &Options) -> (usize, BTreeMap<&'static str, usize>) {
    let (mut accepted, mut codes) = (0, BTreeMap::new());
    for path in manifests(&shared.join("corpus/recreated")) {
        let errors = errors(&path, options);
        accepted += usize::from(errors.is_empty());
        for code in errors {
            *codes.entry(code).or_default() += 1;
        }
    }
    (accepted, codes)
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn rebuilt_manifests_are_accepted_with_leniency() {
    let shared = corpus::shared();
    let (strict, codes) = rebuilt(&shared, &Options::new());
    println!("recreated, strict: {strict} accepted; files by code: {codes:?}");
    let (lenient, left) = rebuilt(&shared, &Options::new().lenient());
    println!("recreated, lenient: {lenient} accepted; files by code: {left:?}");
    // What remains is text that is no XML, types that nobody knows, and two things with one identity.
    let remaining = ["ETW0003", "ETW0207", "ETW0603", "ETW0612", "ETW0802"];
    assert!(left.keys().all(|code| remaining.contains(code)), "{left:?}");
    assert!(strict < lenient && lenient > 580, "{lenient}");
}

/// What mc.exe 6.3 accepted and refused of manifests that were made to try it.
#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn the_probes_are_judged_as_by_mc() {
    let shared = corpus::shared();
    let probes = shared.join("oracle/probes");
    let accepted = manifests(&probes.join("accepted"));
    for path in &accepted {
        assert_eq!(
            errors(path, &Options::new()),
            BTreeSet::new(),
            "{}",
            path.display()
        );
    }
    let table = fs::read_to_string(probes.join("rejected/REJECTS.tsv")).unwrap();
    let rows = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'));
    let mut count = 0;
    for (name, number) in rows {
        let errors = errors(&probes.join("rejected").join(name), &Options::new());
        assert!(!errors.is_empty(), "{name} is accepted");
        let numbers: Vec<u32> = errors
            .iter()
            .flat_map(|id| Code::find(id).unwrap().microsoft())
            .copied()
            .collect();
        if let Ok(number) = number.trim().parse::<u32>() {
            assert!(
                numbers.contains(&number),
                "{name}: {errors:?} are {numbers:?}, not {number}"
            );
        }
        count += 1;
    }
    println!("probes: {} accepted, {count} refused", accepted.len());
}

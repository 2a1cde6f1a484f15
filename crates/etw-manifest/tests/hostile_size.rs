//! Input that is made to hurt by its size: bounded in memory and in work, with an error that says so.
//!
//! Memory is held against the size of the input, so that a bound that breaks fails on every machine alike.

use std::fmt::Write as _;
use std::thread;

use crate::hostile_text::{self, HEAD, PROVIDER, repeated};
use crate::memory::{Memory, measure};
use etw_manifest::diagnostic::{Diagnostic, MessageFormat, Severity};
use etw_manifest::resource::Resources;
use etw_manifest::source::Source;
use etw_manifest::{Options, Outcome, compile, doc, resource};

/// With these lists in the provider, and these strings in English.
fn document(lists: &str, strings: &str) -> String {
    let table = format!("<stringTable>{strings}</stringTable>");
    hostile_text::document(
        lists,
        &format!("<resources culture=\"en-US\">{table}</resources>"),
    )
}

/// Compiles within so many bytes of memory for each byte of the text, and in all so many: what is quadratic takes more.
fn compiled(text: &str, peak: usize, total: usize) -> (Source, Outcome) {
    let source = Source::new("hostile.man", text);
    let (outcome, memory) = measure(|| compile(&source, &Options::new()));
    let size = text.len();
    let most = |factor: usize| factor * size + 100_000;
    let Memory { peak: p, total: t } = memory;
    assert!(p < most(peak), "{p} bytes at once for {size}: {}", p / size);
    assert!(t < most(total), "{t} bytes in all for {size}: {}", t / size);
    (source, outcome)
}

/// The codes of the errors, each once; all that is said is small, however it is said.
fn refused(text: &str, peak: usize, total: usize) -> Vec<&'static str> {
    let (source, outcome) = compiled(text, peak, total);
    assert!(outcome.manifest.is_none());
    let diagnostics = &outcome.diagnostics;
    assert!(diagnostics.len() <= 1_000);
    let (lengths, memory) = measure(|| rendered(diagnostics, &source));
    assert!(lengths.iter().all(|length| *length < 20_000));
    assert!(memory.peak < 1_000_000, "{memory:?}");
    let errors = diagnostics
        .iter()
        .filter(|it| it.severity() == Severity::Error);
    let mut codes: Vec<_> = errors.map(|it| it.code().id()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn rendered(diagnostics: &[Diagnostic], source: &Source) -> Vec<usize> {
    let one = |it: &Diagnostic| {
        let human = it.render(source, MessageFormat::Human { color: false });
        human.len()
    };
    diagnostics.iter().map(one).collect()
}

#[test]
fn a_mistake_in_every_few_bytes_does_not_fill_the_memory() {
    let tasks = document(&format!("<tasks>{}</tasks>", "<task/>".repeat(120_000)), "");
    assert_eq!(refused(&tasks, 125, 500), ["ETW0103"]);
    let unknown = document(
        &format!("<events>{}</events>", "<evnt a=\"1\"/>".repeat(120_000)),
        "",
    );
    assert_eq!(refused(&unknown, 90, 300), ["ETW0101"]);
}

/// Quadratic work allocates sixteen times as much for four times the input.
#[test]
fn work_grows_only_as_the_input_does() {
    let provider = format!("{PROVIDER}</provider>");
    let close = "</events></instrumentation></instrumentationManifest>";
    let texts: [(&str, &dyn Fn(usize) -> String); 3] = [
        ("unknown attributes", &|count| {
            let attributes = repeated(count, |text, index| {
                write!(text, " a{index:05}=\"\"").unwrap();
            });
            document(
                &format!("<events><event value=\"1\"{attributes}/></events>"),
                "",
            )
        }),
        ("misspelt elements", &|count| {
            document(
                &format!("<events>{}</events>", "<evnt a=\"1\"/>".repeat(count)),
                "",
            )
        }),
        ("duplicate providers", &|count| {
            format!("{HEAD}{}{close}", provider.repeat(count))
        }),
    ];
    for (name, text) in texts {
        let total = |count| {
            let source = Source::new("hostile.man", text(count));
            measure(|| compile(&source, &Options::new())).1.total
        };
        let (short, long) = (total(1_000), total(4_000));
        assert!(long < 5 * short, "{name}: {short} and {long} bytes");
    }
}

#[test]
fn what_is_not_shown_is_counted() {
    let text = document(&format!("<tasks>{}</tasks>", "<task/>".repeat(3_000)), "");
    let (source, outcome) = compiled(&text, 1_000, 1_000);
    let last = outcome.diagnostics.last().unwrap();
    let drawing = last.render(&source, MessageFormat::Human { color: false });
    assert!(
        drawing.contains("note: 5000 more problems are not shown"),
        "{drawing}"
    );
}

#[test]
fn duplicates_of_everything_are_bounded() {
    const COUNT: usize = 10_000;
    let events = "<event value=\"1\" symbol=\"A\" level=\"X\" task=\"Y\" template=\"Z\" message=\"$(string.q)\"/>";
    let text = document(&format!("<events>{}</events>", events.repeat(COUNT)), "");
    assert_eq!(
        refused(&text, 80, 150),
        [
            "ETW0201", "ETW0802", "ETW0803", "ETW0811", "ETW0812", "ETW0815"
        ]
    );
    for (list, item, codes) in [
        (
            "levels",
            "<level name=\"N\" value=\"20\" symbol=\"S\"/>",
            ["ETW0402", "ETW0403", "ETW0404"],
        ),
        (
            "tasks",
            "<task name=\"N\" value=\"20\" symbol=\"S\"/>",
            ["ETW0412", "ETW0413", "ETW0414"],
        ),
        (
            "opcodes",
            "<opcode name=\"N\" value=\"20\" symbol=\"S\"/>",
            ["ETW0422", "ETW0423", "ETW0424"],
        ),
        (
            "keywords",
            "<keyword name=\"N\" mask=\"0x1\" symbol=\"S\"/>",
            ["ETW0433", "ETW0434", "ETW0435"],
        ),
    ] {
        let text = document(&format!("<{list}>{}</{list}>", item.repeat(COUNT)), "");
        assert_eq!(refused(&text, 80, 150), codes, "{list}");
    }
    let strings = "<string id=\"S\" value=\"x\"/>".repeat(COUNT);
    assert_eq!(refused(&document("", &strings), 80, 150), ["ETW0202"]);
    let providers = format!("{PROVIDER}</provider>").repeat(COUNT);
    let text = format!("{HEAD}{providers}</events></instrumentation></instrumentationManifest>");
    assert_eq!(refused(&text, 80, 150), ["ETW0304", "ETW0305", "ETW0306"]);
}

/// Each excerpt shows a few hundred bytes of a line of megabytes, and each message some of a long name.
#[test]
fn duplicates_of_long_names_are_bounded() {
    let name = "x".repeat(100_000);
    let level = format!("<level name=\"{name}\" value=\"20\" symbol=\"{name}\"/>");
    let text = document(&format!("<levels>{}</levels>", level.repeat(100)), "");
    assert_eq!(refused(&text, 4, 20), ["ETW0402", "ETW0403", "ETW0404"]);
}

#[test]
fn thousands_of_names_are_not_compared_with_each_other() {
    let declared = repeated(5_000, |text, index| {
        write!(
            text,
            "<task name=\"DeclaredTask{index}\" value=\"{index}\"/>"
        )
        .unwrap();
    });
    let events = repeated(500, |text, index| {
        write!(text, "<event value=\"{index}\" task=\"Task{index}\"/>").unwrap();
    });
    let lists = format!("<tasks>{declared}</tasks><events>{events}</events>");
    assert_eq!(
        refused(&document(&lists, ""), 60, 2_000),
        ["ETW0411", "ETW0812"]
    );
}

#[test]
fn many_events_are_a_matter_of_their_number() {
    const COUNT: usize = 20_000;
    let events = repeated(COUNT, |text, index| {
        write!(
            text,
            "<event value=\"{index}\" symbol=\"E{index}\" template=\"T\"/>"
        )
        .unwrap();
    });
    let template = "<templates><template tid=\"T\"><data name=\"A\" inType=\"win:UInt32\"/></template></templates>";
    let text = document(&format!("{template}<events>{events}</events>"), "");
    let (_, outcome) = compiled(&text, 80, 150);
    let manifest = outcome.manifest.unwrap();
    let (resources, memory) = measure(|| Resources::new(&manifest, resource::Options::default()));
    assert!(memory.total < 40 * text.len(), "{memory:?}");
    assert!(resources.wevt_template.len() > 48 * COUNT);
}

/// Page names are made of letters that every system allows; what is left of these names is nothing.
#[test]
fn a_thousand_pages_of_one_name_are_named_one_after_the_other() {
    const COUNT: usize = 1_000;
    let providers = repeated(COUNT, |text, index| {
        let symbol = format!("{}é", "é".repeat(index));
        write!(
            text,
            "<provider name=\"P{index}\" guid=\"{{00000000-0000-0000-0000-{index:012}}}\" symbol=\"{symbol}\" \
             resourceFileName=\"p\"><events><event value=\"1\" symbol=\"é\"/></events></provider>"
        )
        .unwrap();
    });
    let text = format!("{HEAD}{providers}</events></instrumentation></instrumentationManifest>");
    let (_, outcome) = compiled(&text, 80, 150);
    let manifest = outcome.manifest.unwrap();
    let (pages, memory) = measure(|| manifest.to_markdown(&doc::Options::new("en-US")));
    assert_eq!(pages.len(), COUNT + 1);
    let written: usize = pages.iter().map(|(_, text)| text.len()).sum();
    assert!(memory.total < 50 * written, "{memory:?} for {written}");
}

/// The tree of elements is dropped, converted and written by recursion, whose depth the reader bounds.
#[test]
fn the_deepest_tree_needs_little_stack() {
    let deep = format!("{}{}", "<a>".repeat(110), "</a>".repeat(110));
    let text = document(
        &format!(
            "<templates><template tid=\"T\"><data name=\"A\" inType=\"win:UInt32\"/>\
             <UserData>{deep}</UserData></template></templates><events><event value=\"1\" template=\"T\"/></events>"
        ),
        "",
    );
    let run = move || {
        let outcome = compile(&Source::new("deep.man", text), &Options::new());
        let manifest = outcome.manifest.expect("accepted");
        let rust = manifest.to_rust("::etw_provider");
        let resources = Resources::new(&manifest, resource::Options::default());
        (
            rust.len(),
            manifest.to_json().len(),
            resources.wevt_template.len(),
        )
    };
    let thread = thread::Builder::new().stack_size(512 * 1024).spawn(run);
    let sizes = thread.unwrap().join().expect("no overflow of the stack");
    assert!(sizes.0 > 0 && sizes.1 > 0 && sizes.2 > 0);
}

#[test]
fn huge_counts_are_numbers_or_out_of_range() {
    let of = |count: &str| {
        document(
            &format!(
                "<templates><template tid=\"T\"><struct name=\"S\" count=\"{count}\">\
                 <data name=\"B\" inType=\"win:Binary\" length=\"{count}\" count=\"{count}\"/></struct></template></templates>\
                 <events><event value=\"1\" symbol=\"E\" template=\"T\"/></events>"
            ),
            "",
        )
    };
    for count in [
        "65536",
        "4294967295",
        "18446744073709551616",
        "-1",
        "0xFFFFFFFFFFFFFFFFFF",
    ] {
        let codes = refused(&of(count), 1_000, 1_000);
        assert!(
            matches!(codes[0], "ETW0106" | "ETW0105"),
            "{count}: {codes:?}"
        );
    }
    let manifest = compiled(&of("65535"), 1_000, 1_000).1.manifest.unwrap();
    let (rust, memory) = measure(|| manifest.to_rust("::etw_provider"));
    assert!(
        rust.len() < 100_000 && memory.peak < 20_000_000,
        "{memory:?}"
    );
    let provider = &manifest.providers()[0];
    let event = provider.event(1, 0).unwrap();
    let width = etw_manifest::decode::PointerWidth::Eight;
    let (result, memory) = measure(|| provider.decode(event, &[0; 100], width).map(drop));
    assert!(result.is_err() && memory.peak < 100_000, "{memory:?}");
}

#[test]
fn a_struct_that_refers_to_itself_or_to_another_is_refused() {
    for (items, code) in [
        (
            "<struct name=\"S\" count=\"S\"><data name=\"A\" inType=\"win:UInt8\"/></struct>",
            "ETW0607",
        ),
        (
            "<struct name=\"S\"><struct name=\"S\"/></struct>",
            "ETW0101",
        ),
        (
            "<struct name=\"S\" count=\"R\"><data name=\"A\" inType=\"win:UInt8\"/></struct>\
             <struct name=\"R\" count=\"S\"><data name=\"A\" inType=\"win:UInt8\"/></struct>",
            "ETW0607",
        ),
        (
            "<data name=\"A\" inType=\"win:UInt8\" count=\"A\"/>",
            "ETW0607",
        ),
    ] {
        let text = document(
            &format!("<templates><template tid=\"T\">{items}</template></templates>"),
            "",
        );
        assert!(refused(&text, 1_000, 1_000).contains(&code), "{items}");
    }
}

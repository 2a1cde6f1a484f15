//! Writes what mc.exe, rc.exe and a linker would: `resources MANIFEST FOLDER`.

use std::path::Path;
use std::{env, fs};

use etw_manifest::resource::{Machine, Options, Resources};
use etw_manifest::source::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [manifest, folder] = arguments.as_slice() else {
        return Err("expected a manifest and a folder".into());
    };
    let (manifest, folder) = (Path::new(manifest), Path::new(folder));
    let stem = manifest.file_stem().unwrap_or_default().to_string_lossy();
    let source = Source::decode(stem.clone(), &fs::read(manifest)?)
        .map_err(|it| it.1.message().to_owned())?;
    let compiled = etw_manifest::compile(&source, &etw_manifest::Options::new());
    let manifest = compiled.manifest.ok_or("the manifest is refused")?;
    let resources = Resources::new(&manifest, Options::default())
        .map_err(|problems| problems[0].message().to_owned())?;

    fs::create_dir_all(folder)?;
    let file = |name: &str| folder.join(format!("{stem}{name}"));
    fs::write(file("TEMP.BIN"), &resources.wevt_template)?;
    for (table, name) in resources
        .message_tables
        .iter()
        .zip(resources.message_files(None))
    {
        fs::write(folder.join(name), &table.bytes)?;
    }
    fs::write(file(".rc"), resources.rc_text(&stem, None))?;
    fs::write(file(".res"), resources.res())?;
    fs::write(file(".obj"), resources.coff(Machine::X64))?;
    fs::write(
        file(".dll"),
        resources.dll(Machine::X64, &format!("{stem}.dll")),
    )?;
    Ok(())
}

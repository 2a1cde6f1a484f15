//! `etw-manifest resource`: writes the binary resources, with the file names of mc.exe.

use std::path::Path;
use std::process::ExitCode;

use etw_manifest::model::Manifest;
use etw_manifest::resource::{self, Options, Resources};
use etw_manifest::source::Source;

use crate::arguments::Resource;
use crate::command::write;
use crate::input::expand;
use crate::output::Stream;
use crate::report::{Compiled, Failure, Reporter, compile};

pub(crate) fn run(arguments: &Resource) -> Result<ExitCode, Failure> {
    let files = expand(&arguments.files);
    let files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut reporter = Reporter::new(&arguments.diagnostics, Stream::Errors);
    let mut compiled = Vec::new();
    for file in &files {
        compiled.push(compile(&arguments.fragments.files(file), &mut reporter)?);
    }
    let resources = build(&compiled, arguments, &mut reporter)?;
    reporter.finish()?;
    let Some(resources) = resources else {
        return Ok(ExitCode::FAILURE);
    };
    let stem = stem(&compiled[0].source);
    let outputs = outputs(&resources, &stem, arguments);
    write(&arguments.out, outputs, &files)?;
    Ok(ExitCode::SUCCESS)
}

/// Returns one resource of all manifests, or `None` after showing the errors.
fn build<'a>(
    compiled: &'a [Compiled],
    arguments: &Resource,
    reporter: &mut Reporter<'_>,
) -> Result<Option<Resources>, Failure> {
    let named = |it: &'a Compiled| Some((it.source.name(), it.manifest.as_ref()?));
    let manifests: Option<Vec<(&str, &Manifest)>> = compiled.iter().map(named).collect();
    let Some(manifests) = manifests else {
        return Ok(None);
    };
    let options = Options {
        mc_version: arguments.mc_version,
        bug_compatible: arguments.bug_compatible,
    };
    match resource::merged(&manifests, options) {
        Ok(resources) => Ok(Some(resources)),
        Err(problems) => {
            for (index, problem) in problems {
                reporter.show(&compiled[index].source, vec![problem])?;
            }
            Ok(None)
        }
    }
}

/// Returns the names and contents of all files.
fn outputs(resources: &Resources, stem: &str, arguments: &Resource) -> Vec<(String, Vec<u8>)> {
    let machine = arguments.machine.into();
    let dll = format!("{stem}.dll");
    let mut files = vec![(format!("{stem}TEMP.BIN"), resources.wevt_template.clone())];
    let tables = resources
        .message_tables
        .iter()
        .map(|table| table.bytes.clone());
    files.extend(resources.message_files(None).into_iter().zip(tables));
    files.push((
        format!("{stem}.rc"),
        resources.rc_text(stem, None).into_bytes(),
    ));
    files.push((format!("{stem}.res"), resources.res()));
    files.push((format!("{stem}.obj"), resources.coff(machine)));
    files.push((format!("{stem}.o"), resources.gnu_object(machine)));
    let image = resources.dll(machine, &dll);
    files.push((dll, image));
    files
}

/// Returns the name of a manifest without its folder and ending.
pub(super) fn stem(source: &Source) -> String {
    let name = Path::new(source.name());
    name.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

//! `etw-manifest resource`: writes the binary resources, with the file names of mc.exe.

use std::path::Path;
use std::process::ExitCode;

use etw_manifest::model::Manifest;
use etw_manifest::resource::{self, Options, Resources};

use crate::arguments::Resource;
use crate::command::write;
use crate::report::{Compiled, Failure, compile_files, show};

pub(crate) fn run(arguments: &Resource) -> Result<ExitCode, Failure> {
    let compiled = compile_files(
        &arguments.files,
        &arguments.fragments,
        &arguments.diagnostics,
    );
    let compiled: Vec<Compiled> = compiled.collect::<Result<_, Failure>>()?;
    let Some(resources) = build(&compiled, arguments) else {
        return Ok(ExitCode::FAILURE);
    };
    let stem = stem(&arguments.files[0]);
    let outputs = outputs(&resources, &stem, arguments);
    write(&arguments.out, outputs, &arguments.files)?;
    Ok(ExitCode::SUCCESS)
}

/// Returns one resource of all manifests, or `None` after showing the errors.
fn build<'a>(compiled: &'a [Compiled], arguments: &Resource) -> Option<Resources> {
    let named = |it: &'a Compiled| Some((it.source.name(), it.manifest.as_ref()?));
    let manifests: Vec<(&str, &Manifest)> = compiled.iter().map(named).collect::<Option<_>>()?;
    let options = Options {
        mc_version: arguments.mc_version,
        bug_compatible: arguments.bug_compatible,
    };
    match resource::merged(&manifests, options) {
        Ok(resources) => Some(resources),
        Err(problems) => {
            for (index, problem) in &problems {
                show(
                    &compiled[*index].source,
                    problem,
                    arguments.diagnostics.format(),
                );
            }
            None
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

pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

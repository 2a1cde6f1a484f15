//! The Rust paths by which code in one package names the generated code of another.

/// The paths that a package hands on to packages that extend its providers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Paths {
    /// The module that includes the generated code.
    pub(super) module: String,
    /// The runtime, which the package re-exports.
    pub(super) runtime: String,
}

impl Paths {
    /// Returns the paths of a package in other packages. Both arguments are paths in its own code: the module within the
    /// crate, `None` for its root, and the runtime.
    pub(super) fn new(package: &str, module: Option<&str>, runtime: &str) -> Self {
        let root = format!("::{}", package.replace('-', "_"));
        let module = match module {
            Some(module) => format!("{root}::{}", module.trim_start_matches("crate::")),
            None => root.clone(),
        };
        let runtime = match runtime.strip_prefix("crate::") {
            Some(path) => format!("{root}::{path}"),
            None if runtime == "::etw_provider" => format!("{root}::etw_provider"),
            None => runtime.to_owned(),
        };
        Self { module, runtime }
    }

    /// Returns the same paths in a package that names the module by another path, because it renames the dependency.
    pub(super) fn at(&self, module: &str) -> Self {
        let (root, rest) = split(&self.module);
        let new_root = match split(module) {
            ("", path) => path.strip_suffix(rest).unwrap_or(path),
            (root, _) => root,
        };
        let runtime = match self.runtime.strip_prefix(root) {
            Some(path) if path.starts_with("::") => format!("{new_root}{path}"),
            _ => self.runtime.clone(),
        };
        let module = module.to_owned();
        Self { module, runtime }
    }
}

/// Splits a path after the name of another crate; the first part is empty if the path begins in the same crate.
fn split(path: &str) -> (&str, &str) {
    match path.strip_prefix("::") {
        Some(rest) => path.split_at("::".len() + rest.find("::").unwrap_or(rest.len())),
        None => ("", path),
    }
}

#[cfg(test)]
mod tests {
    use super::Paths;

    fn paths(module: Option<&str>, runtime: &str) -> [String; 2] {
        let Paths { module, runtime } = Paths::new("store-events", module, runtime);
        [module, runtime]
    }

    fn at(module: Option<&str>, path: &str) -> String {
        let paths = Paths::new("store-events", module, "::etw_provider").at(path);
        assert_eq!(paths.module, path);
        paths.runtime
    }

    #[test]
    fn paths_begin_with_the_name_of_the_crate() {
        let root = "::store_events";
        let runtime = format!("{root}::etw_provider");
        assert_eq!(paths(None, "::etw_provider"), [root, &runtime]);
        let [module, own] = paths(Some("events::store"), "crate::runtime");
        assert_eq!(module, format!("{root}::events::store"));
        assert_eq!(own, format!("{root}::runtime"));
        assert_eq!(
            paths(Some("crate::events"), "::other")[0],
            format!("{root}::events")
        );
        assert_eq!(paths(None, "::other::runtime")[1], "::other::runtime");
    }

    #[test]
    fn a_renamed_dependency_has_the_runtime_at_the_same_place() {
        assert_eq!(at(None, "::renamed"), "::renamed::etw_provider");
        assert_eq!(
            at(Some("events"), "::renamed::events"),
            "::renamed::etw_provider"
        );
        assert_eq!(
            at(None, "::store_events::events"),
            "::store_events::etw_provider"
        );
        assert_eq!(at(None, "crate::base"), "crate::base::etw_provider");
        assert_eq!(
            at(Some("events"), "crate::base::events"),
            "crate::base::etw_provider"
        );
    }
}

//! STUB
use crate::model::Manifest;
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) runtime_path: String,
}
impl Default for Options {
    fn default() -> Self {
        Self {
            runtime_path: "::etw_provider".into(),
        }
    }
}
pub(crate) fn generate(_: &Manifest, _: &Options) -> String {
    String::new()
}
impl Manifest {
    /// Rust
    pub fn to_rust(&self, p: &str) -> String {
        generate(
            self,
            &Options {
                runtime_path: p.into(),
            },
        )
    }
}

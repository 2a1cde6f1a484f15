//! A pattern map: patterns by which a consumer rewrites text.

/// `<patternMap>` under `<namedQueries>`.
#[derive(Clone, Debug)]
pub struct PatternMap {
    pub(crate) name: String,
    pub(crate) format: String,
    pub(crate) symbol: Option<String>,
    /// Name and value of each entry, in document order.
    pub(crate) items: Vec<(String, String)>,
}

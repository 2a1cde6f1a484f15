//! Manifests of one provider around what is made to hurt.

pub(crate) const HEAD: &str = "<instrumentationManifest xmlns=\"http://schemas.microsoft.com/win/2004/08/events\" \
    xmlns:win=\"http://manifests.microsoft.com/win/2004/08/windows/events\"><instrumentation><events>";
pub(crate) const PROVIDER: &str = "<provider name=\"P\" guid=\"{00000000-0000-0000-0000-000000000001}\" symbol=\"P\" \
    resourceFileName=\"p\" messageFileName=\"p\">";

/// With these lists in the provider, and these languages.
pub(crate) fn document(lists: &str, localization: &str) -> String {
    format!(
        "{HEAD}{PROVIDER}{lists}</provider></events></instrumentation><localization>{localization}</localization>\
         </instrumentationManifest>"
    )
}

/// Text made piece by piece.
pub(crate) fn repeated(count: usize, mut one: impl FnMut(&mut String, usize)) -> String {
    let mut text = String::new();
    (0..count).for_each(|index| one(&mut text, index));
    text
}

//! How many: `count` and `length` of an item.

/// A count or length, as a number or by the item that holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// Absent, or 0, which mc.exe treats alike.
    None,
    /// A number above 0.
    Constant(u16),
    /// The index of an earlier item: among the template's items, or among the same struct's members.
    Item(usize),
}

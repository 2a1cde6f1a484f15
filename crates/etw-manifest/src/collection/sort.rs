//! Sorts lists. Sorting itself is compiled once, for indexes.

use std::cmp::Ordering;

/// Sorts a list by a key. Items with equal keys keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let compare = &mut |one: usize, other: usize| key(&items[one]).cmp(&key(&items[other]));
    for (one, other) in swaps(order(items.len(), compare)) {
        items.swap(one, other);
    }
}

/// Sorts a list.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    let compare = &mut |one: usize, other: usize| items[one].cmp(&items[other]);
    for (one, other) in swaps(order(items.len(), compare)) {
        items.swap(one, other);
    }
}

/// Returns the indexes of items in the order of their keys.
pub(crate) fn indexes<'i, T, K: Ord>(items: &'i [T], key: impl Fn(&'i T) -> K) -> Vec<usize> {
    let compare = &mut |one: usize, other: usize| key(&items[one]).cmp(&key(&items[other]));
    order(items.len(), compare)
}

/// Returns the indexes below `count` in the order of a comparison.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Returns the swaps that put the item with the index `order[i]` at the index `i`.
fn swaps(mut order: Vec<usize>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    for start in 0..order.len() {
        // Each cycle of the permutation, from its first index on.
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::{by_key, indexes, sort};

    #[test]
    fn lists_are_sorted_like_those_of_the_standard_library() {
        for count in 0..60_u64 {
            let numbers = (0..count).map(|it| (it * it * 7 % 23, it));
            let numbers: Vec<(u64, u64)> = numbers.collect();
            let mut expected = numbers.clone();
            expected.sort_by_key(|it| it.0);
            let mut sorted = numbers.clone();
            by_key(&mut sorted, |it| it.0);
            assert_eq!(sorted, expected);
            let order = indexes(&numbers, |it| it.0);
            assert!(order.iter().map(|it| numbers[*it]).eq(expected.clone()));
            sorted.reverse();
            sort(&mut sorted);
            assert_eq!(sorted, expected);
        }
    }
}

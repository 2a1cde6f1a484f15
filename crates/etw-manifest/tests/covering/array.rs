//! A covering array: rows of choices in which every possible pair of choices occurs.

/// Returns `true` if some choices, those that are not `None`, can stand together.
type IsPossible = fn(&[Option<usize>]) -> bool;

/// The rows, and how many pairs they cover.
pub(super) struct Array {
    /// One choice for each hole.
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) covered: usize,
    /// Pairs that no row can have.
    pub(super) impossible: usize,
}

/// Which pairs still need a row.
struct Pairs {
    starts: Vec<usize>,
    total: usize,
    missing: Vec<bool>,
}

impl Pairs {
    fn new(sizes: &[usize]) -> Self {
        let ends = sizes.iter().scan(0, |sum, size| {
            *sum += size;
            Some(*sum)
        });
        let ends: Vec<usize> = ends.collect();
        let total = ends.last().copied().unwrap_or(0);
        let starts = [&[0], &ends[..ends.len() - 1]].concat();
        Self {
            starts,
            total,
            missing: vec![true; total * total],
        }
    }

    fn index(&self, left: (usize, usize), right: (usize, usize)) -> usize {
        let (left, right) = (left.min(right), left.max(right));
        (self.starts[left.0] + left.1) * self.total + self.starts[right.0] + right.1
    }

    /// Returns how many missing pairs a choice makes with those of a row.
    fn gain(&self, choice: (usize, usize), row: &[Option<usize>]) -> usize {
        let chosen = row.iter().enumerate();
        let others = chosen.filter_map(|(hole, it)| it.map(|it| (hole, it)));
        let pairs = others.filter(|other| other.0 != choice.0);
        pairs
            .filter(|other| self.missing[self.index(choice, *other)])
            .count()
    }

    /// Marks the pairs of a row as covered and returns how many of them were missing.
    fn cover(&mut self, row: &[usize]) -> usize {
        let mut covered = 0;
        for (left, &choice) in row.iter().enumerate() {
            for (right, &other) in row.iter().enumerate().skip(left + 1) {
                let index = self.index((left, choice), (right, other));
                covered += usize::from(std::mem::take(&mut self.missing[index]));
            }
        }
        covered
    }
}

/// Builds rows until every pair of choices that can stand together occurs in one.
///
/// Each row begins with a missing pair; every further hole takes the choice that adds most missing pairs.
pub(super) fn pairs(sizes: &[usize], is_possible: IsPossible) -> Array {
    let mut pairs = Pairs::new(sizes);
    let mut array = Array {
        rows: Vec::new(),
        covered: 0,
        impossible: 0,
    };
    for left in 0..sizes.len() {
        for right in left + 1..sizes.len() {
            for (one, other) in product(sizes[left], sizes[right]) {
                let index = pairs.index((left, one), (right, other));
                if !pairs.missing[index] {
                    continue;
                }
                let mut row = vec![None; sizes.len()];
                (row[left], row[right]) = (Some(one), Some(other));
                match complete(row, sizes, &pairs, is_possible) {
                    Some(row) => {
                        array.covered += pairs.cover(&row);
                        array.rows.push(row);
                    }
                    None => {
                        pairs.missing[index] = false;
                        array.impossible += 1;
                    }
                }
            }
        }
    }
    array
}

fn product(left: usize, right: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..left).flat_map(move |one| (0..right).map(move |other| (one, other)))
}

/// Chooses for every hole that is still empty, or returns `None` if nothing fits.
fn complete(
    mut row: Vec<Option<usize>>,
    sizes: &[usize],
    pairs: &Pairs,
    is_possible: IsPossible,
) -> Option<Vec<usize>> {
    if !is_possible(&row) {
        return None;
    }
    for hole in 0..sizes.len() {
        if row[hole].is_some() {
            continue;
        }
        let mut best = None;
        for choice in 0..sizes[hole] {
            row[hole] = Some(choice);
            if is_possible(&row) {
                let gain = pairs.gain((hole, choice), &row);
                best = best.max(Some((gain, choice)));
            }
        }
        row[hole] = Some(best?.1);
    }
    row.into_iter().collect()
}

//! [`Table`]: rows as a Markdown table.

use std::fmt;

/// A Markdown table; all columns but the first are numbers.
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[&str]) -> Self {
        Self {
            columns: columns.iter().map(|&it| it.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "| {} |", self.columns.join(" | "))?;
        let rules = vec!["--:"; self.columns.len() - 1];
        writeln!(formatter, "|---|{}|", rules.join("|"))?;
        for row in &self.rows {
            writeln!(formatter, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// Nanoseconds, with as many digits as they deserve.
#[must_use]
pub fn nanoseconds(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.2} ns"),
        10.0..1000.0 => format!("{value:.0} ns"),
        _ => format!("{:.1} µs", value / 1e3),
    }
}

/// How many times one is the other.
#[must_use]
pub fn ratio(value: f64, of: f64) -> String {
    times(value / of)
}

/// A ratio, with as many digits as it deserves.
#[must_use]
pub fn times(ratio: f64) -> String {
    match ratio {
        ..10.0 => format!("{ratio:.2}×"),
        _ => format!("{ratio:.0}×"),
    }
}

/// Seconds as milliseconds, with as many digits as they deserve.
#[must_use]
pub fn milliseconds(seconds: f64) -> String {
    match seconds * 1e3 {
        value @ ..10.0 => format!("{value:.2} ms"),
        value @ 10.0..1000.0 => format!("{value:.0} ms"),
        value => format!("{:.2} s", value / 1e3),
    }
}

/// Bytes in thousands and millions.
#[must_use]
pub fn bytes(count: usize) -> String {
    let count = count as f64;
    match count {
        ..1e3 => format!("{count} B"),
        1e3..1e6 => format!("{:.0} kB", count / 1e3),
        _ => format!("{:.1} MB", count / 1e6),
    }
}

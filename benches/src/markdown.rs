//! [`Table`], a Markdown table, and the formats of its numbers.

use std::fmt;

/// A Markdown table; all columns except the first are numbers.
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Returns a table without rows.
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

/// Formats nanoseconds with a sensible number of digits.
#[must_use]
pub fn nanoseconds(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.2} ns"),
        10.0..1000.0 => format!("{value:.0} ns"),
        _ => format!("{:.1} µs", value / 1e3),
    }
}

/// Formats the ratio of two numbers.
#[must_use]
pub fn ratio(value: f64, of: f64) -> String {
    times(value / of)
}

/// Formats a ratio with a sensible number of digits.
#[must_use]
pub fn times(ratio: f64) -> String {
    match ratio {
        ..10.0 => format!("{ratio:.2}×"),
        _ => format!("{ratio:.0}×"),
    }
}

/// Formats seconds as milliseconds with a sensible number of digits.
#[must_use]
pub fn milliseconds(seconds: f64) -> String {
    match seconds * 1e3 {
        value @ ..10.0 => format!("{value:.2} ms"),
        value @ 10.0..1000.0 => format!("{value:.0} ms"),
        value => format!("{:.2} s", value / 1e3),
    }
}

/// Formats bytes in thousands and millions.
#[must_use]
pub fn bytes(count: usize) -> String {
    let count = count as f64;
    match count {
        ..1e3 => format!("{count} B"),
        1e3..1e6 => format!("{:.0} kB", count / 1e3),
        _ => format!("{:.1} MB", count / 1e6),
    }
}

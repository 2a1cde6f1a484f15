//! The exponent by which time and memory grow with a manifest.

/// The slope of the line through the logarithms, by least squares: 1 is linear.
#[must_use]
pub fn exponent(points: &[(f64, f64)]) -> f64 {
    let logarithms = points.iter().map(|(x, y)| (x.ln(), y.ln()));
    let count = points.len() as f64;
    let mean = |of: fn((f64, f64)) -> f64| logarithms.clone().map(of).sum::<f64>() / count;
    let (mean_x, mean_y) = (mean(|it| it.0), mean(|it| it.1));
    let products = logarithms.clone().map(|(x, y)| (x - mean_x) * (y - mean_y));
    let squares = logarithms.clone().map(|(x, _)| (x - mean_x).powi(2));
    products.sum::<f64>() / squares.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::exponent;

    #[test]
    fn it_is_the_power() {
        let cubes = [1.0_f64, 10.0, 100.0].map(|it| (it, 7.0 * it.powi(3)));
        assert!((exponent(&cubes) - 3.0).abs() < 1e-9);
    }
}

//! The delay seen lately (spec 4.5): how long decisions took, without the time spent waiting for applicants.

/// The value that `percent` of the values do not exceed (nearest rank); `None` of no value.
pub fn percentile(mut values: Vec<i64>, percent: usize) -> Option<i64> {
    values.sort_unstable();
    let rank = (values.len() * percent).div_ceil(100);
    values.get(rank.saturating_sub(1)).copied()
}

/// A delay in hours as the days one says: a day begun counts.
pub fn days(hours: i64) -> i64 {
    hours.div_euclid(24) + i64::from(hours.rem_euclid(24) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_out_of_ten_are_under_the_ninetieth_percentile() {
        assert_eq!(percentile(vec![], 90), None);
        assert_eq!(percentile(vec![5], 90), Some(5));
        assert_eq!(percentile((1..=10).rev().collect(), 90), Some(9));
        assert_eq!(percentile((1..=100).collect(), 90), Some(90));
        assert_eq!(percentile((1..=20).collect(), 50), Some(10));
        assert_eq!(percentile(vec![1, 1, 1, 100], 90), Some(100), "of four, nine out of ten means all");
    }

    #[test]
    fn a_day_begun_counts() {
        assert_eq!([0, 1, 24, 25, 48].map(days), [0, 1, 1, 2, 2]);
    }
}

//! How long one on the waiting list may still wait, at the pace of the last three months: a range, never a promise (spec 4.5, 5.7).
//!
//! Admissions come one by one, more or less at random: what was counted says their pace only so well, and so many to come take a time
//! that varies too. Both doubts are kept, each at about nine chances in ten, so the range is wide where little is known.

/// Days that are counted, in three thirds.
pub const WINDOW: i64 = 90;
/// Admissions in the window under which nothing is said.
pub const FEWEST: i64 = 12;
/// Months past which no end is given.
const FARTHEST: i64 = 36;
/// How many deviations nine chances in ten take, to one side and the other.
const DEVIATIONS: f64 = 1.645;
/// Days of a month.
const MONTH: f64 = 30.4375;

/// When a place may come: between so many months and so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// Whole months, rounded down; 0 for less than one.
    pub from: i64,
    /// Whole months, rounded up; none when it is too far to say.
    pub to: Option<i64>,
}

/// The forecast of who has this rank; `admitted` in the last thirty days, the thirty before, and the thirty before those. Nothing is
/// said of too few admissions, nor when none came lately.
#[expect(clippy::cast_precision_loss, reason = "counts of applications")]
pub fn forecast(admitted: [i64; 3], free: i64, rank: i64) -> Option<Forecast> {
    let total: i64 = admitted.iter().sum();
    let [latest, ..] = admitted;
    if total < FEWEST || latest <= 0 || rank < 1 {
        return None;
    }
    // The pace: square roots of counts vary alike, whatever the count.
    let (root, half) = ((total as f64).sqrt(), DEVIATIONS / 2.0);
    let pace = |root: f64| root * root / WINDOW as f64;
    let (slow, fast) = (pace(root - half), pace((total as f64 + 1.0).sqrt() + half));
    // Places that are free could be given at once; at the latest, all before must be served first.
    let (few, all) = ((rank - free.max(0)).max(0) as f64, rank as f64);
    let soonest = (few - DEVIATIONS * few.sqrt()).max(0.0) / fast;
    let latest = (all + DEVIATIONS * all.sqrt()) / slow;
    let from = months(soonest).min(FARTHEST);
    let to = Some(months_up(latest)).filter(|to| *to <= FARTHEST);
    Some(Forecast { from, to })
}

#[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest whole number that there is")]
fn months(days: f64) -> i64 {
    (days / MONTH).floor() as i64
}

#[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest whole number that there is")]
fn months_up(days: f64) -> i64 {
    (days / MONTH).ceil().max(1.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(from: i64, to: i64) -> Option<Forecast> {
        Some(Forecast { from, to: Some(to) })
    }

    #[test]
    fn the_range_is_what_one_would_say_with_a_pencil() {
        for (admitted, free, rank, expected, why) in [
            ([30, 30, 30], 0, 1, of(0, 1), "one a day: the first is soon served"),
            ([30, 30, 30], 0, 90, of(2, 5), "ninety at one a day: three months, give or take"),
            ([30, 30, 30], 90, 90, of(0, 5), "there is a place for each: it may be tomorrow"),
            ([30, 30, 30], 60, 90, of(0, 5), "thirty must come first"),
            ([300, 300, 300], 0, 900, of(2, 4), "more is known, the range is narrower"),
            ([4, 4, 4], 0, 12, of(0, 8), "twelve in three months: hardly enough to say"),
            ([4, 4, 4], 0, 60, Some(Forecast { from: 7, to: Some(31) }), "far, and vague"),
            ([4, 4, 4], 0, 5000, Some(Forecast { from: 36, to: None }), "too far to say"),
            ([4, 4, 3], 0, 1, None, "too few"),
            ([0, 40, 40], 0, 1, None, "none came lately"),
            ([40, 0, 0], 0, 0, None, "nobody has this rank"),
        ] {
            assert_eq!(forecast(admitted, free, rank), expected, "{admitted:?}, {free} free, rank {rank}: {why}");
        }
    }

    /// No end comes after any end.
    fn end(found: Forecast) -> i64 {
        found.to.unwrap_or(i64::MAX)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn who_is_behind_never_comes_before(admitted in [0..400i64, 0..400i64, 0..400i64], free in 0..500i64, rank in 1..5000i64, behind in 1..200i64) {
            let (one, other) = (forecast(admitted, free, rank), forecast(admitted, free, rank + behind));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let Some((one, other)) = one.zip(other) {
                prop_assert!(one.from <= other.from && end(one) <= end(other), "{:?} then {:?}", one, other);
            }
        }

        #[test]
        fn the_range_is_a_range(admitted in [0..400i64, 0..400i64, 0..400i64], free in -5..500i64, rank in -5..100_000i64) {
            let total: i64 = admitted.iter().sum();
            match forecast(admitted, free, rank) {
                Some(found) => {
                    prop_assert!(found.from >= 0 && found.from < end(found), "{:?}", found);
                    prop_assert!(total >= FEWEST && admitted[0] > 0 && rank >= 1);
                }
                None => prop_assert!(total < FEWEST || admitted[0] == 0 || rank < 1),
            }
        }

        #[test]
        fn a_place_more_makes_nobody_wait_longer(admitted in [1..400i64, 0..400i64, 0..400i64], free in 0..500i64, rank in 1..5000i64) {
            if let Some((one, other)) = forecast(admitted, free + 1, rank).zip(forecast(admitted, free, rank)) {
                prop_assert!(one.from <= other.from && end(one) <= end(other));
            }
        }

        #[test]
        fn absurd_figures_say_something_or_nothing_but_never_fail(a in any::<i32>(), b in any::<i32>(), free in any::<i32>(), rank in any::<i32>()) {
            let _ = forecast([a.into(), b.into(), 0], free.into(), rank.into());
        }
    }
}

//! How the storage of a space fills: week by week over a year, and when it would be full, said only where the measures agree.

use super::day;
use super::values::Instant;
use chrono::{Datelike, Duration, NaiveDate};

/// Weeks of the picture.
pub const WEEKS: i64 = 52;
/// What is looked at to say when it will be full: so many days back…
const DAYS: i64 = 90;
/// …spread over so many at least…
const SPREAD: i64 = 21;
/// …with so many measures at least, and no more than these.
const FEWEST: usize = 6;
const MOST: usize = 60;
/// Percent of the pairs of measures that must rise.
const AGREE: usize = 80;
/// Nothing is said of what is further away.
const FAR: i64 = 365;

/// A young space is told from its first measure on, and over so many weeks at least.
const SHORT: usize = 8;

/// The last measure of each week, the oldest first: its Monday, and what was used; none where nothing was measured.
pub fn by_week(measures: &[(Instant, i64)], now: Instant) -> Vec<(NaiveDate, Option<i64>)> {
    let monday = |at: Instant| {
        let on = day::of(at);
        day::plus(on, -i64::from(on.weekday().num_days_from_monday()))
    };
    let mut last = std::collections::BTreeMap::new();
    for (at, used) in measures {
        let week = last.entry(monday(*at)).or_insert((*at, *used));
        if *at >= week.0 {
            *week = (*at, *used);
        }
    }
    let this = monday(now);
    let year = (0..WEEKS).rev().map(|back| day::plus(this, -7 * back)).map(|week| (week, last.get(&week).map(|(_, used)| *used)));
    let weeks: Vec<(NaiveDate, Option<i64>)> = year.collect();
    let empty = weeks.iter().take_while(|(_, used)| used.is_none()).count();
    weeks.into_iter().skip(empty.min(usize::try_from(WEEKS).unwrap_or(0) - SHORT)).collect()
}

/// The day on which the storage would be full at the pace of the last months; none where the measures do not tell clearly, where it
/// does not fill, or where that is far away. The slope is the median of those of all pairs (Theil–Sen): one great upload or one great
/// tidying does not decide it.
pub fn full_on(measures: &[(Instant, i64)], limit: i64, now: Instant) -> Option<NaiveDate> {
    let since = now - Duration::days(DAYS);
    let mut lately: Vec<(Instant, i64)> = measures.iter().copied().filter(|(at, _)| *at >= since && *at <= now).collect();
    lately.sort_by_key(|(at, _)| *at);
    let thinned: Vec<(Instant, i64)> = match lately.len().div_ceil(MOST) {
        0 | 1 => lately,
        step => lately.iter().rev().step_by(step).rev().copied().collect(),
    };
    let (first, last) = (thinned.first()?, thinned.last()?);
    if thinned.len() < FEWEST || last.0 - first.0 < Duration::days(SPREAD) || last.1 >= limit {
        return None;
    }
    let mut slopes = Vec::with_capacity(thinned.len() * thinned.len() / 2);
    for (n, (from, before)) in thinned.iter().enumerate() {
        for (to, after) in &thinned[n + 1..] {
            let hours = (*to - *from).num_hours();
            if hours > 0 {
                // Bytes a day.
                slopes.push(i64::try_from(i128::from(after - before) * 24 / i128::from(hours)).unwrap_or(i64::MAX));
            }
        }
    }
    slopes.sort_unstable();
    let rising = slopes.len() - slopes.partition_point(|slope| *slope <= 0);
    let slope = *slopes.get(slopes.len() / 2)?;
    if slope <= 0 || rising * 100 < slopes.len() * AGREE {
        return None;
    }
    let days = (limit - last.1) / slope;
    (days <= FAR).then(|| day::plus(day::of(last.0), days))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GO: i64 = 1_000_000_000;

    fn now() -> Instant {
        "2027-03-12T06:00:00Z".parse().unwrap()
    }

    fn nightly(days: i64, used: impl Fn(i64) -> i64) -> Vec<(Instant, i64)> {
        (0..days).map(|back| (now() - Duration::days(back) - Duration::hours(2), used(back))).collect()
    }

    #[test]
    fn a_space_that_fills_says_when() {
        // 20 Go today, 100 Mo a day: full in 200 days.
        let steady = nightly(90, |back| 20 * GO - back * GO / 10);
        assert_eq!(full_on(&steady, 40 * GO, now()), Some(day::plus(day::of(now()), 200)));
        // One great upload a month ago changes neither the slope nor what is left by much.
        let upload = nightly(90, |back| 20 * GO - back * GO / 10 - if back > 30 { 3 * GO } else { 0 });
        let on = full_on(&upload, 40 * GO, now()).unwrap();
        assert!((100..=200).contains(&(on - day::of(now())).num_days()), "{on}");
    }

    #[test]
    fn nothing_is_said_where_nothing_is_clear() {
        let limit = 40 * GO;
        for (name, measures) in [
            ("flat", nightly(90, |_| 20 * GO)),
            ("emptying", nightly(90, |back| 20 * GO + back * GO / 10)),
            ("up and down", nightly(90, |back| 20 * GO + if back % 2 == 0 { GO } else { 0 })),
            ("few days", nightly(10, |back| 20 * GO - back * GO / 10)),
            ("few measures", nightly(90, |back| 20 * GO - back * GO / 10).into_iter().step_by(30).collect()),
            ("far away", nightly(90, |back| 10 * GO - back * GO / 100)),
            ("full already", nightly(90, |back| 41 * GO - back * GO / 10)),
            ("old", nightly(90, |back| 20 * GO - back * GO / 10).into_iter().map(|(at, used)| (at - Duration::days(95), used)).collect()),
            ("none", Vec::new()),
        ] {
            assert_eq!(full_on(&measures, limit, now()), None, "{name}");
        }
    }

    #[test]
    fn a_year_is_told_week_by_week_with_its_gaps() {
        let weeks = by_week(&[(now() - Duration::days(1), 5), (now() - Duration::days(3), 4), (now() - Duration::days(30), 3)], now());
        assert_eq!(weeks.len(), 8, "from the first measure on, eight weeks at least");
        assert_eq!(by_week(&nightly(400, |_| 1), now()).len(), 52, "a year at most");
        assert_eq!(weeks.last(), Some(&("2027-03-08".parse().unwrap(), Some(5))), "the last of the week");
        assert_eq!(weeks.iter().filter(|(_, used)| used.is_some()).count(), 2);
        assert!(weeks.is_sorted_by_key(|(week, _)| *week));
    }
}

//! What the demo's spaces measure: a past of eleven weeks, then a night at a time as the clock moves on. Most live and grow; one
//! sleeps, one is not measured any more.

use super::fill::report;
use crate::actions::{self, Failure};
use crate::app::App;
use crate::clock::Clock;
use crate::domain::space::Space;
use crate::domain::usage::UsageReport;
use crate::domain::values::{Instant, Slug};
use crate::store::{self, spaces};
use chrono::Duration;

/// Spaces measured, at most.
const MOST: i64 = 500;
/// Nights between two measures of the past.
const STEP: usize = 2;
/// The latest of the clock's nights that are measured: further back, as if the agent had been away.
const NIGHTS: i64 = 40;
/// A space without a sign of life so long before its last measure stays asleep.
const ASLEEP: Duration = Duration::days(20);

/// Bytes and accounts today, and bytes more a day; by the place of the space.
const SHAPES: [(i64, i64, i64); 6] = [(35_200, 31, 180), (4_100, 8, 0), (14_000, 19, 20), (37_100, 50, 90), (640, 4, 1), (21_300, 26, 60)];
/// Which one sleeps, and since when; which one is not measured any more.
const SLEEPER: usize = 1;
const SLEEPS: Duration = Duration::days(65);
const STALE: usize = 4;
const LOST: Duration = Duration::days(9);

fn shape(k: usize) -> (i64, i64, i64) {
    SHAPES[k % SHAPES.len()]
}

/// The past of the spaces that live, in the order in which they were opened.
pub async fn past(app: &App, slugs: &[Slug], now: Instant) -> Result<(), Failure> {
    let mut all = Vec::new();
    for (k, slug) in slugs.iter().enumerate() {
        let asked = slug.clone();
        let Some(space) = app.store.read(move |db| store::space::by_slug(db, &asked)).await? else { continue };
        let (megabytes, accounts, growth) = shape(k);
        let night = now - Duration::hours(6);
        let last = if k == STALE { night - LOST } else { night };
        for back in (0..80_i64).step_by(STEP) {
            let at = last - Duration::days(back);
            if at < space.ordered_at {
                break;
            }
            // It wavers a little, as people do.
            let waver = if (back / 2 + i64::try_from(k).unwrap_or(0)) % 3 == 0 { megabytes / 200 } else { 0 };
            let used = (megabytes - growth * back - waver).max(megabytes / 10) * 1_000_000;
            let mut one = report(slug.clone(), used, accounts, at);
            if k == SLEEPER {
                let asleep = now - SLEEPS;
                one = UsageReport { last_login_at: Some(asleep.min(at)), last_file_change_at: None, ..one };
            }
            all.push(Ok(one));
        }
    }
    all.sort_by_key(|one| one.as_ref().map(|one| one.measured_at).ok());
    actions::usage::report(app, "demo".into(), all.into_iter()).await?;
    Ok(())
}

/// The nights up to `until`, each with what is due on its day: measures of what lives, then the clockwork.
pub async fn nights(app: &App, from: Instant, until: Instant) -> Result<(), Failure> {
    let days = (until - from).num_days();
    for left in (0..days.min(NIGHTS)).rev() {
        let at = until - Duration::days(left);
        let then = app.clone().with_clock(Clock::frozen(at));
        if !night(&then, from, at).await? {
            continue;
        }
        for _ in 0..50 {
            if crate::clockwork::tick(&then).await?.is_idle() {
                break;
            }
        }
    }
    Ok(())
}

/// Measures what was measured lately before `from`; says whether there was anything.
async fn night(app: &App, from: Instant, now: Instant) -> Result<bool, Failure> {
    let lines = app.store.read(|db| spaces::lines(db, &spaces::Query::default(), MOST)).await?;
    let mut reports = Vec::new();
    for line in lines.into_iter().filter(|line| line.status.has_instance()) {
        let (Some(slug), Some(measured)) = (Slug::parse(&line.slug), line.measured_at) else { continue };
        let asked = slug.clone();
        let latest = app
            .store
            .read(move |db| {
                let space: Option<Space> = store::space::by_slug(db, &asked)?;
                space.map_or(Ok(None), |space| store::usage::latest(db, &space.id, &asked))
            })
            .await?;
        let Some(latest) = latest.filter(|_| now > measured && from - measured < LOST) else { continue };
        let awake = line.status.is_open() && line.active_at.is_some_and(|at| measured - at < ASLEEP);
        let grown = latest.storage_bytes + if awake { latest.storage_bytes / 1_000 } else { 0 };
        let one = report(slug, grown, latest.accounts, now - Duration::hours(6));
        reports.push(Ok(if awake { one } else { UsageReport { last_login_at: latest.last_activity(), last_file_change_at: None, ..one } }));
    }
    let any = !reports.is_empty();
    actions::usage::report(app, "demo".into(), reports.into_iter()).await?;
    Ok(any)
}

//! Usage reports of the agent, one or thousands at once: measures are kept, the latest and the last activity ever measured are known at
//! once, a sign of life ends the sequence of an idle space, storage that fills up is told once a crossing.

use super::life::in_sequence;
use super::{Failure, Moment, settle};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::hours;
use crate::domain::policy::Policy;
use crate::domain::usage::{UsageReport, bar};
use crate::domain::values::{Slug, SpaceId};
use crate::post::life as letters;
use crate::store::usage::{Gauge, Measured};
use crate::store::{self, Tx};

/// A report that was not taken: its place in the list, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unread {
    /// Place in the list, from 0.
    pub index: usize,
    /// Why, in English, for the agent's log.
    pub detail: String,
}

/// Reports written in one transaction: others wait no longer than that.
const BATCH: usize = 500;

/// Stores the reports that are right; gives how many, and what is wrong with the others. They are read as they are needed, so that
/// thousands take no more room than a few hundred.
pub async fn report(
    app: &App,
    actor: String,
    mut reports: impl Iterator<Item = Result<UsageReport, String>>,
) -> Result<(usize, Vec<Unread>), Failure> {
    let (mut accepted, mut refused, mut index) = (0, Vec::new(), 0);
    loop {
        let batch: Vec<Result<UsageReport, String>> = reports.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok((accepted, refused));
        }
        let (first, count) = (index, batch.len());
        let (moment, house) = (Moment::of(app, actor.clone()), app.clone());
        let (taken, mut wrong) = app.store.write(move |tx| write(tx, &house, &moment, batch, first)).await?;
        accepted += taken;
        refused.append(&mut wrong);
        index += count;
    }
}

fn write(
    tx: &mut Tx<'_>,
    app: &App,
    moment: &Moment,
    batch: Vec<Result<UsageReport, String>>,
    first: usize,
) -> Result<(usize, Vec<Unread>), Failure> {
    let policy = app.policy();
    let slugs: Vec<Slug> = batch.iter().flatten().map(|report| report.slug.clone()).collect();
    let mut known = store::usage::measured(tx, &slugs)?;
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    for (at, report) in batch.into_iter().enumerate() {
        let checked = report.and_then(|report| {
            report.check(moment.now).map_err(str::to_owned)?;
            let space = known.get_mut(&report.slug).ok_or_else(|| "no such space".to_owned())?;
            Ok((space, report))
        });
        match checked {
            Ok((space, report)) => {
                take(tx, app, moment, &policy, space, &report)?;
                rows.push((space.id.clone(), report));
            }
            Err(detail) => refused.push(Unread { index: first + at, detail }),
        }
    }
    let accepted = rows.len();
    store::usage::save(tx, rows)?;
    Ok((accepted, refused))
}

/// What a measure changes besides itself. One that is older than the latest says something of activity only.
fn take(tx: &mut Tx<'_>, app: &App, moment: &Moment, policy: &Policy, space: &mut Measured, report: &UsageReport) -> Result<(), Failure> {
    let before = space.gauge;
    let active_at = before.and_then(|gauge| gauge.active_at).max(report.last_activity());
    let gauge = match before {
        Some(before) if before.measured_at > report.measured_at => Gauge { active_at, ..before },
        _ => {
            let bar = bar(report.storage_bytes, space.limits.storage_bytes, before.map_or(0, |gauge| gauge.told), policy);
            if let Some(full) = bar.letter {
                tell(tx, app, moment, policy, &space.id, report, (bar.percent, full))?;
            }
            let (measured_at, storage_bytes, accounts) = (report.measured_at, report.storage_bytes, report.accounts);
            Gauge { measured_at, active_at, storage_bytes, accounts, percent: bar.percent, told: bar.told }
        }
    };
    if before != Some(gauge) {
        store::usage::set_gauge(tx, &space.id, &gauge, before.is_some())?;
    }
    space.gauge = Some(gauge);
    // The activity of a space that is being warned: it lives.
    if let (Some(idle_since), Some(active_at)) = (space.idle_since, active_at)
        && active_at > idle_since
    {
        in_sequence(tx, app, moment, &space.id)?;
        space.idle_since = None;
    }
    Ok(())
}

/// Writes that the storage fills up.
fn tell(
    tx: &mut Tx<'_>,
    app: &App,
    moment: &Moment,
    policy: &Policy,
    id: &SpaceId,
    report: &UsageReport,
    (percent, full): (i64, bool),
) -> Result<(), Failure> {
    let Some(space) = store::space::find(tx, id)?.filter(|space| space.state.status().is_open()) else { return Ok(()) };
    let at = hours::next_open(moment.now, policy);
    let mut effects = Vec::new();
    for to in space.readers() {
        let letter = letters::quota(&app.settings, &space, to, report.storage_bytes, percent, full, report.measured_at)?;
        effects.push(Effect::SendLater { letter, about: About::Space(id.clone()), at });
    }
    settle(tx, moment, effects)
}

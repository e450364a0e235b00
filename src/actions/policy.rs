//! Changing the rules: a version is written, withdrawn, applied to what exists. One place reads them (see [`crate::rules`]).

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::eligibility;
use crate::domain::operation::{Operation, OperationKind};
use crate::domain::policy::Policy;
use crate::domain::policy::version::{self, Changes, Entry, Version};
use crate::domain::space::Limits;
use crate::domain::volunteer::Volunteer;
use crate::store::{self, Db, Tx, tally};
use std::sync::Arc;

/// Why no version was written, or none withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Someone wrote this version since the page was shown.
    Stale(i64),
    /// It took effect already, or there is no such version.
    TooLate,
}

/// Reads the versions again where another server, or a command, changed them.
pub async fn learn(app: &App) -> Result<(), Failure> {
    let house = app.clone();
    app.store.read(move |db| refresh(&house, db)).await
}

fn refresh(app: &App, db: &mut Db<'_>) -> Result<(), Failure> {
    let stamp = tally::get(db, store::policy::STAMP)?.unwrap_or(0);
    if stamp != app.rules.stamp() {
        app.rules.keep(stamp, store::policy::all(db)?);
    }
    Ok(())
}

/// What holds in this transaction, whichever server wrote it.
pub fn in_force(app: &App, tx: &mut Tx<'_>, moment: &Moment) -> Result<Arc<Policy>, Failure> {
    refresh(app, tx)?;
    Ok(app.rules.at(moment.now))
}

/// The rules of version `seen` say something else than those that hold: a page that shows them is old.
pub fn is_old(app: &App, seen: i64, policy: &Policy) -> bool {
    let (base, versions) = app.rules.versions();
    let began = versions.iter().find(|one| one.number == seen).map(|one| one.effective_at);
    let shown = began.map_or_else(|| Policy::clone(&base), |at| version::in_force(&base, &versions, at));
    policy.version != seen && policy.says_otherwise(&shown)
}

/// The number of the latest version: what a page shows along, and a later one makes it stale.
pub fn latest(versions: &[Version]) -> i64 {
    versions.iter().map(|one| one.number).max().unwrap_or(1)
}

/// What is to be written.
pub struct Draft {
    /// What changes, why and when.
    pub entry: Entry,
    /// The latest version when the page was shown.
    pub seen: i64,
}

/// Writes a version. `shape` makes what changes of what holds in the transaction, so that nothing is lost between page and deed.
pub async fn write(app: &App, by: &Volunteer, draft: Draft) -> Outcome<Version, Refusal> {
    let (moment, house, by) = (Moment::of(app, format!("volunteer:{}", by.id)), app.clone(), by.id.clone());
    let written = app
        .store
        .write(move |tx| {
            refresh(&house, tx)?;
            let (_, versions) = house.rules.versions();
            let last = latest(&versions);
            if last != draft.seen {
                return Ok(Err(Refusal::Stale(last)));
            }
            let Entry { changes, motive, .. } = &draft.entry;
            let version =
                Version { number: last + 1, changes: changes.clone(), effective_at: draft.entry.effective_at(moment.now), withdrawn: false };
            store::policy::insert(tx, &version, motive, &by, moment.now)?;
            let detail = told(&house.rules.at(moment.now), changes, &version);
            settle(tx, &moment, vec![Effect::Trace { verb: "change_policy", subject: format!("policy:{}", version.number), detail }])?;
            Ok::<_, Failure>(Ok(version))
        })
        .await?;
    learn(app).await?;
    Ok(written)
}

/// What a version changes, for the trail: numbers from and to, the rest by name.
fn told(before: &Policy, changes: &Changes, version: &Version) -> String {
    use crate::domain::policy::field;
    let said = changes.names().into_iter().map(|name| match (field::of(name), changes.numbers.get(name)) {
        (Some(field), Some(n)) => format!("{name} {}→{n}", (field.get)(before)),
        _ => match name {
            "admissions" => format!("admissions {}", changes.admissions.map_or("", |one| one.code())),
            "phases" => format!("phases {}", crate::domain::phase::written_out(changes.phases.as_deref().unwrap_or_default())),
            _ => name.to_owned(),
        },
    });
    format!("{} @ {}", said.collect::<Vec<_>>().join(", "), version.effective_at.format("%Y-%m-%dT%H:%MZ"))
}

/// Takes a version back that has not taken effect.
pub async fn withdraw(app: &App, by: &Volunteer, number: i64) -> Outcome<(), Refusal> {
    let (moment, by) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone());
    let done = app
        .store
        .write(move |tx| {
            if !store::policy::withdraw(tx, number, &by, moment.now)? {
                return Ok(Err(Refusal::TooLate));
            }
            settle(tx, &moment, vec![Effect::Trace { verb: "withdraw_policy", subject: format!("policy:{number}"), detail: String::new() }])?;
            Ok::<_, Failure>(Ok(()))
        })
        .await?;
    learn(app).await?;
    Ok(done)
}

/// What is changed in one transaction.
const BATCH: i64 = 100;

/// The limits of the criteria, when undecided applications were last assessed.
const ASSESSED: [&str; 2] = ["assessed_accounts", "assessed_storage"];

/// Assesses undecided applications anew when what the criteria ask has changed (R10); gives how many findings changed.
pub async fn assess_anew(app: &App) -> Result<usize, Failure> {
    let policy = app.policy();
    let wanted = [policy.accounts, policy.storage_go];
    let faq = [Policy::default().accounts, Policy::default().storage_go];
    let known = app.store.read(tally::all).await?;
    if ASSESSED.iter().zip(faq).map(|(name, faq)| known.get(*name).copied().unwrap_or(faq)).eq(wanted) {
        return Ok(0);
    }
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let (policy, from) = (policy.clone(), after.clone());
        let (page, changed) = app
            .store
            .write(move |tx| {
                let page = store::policy::undecided(tx, &from, BATCH)?;
                let mut changed = 0;
                for (id, form, before) in &page {
                    let found = eligibility::assess(form, &policy);
                    if found != *before {
                        store::policy::set_assessment(tx, id, &found)?;
                        changed += 1;
                    }
                }
                Ok::<_, Failure>((store::policy::last_key(&page), changed))
            })
            .await?;
        count += changed;
        match page {
            Some(last) => after = last.to_string(),
            None => break,
        }
    }
    app.store
        .write(move |tx| {
            for (name, n) in ASSESSED.iter().zip(wanted) {
                tally::set(tx, name, Some(n))?;
            }
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(count)
}

/// The version whose limits existing spaces are being given.
pub const APPLYING: &str = "limits_to_apply";

/// Has the limits of today given to the spaces that exist (R23): a version that says so, then the clockwork, a hundred at a time. A
/// second click while it is at work changes nothing.
pub async fn apply_limits(app: &App, by: &Volunteer, motive: String) -> Result<(), Failure> {
    let (moment, house, by) = (Moment::of(app, format!("volunteer:{}", by.id)), app.clone(), by.id.clone());
    app.store
        .write(move |tx| {
            let policy = in_force(&house, tx, &moment)?;
            if tally::get(tx, APPLYING)?.is_some() {
                return Ok(());
            }
            let number = latest(&house.rules.versions().1) + 1;
            let changes = Changes { to_existing: true, ..Changes::default() };
            let version = Version { number, changes, effective_at: moment.now, withdrawn: false };
            store::policy::insert(tx, &version, &motive, &by, moment.now)?;
            tally::set(tx, APPLYING, Some(number))?;
            let detail = format!("accounts {}, storage {} Go", policy.accounts, policy.storage_go);
            settle(tx, &moment, vec![Effect::Trace { verb: "apply_limits", subject: format!("policy:{number}"), detail }])
        })
        .await?;
    learn(app).await
}

/// Gives the next spaces the limits of today, with the operation that tells their instance; gives how many.
pub async fn give_limits(app: &App) -> Result<usize, Failure> {
    let applying = app.store.read(|db| tally::get(db, APPLYING)).await?;
    if applying.is_none() {
        return Ok(0);
    }
    let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
    app.store
        .write(move |tx| {
            let policy = in_force(&house, tx, &moment)?;
            let limits = Limits { accounts: policy.accounts, storage_bytes: policy.storage_bytes() };
            let others = store::space::with_other_limits(tx, limits, BATCH)?;
            for (space, instance) in &others {
                store::space::set_limits(tx, space, limits, policy.version)?;
                let mut effects =
                    vec![Effect::Trace { verb: "set_limits", subject: space.to_string(), detail: format!("policy:{}", policy.version) }];
                // An instance that does not exist yet is created with them.
                if *instance {
                    effects.insert(0, Effect::Ask(Operation::new(moment.key(), space.clone(), OperationKind::SetLimits, moment.now)));
                }
                settle(tx, &moment, effects)?;
            }
            if others.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
                tally::set(tx, APPLYING, None)?;
            }
            Ok(others.len())
        })
        .await
}

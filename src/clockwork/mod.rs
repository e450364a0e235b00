//! What is due now: one ticking task. Each piece asks the store what is due at `now`, so downtime costs delay, not work;
//! each is safe with several servers on one database, as every claim happens in the one write transaction.
//!
//! To add timed work: a function here in the order of [`tick`], asking what is due, doing it one transaction at a time.

mod digest;
mod waiting;

use crate::actions::{Failure, access, contact, kinship, life, limits, message, policy, review, sieve};
use crate::app::App;
use crate::domain::application::Shelf;
use crate::domain::hours;
use crate::domain::values::Instant;
use crate::post::Delivery;
use crate::store;
use chrono::Duration;
use futures_util::stream::{self, StreamExt};

/// What one tick did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Decisions put into effect.
    pub decisions: usize,
    /// Questions recalled or closed.
    pub followed_up: usize,
    /// Steps of the yearly question to who waits.
    pub inquired: usize,
    /// Steps made in the life of spaces.
    pub lived: usize,
    /// Digests of the morning sealed.
    pub digests: usize,
    /// Applications erased.
    pub erased: usize,
    /// Applications that sieves touched, or let go.
    pub sieved: usize,
    /// Applications and spaces to which new rules were applied.
    pub ruled: usize,
    /// Applications whose kin was looked for.
    pub related: usize,
    /// Letters that left.
    pub sent: usize,
    /// Letters that did not.
    pub unsent: usize,
}

impl Done {
    /// Nothing was due.
    pub fn is_idle(self) -> bool {
        self == Self::default()
    }
}

/// Pieces of work of one kind in one tick: the rest comes at the next.
const BATCH: i64 = 50;

/// Does once all that is due now.
pub async fn tick(app: &App) -> Result<Done, Failure> {
    let done = beat(app).await?;
    sweep(app).await?;
    Ok(done)
}

/// What people wait for: decisions, letters, erasures.
async fn beat(app: &App) -> Result<Done, Failure> {
    policy::learn(app).await?;
    let mut done = Done { decisions: put_decisions_into_effect(app).await?, followed_up: follow_questions_up(app).await?, ..Done::default() };
    (done.sent, done.unsent) = deliver(app).await?;
    done.erased = erase(app).await?;
    done.sieved = sieve::go_on(app).await?;
    done.ruled = policy::assess_anew(app).await? + policy::give_limits(app).await? + limits::go_on(app).await?;
    done.inquired = waiting::ask(app).await?;
    done.lived = life::go_on(app).await? + access::go_on(app).await? + contact::ask_still(app).await?;
    done.related = find_kin(app).await?;
    scrub(app).await?;
    // Last: what people wait for does not wait for it. It leaves at the next beat.
    done.digests = digest::send(app).await?;
    Ok(done)
}

/// Beats between two sweeps.
const SWEEP: u64 = 500;

/// Ticks until the server stops. A failure is logged and tried again at the next tick.
pub async fn run(app: App, every: std::time::Duration) {
    let mut interval = tokio::time::interval(every);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for count in 0_u64.. {
        interval.tick().await;
        let done = if count.is_multiple_of(SWEEP) { tick(&app).await } else { beat(&app).await };
        match done {
            Ok(done) if done.is_idle() => {}
            Ok(done) => tracing::info!(
                decisions = done.decisions,
                followed_up = done.followed_up,
                inquired = done.inquired,
                lived = done.lived,
                digests = done.digests,
                erased = done.erased,
                sieved = done.sieved,
                sent = done.sent,
                unsent = done.unsent,
                "tick"
            ),
            Err(failure) => tracing::error!(%failure, "tick failed"),
        }
    }
}

async fn put_decisions_into_effect(app: &App) -> Result<usize, Failure> {
    let now = app.now();
    let due = app.store.read(move |db| store::decision::due(db, now, BATCH)).await?;
    let count = due.len();
    for (decision, application) in due {
        review::put_into_effect(app, decision, application).await?;
    }
    Ok(count)
}

/// Looks for the kin of applications that are new or changed.
async fn find_kin(app: &App) -> Result<usize, Failure> {
    let due = app.store.read(|db| store::kinship::due(db, BATCH)).await?;
    let mut count = 0;
    for application in due {
        count += usize::from(kinship::look(app, application).await?);
    }
    Ok(count)
}

/// Questions without an answer: recalled, then closed (spec 5.6).
async fn follow_questions_up(app: &App) -> Result<usize, Failure> {
    let now = app.now();
    let due = app.store.read(move |db| store::application::due(db, now, BATCH)).await?;
    let mut count = 0;
    for application in due {
        count += usize::from(message::follow_up(app, application).await?);
    }
    Ok(count)
}

/// Letters sent at once: a slow mail server must not hold the others up.
const AT_ONCE: usize = 8;
/// Letters claimed at once: two rounds of the longest try are over before the first lease of two minutes is.
const LETTERS: i64 = 16;
/// Tries before a letter waits for a person: the last comes about two days after the first.
const TRIES: i64 = 12;

/// When a letter is tried again if this try does not succeed: two minutes, then twice as long, ten hours at most.
pub fn next_try(attempt: i64, now: Instant) -> Instant {
    let doubled = 1_i64 << attempt.clamp(1, 20);
    now + Duration::minutes(doubled.min(600))
}

/// Delivers what is due; gives how many letters left, and how many did not.
pub async fn deliver(app: &App) -> Result<(usize, usize), Failure> {
    let (now, policy) = (app.now(), app.policy());
    let due = app
        .store
        .write(move |tx| {
            store::outbox::claim(tx, now, LETTERS, |kind, attempt| {
                let next = next_try(attempt, now);
                if life::in_daytime(kind) { hours::next_open(next, &policy) } else { next }
            })
        })
        .await?;
    let fates: Vec<Result<bool, Failure>> = stream::iter(due)
        .map(|due| async move {
            let fate = app.mailer.deliver(&due, app.now()).await;
            let (id, attempt, now) = (due.id, due.attempt, app.now());
            let left = fate == Delivery::Sent;
            app.store
                .write(move |tx| match &fate {
                    Delivery::Sent => store::outbox::mark_sent(tx, &id, now),
                    Delivery::Later(why) => store::outbox::mark_failed(tx, &id, attempt, why, attempt >= TRIES),
                    Delivery::Never(why) => store::outbox::mark_failed(tx, &id, attempt, why, true),
                })
                .await?;
            Ok(left)
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let mut counts = (0, 0);
    for fate in fates {
        if fate? { counts.0 += 1 } else { counts.1 += 1 }
    }
    Ok(counts)
}

/// After erasures, leaves nothing readable in the files of the database; tried again while someone reads.
async fn scrub(app: &App) -> Result<(), Failure> {
    let waiting = app.store.read(|db| store::tally::get(db, store::tally::UNSCRUBBED)).await?;
    if waiting.is_some() && app.store.scrub().await? {
        app.store.write(|tx| store::tally::set(tx, store::tally::UNSCRUBBED, None)).await?;
    }
    Ok(())
}

/// Erases refused and closed applications whose letter has left (R14), those that sieves dropped (spec 6), and unconfirmed ones whose time is over (spec 4.4).
async fn erase(app: &App) -> Result<usize, Failure> {
    let limit = app.now() - Duration::days(app.policy().unconfirmed_days);
    let now = app.now();
    let (refused, dropped, unconfirmed) = app
        .store
        .read(move |db| {
            let refused = store::outbox::last_words_gone(db, BATCH)?;
            let unconfirmed = store::application::on_shelf_before(db, Shelf::Unconfirmed, limit, BATCH)?;
            Ok::<_, store::Error>((refused, store::catch::over(db, now, BATCH)?, unconfirmed))
        })
        .await?;
    let count = refused.len() + dropped.len() + unconfirmed.len();
    let unconfirmed = unconfirmed.into_iter().map(|application| application.id);
    for id in refused.into_iter().chain(dropped).chain(unconfirmed) {
        review::erase(app, id, limit).await?;
    }
    Ok(count)
}

/// Days that links and letters about spaces stay after their end, and second looks after they were asked for, so that a late click
/// is answered with the right words.
const REMAINS: Duration = Duration::days(30);

/// How long measures are kept: the year that the pages show, and a month.
const MEASURES: Duration = Duration::days(396);

/// Forgets what is over: drafts, sessions, links, credentials nobody came for, old letters.
async fn sweep(app: &App) -> Result<(), Failure> {
    let now = app.now();
    let policy = app.policy();
    let origins = now - Duration::days(policy.origin_days);
    let (drafts, traces) = (now - Duration::days(policy.unconfirmed_days), now - Duration::days(policy.trace_days));
    app.store
        .write(move |tx| {
            store::draft::delete_before(tx, drafts)?;
            store::session::delete_before(tx, now)?;
            store::link::delete_before(tx, now - REMAINS)?;
            store::access::delete_before(tx, now - REMAINS)?;
            store::space::forget_credentials_before(tx, now)?;
            store::outbox::delete_sent_before(tx, now - REMAINS)?;
            store::outbox::delete_traceless_before(tx, drafts)?;
            store::trace::delete_before(tx, traces)?;
            store::memory::delete_before(tx, now)?;
            store::address::delete_over(tx, now)?;
            store::archive::delete_before(tx, now)?;
            store::usage::delete_before(tx, now - MEASURES)?;
            store::sieve::forget_origins(tx, origins, now)?;
            store::second_look::delete_before(tx, now - REMAINS)?;
            review::measure_delay(tx, &policy, now)
        })
        .await
}

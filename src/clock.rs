//! The only place that reads the time. Everything else is given `now`.

use crate::domain::values::Instant;
use chrono::{Duration, SubsecRound, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time; the demo's and the tests' can be moved.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Milliseconds added to the system's time, or, when frozen, the instant itself.
    shift: Arc<AtomicI64>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    System,
    Movable,
    Frozen,
}

impl Clock {
    /// The system's time.
    pub fn system() -> Self {
        Self { shift: Arc::default(), kind: Kind::System }
    }
    /// The system's time, moved by `shift` and movable.
    pub fn movable(shift: Duration) -> Self {
        Self { shift: Arc::new(AtomicI64::new(shift.num_milliseconds())), kind: Kind::Movable }
    }
    /// Stands still at `at` until it is moved: tests.
    pub fn frozen(at: Instant) -> Self {
        Self { shift: Arc::new(AtomicI64::new(at.timestamp_millis())), kind: Kind::Frozen }
    }
    /// What time it is, to the millisecond.
    #[expect(clippy::disallowed_methods, reason = "the only place that reads the time")]
    pub fn now(&self) -> Instant {
        let shift = self.shift.load(Ordering::Relaxed);
        match self.kind {
            Kind::Frozen => Instant::from_timestamp_millis(shift).unwrap_or_default(),
            Kind::System | Kind::Movable => (Utc::now() + Duration::milliseconds(shift)).trunc_subsecs(3),
        }
    }
    /// What time it is outside, wherever a movable clock was moved: that of people's telephones.
    #[expect(clippy::disallowed_methods, reason = "the only place that reads the time")]
    pub fn world(&self) -> Instant {
        if self.kind == Kind::Frozen { self.now() } else { Utc::now() }
    }
    /// Moves a movable clock; the system's stays. Gives the whole shift.
    pub fn advance(&self, by: Duration) -> Duration {
        if self.kind == Kind::System {
            return Duration::zero();
        }
        Duration::milliseconds(self.shift.fetch_add(by.num_milliseconds(), Ordering::Relaxed) + by.num_milliseconds())
    }
}

/// Measures how long something took; never used to decide anything.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "the only place that reads the time")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }
    /// Milliseconds since the start.
    pub fn milliseconds(self) -> u128 {
        self.0.elapsed().as_millis()
    }
}

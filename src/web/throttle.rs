//! How often one may try: counted in memory by keys that are hashed, never locking an account out from elsewhere.

use crate::domain::values::Instant;
use crate::web::error::Error;
use chrono::Duration;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Counts of tries by key, within a window.
#[derive(Default)]
pub struct Throttle(Mutex<HashMap<String, (u32, Instant)>>);

/// Keys remembered at most; past that the oldest windows are dropped.
const MOST: usize = 50_000;

impl Throttle {
    /// Counts a try under `key`; refused past `limit` tries within `window`, with when to come back.
    pub fn count(&self, key: String, limit: u32, window: Duration, now: Instant) -> Result<(), Error> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST {
            counts.retain(|_, (_, start)| now - *start < window);
        }
        let entry = counts.entry(key).or_insert((0, now));
        if now - entry.1 >= window || now < entry.1 {
            *entry = (0, now);
        }
        entry.0 += 1;
        if entry.0 > limit { Err(Error::TooMany((entry.1 + window - now).num_seconds().max(1))) } else { Ok(()) }
    }

    /// Forgets a key: the try was good.
    pub fn forget(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_limit_one_is_told_when_to_come_back() {
        let throttle = Throttle::default();
        let now: Instant = "2026-11-23T10:00:00Z".parse().unwrap();
        let window = Duration::minutes(15);
        for _ in 0..3 {
            assert!(throttle.count("a".into(), 3, window, now).is_ok());
        }
        assert!(matches!(throttle.count("a".into(), 3, window, now + Duration::minutes(5)), Err(Error::TooMany(600))));
        assert!(throttle.count("b".into(), 3, window, now).is_ok());
        assert!(throttle.count("a".into(), 3, window, now + window).is_ok());
    }
}

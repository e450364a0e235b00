//! How rare an address, a domain or a number is among the records of the house.

use super::keys::Key;
use std::collections::HashMap;

/// As if the house had already seen this many records, so that a young house does not find everything common.
const SEEN_BEFORE: f64 = 20_000.0;

/// How many records hold each key.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    total: u64,
    holders: HashMap<Key, u64>,
}

impl Rarity {
    /// `total` records, and the holders of the keys that will be asked about; those left out are held by two.
    pub fn new(total: u64, holders: impl IntoIterator<Item = (Key, u64)>) -> Self {
        Self { total, holders: holders.into_iter().collect() }
    }

    /// One record more holds these keys.
    pub fn add(&mut self, keys: &[Key]) {
        self.total += 1;
        for key in keys {
            *self.holders.entry(*key).or_default() += 1;
        }
    }

    /// One record less holds these keys.
    pub fn remove(&mut self, keys: &[Key]) {
        self.total = self.total.saturating_sub(1);
        for key in keys {
            if let Some(count) = self.holders.get_mut(key) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    self.holders.remove(key);
                }
            }
        }
    }

    /// Rarity in nats: about 9 for what two records of a small house share, 1 for what a third of them hold.
    pub fn nats(&self, key: Key) -> f64 {
        let holders = self.holders.get(&key).copied().unwrap_or(0).max(2);
        ((SEEN_BEFORE + precise(self.total)) / precise(holders)).ln().max(0.0)
    }
}

/// Counts of records are far below 2^52.
#[expect(clippy::cast_precision_loss, reason = "counts of records")]
fn precise(count: u64) -> f64 {
    count as f64
}

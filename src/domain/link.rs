//! Links that letters carry: what they open, and whether they still do.

use super::values::Instant;
use crate::choices;

choices!(
    /// What a link opens.
    Purpose { Entry = "entry", FirstConnection = "first_connection", Invitation = "invitation", Activity = "activity", Contact = "contact", Access = "access" }
);

/// A link as it is stored, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it opens.
    pub purpose: Purpose,
    /// Whose: a key, or an address.
    pub subject: String,
    /// Until when.
    pub until: Instant,
    /// When it served.
    pub used_at: Option<Instant>,
}

/// Why a link does not open. The page says the same for all three, and offers another link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// No such link.
    Unknown,
    /// It served already.
    Used,
    /// Its time is over.
    Expired,
}

impl Link {
    /// It may be used at `now`.
    pub fn open(&self, now: Instant) -> Result<(), Shut> {
        match self.used_at {
            Some(_) => Err(Shut::Used),
            None if now >= self.until => Err(Shut::Expired),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_once_and_in_time() {
        let until = Instant::UNIX_EPOCH + chrono::Duration::minutes(15);
        let second = chrono::Duration::seconds(1);
        for (used_at, now, expected) in [
            (None, until - second, Ok(())),
            (None, until, Err(Shut::Expired)),
            (None, until + second, Err(Shut::Expired)),
            (Some(until - second), until - second, Err(Shut::Used)),
            (Some(until - second), until + second, Err(Shut::Used)),
        ] {
            let link = Link { purpose: Purpose::Entry, subject: "x".into(), until, used_at };
            assert_eq!(link.open(now), expected, "used {used_at:?}, opened {now}");
        }
    }
}

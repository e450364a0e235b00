//! Bearer tokens of programs: what they may do, and until when (spec 10).

use super::values::{Instant, TokenId};
use crate::choices;

choices!(
    /// What a token may do.
    Scope { Operations = "operations", Usage = "usage", Directory = "directory", Statistics = "statistics" }
);

/// A token as it is stored, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Key.
    pub id: TokenId,
    /// What it is for, in a few words.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was issued.
    pub created_at: Instant,
    /// When it stops working.
    pub expires_at: Option<Instant>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// When it last served (to the minute).
    pub last_used_at: Option<Instant>,
}

impl Token {
    /// It works at `now`.
    pub fn works(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
    /// It may do `scope`.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    fn token(expires_at: Option<Instant>, revoked_at: Option<Instant>, scopes: &[Scope]) -> Option<Token> {
        let id = TokenId::parse("00000000-0000-7000-8000-000000000001")?;
        let created_at = Instant::UNIX_EPOCH;
        Some(Token { id, name: "hermes".into(), scopes: scopes.to_vec(), created_at, expires_at, revoked_at, last_used_at: None })
    }

    #[test]
    fn a_token_works_until_it_expires_or_is_taken_back() {
        let now = Instant::UNIX_EPOCH + Duration::days(30);
        let second = Duration::seconds(1);
        for (expires_at, revoked_at, expected) in [
            (None, None, true),
            (Some(now + second), None, true),
            (Some(now), None, false),
            (Some(now - second), None, false),
            (None, Some(now), false),
            (Some(now + second), Some(now - second), false),
        ] {
            let works = token(expires_at, revoked_at, &[]).map(|token| token.works(now));
            assert_eq!(works, Some(expected), "expires {expires_at:?}, revoked {revoked_at:?}");
        }
    }

    #[test]
    fn a_token_may_do_its_scopes_and_nothing_else() {
        for scopes in [&[][..], &[Scope::Usage], &[Scope::Directory, Scope::Operations], Scope::ALL] {
            for scope in Scope::ALL {
                assert_eq!(token(None, None, scopes).map(|token| token.may(*scope)), Some(scopes.contains(scope)), "{scope} of {scopes:?}");
            }
        }
    }
}

//! Tokens of programs: issue, take back.

use super::{Failure, Moment, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::token::{Scope, Token};
use crate::domain::values::{Instant, Secret, TokenId};
use crate::store;

/// Issues a token; the secret is given once and stored as a hash.
pub async fn create(app: &App, name: String, scopes: Vec<Scope>, expires_at: Option<Instant>) -> Result<(Token, Secret), Failure> {
    let (moment, secret) = (Moment::of(app, "operator"), app.keys.secret());
    let hash = app.keys.hash(&secret);
    let token = Token { id: moment.key(), name, scopes, created_at: moment.now, expires_at, revoked_at: None, last_used_at: None };
    let stored = token.clone();
    app.store
        .write(move |tx| {
            store::token::insert(tx, &stored, &hash)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "create_token", subject: stored.id.to_string(), detail: String::new() }])
        })
        .await?;
    Ok((token, secret))
}

/// Takes a token back; gives whether there was one to take.
pub async fn revoke(app: &App, id: TokenId) -> Result<bool, Failure> {
    let moment = Moment::of(app, "operator");
    app.store
        .write(move |tx| {
            let revoked = store::token::revoke(tx, &id, moment.now)?;
            if revoked {
                settle(tx, &moment, vec![Effect::Trace { verb: "revoke_token", subject: id.to_string(), detail: String::new() }])?;
            }
            Ok(revoked)
        })
        .await
}

/// The live token of a secret. Its last use is noted, to the minute.
pub async fn authenticate(app: &App, secret: &Secret) -> Result<Option<Token>, Failure> {
    let (hash, now) = (app.keys.hash(secret), app.now());
    let found = app.store.read(move |db| store::token::by_hash(db, &hash)).await?;
    let Some(token) = found.filter(|token| token.works(now)) else { return Ok(None) };
    if token.last_used_at.is_none_or(|used| now - used >= chrono::Duration::minutes(1)) {
        let id = token.id.clone();
        app.store.write(move |tx| store::token::touch(tx, &id, now)).await?;
    }
    Ok(Some(token))
}

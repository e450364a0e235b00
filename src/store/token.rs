//! Bearer tokens of programs, by their hash.

use super::schema::tokens;
use super::{At, Db, Result, Tx, from_text};
use crate::domain::token::{Scope, Token};
use crate::domain::values::{Instant, TokenId};
use diesel::prelude::*;

type Row = (String, String, String, At, Option<At>, Option<At>, Option<At>);
type Columns = (tokens::id, tokens::name, tokens::scopes, tokens::created_at, tokens::expires_at, tokens::revoked_at, tokens::last_used_at);
const COLUMNS: Columns = (tokens::id, tokens::name, tokens::scopes, tokens::created_at, tokens::expires_at, tokens::revoked_at, tokens::last_used_at);

fn read((id, name, scopes, created, expires, revoked, used): Row) -> Result<Token> {
    let instant = |at: Option<At>| at.map(|at| at.0);
    Ok(Token {
        id: from_text(id, "token")?,
        name,
        scopes: scopes.split(',').filter_map(Scope::parse).collect(),
        created_at: created.0,
        expires_at: instant(expires),
        revoked_at: instant(revoked),
        last_used_at: instant(used),
    })
}

/// Stores a token by the hash of its secret.
pub fn insert(tx: &mut Tx<'_>, token: &Token, hash: &str) -> Result<()> {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.code()).collect();
    diesel::insert_into(tokens::table)
        .values((
            tokens::id.eq(token.id.as_str()),
            tokens::name.eq(&token.name),
            tokens::key_hash.eq(hash),
            tokens::scopes.eq(scopes.join(",")),
            tokens::created_at.eq(At::of(token.created_at)),
            tokens::expires_at.eq(token.expires_at.map(At::of)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// The token with this hash, whatever its state.
pub fn by_hash(db: &mut Db<'_>, hash: &str) -> Result<Option<Token>> {
    tokens::table.filter(tokens::key_hash.eq(hash)).select(COLUMNS).first::<Row>(&mut **db).optional()?.map(read).transpose()
}

/// All tokens, oldest first.
pub fn all(db: &mut Db<'_>) -> Result<Vec<Token>> {
    tokens::table.order(tokens::id).select(COLUMNS).load::<Row>(&mut **db)?.into_iter().map(read).collect()
}

/// Takes a token back; gives whether there was one to take.
pub fn revoke(tx: &mut Tx<'_>, id: &TokenId, now: Instant) -> Result<bool> {
    let live = tokens::table.find(id.as_str()).filter(tokens::revoked_at.is_null());
    Ok(diesel::update(live).set(tokens::revoked_at.eq(At::of(now))).execute(&mut ***tx)? == 1)
}

/// The token served now.
pub fn touch(tx: &mut Tx<'_>, id: &TokenId, now: Instant) -> Result<()> {
    diesel::update(tokens::table.find(id.as_str())).set(tokens::last_used_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

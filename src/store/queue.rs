//! The lists of the queue: filtered, sorted, searched, and walked by key.

use super::dialect::{self, Search};
use super::schema::{applications as a, volunteers};
use super::{At, Db, Result, from_json, from_text};
use crate::choices;
use crate::domain::application::{Shelf, State};
use crate::domain::fold::words;
use crate::domain::sieve::Grade;
use crate::domain::values::{ApplicationId, Instant, Reference, VolunteerId};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

choices!(
    /// How the lines are sorted. The waiting list's rank is the order of the shelves where something is to be done.
    Order { Rank = "rank", Oldest = "oldest", Latest = "latest", Name = "name", NameDown = "name_down" }
);

choices!(
    /// Whose hands an application is in.
    Hands { Mine = "mine", Nobody = "nobody", Someone = "someone" }
);

choices!(
    /// Who wrote last.
    Word { Applicant = "applicant", Team = "team" }
);

/// Which applications are wanted; each filter adds to the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Filters {
    pub verdict: Option<String>,
    pub field: Option<String>,
    pub country: Option<String>,
    pub legal_form: Option<String>,
    pub hands: Option<Hands>,
    pub last_word: Option<Word>,
    /// Sent from, and before.
    pub sent: Option<(Instant, Option<Instant>)>,
}

/// Which part of the queue to list.
#[derive(Debug, Clone)]
pub struct Query {
    /// One shelf, or all.
    pub shelf: Option<Shelf>,
    /// Words to find.
    pub words: String,
    /// Filters.
    pub filters: Filters,
    /// The order.
    pub order: Order,
    /// Who looks, and when.
    pub who: VolunteerId,
    /// When.
    pub now: Instant,
    /// Only what is in their hands, or waits for them.
    pub mine: bool,
    /// The last line of the page before.
    pub after: Option<Cursor>,
    /// The first line of the page after.
    pub before: Option<Cursor>,
}

impl Query {
    /// A shelf as it comes.
    pub fn of(shelf: Option<Shelf>, who: VolunteerId, now: Instant) -> Self {
        let order = if matches!(shelf, Some(Shelf::ToRead | Shelf::Waiting)) { Order::Rank } else { Order::Latest };
        Self { shelf, words: String::new(), filters: Filters::default(), order, who, now, mine: false, after: None, before: None }
    }
}

/// A place in a list: the keys of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns by which lists are sorted")]
pub struct Cursor {
    pub priority: i64,
    pub at: Instant,
    pub name: String,
    pub id: ApplicationId,
}

/// A line of the queue: what a volunteer sees before opening.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the application")]
pub struct Line {
    pub id: ApplicationId,
    pub reference: Reference,
    pub organization_name: String,
    pub town: String,
    pub country: String,
    pub legal_form: String,
    pub field: String,
    pub verdict: String,
    pub shelf: Shelf,
    /// Read where the shelf does not say it all: once decided, and on the waiting list.
    pub state: Option<State>,
    pub sort_at: Instant,
    /// What places it in this list: the same, or sooner (R9).
    pub key_at: Instant,
    pub priority: i64,
    pub name_key: String,
    /// Who wrote last, when it is a conversation.
    pub last_word: Option<Word>,
    /// Name of the volunteer who holds it, and until when.
    pub claim: Option<(String, Instant)>,
    /// It is in a network.
    pub networked: bool,
    /// The memory knows it.
    pub seen_before: bool,
    /// What a sieve does to it.
    pub sieved: Option<Grade>,
}

impl Line {
    /// Its place in the list.
    pub fn cursor(&self) -> Cursor {
        Cursor { priority: self.priority, at: self.key_at, name: self.name_key.clone(), id: self.id.clone() }
    }
}

type LineRow = (
    (String, String, String, String, String, String, String, String),
    (String, String, At, i64, String, Option<String>, Option<At>, Option<String>),
    (Option<String>, bool, Option<String>, At),
);

/// Searches past this many hits walk the list instead of gathering the hits.
const MANY: i64 = 3000;

/// Lines of the queue; none for words of which nothing is left once folded.
pub fn lines(db: &mut Db<'_>, query: &Query, most: i64) -> Result<Vec<Line>> {
    lines_past(db, query, most, MANY)
}

/// The same, with another number of hits past which the list is walked: the lines are the same, the way to them is not.
pub fn lines_past(db: &mut Db<'_>, query: &Query, most: i64, many_hits: i64) -> Result<Vec<Line>> {
    let mut select = a::table
        .left_join(volunteers::table)
        .select((
            (a::id, a::reference, a::organization_name, a::town, a::country, a::legal_form, a::field, a::verdict),
            (a::shelf, a::state, a::sort_at, a::priority, a::name_key, a::last_word, a::claimed_until, volunteers::name.nullable()),
            (a::network_id, a::seen_before, a::sieved, a::rank_at),
        ))
        .limit(most)
        .into_boxed();
    if !query.words.trim().is_empty() {
        let folded = words(&query.words);
        let wanted: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(8).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let search = Search::of(db, &wanted);
        if dialect::hits(db, &search, many_hits)? >= many_hits {
            // Of many hits, the list is walked in its order until a page is full: each line is asked for the words themselves.
            for word in wanted {
                select = select.filter(sql::<Bool>("(' ' || applications.search) LIKE ").bind::<Text, _>(format!("% {word}%")));
            }
        } else {
            select = select.filter(sql::<Bool>(search.filter()).bind::<Text, _>(search.pattern.clone()).sql(search.end()));
        }
    }
    let now = At::of(query.now);
    if let Some(shelf) = query.shelf {
        select = select.filter(a::shelf.eq(shelf.code()));
    }
    if query.mine {
        let held = a::claimed_by.eq(query.who.as_str().to_owned()).and(a::claimed_until.gt(now));
        let awaited = a::waits_for.eq(query.who.as_str().to_owned()).and(a::shelf.eq(Shelf::ToRead.code()));
        select = select.filter(held.assume_not_null().or(awaited.assume_not_null()));
    }
    let Filters { verdict, field, country, legal_form, hands, last_word, sent } = &query.filters;
    if let Some(verdict) = verdict {
        select = select.filter(a::verdict.eq(verdict.clone()));
    }
    if let Some(field) = field {
        select = select.filter(a::field.eq(field.clone()));
    }
    if let Some(country) = country {
        select = select.filter(a::country.eq(country.clone()));
    }
    if let Some(legal_form) = legal_form {
        select = select.filter(a::legal_form.eq(legal_form.clone()));
    }
    if let Some(word) = last_word {
        select = select.filter(a::last_word.eq(word.code()));
    }
    if let Some((from, until)) = sent {
        select = select.filter(a::submitted_at.ge(At::of(*from)));
        if let Some(until) = until {
            select = select.filter(a::submitted_at.lt(At::of(*until)));
        }
    }
    match hands {
        Some(Hands::Mine) => select = select.filter(a::claimed_by.eq(query.who.as_str().to_owned())).filter(a::claimed_until.gt(now)),
        Some(Hands::Someone) => select = select.filter(a::claimed_until.gt(now)),
        Some(Hands::Nobody) => select = select.filter(a::claimed_until.is_null().or(a::claimed_until.le(now).assume_not_null())),
        None => {}
    }
    // One walks by key: `before` asks for the page before, read from its end and turned round.
    let backwards = query.before.is_some();
    let cursor = query.after.as_ref().or(query.before.as_ref());
    let forwards = backwards != matches!(query.order, Order::Rank | Order::Oldest | Order::Name);
    if let Some(Cursor { priority, at, name, id }) = cursor {
        let (at, id, name) = (At::of(*at), id.as_str().to_owned(), name.clone());
        // The first bound alone lets the index skip the pages before; the second parts those of the same key.
        select = match (query.order, forwards) {
            (Order::Rank, true) => {
                let same = a::rank_at.gt(at).or(a::rank_at.eq(at).and(a::id.gt(id)));
                select.filter(a::priority.ge(*priority)).filter(a::priority.gt(*priority).or(same))
            }
            (Order::Rank, false) => {
                let same = a::rank_at.lt(at).or(a::rank_at.eq(at).and(a::id.lt(id)));
                select.filter(a::priority.le(*priority)).filter(a::priority.lt(*priority).or(same))
            }
            (Order::Name | Order::NameDown, true) => select.filter(a::name_key.ge(name.clone())).filter(a::name_key.gt(name).or(a::id.gt(id))),
            (Order::Name | Order::NameDown, false) => select.filter(a::name_key.le(name.clone())).filter(a::name_key.lt(name).or(a::id.lt(id))),
            (_, true) => select.filter(a::sort_at.ge(at)).filter(a::sort_at.gt(at).or(a::id.gt(id))),
            (_, false) => select.filter(a::sort_at.le(at)).filter(a::sort_at.lt(at).or(a::id.lt(id))),
        };
    }
    select = match (query.order, forwards) {
        (Order::Rank, true) => select.order((a::priority.asc(), a::rank_at.asc(), a::id.asc())),
        (Order::Rank, false) => select.order((a::priority.desc(), a::rank_at.desc(), a::id.desc())),
        (Order::Name | Order::NameDown, true) => select.order((a::name_key.asc(), a::id.asc())),
        (Order::Name | Order::NameDown, false) => select.order((a::name_key.desc(), a::id.desc())),
        (_, true) => select.order((a::sort_at.asc(), a::id.asc())),
        (_, false) => select.order((a::sort_at.desc(), a::id.desc())),
    };
    let mut rows = select.load::<LineRow>(&mut **db)?;
    if backwards {
        rows.reverse();
    }
    rows.into_iter().map(|row| line(row, query.order)).collect()
}

fn line(row: LineRow, order: Order) -> Result<Line> {
    let ((id, reference, organization_name, town, country, legal_form, field, verdict), rest, (network, seen_before, sieved, rank_at)) = row;
    let (shelf, state, sort_at, priority, name_key, last_word, until, holder) = rest;
    let shelf = from_text(shelf, "shelf")?;
    Ok(Line {
        id: from_text(id, "application")?,
        reference: from_text(reference, "reference")?,
        organization_name,
        town,
        country,
        legal_form,
        field,
        verdict,
        shelf,
        state: if matches!(shelf, Shelf::Decided | Shelf::Waiting) { Some(from_json(&state, "state of an application")?) } else { None },
        sort_at: sort_at.0,
        key_at: if order == Order::Rank { rank_at.0 } else { sort_at.0 },
        priority,
        name_key,
        last_word: last_word.as_deref().and_then(Word::parse),
        claim: holder.zip(until.map(|at| at.0)),
        networked: network.is_some(),
        seen_before,
        sieved: sieved.as_deref().and_then(Grade::parse),
    })
}

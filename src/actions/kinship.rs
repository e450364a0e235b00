//! Kinship: looking for the kin of an application, and what volunteers say of a pair (spec 6).
//!
//! Looking is timed work: keys are written first, in a transaction of their own, then candidates are read and compared without holding
//! the pen, then links and networks are written. Of two applications looked at in turn, the later one finds the earlier.

use super::memory::recall;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::Application;
use crate::domain::effect::Effect;
use crate::domain::form::Form;
use crate::domain::kinship::{Bar, Facts, Key, Lexicon, Link, Profile, Rarity, STRONG, Verdict, WORTH_SHOWING, compare_profiles, groups};
use crate::domain::network::{self, Known};
use crate::domain::policy::Policy;
use crate::domain::values::{ApplicationId, Instant, Reference};
use crate::domain::volunteer::Volunteer;
use crate::store::kinship::{self as kin, stored, thousandths};
use crate::store::{self, Db, Tx};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Candidates compared at most: those that share the rarest keys.
const MOST_CANDIDATES: usize = 100;
/// Holders read at most, but of the surest keys.
const MOST_READ: i64 = 2500;
/// Holders that a key may have in the smallest house.
const SMALL: usize = 12;
/// Links kept of one application: the heaviest.
const MOST_LINKS: usize = 60;

/// What is compared of a form.
pub fn facts(form: &Form) -> Facts {
    let (structure, contact) = (&form.structure, &form.contact);
    let own = |text: &Option<String>| text.clone().unwrap_or_default();
    Facts {
        name: structure.organization_name.clone(),
        acronym: own(&structure.acronym),
        town: own(&structure.town),
        postcode: own(&structure.postcode),
        email: contact.email.folded(),
        second_email: contact.second_email.as_ref().map(|email| email.folded()).unwrap_or_default(),
        website: own(&structure.website),
        registration_kind: structure.registration_kind,
        registration_number: own(&structure.registration_number),
        network: own(&structure.network),
        purpose: structure.purpose.clone(),
        activities: structure.activities.clone(),
        slug: form.address.slug.to_string(),
    }
}

/// The lexicon of the house, with what coordinators taught it; read again when that changed.
pub fn lexicon(app: &App, db: &mut Db<'_>) -> Result<Arc<Lexicon>, Failure> {
    let version = store::tally::get(db, store::kin_word::VERSION)?.unwrap_or(0);
    if let Some(known) = app.lexicon.of(version) {
        return Ok(known);
    }
    let mut lexicon = Lexicon::built_in();
    for word in store::kin_word::all(db)? {
        word.teach(&mut lexicon);
    }
    Ok(app.lexicon.keep(version, lexicon))
}

/// What is near an application: links, and whether the memory knows it.
struct Found {
    links: Vec<(ApplicationId, Link)>,
    seen_before: bool,
}

/// Looks for the kin of an application; whether there was something to do.
pub async fn look(app: &App, id: ApplicationId) -> Result<bool, Failure> {
    let (wanted, house) = (id.clone(), app.clone());
    let read = app.store.read(move |db| Ok::<_, Failure>((store::application::find(db, &wanted)?, lexicon(&house, db)?)));
    let (Some(application), lexicon) = read.await? else { return Ok(false) };
    let moment = Moment::of(app, "clockwork");
    let profile = Profile::read(&facts(&application.form), &lexicon);
    let keys = profile.keys();
    let (key_id, key_list) = (id.clone(), keys.iter().map(stored).collect::<Vec<i64>>());
    let there = app.store.write(move |tx| {
        // It may have been erased since it was read.
        let there = store::application::find(tx, &key_id)?.is_some();
        if there {
            kin::put_keys(tx, &key_id, &key_list)?;
        }
        Ok::<_, Failure>(there)
    });
    if !there.await? {
        return Ok(false);
    }
    let (house, now, version, own) = (app.clone(), moment.now, application.version, id.clone());
    let found = app.store.read(move |db| find(&house, db, &own, &profile, &keys, &lexicon, now)).await?;
    app.store
        .write(move |tx| {
            if store::application::find(tx, &id)?.is_none() {
                return Ok(());
            }
            kin::put_links(tx, &id, &found.links)?;
            regroup(tx, &moment, std::slice::from_ref(&id))?;
            Ok::<_, Failure>(kin::set_looked(tx, &id, version, found.seen_before, moment.now)?)
        })
        .await?;
    Ok(true)
}

/// How many others an application shares something with, without writing anything down.
pub async fn related(app: &App, id: ApplicationId) -> Result<usize, Failure> {
    let house = app.clone();
    app.store
        .read(move |db| {
            let Some(application) = store::application::find(db, &id)? else { return Ok(0) };
            let lexicon = lexicon(&house, db)?;
            let profile = Profile::read(&facts(&application.form), &lexicon);
            let keys = profile.keys();
            Ok(find(&house, db, &id, &profile, &keys, &lexicon, house.now())?.links.len())
        })
        .await
}

fn find(app: &App, db: &mut Db<'_>, id: &ApplicationId, profile: &Profile, keys: &[Key], lexicon: &Lexicon, now: Instant) -> Result<Found, Failure> {
    let by_key: HashMap<i64, Key> = keys.iter().map(|key| (stored(key), *key)).collect();
    let all: Vec<i64> = by_key.keys().copied().collect();
    let holders = kin::holders(db, &all)?;
    let total = store::tally::get(db, kin::HOLDERS)?.unwrap_or(0);
    let count = |key: &i64| holders.get(key).copied().unwrap_or(1);
    // What a tenth of a small house shares says as little as what thousands of a large one do.
    let tenth = usize::try_from(total / 10).unwrap_or(usize::MAX).max(SMALL);
    let most = |key: &Key| if key.kind.is_sure() { key.kind.limit() } else { key.kind.limit().min(tenth) };
    let mut followed: Vec<(bool, i64, i64)> = all
        .iter()
        .filter_map(|stored| Some((by_key.get(stored)?, *stored, count(stored))))
        .filter(|(key, _, n)| usize::try_from(*n).is_ok_and(|n| n <= most(key)))
        .map(|(key, stored, n)| (!key.kind.is_sure(), n, stored))
        .collect();
    // The surest, then the rarest, as long as they are quickly read.
    followed.sort_unstable();
    let mut read = 0;
    followed.retain(|(unsure, n, _)| {
        read += n;
        !unsure || read <= MOST_READ
    });
    let followed: Vec<i64> = followed.into_iter().map(|(_, _, stored)| stored).collect();
    let mut scores: HashMap<String, f64> = HashMap::new();
    for (key, other) in kin::holding(db, &followed, id)? {
        *scores.entry(other).or_default() += 1.0 / few(count(&key));
    }
    let mut ranked: Vec<(String, f64)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(MOST_CANDIDATES);
    let candidates: Vec<String> = ranked.into_iter().map(|(other, _)| other).collect();
    let forms = kin::forms(db, &candidates)?;
    let whole = |n: i64| u64::try_from(n).unwrap_or(0);
    let rarity = Rarity::new(whole(total), holders.iter().filter_map(|(key, n)| Some((*by_key.get(key)?, whole(*n)))));
    let mut links: Vec<(ApplicationId, Link)> = forms
        .into_iter()
        .map(|(other, form)| (other, compare_profiles(profile, &Profile::read(&facts(&form), lexicon), lexicon, &rarity)))
        .filter(|(_, link)| link.weight >= WORTH_SHOWING)
        .collect();
    links.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then_with(|| a.0.as_str().cmp(b.0.as_str())));
    links.truncate(MOST_LINKS);
    Ok(Found { links, seen_before: !recall(app, db, profile, now)?.is_empty() })
}

/// Of these keys, the rarest, as long as those that hold them are quickly read: what a page asks.
pub fn rarest(db: &mut Db<'_>, keys: &[i64]) -> Result<Vec<i64>, store::Error> {
    let mut held: Vec<(i64, i64)> = kin::holders(db, keys)?.into_iter().map(|(key, n)| (n, key)).collect();
    held.sort_unstable();
    let mut read = 0;
    Ok(held.into_iter().take_while(|(n, _)| (read += n, read <= MOST_READ).1).map(|(_, key)| key).collect())
}

#[expect(clippy::cast_precision_loss, reason = "counts of applications")]
fn few(n: i64) -> f64 {
    n.max(1) as f64
}

/// Puts these applications, those strongly tied to them and the networks of both into groups anew.
fn regroup(tx: &mut Tx<'_>, moment: &Moment, ids: &[ApplicationId]) -> Result<(), Failure> {
    let mut among: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let said = kin::said_of(tx, &among)?;
    for id in ids {
        let strong = kin::relatives(tx, id, i64::try_from(MOST_LINKS).unwrap_or(i64::MAX))?;
        among.extend(strong.into_iter().filter(|one| one.weight >= thousandths(STRONG)).map(|one| one.id.to_string()));
    }
    among.extend(said.iter().flat_map(|one| [one.pair.0.to_string(), one.pair.1.to_string()]));
    let before = store::network::all_of(tx, &among)?;
    let networks: Vec<String> = before.values().cloned().collect();
    among.extend(store::network::ids_of(tx, &networks)?);
    among.sort_unstable();
    among.dedup();
    let before = store::network::all_of(tx, &among)?;
    let links = kin::links_among(tx, &among, thousandths(STRONG))?;
    let verdicts = kin::said_of(tx, &among)?.into_iter().map(|said| (said.pair.0.to_string(), said.pair.1.to_string(), said.verdict));
    let made = groups(links.into_iter().map(|(a, b, weight)| (a, b, few(weight))), verdicts);
    let mut taken: Vec<String> = Vec::new();
    let mut grouped: Vec<&String> = Vec::new();
    for group in &made {
        // The network that most of them are in already goes on.
        let mut votes: BTreeMap<&String, usize> = BTreeMap::new();
        for network in group.iter().filter_map(|one| before.get(one)).filter(|network| !taken.contains(network)) {
            *votes.entry(network).or_default() += 1;
        }
        let elected = votes.into_iter().max_by_key(|(_, n)| *n).map(|(network, _)| network.clone());
        let network = elected.unwrap_or_else(|| moment.row_key());
        store::network::set(tx, group, Some(&network))?;
        taken.push(network);
        grouped.extend(group);
    }
    let alone: Vec<String> = among.iter().filter(|one| before.contains_key(*one) && !grouped.contains(one)).cloned().collect();
    Ok(store::network::set(tx, &alone, None)?)
}

/// Why nothing was said of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// One of the two does not exist (any more), or they are one.
    Unknown,
    /// Why is missing.
    MotiveMissing,
}

/// Remembers that two applications belong together, or do not: their networks follow at once.
pub async fn judge(app: &App, by: &Volunteer, pair: (Reference, Reference), verdict: Verdict, motive: String) -> Outcome<(), Unsaid> {
    let (moment, by) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone());
    app.store
        .write(move |tx| {
            let motive = motive.trim();
            if motive.is_empty() {
                return Ok(Err(Unsaid::MotiveMissing));
            }
            let (one, other) = (store::application::by_reference(tx, &pair.0)?, store::application::by_reference(tx, &pair.1)?);
            let Some((one, other)) = one.zip(other).filter(|(one, other)| one.id != other.id) else { return Ok(Err(Unsaid::Unknown)) };
            kin::say(tx, (&one.id, &other.id), verdict, motive, &by, moment.now)?;
            regroup(tx, &moment, &[one.id.clone(), other.id.clone()])?;
            let verb = if verdict == Verdict::Related { "judge_related" } else { "judge_not_related" };
            settle(tx, &moment, vec![Effect::Trace { verb, subject: one.id.to_string(), detail: other.id.to_string() }])?;
            Ok(Ok(()))
        })
        .await
}

/// The members of networks that are counted at most.
pub const MOST_MEMBERS: i64 = 500;

/// Where the network of an application stands, as if it were undecided or accepted: what R19 counts.
pub fn bar_of(db: &mut Db<'_>, application: &Application, policy: &Policy) -> Result<Bar, Failure> {
    let (Some(network), _) = store::network::of(db, &application.id)? else { return Ok(Bar::Below) };
    let members = store::network::members(db, &network, MOST_MEMBERS)?;
    Ok(network::bar(network::count(&known(&members)), policy))
}

/// What the domain counts of members.
pub fn known(members: &[store::network::Member]) -> Vec<Known<'_>> {
    members.iter().map(|one| Known { form: &one.form, state: &one.state, space: one.space.as_ref().map(|(slug, status)| (slug, *status)) }).collect()
}

//! Records in memory, and the links of one among a hundred thousand. What the store does with a table of keys, this does with maps.

use super::keys::Key;
use super::lexicon::Lexicon;
use super::profile::{Facts, Profile};
use super::rarity::Rarity;
use super::{Link, WORTH_SHOWING, compare_profiles};
use std::collections::{HashMap, HashSet};

/// Once this many candidates are found, commoner keys are not followed.
const MOST_CANDIDATES: usize = 3000;

/// A record related to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Related<T> {
    /// Which.
    pub id: T,
    /// Why.
    pub link: Link,
}

struct Entry<T> {
    id: T,
    profile: Profile,
    keys: Vec<Key>,
}

/// Records by their keys.
pub struct Index<T> {
    lexicon: Lexicon,
    rarity: Rarity,
    entries: Vec<Option<Entry<T>>>,
    places: HashMap<T, usize>,
    postings: HashMap<Key, Vec<usize>>,
}

impl<T: Clone + Eq + Ord + std::hash::Hash> Index<T> {
    /// An empty index that reads names with this lexicon.
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon, rarity: Rarity::default(), entries: Vec::new(), places: HashMap::new(), postings: HashMap::new() }
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// It holds none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What it knows of words.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Adds a record, or replaces it.
    pub fn add(&mut self, id: T, facts: &Facts) {
        self.remove(&id);
        let profile = Profile::read(facts, &self.lexicon);
        let keys = profile.keys();
        let place = self.entries.len();
        self.rarity.add(&keys);
        for key in &keys {
            self.postings.entry(*key).or_default().push(place);
        }
        self.places.insert(id.clone(), place);
        self.entries.push(Some(Entry { id, profile, keys }));
    }

    /// Takes a record out; one that is not there is left alone.
    pub fn remove(&mut self, id: &T) {
        let Some(place) = self.places.remove(id) else { return };
        let Some(entry) = self.entries.get_mut(place).and_then(Option::take) else { return };
        self.rarity.remove(&entry.keys);
        for key in &entry.keys {
            if let Some(posting) = self.postings.get_mut(key) {
                posting.retain(|other| *other != place);
                if posting.is_empty() {
                    self.postings.remove(key);
                }
            }
        }
    }

    /// The records that facts are related to, the heaviest link first, those worth showing only.
    pub fn related(&self, facts: &Facts) -> Vec<Related<T>> {
        self.related_to(&Profile::read(facts, &self.lexicon), None)
    }

    /// The records that a record of the index is related to.
    pub fn related_of(&self, id: &T) -> Vec<Related<T>> {
        let entry = self.places.get(id).and_then(|place| self.entries.get(*place)).and_then(Option::as_ref);
        entry.map(|entry| self.related_to(&entry.profile, Some(&entry.id))).unwrap_or_default()
    }

    fn related_to(&self, profile: &Profile, except: Option<&T>) -> Vec<Related<T>> {
        let candidates = self.candidates(&profile.keys());
        let entries = candidates.into_iter().filter_map(|place| self.entries.get(place).and_then(Option::as_ref));
        let mut related: Vec<Related<T>> = entries
            .filter(|entry| Some(&entry.id) != except)
            .map(|entry| Related { id: entry.id.clone(), link: compare_profiles(profile, &entry.profile, &self.lexicon, &self.rarity) })
            .filter(|related| related.link.weight >= WORTH_SHOWING)
            .collect();
        related.sort_by(|a, b| b.link.weight.total_cmp(&a.link.weight).then_with(|| a.id.cmp(&b.id)));
        related
    }

    /// Where the records that share a key are, those that share the rarest first; keys that too many hold are not followed.
    fn candidates(&self, keys: &[Key]) -> Vec<usize> {
        let followed = |key: &Key| self.postings.get(key).filter(|posting| posting.len() <= key.kind.limit()).map(|posting| (*key, posting));
        let mut lists: Vec<(Key, &Vec<usize>)> = keys.iter().filter_map(followed).collect();
        lists.sort_by_key(|(key, list)| (!key.kind.is_sure(), list.len()));
        let mut seen: HashSet<&usize> = HashSet::new();
        for (key, list) in lists {
            if !key.kind.is_sure() && seen.len() + list.len() > MOST_CANDIDATES {
                break;
            }
            seen.extend(list);
        }
        let mut candidates: Vec<usize> = seen.into_iter().copied().collect();
        candidates.sort_unstable();
        candidates
    }
}

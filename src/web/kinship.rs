//! Kinship on the page to decide: the network and its count, what the memory knows, who shares what, and the nearest past decisions
//! (spec 6, 5.2, 5.12).

use crate::actions::kinship::{MOST_MEMBERS, facts, known, lexicon, rarest};
use crate::actions::memory::recall;
use crate::app::App;
use crate::domain::application::Application;
use crate::domain::form::Form;
use crate::domain::kinship::{Bar, Count, KeyKind, Lexicon, Profile, Reason, STRONG, Signal, Text, Verdict, nearest};
use crate::domain::memory::Memory;
use crate::domain::network;
use crate::domain::policy::Policy;
use crate::domain::review::Choice;
use crate::domain::values::{Instant, NetworkId};
use crate::store::kinship::{self as kin, Precedent, Relative, Said, stored, thousandths};
use crate::store::{self, Db};
use crate::web::tag::{Tag, outcome_tag};
use crate::words;

/// Relatives shown.
const RELATIVES: i64 = 6;
/// Past decisions read, and how many of them are shown.
const PRECEDENTS: i64 = 16;
const NEAREST: usize = 3;

/// What is read of the kin of an application, in a bounded number of queries.
pub struct Kin {
    looked: bool,
    network: Option<(NetworkId, Count)>,
    relatives: Vec<Relative>,
    said: Vec<Said>,
    memories: Vec<Memory>,
    nearest: Vec<(Precedent, f64, Option<Choice>)>,
}

/// Reads it.
pub fn read(app: &App, db: &mut Db<'_>, application: &Application, now: Instant) -> Result<Kin, crate::actions::Failure> {
    let lexicon = lexicon(app, db)?;
    let profile = Profile::read(&facts(&application.form), &lexicon);
    let (network, looked) = store::network::of(db, &application.id)?;
    let network = match network {
        Some(id) => {
            let members = store::network::members(db, &id, MOST_MEMBERS)?;
            Some((id, network::count(&known(&members))))
        }
        None => None,
    };
    let keys: Vec<i64> = profile.keys().iter().filter(|key| key.kind == KeyKind::TextWord).map(stored).collect();
    let rarest = rarest(db, &keys)?;
    let precedents = kin::precedents(db, &rarest, &application.id, PRECEDENTS)?;
    let texts: Vec<Text> = precedents.iter().map(|one| text(&one.form, &lexicon)).collect();
    let near = nearest(&text(&application.form, &lexicon), texts.iter().enumerate(), NEAREST);
    let ids: Vec<String> = near.iter().filter_map(|(at, _)| precedents.get(*at)).map(|one| one.id.to_string()).collect();
    let choices = store::decision::last_of(db, &ids)?;
    let nearest = near.into_iter().filter_map(|(at, share)| {
        let precedent = precedents.get(at)?.clone();
        let choice = choices.get(precedent.id.as_str()).cloned();
        Some((precedent, share, choice))
    });
    Ok(Kin {
        looked,
        network,
        relatives: kin::relatives(db, &application.id, RELATIVES)?,
        said: kin::said_of(db, &[application.id.to_string()])?,
        memories: recall(app, db, &profile, now)?,
        nearest: nearest.collect(),
    })
}

/// The texts of a form, read.
fn text(form: &Form, lexicon: &Lexicon) -> Text {
    Text::read(&[&form.structure.purpose, &form.structure.activities], lexicon.prior())
}

impl Kin {
    /// Where the network stands.
    pub fn bar(&self, policy: &Policy) -> Bar {
        self.network.as_ref().map_or(Bar::Below, |(_, count)| network::bar(*count, policy))
    }
}

/// Someone who shares something, as they are shown.
pub struct Shown {
    /// Their reference.
    pub reference: String,
    /// Name and town.
    pub name: String,
    /// What became of them.
    pub outcome: Option<Tag>,
    /// Why, in words.
    pub because: Vec<String>,
    /// Strong enough to be one network.
    pub strong: bool,
    /// What a volunteer said of the pair.
    pub said: Option<String>,
    /// What one may still say: related, not related.
    pub may: (bool, bool),
}

/// A past decision.
pub struct Past {
    /// Its reference.
    pub reference: String,
    /// Name of the structure.
    pub name: String,
    /// How near.
    pub share: String,
    /// What became of it.
    pub outcome: Option<Tag>,
    /// Why, where there was something to say.
    pub because: String,
}

/// The panel.
#[derive(Default)]
pub struct Panel {
    /// Kind of its colour: none, watch, stop.
    pub kind: &'static str,
    /// The head of what the network counts.
    pub counted: Option<String>,
    /// The address of the network's page.
    pub href: String,
    /// What it counts, part by part.
    pub parts: String,
    /// What the bars say.
    pub bar: String,
    /// A larger host is due (R21).
    pub host: Option<String>,
    /// What the memory says.
    pub memories: Vec<(String, String)>,
    /// Who shares something.
    pub relatives: Vec<Shown>,
    /// Where there is nothing to show.
    pub nothing: Option<String>,
    /// The nearest past decisions.
    pub nearest: Vec<Past>,
}

/// What a count says, part by part.
pub fn parts(count: Count) -> String {
    let of = |key, n: usize| words::count(key, i64::try_from(n).unwrap_or(i64::MAX));
    let mut parts = vec![of("kin-live", count.live), of("kin-accepted", count.accepted), of("kin-pending", count.pending)];
    if count.replacing > 0 {
        parts.push(of("kin-replacing", count.replacing));
    }
    let parts = parts.join(", ");
    let mut letters = parts.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What the bars say of a count.
pub fn bar_words(bar: Bar, policy: &Policy) -> String {
    let key = match bar {
        Bar::Below => "kin-bar-below",
        Bar::Warn => "kin-bar-warn",
        Bar::Stop => "kin-bar-stop",
    };
    words::say_with(key, &[("warn", &words::number(policy.network_warn)), ("stop", &words::number(policy.network_stop))])
}

/// The hint of R21, where it is due.
pub fn host_words(count: Count, said: Option<usize>, policy: &Policy) -> Option<String> {
    let groups = usize::try_from(policy.network_groups).unwrap_or(usize::MAX);
    count.wants_a_host(groups, said).then(|| words::say_with("kin-host", &[("groups", &words::number(policy.network_groups))]))
}

/// A reason in words; a contact address is not for who only looks.
pub fn because(reason: &Reason) -> String {
    let shared = if reason.signal == Signal::SameEmail { "" } else { reason.words.as_str() };
    words::say_with(&words::key("kinship-reason", reason.signal.code()), &[("words", shared)])
}

fn memory(one: &Memory) -> (String, String) {
    let month = words::month(&one.month);
    let reasons: Vec<String> = one.reasons.iter().map(|reason| words::label("criterion-reason", reason).to_lowercase()).collect();
    let said = words::say_with(&words::key("memory", one.became.code()), &[("month", &month), ("reasons", &reasons.join(", "))]);
    let marks: Vec<String> = one.marks.iter().map(|mark| words::label("mark", mark.code())).collect();
    (said, words::say_with("memory-by", &[("marks", &marks.join(", "))]))
}

/// What was said of a pair, in words.
pub fn said_words(said: &Said) -> String {
    let key = if said.verdict == Verdict::Related { "kin-said-related" } else { "kin-said-not-related" };
    words::say_with(key, &[("name", &said.by), ("at", &words::date(said.at)), ("motive", &said.motive)])
}

/// The panel of an application.
pub fn panel(kin: Kin, application: &Application, policy: &Policy) -> Panel {
    let said = |one: &Relative| kin.said.iter().find(|said| said.pair.0 == one.id || said.pair.1 == one.id);
    let shown = |one: &Relative| {
        let said = said(one);
        Shown {
            reference: one.reference.to_string(),
            name: if one.town.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.town) },
            outcome: outcome_tag(&one.state),
            because: one.reasons.iter().take(3).map(because).collect(),
            strong: one.weight >= thousandths(STRONG),
            said: said.map(said_words),
            may: (said.is_none_or(|said| said.verdict != Verdict::Related), said.is_none_or(|said| said.verdict != Verdict::NotRelated)),
        }
    };
    let relatives: Vec<Shown> = kin.relatives.iter().map(shown).collect();
    let said_groups = application.form.structure.network_spaces.as_deref().and_then(|text| {
        let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(6).collect();
        digits.parse().ok()
    });
    let count = kin.network.as_ref().map(|(_, count)| *count);
    let bar = kin.bar(policy);
    Panel {
        kind: match bar {
            Bar::Below => "",
            Bar::Warn => "watch",
            Bar::Stop => "stop",
        },
        counted: count.map(|count| words::count("kin-counted", i64::try_from(count.total()).unwrap_or(i64::MAX))),
        href: kin.network.as_ref().map(|(id, _)| format!("/equipe/reseaux/{id}")).unwrap_or_default(),
        parts: count.map(parts).unwrap_or_default(),
        bar: count.map(|_| bar_words(bar, policy)).unwrap_or_default(),
        host: host_words(count.unwrap_or_default(), said_groups, policy),
        memories: kin.memories.iter().map(memory).collect(),
        nothing: match (relatives.is_empty() && kin.memories.is_empty(), kin.looked) {
            (true, true) => Some(words::say("kin-none")),
            (true, false) => Some(words::say("kin-looking")),
            (false, _) => None,
        },
        relatives,
        nearest: kin.nearest.iter().map(past).collect(),
    }
}

fn past((one, share, choice): &(Precedent, f64, Option<Choice>)) -> Past {
    let reasons = match choice {
        Some(Choice::Refuse { reasons }) => reasons.iter().map(|reason| words::label("criterion-reason", reason).to_lowercase()).collect(),
        _ => Vec::new(),
    };
    Past {
        reference: one.reference.to_string(),
        name: one.form.full_name(),
        share: words::count("near-share", percent(*share)),
        outcome: outcome_tag(&one.state),
        because: reasons.join(", "),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share is at most one")]
fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

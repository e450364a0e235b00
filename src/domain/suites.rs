//! Which office suite suits a group (spec 7.3, R23): nine needs, three choices, points that are added up, crosses that eliminate.
//!
//! The service's FAQ gives, for each need, how many ticks there are in its row; its columns were lost, so [`TABLE`] shares them out again
//! by the strengths and limits that the FAQ lists. To change a mark: a cell here, and its reason in `locales/fr/suites.ftl`. To add a need:
//! a code, a row, a question, a short name and three reasons.

use super::operation::{Operation, OperationKind, OperationStatus};
use super::policy::Policy;
use super::space::Space;
use super::values::{Instant, Suite};
use crate::choices;
use chrono::Duration;
use std::cmp::Reverse;

/// The suite that a space has when nobody chose (R23).
pub const DEFAULT: Suite = Suite::Collabora;

/// The choices, in the order of the columns. No suite means that one writes in Nextcloud Text, which every space has.
pub const COLUMNS: [Suite; 3] = [Suite::None, Suite::Onlyoffice, Suite::Collabora];

/// A suite's points for one need, at most.
pub const MOST: i64 = 3;

choices!(
    /// What a group may need; each is a question answered by yes or by no.
    Need {
        Word = "word", Libreoffice = "libreoffice", Notes = "notes", Connection = "connection", Sharing = "sharing", Layout = "layout",
        Sheets = "sheets", Phone = "phone", Crowd = "crowd",
    }
);

/// What a suite is worth for one need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// From nought to [`MOST`] points.
    Points(i64),
    /// It does not do that at all: whoever needs it must choose another.
    Cross,
}

impl Mark {
    /// Its points; a cross has none.
    pub fn points(self) -> i64 {
        match self {
            Self::Points(points) => points,
            Self::Cross => 0,
        }
    }
}

use Mark::{Cross, Points};

/// The marks of every suite for every need, in the order of [`COLUMNS`]: Text, OnlyOffice, Collabora.
pub const TABLE: [(Need, [Mark; 3]); 9] = [
    // OnlyOffice handles Microsoft's files very well; Collabora is a whole suite; Text is nothing like them.
    (Need::Word, [Points(0), Points(3), Points(2)]),
    // The other way round: Collabora is LibreOffice.
    (Need::Libreoffice, [Points(0), Points(2), Points(3)]),
    // Text is light and saves by itself; both suites are more than notes need.
    (Need::Notes, [Points(3), Points(0), Points(0)]),
    // Text asks little; OnlyOffice runs in the browser; Collabora runs on the server and is slower on a poor line.
    (Need::Connection, [Points(3), Points(2), Points(0)]),
    // Text shares to read or write, without an account; OnlyOffice asks for a recent computer, Collabora is slow and looks dated.
    (Need::Sharing, [Points(3), Points(0), Points(0)]),
    // Text has no table of contents, no page break, no footnote.
    (Need::Layout, [Cross, Points(3), Points(3)]),
    // Text does texts only.
    (Need::Sheets, [Cross, Points(3), Points(3)]),
    // Text is easy on a phone, for texts; Collabora asks for an app; OnlyOffice cannot edit there.
    (Need::Phone, [Points(2), Cross, Points(1)]),
    // Both suites stop at the policy's number of editors; Text goes further.
    (Need::Crowd, [Points(3), Cross, Cross]),
];

/// The table as it stands: the one of the house, with what coordinators made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    marks: Vec<(Need, Suite, Mark)>,
    reasons: Vec<(Need, Suite, String)>,
}

impl Table {
    /// [`TABLE`], whose reasons are in `locales/fr/suites.ftl`.
    pub fn house() -> Self {
        let row = |(need, marks): &(Need, [Mark; 3])| COLUMNS.into_iter().zip(*marks).map(|(suite, mark)| (*need, suite, mark)).collect::<Vec<_>>();
        Self { marks: TABLE.iter().flat_map(row).collect(), reasons: Vec::new() }
    }

    /// Another mark, with its reason.
    pub fn set(&mut self, need: Need, suite: Suite, mark: Mark, reason: String) {
        self.marks.iter_mut().filter(|(n, s, _)| (*n, *s) == (need, suite)).for_each(|one| one.2 = mark);
        self.reasons.retain(|(n, s, _)| (*n, *s) != (need, suite));
        self.reasons.push((need, suite, reason));
    }

    /// What a suite is worth for a need.
    pub fn mark(&self, need: Need, suite: Suite) -> Mark {
        self.marks.iter().find(|(n, s, _)| (*n, *s) == (need, suite)).map_or(Points(0), |(_, _, mark)| *mark)
    }

    /// Why, where coordinators wrote it.
    pub fn reason(&self, need: Need, suite: Suite) -> Option<&str> {
        self.reasons.iter().find(|(n, s, _)| (*n, *s) == (need, suite)).map(|(_, _, reason)| reason.as_str())
    }

    /// The three scores, best first: the fewest crosses, then the most points, then the default suite.
    pub fn choose(&self, needs: &[Need], default: Suite) -> Vec<Score> {
        let needs = in_order(needs);
        let mut scores: Vec<Score> = Suite::ALL.iter().map(|suite| Score::of(self, *suite, &needs)).collect();
        scores.sort_by_key(|score| (score.eliminated_by.len(), Reverse(score.points), score.suite != default, score.suite));
        scores
    }

    /// The needs for which a suite has fewer points than another, or a cross.
    pub fn behind(&self, needs: &[Need], suite: Suite, other: Suite) -> Vec<Need> {
        let less = |need: &Need| self.mark(*need, suite) == Cross || self.mark(*need, suite).points() < self.mark(*need, other).points();
        in_order(needs).into_iter().filter(less).collect()
    }

    /// The fewest needs to which the table would have no answer, not even a suite with Text beside it.
    pub fn gap(&self) -> Option<Vec<Need>> {
        let open = |needs: &Vec<Need>| match advise(needs, &self.choose(needs, DEFAULT), DEFAULT) {
            Advice::WithText { text_for, .. } => text_for.iter().any(|need| self.mark(*need, Suite::None) == Cross),
            _ => false,
        };
        combinations().filter(open).min_by_key(Vec::len)
    }
}

/// All that a group may tick: 512 combinations.
fn combinations() -> impl Iterator<Item = Vec<Need>> {
    (0..1_usize << Need::ALL.len()).map(|bits| Need::ALL.iter().enumerate().filter(|(i, _)| bits & (1 << i) != 0).map(|(_, need)| *need).collect())
}

/// What a suite is worth for all the needs of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The suite; none is Nextcloud Text alone.
    pub suite: Suite,
    /// The sum of its points, crosses left out.
    pub points: i64,
    /// The needs that it does not cover: one is enough to leave it.
    pub eliminated_by: Vec<Need>,
    /// The needs that give it points.
    pub for_it: Vec<Need>,
    /// The needs that give it none, without eliminating it.
    pub against: Vec<Need>,
}

impl Score {
    fn of(table: &Table, suite: Suite, needs: &[Need]) -> Self {
        let those = |wanted: fn(Mark) -> bool| needs.iter().copied().filter(|need| wanted(table.mark(*need, suite))).collect();
        Self {
            suite,
            points: needs.iter().map(|need| table.mark(*need, suite).points()).sum(),
            eliminated_by: those(|mark| mark == Cross),
            for_it: those(|mark| mark.points() > 0),
            against: those(|mark| mark == Points(0)),
        }
    }

    /// A need eliminates it.
    pub fn is_eliminated(&self) -> bool {
        !self.eliminated_by.is_empty()
    }
}

/// The needs in the order of the screens, each once.
pub fn in_order(needs: &[Need]) -> Vec<Need> {
    Need::ALL.iter().copied().filter(|need| needs.contains(need)).collect()
}

/// What to answer a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// It needs nothing in particular: the default.
    Default(Suite),
    /// One choice has more points than the others.
    One(Suite),
    /// Several have as many points, the default first.
    Tie(Vec<Suite>),
    /// Nothing covers every need: this suite, and for the needs that eliminate it, Text, which every space has.
    WithText {
        /// The suite with the fewest crosses.
        suite: Suite,
        /// What one does in Text.
        text_for: Vec<Need>,
    },
}

/// What to answer a group, from its scores best first.
pub fn advise(needs: &[Need], scores: &[Score], default: Suite) -> Advice {
    if needs.is_empty() {
        return Advice::Default(default);
    }
    let left: Vec<&Score> = scores.iter().filter(|score| !score.is_eliminated()).collect();
    let most = left.iter().map(|score| score.points).max().unwrap_or_default();
    let leading: Vec<Suite> = left.iter().filter(|score| score.points == most).map(|score| score.suite).collect();
    match leading.as_slice() {
        [] => scores
            .iter()
            .find(|score| score.suite != Suite::None)
            .map_or(Advice::Default(default), |score| Advice::WithText { suite: score.suite, text_for: score.eliminated_by.clone() }),
        [suite] => Advice::One(*suite),
        _ => Advice::Tie(leading),
    }
}

/// Why a space does not get another suite now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSwitch {
    /// It has that suite already, and nothing says otherwise.
    Same,
    /// The space is not open.
    Closed,
    /// The agent is at something else: first things first.
    Busy,
    /// It changed not long ago: not before then (R23).
    TooSoon(Instant),
}

/// What a space gets, of what it has and of what the agent has to do there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// A new order.
    Order,
    /// The order that waits is replaced by this one.
    Replace,
    /// The order that waits is void: the suite is the one that the space has.
    Void,
}

/// Whether a space may get `wanted`: once in a while, when nothing else is under way. An order that no agent took yet gives way to
/// another, as nothing was done.
pub fn switch(space: &Space, wanted: Suite, last: Option<Instant>, orders: &[Operation], policy: &Policy, now: Instant) -> Result<Switch, NoSwitch> {
    if !space.state.status().is_open() {
        return Err(NoSwitch::Closed);
    }
    let mut open = orders.iter().filter(|one| one.is_open() && one.kind != OperationKind::SetContacts);
    match (open.next(), open.next()) {
        (Some(one), None) if one.kind == OperationKind::SetSuite && one.status == OperationStatus::Waiting && one.attempt == 0 => {
            return Ok(if wanted == space.suite { Switch::Void } else { Switch::Replace });
        }
        (None, _) => {}
        _ => return Err(NoSwitch::Busy),
    }
    if wanted == space.suite {
        return Err(NoSwitch::Same);
    }
    match last.map(|at| at + Duration::hours(policy.suite_hours)).filter(|at| *at > now) {
        Some(at) => Err(NoSwitch::TooSoon(at)),
        None => Ok(Switch::Order),
    }
}

#[cfg(test)]
#[path = "suites_tests.rs"]
mod tests;

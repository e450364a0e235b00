//! Choosing an office suite (spec 7.3): nine needs to tick, an answer in words, and what each suite is worth for each need.
//!
//! Nothing is kept: the needs are in the address. [`Chooser`] is what any page shows of it, by the macros of `parts_suites.html`.

use crate::domain::policy::Policy;
use crate::domain::suites::{self, Advice, COLUMNS, DEFAULT, MOST, Mark, Need, Score, Table};
use crate::domain::values::Suite;
use crate::store;
use crate::web::error::Error;
use crate::web::page::{self, Area, Frame, Place};
use crate::web::visit::Visit;
use crate::words;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

/// Fields of an address that are read at most.
const FIELDS: usize = 100;

/// A question of the form.
pub struct Question {
    /// Name of its field.
    pub code: &'static str,
    /// What is asked.
    pub words: String,
    /// It was ticked.
    pub ticked: bool,
}

/// Why a suite has its mark for a need.
#[derive(Clone)]
pub struct Reason {
    /// The need.
    pub need: String,
    /// Its points, or that it does not do.
    pub points: String,
    /// Why.
    pub words: String,
}

/// One part of the answer: a suite, and reasons.
#[derive(Clone)]
pub struct Part {
    /// What it is about.
    pub title: String,
    /// One reason a need.
    pub reasons: Vec<Reason>,
}

/// The answer, in words.
pub struct Answer {
    /// One suite leads: the panel is green, otherwise it informs.
    pub settled: bool,
    /// Its title.
    pub title: String,
    /// What it says first.
    pub words: String,
    /// What to know besides.
    pub more: Option<String>,
    /// Its reasons, suite by suite.
    pub parts: Vec<Part>,
}

/// A cell of the table.
pub struct Cell {
    /// The suite: title of its column.
    pub suite: String,
    /// It eliminates.
    pub cross: bool,
    /// Its points drawn.
    pub dots: &'static str,
    /// Its points in words.
    pub points: String,
    /// Why; empty in the row of the totals.
    pub words: String,
}

/// A row of the table.
pub struct Row {
    /// The need.
    pub need: String,
    /// It was ticked.
    pub ticked: bool,
    /// One a suite.
    pub cells: Vec<Cell>,
}

/// All that a page shows of the choice of a suite.
pub struct Chooser {
    /// The form.
    pub questions: Vec<Question>,
    /// Something was ticked.
    pub ticked: bool,
    /// The answer.
    pub answer: Answer,
    /// Names of the suites, as the columns stand.
    pub suites: Vec<String>,
    /// A row a need.
    pub rows: Vec<Row>,
    /// The totals of what was ticked.
    pub totals: Vec<Cell>,
}

/// The needs that an address names: a repeated one counts once, an unknown one not at all.
pub fn ticked(query: &str) -> Vec<Need> {
    let named: Vec<Need> = url::form_urlencoded::parse(query.as_bytes())
        .take(FIELDS)
        .filter(|(_, value)| value == "yes")
        .filter_map(|(name, _)| Need::parse(&name))
        .collect();
    suites::in_order(&named)
}

/// Says what the policy in force changes in the words of the needs.
struct Teller {
    editors: String,
    text_editors: String,
    table: Table,
}

impl Teller {
    fn of(policy: &Policy, table: Table) -> Self {
        let (editors, text_editors) = (words::number(policy.simultaneous_editors), words::number(policy.simultaneous_text_editors));
        Self { editors, text_editors, table }
    }

    fn tell(&self, family: &str, code: &str) -> String {
        words::say_with(&words::key(family, code), &[("editors", &self.editors), ("text-editors", &self.text_editors)])
    }

    fn why(&self, need: Need, suite: Suite) -> String {
        self.table.reason(need, suite).map_or_else(|| self.tell("need-reason", &format!("{need}-{suite}")), str::to_owned)
    }

    fn reasons(&self, needs: &[Need], suite: Suite) -> Vec<Reason> {
        let reason = |need: &Need| Reason {
            need: self.tell("need-short", need.code()),
            points: points(self.table.mark(*need, suite)),
            words: self.why(*need, suite),
        };
        needs.iter().map(reason).collect()
    }

    /// Why not this one: its crosses if it has some, otherwise where it has less than the one chosen.
    fn other(&self, score: &Score, needs: &[Need], chosen: Suite, with_text: bool) -> Part {
        let title = match score.suite {
            Suite::None if with_text => words::say("chooser-why-not-alone"),
            suite if score.is_eliminated() => words::say_with("chooser-why-not", &[("suite", &name(suite))]),
            suite => words::say_with("chooser-behind", &[("suite", &name(suite)), ("points", &words::count("chooser-points", score.points))]),
        };
        let weak = if score.is_eliminated() { score.eliminated_by.clone() } else { self.table.behind(needs, score.suite, chosen) };
        Part { title, reasons: self.reasons(&weak, score.suite) }
    }

    fn answer(&self, needs: &[Need], scores: &[Score]) -> Answer {
        let many = i64::try_from(needs.len()).unwrap_or_default();
        let (said, most) = (words::count("chooser-needs", many), words::number(many * MOST));
        let total = words::count("chooser-points", scores.first().map_or(0, |score| score.points));
        let why = |suite: Suite, needs: &[Need]| Part {
            title: words::say_with("chooser-why", &[("suite", &name(suite))]),
            reasons: self.reasons(needs, suite),
        };
        let others = |chosen: &[Suite], with_text: bool| -> Vec<Part> {
            let left = scores.iter().filter(|score| !chosen.contains(&score.suite));
            left.map(|score| self.other(score, needs, chosen.first().copied().unwrap_or(DEFAULT), with_text)).collect()
        };
        match suites::advise(needs, scores, DEFAULT) {
            Advice::Default(suite) => Answer {
                settled: false,
                title: words::say_with("chooser-default", &[("suite", &name(suite))]),
                words: words::say_with("chooser-default-words", &[("suite", &name(suite))]),
                more: None,
                parts: Vec::new(),
            },
            Advice::One(suite) => {
                let named = name(suite);
                Answer {
                    settled: true,
                    title: words::say_with("chooser-one", &[("suite", &named)]),
                    words: words::say_with("chooser-one-words", &[("needs", &said), ("suite", &named), ("points", &total), ("most", &most)]),
                    more: (suite == Suite::None).then(|| words::say("chooser-one-none")),
                    parts: [vec![why(suite, needs)], others(&[suite], false)].concat(),
                }
            }
            Advice::Tie(tied) => Answer {
                settled: false,
                title: words::say_with("chooser-tie", &[("suites", &listed(&tied))]),
                words: words::say_with("chooser-tie-words", &[("needs", &said), ("points", &total), ("most", &most)]),
                more: None,
                parts: tied.iter().map(|suite| why(*suite, needs)).chain(others(&tied, false)).collect(),
            },
            Advice::WithText { suite, text_for } => {
                let covered: Vec<Need> = needs.iter().copied().filter(|need| !text_for.contains(need)).collect();
                // What Text does and the suite does not is why one opens Text too.
                let (text_for, covered): (Vec<Need>, Vec<Need>) = {
                    let (more, covered): (Vec<Need>, Vec<Need>) =
                        covered.into_iter().partition(|need| self.table.mark(*need, suite) == Mark::Points(0));
                    (text_for.into_iter().chain(more).collect(), covered)
                };
                let in_text = Part { title: words::say("chooser-text-for"), reasons: self.reasons(&text_for, Suite::None) };
                Answer {
                    settled: false,
                    title: words::say_with("chooser-with-text", &[("suite", &name(suite))]),
                    words: words::say_with("chooser-with-text-words", &[("needs", &said), ("suite", &name(suite))]),
                    more: None,
                    parts: [vec![why(suite, &covered), in_text], others(&[suite], true)].concat(),
                }
            }
        }
    }
}

/// Name of a suite; choosing none is choosing Text.
pub fn name(suite: Suite) -> String {
    words::label("suite-name", suite.code())
}

fn points(mark: Mark) -> String {
    match mark {
        Mark::Cross => words::say("chooser-cross"),
        Mark::Points(points) => words::count("chooser-points", points),
    }
}

/// The names of suites as one says them.
fn listed(suites: &[Suite]) -> String {
    let names: Vec<String> = suites.iter().map(|suite| name(*suite)).collect();
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => words::say_with("chooser-and", &[("first", &first.join(", ")), ("last", last)]),
        _ => names.concat(),
    }
}

/// Points drawn, out of [`MOST`].
fn dots(mark: Mark) -> &'static str {
    match mark {
        Mark::Cross => "",
        Mark::Points(..=0) => "○○○",
        Mark::Points(1) => "●○○",
        Mark::Points(2) => "●●○",
        Mark::Points(3..) => "●●●",
    }
}

impl Chooser {
    /// The choice for these needs, under the policy in force and by this table.
    pub fn of(needs: &[Need], policy: &Policy, table: Table) -> Self {
        let teller = Teller::of(policy, table);
        let scores = teller.table.choose(needs, DEFAULT);
        let question = |need: &Need| Question { code: need.code(), words: teller.tell("need", need.code()), ticked: needs.contains(need) };
        let cell = |need: Need, suite: Suite| {
            let mark = teller.table.mark(need, suite);
            Cell { suite: name(suite), cross: mark == Mark::Cross, dots: dots(mark), points: points(mark), words: teller.why(need, suite) }
        };
        let row = |need: &Need| Row {
            need: teller.tell("need-short", need.code()),
            ticked: needs.contains(need),
            cells: COLUMNS.iter().map(|suite| cell(*need, *suite)).collect(),
        };
        let total = |suite: &Suite| {
            let score = scores.iter().find(|score| score.suite == *suite);
            let mark = score.map_or(Mark::Points(0), |score| if score.is_eliminated() { Mark::Cross } else { Mark::Points(score.points) });
            Cell { suite: name(*suite), cross: mark == Mark::Cross, dots: "", points: points(mark), words: String::new() }
        };
        Self {
            questions: Need::ALL.iter().map(question).collect(),
            ticked: !needs.is_empty(),
            answer: teller.answer(needs, &scores),
            suites: COLUMNS.iter().map(|suite| name(*suite)).collect(),
            rows: Need::ALL.iter().map(row).collect(),
            totals: if needs.is_empty() { Vec::new() } else { COLUMNS.iter().map(total).collect() },
        }
    }
}

#[derive(Template)]
#[template(path = "public/suites.html")]
struct SuitesPage {
    frame: Frame,
    policy: Arc<Policy>,
    chooser: Chooser,
    default: String,
}

/// `GET /suites-bureautiques`: the page alone is for search engines, not the answers.
pub async fn show(visit: Visit, request: HttpRequest) -> Result<HttpResponse, Error> {
    let needs = ticked(request.query_string());
    let policy = visit.app.policy();
    let table = visit.app.store.read(store::suite::table).await?;
    let title = if needs.is_empty() { "title-suites" } else { "title-suites-answer" };
    let frame = visit.frame(Area::Public, Place::Elsewhere, &words::say(title));
    let chooser = Chooser::of(&needs, &policy, table);
    page::show(&SuitesPage { frame: Frame { private: !needs.is_empty(), ..frame }, policy, chooser, default: name(DEFAULT) })
}

//! A text on the desk of a coordinator: its versions, its form, its variables explained, what is to be mended.

use super::LIST;
use crate::actions;
use crate::domain::volunteer::Volunteer;
use crate::domain::wording::{Fault, Kind, Series, Text, Variable, Wording, Wrong};
use crate::store;
use crate::web::error::Error;
use crate::web::form::View;
use crate::web::guard::Coordinator;
use crate::web::page::{self, Frame, Place};
use crate::words;
use askama::Template;
use std::collections::BTreeMap;

/// A version, as lists say it; number 0 is the house's own text.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) version: i64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) current: bool,
}

/// Names of volunteers, by key.
pub(super) type Names = BTreeMap<String, String>;

pub(super) fn line(wording: &Wording, names: &Names) -> Line {
    let by = wording.author.as_ref().and_then(|id| names.get(id.as_str()).cloned());
    Line {
        href: format!("{LIST}/{}", wording.series),
        name: name(&wording.text),
        version: wording.version,
        at: words::moment(wording.written_at),
        by: by.unwrap_or_else(|| words::say("wording-by-house")),
        current: wording.current,
    }
}

/// How a text is called: a reply by its title, a letter by what it says.
pub(super) fn name(text: &Text) -> String {
    if text.kind == Kind::Reply { text.title.clone() } else { words::label("wording", text.kind.code()) }
}

pub(super) fn names(volunteers: Vec<Volunteer>) -> Names {
    volunteers.into_iter().map(|volunteer| (volunteer.id.to_string(), volunteer.name)).collect()
}

/// A variable, explained.
pub(super) struct Explained {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) needed: bool,
}

/// A letter as it would leave.
pub(super) struct Preview {
    pub(super) about: String,
    pub(super) subject: String,
    pub(super) body: String,
}

#[derive(Template)]
#[template(path = "wording/edit.html")]
pub(super) struct EditPage {
    pub(super) frame: Frame,
    pub(super) form: View,
    /// Where the form goes.
    pub(super) here: String,
    pub(super) is_reply: bool,
    /// None of it is in use: the house's own text, a reply retired, or one to come.
    pub(super) unused: bool,
    /// The version in use that the form was filled from, 0 where none is.
    pub(super) seen: i64,
    pub(super) longest: usize,
    pub(super) variables: Vec<Explained>,
    pub(super) history: Vec<Line>,
    /// The old version that the form shows.
    pub(super) taken_up: Option<i64>,
    pub(super) preview: Option<Preview>,
    /// What is in use now, when the page was stale.
    pub(super) meanwhile: Option<(Line, Text)>,
    /// The page was stale, and nothing is in use any more.
    pub(super) put_aside: bool,
}

/// A text on the desk: all its versions, the latest first; none for a reply to come.
pub(super) struct Desk {
    pub(super) kind: Kind,
    pub(super) series: Option<Series>,
    pub(super) history: Vec<Wording>,
    pub(super) names: Names,
}

impl Desk {
    /// The text of an address; none is answered like any address that leads nowhere.
    pub(super) async fn of(coordinator: &Coordinator, path: &str) -> Result<Self, Error> {
        let series = Series::parse(path).ok_or(Error::NotFound)?;
        let wanted = series.clone();
        let read =
            coordinator.visit.app.store.read(move |db| Ok::<_, store::Error>((store::wording::history(db, &wanted)?, store::volunteer::all(db)?)));
        let (history, volunteers) = read.await?;
        let kind = series.kind();
        if kind == Kind::Reply && history.is_empty() {
            return Err(Error::NotFound);
        }
        Ok(Self { kind, series: Some(series), history, names: names(volunteers) })
    }

    pub(super) fn new() -> Self {
        Self { kind: Kind::Reply, series: None, history: Vec::new(), names: Names::new() }
    }

    fn current(&self) -> Option<&Wording> {
        self.history.iter().find(|wording| wording.current)
    }

    pub(super) fn seen(&self) -> i64 {
        self.current().map_or(0, |wording| wording.version)
    }

    /// What the form begins with: this version, else the one in use, else the house's own or what the reply last was.
    pub(super) fn text(&self, coordinator: &Coordinator, version: Option<&Wording>) -> Text {
        let last = self.history.first().filter(|_| self.kind == Kind::Reply);
        let found = version.or(self.current()).or(last).map(|wording| wording.text.clone());
        found.unwrap_or_else(|| actions::wording::house_text(&coordinator.visit.app, self.kind))
    }

    /// The page, as far as the desk knows it.
    pub(super) fn page(&self, coordinator: &Coordinator, form: View, seen: i64) -> EditPage {
        let name = match self.history.first() {
            Some(latest) => name(&latest.text),
            None if self.series.is_some() => words::label("wording", self.kind.code()),
            None => String::new(),
        };
        let title =
            if name.is_empty() { words::say("title-wording-new") } else { words::say_with("title-wording", &[("name", &page::in_title(&name))]) };
        let variables = self.kind.variables().iter().map(|variable| Explained {
            name: braced(*variable),
            words: words::label("variable", variable.code()),
            needed: self.kind.needed().contains(variable),
        });
        EditPage {
            frame: coordinator.frame(Place::Wordings, &title),
            form,
            here: self.series.as_ref().map_or_else(|| LIST.to_owned(), |series| format!("{LIST}/{series}")),
            is_reply: self.kind == Kind::Reply,
            unused: self.current().is_none(),
            seen,
            longest: self.kind.longest(),
            variables: variables.collect(),
            history: self.history.iter().map(|wording| line(wording, &self.names)).collect(),
            taken_up: None,
            preview: None,
            meanwhile: None,
            put_aside: false,
        }
    }
}

fn braced(variable: Variable) -> String {
    format!("{{{variable}}}")
}

/// How to mend a text.
pub(super) fn mend(fault: &Fault) -> String {
    let field = fault.field;
    match &fault.what {
        Wrong::Missing => words::say(&format!("wording-{field}-missing")),
        Wrong::Short => words::say(&format!("wording-{field}-short")),
        Wrong::Long(n) => words::count("text-too-long", *n),
        Wrong::Brace(line) => words::say_with("wording-brace", &[("line", &words::number(*line))]),
        Wrong::Unknown(name, None) => words::say_with("wording-unknown", &[("name", &format!("{{{name}}}"))]),
        Wrong::Unknown(name, Some(near)) => words::say_with("wording-unknown-near", &[("name", &format!("{{{name}}}")), ("near", &braced(*near))]),
        Wrong::Needed(variable) => words::say_with("wording-needed", &[("name", &braced(*variable))]),
        Wrong::NotAlone(Variable::Link) => words::say_with("wording-link-alone", &[("name", &braced(Variable::Link))]),
        Wrong::NotAlone(variable) => words::say_with("wording-alone", &[("name", &braced(*variable))]),
    }
}

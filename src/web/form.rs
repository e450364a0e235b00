//! Forms: what was sent, checked to come from our own page, and the view that a page shows of it.

use crate::domain::form::{Answers, Problem};
use crate::web::error::Error;
use crate::web::visit::Visit;
use crate::words;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

/// Bytes of a form at most: the longest honest one takes a third of it.
const LARGEST: usize = 128 * 1024;

/// The fields of a form sent from one of our pages: there is no other way to read a form, so none goes unchecked.
#[derive(Debug)]
pub struct Posted(pub Answers);

impl FromRequest for Posted {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = Sent::from_request(req, payload);
        Box::pin(async move {
            let sent = sent.await?;
            if sent.ours { Ok(Self(sent.answers)) } else { Err(Error::Forged) }
        })
    }
}

/// The fields of a form, for a handler that gives back what was typed even when the token is old: it must change nothing then.
#[derive(Debug)]
pub struct Sent {
    /// What was typed.
    pub answers: Answers,
    /// It was sent from one of our pages, by this visitor.
    pub ours: bool,
}

impl FromRequest for Sent {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::of(req);
        let kind = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = web::BytesMut::new();
        let mut payload = payload.take();
        Box::pin(async move {
            if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
                return Err(Error::Unreadable);
            }
            let mut bytes = bytes;
            while let Some(chunk) = futures_util::StreamExt::next(&mut payload).await {
                let chunk = chunk.map_err(|_| Error::Unreadable)?;
                if bytes.len() + chunk.len() > LARGEST {
                    return Err(Error::TooLarge);
                }
                bytes.extend_from_slice(&chunk);
            }
            let mut answers = Answers::default();
            for (name, value) in url::form_urlencoded::parse(&bytes).take(500) {
                answers.0.entry(name.into_owned()).or_default().push(value.into_owned());
            }
            let ours = visit?.csrf_is(&answers.text("csrf"));
            Ok(Self { answers, ours })
        })
    }
}

/// What a page shows of a form: what was typed, and what is to be mended.
#[derive(Debug, Clone, Default)]
pub struct View {
    answers: Answers,
    problems: Vec<(&'static str, String)>,
    remarks: Vec<(&'static str, String)>,
}

impl View {
    /// A form with what was typed before.
    pub fn of(answers: Answers) -> Self {
        Self { answers, ..Self::default() }
    }
    /// The same form, with what is to be mended.
    pub fn with(answers: Answers, problems: &[Problem]) -> Self {
        Self { answers, problems: problems.iter().map(|problem| (problem.field, words::problem(problem))).collect(), ..Self::default() }
    }
    /// A form of one field, with what was typed there.
    pub fn typed(name: &str, value: String) -> Self {
        let mut answers = Answers::default();
        answers.0.insert(name.to_owned(), vec![value]);
        Self::of(answers)
    }
    /// One more thing to mend.
    pub fn add(&mut self, field: &'static str, key: &str) {
        self.problems.push((field, words::say(key)));
    }
    /// One more thing to mend, in words already chosen.
    pub fn add_words(&mut self, field: &'static str, words: String) {
        self.problems.push((field, words));
    }
    /// A doubt about an answer, to be read and passed over.
    pub fn remark_on(&mut self, field: &'static str, words: String) {
        self.remarks.push((field, words));
    }
    /// The doubt about a field, where there is one.
    pub fn remark(&self, name: &str) -> Option<&str> {
        self.remarks.iter().find(|(field, _)| *field == name).map(|(_, words)| words.as_str())
    }
    /// What was typed in a field.
    pub fn value(&self, name: &str) -> String {
        self.answers.0.get(name).and_then(|values| values.first()).cloned().unwrap_or_default()
    }
    /// This choice was made.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.answers.has(name, value)
    }
    /// How to mend a field, where it must be.
    pub fn problem(&self, name: &str) -> Option<&str> {
        self.problems.iter().find(|(field, _)| *field == name).map(|(_, words)| words.as_str())
    }
    /// All that is to be mended: field and sentence.
    pub fn problems(&self) -> &[(&'static str, String)] {
        &self.problems
    }
    /// Something is to be mended.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }
}

//! The mail of a letter: headers, a text part and an HTML part made from the same words.

use crate::domain::letter::{Due, Part, parts};
use crate::domain::values::Instant;
use askama::Template;
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

/// Who writes, who reads the answers, and the host of `Message-ID`.
#[derive(Debug, Clone)]
pub struct Sender {
    /// `From`.
    pub from: Mailbox,
    /// `Reply-To`.
    pub reply_to: Mailbox,
    /// What follows the `@` of a `Message-ID`.
    pub host: String,
}

/// RFC 3834: no answering machine should answer.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// RFC 2369: where one stops such letters.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// RFC 8058: a mail program may do it by itself, by POST.
#[derive(Clone)]
struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".into())
    }
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    parts: Vec<Part<'a>>,
    foot: Option<String>,
}

/// The mail of a letter that is due.
pub fn message(sender: &Sender, due: &Due, now: Instant) -> Result<Message, String> {
    let letter = &due.letter;
    let to: lettre::Address = letter.to.as_str().parse().map_err(|_| "the address is not one a mail server takes".to_owned())?;
    let (parts, foot) = parts(&letter.body);
    let text = text(&parts, foot.as_deref());
    let html = Html { parts, foot }.render().map_err(|e| e.to_string())?;
    let part = |kind: ContentType, body: String| SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(body);
    let mut builder = Message::builder();
    if let Some(address) = letter.stop_address() {
        builder = builder.header(ListUnsubscribe(address.to_owned())).header(OneClick);
    }
    builder
        .from(sender.from.clone())
        .reply_to(sender.reply_to.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.replace(['\r', '\n'], " "))
        .date(now.into())
        .message_id(Some(format!("<{}@{}>", due.id, sender.host)))
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative().singlepart(part(ContentType::TEXT_PLAIN, text)).singlepart(part(ContentType::TEXT_HTML, html)))
        .map_err(|e| e.to_string())
}

/// The text part: lines of 76 characters at most, addresses whole on a line of their own.
pub fn text(parts: &[Part<'_>], foot: Option<&str>) -> String {
    let mut paragraphs: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Part::Words(lines) => lines.iter().map(|line| wrapped(line)).collect::<Vec<_>>().join("\n"),
            Part::Act(label, address) if label == address => format!("    {address}"),
            Part::Act(label, address) => format!("{}\n\n    {address}", wrapped(&format!("{label}\u{a0}:"))),
        })
        .collect();
    if let Some(foot) = foot {
        paragraphs.push(format!("-- \n{}", foot.lines().map(wrapped).collect::<Vec<_>>().join("\n")));
    }
    paragraphs.join("\n\n") + "\n"
}

fn wrapped(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > 76 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}

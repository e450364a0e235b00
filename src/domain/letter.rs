//! A letter: plain words, one act. What a volunteer edits is what leaves; the HTML part is made from the same text.
//!
//! The convention of the text: paragraphs parted by an empty line; a paragraph of two lines, `label :` then an address alone
//! on its line, is the act of the letter.

use super::values::{EmailAddress, LetterId};
use crate::choices;

choices!(
    /// What letters there are; the code names the template.
    Kind {
        Resume = "resume", Confirmation = "confirmation", Receipt = "receipt", LostLink = "lost_link", Question = "question",
        Reminder = "reminder", Closed = "closed", Withdrawn = "withdrawn", Accepted = "accepted", Waiting = "waiting", Refused = "refused",
        FirstConnection = "first_connection", Entry = "entry", Invitation = "invitation", Account = "account", Digest = "digest",
        Inquiry = "inquiry", InquiryReminder = "inquiry_reminder", Left = "left",
        FirstWarning = "first_warning", SecondWarning = "second_warning", SpaceDisabled = "space_disabled", DeletionAnnounced = "deletion_announced",
        SpaceDeleted = "space_deleted", Reopened = "reopened", DeletionNotice = "deletion_notice", QuotaHigh = "quota_high", QuotaFull = "quota_full",
        ContactNamed = "contact_named", ContactsChanged = "contacts_changed", StillYou = "still_you",
        AccessAsked = "access_asked", AccessGranted = "access_granted", AccessAnswer = "access_answer",
        Leaving = "leaving", Abuse = "abuse", Suspended = "suspended",
    }
);

/// A letter, ready to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Which one.
    pub kind: Kind,
    /// To whom.
    pub to: EmailAddress,
    /// Its subject: one line.
    pub subject: String,
    /// Its words.
    pub body: String,
}

impl Letter {
    /// The address at which its reader stops such letters, where they come again and again: the last line of the foot.
    pub fn stop_address(&self) -> Option<&str> {
        let last = self.body.lines().next_back().map(str::trim).filter(|line| is_address(line));
        last.filter(|_| self.kind == Kind::Digest)
    }
}

/// A letter on its way to the mail server.
#[derive(Debug, Clone)]
pub struct Due {
    /// Key, which makes its `Message-ID`.
    pub id: LetterId,
    /// The letter.
    pub letter: Letter,
    /// Tries, this one included.
    pub attempt: i64,
}

/// The words of a body, and its foot with the line that parts them. The foot says why one receives the letter, and names the
/// address: it is the house's, and nobody edits it.
pub fn split_foot(body: &str) -> (&str, &str) {
    body.find("\n--\n").map_or((body, ""), |at| (body[..at].trim_end(), &body[at..]))
}

/// A paragraph of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words, with their line breaks.
    Words(Vec<&'a str>),
    /// The act: what it does, and its address.
    Act(&'a str, &'a str),
}

/// The paragraphs of a body, and its foot: what follows a line of `--`.
pub fn parts(body: &str) -> (Vec<Part<'_>>, Option<String>) {
    let (words, foot) = body.split_once("\n--\n").map_or((body, None), |(words, foot)| (words, Some(foot.trim().to_owned())));
    let mut found = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in words.lines().chain([""]) {
        let line = line.trim();
        if !line.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            found.push(part(std::mem::take(&mut lines)));
        }
    }
    (found, foot)
}

fn part(lines: Vec<&str>) -> Part<'_> {
    match lines.as_slice() {
        [label, address] if is_address(address) && label.ends_with(':') => Part::Act(label.trim_end_matches(':').trim_end(), address),
        [address] if is_address(address) => Part::Act(address, address),
        _ => Part::Words(lines),
    }
}

fn is_address(line: &str) -> bool {
    (line.starts_with("https://") || line.starts_with("http://")) && !line.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_and_an_address_are_the_act() {
        let (found, foot) = parts("Bonjour,\n\nDeux\nlignes.\n\nOuvrir l’espace\u{a0}:\n    https://a.example/x\n\n--\nPourquoi ce mail\n");
        assert_eq!(found, [Part::Words(vec!["Bonjour,"]), Part::Words(vec!["Deux", "lignes."]), Part::Act("Ouvrir l’espace", "https://a.example/x")]);
        assert_eq!(foot.as_deref(), Some("Pourquoi ce mail"));
    }

    #[test]
    fn only_a_letter_that_comes_again_says_where_it_is_stopped() {
        let to = EmailAddress::parse("ana@exemple.org").unwrap();
        let letter = |kind, body: &str| Letter { kind, to: to.clone(), subject: String::new(), body: body.to_owned() };
        let body = "Bonjour,\n\n--\nPourquoi ce mail\nhttps://a.example/x";
        assert_eq!(letter(Kind::Digest, body).stop_address(), Some("https://a.example/x"));
        assert_eq!(letter(Kind::Invitation, body).stop_address(), None);
        assert_eq!(letter(Kind::Digest, "Bonjour").stop_address(), None);
    }

    #[test]
    fn words_that_hold_an_address_stay_words() {
        let (found, foot) = parts("Voyez https://a.example pour tout.");
        assert_eq!(found, [Part::Words(vec!["Voyez https://a.example pour tout."])]);
        assert_eq!(foot, None);
    }
}

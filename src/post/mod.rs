//! Letters leave the house: to a folder, or to a mail server. `compose` writes them (`digest` the team's, `waiting` those of the waiting
//! list, `life` those about the life of a space), `envelope` makes the mail
//! of a letter.

pub mod compose;
pub mod contact;
pub mod digest;
pub mod envelope;
pub mod life;
pub mod waiting;
pub mod wording;

use crate::domain::letter::Due;
use crate::domain::values::Instant;
use crate::settings::{Mail, Settings};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server took it.
    Sent,
    /// Not now: the next try comes by itself.
    Later(String),
    /// Never, as it is: a person must look.
    Never(String),
}

/// Where letters leave.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: Arc<envelope::Sender>,
}

#[derive(Clone)]
enum Way {
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// The longest a try may last; well under the first back-off, so that nothing is sent twice.
const PATIENCE: Duration = Duration::from_secs(45);

impl Mailer {
    /// Prepares the way; no connection is made yet.
    pub fn open(settings: &Settings) -> Result<Self, String> {
        let way = match &settings.mail {
            Mail::Folder(path) if path.is_dir() => Way::Folder(path.clone()),
            Mail::Folder(path) => return Err(format!("the folder of letters {} does not exist", path.display())),
            Mail::Smtp(url) => Way::Smtp(transport(url)?),
        };
        let from = envelope::Sender {
            from: settings.mail_from.clone(),
            reply_to: settings.mail_reply_to.clone(),
            host: settings.base_url.host_str().unwrap_or("localhost").to_owned(),
        };
        Ok(Self { way, from: Arc::new(from) })
    }

    /// Tries to deliver one letter. Its `Message-ID` is that of its place in the outbox, at each try the same.
    pub async fn deliver(&self, due: &Due, now: Instant) -> Delivery {
        let message = match envelope::message(&self.from, due, now) {
            Ok(message) => message,
            Err(why) => return Delivery::Never(why),
        };
        match &self.way {
            Way::Folder(folder) => write(folder.join(format!("{}.eml", due.id)), message).await,
            Way::Smtp(transport) => match tokio::time::timeout(PATIENCE, transport.send(message)).await {
                Err(_) => Delivery::Later("the mail server does not answer".into()),
                Ok(Ok(_)) => Delivery::Sent,
                Ok(Err(error)) if error.is_permanent() => Delivery::Never(reason(&error)),
                Ok(Err(error)) => Delivery::Later(reason(&error)),
            },
        }
    }

    /// The mail server answers (or the folder is there).
    pub async fn check(&self) -> Result<(), String> {
        match &self.way {
            Way::Folder(folder) if folder.is_dir() => Ok(()),
            Way::Folder(folder) => Err(format!("the folder of letters {} does not exist", folder.display())),
            Way::Smtp(transport) => match tokio::time::timeout(PATIENCE, transport.test_connection()).await {
                Ok(Ok(true)) => Ok(()),
                Ok(Ok(false)) => Err("the mail server hangs up".into()),
                Ok(Err(error)) => Err(reason(&error)),
                Err(_) => Err("the mail server does not answer".into()),
            },
        }
    }
}

/// The server's code, not its words: they may quote the address.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answers {code}"),
        None if error.is_timeout() => "the mail server does not answer".into(),
        None if error.is_tls() => "the mail server's certificate or TLS does not do".into(),
        None => "the mail server cannot be reached".into(),
    }
}

/// Written aside, then renamed: whoever reads the folder never sees half a letter.
async fn write(path: PathBuf, message: Message) -> Delivery {
    let aside = path.with_extension("part");
    let written = std::fs::write(&aside, message.formatted()).and_then(|()| std::fs::rename(&aside, &path));
    match written {
        Ok(()) => Delivery::Sent,
        Err(error) => Delivery::Later(format!("the folder of letters does not take it: {}", error.kind())),
    }
}

fn transport(url: &url::Url) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let plain = url.query_pairs().any(|(key, value)| key == "tls" && value == "none");
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).timeout(Some(Duration::from_secs(20)));
    let tls = || TlsParameters::new(host.to_owned()).map_err(|_| format!("PASSEUR_MAIL: no TLS for {host:?}"));
    builder = match (url.scheme(), plain) {
        ("smtps", _) => builder.port(url.port().unwrap_or(465)).tls(Tls::Wrapper(tls()?)),
        (_, true) => builder.port(url.port().unwrap_or(25)).tls(Tls::None),
        (_, false) => builder.port(url.port().unwrap_or(587)).tls(Tls::Required(tls()?)),
    };
    if !url.username().is_empty() {
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        builder = builder.credentials(Credentials::new(decode(url.username()), decode(url.password().unwrap_or_default())));
    }
    Ok(builder.build())
}

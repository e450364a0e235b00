//! Environment and file → typed settings; every problem is reported at once.
//!
//! To add one: a line in [`NAMES`], a field, its reading in [`Settings::read`], a line in README.

use crate::domain::values::EmailAddress;
use crate::store::Place;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use url::Url;

/// The settings there are; the same names in lower case in `passeur.toml`.
pub const NAMES: &[&str] = &[
    "DATABASE_URL",
    "PASSEUR_LISTEN",
    "PASSEUR_BASE_URL",
    "PASSEUR_SERVICE_NAME",
    "PASSEUR_SPACE_DOMAIN",
    "PASSEUR_MAIL",
    "PASSEUR_MAIL_FROM",
    "PASSEUR_MAIL_REPLY_TO",
    "PASSEUR_PUBLISHER",
    "PASSEUR_CONTACT",
    "PASSEUR_SECRET_FILE",
    "PASSEUR_TRUSTED_PROXIES",
    "PASSEUR_LOG",
];

/// How the house is installed.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the database is.
    pub database: Place,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address people type; links in letters are built from it, never from `Host`.
    pub base_url: Url,
    /// Name of the service.
    pub service_name: String,
    /// Domain under which spaces live.
    pub space_domain: String,
    /// Where letters go.
    pub mail: Mail,
    /// Who writes.
    pub mail_from: lettre::message::Mailbox,
    /// Who reads the answers.
    pub mail_reply_to: lettre::message::Mailbox,
    /// Who answers for the service, with a postal address: one line, shown where the law asks for it.
    pub publisher: Option<String>,
    /// Where anyone may write, also who never had a letter from the house.
    pub contact: Option<EmailAddress>,
    /// The file that holds the secret of the house.
    pub secret_file: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is logged: a filter of `tracing`.
    pub log: String,
    /// The folder of the demo: the clock can be moved, the mailbox is open to all. None outside the demo.
    pub demo: Option<PathBuf>,
}

/// Where letters go.
#[derive(Clone, PartialEq, Eq)]
pub enum Mail {
    /// A folder: one `.eml` a letter.
    Folder(PathBuf),
    /// A mail server.
    Smtp(Box<Url>),
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "folder {}", path.display()),
            // The user and the password stay out of it.
            Self::Smtp(url) => write!(f, "{}://{}", url.scheme(), url.host_str().unwrap_or_default()),
        }
    }
}

impl Settings {
    /// Reads the environment and the file, if any; all problems at once, a line each.
    pub fn load(file: Option<&std::path::Path>) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        let mut given = BTreeMap::new();
        if let Some(path) = file {
            match std::fs::read_to_string(path)
                .map_err(|e| e.to_string())
                .and_then(|text| text.parse::<toml::Table>().map_err(|e| e.message().to_owned()))
            {
                Ok(table) => {
                    for (name, value) in table {
                        let known = NAMES.iter().find(|known| known.to_lowercase() == name);
                        match (known, value) {
                            (Some(known), toml::Value::String(text)) => drop(given.insert(*known, text)),
                            (Some(known), _) => problems.push(format!("{}: write {} as a text between quotes", path.display(), known.to_lowercase())),
                            (None, _) => problems.push(format!("{}: {name} is not a setting", path.display())),
                        }
                    }
                }
                Err(why) => problems.push(format!("{} cannot be read: {why}", path.display())),
            }
        }
        #[expect(clippy::disallowed_methods, reason = "the only place that reads the environment")]
        for name in NAMES {
            if let Ok(value) = std::env::var(name) {
                given.insert(name, value);
            }
        }
        match Self::read(&given) {
            Ok(settings) if problems.is_empty() => Ok(settings),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                Err(problems)
            }
        }
    }

    /// Reads settings from their texts.
    pub fn read(given: &BTreeMap<&'static str, String>) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        let mut keep = |name: &str, why: String| problems.push(format!("{name}: {why}"));
        let text = |name: &str, default: &str| given.get(name).map(String::as_str).filter(|v| !v.is_empty()).unwrap_or(default).to_owned();

        let database = Place::parse(&text("DATABASE_URL", "sqlite:var/passeur.db")).map_err(|why| keep("DATABASE_URL", why)).ok();
        let listen = text("PASSEUR_LISTEN", "127.0.0.1:8080")
            .parse()
            .map_err(|_| keep("PASSEUR_LISTEN", "write an address and a port, as in 127.0.0.1:8080".into()))
            .ok();
        let base_url = base_url(&text("PASSEUR_BASE_URL", "http://localhost:8080")).map_err(|why| keep("PASSEUR_BASE_URL", why)).ok();
        let mail = mail(&text("PASSEUR_MAIL", "file:var/letters")).map_err(|why| keep("PASSEUR_MAIL", why)).ok();
        let from = text("PASSEUR_MAIL_FROM", "Framaspace <ne-pas-repondre@localhost>");
        let reply_to = text("PASSEUR_MAIL_REPLY_TO", &from);
        let mut mailbox =
            |name: &str, text: &str| text.parse().map_err(|_| keep(name, "write a mailbox, as in Framaspace <contact@exemple.org>".into())).ok();
        let mail_from = mailbox("PASSEUR_MAIL_FROM", &from);
        let mail_reply_to = mailbox("PASSEUR_MAIL_REPLY_TO", &reply_to);
        let contact = given.get("PASSEUR_CONTACT").filter(|text| !text.is_empty()).and_then(|text| {
            let address = EmailAddress::parse(text);
            if address.is_none() {
                keep("PASSEUR_CONTACT", "write a mail address, as in contact@exemple.org".into());
            }
            address
        });
        let mut trusted_proxies = Vec::new();
        for proxy in text("PASSEUR_TRUSTED_PROXIES", "").split([',', ' ']).filter(|p| !p.is_empty()) {
            match proxy.parse() {
                Ok(address) => trusted_proxies.push(address),
                Err(_) => keep("PASSEUR_TRUSTED_PROXIES", format!("{proxy:?} is not an address")),
            }
        }
        let log = text("PASSEUR_LOG", "info");
        if tracing_subscriber::EnvFilter::try_new(&log).is_err() {
            keep("PASSEUR_LOG", "is not a filter: try info".into());
        }
        let public = base_url.as_ref().is_some_and(|url| url.scheme() == "https");
        if public && matches!(mail, Some(Mail::Folder(_))) {
            keep("PASSEUR_MAIL", "letters would stay in a folder although PASSEUR_BASE_URL is public (https): name a mail server".into());
        }
        if !public && base_url.as_ref().is_some_and(|url| !is_local(url)) {
            keep("PASSEUR_BASE_URL", "cookies would not be Secure: use https, or a local address".into());
        }
        let settings = (|| {
            Some(Self {
                database: database?,
                listen: listen?,
                base_url: base_url?,
                service_name: text("PASSEUR_SERVICE_NAME", "Framaspace"),
                space_domain: text("PASSEUR_SPACE_DOMAIN", "frama.space"),
                mail: mail?,
                mail_from: mail_from?,
                mail_reply_to: mail_reply_to?,
                publisher: given.get("PASSEUR_PUBLISHER").filter(|text| !text.trim().is_empty()).cloned(),
                contact,
                secret_file: text("PASSEUR_SECRET_FILE", "var/secret").into(),
                trusted_proxies,
                log,
                demo: None,
            })
        })();
        match settings {
            Some(settings) if problems.is_empty() => Ok(settings),
            _ => Err(problems),
        }
    }

    /// Served over TLS: cookies are `Secure` and `__Host-`.
    pub fn is_public(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    /// The full address of a path of the house.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| "is not an address, as in https://demande.exemple.org".to_owned())?;
    match url.scheme() {
        "http" | "https" if url.host().is_some() && matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none() => Ok(url),
        "http" | "https" => Err("must be a scheme and a host alone, without a path".into()),
        scheme => Err(format!("scheme {scheme:?} is not http or https")),
    }
}

fn mail(text: &str) -> Result<Mail, String> {
    if let Some(path) = text.strip_prefix("file:") {
        return if path.is_empty() { Err("names no folder after `file:`".into()) } else { Ok(Mail::Folder(path.into())) };
    }
    let url = Url::parse(text).map_err(|_| "is neither file:FOLDER nor smtp://user:password@host:587".to_owned())?;
    let plain = url.query_pairs().any(|(key, value)| key == "tls" && value == "none");
    match url.scheme() {
        "smtp" | "smtps" if url.host_str().is_none_or(str::is_empty) => Err("names no mail server".into()),
        "smtp" if plain && !is_local(&url) => Err("tls=none is for loopback only".into()),
        "smtp" | "smtps" => Ok(Mail::Smtp(Box::new(url))),
        scheme => Err(format!("scheme {scheme:?} is not file, smtp or smtps")),
    }
}

fn is_local(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &str)]) -> Result<Settings, Vec<String>> {
        Settings::read(&pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    #[test]
    fn nothing_set_it_runs() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.link("/aide"), "http://localhost:8080/aide");
        assert!(!settings.is_public());
    }

    #[test]
    fn all_problems_are_said_at_once() {
        let problems = read(&[
            ("DATABASE_URL", "mysql://root:secret@h/x"),
            ("PASSEUR_LISTEN", "8080"),
            ("PASSEUR_BASE_URL", "ftp://x"),
            ("PASSEUR_MAIL", "smtp://h:25?tls=none"),
            ("PASSEUR_MAIL_FROM", "personne"),
            ("PASSEUR_TRUSTED_PROXIES", "10.0.0.1, partout"),
            ("PASSEUR_LOG", "a=b=c"),
        ])
        .unwrap_err();
        assert!(problems.len() >= 7, "{problems:#?}");
        assert!(!problems.join("\n").contains("secret"));
    }

    #[test]
    fn a_public_service_needs_a_mail_server_and_tls() {
        assert!(read(&[("PASSEUR_BASE_URL", "https://d.example.org")]).is_err());
        assert!(read(&[("PASSEUR_BASE_URL", "http://d.example.org")]).is_err());
        assert!(read(&[("PASSEUR_BASE_URL", "https://d.example.org"), ("PASSEUR_MAIL", "smtps://u:p@mail.example.org")]).is_ok());
    }
}

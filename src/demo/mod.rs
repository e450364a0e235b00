//! A throw-away service in one folder: filled, with a mailbox and a clock that can be moved. Nothing of the rest of the house
//! knows of it, but the frame of pages (a link) and the routes (which answer only here).
//!
//! `fill` makes the applications by doing what people would do; `web` is `/demo`.

pub mod addresses;
pub mod fill;
pub mod measure;
pub mod web;

use crate::app::App;
use crate::clock::Clock;
use crate::domain::values::Role;
use crate::settings::{Mail, Settings};
use crate::store::{Open, Place};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A volunteer of the demo.
pub struct Account {
    /// How they log in.
    pub email: &'static str,
    /// How they are called.
    pub name: &'static str,
    /// Their password, shown to all.
    pub password: &'static str,
    /// What they may do.
    pub role: Role,
    /// The secret of their second factor, shown to all.
    pub totp_secret: Option<&'static str>,
}

/// Who can log in.
pub const ACCOUNTS: &[Account] = &[
    Account {
        email: "ines@passeur.example",
        name: "Inès",
        password: "corde de chanvre tressée",
        role: Role::Coordinator,
        totp_secret: Some("KBAVGU2FKVJCARCFJVHSAUCVIJGESQ2B"),
    },
    Account { email: "ana@passeur.example", name: "Ana", password: "trois noeuds et un bac", role: Role::Volunteer, totp_secret: None },
    Account { email: "malik@passeur.example", name: "Malik", password: "la rive d’en face au matin", role: Role::Volunteer, totp_secret: None },
];

/// What the folder keeps of the demo besides the database: written once it is filled.
#[derive(Serialize, Deserialize)]
struct Kept {
    api_token: String,
}

fn kept_file(dir: &Path) -> PathBuf {
    dir.join("demo.json")
}
fn clock_file(dir: &Path) -> PathBuf {
    dir.join("clock")
}

/// Serves the demo of a folder; it is filled where it is not yet, or only half.
pub async fn serve(settings: Settings, dir: PathBuf, say: fn(&str)) -> Result<(), String> {
    let app = open(settings, &dir).await?;
    let address = app.settings.link("/demo");
    crate::web::serve(app, move || say(&format!("The demo is ready: {address}"))).await
}

/// Opens the demo of a folder. Database and mail of the settings are left aside: all is in the folder.
pub async fn open(settings: Settings, dir: &Path) -> Result<App, String> {
    let unusable = |e: std::io::Error| format!("the folder {} cannot be used: {e}", dir.display());
    std::fs::create_dir_all(dir.join("letters")).map_err(unusable)?;
    let dir = dir.canonicalize().map_err(unusable)?;
    let settings = Settings {
        database: Place::Sqlite(dir.join("passeur.db")),
        mail: Mail::Folder(dir.join("letters")),
        secret_file: dir.join("secret"),
        demo: Some(dir.clone()),
        ..settings
    };
    if settings.is_public() {
        return Err("the demo shows its passwords to all: give it a local PASSEUR_BASE_URL".into());
    }
    let filled = kept_file(&dir).is_file();
    if !filled {
        empty(&dir).map_err(unusable)?;
    }
    let shift = std::fs::read_to_string(clock_file(&dir)).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    let app = App::open(settings, Clock::movable(Duration::milliseconds(shift)), Open::Migrating)?;
    if !filled {
        let api_token = fill::fill(&app).await.map_err(|e| format!("the demo cannot be filled: {e}"))?;
        let kept = serde_json::to_string(&Kept { api_token }).unwrap_or_default();
        std::fs::write(kept_file(&dir), kept).map_err(unusable)?;
    }
    Ok(app)
}

/// Removes what a filling that was cut short left: our own files only.
fn empty(dir: &Path) -> std::io::Result<()> {
    let ours = ["passeur.db", "passeur.db-wal", "passeur.db-shm", "secret", "clock"].map(|name| dir.join(name));
    let letters = std::fs::read_dir(dir.join("letters"))?.filter_map(|entry| Some(entry.ok()?.path()));
    let letters = letters.filter(|path| path.extension().is_some_and(|ext| ext == "eml" || ext == "part"));
    for path in letters.chain(ours).filter(|path| path.exists()) {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

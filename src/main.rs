//! The command line; nothing else. Exit status: 0 done, 1 refused or failed (one clear line on stderr), 2 wrong usage.

use clap::{Args, Parser, Subcommand};
use passeur::actions;
use passeur::app::App;
use passeur::batch;
use passeur::clock::Clock;
use passeur::clockwork;
use passeur::demo;
use passeur::domain::policy::Policy;
use passeur::domain::token::Scope;
use passeur::domain::values::{EmailAddress, Instant, Role, TokenId};
use passeur::domain::volunteer::{PASSWORD_LENGTH, PASSWORD_LONGEST, Weakness};
use passeur::settings::Settings;
use passeur::store::{self, Open};
use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Moderation and life cycle of a free cloud service for small French-speaking associations.
#[derive(Parser)]
#[command(name = "passeur", version, subcommand_required = false)]
struct Line {
    /// Settings file (default: passeur.toml, where there is one); the environment wins.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the application (the default); migrates first.
    Serve,
    /// Serve a throw-away folder, filled, with a mailbox and a clock that can be moved at /demo.
    Demo {
        /// The folder; it is made where it does not exist.
        #[arg(long, default_value = "var/demo")]
        dir: PathBuf,
    },
    /// Apply the migrations.
    Migrate,
    /// Verify settings, database and mail.
    Check,
    /// Do once what is due now.
    Tick,
    /// What the next passage would do to idle spaces.
    Lifecycle {
        /// Only tell it; nothing else is there.
        #[arg(long, required = true)]
        dry_run: bool,
    },
    /// Eligibility of each row of a CSV file; CSV on standard output, a summary on standard error.
    Assess {
        /// The file: a column `name`, others as in the open data of associations.
        file: PathBuf,
    },
    /// Links among the rows of a CSV file that are strong enough to group, or their groups; CSV on standard output.
    Kinship {
        /// The file: columns `name,city,siren,website`.
        file: PathBuf,
        /// The groups instead of the links.
        #[arg(long)]
        groups: bool,
    },
    /// Volunteers of the team.
    #[command(subcommand)]
    Volunteer(VolunteerCommand),
    /// API tokens of programs.
    #[command(subcommand)]
    Token(TokenCommand),
}

#[derive(Subcommand)]
enum VolunteerCommand {
    /// Add a volunteer; prints an invitation link, or sets the password at once.
    Add(NewVolunteer),
    /// List the volunteers.
    List,
    /// Shut a volunteer out at once.
    Disable {
        /// Their address.
        email: EmailAddressArg,
    },
    /// Take a volunteer's password away (and let them in again); prints a new invitation link.
    Reset {
        /// Their address.
        email: EmailAddressArg,
    },
}

#[derive(Args)]
struct NewVolunteer {
    /// Their address.
    #[arg(long)]
    email: EmailAddressArg,
    /// The name that the team sees.
    #[arg(long)]
    name: String,
    /// They coordinate.
    #[arg(long)]
    coordinator: bool,
    /// Read the password from standard input, instead of printing an invitation link.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Issue a token; it is printed once, alone, on standard output.
    Create {
        /// What it is for, in a few words.
        #[arg(long)]
        name: String,
        /// What it may do: operations, usage, directory, statistics.
        #[arg(long, value_delimiter = ',', required = true)]
        scope: Vec<ScopeArg>,
        /// Last day on which it works, as 2027-12-31.
        #[arg(long)]
        expires: Option<chrono::NaiveDate>,
    },
    /// List the tokens, without their secrets.
    List,
    /// Take a token back.
    Revoke {
        /// Its key, as listed.
        id: String,
    },
}

#[derive(Clone)]
struct EmailAddressArg(EmailAddress);
impl std::str::FromStr for EmailAddressArg {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        EmailAddress::parse(text).map(Self).ok_or_else(|| "not an e-mail address".into())
    }
}

#[derive(Clone)]
struct ScopeArg(Scope);
impl std::str::FromStr for ScopeArg {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Scope::parse(text).map(Self).ok_or_else(|| "one of operations, usage, directory, statistics".into())
    }
}

fn main() -> ExitCode {
    let line = Line::parse();
    match actix_web::rt::System::new().block_on(run(line)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "passeur: {why}");
            ExitCode::from(1)
        }
    }
}

/// A line on standard output; a reader who left is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Commands that need neither settings nor database.
fn read_file(command: &Command) -> Option<Result<(), String>> {
    let open = |file: &PathBuf| std::fs::File::open(file).map_err(|e| format!("{} cannot be read: {e}", file.display()));
    match command {
        Command::Assess { file } => Some(open(file).and_then(|file| {
            let out = std::io::BufWriter::new(std::io::stdout().lock());
            match batch::assess::assess(std::io::BufReader::new(file), out, &Policy::default()) {
                Ok(summary) => write!(std::io::stderr(), "{summary}").map_err(|e| e.to_string()),
                // A reader who left is no reason to fail.
                Err(batch::assess::Failure::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                Err(failure) => Err(failure.to_string()),
            }
        })),
        Command::Kinship { file, groups } => Some(kinship(file, *groups)),
        _ => None,
    }
}

fn kinship(file: &PathBuf, groups: bool) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|e| format!("{} cannot be read: {e}", file.display()))?;
    let output = if groups { batch::kinship::Output::Groups } else { batch::kinship::Output::Links };
    match std::io::stdout().write_all(&batch::kinship::run(&bytes, output)?) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.to_string()),
        _ => Ok(()),
    }
}

async fn run(line: Line) -> Result<(), String> {
    if let Some(done) = line.command.as_ref().and_then(read_file) {
        return done;
    }
    let file = line.config.or_else(|| Some(PathBuf::from("passeur.toml")).filter(|path| path.is_file()));
    let settings = Settings::load(file.as_deref()).map_err(|problems| problems.join("\npasseur: "))?;
    log_to_stderr(&settings.log);
    let open = |how| App::open(settings.clone(), Clock::system(), how);
    match line.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(open(Open::Migrating)?).await,
        Command::Demo { dir } => demo::serve(settings, dir, say).await,
        Command::Migrate => {
            open(Open::Migrating)?;
            say("the database is up to date");
            Ok(())
        }
        Command::Check => check(&open(Open::Existing)?).await,
        Command::Tick => {
            let done = clockwork::tick(&open(Open::Existing)?).await.map_err(|e| e.to_string())?;
            say(&format!(
                "decisions put into effect {}, letters sent {}, letters put off {}, applications erased {}",
                done.decisions, done.sent, done.unsent, done.erased
            ));
            Ok(())
        }
        Command::Lifecycle { dry_run: _ } => passeur::web::life::tell(&open(Open::Existing)?, say).await,
        Command::Assess { .. } | Command::Kinship { .. } => Ok(()),
        Command::Volunteer(command) => volunteer(&open(Open::Existing)?, command).await,
        Command::Token(command) => token(&open(Open::Existing)?, command).await,
    }
}

fn log_to_stderr(filter: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_default();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
}

async fn serve(app: App) -> Result<(), String> {
    let link = actions::volunteer::first_link(&app).await.map_err(|e| e.to_string())?;
    let address = app.settings.base_url.clone();
    passeur::web::serve(app, move || {
        say(&format!("Passeur listens: {address}"));
        if let Some(link) = link {
            say(&format!("Nobody is in the team yet. The first coordinator comes in here:\n{link}"));
        }
    })
    .await
}

async fn check(app: &App) -> Result<(), String> {
    say("settings: right");
    app.store.read(store::volunteer::any).await.map_err(|e| e.to_string())?;
    say(&format!("database {}: right", app.settings.database.name()));
    app.mailer.check().await.map_err(|why| format!("mail ({:?}): {why}", app.settings.mail))?;
    say(&format!("mail ({:?}): right", app.settings.mail));
    Ok(())
}

async fn volunteer(app: &App, command: VolunteerCommand) -> Result<(), String> {
    let failed = |e: actions::Failure| e.to_string();
    match command {
        VolunteerCommand::Add(new) => {
            let email = new.email.0;
            let password = if new.password_stdin { Some(password_of(app, &email, &new.name)?) } else { None };
            let role = if new.coordinator { Role::Coordinator } else { Role::Volunteer };
            let added = actions::volunteer::invite(app, email, new.name, role, false).await.map_err(failed)?;
            let (volunteer, link) = added.map_err(|_| "a volunteer with this address exists already".to_owned())?;
            match password {
                Some(password) => actions::volunteer::set_password(app, volunteer.id, password).await.map_err(failed)?,
                None => say(&link),
            }
        }
        VolunteerCommand::List => {
            for one in app.store.read(store::volunteer::all).await.map_err(|e| e.to_string())? {
                let state = if one.disabled_at.is_some() { "disabled" } else { "active" };
                say(&format!("{}\t{}\t{}\t{state}", one.email, one.name, one.role));
            }
        }
        VolunteerCommand::Disable { email } => {
            if !actions::volunteer::set_disabled(app, email.0, true).await.map_err(failed)? {
                return Err("no volunteer has this address".into());
            }
        }
        VolunteerCommand::Reset { email } => match actions::volunteer::reset(app, email.0).await.map_err(failed)? {
            Some(link) => say(&link),
            None => return Err("no volunteer has this address".into()),
        },
    }
    Ok(())
}

/// The password on standard input, without its line end, if it is a good one.
fn password_of(app: &App, email: &EmailAddress, name: &str) -> Result<String, String> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text).map_err(|e| format!("the password cannot be read: {e}"))?;
    let password = text.trim_end_matches(['\r', '\n']).to_owned();
    match actions::volunteer::weakness(app, &password, email, name) {
        None => Ok(password),
        Some(Weakness::Short) => Err(format!("the password has fewer than {PASSWORD_LENGTH} characters")),
        Some(Weakness::Long) => Err(format!("the password has more than {PASSWORD_LONGEST} characters")),
        Some(Weakness::Common) => Err("the password is too easy to guess".into()),
    }
}

async fn token(app: &App, command: TokenCommand) -> Result<(), String> {
    match command {
        TokenCommand::Create { name, scope, expires } => {
            // The whole of the last day, in UTC.
            let expires = expires.and_then(|day| day.succ_opt()).and_then(|day| day.and_hms_opt(0, 0, 0)).map(|end| end.and_utc());
            if expires.is_some_and(|end: Instant| end <= app.now()) {
                return Err("this day is over already".into());
            }
            let mut scopes: Vec<Scope> = scope.into_iter().map(|scope| scope.0).collect();
            scopes.sort_unstable();
            scopes.dedup();
            let (_, secret) = actions::token::create(app, name, scopes, expires).await.map_err(|e| e.to_string())?;
            say(secret.reveal());
        }
        TokenCommand::List => {
            for one in app.store.read(store::token::all).await.map_err(|e| e.to_string())? {
                let scopes: Vec<&str> = one.scopes.iter().map(|scope| scope.code()).collect();
                let state = if one.works(app.now()) { "works" } else { "over" };
                let used = one.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("used {}", at.format("%F %R")));
                say(&format!("{}\t{}\t{}\t{state}\t{used}", one.id, one.name, scopes.join(",")));
            }
        }
        TokenCommand::Revoke { id } => {
            let id = TokenId::parse(&id).ok_or("this is not the key of a token")?;
            if !actions::token::revoke(app, id).await.map_err(|e| e.to_string())? {
                return Err("no such token, or it was taken back already".into());
            }
        }
    }
    Ok(())
}

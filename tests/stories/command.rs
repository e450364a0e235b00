//! The command line, as the operator types it: the real binary, in a folder of its own.

use crate::house::{House, On, fill};
use diesel::{Connection, RunQueryDsl, SqliteConnection};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the binary in a folder, with these settings only.
fn passeur(folder: &Path, settings: &[(&str, &str)], arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passeur"));
    command.current_dir(folder).env_clear().envs(settings.iter().copied()).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// Failed with one clear line.
fn refused(output: &Output, words: &str) {
    let (code, _, errors) = said(output);
    assert_eq!(code, 1, "{errors}");
    assert_eq!(errors.lines().count(), 1, "one line: {errors}");
    assert!(errors.contains(words), "{words:?} in {errors}");
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn what_cannot_be_opened_is_said_in_one_line_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    refused(&passeur(at, &[("DATABASE_URL", "mysql://root:secret@db/passeur")], &["serve"], ""), "\"mysql\" is not known");
    refused(&passeur(at, &[("DATABASE_URL", "sqlite:ailleurs/passeur.db")], &["migrate"], ""), "does not exist");
    refused(&passeur(at, &[], &["tick"], ""), "there is no database at var/passeur.db");
    refused(&passeur(at, &[], &["volunteer", "list"], ""), "there is no database");
    refused(&passeur(at, &[("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")], &["migrate"], ""), "cannot be opened");
    assert!(is_empty(at), "nothing was made");
    std::fs::write(at.join("not.db"), "this is a letter, not a database, and it is long enough to be read as one").unwrap();
    refused(&passeur(at, &[("DATABASE_URL", "sqlite:not.db")], &["tick"], ""), "not a database");
}

#[test]
fn a_database_of_a_newer_passeur_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let url = [("DATABASE_URL", "sqlite:passeur.db"), ("PASSEUR_MAIL", "file:."), ("PASSEUR_SECRET_FILE", "secret")];
    assert_eq!(said(&passeur(folder.path(), &url, &["migrate"], "")).0, 0);
    let mut db = SqliteConnection::establish(folder.path().join("passeur.db").to_str().unwrap()).unwrap();
    diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('20990101000000')").execute(&mut db).unwrap();
    refused(&passeur(folder.path(), &url, &["serve"], ""), "written by a newer Passeur");
}

#[test]
fn a_locked_database_is_said_and_not_waited_for_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let url = [("DATABASE_URL", "sqlite:passeur.db"), ("PASSEUR_MAIL", "file:."), ("PASSEUR_SECRET_FILE", "secret")];
    assert_eq!(said(&passeur(folder.path(), &url, &["migrate"], "")).0, 0);
    let mut db = SqliteConnection::establish(folder.path().join("passeur.db").to_str().unwrap()).unwrap();
    diesel::sql_query("BEGIN IMMEDIATE").execute(&mut db).unwrap();
    refused(&passeur(folder.path(), &url, &["token", "create", "--name", "x", "--scope", "usage"], ""), "locked");
}

#[test]
fn wrong_usage_is_2_and_help_is_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    for wrong in [
        &["danse"][..],
        &["volunteer", "add"],
        &["volunteer", "add", "--email", "x", "--name", "Lou"],
        &["token", "create", "--name", "x", "--scope", "tout"],
    ] {
        assert_eq!(said(&passeur(folder.path(), &[], wrong, "")).0, 2, "{wrong:?}");
    }
    for command in [&["--help"][..], &["serve", "--help"], &["demo", "--help"], &["volunteer", "add", "--help"], &["token", "create", "--help"]] {
        let (code, out, _) = said(&passeur(folder.path(), &[], command, ""));
        assert!(code == 0 && out.contains("Usage"), "{command:?}");
    }
    assert!(is_empty(folder.path()));
}

#[test]
fn all_that_is_wrong_in_the_settings_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("passeur.toml"), "passeur_listen = \"nowhere\"\nserveur = \"x\"\n").unwrap();
    let (code, _, errors) =
        said(&passeur(folder.path(), &[("PASSEUR_MAIL", "pigeon:voyageur"), ("PASSEUR_BASE_URL", "https://demande.example.org")], &["serve"], ""));
    assert_eq!(code, 1);
    for name in ["PASSEUR_LISTEN", "serveur is not a setting", "PASSEUR_MAIL"] {
        assert!(errors.contains(name), "{name} in {errors}");
    }
}

#[test]
fn volunteers_and_tokens_are_kept_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let url = [("DATABASE_URL", "sqlite:passeur.db"), ("PASSEUR_MAIL", "file:."), ("PASSEUR_SECRET_FILE", "secret")];
    let run = |arguments: &[&str], input: &str| passeur(folder.path(), &url, arguments, input);
    assert_eq!(said(&run(&["migrate"], "")).0, 0);
    let (code, link, _) = said(&run(&["volunteer", "add", "--email", "lou@equipe.example", "--name", "Lou"], ""));
    assert!(code == 0 && link.starts_with("http://localhost:8080/equipe/invitation/"), "{link}");
    refused(&run(&["volunteer", "add", "--email", "LOU@equipe.example", "--name", "Lou"], ""), "exists already");
    refused(&run(&["volunteer", "add", "--email", "ana@equipe.example", "--name", "Ana", "--password-stdin"], "court\n"), "fewer than 15");
    assert_eq!(
        said(&run(
            &["volunteer", "add", "--email", "ana@equipe.example", "--name", "Ana", "--coordinator", "--password-stdin"],
            "quatre saules et une barque\n"
        ))
        .0,
        0
    );
    assert_eq!(said(&run(&["volunteer", "disable", "lou@equipe.example"], "")).0, 0);
    let (_, list, _) = said(&run(&["volunteer", "list"], ""));
    assert!(list.contains("ana@equipe.example\tAna\tcoordinator\tactive") && list.contains("lou@equipe.example\tLou\tvolunteer\tdisabled"), "{list}");
    refused(&run(&["volunteer", "reset", "personne@equipe.example"], ""), "no volunteer");
    let (_, token, _) = said(&run(&["token", "create", "--name", "Hermès", "--scope", "operations,usage", "--expires", "2999-12-31"], ""));
    assert_eq!(token.trim().len(), 26, "alone on its line: {token:?}");
    let (_, list, _) = said(&run(&["token", "list"], ""));
    assert!(list.contains("operations,usage") && !list.contains(token.trim()));
    let id = list.split('\t').next().unwrap();
    assert_eq!(said(&run(&["token", "revoke", id], "")).0, 0);
    refused(&run(&["token", "revoke", id], ""), "taken back already");
    assert_eq!(said(&run(&["check"], "")).0, 0);
    assert_eq!(said(&run(&["tick"], "")).0, 0);
}

#[actix_web::test]
async fn kill_9_at_any_moment_loses_no_letter() {
    let house = House::on(On::Sqlite);
    for k in 0..12 {
        let page = fill(&house.visitor(), &format!("bac-{k}"), &[]).await;
        assert_eq!(page.path, "/demande/recu");
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (database, letters, secret) = (house.folder("passeur.db"), house.folder("letters"), house.folder("secret"));
    let settings = [
        ("DATABASE_URL", format!("sqlite:{}", database.display())),
        ("PASSEUR_MAIL", format!("file:{}", letters.display())),
        ("PASSEUR_SECRET_FILE", secret.display().to_string()),
        ("PASSEUR_LISTEN", format!("127.0.0.1:{port}")),
    ];
    for moment in [20, 60, 90, 120, 150, 200] {
        let mut server = Command::new(env!("CARGO_BIN_EXE_passeur"));
        let mut server = server
            .current_dir(house.folder(""))
            .env_clear()
            .envs(settings.iter().map(|(n, v)| (*n, v)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(moment));
        server.kill().unwrap();
        server.wait().unwrap();
    }
    // The killed servers lived in the present: the house goes there, past the longest lease they took.
    house.app.clock.advance(chrono::Utc::now() - house.app.now() + chrono::Duration::days(1));
    house.tick().await;
    let letters = house.letters();
    let mut ids: Vec<&str> = letters.iter().map(|letter| letter.id.as_str()).collect();
    ids.dedup();
    assert_eq!((letters.len(), ids.len()), (12, 12));
    house.rest().await;
}

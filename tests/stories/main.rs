//! The product told over HTTP, in process, one file per feature; each story on SQLite and on PostgreSQL.
//!
//! To add one: an `async fn` in a `stories!` of the file of its feature, named by what it claims.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a story that cannot go on fails")]

/// Tells each story on both databases, and looks at the end that nothing is left undone.
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident) $body:block)*) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a few stories need nothing of their file")]
            use super::*;
            async fn told($house: crate::house::House) -> crate::house::House { $body; $house }
            #[actix_web::test]
            async fn on_sqlite() {
                told(crate::house::House::on(crate::house::On::Sqlite)).await.rest().await;
            }
            #[actix_web::test]
            async fn on_postgres() {
                told(crate::house::House::on(crate::house::On::Postgres)).await.rest().await;
            }
        }
    )* };
}

mod address;
// Its one long story begins with the first, so that the others fill the time beside it.
mod ages;
mod alternative;
mod api;
mod application;
#[allow(dead_code, reason = "shared with the rules of the house")]
mod browser;
mod calibration;
mod command;
mod contact;
mod dashboard;
mod digest;
mod directory;
mod form;
mod hammer;
mod house;
mod journey;
mod kinship;
mod letter;
mod life;
mod live;
mod operation;
mod phase;
mod pioneer;
mod places;
mod policy;
mod precheck;
mod queries;
mod question;
mod queue;
mod review;
mod robots;
mod second_factor;
mod second_look;
mod sieve;
mod smtp;
mod space;
mod space_list;
mod suite;
mod suites;
mod team;
mod volunteer;
mod waiting;
mod withdrawal;
mod wording;

//! Files of many rows in, CSV out: what the engines find in open data, to tune and to judge them. No database, no clock.
//!
//! To add a command: a file with a function from a [`table::Table`] to a writer and a summary, and its line in `main.rs`.

pub mod assess;
pub mod kinship;
pub mod table;

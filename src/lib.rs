//! Passeur: the moderation and life cycle of a free cloud service for small French-speaking associations.
//!
//! The map, from the door inwards: `main → {web, clockwork} → actions → {store, post} → domain`. Never back.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that cannot go on fails"))]

/// What one may do: one verb, one transaction, one trace.
pub mod actions;
/// What the house has in hand: store, clock, settings, keys, mailer; passed, never global.
pub mod app;
/// Files of many rows in, CSV out.
pub mod batch;
/// The only place that reads the time.
pub mod clock;
/// What is due now: one ticking task.
pub mod clockwork;
/// A throw-away service, filled, with a mailbox and a clock that can be moved.
pub mod demo;
/// What we believe: types and decisions.
pub mod domain;
/// What only this house can do: draw at random, hash, seal, check passwords.
pub mod keys;
/// Letters leave the house.
pub mod post;
/// The rules in force, as they were last read.
pub mod rules;
/// Environment and file, read into typed settings.
pub mod settings;
/// What we remember: every line of SQL.
pub mod store;
/// Who asks, what they see.
pub mod web;
/// The words that code chooses, in French.
pub mod words;

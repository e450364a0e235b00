//! What we believe: types and decisions. No I/O, no clock, no framework.
//!
//! Facts come in as arguments, new states and their effects go out as values (see [`effect`]).

pub mod address;
pub mod alternative;
pub mod application;
pub mod calibration;
pub mod day;
pub mod delay;
pub mod digest;
pub mod effect;
pub mod eligibility;
pub mod elsewhere;
pub mod figures;
pub mod fold;
pub mod forecast;
pub mod form;
pub mod hours;
pub mod kin_word;
pub mod kinship;
pub mod letter;
pub mod life;
pub mod link;
pub mod memory;
pub mod message;
pub mod network;
pub mod occupancy;
pub mod operation;
pub mod phase;
pub mod pioneer;
pub mod policy;
pub mod precheck;
pub mod registration;
pub mod review;
pub mod second_factor;
pub mod second_look;
pub mod sieve;
pub mod space;
pub mod space_deed;
pub mod suites;
pub mod team;
pub mod token;
pub mod usage;
pub mod values;
pub mod volunteer;
pub mod waiting;
pub mod wording;

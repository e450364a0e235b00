//! The second factor of the team (spec 11; OWASP ASVS 5 §6.5): a code of six digits from a telephone (RFC 6238), or one of the
//! codes kept on paper. Coordinators cannot do without.
//!
//! ```text
//!            begin              a first code                    a password             a code, once
//!   None ───────────→ Begun ──────────────────→ On      log in ──────────→ awaits ───────────────→ in
//!     ↑  (same secret until it is confirmed)     │                                └─ a code on paper, once
//!     └────────── turned off, or reset ──────────┘
//! ```

use super::values::{CROCKFORD, Instant, Role};
use chrono::Duration;

/// Where someone stands with their second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They have none.
    None,
    /// A secret was made and shown; no code was given yet.
    Begun,
    /// It is asked for at each log-in, since then.
    On(Instant),
}

/// Between the password and the code, one has so long.
pub const WAIT: Duration = Duration::minutes(10);

/// A proof of who one is (password, and code where there is one) is good for so long.
pub const PROOF: Duration = Duration::minutes(15);

/// Codes on paper that one is given at once.
pub const CODES: usize = 10;

/// Who has this role must have a second factor.
pub fn is_compulsory(role: Role) -> bool {
    role == Role::Coordinator
}

/// What was typed where a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Six digits of a telephone.
    Digits(String),
    /// A code kept on paper, as it is stored: `7K3M-2QXD`.
    Paper(String),
}

impl Given {
    /// Reads it as people copy it: spaces and dashes anywhere, any case, O for 0, I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let kept: String = text.chars().filter(|c| !c.is_whitespace() && !"-–".contains(*c)).take(20).collect();
        if kept.len() == 6 && kept.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Digits(kept));
        }
        let read = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let paper: String = kept.chars().map(read).collect();
        let known = paper.len() == 8 && paper.bytes().all(|b| CROCKFORD.contains(&b));
        known.then(|| Self::Paper(grouped(&paper)))
    }
}

/// A code on paper, from 40 random bits.
pub fn paper_code(bits: [u8; 5]) -> String {
    let number = bits.iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
    let letter = |i: u32| CROCKFORD.get((number >> (35 - 5 * i) & 31) as usize).copied().map_or('0', char::from);
    grouped(&(0..8).map(letter).collect::<String>())
}

/// In groups of four, as one reads it aloud.
pub fn grouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The code of a step may serve: neither it nor a later one served already. A step far ahead was another clock's, and counts no more.
pub fn may_serve(step: i64, last: i64) -> bool {
    step > last || last - step > 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_copy_them() {
        assert_eq!(Given::parse(" 123 456 "), Some(Given::Digits("123456".into())));
        assert_eq!(Given::parse("123\u{a0}456"), Some(Given::Digits("123456".into())));
        assert_eq!(Given::parse("7k3m 2qxd"), Some(Given::Paper("7K3M-2QXD".into())));
        assert_eq!(Given::parse("7K3M-2Q-Xo"), Some(Given::Paper("7K3M-2QX0".into())));
        for wrong in ["", "12345", "1234567", "7K3M-2QXU", "7K3M-2QXDD", "é23456", "１２３４５６"] {
            assert_eq!(Given::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_on_paper_reads_as_it_was_written() {
        for bits in [[0; 5], [255; 5], [1, 2, 3, 4, 5]] {
            let code = paper_code(bits);
            assert_eq!(code.len(), 9);
            assert_eq!(Given::parse(&code), Some(Given::Paper(code)));
        }
    }

    #[test]
    fn a_code_serves_once_and_an_older_one_not_after_it() {
        assert!(may_serve(100, 0));
        assert!(may_serve(100, 99));
        assert!(!may_serve(100, 100));
        assert!(!may_serve(99, 100));
        assert!(may_serve(100, 90_000), "a clock that was moved far and back locks nobody out");
    }
}

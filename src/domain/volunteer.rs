//! A volunteer of the team, and what makes a good password (OWASP ASVS 5, CNIL).

use super::values::{EmailAddress, Instant, Role, VolunteerId};
use crate::choices;

/// A person of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volunteer {
    /// Key.
    pub id: VolunteerId,
    /// How they log in.
    pub email: EmailAddress,
    /// How they are called.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Since when they may not come in any more.
    pub disabled_at: Option<Instant>,
    /// A code is asked for after the password.
    pub second_factor: bool,
}

choices!(
    /// What was done to an account of the team, that its owner is told.
    AccountDeed {
        Password = "password", SecondFactorOn = "second_factor_on", SecondFactorOff = "second_factor_off", PaperCode = "paper_code",
        PaperCodes = "paper_codes", Coordinator = "coordinator", Volunteer = "volunteer",
    }
);

/// Characters a password needs at least.
pub const PASSWORD_LENGTH: usize = 15;
/// Characters a password may have at most: argon2 reads it all, so there is an end.
pub const PASSWORD_LONGEST: usize = 200;

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`PASSWORD_LENGTH`] characters.
    Short,
    /// More than [`PASSWORD_LONGEST`] characters.
    Long,
    /// A common one, a repeated one, or made of the words around it.
    Common,
}

/// Any composition will do if it is long, and neither common nor made of the words around it. `guessable` tells whether a list
/// of common passwords knows it.
pub fn check_password(password: &str, context: &[&str], guessable: impl Fn(&str) -> bool) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < PASSWORD_LENGTH {
        return Err(Weakness::Short);
    }
    if length > PASSWORD_LONGEST {
        return Err(Weakness::Long);
    }
    let mut rest = password.to_lowercase();
    for word in context.iter().filter(|word| word.chars().count() >= 4) {
        rest = rest.replace(&word.to_lowercase(), "");
    }
    let mut kinds: Vec<char> = rest.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < 5 || rest.chars().count() < 8 || guessable(password) { Err(Weakness::Common) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_judged_by_length_and_by_what_they_are_made_of() {
        let check = |password: &str| check_password(password, &["framaspace", "ana@exemple.org", "Ana"], |_| false);
        assert_eq!(check("court"), Err(Weakness::Short));
        assert_eq!(check(&"é".repeat(201)), Err(Weakness::Long));
        assert_eq!(check("aaaaaaaaaaaaaaaaaaa"), Err(Weakness::Common));
        assert_eq!(check("framaspaceframaspace"), Err(Weakness::Common));
        assert_eq!(check("ana@exemple.org1234"), Err(Weakness::Common));
        assert_eq!(check("la péniche remonte le canal"), Ok(()));
        assert_eq!(check_password("correcthorsebatterystaple", &[], |_| true), Err(Weakness::Common));
    }
}

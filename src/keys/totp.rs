//! The codes of the second factor: six digits that change every thirty seconds (RFC 6238).

use super::random;
use crate::domain::second_factor::Given;
use crate::domain::values::{EmailAddress, Instant};
use totp_rs::{Builder, Secret, Totp};

/// A fresh secret to share with a telephone: 160 random bits in base 32.
pub fn secret() -> String {
    Secret::new(Box::new(random::<20>())).to_base32()
}

fn totp(secret: &str) -> Option<Builder> {
    Some(Builder::new().with_secret(Secret::try_from_base32(secret).ok()?))
}

fn seconds(at: Instant) -> u64 {
    u64::try_from(at.timestamp()).unwrap_or_default()
}

/// The step of these digits, one step early or late forgiven; nothing when they are wrong.
pub fn step(secret: &str, given: &Given, at: Instant) -> Option<i64> {
    let Given::Digits(digits) = given else { return None };
    let step = totp(secret)?.build().ok()?.check(digits, seconds(at))?;
    i64::try_from(step).ok()
}

/// The digits of a moment: what a telephone shows then.
pub fn digits(secret: &str, at: Instant) -> Option<String> {
    Some(totp(secret)?.build().ok()?.generate(seconds(at)).to_string())
}

/// The address that hands the secret to a telephone (`otpauth://`), as its picture holds it.
pub fn address(secret: &str, service: &str, email: &EmailAddress) -> Option<String> {
    let made: Totp = totp(secret)?.with_issuer(Some(service.replace(':', " "))).with_account_name(email.as_str().to_owned()).build().ok()?;
    made.to_url().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the secret "12345678901234567890", its last six digits of eight.
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let at = Instant::from_timestamp(at, 0).unwrap();
            assert_eq!(digits(secret, at).as_deref(), Some(code));
            assert_eq!(step(secret, &Given::Digits(code.into()), at), Some(at.timestamp() / 30));
        }
    }

    #[test]
    fn one_step_early_or_late_is_forgiven_and_no_more() {
        let (secret, at) = (secret(), Instant::from_timestamp(1_800_000_000, 0).unwrap());
        let given = Given::Digits(digits(&secret, at).unwrap());
        let later = |seconds| step(&secret, &given, at + chrono::Duration::seconds(seconds));
        assert_eq!(later(-30), Some(60_000_000));
        assert_eq!(later(59), Some(60_000_000));
        assert_eq!(later(60), None);
        assert_eq!(later(-31), None);
    }

    #[test]
    fn the_address_names_the_service_and_the_person() {
        let email = EmailAddress::parse("ana@equipe.example").unwrap();
        let address = address("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "Frama: space", &email).unwrap();
        assert!(address.starts_with("otpauth://totp/Frama%20%20space:ana%40equipe.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
    }
}

//! What only this house can do: draw at random, hash and derive with its secret, seal, check passwords.
//!
//! The secret is one file of 64 random bytes, mode 0600, made on first start. Everything keyed comes from it by a label,
//! so that one use never tells anything about another.

pub mod totp;

use crate::domain::values::{Instant, Secret};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

/// The keys of the house.
#[derive(Clone)]
pub struct Keys {
    secret: Arc<[u8]>,
    sequence: Arc<AtomicU16>,
    /// One password check at a time per core: argon2 takes 19 MiB and tens of milliseconds.
    checking: Arc<tokio::sync::Semaphore>,
}

impl Keys {
    /// Opens the secret of the house, or makes it.
    pub fn open(path: &Path) -> Result<Self, String> {
        let name = path.display();
        match std::fs::read(path) {
            Ok(bytes) if bytes.len() >= 32 => return Ok(Self::of(&bytes)),
            Ok(_) => return Err(format!("the secret in {name} is too short: restore it, sealed data depends on it")),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(format!("the secret in {name} cannot be read: {error}")),
            Err(_) => {}
        }
        let bytes = random::<64>();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let made = options.open(path).and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()));
        match made {
            Ok(()) => Ok(Self::of(&bytes)),
            // Another server made it meanwhile.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Self::open(path),
            Err(error) => Err(format!("the secret in {name} cannot be made: {error}")),
        }
    }

    /// Keys from given bytes: tests.
    pub fn of(bytes: &[u8]) -> Self {
        Self { secret: bytes.into(), sequence: Arc::default(), checking: Arc::new(tokio::sync::Semaphore::new(2)) }
    }

    fn mac(&self, label: &str, data: &[u8]) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.secret).unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(label.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }

    /// 64 bytes for the cookies of sessions.
    pub fn cookie_key(&self) -> [u8; 64] {
        let mut key = [0; 64];
        key[..32].copy_from_slice(&self.mac("cookie", b"1"));
        key[32..].copy_from_slice(&self.mac("cookie", b"2"));
        key
    }

    /// The hash under which a secret is stored.
    pub fn hash(&self, secret: &Secret) -> String {
        B64.encode(Sha256::digest(secret.reveal().as_bytes()))
    }

    /// A keyed hash of something that must not be readable: an address, say.
    pub fn keyed_hash(&self, label: &str, text: &str) -> String {
        B64.encode(self.mac(label, text.as_bytes()))
    }

    /// A secret that can be made again from a key, so that it need not be stored.
    pub fn derived(&self, label: &str, key: &str) -> Secret {
        let mac = self.mac(label, key.as_bytes());
        let mut bytes = [0; 17];
        bytes.copy_from_slice(&mac[..17]);
        Secret::from_random(bytes)
    }

    /// A fresh secret.
    pub fn secret(&self) -> Secret {
        Secret::from_random(random())
    }

    /// 40 random bits, for a reference.
    pub fn reference_bits(&self) -> [u8; 5] {
        random()
    }

    /// A key of a row: a UUIDv7 of the clock of the house; keys made here within one millisecond sort in order.
    pub fn row_key(&self, now: Instant) -> String {
        let mut bytes: [u8; 10] = random();
        let counter = self.sequence.fetch_add(1, Ordering::Relaxed);
        bytes[..2].copy_from_slice(&(counter & 0x0fff).to_be_bytes());
        let milliseconds = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid().to_string()
    }

    /// A key of a row that must not tell when it was made: a UUIDv4.
    pub fn timeless_key(&self) -> String {
        uuid::Builder::from_random_bytes(random()).into_uuid().to_string()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.mac("seal", b"").into())
    }

    /// Encrypts a text, bound to a context (a key of a row) so that it opens nowhere else.
    pub fn seal(&self, context: &str, text: &str) -> Option<String> {
        let nonce: [u8; 24] = random();
        let payload = Payload { msg: text.as_bytes(), aad: context.as_bytes() };
        let sealed = self.cipher().encrypt(XNonce::from_slice(&nonce), payload).ok()?;
        Some(B64.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts what [`Keys::seal`] made; `None` when it is not ours, or not of this context.
    pub fn unseal(&self, context: &str, sealed: &str) -> Option<String> {
        let bytes = B64.decode(sealed).ok()?;
        let (nonce, body) = bytes.split_at_checked(24)?;
        let text = self.cipher().decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: context.as_bytes() }).ok()?;
        String::from_utf8(text).ok()
    }

    /// The argon2id hash of a password, off the async threads.
    pub async fn hash_password(&self, password: String) -> Option<String> {
        self.slow(move || argon2().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())).await.flatten()
    }

    /// The password is the one of the hash. Without a hash, the same work is done and the answer is no: an unknown account
    /// takes the same time as a known one.
    pub async fn check_password(&self, password: String, hash: Option<String>) -> bool {
        self.slow(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            let good =
                argon2::password_hash::phc::PasswordHash::new(&hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
            good && known
        })
        .await
        .unwrap_or(false)
    }

    async fn slow<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let turn = self.checking.clone().acquire_owned().await.ok()?;
        #[expect(clippy::disallowed_methods, reason = "argon2 is the other slow work of the house")]
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.ok()
    }
}

/// The hash of a password that nobody has, with the same parameters as the real ones.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyBpdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// argon2id, 19 MiB, two passes (OWASP).
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, None).unwrap_or_default())
}

/// The system's randomness; without it nothing may go on.
#[expect(clippy::disallowed_methods, clippy::panic, reason = "the only place that draws at random; a server without randomness must stop")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        panic!("no randomness: {error}");
    }
    bytes
}

/// A list of common passwords (zxcvbn's) guesses it in fewer than a billion tries.
pub fn is_guessable(password: &str, context: &[&str]) -> bool {
    let start: String = password.chars().take(100).collect();
    zxcvbn::zxcvbn(&start, context).guesses_log10() < 9.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_in_its_context() {
        let keys = Keys::of(&[1; 64]);
        let sealed = keys.seal("a", "mot de passe").unwrap();
        assert_eq!(keys.unseal("a", &sealed).as_deref(), Some("mot de passe"));
        assert_eq!(keys.unseal("b", &sealed), None);
        assert_eq!(Keys::of(&[2; 64]).unseal("a", &sealed), None);
        assert_eq!(keys.unseal("a", "n’importe quoi"), None);
    }

    #[test]
    fn derived_secrets_can_be_made_again() {
        let keys = Keys::of(&[1; 64]);
        assert_eq!(keys.derived("status", "x"), keys.derived("status", "x"));
        assert_ne!(keys.derived("status", "x"), keys.derived("status", "y"));
        assert_ne!(keys.derived("status", "x"), keys.derived("other", "x"));
    }

    #[test]
    fn keys_made_in_one_millisecond_sort_in_order() {
        let keys = Keys::of(&[1; 64]);
        let now = Instant::from_timestamp_millis(1_800_000_000_000).unwrap();
        let made: Vec<String> = (0..100).map(|_| keys.row_key(now)).collect();
        assert!(made.is_sorted());
    }

    #[tokio::test]
    async fn an_unknown_account_is_refused_after_the_same_work() {
        let keys = Keys::of(&[1; 64]);
        let hash = keys.hash_password("la péniche remonte le canal".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(argon2::password_hash::phc::PasswordHash::new(NOBODY).is_ok());
        assert!(keys.check_password("la péniche remonte le canal".into(), Some(hash.clone())).await);
        assert!(!keys.check_password("autre chose".into(), Some(hash)).await);
        assert!(!keys.check_password("la péniche remonte le canal".into(), None).await);
    }
}

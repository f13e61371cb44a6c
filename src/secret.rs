//! Random identifiers and what is stored of a secret. All randomness comes straight from the
//! kernel: a generator in the process would be copied by fork.

use crate::error::Error;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::System { operation: "getrandom", source: std::io::Error::other(error) })?;
    Ok(bytes)
}

/// A session id, a credential or a token: 32 random bytes, base64url without padding (RFC 4648
/// section 5), 43 characters.
///
/// # Errors
/// When the kernel gives no random bytes.
pub fn identifier() -> Result<String, Error> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// A message id or a form's nonce: 16 random bytes, 22 characters.
///
/// # Errors
/// When the kernel gives no random bytes.
pub fn short_identifier() -> Result<String, Error> {
    Ok(URL_SAFE_NO_PAD.encode(random::<16>()?))
}

/// A push channel: 64 hexadecimal digits.
///
/// # Errors
/// When the kernel gives no random bytes.
pub fn channel() -> Result<String, Error> {
    Ok(hex(&random::<32>()?))
}

/// What the database stores of a credential or a token, and compares.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Is this a session id, a credential or a token by its looks?
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    text.len() == 43 && is_base64url(text)
}

/// Is this a message id by its looks?
#[must_use]
pub fn is_short_identifier(text: &str) -> bool {
    text.len() == 22 && is_base64url(text)
}

fn is_base64url(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The argon2id output for a password (RFC 9106), with OWASP's parameters: 19 MiB, two passes, one
/// lane. The database keeps only SHA-256 of it.
///
/// # Errors
/// When the memory for it cannot be had.
pub fn derive(password: &str, salt: &[u8]) -> Result<Vec<u8>, Error> {
    let mut output = vec![0; 32];
    argon2::Argon2::default()
        .hash_password_into(password.as_bytes(), salt, &mut output)
        .map_err(|error| Error::System { operation: "argon2id", source: std::io::Error::other(error.to_string()) })?;
    Ok(output)
}

/// A new salt and the verifier that the database keeps for a password.
///
/// # Errors
/// As [`derive`], and when the kernel gives no random bytes.
pub fn verifier(password: &str) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let salt = random::<16>()?.to_vec();
    let derived = derive(password, &salt)?;
    Ok((salt, Sha256::digest(&derived).to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_their_length_and_never_repeat() {
        let one = identifier().unwrap();
        assert!(is_identifier(&one) && one != identifier().unwrap());
        assert!(is_short_identifier(&short_identifier().unwrap()));
        assert_eq!(channel().unwrap().len(), 64);
    }

    #[test]
    fn identifiers_of_another_shape_are_not_taken() {
        for text in ["", "short", &"a".repeat(44), &"ä".repeat(21), &format!("{}/", "a".repeat(42))] {
            assert!(!is_identifier(text), "{text}");
        }
    }
}

//! The connection to an LDAP server: found, protected, and looked at message by message before the crate parses any.
//! It parses one end of a pair of sockets, into whose other end goes what may be parsed.

use super::{LdapConfig, ber};
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, StdStream};
use percent_encoding::percent_decode_str;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::io::{Error, Result};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpStream, UnixStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use url::Url;

/// The most bytes that a server may send in one conversation: a page of people is a small part of that.
const BYTES_MAX: usize = 4 << 20;

/// The most elements that these bytes may be: the crate makes a structure of some dozen bytes of each.
const ELEMENTS_MAX: usize = 100_000;

/// The request to begin TLS (RFC 4511 section 4.14.1), as the first of the conversation.
const STARTTLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// What carries messages between a server and the crate, until one of them ends it. It fails with what was wrong with
/// what the server sent.
pub type Relay = JoinHandle<Result<()>>;

/// Connects, as a task of the runtime that this is called in.
///
/// # Errors
/// The server cannot be reached, or is not to be trusted.
pub async fn connect(config: &LdapConfig, url: &str) -> Result<(Ldap, Relay)> {
    let server = reach(config, url).await?;
    let (ours, theirs) = std::os::unix::net::UnixStream::pair()?;
    ours.set_nonblocking(true)?;
    let relay = tokio::spawn(relay(server, UnixStream::from_std(ours)?));
    let settings = LdapConnSettings::new().set_std_stream(StdStream::Unix(theirs));
    let (driver, ldap) = LdapConnAsync::with_settings(settings, "ldapi://relay").await.map_err(Error::other)?;
    tokio::spawn(driver.drive());
    Ok((ldap, relay))
}

async fn reach(config: &LdapConfig, url: &str) -> Result<Box<dyn Stream>> {
    let url = Url::parse(url).map_err(Error::other)?;
    let host = url.host_str().unwrap_or_default();
    if url.scheme() == "ldapi" {
        return Ok(Box::new(UnixStream::connect(percent_decode_str(host).decode_utf8_lossy().as_ref()).await?));
    }
    let is_tls = url.scheme() == "ldaps";
    let port = url.port().unwrap_or(if is_tls { 636 } else { 389 });
    let mut stream = TcpStream::connect(format!("{host}:{port}")).await?;
    stream.set_nodelay(true)?;
    if !is_tls && config.starttls {
        start_tls(&mut stream).await?;
    } else if !is_tls {
        return Ok(Box::new(stream));
    }
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).map_err(Error::other)?;
    let tls = ClientConfig::builder().with_root_certificates(trusted(config)?).with_no_client_auth();
    Ok(Box::new(TlsConnector::from(Arc::new(tls)).connect(name, stream).await?))
}

/// The authorities that may vouch for the server: those in the file, and no others, or else the system's.
fn trusted(config: &LdapConfig) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let Some(file) = &config.ca_file else {
        // A system's bundle may hold some that rustls does not take.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(roots);
    };
    let wrong = |why: &dyn std::fmt::Display| Error::other(format!("ldap_ca_file {}: {why}", file.display()));
    for certificate in CertificateDer::pem_file_iter(file).map_err(|error| wrong(&error))? {
        roots.add(certificate.map_err(|error| wrong(&error))?).map_err(|error| wrong(&error))?;
    }
    if roots.is_empty() {
        return Err(wrong(&"there is no certificate in it"));
    }
    Ok(roots)
}

/// Asks the server to go on in TLS.
async fn start_tls(stream: &mut TcpStream) -> Result<()> {
    stream.write_all(STARTTLS).await?;
    let message = Budget::default().message(stream).await?.unwrap_or_default();
    let answer = inside(&message, ber::SEQUENCE).and_then(|content| {
        let (_, _, behind_id) = ber::element(content)?;
        inside(inside(behind_id, ber::EXTENDED_RESPONSE)?, ber::ENUMERATED)
    });
    match answer {
        Some([0]) => Ok(()),
        _ => Err(Error::other("the server refuses StartTLS")),
    }
}

/// The content of the first element, which is to be of this type.
fn inside(bytes: &[u8], kind: u8) -> Option<&[u8]> {
    ber::element(bytes).filter(|(found, ..)| *found == kind).map(|(_, content, _)| content)
}

/// Carries everything to the server, and from there what the crate may parse.
async fn relay(server: Box<dyn Stream>, crate_end: UnixStream) -> Result<()> {
    let (from_server, mut to_server) = tokio::io::split(server);
    let (mut from_crate, mut to_crate) = crate_end.into_split();
    let inward = async {
        let mut from_server = BufReader::new(from_server);
        let mut budget = Budget::default();
        while let Some(message) = budget.message(&mut from_server).await? {
            to_crate.write_all(&message).await?;
        }
        Ok(())
    };
    tokio::select! {
        ended = inward => ended,
        ended = tokio::io::copy(&mut from_crate, &mut to_server) => ended.map(|_| ()),
    }
}

/// What a server may still send.
struct Budget {
    bytes: usize,
    elements: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { bytes: BYTES_MAX, elements: ELEMENTS_MAX }
    }
}

impl Budget {
    /// The next message, whole; `None` at the end.
    async fn message(&mut self, server: &mut (impl AsyncRead + Unpin)) -> Result<Option<Vec<u8>>> {
        let mut message = vec![0; 2];
        if server.read(&mut message[..1]).await? == 0 {
            return Ok(None);
        }
        server.read_exact(&mut message[1..]).await?;
        let nonsense = || Error::other("the server does not speak LDAP");
        let (more, short) = ber::length(message[1]).filter(|_| message[0] == ber::SEQUENCE).ok_or_else(nonsense)?;
        let mut digits = vec![0; more];
        server.read_exact(&mut digits).await?;
        let length = digits.iter().fold(short, |length, digit| length << 8 | usize::from(*digit));
        message.append(&mut digits);
        let too_much = || Error::other("the server says too much");
        self.bytes = self.bytes.checked_sub(message.len() + length).ok_or_else(too_much)?;
        let begun = message.len();
        server.take(length as u64).read_to_end(&mut message).await?;
        if message.len() < begun + length {
            return Err(Error::other("the server's answer is cut"));
        }
        let elements =
            ber::count(&message).ok_or_else(|| Error::other("the server's answer is nested too deep, or cut"))?;
        self.elements = self.elements.checked_sub(elements).ok_or_else(too_much)?;
        Ok(Some(message))
    }
}

//! The connection to an IMAP server: found, protected, and bounded in what is read from it.

use super::guard::Guard;
use crate::config::{ImapConfig, Security};
use std::io::{Error, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// What a conversation needs of its connection.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug> Stream for T {}

/// A connection that ends when the server says what would harm its parser.
#[derive(Debug)]
pub struct Wire {
    inner: Box<dyn Stream>,
    guard: Guard,
}

impl Wire {
    fn over(inner: impl Stream + 'static) -> Wire {
        Wire { inner: Box::new(inner), guard: Guard::new() }
    }
}

/// Connects, and says what is to be said before TLS can begin.
///
/// # Errors
/// The server cannot be reached, or is not the one that the certificate authorities know.
pub async fn connect(config: &ImapConfig) -> Result<Wire> {
    let stream = TcpStream::connect((config.host.as_str(), config.port)).await?;
    stream.set_nodelay(true)?;
    match config.security {
        Security::Plain => Ok(Wire::over(stream)),
        Security::Tls => protect(config, stream).await,
        Security::StartTls => {
            let mut client = async_imap::Client::new(Wire::over(stream));
            client.read_response().await?.ok_or(Error::other("the server said nothing"))?;
            client.run_command_and_check_ok("STARTTLS", None).await.map_err(Error::other)?;
            // What the server may have said after that is dropped with the client's buffer.
            protect(config, client.into_inner().inner).await
        }
    }
}

async fn protect(config: &ImapConfig, stream: impl Stream + 'static) -> Result<Wire> {
    let mut roots = RootCertStore::empty();
    let authorities = CertificateDer::pem_file_iter(&config.ca_file)
        .map_err(|error| Error::other(format!("{}: {error}", config.ca_file.display())))?;
    // A system's bundle may hold some that rustls does not take.
    roots.add_parsable_certificates(authorities.flatten());
    if roots.is_empty() {
        return Err(Error::other(format!("{}: there is no certificate in it", config.ca_file.display())));
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(config.host.clone()).map_err(Error::other)?;
    let stream = TlsConnector::from(Arc::new(tls)).connect(name, stream).await?;
    Ok(Wire::over(stream))
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        Poll::Ready(self.guard.admit(&buffer.filled()[before..]).map_err(Error::other))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

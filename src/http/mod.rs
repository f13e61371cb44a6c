//! Requests and responses as plain types: what CGI (RFC 3875) says of a request, and what a
//! response may say back. Nothing here reads or writes anything.
//!
//! Both a FastCGI front and a CGI process make a [`Request`] from meta-variables and a body, so
//! everything behind it is the same for both. A parser for `multipart/form-data` belongs beside
//! [`form`] when recordings come.

pub mod cookie;
pub mod form;
pub mod multipart;
pub mod range;
pub mod request;
pub mod response;

pub use cookie::SetCookie;
pub use form::{Form, FormError};
pub use request::Request;
pub use response::{CgiResponse, HeaderValue, InvalidHeader, Response};

//! Pageboy pages people: a message written in one browser interrupts the recipient's browser
//! session with a new one, and afterwards the recipient is back exactly where they were.
//! ARCHITECTURE.md walks through the modules in the order in which a request meets them.

pub mod app;
pub mod cause;
pub mod command;
pub mod config;
pub mod db;
pub mod directory;
pub mod error;
pub mod http;
pub mod log;
pub mod mailbox;
pub mod message;
pub mod pages;
pub mod peers;
pub mod primary;
pub mod process;
pub mod push;
pub mod registry;
pub mod render;
pub mod route;
pub mod schema;
pub mod secret;
pub mod session;
pub mod voice;

//! The tests of the whole: real nginx, PostgreSQL, PgBouncer and browsers, over HTTP. One file per
//! behaviour; a test's name is the sentence it proves.

mod common;

mod availability;
mod browser_desk;
mod browser_inbox;
mod browser_main_job;
mod browser_pages;
mod browser_security;
mod commands;
mod contract;
mod doubles;
mod draft;
mod faults_imap;
mod inbox;
mod load;
mod login;
mod mailbox_imap;
mod mailbox_imap_faults;
mod main_job;
mod main_job_cgi;
mod packaging;
mod process_fastcgi;
mod process_faults;
mod process_secrets;
mod process_sockets;
mod push;
mod queue;
mod records;
mod refusal;
mod resume;
mod ringing;
mod security_cgi;
mod security_http;
mod security_limits;
mod security_login;
mod security_logs;
mod security_markup;
mod security_paths;
mod urgent;
mod windows;

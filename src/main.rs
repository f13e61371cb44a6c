//! Names the role or the command, runs it, and turns its result into an exit code.

use pageboy::{command, process};
use std::process::ExitCode;

fn main() -> ExitCode {
    // A web server that runs us as CGI puts what a stranger typed into our arguments.
    if std::env::var_os("GATEWAY_INTERFACE").is_some() {
        return process::cgi::run();
    }
    match command::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pageboy: {error}");
            ExitCode::FAILURE
        }
    }
}

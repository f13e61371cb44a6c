//! The files that INSTALL.md names, checked with the programs that will read them.

use crate::common::Stack;
use crate::common::stack::root;
use std::process::Command;

#[test]
fn the_programs_that_will_read_them_accept_every_file_of_the_packaging() {
    let output = Command::new(root().join("tests/packaging"))
        .env("PAGEBOY_BIN", Stack::shared().variable("PAGEBOY_BIN"))
        .output()
        .expect("tests/packaging runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.lines().count() > 8 && printed.lines().all(|line| line.starts_with("ok ")), "{printed}");
}

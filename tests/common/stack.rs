//! A running stack: nginx, PgBouncer, PostgreSQL and Pageboy, started by `tests/stack/stack`.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// A stack and the variables of its `env` file.
pub struct Stack {
    name: String,
    variables: HashMap<String, String>,
    own: bool,
}

static SHARED: OnceLock<Stack> = OnceLock::new();

impl Stack {
    /// The stack that `make test` has started for all tests together; `PAGEBOY_TEST_STACK` names
    /// another one.
    pub fn shared() -> &'static Stack {
        SHARED.get_or_init(|| Stack::named(&shared_name(), false))
    }

    /// A stack of the test's own, for what would disturb others: it ends with the value. `options`
    /// are environment variables such as `("PAGEBOY_RING_SECONDS", "2")` or `("WITH", "fcgiwrap")`.
    ///
    /// Its folder is `run/<shared stack's name>-<name>`, so that two test runs do not meet in it.
    pub fn start(name: &str, options: &[(&str, &str)]) -> Stack {
        let name = &format!("{}-{name}", shared_name());
        let mut command = script();
        command.args(["up", name]).env("PORT", "0").envs(options.iter().copied());
        let output = command.output().expect("tests/stack/stack runs");
        assert!(
            output.status.success(),
            "stack up {name}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        Stack::named(name, true)
    }

    fn named(name: &str, own: bool) -> Stack {
        let file = root().join("run").join(name).join("env");
        let text = std::fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{}: {error}; `make test` starts the stack", file.display()));
        let variables = text
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(name, value)| (name.to_owned(), unquoted(value)))
            .collect();
        Stack { name: name.to_owned(), variables, own }
    }

    /// The stack's name: its folder is `run/<name>`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A variable of the stack's `env` file.
    #[track_caller]
    pub fn variable(&self, name: &str) -> &str {
        self.variables.get(name).unwrap_or_else(|| panic!("{name} is not in run/{}/env", self.name))
    }

    /// Is there such a variable in it?
    pub fn has(&self, name: &str) -> bool {
        self.variables.contains_key(name)
    }

    /// The site's URL, its base path included, without a slash at its end.
    pub fn url(&self) -> &str {
        self.variable("PAGEBOY_URL").trim_end_matches('/')
    }

    /// A process id in the stack's `env` file, such as `PAGEBOY_PID`.
    pub fn pid(&self, name: &str) -> i32 {
        self.variable(name).parse().expect("a process id")
    }

    /// Runs a command of Pageboy with the stack's configuration; the password, if any, on its
    /// standard input. Returns whether it worked, and all that it printed.
    pub fn pageboy(&self, arguments: &[&str], input: &str) -> (bool, String) {
        self.pageboy_with(&[], arguments, input)
    }

    /// The same with options of its own, as environment variables; they win over the file.
    pub fn pageboy_with(&self, options: &[(&str, &str)], arguments: &[&str], input: &str) -> (bool, String) {
        let mut child = Command::new(self.variable("PAGEBOY_BIN"))
            .args(arguments)
            .env("PAGEBOY_CONFIG", self.variable("PAGEBOY_CONFIG"))
            .envs(options.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("pageboy runs");
        // A command that does not read its input may be gone before it is written.
        let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("pageboy ends");
        let printed = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&printed).into_owned())
    }

    /// A new party's token for scripts.
    #[track_caller]
    pub fn add_token(&self, party: &str) -> String {
        let (worked, printed) = self.pageboy(&["token", "add", party], "");
        assert!(worked, "token add {party}: {printed}");
        printed.trim().to_owned()
    }

    /// What PostgreSQL's owner of the records gets for a statement: rows as lines, columns between `|`.
    #[track_caller]
    pub fn sql(&self, statement: &str) -> String {
        let (worked, printed) = self.sql_as("PGUSER", "PGPASSWORD", statement);
        assert!(worked, "{statement}: {printed}");
        printed
    }

    /// The channel of a window's latest event stream.
    #[track_caller]
    pub fn channel_of(&self, window: &super::Window) -> String {
        let newest = "ORDER BY opened DESC LIMIT 1";
        self.sql(&format!("SELECT channel FROM pageboy.stream WHERE sid = '{}' {newest}", window.sid()))
    }

    /// What the workers' role gets for a statement, and whether it worked.
    pub fn sql_as_worker(&self, statement: &str) -> (bool, String) {
        self.sql_as("WEB_USER", "WEB_PASSWORD", statement)
    }

    /// What PostgreSQL's superuser gets for a statement.
    #[track_caller]
    pub fn sql_as_superuser(&self, statement: &str) -> String {
        let (worked, printed) = self.sql_as("PGSUPERUSER", "PGSUPERPASSWORD", statement);
        assert!(worked, "{statement}: {printed}");
        printed
    }

    /// The superuser runs a file of Pageboy's, with psql.
    #[track_caller]
    pub fn sql_file_as_superuser(&self, file: &str) {
        let (worked, printed) = self.psql("PGSUPERUSER", "PGSUPERPASSWORD", ["-f", file]);
        assert!(worked, "{file}: {printed}");
    }

    fn sql_as(&self, user: &str, password: &str, statement: &str) -> (bool, String) {
        self.psql(user, password, ["-c", statement])
    }

    fn psql(&self, user: &str, password: &str, what: [&str; 2]) -> (bool, String) {
        let output = Command::new("psql")
            .args(["-XqAt", "-v", "ON_ERROR_STOP=1"])
            .args(what)
            .env("PGHOST", self.variable("PGHOST"))
            .env("PGPORT", self.variable("PGPORT"))
            .env("PGDATABASE", self.variable("PGDATABASE"))
            .env("PGUSER", self.variable(user))
            .env("PGPASSWORD", self.variable(password))
            .output()
            .expect("psql runs");
        let printed = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&printed).trim_end().to_owned())
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        if self.own {
            let _ = script().args(["down", &self.name]).output();
        }
    }
}

/// A word as the shell's `printf %q` writes it.
fn unquoted(word: &str) -> String {
    word.trim_matches(['\'', '"']).replace('\\', "")
}

fn shared_name() -> String {
    std::env::var("PAGEBOY_TEST_STACK").unwrap_or_else(|_| "test".to_owned())
}

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn script() -> Command {
    let path: PathBuf = root().join("tests/stack/stack");
    let mut command = Command::new(path);
    // Options of Pageboy have names like this one.
    command.current_dir(root()).env_remove("PAGEBOY_TEST_STACK");
    command
}

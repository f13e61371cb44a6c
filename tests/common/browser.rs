//! A real browser: headless Chromium, driven through chromedriver by WebDriver (W3C Recommendation)
//! over HTTP. Each has a profile of its own, so two of them are two people at two machines.

use super::stack::root;
use super::{LONG, Stack, wait_until};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Keys without a letter (WebDriver section 17.4.2).
pub mod key {
    pub const BACKSPACE: &str = "\u{E003}";
    pub const TAB: &str = "\u{E004}";
    pub const ENTER: &str = "\u{E007}";
    pub const CONTROL: &str = "\u{E009}";
    pub const LEFT: &str = "\u{E012}";
}

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const DRIVER: &str = "/usr/bin/chromedriver";
const CHROMIUM: &str = "/usr/bin/chromium";
static PROFILES: AtomicU32 = AtomicU32::new(0);

/// A browser with its profile. It ends with the value.
pub struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    profile: PathBuf,
    // chromedriver would be ended by a signal if nobody could read what it prints.
    _printed: BufReader<ChildStdout>,
}

/// A refusal of the driver: its error code and its message.
struct Refused {
    error: String,
    message: String,
}

impl std::fmt::Debug for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.error, self.message)
    }
}

impl Browser {
    /// A browser as people have it.
    pub fn start() -> Browser {
        Browser::with(&[], json!({}))
    }

    /// A browser started with more arguments, which win over those that all have.
    pub fn with_arguments(arguments: &[&str]) -> Browser {
        Browser::with(arguments, json!({}))
    }

    /// A browser whose microphone hears this WAV file, once from each time that it is opened.
    pub fn with_microphone(sound: &Path) -> Browser {
        Browser::with_arguments(&[
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            &format!("--use-file-for-fake-audio-capture={}%noloop", sound.display()),
        ])
    }

    /// A browser whose user has switched JavaScript off.
    pub fn without_javascript() -> Browser {
        Browser::with(&[], json!({ "profile.managed_default_content_settings.javascript": 2 }))
    }

    fn with(more_arguments: &[&str], preferences: Value) -> Browser {
        let number = PROFILES.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir().join(format!("pageboy-browser-{}-{number}", std::process::id()));
        std::fs::create_dir(&profile).expect("a folder for the profile");
        // A process group of its own: what the driver starts can be ended with it.
        let mut driver = Command::new(DRIVER)
            .arg("--port=0")
            .env("XDG_CONFIG_HOME", &profile)
            .env("XDG_CACHE_HOME", &profile)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{DRIVER}: {error}; `make deps-test` installs it"));
        let mut printed = BufReader::new(driver.stdout.take().expect("piped"));
        let port = port_of(&mut printed);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let session = format!("http://127.0.0.1:{port}/session");
        let mut browser = Browser { driver, session, agent, profile, _printed: printed };

        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-breakpad".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--autoplay-policy=no-user-gesture-required".to_owned(),
            "--window-size=1200,900".to_owned(),
            format!("--user-data-dir={}", browser.profile.display()),
        ];
        arguments.extend(more_arguments.iter().map(|argument| (*argument).to_owned()));
        let capabilities = json!({
            "goog:chromeOptions": { "binary": CHROMIUM, "args": arguments, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "timeouts": { "pageLoad": 30_000, "script": 30_000 },
        });
        let new = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let made = browser.call("POST", "", Some(&new)).unwrap_or_else(|refused| panic!("{refused:?}"));
        let id = made["sessionId"].as_str().expect("a session id");
        browser.session = format!("{}/{id}", browser.session);
        browser
    }

    /// A browser whose user, a new party of this name, has logged in; the party's id.
    #[track_caller]
    pub fn of_new_party(stack: &Stack, name: &str) -> (Browser, String) {
        let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
        let browser = Browser::start();
        browser.log_in(stack, &party, &password);
        (browser, party)
    }

    /// Logs in with clicks and keys, and returns when the desk is there.
    #[track_caller]
    pub fn log_in(&self, stack: &Stack, party: &str, password: &str) {
        self.goto(stack.url());
        self.write("#party", party);
        self.write("#password", password);
        self.click("form button");
        self.wait_for("body[data-page=desk]");
    }

    /// Looks for a recipient on the desk and chooses it.
    #[track_caller]
    pub fn choose(&self, party: &str) {
        self.write("#q", party);
        self.click("button[form=search]");
        self.click(&format!("[name=to][value='{party}']"));
    }

    /// Sends a message from the desk, and returns when the page says that it is sent.
    #[track_caller]
    pub fn page(&self, party: &str, text: &str) {
        self.choose(party);
        self.write("#text", text);
        self.click("#send .primary");
        self.wait_for("body[data-page=sent]");
    }

    /// Waits until an interruption has turned the window to a message with these words.
    #[track_caller]
    pub fn wait_for_message(&self, words: &str) {
        self.wait_for("body[data-page=message]");
        assert_eq!(self.property(".words", "textContent"), words);
    }

    /// Opens a page and returns when it has loaded.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        self.must("POST", "/url", Some(&json!({ "url": url })));
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.must("POST", "/refresh", Some(&json!({})));
    }

    /// The browser's own back button.
    #[track_caller]
    pub fn back(&self) {
        self.must("POST", "/back", Some(&json!({})));
    }

    /// Where the window is.
    #[track_caller]
    pub fn url(&self) -> String {
        text_of(self.must("GET", "/url", None))
    }

    /// The path of the session that the window shows, `/s/…` below the base path.
    #[track_caller]
    pub fn session(&self) -> String {
        text_of(self.property("body", "dataset")["session"].take())
    }

    /// The window's title.
    #[track_caller]
    pub fn title(&self) -> String {
        text_of(self.must("GET", "/title", None))
    }

    /// Is there such an element now?
    pub fn has(&self, css: &str) -> bool {
        self.look_for(css).is_some()
    }

    /// Waits until there is such an element.
    #[track_caller]
    pub fn wait_for(&self, css: &str) {
        self.wait(&format!("element {css}"), || self.has(css));
    }

    /// Waits until something is so in this browser.
    #[track_caller]
    pub fn wait(&self, what: &str, is_so: impl FnMut() -> bool) {
        wait_until(what, LONG, is_so);
    }

    /// Waits until an element reads so.
    #[track_caller]
    pub fn wait_for_text(&self, css: &str, words: &str) {
        self.wait(&format!("{css} with {words:?}"), || self.text_now(css).is_some_and(|text| text.contains(words)));
    }

    /// Presses an element with the mouse.
    #[track_caller]
    pub fn click(&self, css: &str) {
        self.act(css, "click", &json!({}));
    }

    /// Types into an element, after what is there.
    #[track_caller]
    pub fn write(&self, css: &str, text: &str) {
        self.act(css, "value", &json!({ "text": text }));
    }

    /// What an element reads as.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        self.wait_for(css);
        self.text_now(css).unwrap_or_else(|| panic!("{css} is gone"))
    }

    /// A property of an element, such as `value`.
    #[track_caller]
    pub fn property(&self, css: &str, name: &str) -> Value {
        // The page may be replaced by the next one between looking and asking.
        let mut found = None;
        wait_until(&format!("{css} has the property {name}"), LONG, || {
            let asked = self
                .look_for(css)
                .map(|element| self.call("GET", &format!("/element/{element}/property/{name}"), None));
            found = asked.and_then(Result::ok);
            found.is_some()
        });
        found.unwrap_or_default()
    }

    /// Is the focus on this element?
    pub fn has_focus(&self, css: &str) -> bool {
        let (Some(element), Ok(active)) = (self.look_for(css), self.call("GET", "/element/active", None)) else {
            return false;
        };
        active[ELEMENT] == element.as_str()
    }

    /// Presses keys one after the other, wherever the focus is.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            [
                json!({ "type": "keyDown", "value": key.to_string() }),
                json!({ "type": "keyUp", "value": key.to_string() }),
            ]
        });
        self.strike(strokes.collect());
    }

    /// Holds the first key down while pressing the second.
    #[track_caller]
    pub fn press_with(&self, held: &str, key: &str) {
        let stroke = |kind: &str, value: &str| json!({ "type": kind, "value": value });
        self.strike(vec![stroke("keyDown", held), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", held)]);
    }

    #[track_caller]
    fn strike(&self, strokes: Vec<Value>) {
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.must("POST", "/actions", Some(&json!({ "actions": [keyboard] })));
    }

    /// Presses the tabulator until the focus is on this element.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        for _ in 0..60 {
            if self.has_focus(css) {
                return;
            }
            self.press(key::TAB);
        }
        panic!("the tabulator does not lead to {css}");
    }

    /// Two quick clicks on an element, as an impatient user makes them.
    #[track_caller]
    pub fn double_click(&self, css: &str) {
        let element = self.look_for(css).unwrap_or_else(|| panic!("no {css}"));
        let press = [json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 })];
        let to = json!({ "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": { ELEMENT: element } });
        let moves: Vec<&Value> = [&to].into_iter().chain(&press).chain(&press).collect();
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": moves });
        self.must("POST", "/actions", Some(&json!({ "actions": [mouse] })));
    }

    /// Runs the body of a function in the page and returns what it returns.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.must("POST", "/execute/sync", Some(&json!({ "script": script, "args": [] })))
    }

    /// The same, when what it returns is a promise that fails or not: what it is resolved with.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[0];
             (async () => {{ {script} }})().then(done, (error) => done(`failed: ${{error.message}}`));"
        );
        self.must("POST", "/execute/async", Some(&json!({ "script": script, "args": [] })))
    }

    /// A command of Chromium's own protocol, for what WebDriver has no word.
    #[track_caller]
    pub fn command(&self, name: &str, parameters: &Value) -> Value {
        self.must("POST", "/goog/cdp/execute", Some(&json!({ "cmd": name, "params": parameters })))
    }

    /// Runs a script in every page from now on, before the page's own.
    #[track_caller]
    pub fn before_each_page(&self, script: &str) {
        self.command("Page.enable", &json!({}));
        self.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// The page's size in CSS pixels; a narrow one is a phone's.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.command("Emulation.setDeviceMetricsOverride", &size);
    }

    /// The user's preference of light or dark. Nothing moves, so what is looked at stands still.
    #[track_caller]
    pub fn prefer(&self, scheme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.command("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Takes the network away from the pages, or gives it back.
    #[track_caller]
    pub fn network(&self, there: bool) {
        let conditions = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.enable", &json!({}));
        self.command("Network.emulateNetworkConditions", &conditions);
    }

    /// Lets the site show system notifications.
    #[track_caller]
    pub fn allow_notifications(&self, stack: &Stack) {
        let allowed = json!({ "origin": origin_of(stack.url()), "permissions": ["notifications"] });
        self.command("Browser.grantPermissions", &allowed);
    }

    /// What the console has shown since this was asked last.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        let entries = self.must("POST", "/se/log", Some(&json!({ "type": "browser" })));
        let line = |entry: &Value| format!("{} {}", entry["level"].as_str().unwrap_or("?"), entry["message"]);
        entries.as_array().expect("entries").iter().map(line).collect()
    }

    /// The events of Chromium's network protocol since this was asked last: name and parameters.
    #[track_caller]
    pub fn traffic(&self) -> Vec<(String, Value)> {
        let entries = self.must("POST", "/se/log", Some(&json!({ "type": "performance" })));
        let event = |entry: &Value| {
            let mut event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let name = event["message"]["method"].as_str()?.to_owned();
            Some((name, event["message"]["params"].take()))
        };
        entries.as_array().expect("entries").iter().filter_map(event).collect()
    }

    /// This window's handle.
    #[track_caller]
    pub fn window(&self) -> String {
        text_of(self.must("GET", "/window", None))
    }

    /// A new window (`tab` or `window`) of the same browser, now the one in use; its handle.
    #[track_caller]
    pub fn open_window(&self, kind: &str) -> String {
        let made = self.must("POST", "/window/new", Some(&json!({ "type": kind })));
        let handle = text_of(made["handle"].clone());
        self.switch_to(&handle);
        handle
    }

    /// The same page in a new window, in which nobody has clicked or typed yet: browsers that want that before
    /// any sound are silent there.
    #[track_caller]
    pub fn open_untouched(&self) {
        let here = self.url();
        self.open_window("tab");
        self.goto(&here);
    }

    /// Uses another window. Which one is in front stays as it is.
    #[track_caller]
    pub fn switch_to(&self, window: &str) {
        self.must("POST", "/window", Some(&json!({ "handle": window })));
    }

    /// Hides the window, as when its user works with another program.
    #[track_caller]
    pub fn minimise(&self) {
        self.must("POST", "/window/minimize", Some(&json!({})));
    }

    /// Shows a hidden window again.
    #[track_caller]
    pub fn bring_back(&self) {
        self.must("POST", "/window/maximize", Some(&json!({})));
    }

    /// What a frame of the page reads as now; nothing while it is loading.
    pub fn frame_text(&self, css: &str) -> String {
        let Some(frame) = self.look_for(css) else { return String::new() };
        if self.call("POST", "/frame", Some(&json!({ "id": { ELEMENT: frame } }))).is_err() {
            return String::new();
        }
        let text = self.text_now("body").unwrap_or_default();
        let _ = self.call("POST", "/frame", Some(&json!({ "id": null })));
        text
    }

    /// Writes the whole page to `target/screenshots/<name>.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) {
        let size = &self.command("Page.getLayoutMetrics", &json!({}))["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let shot = self.command("Page.captureScreenshot", &json!({ "captureBeyondViewport": true, "clip": clip }));
        save_picture(name, &shot);
    }

    fn look_for(&self, css: &str) -> Option<String> {
        let found = self.call("POST", "/element", Some(&json!({ "using": "css selector", "value": css }))).ok()?;
        Some(found[ELEMENT].as_str()?.to_owned())
    }

    fn text_now(&self, css: &str) -> Option<String> {
        let element = self.look_for(css)?;
        let text = self.call("GET", &format!("/element/{element}/text"), None).ok()?;
        Some(text.as_str()?.to_owned())
    }

    /// Acts on an element as soon as it is there; pages change while they load.
    #[track_caller]
    fn act(&self, css: &str, action: &str, parameters: &Value) {
        let deadline = Instant::now() + LONG;
        loop {
            let refused = match self.look_for(css) {
                None => Refused { error: "no such element".to_owned(), message: css.to_owned() },
                Some(element) => match self.call("POST", &format!("/element/{element}/{action}"), Some(parameters)) {
                    Ok(_) => return,
                    Err(refused) => refused,
                },
            };
            let passing = ["no such element", "stale element reference", "element not interactable"];
            let passes = passing.contains(&refused.error.as_str()) && Instant::now() < deadline;
            assert!(passes, "{action} {css}: {refused:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    fn must(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        self.call(method, path, body).unwrap_or_else(|refused| panic!("{method} {path}: {refused:?}"))
    }

    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Refused> {
        let url = format!("{}{path}", self.session);
        let answer = match (method, body) {
            ("GET", _) => self.agent.get(url).call(),
            ("DELETE", _) => {
                self.agent.delete(url).config().timeout_global(Some(Duration::from_secs(5))).build().call()
            }
            (_, body) => self.agent.post(url).send_json(body),
        };
        let lost = |error: ureq::Error| Refused { error: "lost".to_owned(), message: error.to_string() };
        let mut answer: Value =
            answer.map_err(lost)?.body_mut().with_config().limit(64 << 20).read_json().map_err(lost)?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) if value.get("stacktrace").is_some() => {
                Err(Refused { error: error.to_owned(), message: value["message"].as_str().unwrap_or("").to_owned() })
            }
            _ => Ok(value),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let name = std::thread::current().name().unwrap_or("test").replace(':', "-");
            if let (Ok(url), Ok(shot)) = (self.call("GET", "/url", None), self.call("GET", "/screenshot", None)) {
                eprintln!("the browser was at {url}; its picture is target/screenshots/failed-{name}.png");
                save_picture(&format!("failed-{name}"), &json!({ "data": shot }));
            }
        }
        let _ = self.call("DELETE", "", None);
        let group = Pid::from_raw(self.driver.id().cast_signed());
        let _ = killpg(group, Signal::SIGKILL);
        let _ = self.driver.wait();
        // Helpers of the browser may write their last words for a moment longer.
        let deadline = Instant::now() + Duration::from_secs(3);
        while std::fs::remove_dir_all(&self.profile).is_err() && self.profile.exists() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The folder for pictures.
pub fn screenshots() -> PathBuf {
    root().join("target/screenshots")
}

/// Scheme, host and port of a URL.
pub fn origin_of(url: &str) -> String {
    url.split('/').take(3).collect::<Vec<_>>().join("/")
}

fn save_picture(name: &str, shot: &Value) {
    use base64::Engine;
    let data = shot["data"].as_str().unwrap_or_default();
    let picture = base64::engine::general_purpose::STANDARD.decode(data).unwrap_or_default();
    let _ = std::fs::create_dir_all(screenshots());
    let _ = std::fs::write(screenshots().join(format!("{name}.png")), picture);
}

fn port_of(printed: &mut impl BufRead) -> u16 {
    let mut lines = printed.lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("started successfully on port")).expect("chromedriver starts");
    line.trim_end_matches('.').rsplit(' ').next().and_then(|port| port.parse().ok()).expect("a port")
}

fn text_of(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

//! A window: one session of a party, used as a script uses it, in JSON.

use super::Stack;
use serde_json::Value;
use std::sync::OnceLock;
use std::time::Duration;

/// A session and the credential for it.
#[derive(Clone)]
pub struct Window {
    /// The site's URL.
    pub site: String,
    /// The party's id.
    pub party: String,
    /// The session's path, `/s/…`.
    pub path: String,
    /// The cookie, `name=value`.
    pub cookie: String,
}

/// What a request was answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON, when the status is the expected one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// Where a 303 leads.
    #[track_caller]
    pub fn location(&self) -> String {
        assert_eq!(self.status, 303, "{self:?}");
        self.header("location").expect("a Location").to_owned()
    }
}

fn agent() -> &'static ureq::Agent {
    static AGENT: OnceLock<ureq::Agent> = OnceLock::new();
    AGENT.get_or_init(|| {
        ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .max_idle_connections(0)
            .build()
            .into()
    })
}

/// One request, as written: nothing is added but the headers given. `body` is a form.
#[track_caller]
pub fn request(method: &str, url: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
    let mut builder = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let sent = match body {
        Some(body) => {
            let typed = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            if !typed {
                builder = builder.header("Content-Type", "application/x-www-form-urlencoded");
            }
            agent().run(builder.body(body.as_bytes().to_vec()).expect("a request"))
        }
        None => agent().run(builder.body(()).expect("a request")),
    };
    let mut response = sent.unwrap_or_else(|error| panic!("{method} {url}: {error}"));
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let text = response.body_mut().read_to_string().unwrap_or_else(|error| panic!("{method} {url}: {error}"));
    Answer { status: response.status().as_u16(), headers, text }
}

/// The fields of a form as its body.
pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

const JSON: (&str, &str) = ("Accept", "application/json");

impl Window {
    /// Logs a party in; a second time makes a second window of the same party.
    #[track_caller]
    pub fn log_in(stack: &Stack, party: &str, password: &str) -> Window {
        let site = stack.url().to_owned();
        let body = form(&[("party", party), ("password", password)]);
        let answer = request("POST", &format!("{site}/login"), &[JSON], Some(&body));
        let cookie = answer.header("set-cookie").expect("a cookie").split(';').next().unwrap_or_default().to_owned();
        let session = answer.expect(200)["session"].as_str().expect("a session").to_owned();
        Window { site, party: party.to_owned(), path: session, cookie }
    }

    /// The same party's window at another of its sessions, such as an interruption.
    pub fn at(&self, path: &str) -> Window {
        Window { path: path.to_owned(), ..self.clone() }
    }

    /// The URL of a path of this site; paths carry the site's base path already. What is a whole URL already
    /// leads to another server.
    pub fn url(&self, path: &str) -> String {
        if path.starts_with("http") {
            return path.to_owned();
        }
        let origin_end = self.site.find("://").map_or(0, |scheme| scheme + 3);
        let origin =
            self.site[origin_end..].find('/').map_or(self.site.as_str(), |slash| &self.site[..origin_end + slash]);
        format!("{origin}{path}")
    }

    /// The session id.
    pub fn sid(&self) -> &str {
        self.path.rsplit('/').next().expect("a session id")
    }

    /// `GET` of a page below the session, such as `""`, `"/inbox"` or `"/pending"`, as JSON.
    #[track_caller]
    pub fn get(&self, below: &str) -> Answer {
        request("GET", &self.url(&format!("{}{below}", self.path)), &[JSON, ("Cookie", &self.cookie)], None)
    }

    /// `GET` as a browser without JavaScript does it.
    #[track_caller]
    pub fn get_html(&self, below: &str) -> Answer {
        let headers = [("Accept", "text/html"), ("Cookie", self.cookie.as_str())];
        request("GET", &self.url(&format!("{}{below}", self.path)), &headers, None)
    }

    /// `POST` of a form below the session, with JSON for an answer.
    #[track_caller]
    pub fn post(&self, below: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = [JSON, ("Cookie", self.cookie.as_str())];
        request("POST", &self.url(&format!("{}{below}", self.path)), &headers, Some(&form(fields)))
    }

    /// `POST` as a browser without JavaScript does it.
    #[track_caller]
    pub fn post_html(&self, below: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = [("Accept", "text/html"), ("Cookie", self.cookie.as_str())];
        request("POST", &self.url(&format!("{}{below}", self.path)), &headers, Some(&form(fields)))
    }

    /// The session's page.
    #[track_caller]
    pub fn page(&self) -> Value {
        self.get("").expect(200)
    }

    /// Sends a message to another party and returns the receipt.
    #[track_caller]
    pub fn send(&self, to: &str, text: &str) -> Value {
        self.post("/send", &[("to", to), ("text", text)]).expect(201)
    }

    /// Fetches the notify URL of a receipt, as the sender's browser does, and returns the outcome.
    #[track_caller]
    pub fn notify(&self, receipt: &Value) -> String {
        let url = self.url(receipt["notify"].as_str().expect("a notify URL"));
        let answer = request("GET", &url, &[JSON], None).expect(200);
        answer["outcome"].as_str().expect("an outcome").to_owned()
    }

    /// The window turned to the interruption of a receipt that its party got.
    #[track_caller]
    pub fn at_interruption(&self, receipt: &Value) -> Window {
        let notify = receipt["notify"].as_str().expect("a notify URL");
        let path = notify.strip_prefix(&self.site).unwrap_or(notify);
        self.at(path.strip_suffix("/notify").expect("a notify URL"))
    }

    /// Goes back from an interruption; the window at what comes next.
    #[track_caller]
    pub fn resume(&self) -> Window {
        let answer = self.post("/resume", &[]).expect(200);
        self.at(answer["session"].as_str().expect("a session"))
    }

    /// What waits for this window: the path of the interruption that suspends it.
    #[track_caller]
    pub fn pending(&self) -> Option<String> {
        let answer = self.get("/pending");
        match answer.status {
            204 => None,
            _ => Some(answer.expect(200)["url"].as_str().expect("a URL").to_owned()),
        }
    }

    /// Pages another party up to the open interruption: sent, rung, opened. Its window there.
    #[track_caller]
    pub fn interrupt(&self, other: &Window, text: &str) -> Window {
        let receipt = self.send(&other.party, text);
        self.notify(&receipt);
        let interruption = other.at_interruption(&receipt);
        assert_eq!(interruption.page()["page"], "message");
        interruption
    }

    /// How available a party is, as this one sees it.
    #[track_caller]
    pub fn availability(&self, party: &str) -> String {
        let answer = self.get(&format!("/registry?party={party}")).expect(200);
        answer["availability"].as_str().expect("an availability").to_owned()
    }
}

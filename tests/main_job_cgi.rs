//! The main job where Pageboy is a CGI program below a base path and the pages ask by themselves:
//! each request is a process of its own that the web server starts.

use crate::common::Stack;
use crate::common::window::request;
use crate::main_job::{Push, in_json, without_javascript};
use crate::voice_uploads;

fn the_main_job_below_a_base_path(server: &str) {
    let stack = Stack::start(server, &[("WITH", server), ("PARTIES", "")]);
    let base = "/cgi-bin/pageboy";
    assert!(stack.url().ends_with(base));

    // Every link carries the base path, and leads somewhere.
    let page = request("GET", &format!("{}/", stack.url()), &[("Accept", "text/html")], None);
    assert_eq!(page.status, 200, "{page:?}");
    let links: Vec<&str> =
        page.text.split(['\"', '\'']).filter(|part| part.starts_with('/') && !part.contains([' ', '<', '>'])).collect();
    assert!(links.iter().all(|link| link.starts_with(base)), "{links:?}");
    let origin = stack.url().strip_suffix(base).expect("a base path");
    for link in links.iter().filter(|link| link.contains("/static/")) {
        assert_eq!(request("GET", &format!("{origin}{link}"), &[], None).status, 200, "{link}");
    }
    let bob = stack.new_window("bob");
    assert!(bob.path.starts_with(&format!("{base}/s/")));
    let page = bob.page();
    assert_eq!((&page["base"], &page["session"]), (&base.into(), &bob.path.as_str().into()));

    in_json(&stack, Push::Asking);
    without_javascript(&stack);

    // A script's one-liner, which needs the header Authorization to come through.
    let authorization = format!("Bearer {}", stack.add_token(&bob.party));
    let carol = stack.new_window("carol");
    let headers = [("Authorization", authorization.as_str())];
    let receipt =
        request("POST", &format!("{}/send/{}", stack.url(), carol.party), &headers, Some("disk full")).expect(202);
    assert_eq!(carol.at_interruption(&receipt).page()["message"]["text"], "disk full");

    voice_uploads::by_cgi(&stack);

    // Refusals reach the user as they are, with their bodies.
    let unknown = bob.at(&format!("{base}/s/{}", "A".repeat(43)));
    assert_eq!(unknown.get("").expect(403)["error"], "not_yours");
    assert_eq!(bob.get("/elsewhere").expect(404)["error"], "no_such_page");
    let pids: Vec<_> = (0..2)
        .map(|_| request("GET", &format!("{}/health", stack.url()), &[], None).expect(200)["process"].clone())
        .collect();
    assert_ne!(pids[0], pids[1]);
}

#[test]
fn as_cgi_under_apache_the_main_job_is_the_same() {
    the_main_job_below_a_base_path("apache");
}

#[test]
fn as_cgi_under_nginx_with_fcgiwrap_the_main_job_is_the_same() {
    the_main_job_below_a_base_path("fcgiwrap");
}

#[test]
fn as_cgi_under_lighttpd_the_main_job_is_the_same() {
    the_main_job_below_a_base_path("lighttpd");
}

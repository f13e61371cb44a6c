//! Why the database did not do what it was asked for, in words that may be logged. PostgreSQL quotes rows and
//! values when something does not fit, and rows have session ids and what people write to each other in them.

use postgres::error::DbError;
use std::error::Error;

/// The classes of SQLSTATE (PostgreSQL, appendix A) whose message speaks of connections, servers, roles and
/// names in our own statements. The message of any other may quote a value.
const WITHOUT_VALUES: [&str; 11] = ["08", "25", "28", "3D", "3F", "40", "42", "53", "55", "57", "58"];

/// The error and what is behind it. Of what PostgreSQL says that is the SQLSTATE, which constraint of which table it
/// is about, and the message where it has no value in it.
#[must_use]
pub fn words(error: &(dyn Error + 'static)) -> String {
    let (mut told, mut next) = (Vec::new(), Some(error));
    while let Some(cause) = next {
        told.push(cause.downcast_ref::<DbError>().map_or_else(|| cause.to_string(), without_values));
        next = cause.source();
    }
    told.join(": ")
}

fn without_values(told: &DbError) -> String {
    let code = told.code().code();
    let mut words = format!("{} {code}", told.severity());
    for (what, name) in [("constraint", told.constraint()), ("table", told.table())] {
        words.extend(name.map(|name| format!(", {what} {name}")));
    }
    if code.get(..2).is_some_and(|class| WITHOUT_VALUES.contains(&class)) {
        words.push_str(": ");
        words.push_str(told.message());
    }
    words
}

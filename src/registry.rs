//! The registry: which parties are available. Whether anybody is there is computed by the database
//! from the signs of life of a party's sessions; the party itself says whether it is busy.

use serde::{Deserialize, Serialize};

/// Whether a party can be interrupted.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Availability {
    /// A browser of the party is open and it wants to be interrupted.
    Available,
    /// It does not want to be interrupted, except urgently.
    Busy,
    /// Nobody is there.
    Away,
}

impl Availability {
    /// The status that a form or a script names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Availability> {
        match text {
            "available" => Some(Availability::Available),
            "busy" => Some(Availability::Busy),
            "away" => Some(Availability::Away),
            _ => None,
        }
    }

    /// Its name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Availability::Available => "available",
            Availability::Busy => "busy",
            Availability::Away => "away",
        }
    }
}

/// A party as others see it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Person {
    /// The party's id.
    pub id: String,
    /// The name that people read.
    pub name: String,
}

/// A party in a list of people.
#[derive(Debug, Deserialize, Serialize)]
pub struct Listed {
    /// Who it is.
    #[serde(flatten)]
    pub person: Person,
    /// Whether it can be interrupted.
    pub availability: Availability,
    /// Whether the form is to begin with this recipient.
    #[serde(default)]
    pub selected: bool,
}

//! The pages, one file each, all read the same way: who asks, may they, act, answer. Who asks and
//! whether they may is checked by the function of the database that acts.

pub mod desk;
pub mod draft;
pub mod events;
pub mod health;
pub mod inbox;
pub mod login;
pub mod notify;
pub mod resume;
pub mod send;
pub mod settings;
pub mod show;
pub mod status;
pub mod voice;

//! Whether the two roles are as sql/roles.sql makes them. A role may change its own settings, which hold for whoever
//! connects with it afterwards: whoever takes over a worker could make it read-only for everybody.

use super::check::{Finding, Problem};
use super::failed;
use postgres::Client;
use std::collections::BTreeSet;

const ROLES: &str = include_str!("../../sql/roles.sql");

/// Settings of the roles, those for this database alone included (PostgreSQL, `pg_db_role_setting`).
const SETTINGS: &str = "SELECT r.rolname::text, unnest(s.setconfig) FROM pg_db_role_setting s
    JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
    WHERE r.rolname IN ('pageboy_web', 'pageboy_owner') AND coalesce(d.datname, current_database()) = current_database()";

/// A role and one of its settings, as PostgreSQL keeps it: `name=value`.
type Setting = (String, String);

/// Compares the settings of both roles with those that sql/roles.sql gives them.
pub fn settings() -> Finding {
    let found = super::owner().and_then(|mut client| read(&mut client).map_err(|source| failed("roles", source)));
    match found {
        Ok(found) => compare(&wanted(), &found),
        Err(error) => Err(Problem { what: error.to_string(), mend: "check the option `owner_database`" }),
    }
}

fn read(client: &mut Client) -> Result<BTreeSet<Setting>, postgres::Error> {
    client.query(SETTINGS, &[])?.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// The lines `ALTER ROLE role SET name = 'value';` of sql/roles.sql.
fn wanted() -> BTreeSet<Setting> {
    let settings = ROLES.lines().filter_map(|line| {
        let (role, setting) = line.strip_prefix("ALTER ROLE ")?.split_once(" SET ")?;
        let (name, value) = setting.strip_suffix("';")?.split_once(" = '")?;
        Some((role.to_owned(), format!("{name}={value}")))
    });
    settings.collect()
}

fn compare(wanted: &BTreeSet<Setting>, found: &BTreeSet<Setting>) -> Finding {
    let missing = wanted.difference(found).map(|(role, setting)| format!("{role} has no {setting}"));
    let foreign = found.difference(wanted).map(|(role, setting)| format!("{role} has {setting}"));
    let faults: Vec<String> = missing.chain(foreign).collect();
    if faults.is_empty() {
        Ok("pageboy_web and pageboy_owner are as sql/roles.sql makes them".into())
    } else {
        Err(Problem {
            what: faults.join(", "),
            mend: "run sql/roles.sql again, as a superuser: it makes the settings of both roles what they should be",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_of_the_roles_file_is_compared() {
        let lines = ROLES.lines().filter(|line| line.starts_with("ALTER ROLE") && line.contains(" SET ")).count();
        assert_eq!(wanted().len(), lines);
        assert!(wanted().contains(&("pageboy_web".into(), "statement_timeout=60s".into())));
    }
}

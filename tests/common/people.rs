//! Parties in a stack's directory, wherever that is: `pageboy party` makes them in SQL, and in LDAP the directory's
//! administrator does, as a sysadmin would.

use super::{Stack, Window};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

static PARTIES: AtomicU32 = AtomicU32::new(0);

impl Stack {
    /// `sql` or `ldap`.
    pub fn directory(&self) -> &'static str {
        if self.has("LDAP_URL") { "ldap" } else { "sql" }
    }

    /// For tests of settings that parties change themselves: with LDAP there are none, which is said on standard error.
    /// `directory_ldap.rs` tests what there is instead.
    pub fn keeps_settings_in_the_directory(&self) -> bool {
        let kept = self.directory() == "ldap";
        if kept {
            eprintln!("skipped: who may reach a party is kept in LDAP here");
        }
        kept
    }

    /// A new party whose id begins with `name`, and its password. `attributes` are arguments of
    /// `pageboy party add`, such as `["--accept", "nobody"]`.
    #[track_caller]
    pub fn add_party(&self, name: &str, attributes: &[&str]) -> (String, String) {
        let id = format!("{name}-{}-{}", std::process::id(), PARTIES.fetch_add(1, Ordering::Relaxed));
        let password = format!("password of {id}");
        if self.directory() == "ldap" {
            let capital = id.chars().take(1).flat_map(char::to_uppercase);
            let called: String = capital.chain(id.chars().skip(1)).collect();
            self.ldap_add(&self.entry(&id, &called, &password));
            self.set_party(&id, attributes);
        } else {
            let mut arguments = vec!["party", "add", &id];
            arguments.extend(attributes);
            let (worked, printed) = self.pageboy(&arguments, &format!("{password}\n"));
            assert!(worked, "party add {id}: {printed}");
        }
        (id, password)
    }

    /// Changes a party. `attributes` are arguments of `pageboy party set`.
    #[track_caller]
    pub fn set_party(&self, id: &str, attributes: &[&str]) {
        if self.directory() == "sql" {
            let (worked, printed) = self.pageboy(&[&["party", "set", id], attributes].concat(), "");
            assert!(worked, "party set {id}: {printed}");
            return;
        }
        let mut rest = attributes.iter();
        while let Some(option) = rest.next() {
            let mut value = || *rest.next().expect("a value");
            match *option {
                "--name" => self.ldap_replace(id, "cn", &[value()]),
                "--accept" => self.ldap_replace(id, "pageboyAccept", &self.ldap_list(value())),
                "--urgent" => self.ldap_replace(id, "pageboyUrgent", &self.ldap_list(value())),
                "--groups" => value().split(',').for_each(|group| self.ldap_join(group, id)),
                "--lock" => self.ldap_replace(id, "employeeType", &["locked"]),
                "--unlock" => self.ldap_replace::<&str>(id, "employeeType", &[]),
                other => panic!("{other} cannot be set in LDAP"),
            }
        }
    }

    /// Many new parties at once, which share one password; far quicker than one command for each.
    #[track_caller]
    pub fn add_crowd(&self, name: &str, count: usize) -> (Vec<String>, String) {
        let (first, password) = self.add_party(name, &[]);
        let ids: Vec<String> = (0..count).map(|number| format!("{first}-{number}")).collect();
        if self.directory() == "ldap" {
            let entry = |(number, id): (usize, &String)| self.entry(id, &format!("{name} {number}"), &password);
            self.ldap_add(&ids.iter().enumerate().map(entry).collect::<Vec<String>>().join("\n"));
            return (ids, password);
        }
        self.sql(&format!(
            "INSERT INTO pageboy.party (id, name, salt, verifier)
             SELECT id || '-' || n, name || ' ' || n, salt, verifier
             FROM pageboy.party, generate_series(0, {count} - 1) n WHERE id = '{first}';
             INSERT INTO pageboy.registry (party)
             SELECT '{first}-' || n FROM generate_series(0, {count} - 1) n"
        ));
        (ids, password)
    }

    /// A new party that has logged in and looks at its desk.
    #[track_caller]
    pub fn new_window(&self, name: &str) -> Window {
        let (id, password) = self.add_party(name, &[]);
        Window::log_in(self, &id, &password)
    }

    /// The entry of a party in LDAP, as LDIF.
    fn entry(&self, id: &str, name: &str, password: &str) -> String {
        format!(
            "dn: {}\nobjectClass: inetOrgPerson\nobjectClass: pageboyParty\n\
             uid: {id}\ncn: {name}\nsn: {name}\nuserPassword: {password}\n",
            self.ldap_dn(id)
        )
    }

    /// Where a party's entry is.
    pub fn ldap_dn(&self, id: &str) -> String {
        format!("uid={id},ou=people,{}", self.variable("LDAP_BASE"))
    }

    /// Adds entries that are given as LDIF.
    #[track_caller]
    pub fn ldap_add(&self, ldif: &str) {
        let (worked, printed) = self.ldap_tool("ldapadd", &[], ldif);
        assert!(worked, "{}", printed.lines().rev().take(3).collect::<Vec<&str>>().join("\n"));
    }

    /// Gives an attribute of a party these values, and no others.
    #[track_caller]
    pub fn ldap_replace<Value: AsRef<str>>(&self, id: &str, attribute: &str, values: &[Value]) {
        let values: String = values.iter().map(|value| format!("{attribute}: {}\n", value.as_ref())).collect();
        let ldif = format!("dn: {}\nchangetype: modify\nreplace: {attribute}\n{values}", self.ldap_dn(id));
        let (worked, printed) = self.ldap_tool("ldapmodify", &[], &ldif);
        assert!(worked, "{ldif}\n{printed}");
    }

    /// Makes a party a member of a group, which is made when there is none of that name.
    #[track_caller]
    pub fn ldap_join(&self, group: &str, id: &str) {
        let (dn, member) = (self.ldap_group(group), self.ldap_dn(id));
        let new = format!("dn: {dn}\nobjectClass: groupOfNames\ncn: {group}\nmember: {member}\n");
        if !self.ldap_tool("ldapadd", &[], &new).0 {
            let joins = format!("dn: {dn}\nchangetype: modify\nadd: member\nmember: {member}\n");
            let (worked, printed) = self.ldap_tool("ldapmodify", &[], &joins);
            assert!(worked, "{joins}\n{printed}");
        }
    }

    /// Takes a party's entry away.
    #[track_caller]
    pub fn ldap_delete(&self, id: &str) {
        let (worked, printed) = self.ldap_tool("ldapdelete", &[&self.ldap_dn(id)], "");
        assert!(worked, "{printed}");
    }

    /// The DN of a group.
    pub fn ldap_group(&self, group: &str) -> String {
        format!("cn={group},ou=groups,{}", self.variable("LDAP_BASE"))
    }

    /// A list as `pageboy party` takes it, as values of an attribute: one each, groups by their DN.
    fn ldap_list(&self, list: &str) -> Vec<String> {
        if list.contains('=') {
            return vec![list.to_owned()];
        }
        let entries = list.split([' ', ',']).filter(|entry| !entry.is_empty());
        entries
            .map(|entry| match entry.strip_prefix("group:") {
                Some(group) => format!("group:{}", self.ldap_group(group)),
                None => entry.to_owned(),
            })
            .collect()
    }

    /// One of OpenLDAP's tools as the directory's administrator, and whether it worked.
    pub fn ldap_tool(&self, tool: &str, arguments: &[&str], input: &str) -> (bool, String) {
        let mut child = Command::new(tool)
            .args(["-x", "-H", self.variable("LDAPI_URL"), "-D", self.variable("LDAP_ADMIN_DN")])
            .args(["-w", self.variable("LDAP_ADMIN_PASSWORD")])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{tool}: {error}"));
        // It prints a line for each entry, so it is listened to while it reads.
        let mut stdin = child.stdin.take().expect("piped");
        let output = std::thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(input.as_bytes()));
            child.wait_with_output().expect("it ends")
        });
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    }
}

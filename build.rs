//! Puts the functions of `sql/functions` into the program, and a fingerprint of them and of the migrations, by which a
//! program knows the records that it was written for.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let (migrations, functions) = (files(&root, "sql/migrations")?, files(&root, "sql/functions")?);
    let mut digest = Sha256::new();
    for file in migrations.iter().chain(&functions) {
        digest.update(fs::read(file)?);
    }
    let version = digest.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let texts: String = functions.iter().map(|file| format!("    include_str!({file:?}),\n")).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("functions.rs");
    fs::write(
        out,
        format!(
            "/// A fingerprint of the tables and functions that this program was written for.\n\
             pub const VERSION: &str = {version:?};\n\
             /// Asks, with no cost, whether they are those that are installed: the function is there only where they are.\n\
             pub const CONDITION: &str = \"WHERE pageboy.version_{version}()\";\n\
             /// The files of `sql/functions`.\n\
             pub const FUNCTIONS: [&str; {}] = [\n{texts}];\n",
            functions.len()
        ),
    )
}

fn files(root: &Path, folder: &str) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join(folder))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    Ok(files)
}

//! Shows what is found in files: `cargo run -p extraction --example inspect FILE…`

#![expect(clippy::print_stdout, reason = "that is what it is for")]

use std::env;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    for path in env::args().skip(1) {
        let start = Instant::now();
        let found = extraction::inspect(Path::new(&path), &path)?;
        let taken = start.elapsed();
        println!(
            "{path} ({taken:.1?})\n{}",
            serde_json::to_string_pretty(&found)?
        );
    }
    Ok(())
}

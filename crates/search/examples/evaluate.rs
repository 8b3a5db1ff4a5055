//! How good is the search? `cargo run --release -p search --example evaluate [FOLDER]`
//!
//! Indexes the development set beside the project, or another one of the same form, asks its queries, prints nDCG@10,
//! MRR@10 and recall@20 by group, then the queries answered worst.

#[path = "../tests/behaviour/development_set.rs"]
mod development_set;

use development_set::{DevelopmentSet, judged};
use search::Recipe;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

/// How many of the worst queries are shown.
const WORST: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = given
        .or_else(judged::folder)
        .ok_or("no development set in ../shared/data/search")?;
    let start = Instant::now();
    let set = DevelopmentSet::load(&folder)?;
    println!(
        "{} documents indexed in {:.1} s",
        set.index.count(),
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    print!("{}", judged::table(&set.measure_all(Recipe::default())?));
    let each = start.elapsed().as_secs_f64() * 1000.0 / set.queries.len() as f64;
    println!("{each:.1} ms a query");
    let mut worst = Vec::new();
    for judged in &set.queries {
        worst.push((set.measure(Recipe::default(), judged)?, judged));
    }
    worst.sort_by(|a, b| a.0.ndcg.total_cmp(&b.0.ndcg));
    for (figures, judged) in worst.iter().take(WORST) {
        println!(
            "{:.3} {:.3}  [{}] {}",
            figures.ndcg, figures.recall, judged.group, judged.text
        );
    }
    Ok(())
}

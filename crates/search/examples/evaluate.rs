//! How good is the search? `cargo run -p search --example evaluate [INDEX_FOLDER]`
//!
//! Indexes the development set beside the project, asks its queries, prints nDCG@10 and recall@20 by group, then the
//! queries answered worst. With a folder the index is kept there for the next time.

#[path = "../tests/behaviour/development_set.rs"]
mod development_set;

use development_set::DevelopmentSet;
use search::Index;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

/// How many of the worst queries are shown.
const WORST: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = development_set::folder().ok_or("no development set in ../shared/data/search")?;
    let start = Instant::now();
    let index = match std::env::args_os().nth(1) {
        Some(kept) => Index::open(Path::new(&kept))?,
        None => Index::in_memory()?,
    };
    let set = DevelopmentSet::load(&folder, index)?;
    println!(
        "{} documents indexed in {:.1} s",
        set.index.count(),
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    println!(
        "{:12} {:>4} {:>8} {:>9}",
        "group", "n", "nDCG@10", "recall@20"
    );
    for (group, figures) in set.measure_all()? {
        println!(
            "{group:12} {:4} {:8.3} {:9.3}",
            figures.queries, figures.ndcg, figures.recall
        );
    }
    let each = start.elapsed().as_secs_f64() * 1000.0 / set.queries.len() as f64;
    println!("{each:.1} ms a query");
    let mut worst = Vec::new();
    for judged in &set.queries {
        worst.push((set.measure(judged)?, judged));
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

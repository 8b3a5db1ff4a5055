//! What is each ingredient worth? `cargo run --release -p search --example ablation [FOLDER]`
//!
//! Asks the development set's queries with all ingredients of the search, then without each of them in turn, and prints
//! nDCG@10 over all queries and by group as a table in Markdown.

#[path = "../tests/behaviour/development_set.rs"]
mod development_set;

use development_set::judged::{Figures, table};
use development_set::{DevelopmentSet, judged};
use search::{Ingredient, Recipe};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

/// Another way to write all texts and queries.
type Spelling = fn(&str) -> String;

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = given
        .or_else(judged::folder)
        .ok_or("no development set in ../shared/data/search")?;
    let set = DevelopmentSet::load(&folder)?;
    let whole = set.measure_all(Recipe::default())?;
    let groups: Vec<&String> = whole.keys().filter(|group| *group != "all").collect();
    println!("{}", table(&whole));
    print!("| left out | all | difference |");
    groups.iter().for_each(|group| print!(" {group} |"));
    println!("\n|---|---|---|{}", "---|".repeat(groups.len()));
    row("nothing", &whole, &whole, &groups);
    for ingredient in Ingredient::ALL {
        let without = set.measure_all(Recipe::default().without(&[ingredient]))?;
        row(&format!("{ingredient:?}"), &without, &whole, &groups);
    }
    let bare = set.measure_all(Recipe::default().without(&Ingredient::ALL))?;
    row("all of these", &bare, &whole, &groups);
    for (name, spell) in [
        ("elisions are cut", with_elisions as Spelling),
        ("hyphens join", without_hyphens),
    ] {
        let set = DevelopmentSet::load_as(&folder, spell)?;
        row(name, &set.measure_all(Recipe::default())?, &whole, &groups);
    }
    Ok(())
}

/// A letter that looks like an apostrophe stands in its place, so that nothing is cut there.
fn with_elisions(text: &str) -> String {
    text.replace(['\'', '’'], "ꞌ")
}

fn without_hyphens(text: &str) -> String {
    text.replace('-', " ")
}

fn row(
    name: &str,
    figures: &BTreeMap<String, Figures>,
    whole: &BTreeMap<String, Figures>,
    groups: &[&String],
) {
    let (all, before) = (figures["all"].ndcg, whole["all"].ndcg);
    print!("| {name} | {all:.3} | {:+.3} |", all - before);
    for group in groups {
        print!(" {:.2} |", figures[*group].ndcg);
    }
    println!();
}

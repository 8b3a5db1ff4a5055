//! What must be reached, and how everything grows: told when all sizes are measured.

/// How much more than the data a cost may grow before it is missed: so much may be chance.
const CHANCE: f64 = 1.1;
/// The most milliseconds that one question of a hundred with two words may take in a library of any size.
const TWO_WORDS_MS: f64 = 50.0;

/// Figures of all sizes.
#[derive(Default)]
pub struct Report {
    costs: Vec<Cost>,
    targets: Vec<String>,
}

/// Something of which less is better.
struct Cost {
    what: String,
    /// by number of resources
    values: Vec<(usize, f64)>,
}

impl Report {
    /// Notes a cost in a library of a size. The name tells the unit.
    pub fn cost(&mut self, what: &str, size: usize, value: f64) {
        let cost = match self.costs.iter_mut().find(|cost| cost.what == what) {
            Some(cost) => cost,
            None => {
                let (what, values) = (what.to_owned(), Vec::new());
                self.costs.push(Cost { what, values });
                self.costs.last_mut().unwrap()
            }
        };
        cost.values.push((size, value));
    }

    /// A cost that was noted.
    pub fn of(&self, what: &str, size: usize) -> Option<f64> {
        let cost = self.costs.iter().find(|cost| cost.what == what)?;
        let (_, value) = cost.values.iter().find(|(of, _)| *of == size)?;
        Some(*value)
    }

    /// Notes a figure that must not be less.
    pub fn at_least(&mut self, what: &str, size: usize, least: f64, value: f64) {
        self.target(what, size, &format!("≥ {least}"), value, value >= least);
    }

    /// Notes a figure that must be less.
    pub fn below(&mut self, what: &str, size: usize, most: f64, value: f64) {
        self.target(what, size, &format!("< {most}"), value, value < most);
    }

    fn target(&mut self, what: &str, size: usize, wanted: &str, value: f64, reached: bool) {
        let said = said(reached);
        self.targets.push(format!(
            "| {what} | {size} | {wanted} | {value:.2} | {said} |"
        ));
    }

    /// Prints both tables.
    pub fn print(mut self) {
        self.two_words_at_the_largest();
        println!(
            "\n## Targets\n\n| figure | resources | target | measured | |\n|---|---:|---:|---:|---|"
        );
        self.targets.iter().for_each(|row| println!("{row}"));
        println!("\n## Growth, from the smallest library to the largest\n");
        println!("| cost | smallest | largest | grew × | data grew × | |");
        println!("|---|---:|---:|---:|---:|---|");
        for cost in &self.costs {
            cost.print();
        }
    }

    fn two_words_at_the_largest(&mut self) {
        let what = p99_of("two words");
        let cost = self.costs.iter().find(|cost| cost.what == what);
        if let Some((size, value)) = cost.and_then(|cost| cost.values.last().copied()) {
            self.below(&what, size, TWO_WORDS_MS, value);
        }
    }
}

impl Cost {
    fn print(&self) {
        let (Some((first, small)), Some((last, large))) = (self.values.first(), self.values.last())
        else {
            return;
        };
        if first == last {
            return println!("| {} | {small:.2} | | | | |", self.what);
        }
        let (data, grew) = (*last as f64 / *first as f64, large / small);
        let said = said(grew <= data * CHANCE);
        println!(
            "| {} | {small:.2} | {large:.2} | {grew:.1} | {data:.1} | {said} |",
            self.what
        );
    }
}

/// The cost of the slowest of a hundred questions of a kind.
pub fn p99_of(question: &str) -> String {
    format!("{question}: p99, ms")
}

fn said(reached: bool) -> &'static str {
    if reached { "pass" } else { "MISS" }
}

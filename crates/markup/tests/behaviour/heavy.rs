//! Strangers' input: nothing takes long.

use std::time::{Duration, Instant};

use markup::{compare, images, inclusions, links, merge, plain, section};

use crate::browser::check;
use crate::support::rendered;

/// Linear work on the texts below stays well under it, even unoptimised and on a slow machine, where footnotes take over two
/// seconds; a quadratic step takes minutes.
const LIMIT: Duration = Duration::from_secs(6);

/// The time this thread has spent computing: on a busy machine the clock on the wall says nothing.
fn computing_time(start: Instant) -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    spent.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

#[track_caller]
fn in_time<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let before = computing_time(start);
    let result = act();
    let took = computing_time(start) - before;
    assert!(took < LIMIT, "{what} took {took:?}");
    result
}

fn heavy() -> Vec<(&'static str, String)> {
    const MIB: usize = 1 << 20;
    let whole = |unit: &str| unit.repeat(MIB / unit.len());
    // where each unit costs much even in linear time
    let fill = |unit: &str| unit.repeat(MIB / 32 / unit.len());
    let cells = |cell: &str| format!("|{}\n", cell.repeat(20_000));
    vec![
        ("nested wiki links", "[[".repeat(50_000)),
        (
            "closed wiki links",
            format!("{}x{}", "[[".repeat(50_000), "]]".repeat(50_000)),
        ),
        ("nested quotes", format!("{}x", "> ".repeat(5_000))),
        ("nested quotes, long", format!("{}x", ">".repeat(50_000))),
        ("wide table", cells("a|") + &cells("-|") + &cells("b|")),
        (
            "table of short rows",
            cells("a|") + &cells("-|") + &"|b|\n".repeat(3),
        ),
        ("backticks", whole("`")),
        (
            "uneven backticks",
            (1..1_400).map(|n| "`".repeat(n) + " ").collect(),
        ),
        ("nested lists", format!("{}x", "- ".repeat(5_000))),
        (
            "indented lists",
            (0..1_000).map(|n| " ".repeat(2 * n) + "- x\n").collect(),
        ),
        ("stars", whole("*")),
        ("open emphasis", whole("*a **b ")),
        ("open links", fill("[a](")),
        (
            "nested links",
            format!("{}x{}", "[".repeat(50_000), "](y)".repeat(50_000)),
        ),
        ("images", fill("![")),
        ("inclusions", fill("![[a]]\n\n")),
        ("inclusions in one paragraph", fill("![[a]]\n")),
        ("inclusions that are none", format!("{}x", fill("![[a]]\n"))),
        ("open tags", fill("<b>")),
        ("tags left open in paragraphs", fill("<b><i><u>\n\n")),
        ("open quoted tags", fill("<div a=\"<b ")),
        ("html blocks", fill("<div>\n\n")),
        ("open details", fill("<details>\n\n")),
        ("open comments", whole("<!-- ")),
        ("open declarations", fill("<!A <?x ")),
        ("entities", fill("&eacute;")),
        ("references and accents", fill("é&amp;")),
        ("alternative text", format!("![{}](/x)", fill("&amp;»"))),
        ("title", format!("[x](/y \"{}\")", fill("&amp;»"))),
        ("address", format!("[x](/y?{})", fill("&amp;"))),
        ("heading of references", format!("# {}", fill("&amp;"))),
        ("entities in html", format!("<div>{}", fill("&eacute;&"))),
        ("same headings", fill("# a\n")),
        (
            "headings that count",
            (0..5_000).map(|n| format!("# a-{n}\n# a\n")).collect(),
        ),
        ("long heading", format!("# {}", fill("é"))),
        (
            "footnote calls",
            format!("{}\n\n[^a]: x\n", "[^a]".repeat(5_000)),
        ),
        (
            "footnotes",
            (0..10_000)
                .map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n"))
                .collect(),
        ),
        ("nested footnotes", fill("[^a]: ")),
        ("task list", "- [x] a\n".repeat(5_000)),
        ("definitions", "a\n: b\n\n".repeat(5_000)),
        (
            "references",
            (0..20_000).map(|n| format!("[{n}]: /x\n")).collect(),
        ),
        (
            "reference calls",
            format!("{}\n\n[a]: /x\n", "[a]".repeat(50_000)),
        ),
        ("one long line", whole("mot ")),
        ("many lines", fill("mot\n")),
        ("zero bytes", fill("\0")),
        ("angle brackets", fill("<")),
        ("autolinks", fill("<https://x.fr>")),
    ]
}

#[test]
fn heavy_texts_are_rendered_in_time() {
    for (what, text) in heavy() {
        let html = in_time(what, || rendered(&text)).html;
        check(&html);
    }
}

#[test]
fn heavy_texts_are_read_in_time() {
    for (what, text) in heavy() {
        let _ = in_time(what, || (plain(&text), links(&text)));
        let _ = in_time(what, || (inclusions(&text), images(&text)));
        let _ = in_time(what, || section(&text, "a"));
    }
}

/// Words in an order that no algorithm likes: few different ones, shuffled. Always the same for one seed.
fn shuffled(seed: u32, count: usize, ends: &[&str]) -> String {
    let mut state = seed;
    (0..count)
        .flat_map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let random = (state >> 16) as usize;
            [
                ["un", "deux", "trois", "quatre"][random % 4],
                ends[random / 4 % ends.len()],
            ]
        })
        .collect()
}

fn hard_pairs() -> Vec<(&'static str, String, String)> {
    let pair = |count, ends: &[&str]| (shuffled(1, count, ends), shuffled(2, count, ends));
    let long = pair(100_000, &[" "]);
    let medium = pair(20_000, &[" "]);
    let lines = pair(100_000, &["\n"]);
    let mixed = pair(100_000, &[" ", " ", " ", "\n", "\n\n"]);
    let paragraphs = pair(5_000, &[" ", " ", " ", " ", " ", " ", " ", " ", " ", ".\n"]);
    let numbers = |from: usize| {
        (from..from + 50_000)
            .map(|n| format!("{n}\n"))
            .collect::<String>()
    };
    let numbered = |from: usize| {
        (from..from + 20_000)
            .map(|n| format!("{n} "))
            .collect::<String>()
    };
    vec![
        ("one long line", long.0, long.1),
        ("one line of medium length", medium.0, medium.1),
        ("lines", lines.0, lines.1),
        ("mixed", mixed.0, mixed.1),
        ("paragraphs", paragraphs.0, paragraphs.1),
        ("nothing in common", numbers(0), numbers(50_000)),
        ("no word in common", numbered(0), numbered(20_000)),
        ("half in common", numbers(0), numbers(25_000)),
    ]
}

#[test]
fn hard_comparisons_end_in_time() {
    for (what, old, new) in hard_pairs() {
        let _ = in_time(what, || compare(&old, &new));
    }
}

#[test]
fn hard_merges_end_in_time() {
    for (what, mine, theirs) in hard_pairs() {
        let base = shuffled(3, 10_000, &[" ", " ", " ", ".\n"]);
        let _ = in_time(what, || merge(&base, &mine, &theirs));
        let _ = in_time(what, || merge(&mine, &base, &theirs));
    }
}

//! Small files made to take much: no reader of PDF withstands them all, so that
//! they are read in a process that may die of them.

use std::fmt::Write;
use std::time::Duration;

use extraction::{Limits, Note, Worker};

use crate::{SOON, a_file, timed, worker, worker_within};

/// A PDF of these objects, numbered from 1, of which the first is the catalog.
fn pdf(objects: &[String]) -> tempfile::NamedTempFile {
    let mut pdf = "%PDF-1.7\n".to_owned();
    for (number, object) in (1..).zip(objects) {
        write!(pdf, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    pdf.push_str("trailer\n<</Root 1 0 R>>\n%%EOF\n");
    a_file(pdf.as_bytes())
}

/// One page: what it shows, and what it shows it with.
fn one_page(resources: &str, content: &str) -> Vec<String> {
    vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
             /Resources<<{resources}>>>>"
        ),
        content.to_owned(),
    ]
}

fn stream(dictionary: &str, content: &str) -> String {
    let length = content.len();
    format!("<<{dictionary}/Length {length}>>stream\n{content}\nendstream")
}

/// A worker with less time and memory than usual: what grows without end meets
/// the end sooner.
fn short_worker() -> Worker {
    worker_within(Limits {
        time: Duration::from_secs(6),
        memory_bytes: 256 * 1024 * 1024,
        ..Limits::PRODUCTION
    })
}

/// What is so made ends at a limit, soon, and its type is known.
fn ends(file: &tempfile::NamedTempFile) {
    let (found, time) = timed(|| short_worker().inspect(file.path(), "a.pdf"));
    assert_eq!(found.media_type, "application/pdf");
    assert!(
        matches!(found.note, Some(Note::Failed | Note::TimedOut)),
        "{:?}",
        found.note
    );
    assert!(time < Duration::from_secs(8), "{time:?}");
}

/// A list in a list in a list: whoever reads it by calling itself runs out of
/// stack, which nothing in that process can catch.
pub fn nesting_costs_its_own_text_alone() {
    let depth = 3_000_000;
    let (open, close) = ("[".repeat(depth), "]".repeat(depth));
    let file = pdf(&[
        format!("<</Type/Catalog/Pages 2 0 R/A {open}{close}>>"),
        "<</Type/Pages/Kids[]/Count 0>>".to_owned(),
    ]);
    let (found, time) = timed(|| worker().inspect(file.path(), "a.pdf"));
    assert_eq!(
        (found.media_type.as_str(), found.note),
        ("application/pdf", Some(Note::Failed))
    );
    assert!(time < SOON, "{time:?}");
}

/// Each filter makes 64 bytes of one: "129, 129" stands for 128 times 129.
pub fn filters_upon_filters_are_stopped() {
    let filters = "/RunLengthDecode".repeat(5);
    let content: String = "81".repeat(512);
    let object = stream(&format!("/Filter[/ASCIIHexDecode{filters}]"), &content);
    ends(&pdf(&one_page("", &object)));
}

/// A drawing that shows another ten times, which shows another ten times.
pub fn drawings_of_drawings_are_stopped() {
    let mut objects = one_page("/XObject<</X 5 0 R>>", &stream("", "/X Do"));
    for next in 6..30 {
        objects.push(stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]\
                 /Resources<</XObject<</X {next} 0 R>>>>"
            ),
            &"/X Do ".repeat(10),
        ));
    }
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 m"));
    ends(&pdf(&objects));
}

/// A letter far away from the one before it: what cuts a page into columns counts the points between them. The fuzzer
/// found it.
pub fn pages_without_end_are_stopped() {
    let font = "/Font<</F 5 0 R>>";
    let lines = (0..12).map(|line| {
        let down = 720 - 14 * line;
        format!("1 0 0 1 72 {down} Tm 0 Tc (pr) Tj 900000000 Tc (loin) Tj\n")
    });
    let content = format!("BT /F 12 Tf\n{}ET", lines.collect::<String>());
    let mut objects = one_page(font, &stream("", &content));
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned());
    ends(&pdf(&objects));
}

//! Title, author, language and date of a PDF.

use unpdf::parser::raw::RawDocument;
use unpdf::parser::raw::tokenizer::{PdfDict, dict_get};

use super::note;
use crate::Note;
use crate::encoding::decode_text;
use crate::text::Findings;

/// Reads the catalog (PDF 32000-1, section 7.7.2) and the dictionary of
/// information (section 14.3.3).
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<(), Note> {
    let document = RawDocument::load(bytes).map_err(|error| note(&error))?;
    let text = |dictionary: &PdfDict, key: &[u8]| {
        let value = document.resolve(dict_get(dictionary, key)?);
        Some(text_string(value.as_str_bytes()?))
    };
    if let Ok(catalog) = document.catalog() {
        findings.set_language(&text(catalog, b"Lang").unwrap_or_default());
    }
    let information = dict_get(document.trailer(), b"Info").map(|info| document.resolve(info));
    if let Some(information) = information.and_then(|info| info.as_dict()) {
        let text = |key: &[u8]| text(information, key).unwrap_or_default();
        findings.set_title(before_printing(&text(b"Title")));
        findings.add_authors(&text(b"Author"));
        findings.set_date(&text(b"CreationDate"));
    }
    Ok(())
}

/// A text string is in UTF-16 or UTF-8 with a byte order mark, or else in an
/// encoding of its own, of which Windows-1252 has the letters (section 7.9.2.2).
fn text_string(bytes: &[u8]) -> String {
    decode_text(bytes, false)
}

/// The name of the file that was printed: "Microsoft Word - guide v2.doc" is what
/// the printing of a document without a title gives.
fn before_printing(title: &str) -> &str {
    let printed = title
        .strip_prefix("Microsoft ")
        .and_then(|program| program.split_once(" - "));
    match printed {
        Some((_, name)) => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::before_printing;

    #[test]
    fn a_printed_file_is_called_by_its_name() {
        for (title, expected) in [
            ("Microsoft Word - guide v2.doc", "guide v2"),
            ("Microsoft PowerPoint - sommeil", "sommeil"),
            ("Microsoft et nous", "Microsoft et nous"),
            ("Le sommeil - guide.", "Le sommeil - guide."),
        ] {
            assert_eq!(before_printing(title), expected);
        }
    }
}

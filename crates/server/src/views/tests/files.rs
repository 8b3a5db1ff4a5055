//! Files that are not given as was wished.

use super::samples::{credit, header, page};
use super::{Book, *};

pub(super) fn fill(book: &mut Book) {
    for (name, why) in [
        ("unmarked", "encrypted"),
        ("unmarked-damaged", "damaged"),
        ("unmarked-too_large", "too_large"),
        ("unmarked-unsupported", "unsupported"),
    ] {
        let view = UnmarkedPage {
            page: page(""),
            resource: header(),
            name: "affiche.pdf".into(),
            why: why.into(),
            original_url: "/ressources/debat-mouvant/fichiers/affiche.pdf".into(),
            credit: credit(),
        };
        book.add(name, "unmarked.html", &view);
    }
}

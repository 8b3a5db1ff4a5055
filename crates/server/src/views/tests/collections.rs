//! Collections, and what is borrowed.

use super::samples::{by_sa, header, kind, licence, page, sheet};
use super::{Book, *};

fn member(state: &str, title: &str) -> MemberView {
    let here = state == "here";
    MemberView {
        state: state.into(),
        title: title.into(),
        language: "fr".into(),
        url: "/ressources/x".into(),
        kind: here.then(|| kind("outil", "Outil", "Outils", "amber")),
        licence: here.then(by_sa),
        authors: if here { "Amel Ben, Bruno" } else { "" }.into(),
    }
}

fn terms() -> TermsView {
    let work = |title: &str| TermsWork {
        title: title.into(),
        url: Some("/ressources/x/revisions/2".into()),
        licence: licence("CC-BY-NC-4.0", "CC BY-NC 4.0", &["cc", "by", "nc"]),
    };
    TermsView {
        non_commercial: vec![work("Guide du souffle"), work("Carte <du> sommeil")],
        unchanged: vec![TermsWork {
            url: None,
            ..work("Brochure")
        }],
        reachable: vec![work("Poème")],
        own_is_freer: true,
        partial: true,
    }
}

fn newer(file: Option<&str>) -> NewerBorrowed {
    NewerBorrowed {
        title: "Guide du souffle".into(),
        file: file.map(Into::into),
        shown: 1,
        latest: 3,
        compare_url: "/ressources/guide/comparer?de=1&a=3".into(),
        take_url: "/ressources/x/emprunts".into(),
        lender: "guide".into(),
    }
}

pub(super) fn fill(book: &mut Book) {
    let states = ["here", "withdrawn", "missing", "damaged"];
    let collection = CollectionView {
        label: "Ressources du dossier".into(),
        members: states
            .map(|state| member(state, "Carte <du> sommeil"))
            .into(),
    };
    let view = |collection, terms| ResourcePage {
        page: page("browse"),
        resource: header(),
        sheet: SheetView {
            collection,
            terms,
            ..sheet()
        },
        newer_borrowed: vec![newer(None), newer(Some("carte.png"))],
        ..ResourcePage::default()
    };
    let full = view(Some(collection), Some(terms()));
    book.add("resource-collection", "resource.html", &full);
    let empty = view(Some(CollectionView::default()), None);
    book.add("resource-collection-empty", "resource.html", &empty);
    let collect = |choices, new_url| CollectPage {
        page: page(""),
        resource: header(),
        collection: FormField {
            choices,
            required: true,
            ..FormField::new("collection", "choice")
        },
        signature: FormField::new("nom", "text"),
        words: String::new(),
        more: 0,
        errors: vec![],
        new_url,
    };
    let one = Choice {
        value: "mon-dossier".into(),
        label: "Mon dossier".into(),
        selected: true,
        ..Choice::default()
    };
    let new = Some("/deposer/dossier/formulaire?membre=debat".into());
    book.add("collect", "collect.html", &collect(vec![one.clone()], new));
    let mut refused = CollectPage {
        words: "<dossier>".into(),
        more: 3,
        errors: vec![Message::new("error-disk_full-help")],
        ..collect(vec![one], None)
    };
    refused.collection.errors = vec![Message::new("reason-missing")];
    book.add("collect-refused", "collect.html", &refused);
    let lost = CollectPage {
        words: "perdu".into(),
        ..collect(Vec::new(), None)
    };
    book.add("collect-not-found", "collect.html", &lost);
    book.add("collect-none", "collect.html", &collect(Vec::new(), None));
    let borrowing = view(None, Some(terms()));
    book.add("resource-borrowing", "resource.html", &borrowing);
}

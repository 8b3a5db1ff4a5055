//! Pages to write on: forms as they are first shown, and as they come back with refusals.

use super::histories::{blocks, mark};
use super::samples::{header, kind, method, page, sheet};
use super::{Book, rights, *};

pub(super) fn input(name: &str, input: &str, value: &str) -> FormField {
    FormField {
        value: value.into(),
        ..FormField::new(name, input)
    }
}

fn of_kind(name: &str, kind: &str, label: &str, value: &str) -> FormField {
    FormField {
        label: Some(label.into()),
        help: Some("Une aide courte pour ce champ.".into()),
        ..input(&format!("fields.{name}"), kind, value)
    }
}

pub(super) fn choices(values: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(index, (value, label)): (usize, &(&str, &str))| Choice {
        value: (*value).into(),
        label: (*label).into(),
        selected: index == 0,
        ..Choice::default()
    };
    values.iter().enumerate().map(choice).collect()
}

fn fields() -> Vec<FormField> {
    let unit = |unit: &str, field: FormField| FormField {
        unit: Some(unit.into()),
        ..field
    };
    vec![
        FormField {
            choices: choices(&[
                ("adultes", "Adultes"),
                ("enfants", "Enfants"),
                ("proches-aidants", "Proches aidants"),
            ]),
            ..of_kind("public", "choices", "Public", "")
        },
        unit(
            "personnes",
            of_kind("participants", "range", "Nombre de participants", "8-20"),
        ),
        of_kind("duree", "duration", "Durée", "45 min"),
        FormField {
            min: Some(1),
            max: Some(50),
            ..unit(
                "séances",
                of_kind("seances", "number", "Nombre de séances", "1"),
            )
        },
        FormField {
            choices: choices(&[("imprimable", "À imprimer"), ("tableur", "Tableur")]),
            ..of_kind("format", "choice", "Format", "")
        },
        of_kind("date", "date", "Date", "2026-01-15"),
        of_kind("lien", "url", "Lien", "https://example.org/"),
        of_kind("courriel", "email", "Courriel", "a@example.org"),
        of_kind("lieu", "place", "Lieu", "Lyon"),
        FormField {
            multiple: true,
            ..of_kind(
                "ressources",
                "resource",
                "Ressources utilisées",
                "brise-glace\nworld-cafe",
            )
        },
        of_kind(
            "objectifs",
            "markdown",
            "Objectifs",
            "- Oser dire son avis.\n- Écouter celui des autres.",
        ),
    ]
}

fn author(index: usize, name: &str) -> AuthorRow {
    AuthorRow {
        name: input(&format!("authors[{index}].name"), "text", name),
        role: input(&format!("authors[{index}].role"), "text", ""),
    }
}

fn file_row(index: usize) -> FileRow {
    FileRow {
        index,
        name: "affiche.pdf".into(),
        sha256: "0".repeat(64),
        size_bytes: 1_234_567,
        media: "pdf".into(),
        title: input(
            &format!("files[{index}].title"),
            "text",
            "Affiche à imprimer",
        ),
        licence: FormField {
            choices: choices(&[("", ""), ("CC0-1.0", "CC0 1.0")]),
            ..FormField::new(format!("files[{index}].licence"), "choice")
        },
        removed: false,
        errors: vec![],
    }
}

fn form(new: bool) -> EditForm {
    EditForm {
        adapts: None,
        action: "/ressources/debat-mouvant/modifier".into(),
        cancel_url: "/ressources/debat-mouvant".into(),
        hidden: vec![Hidden {
            name: "base_revision".into(),
            value: "3".into(),
        }],
        draft_key: "debat-mouvant".into(),
        new,
        kind: method(),
        title: FormField {
            required: true,
            max_length: Some(200),
            ..input("title", "text", "Le débat mouvant")
        },
        slug: new.then(|| FormField::new("slug", "text")),
        fields: fields(),
        body: input(
            "body",
            "markdown",
            "Le **débat mouvant** fait bouger les corps et les idées.\n\n## Quand l’utiliser\n\nEn début de programme.",
        ),
        licence: rights::licence(new),
        rights: rights::rights(new),
        works: rights::works(),
        authors: vec![author(0, "Pôle de ressources"), author(1, "")],
        tags: input("tags", "text", "animation, expression"),
        created: FormField {
            value: "2026-03-01".into(),
            ..FormField::new("created", "date")
        },
        language: FormField {
            required: true,
            choices: choices(&[("fr", "français"), ("en", "anglais")]),
            ..FormField::new("language", "choice")
        },
        files: vec![file_row(0), file_row(1)],
        uploads: true,
        max_file_bytes: 209_715_200,
        summary: FormField::new("summary", "text"),
        signature: FormField::new("nom", "text"),
        errors: vec![],
        unsaved: false,
        draft: None,
        earlier_drafts: vec![],
        keep_url: new.then(|| "/brouillons".into()),
        preview_url: "/apercu".into(),
    }
}

/// The form as it comes back when much is wrong with it.
fn refused() -> EditForm {
    let mut form = form(false);
    form.title.value.clear();
    form.title.errors = vec![Message::new("reason-missing")];
    form.fields[2].value = "bientôt".into();
    form.fields[2].errors = vec![Message::new("reason-not_a_duration")];
    form.fields[3].errors = vec![
        Message::new("reason-out_of_range")
            .with("min", 1.0)
            .with("max", ""),
    ];
    form.fields[0].errors = vec![
        Message::new("reason-not_a_choice")
            .with("given", "x")
            .with("allowed", "adultes, enfants"),
    ];
    form.fields[5].errors = vec![Message::new("reason-not_a_date")];
    form.body.errors = vec![
        Message::new("reason-too_long")
            .with("max", 100.0)
            .with("actual", 1234.0),
    ];
    form.licence.errors = vec![
        Message::new("reason-unknown_licence")
            .with("given", "GPL")
            .with("suggestions", ""),
    ];
    rights::refuse(&mut form);
    form.authors[1].name.errors = vec![Message::new("reason-missing")];
    form.files[0].errors = vec![Message::new("reason-taken").with("given", "affiche.pdf")];
    form.files[1].licence.errors = vec![
        Message::new("reason-licence_version_missing")
            .with("given", "CC BY")
            .with("suggestions", "CC-BY-4.0"),
    ];
    form.errors = vec![
        Message::new("reason-unknown")
            .with("given", "x")
            .with("known", "a, b"),
    ];
    form
}

pub(super) fn fill(book: &mut Book) {
    let hidden = || Page {
        noindex: true,
        ..page("")
    };
    let edit = EditPage {
        page: hidden(),
        resource: header(),
        form: form(false),
        preview: None,
    };
    book.add(
        "edit-invalid",
        "edit.html",
        &EditPage {
            form: refused(),
            ..edit.clone()
        },
    );
    book.add(
        "edit-preview",
        "edit.html",
        &EditPage {
            preview: Some(sheet_without_ids()),
            ..edit.clone()
        },
    );
    book.add("edit", "edit.html", &edit);
    let conflict = ConflictPage {
        page: hidden(),
        resource: header(),
        original: None,
        base: mark(3),
        latest: mark(4),
        parts: ["title", "files", "body"].map(conflict_part).into(),
        form: EditForm {
            draft: Some(draft(None)),
            earlier_drafts: vec![draft(None)],
            ..form(false)
        },
    };
    book.add(
        "conflict-unkept",
        "conflict.html",
        &ConflictPage {
            page: stopped("stopped"),
            form: form(false),
            ..conflict.clone()
        },
    );
    book.add("conflict", "conflict.html", &conflict);
    book.add(
        "conflict-original",
        "conflict.html",
        &ConflictPage {
            original: Some("Le débat mouvant".into()),
            ..conflict
        },
    );
    book.add(
        "edit-draft",
        "edit.html",
        &EditPage {
            page: stopped("disk_full"),
            form: EditForm {
                draft: Some(draft(Some("2026-08-01T18:05:00+02:00"))),
                unsaved: true,
                ..form(false)
            },
            ..edit
        },
    );
    let drop = DropDraftPage {
        page: hidden(),
        title: "Le débat mouvant".into(),
        draft: draft(Some("2026-08-01T18:05:00+02:00")),
        others: vec![draft(None)],
    };
    book.add("drop_draft", "drop_draft.html", &drop);
    book.add(
        "drop_draft-empty",
        "drop_draft.html",
        &DropDraftPage {
            title: String::new(),
            draft: draft(None),
            ..drop
        },
    );
    deposit(book);
    let slug = FormField {
        errors: vec![Message::new("reason-not_a_slug")],
        ..input("slug", "text", "Débat !")
    };
    let rename = RenamePage {
        page: hidden(),
        resource: header(),
        address_prefix: "https://exemple.fr/ressources/".into(),
        slug,
        redirects: vec!["/ressources/debat".into()],
        errors: vec![Message::new("error-disk_full-help")],
    };
    book.add("rename", "rename.html", &rename);
    let withdraw = WithdrawPage {
        page: hidden(),
        resource: header(),
        reason: FormField {
            required: true,
            ..FormField::new("reason", "text")
        },
        signature: FormField::new("nom", "text"),
        errors: vec![Message::new("error-read_only-help")],
    };
    book.add("withdraw", "withdraw.html", &withdraw);
}

fn stopped(fault: &str) -> Page {
    Page {
        noindex: true,
        fault: Some(fault.into()),
        ..page("")
    }
}

fn draft(at: Option<&str>) -> DraftView {
    DraftView {
        address: "https://exemple.fr/brouillons/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed".into(),
        url: "/brouillons/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed".into(),
        drop_url: "/brouillons/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed/supprimer".into(),
        at: at.map(str::to_owned),
    }
}

fn conflict_part(part: &str) -> ConflictPart {
    let side = |text: &str| ConflictSide {
        text: text.into(),
        blocks: blocks(),
        inputs: format!("[[\"{part}\",\"{text}\"]]"),
    };
    ConflictPart {
        part: part.into(),
        label: (part == "files").then(|| "affiche.pdf".into()),
        base: "Prévoir trente minutes.".into(),
        theirs: side("Prévoir une heure."),
        // taken away by one, changed by the other
        mine: if part == "files" {
            ConflictSide::default()
        } else {
            side("Prévoir quarante-cinq minutes.")
        },
    }
}

/// In the page of a form, the ids of the body come with a prefix of their own.
fn sheet_without_ids() -> SheetView {
    SheetView {
        introduction: Html::sanitised("<p>Le <strong>débat mouvant</strong>.</p>"),
        body: Html::default(),
        ..sheet()
    }
}

fn deposit(book: &mut Book) {
    let here = || Page {
        noindex: true,
        ..page("deposit")
    };
    let kinds = vec![
        method(),
        kind("outil", "Outil", "Outils", "amber"),
        kind("synthese", "Synthèse", "Synthèses", "indigo"),
    ];
    book.add(
        "deposit_kind",
        "deposit_kind.html",
        &DepositKindPage {
            page: here(),
            kinds,
        },
    );
    let files = DepositFilesPage {
        page: here(),
        kind: method(),
        action: "/deposer/fiche-methode/fichiers".into(),
        skip_url: "/deposer/fiche-methode/formulaire".into(),
        hidden: vec![],
        max_file_bytes: 209_715_200,
        errors: vec![],
    };
    book.add(
        "deposit_files-refused",
        "deposit_files.html",
        &DepositFilesPage {
            errors: vec![Message::new("detail-limit").with("max", 209_715_200.0)],
            ..files.clone()
        },
    );
    book.add("deposit_files", "deposit_files.html", &files);
    book.add(
        "deposit_form",
        "deposit_form.html",
        &DepositFormPage {
            page: here(),
            form: form(true),
            prefilled: true,
        },
    );
    book.add(
        "deposit_form-adapting",
        "deposit_form.html",
        &DepositFormPage {
            page: here(),
            form: EditForm {
                adapts: Some(Link {
                    label: "Le « débat »".into(),
                    url: "/ressources/debat".into(),
                }),
                ..form(true)
            },
            prefilled: false,
        },
    );
    let mut unstated = form(true);
    rights::refuse_deposit(&mut unstated);
    book.add(
        "deposit_form-unstated",
        "deposit_form.html",
        &DepositFormPage {
            page: here(),
            form: unstated,
            prefilled: false,
        },
    );
    book.add(
        "deposit_form-draft",
        "deposit_form.html",
        &DepositFormPage {
            page: here(),
            form: EditForm {
                draft: Some(draft(Some("2026-08-01T18:05:00+02:00"))),
                ..form(true)
            },
            prefilled: false,
        },
    );
    let hidden = vec![Hidden {
        name: "title".into(),
        value: "Le \"débat\" mouvant".into(),
    }];
    let preview = DepositPreviewPage {
        page: here(),
        sheet: sheet(),
        action: "/deposer/fiche-methode".into(),
        draft_key: "deposer:fiche-methode".into(),
        hidden,
        right: rights::right(),
        unclear: false,
        others_unnamed: true,
        keep_url: "/brouillons".into(),
    };
    book.add("deposit_preview", "deposit_preview.html", &preview);
    let unclear = DepositPreviewPage {
        unclear: true,
        ..preview
    };
    book.add("deposit_preview-unclear", "deposit_preview.html", &unclear);
}

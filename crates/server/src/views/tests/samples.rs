//! What the sample pages share: a small library of health education.

use super::*;

pub(super) fn page(section: &str) -> Page {
    Page {
        site_name: "Ressourçothèque".into(),
        language: "fr".into(),
        languages: vec![link("English", "/langue/en?retour=/")],
        section: section.into(),
        ..Page::default()
    }
}

pub(super) fn link(label: &str, url: &str) -> Link {
    Link {
        label: label.into(),
        url: url.into(),
    }
}

pub(super) fn kind(id: &str, label: &str, plural: &str, colour: &str) -> KindView {
    KindView {
        id: id.into(),
        label: label.into(),
        plural: plural.into(),
        description: "Une technique d’animation expliquée pas à pas, que d’autres peuvent refaire."
            .into(),
        icon: id.into(),
        colour: colour.into(),
        url: format!("/types/{id}"),
        count: Some(1234),
    }
}

pub(super) fn kinds() -> Vec<KindView> {
    vec![
        method(),
        kind("synthese", "Synthèse", "Synthèses", "indigo"),
        kind("outil", "Outil", "Outils", "amber"),
        kind(
            "retour-experience",
            "Retour d’expérience",
            "Retours d’expérience",
            "rose",
        ),
        kind("publication", "Publication", "Publications", "green"),
        kind("page", "Page", "Pages", "slate"),
    ]
}

pub(super) fn method() -> KindView {
    kind("fiche-methode", "Fiche méthode", "Fiches méthode", "teal")
}

pub(super) fn licence(id: &str, short_name: &str, symbols: &[&str]) -> LicenceView {
    LicenceView {
        id: id.into(),
        short_name: short_name.into(),
        name: "Creative Commons Attribution – Partage dans les mêmes conditions 4.0 International".into(),
        url: "https://creativecommons.org/licenses/by-sa/4.0/".into(),
        page_url: format!("/licences/{id}"),
        symbols: symbols.iter().map(|symbol| (*symbol).to_owned()).collect(),
        meaning: "Vous pouvez partager et adapter cette œuvre, même à titre commercial, si vous citez les auteurs et si vos adaptations restent sous la même licence.".into(),
    }
}

pub(super) fn by_sa() -> LicenceView {
    licence("CC-BY-SA-4.0", "CC BY-SA 4.0", &["cc", "by", "sa"])
}

fn fact(name: &str, field_type: &str, label: &str, values: &[&str]) -> Fact {
    Fact {
        name: name.into(),
        field_type: field_type.into(),
        label: label.into(),
        values: values.iter().map(|value| link(value, "")).collect(),
    }
}

pub(super) fn facts() -> Vec<Fact> {
    vec![
        fact(
            "public",
            "choices",
            "Public",
            &["Adultes", "Proches aidants"],
        ),
        fact(
            "participants",
            "range",
            "Nombre de participants",
            &["8 à 20 personnes"],
        ),
        fact("duree", "duration", "Durée", &["45 min"]),
        Fact {
            values: vec![link("Brise-glace", "/ressources/brise-glace")],
            ..fact("avant", "resource", "À lire avant", &[])
        },
    ]
}

/// A resource that was withdrawn.
pub(super) fn withdrawn() -> ResourceHeader {
    ResourceHeader {
        put_back: Some(PutBack {
            url: "/ressources/debat-mouvant/restaurer".into(),
            revision: 3,
        }),
        ..header()
    }
}

pub(super) fn header() -> ResourceHeader {
    let below = |page: &str| format!("/ressources/debat-mouvant/{page}");
    ResourceHeader {
        title: "Le débat mouvant".into(),
        kind: method(),
        url: "/ressources/debat-mouvant".into(),
        edit_url: below("modifier"),
        adapt_url: below("adapter"),
        collect_url: below("ranger"),
        history_url: below("historique"),
        cite_url: below("citer"),
        rename_url: below("renommer"),
        withdraw_url: below("retirer"),
        put_back: None,
    }
}

const INTRODUCTION: &str = "<p>Le <strong>débat mouvant</strong> fait bouger les corps et les idées. On lit une phrase, chacun se place d’un côté ou de l’autre de la salle selon son avis, puis dit pourquoi.</p>";

const BODY: &str = "<h2 id=\"t-quand\">Quand l’utiliser <a class=\"heading-anchor\" href=\"#t-quand\" aria-label=\"Lien vers la section Quand l’utiliser\"><span aria-hidden=\"true\">#</span></a></h2>\
<p>En début de programme, après un <a class=\"wikilink\" href=\"/ressources/brise-glace\" title=\"Brise-glace\">brise-glace</a>, ou avec <a class=\"wikilink missing\" href=\"/deposer?titre=x\" title=\"page à créer\">une page à écrire</a>. Voir aussi <a href=\"https://example.org/\" rel=\"ugc nofollow noopener\">ce site</a>.</p>\
<div class=\"alert alert-tip\" role=\"note\"><p class=\"alert-title\">Conseil</p><p>Préparez cinq phrases, n’en utilisez que trois.</p></div>\
<h3 id=\"t-phrases\">Des phrases qui marchent</h3>\
<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"Tableau 1\"><table><thead><tr><th scope=\"col\">Thème</th><th scope=\"col\">Phrase</th><th scope=\"col\" class=\"align-right\">Minutes</th></tr></thead><tbody>\
<tr><td>Traitement</td><td>« Un traitement bien pris, c’est un traitement que l’on a choisi. »</td><td class=\"align-right\">10</td></tr>\
<tr><td>Sommeil</td><td>« On peut rattraper le sommeil perdu le week-end. »</td><td class=\"align-right\">10</td></tr></tbody></table></div>\
<blockquote><p>Je n’étais pas d’accord avec moi-même en arrivant au milieu de la salle.</p></blockquote>\
<ul class=\"tasks\"><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"fait\">Salle libre de tables</li></ul>";

const STEPS: &str = "<ol><li><strong>Accueil (5 min).</strong> Dire la règle : on parle de soi, on n’essaie pas de convaincre.</li>\
<li><strong>Première phrase (10 min).</strong> La lire deux fois, laisser chacun se placer.</li><li><strong>Retour au calme (5 min).</strong></li></ol>";

pub(super) fn sheet() -> SheetView {
    SheetView {
        title: "Le débat mouvant".into(),
        kind: method(),
        language: "fr".into(),
        facts: facts(),
        sections: vec![Section {
            id: "champ-etapes".into(),
            label: "Étapes".into(),
            html: Html::sanitised(STEPS),
        }],
        introduction: Html::sanitised(INTRODUCTION),
        body: Html::sanitised(BODY),
        outline: [
            (2, "champ-etapes", "Étapes"),
            (2, "t-quand", "Quand l’utiliser"),
            (3, "t-phrases", "Des phrases qui marchent"),
        ]
        .map(|(level, id, text)| OutlineEntry {
            level,
            id: id.into(),
            text: text.into(),
        })
        .to_vec(),
        files: vec![
            file("affiche-a-imprimer.pdf", "Affiche à imprimer", "pdf"),
            file("phrases.odp", "phrases.odp", "slides"),
        ],
        licence: by_sa(),
        authors: vec![AuthorView {
            name: "Pôle de ressources".into(),
            role: Some("conception".into()),
            url: "/auteurs/x".into(),
        }],
        tags: vec![
            link("animation", "/themes/animation"),
            link("expression", "/themes/expression"),
        ],
        collection: None,
        terms: None,
        works: WorksView {
            direct: vec![credits::elsewhere()],
            ..WorksView::default()
        },
        missing_parts: vec![MissingPart {
            part: "Au calme".into(),
            resource: link("La ligne de vie", "/ressources/ligne-de-vie"),
        }],
        credit: credit(),
        created: Some("2025-11-26".into()),
        address: "https://exemple.fr/ressources/debat-mouvant".into(),
    }
}

pub(super) fn credit() -> CreditView {
    let text = "« Le débat mouvant », Pôle de ressources, https://exemple.fr/ressources/debat-mouvant, licence CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/";
    CreditView {
        text: text.into(),
        markdown: "« [Le débat mouvant](<https://exemple.fr/ressources/debat-mouvant>) », Pôle de ressources".into(),
        html: Html::sanitised("« <a href=\"https://exemple.fr/ressources/debat-mouvant\">Le débat mouvant</a> », Pôle de ressources, licence <a href=\"https://creativecommons.org/licenses/by-sa/4.0/\">CC BY-SA 4.0</a>"),
        html_source: "« <a href=\"https://exemple.fr/ressources/debat-mouvant\">Le débat mouvant</a> », Pôle de ressources".into(),
    }
}

pub(super) fn file(name: &str, title: &str, media: &str) -> FileView {
    FileView {
        name: name.into(),
        title: title.into(),
        url: format!("/ressources/debat-mouvant/fichiers/{name}"),
        size_bytes: 1_234_567,
        media: media.into(),
        licence: (media == "slides").then(|| licence("CC0-1.0", "CC0 1.0", &["zero"])),
        image_url: None,
        marked_url: (media != "sound")
            .then(|| format!("/ressources/debat-mouvant/fichiers/{name}?licence=1")),
    }
}

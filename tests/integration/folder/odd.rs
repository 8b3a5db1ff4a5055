//! A folder with everything that a tidy one does not have.

const ODD: &str = "---
title: \"Été : « l’odyssée » – #1\"
kind: outil
licence: LicenseRef-CC-BY-3.0-FR
authors:
  - name: Zoé Ô'Brien
  - name: Collectif
    role: relecture
tags: [été, \"oui\", \"12\"]
language: fr-CA
created: 2020-02-29
redirects: [ancien-nom, encore-plus-ancien]
fields:
  public: [adultes]
  usage: |
    Ligne une

    - et une liste
files:
  - path: odd/Été à la ferme.txt
    title: \"Le « texte » : à lire\"
    licence: CC0-1.0
  - path: odd/vide.csv
derived_from:
  - resource: debat-mouvant
  - url: https://example.org/a?b=c&d=%C3%A9
    title: Un autre
    authors: X, Y
    licence: CC-BY-4.0
notre_code: 00123
avis:
  note: 4.5
  oui: true
  rien: null
  liste: [1, [2, \"trois\"], {quatre: 5}]
---
# Titre dans le texte

Une ligne  
coupée, `code`, [[debat-mouvant|lien]].

    quatre espaces

---

Fin --- sans retour";

/// Path and bytes of each file.
pub fn odd_files() -> [(&'static str, &'static [u8]); 5] {
    [
        ("divers/odd.md", ODD.as_bytes()),
        ("divers/odd/Été à la ferme.txt", "Des vaches.\n".as_bytes()),
        ("divers/odd/vide.csv", b"a;b\n"),
        ("divers/sans-front.md", "# Sans en-tête\n\nDu texte.\n".as_bytes()),
        ("divers/crlf.md", "---\r\ntitle: Fins de ligne\r\nkind: page\r\nlicence: CC0-1.0\r\n---\r\nUne\r\nDeux\r\n".as_bytes()),
    ]
}

//! What people type or paste, and the licence it is read as.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use licensing::{Lang, LicenceId, ParseError, catalogue};

fn read(text: &str) -> &'static str {
    match LicenceId::parse(text) {
        Ok(id) => id.as_str(),
        Err(error) => panic!("{text:?}: {error}"),
    }
}

#[test]
fn every_licence_is_read_from_its_own_words() {
    for licence in catalogue() {
        let id = licence.id().as_str();
        let texts = [
            id,
            licence.short_name(),
            licence.name(Lang::Fr),
            licence.name(Lang::En),
            licence.url(),
            licence.url().trim_end_matches('/'),
            &id.to_lowercase(),
            &id.to_uppercase(),
            &licence.url().replace("https://www.", "http://"),
            &licence
                .url()
                .replace("https://creative", "http://www.creative"),
            &format!("{} ({})", licence.name(Lang::Fr), licence.short_name()),
            &format!("{} <{}>", licence.short_name(), licence.url()),
            &format!("{}deed.fr", licence.url()),
        ];
        let texts = texts
            .iter()
            .filter(|t| !t.ends_with("deed.fr") || t.contains("creativecommons"));
        for text in texts {
            assert_eq!(read(text), id, "{text}");
        }
    }
}

#[test]
fn usual_ways_of_writing_are_understood() {
    for (text, id) in [
        ("cc-by-sa-4.0", "CC-BY-SA-4.0"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("cc by sa v4", "CC-BY-SA-4.0"),
        ("BY-SA 4.0", "CC-BY-SA-4.0"),
        ("  CC–BY–SA 4.0 ", "CC-BY-SA-4.0"),
        ("Licence Creative Commons BY-SA 4.0", "CC-BY-SA-4.0"),
        (
            "Attribution – Partage dans les mêmes conditions 4.0 International",
            "CC-BY-SA-4.0",
        ),
        (
            "Attribution - Partage dans les Mêmes Conditions 4.0 International (CC BY-SA 4.0)",
            "CC-BY-SA-4.0",
        ),
        (
            "Creative Commons Attribution-ShareAlike 4.0 International Public License",
            "CC-BY-SA-4.0",
        ),
        (
            "Creative Commons Attribution Share Alike 4.0 International",
            "CC-BY-SA-4.0",
        ),
        (
            "Paternité - Pas d'Utilisation Commerciale - Partage à l'Identique 2.0 France",
            "CC-BY-NC-SA-2.0-FR",
        ),
        ("CC BY-NC-ND 3.0 DE", "CC-BY-NC-ND-3.0-DE"),
        ("CC-BY-SA-3.0-FR", "LicenseRef-CC-BY-SA-3.0-FR"),
        ("CC BY 3.0 France", "LicenseRef-CC-BY-3.0-FR"),
        ("by-nd-nc 1.0", "CC-BY-NC-ND-1.0"),
        ("CC BY-ND-NC 4.0", "CC-BY-NC-ND-4.0"),
        ("CC SA 1.0", "CC-SA-1.0"),
        ("CC0", "CC0-1.0"),
        ("cc zero", "CC0-1.0"),
        ("CC0 1.0 Universel", "CC0-1.0"),
        (
            "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication",
            "CC0-1.0",
        ),
        ("Public Domain Mark 1.0", "CC-PDM-1.0"),
        ("Licence Ouverte 2.0", "etalab-2.0"),
        ("Licence Ouverte / Open Licence version 2.0", "etalab-2.0"),
        ("ETALAB-2.0", "etalab-2.0"),
        ("LAL 1.3", "LAL-1.3"),
        ("Licence Art Libre 1.3 (LAL 1.3)", "LAL-1.3"),
        ("Free Art License 1.2", "LAL-1.2"),
        ("GPLv3", "GPL-3.0-only"),
        ("GFDL-1.3+", "GFDL-1.3-or-later"),
    ] {
        assert_eq!(read(text), id, "{text}");
    }
}

#[test]
fn addresses_are_understood_in_every_form() {
    for (address, id) in [
        (
            "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
            "CC-BY-SA-4.0",
        ),
        (
            "http://www.creativecommons.org/licenses/by-sa/4.0",
            "CC-BY-SA-4.0",
        ),
        (
            "creativecommons.org/licenses/by/4.0/legalcode.fr",
            "CC-BY-4.0",
        ),
        (
            "https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1",
            "CC-BY-4.0",
        ),
        (
            "HTTPS://CreativeCommons.org/licenses/BY-NC/4.0/legalcode#s1",
            "CC-BY-NC-4.0",
        ),
        (
            "https://creativecommons.org/licenses/by-sa/3.0/fr/deed.fr",
            "LicenseRef-CC-BY-SA-3.0-FR",
        ),
        (
            "https://creativecommons.org/licenses/by-nc-nd/1.0/",
            "CC-BY-NC-ND-1.0",
        ),
        (
            "https://creativecommons.org/licenses/by-nd-nc/1.0/",
            "CC-BY-NC-ND-1.0",
        ),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
            "CC0-1.0",
        ),
        ("https://spdx.org/licenses/LAL-1.3.html", "LAL-1.3"),
        (
            "Licence : <https://creativecommons.org/licenses/by/4.0/>.",
            "CC-BY-4.0",
        ),
    ] {
        assert_eq!(read(address), id, "{address}");
    }
}

#[test]
fn a_version_is_never_guessed() {
    for (text, some) in [
        ("CC BY-SA", "CC-BY-SA-4.0"),
        ("Attribution", "CC-BY-4.0"),
        ("CC BY-SA international", "CC-BY-SA-4.0"),
        ("CC BY 2", "CC-BY-2.5"),
        ("cc-by-sa-fr", "LicenseRef-CC-BY-SA-3.0-FR"),
        (
            "https://creativecommons.org/licenses/by-nc-sa/",
            "CC-BY-NC-SA-4.0",
        ),
        ("LAL", "LAL-1.3"),
        ("Licence Ouverte", "etalab-2.0"),
    ] {
        let Err(ParseError::VersionMissing { given, candidates }) = LicenceId::parse(text) else {
            panic!("{text}: {:?}", LicenceId::parse(text));
        };
        assert_eq!(given, text);
        assert_eq!(
            candidates.first().unwrap().as_str(),
            some,
            "{text}: {candidates:?}"
        );
    }
}

#[test]
fn what_is_not_wholly_understood_is_refused() {
    for text in [
        "MIT",
        "Apache-2.0",
        "CC BY-SA 4.0 or MIT",
        "CC-BY-4.0+",
        "CC BY-SA 4.0 or later",
        "CC BY-SA 5.0",
        "CC BY 4.0 FR",
        "CC BY-NC 2.0 FR",
        "Attribution - Pas d'Utilisation Commerciale - Pas de Modification 3.0 France",
        "CC BY-ND-SA 4.0",
        "CC BY BY 4.0",
        "CC BY 3.0 International",
        "CC BY-SA 4.0 (CC BY 4.0)",
        "CC BY 4.0 https://creativecommons.org/licenses/by-nc/4.0/",
        "https://creativecommons.org/licenses/by-nc/4.0/ https://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by/4/",
        "https://creativecommons.org/licenses/by/4.0/fr/",
        "https://creativecommons.org.example.net/licenses/by/4.0/",
        "https://example.org/licenses/by/4.0/",
        "GPL-3.0-or-later",
        "GFDL-1.3-only",
        "tous droits réservés",
        "domaine public",
        "4.0",
        "-",
        "💡",
    ] {
        let error = LicenceId::parse(text).unwrap_err();
        assert!(
            matches!(error, ParseError::Unknown { .. }),
            "{text}: {error:?}"
        );
    }
    assert_eq!(LicenceId::parse(" \n\t "), Err(ParseError::Empty));
}

#[test]
fn a_refusal_helps() {
    let suggestions = |text: &str| -> Vec<&str> {
        LicenceId::parse(text)
            .unwrap_err()
            .proposals()
            .iter()
            .map(|id| id.as_str())
            .collect()
    };
    assert_eq!(suggestions("MIT"), Vec::<&str>::new());
    assert_eq!(suggestions("CC BY-SA 4.O")[0], "CC-BY-SA-4.0");
    assert!(suggestions("CC BY 4.0 FR").contains(&"CC-BY-4.0"));
    assert!(suggestions("GPL-3.0-or-later").contains(&"GPL-3.0-only"));
    assert_eq!(suggestions("Licence Creative Commons")[0], "CC-BY-SA-4.0");

    let text = LicenceId::parse("CC BY-SA").unwrap_err().text(Lang::Fr);
    assert!(
        text.starts_with("« CC BY-SA » ne dit pas quelle version : CC BY-SA 4.0, "),
        "{text}"
    );
    let text = LicenceId::parse("MIT").unwrap_err().text(Lang::Fr);
    assert!(
        text.contains("peut être citée par un lien, pas déposée"),
        "{text}"
    );
}

#[test]
fn long_or_hidden_input_is_cut_in_the_message() {
    let ParseError::Unknown { given, .. } =
        LicenceId::parse(&format!("CC\u{202E}BY {}", "x".repeat(100_000))).unwrap_err()
    else {
        panic!("not unknown");
    };
    assert!(
        given.chars().count() <= 81 && given.starts_with("CC BY xxx"),
        "{given}"
    );
}

#[test]
fn ids_are_stored_as_their_text() {
    let id = LicenceId::CC_BY_SA_4_0;
    assert_eq!(serde_json::to_string(&id).unwrap(), r#""CC-BY-SA-4.0""#);
    assert_eq!(
        serde_json::from_str::<LicenceId>(r#""CC-BY-SA-4.0""#).unwrap(),
        id
    );
    for refused in [r#""cc-by-sa-4.0""#, r#""MIT""#, r#""""#, "null", "4"] {
        assert!(
            serde_json::from_str::<LicenceId>(refused).is_err(),
            "{refused}"
        );
    }
    assert_eq!("cc by-sa 4.0".parse(), Ok(id));
    assert_eq!(
        format!("{id:>14}|{id:?}"),
        "  CC-BY-SA-4.0|LicenceId(CC-BY-SA-4.0)"
    );
}

//! Documents as people really have them: plain text, damaged characters, tables as tabs.

use crate::harness::{Server, repository, ressourcotheque, shared_data};
use std::path::Path;

fn import(arguments: &[&str], source: &Path, data: &Path) -> crate::harness::Run {
    let begin = [
        "import".as_ref(),
        source.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    ressourcotheque(begin.into_iter().chain(arguments.iter().map(AsRef::as_ref)))
}

#[test]
fn real_documents_are_taken_found_and_read() {
    let Some(real) = shared_data("real") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    import(&[], &repository().join("content"), &data).ends(0);
    import(&["--licence", "CC-BY-SA-4.0"], &real, &data)
        .ends(0)
        .says(&["4"]);
    let server = Server::on(&data);
    for (slug, words, sentence) in [
        (
            "aktipark-distanciel",
            "déclinaison en distanciel",
            "interdiction de recevoir les patients en présentiel",
        ),
        (
            "atelier-patients-partenaires",
            "patient partenaire quesako",
            "chargée de Projet, Centre Opérationnel du Partenariat en Santé",
        ),
        (
            "cooperer-comment-faire-ensemble",
            "tour de Fröbel barre d'hélium",
            "les participants disposaient de 30 secondes",
        ),
        (
            "echanges-de-pratiques-2022-2023",
            "complementarite des savoirs",
            "La rencontre entre des personnes avant la mise en œuvre du projet commun",
        ),
    ] {
        let found = server.found(words);
        assert!(
            found.iter().take(3).any(|other| other == slug),
            "{words}: {found:?}"
        );
        let page = server.open(&format!("/ressources/{slug}"));
        page.shows(&[sentence]);
        assert!(
            page.heading().chars().count() > 5,
            "{slug} is titled {:?}",
            page.heading()
        );
        let read = server.get(&format!("/api/v1/resources/{slug}")).json();
        assert_eq!(
            (&read["kind"], &read["licence"]),
            (&"page".into(), &"CC-BY-SA-4.0".into())
        );
    }
    let table = server.open("/ressources/echanges-de-pratiques-2022-2023");
    assert!(
        !table.all("table td").is_empty(),
        "a table made of tabs is shown as a table"
    );
}

#[test]
fn a_licence_is_never_assumed() {
    let Some(real) = shared_data("real") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let run = import(&[], &real, &data).ends(1).says(&["--licence"]);
    for document in real.read_dir().unwrap() {
        let name = document.unwrap().file_name().into_string().unwrap();
        assert!(
            run.said()
                .lines()
                .any(|line| line.contains(&name) && line.contains("licence")),
            "{name}: {}",
            run.said()
        );
    }
    ressourcotheque(["check".as_ref(), "--data".as_ref(), data.as_os_str()]).ends(0);
    let run = import(&["--licence", "CC-BY-SA"], &real, &data);
    assert!([1, 2].contains(&run.code), "{}", run.said());
    run.says(&["CC-BY-SA-4.0"]);
}

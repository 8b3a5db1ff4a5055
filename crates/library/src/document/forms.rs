//! What people call the form of a file: who looks for a *diaporama* may know nothing of `.odp`.

/// Words for forms of files, each with the endings of the files' names.
const FORMS: &[(&str, &[&str])] = &[
    ("PDF", &["pdf"]),
    (
        "diaporama, diapositives, PowerPoint",
        &["ppt", "pptx", "odp"],
    ),
    ("tableur, feuille de calcul, Excel", &["xls", "xlsx", "ods"]),
    ("tableur", &["csv", "tsv"]),
    ("traitement de texte, Word", &["doc", "docx", "odt", "rtf"]),
    ("livre numérique", &["epub"]),
    ("image", &["jpg", "jpeg", "png", "gif", "webp", "svg"]),
    (
        "audio, enregistrement sonore",
        &["mp3", "ogg", "oga", "opus", "wav", "flac", "m4a"],
    ),
    ("vidéo", &["mp4", "m4v", "webm", "ogv", "mov", "avi", "mkv"]),
    ("archive", &["zip"]),
];

/// Words for the form of the file of that name, its ending among them; `None` where that says nothing.
pub fn words_for(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let has = |(_, endings): &&(&str, &[&str])| endings.contains(&ending.as_str());
    let (words, _) = FORMS.iter().find(has)?;
    Some(format!("{words}, {ending}"))
}

#[cfg(test)]
mod tests {
    use super::words_for;

    #[test]
    fn the_ending_of_a_name_says_the_form() {
        for (name, word) in [
            ("cartes.pdf", "pdf"),
            ("Séance 2.PPTX", "diaporama"),
            ("Séance 2.PPTX", "pptx"),
            ("grille.v2.ods", "tableur"),
        ] {
            assert!(
                words_for(name).is_some_and(|words| words.contains(word)),
                "{name}"
            );
        }
        for name in ["", "pdf", "lisez-moi", "programme.exe"] {
            assert_eq!(words_for(name), None, "{name}");
        }
    }
}

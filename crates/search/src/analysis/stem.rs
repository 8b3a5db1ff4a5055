//! What the forms of a French word have in common: a light stemmer for folded words.
//!
//! It cuts plurals, feminines, frequent verb endings and the commonest derivations, and is wary of the rest: that
//! *aidant* finds *aidants* matters, that *aide* finds *aidant* does harm. The exact form counts besides the stem, so a
//! stem too many costs little.

mod families;

/// Endings and what takes their place, longest first; the number is how many letters must be left before the ending.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("issement", "", 4),
    ("isatrice", "", 4),
    ("isateur", "", 4),
    ("isation", "", 4),
    ("issante", "", 4),
    ("eraient", "", 4),
    ("issant", "", 4),
    ("atrice", "", 3),
    ("ivement", "", 4),
    ("ablement", "abl", 4),
    ("ateur", "", 3),
    ("ation", "", 3),
    ("ative", "", 4),
    ("erait", "", 4),
    ("erent", "", 4),
    ("eront", "", 4),
    ("eron", "", 4),
    ("ement", "", 4),
    ("aient", "", 4),
    ("trice", "t", 4),
    ("atique", "", 4),
    ("ienne", "ien", 3),
    ("ique", "", 5),
    ("ante", "ant", 3),
    ("ente", "ent", 3),
    ("ance", "", 4),
    ("atif", "", 4),
    ("erez", "", 4),
    ("euse", "eu", 3),
    ("elle", "el", 3),
    ("iere", "i", 4),
    ("iser", "", 4),
    ("isee", "", 4),
    ("ite", "", 5),
    ("age", "", 5),
    ("ion", "", 4),
    ("ive", "", 4),
    ("era", "", 4),
    ("ait", "", 4),
    ("eur", "", 4),
    ("ier", "i", 4),
    ("ant", "", 4),
    ("ail", "al", 3),
    ("ise", "", 4),
    // *évaluons*, but *maison*, *carton*, *crayon* stay whole
    ("on", "", 5),
    ("ee", "", 3),
    ("er", "", 3),
    ("ez", "", 3),
    ("ir", "", 4),
    ("if", "", 4),
    ("ie", "", 4),
    ("e", "", 3),
];

/// The stem of a folded word. Words of fewer than four letters and words with digits or foreign letters are their own
/// stems.
pub fn stem(folded: &str) -> String {
    if folded.len() < 4 || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return folded.to_owned();
    }
    if let Some(stem) = families::of(folded) {
        return stem.to_owned();
    }
    let singular = singular(folded);
    let root = cut_ending(&singular);
    tidy(root)
}

fn singular(word: &str) -> String {
    if word.ends_with("eaux") {
        return word[..word.len() - 1].to_owned();
    }
    match word.strip_suffix("aux") {
        Some(rest) if rest.len() >= 2 => format!("{rest}al"),
        _ if word.ends_with("ss") => word.to_owned(),
        _ => word.strip_suffix(['s', 'x']).unwrap_or(word).to_owned(),
    }
}

/// The folded word in singular and plural, as far as endings tell.
pub fn number_forms(folded: &str) -> Vec<String> {
    let singular = singular(folded);
    let mut forms = vec![
        folded.to_owned(),
        format!("{singular}s"),
        format!("{singular}x"),
    ];
    forms.extend(singular.strip_suffix("al").map(|rest| format!("{rest}aux")));
    forms.push(singular);
    forms.sort();
    forms.dedup();
    forms
}

fn cut_ending(word: &str) -> String {
    for (ending, instead, left) in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= *left
        {
            return format!("{rest}{instead}");
        }
    }
    word.to_owned()
}

/// Makes equal what the cut left unequal: `professionnell`, `pratiqu` and `pratic`, or `coop` (*coopérons*, which looks
/// like a future) and `cooper` (*coopération*).
fn tidy(mut root: String) -> String {
    if root.len() >= 6 && root.ends_with("er") {
        root.truncate(root.len() - 2);
    }
    if root.len() > 4 && (root.ends_with('e') || root.ends_with('i')) {
        root.pop();
    }
    let bytes = root.as_bytes();
    let last = bytes.len() - 1;
    if last >= 3 && bytes[last] == bytes[last - 1] && !b"aeious".contains(&bytes[last]) {
        root.pop();
    }
    match root.strip_suffix("qu") {
        Some(rest) if rest.len() >= 2 => format!("{rest}c"),
        _ => root,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(words: &str) {
        let mut stems = words.split(' ').map(stem).collect::<Vec<_>>();
        stems.dedup();
        assert_eq!(stems.len(), 1, "{words}: {stems:?}");
    }

    #[test]
    fn the_forms_of_a_word_meet() {
        for words in [
            "patient patients patiente patientes",
            "social sociale sociaux sociales",
            "reseau reseaux",
            "travail travaux",
            "former forme formee formation formations formateur formatrice formez",
            "animer animateur animatrices animation",
            "evaluer evaluation evaluations evaluons",
            "professionnel professionnelle professionnels",
            "infirmier infirmiere infirmiers",
            "pratique pratiquer pratiques",
            "maladie malade malades maladies",
            "autonome autonomie autonomisation",
            "educatif educative education educateur",
            "cooperons cooperer cooperation cooperent",
            "ensemble ensembles",
            "maison maisons",
            "saison saisons",
            "poumon poumons",
            "boisson boissons",
            "crayon crayons",
            "lecon lecons",
            "compagnon compagnons",
            "asthme asthmatique",
            "diabete diabetique",
            "accompagner accompagnement accompagnant",
            "prendre prennent pris",
            "comprendre comprennent comprehension comprehensions",
            "intervenir interviennent intervenant intervenantes",
            "coordonner coordination coordinatrice coordonnateurs",
            "fumer fumeurs fumeuse",
        ] {
            family(words);
        }
    }

    #[test]
    fn different_things_stay_apart() {
        for (one, other) in [
            ("aide", "aidant"),
            ("patient", "patience"),
            ("sante", "sang"),
            ("part", "partage"),
            ("carte", "carton"),
            ("jambe", "jambon"),
            ("mais", "maison"),
        ] {
            assert_ne!(stem(one), stem(other), "{one}, {other}");
        }
    }

    #[test]
    fn short_words_numbers_and_foreign_letters_are_their_own_stems() {
        for word in ["a", "etp", "bus", "a1c2s", "2024", "мама", ""] {
            assert_eq!(stem(word), word);
        }
    }
}

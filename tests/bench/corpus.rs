//! Seeded text: the same folder on every machine.

use std::fmt::Write;
use std::path::Path;

/// Numbers that look like chance and are the same each time (xorshift, Marsaglia 2003).
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed.
    pub fn seeded(seed: usize) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ (seed as u64 + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9))
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }

    /// A number from 0 up to, not including, 1.
    pub fn share(&mut self) -> f64 {
        self.below(1 << 40) as f64 / (1_u64 << 40) as f64
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const WHO: [&str; 10] = [
    "l’équipe soignante",
    "le groupe",
    "chaque participante",
    "un patient partenaire",
    "l’animatrice",
    "le proche aidant",
    "la diététicienne",
    "le médecin traitant",
    "une infirmière",
    "l’association",
];
const DOES: [&str; 12] = [
    "prépare",
    "raconte",
    "découvre",
    "compare",
    "discute",
    "choisit",
    "relit",
    "dessine",
    "évalue",
    "partage",
    "adapte",
    "note",
];
const WHAT: [&str; 14] = [
    "les habitudes de sommeil",
    "un projet de soin",
    "les représentations de la maladie",
    "une journée type",
    "le traitement inhalé",
    "l’activité physique adaptée",
    "la douleur chronique",
    "les repas de la semaine",
    "un plan d’action",
    "la glycémie au réveil",
    "les idées reçues",
    "une carte mentale",
    "les ressources du quartier",
    "la relation avec les soignants",
];
const HOW: [&str; 10] = [
    "en petit groupe",
    "à voix haute",
    "sur une grande feuille",
    "sans juger",
    "pendant dix minutes",
    "avec des images",
    "à partir d’un récit",
    "puis en grand groupe",
    "à distance",
    "à son rythme",
];
const TAGS: [&str; 8] = [
    "sommeil",
    "alimentation",
    "douleur",
    "diabète",
    "asthme",
    "animation",
    "évaluation",
    "partenariat",
];

/// The address of a resource.
pub fn slug(number: usize) -> String {
    format!("fiche-{number:04}")
}

/// Words to search for, ready for an address.
pub fn question(chance: &mut Chance) -> String {
    let words = [chance.pick(&WHAT), chance.pick(&WHO)];
    let whole = words[..=chance.below(2)].join(" ");
    let plain = whole.chars().map(|c| match c {
        'é' | 'è' | 'ê' => "e".to_owned(),
        'à' | 'â' => "a".to_owned(),
        '’' => "%27".to_owned(),
        c if c.is_ascii_alphanumeric() => c.to_string(),
        _ => "+".to_owned(),
    });
    plain.collect()
}

fn sentence(chance: &mut Chance) -> String {
    let sentence = format!(
        "{} {} {} {}.",
        chance.pick(&WHO),
        chance.pick(&DOES),
        chance.pick(&WHAT),
        chance.pick(&HOW)
    );
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn body(number: usize, chance: &mut Chance) -> String {
    let mut body = String::new();
    for heading in ["De quoi s’agit-il ?", "Quand l’utiliser", "Un exemple"] {
        write!(body, "## {heading}\n\n").unwrap();
        for _ in 0..2 + chance.below(3) {
            let sentences: Vec<String> =
                (0..4 + chance.below(4)).map(|_| sentence(chance)).collect();
            write!(body, "{}\n\n", sentences.join(" ")).unwrap();
        }
        write!(
            body,
            "Voir aussi [[{}|une fiche voisine]].\n\n",
            slug(number.saturating_sub(1 + chance.below(20)))
        )
        .unwrap();
    }
    body
}

fn title(number: usize, chance: &mut Chance) -> String {
    format!(
        "Parler de {} {} ({number})",
        chance.pick(&WHAT),
        chance.pick(&HOW)
    )
}

/// Writes a folder that the program imports.
pub fn write(folder: &Path, resources: usize) {
    write_revision(folder, resources, 0);
}

/// Writes the folder as it is after so many revisions of every resource.
pub fn write_revision(folder: &Path, resources: usize, revision: usize) {
    std::fs::create_dir_all(folder.join("kinds")).unwrap();
    let kind = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/kinds/fiche-methode.toml");
    std::fs::copy(kind, folder.join("kinds/fiche-methode.toml")).unwrap();
    for number in 0..resources {
        let mut chance = Chance::seeded(number + revision * resources);
        let text = format!(
            "---\ntitle: \"{}\"\nkind: fiche-methode\nlicence: CC-BY-SA-4.0\nauthors:\n  - name: Autrice {}\ntags: [{}, {}]\nfields:\n  duree: {} min\n  participants: 6-{}\n  public: [adultes]\n  objectifs: |\n    - {}\n---\n{}",
            title(number, &mut chance),
            chance.below(40),
            chance.pick(&TAGS),
            chance.pick(&TAGS),
            15 + 15 * chance.below(4),
            8 + chance.below(12),
            sentence(&mut chance),
            body(number, &mut chance),
        );
        std::fs::write(folder.join(format!("{}.md", slug(number))), text).unwrap();
    }
}

/// A new revision as JSON.
pub fn revision(number: usize, base: u32, chance: &mut Chance) -> String {
    let resource = serde_json::json!({
        "title": title(number, chance), "kind": "fiche-methode", "licence": "CC-BY-SA-4.0", "body": body(number, chance),
        "tags": ["animation"], "fields": {"duree": "45 min"}, "base_revision": base, "summary": "Une révision",
    });
    resource.to_string()
}

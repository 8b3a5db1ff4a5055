//! Words that say little of what is looked for.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of a list, ready to be asked for with every word of a text.
type Words = LazyLock<HashSet<&'static str>>;

/// Folded words that hold a sentence together, and those with which questions begin. They stay in the index and in the
/// query with a small weight: a few titles are questions.
const SMALL_WORDS: &str = "a afin ai aient ainsi ait alors apres as au aucun aucune aura aussi autre autres aux avait \
    avant avec avez avoir avons ayant bien c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez \
    combien comme comment d dans de des donc dont du elle elles en encore entre es est et etaient etait etant etc ete \
    etes etre eu eux fait faire fais faut font il ils j je jusque l la laquelle le lequel les lesquelles lesquels leur \
    leurs lors lorsque lui m ma mais me meme memes mes moi moins mon n ne ni non nos notre nous on ont ou par parce \
    pas pendant peut peuvent plus pour pourquoi pourrait puis qu quand que quel quelle quelles quelque quelques \
    quels qui quoi s sa sans se selon sera seront ses si sien soi soit son sont sous sur t ta te tes toi ton tous tout \
    toute toutes tres tu un une va vers vont vos votre vous y";

/// Whether the folded word is one of those.
pub fn is_small(folded: &str) -> bool {
    static SMALL: Words = Words::new(|| SMALL_WORDS.split_whitespace().collect());
    SMALL.contains(folded)
}

/// Folded words with which a question or a wish is put, whatever it is about: *comment savoir si*, *je cherche*, *à quoi
/// sert*. They are small only where somebody asks a question.
const QUESTION_WORDS: &str = "aimerais aller appelle appellent arrive besoin cherche chercher cherchons dire doit doivent \
    dois devoir devrait existe existent exister falloir faudrait mettre passe permet peux pouvoir pourquoi puis sait sais \
    savoir sert servent servir signifie signifier souhaite souhaitons trouve trouver utiliser veut veulent veux voudrais \
    vouloir voulons";

/// Words with which a question or a wish begins.
const OPENINGS: &str = "aimerais besoin cherche cherchons combien comment doit est faut je lequel laquelle lesquelles \
    lesquels nous ou peut pourquoi quand que quel quelle quelles quels qu qui quoi trouver voudrais";

/// Whether the folded word only puts the question.
pub fn puts_a_question(folded: &str) -> bool {
    static QUESTIONS: Words = Words::new(|| QUESTION_WORDS.split_whitespace().collect());
    QUESTIONS.contains(folded)
}

/// Whether a question may begin with the folded word.
pub fn opens_a_question(folded: &str) -> bool {
    static BEGIN: Words = Words::new(|| OPENINGS.split_whitespace().collect());
    BEGIN.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_whole_words() {
        for small in ["a", "y", "pourquoi", "les", "quelles"] {
            assert!(is_small(small), "{small}");
        }
        for other in ["", " ", "ourquoi", "atelier", "les patients"] {
            assert!(!is_small(other), "{other}");
        }
    }
}

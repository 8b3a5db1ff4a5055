//! What makes the search good, ingredient by ingredient.

/// Something that makes the answers better; `README.md` says by how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ingredient {
    /// A word in the title counts for more than one in the body.
    TitleWeight,
    /// A title that is the question gains.
    WholeTitle,
    /// Words are found by their stem.
    Stems,
    /// The exact form of a word counts besides its stem.
    ExactForms,
    /// Small words and the verbs of questions count for less.
    SmallWords,
    /// Who has more of the words is better than who has one of them often.
    Coverage,
    /// Words that stand side by side in the question are better side by side.
    Neighbours,
    /// Compounds are found written in one word or in two.
    Compounds,
    /// The last word may be unfinished.
    Continuations,
    /// A word that nobody wrote is searched by its nearest spellings.
    Corrections,
    /// The lexicon's meanings of acronyms, both ways.
    Acronyms,
    /// Meanings of acronyms that the texts themselves give, both ways.
    MinedAcronyms,
    /// The lexicon's near words.
    NearWords,
    /// An expression of the lexicon is one idea, not its words.
    Expressions,
    /// All that may stand for one word counts as equally rare.
    SharedRarity,
}

impl Ingredient {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::TitleWeight,
        Self::WholeTitle,
        Self::Stems,
        Self::ExactForms,
        Self::SmallWords,
        Self::Coverage,
        Self::Neighbours,
        Self::Compounds,
        Self::Continuations,
        Self::Corrections,
        Self::Acronyms,
        Self::MinedAcronyms,
        Self::NearWords,
        Self::Expressions,
        Self::SharedRarity,
    ];
}

/// The ingredients that a search uses: all of them, unless one is left out to measure what it is worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recipe {
    /// one bit for each ingredient that is left out
    left_out: u32,
}

impl Recipe {
    /// The same without some ingredients.
    #[must_use]
    pub fn without(self, ingredients: &[Ingredient]) -> Self {
        let bits = ingredients
            .iter()
            .fold(0, |bits, ingredient| bits | 1 << *ingredient as u32);
        Self {
            left_out: self.left_out | bits,
        }
    }

    /// The words as they were typed: nothing of the lexicon's, no correction, no continuation.
    #[must_use]
    pub fn literal(self) -> Self {
        self.without(&[
            Ingredient::Continuations,
            Ingredient::Corrections,
            Ingredient::Acronyms,
            Ingredient::MinedAcronyms,
            Ingredient::NearWords,
        ])
    }

    /// Whether an ingredient is used.
    #[must_use]
    pub fn has(self, ingredient: Ingredient) -> bool {
        self.left_out & 1 << ingredient as u32 == 0
    }
}

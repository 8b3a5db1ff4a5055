//! Which form of a word is meant: any of its stem, the very one that was typed, an acronym.

use super::Exact;
use super::asked::AskedWord;
use super::expand::Expander;
use crate::Error;
use crate::analysis::{fold, number_forms, stem, surface};
use crate::recipe::Ingredient;

impl Expander<'_> {
    /// The stem of a word; an acronym is its own.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn root(&self, word: &AskedWord) -> Result<String, Error> {
        let whole = self.lexicon.is_acronym(&word.folded) && !self.is_doubtful(word)?
            || !self.recipe.has(Ingredient::Stems)
            || (word.capitals && self.vocabulary.knows_stem(&word.folded)?);
        Ok(if whole {
            word.folded.clone()
        } else {
            stem(&word.folded)
        })
    }

    /// The word as it was typed, with its accents or capitals where they matter; in singular and plural if it is all that
    /// is asked.
    pub(super) fn exact(&self, word: &AskedWord, root: &str) -> Result<Exact, Error> {
        let mut exact = Exact::form(&word.folded);
        let alone = self.asked.words.len() == 1;
        if alone {
            exact.worth = Exact::ALONE;
            for form in number_forms(&word.folded) {
                let is_other = form != word.folded && stem(&form) == root;
                if is_other && self.vocabulary.count(&form)? > 0 {
                    exact.forms.push(form);
                }
            }
        }
        let typed = surface(&self.asked.written(&word.range));
        let has_accents = typed != word.folded && fold(&typed) == word.folded;
        if self.is_capital_acronym(word) {
            exact.spelled = self.vocabulary.spelled(&[word.folded.to_uppercase()])?;
        } else if has_accents {
            let forms = if alone {
                number_forms(&typed)
            } else {
                vec![typed]
            };
            exact.spelled = self.vocabulary.spelled(&forms)?;
        }
        Ok(exact)
    }

    pub(super) fn is_capital_acronym(&self, word: &AskedWord) -> bool {
        word.capitals && self.lexicon.is_acronym(&word.folded)
    }

    /// Whether the word may be an acronym, but was typed in small letters as the texts write an ordinary word.
    pub(super) fn is_doubtful(&self, word: &AskedWord) -> Result<bool, Error> {
        Ok(!word.capitals && self.vocabulary.is_ordinary(&word.folded)?)
    }
}

//! From plain questions to a licence.
//!
//! The questions are those of Creative Commons' own licence chooser: may others
//! change the work, may they sell it, must what they make stay as open?

use crate::{LicenceId, refusals};

/// What the author lets others do with changes to the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Changes {
    /// Anybody may publish an adaptation under a licence of their choice.
    Allowed,
    /// Anybody may publish an adaptation under the same licence.
    ShareAlike,
    /// Nobody may publish an adaptation.
    Forbidden,
}

/// What an author wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wishes {
    /// Whether others must name the authors.
    pub credit: bool,
    /// Whether others may sell it.
    pub commercial: bool,
    /// What others may do with changes.
    pub changes: Changes,
}

impl Wishes {
    /// The licence that says this, in its latest version.
    ///
    /// Only CC0 asks for no credit, and it allows everything: without credit,
    /// the two other answers do not matter, as no Creative Commons licence in
    /// use keeps them without keeping the credit.
    pub fn licence(self) -> LicenceId {
        if !self.credit {
            return LicenceId::CC0_1_0;
        }
        match (self.commercial, self.changes) {
            (true, Changes::Allowed) => LicenceId::CC_BY_4_0,
            (true, Changes::ShareAlike) => LicenceId::CC_BY_SA_4_0,
            (true, Changes::Forbidden) => LicenceId::CC_BY_ND_4_0,
            (false, Changes::Allowed) => LicenceId::CC_BY_NC_4_0,
            (false, Changes::ShareAlike) => LicenceId::CC_BY_NC_SA_4_0,
            (false, Changes::Forbidden) => LicenceId::CC_BY_NC_ND_4_0,
        }
    }

    /// All answers that the sources of the work permit, so that a question
    /// whose answer is already given need not be asked.
    pub fn permitted(sources: &[LicenceId]) -> Vec<Self> {
        let changes = [Changes::Allowed, Changes::ShareAlike, Changes::Forbidden];
        let answers = [true, false].into_iter().flat_map(|commercial| {
            changes.map(|changes| Self {
                credit: true,
                commercial,
                changes,
            })
        });
        let none = Self {
            credit: false,
            commercial: true,
            changes: Changes::Allowed,
        };
        answers
            .chain([none])
            .filter(|wishes| refusals(sources, wishes.licence()).is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Elements;

    #[test]
    fn each_answer_is_an_element_of_the_licence() {
        for wishes in Wishes::permitted(&[]) {
            let elements = wishes.licence().licence().elements();
            let expected = Elements {
                attribution: wishes.credit,
                non_commercial: !wishes.commercial,
                no_derivatives: wishes.changes == Changes::Forbidden,
                share_alike: wishes.changes == Changes::ShareAlike,
            };
            assert_eq!(elements, expected, "{wishes:?}");
        }
        assert_eq!(Wishes::permitted(&[]).len(), 7);
    }

    #[test]
    fn sources_answer_questions() {
        let only = Wishes::permitted(&[LicenceId::CC_BY_SA_4_0]);
        assert_eq!(only.len(), 1);
        assert_eq!(only[0].licence(), LicenceId::CC_BY_SA_4_0);
        assert!(Wishes::permitted(&[LicenceId::CC_BY_ND_4_0]).is_empty());
        let non_commercial = Wishes::permitted(&[LicenceId::CC_BY_NC_4_0]);
        assert!(!non_commercial.is_empty());
        assert!(non_commercial.iter().all(|wishes| !wishes.commercial));
    }
}

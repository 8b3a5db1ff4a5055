//! Which licence a form states, and which ones may be chosen.

use super::works::UsedWork;
use crate::form::answers;
use crate::present::form_field::RECOMMENDED;
use licensing::{LicenceId, Wishes, adaptation_licences, catalogue, refusals, relicense};

/// The licence of a form as far as it is stated, and what bounds the choice.
pub(super) struct Choosing {
    /// The licence that is stated.
    pub(super) stated: Option<LicenceId>,
    /// The answers that lead to it, in a form that asks questions.
    pub(super) answers: Option<Wishes>,
    /// Whether the form asks questions.
    pub(super) asks: bool,
    /// The licences of the works that it is an adaptation of.
    pub(super) adapted: Vec<LicenceId>,
    /// The licence of the latest revision.
    pub(super) former: Option<LicenceId>,
}

impl Choosing {
    /// `text` is the licence as it was written. A form that states none yet begins with what its works permit; one that
    /// was refused is left as it is.
    pub(super) fn new(
        text: &str,
        refused: bool,
        used: &[UsedWork],
        former: Option<LicenceId>,
    ) -> Self {
        let works = used.iter().filter(|work| work.adapted);
        let adapted: Vec<LicenceId> = works.filter_map(|work| work.licence).collect();
        let permitted = permitted_answers(&adapted);
        let asks = former.is_none() && !permitted.is_empty();
        let begins = (asks && text.is_empty() && !refused).then(|| best(&permitted));
        let stated = LicenceId::parse(text)
            .ok()
            .or(begins.flatten().map(Wishes::licence));
        Self {
            stated,
            answers: stated.and_then(answers::leading_to).filter(|_| asks),
            asks,
            adapted,
            former,
        }
    }

    /// Whether the works permit a licence.
    pub(super) fn permits(&self, id: LicenceId) -> bool {
        refusals(&self.adapted, id).is_empty()
    }

    /// The group of the list in which a licence stands; `None` for one that may not be chosen.
    pub(super) fn group(&self, id: LicenceId) -> Option<&'static str> {
        let chosen = self.stated == Some(id) && self.answers.is_none();
        let permitted = self.permits(id);
        match self.former {
            Some(former) if former == id => Some("free"),
            Some(former) if permitted => match relicense(former, id, &self.adapted, false) {
                Ok(_) => Some("free"),
                Err(_) if RECOMMENDED.contains(&id) => Some("authors"),
                Err(_) => Some("authors_others"),
            },
            None if permitted && RECOMMENDED.contains(&id) => Some("recommended"),
            None if permitted => Some("others"),
            // what somebody stated stays there until they state something else
            _ => chosen.then_some("refused"),
        }
    }

    /// Those worth proposing that the resource may take without asking anybody, its own left out.
    pub(super) fn free(&self) -> Vec<LicenceId> {
        let proposed = self.former.map(adaptation_licences).unwrap_or_default();
        let others = proposed.into_iter().filter(|id| Some(*id) != self.former);
        others.filter(|id| self.permits(*id)).collect()
    }
}

/// The recommended licences, then all others.
pub(super) fn in_order() -> impl Iterator<Item = LicenceId> {
    let others = catalogue().iter().map(|licence| licence.id());
    let others = others.filter(|id| !RECOMMENDED.contains(id));
    RECOMMENDED.into_iter().chain(others)
}

fn permitted_answers(adapted: &[LicenceId]) -> Vec<Wishes> {
    let wishes = answers::all().map(|(_, _, wishes)| wishes);
    wishes
        .filter(|wishes| refusals(adapted, wishes.licence()).is_empty())
        .collect()
}

/// The answers that a form begins with: those of the library's own licence, or what comes next to it.
fn best(permitted: &[Wishes]) -> Option<Wishes> {
    let recommended = RECOMMENDED.into_iter().filter_map(answers::leading_to);
    let mut known = recommended.filter(|wishes| permitted.contains(wishes));
    known.next().or_else(|| permitted.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY_SA: LicenceId = LicenceId::CC_BY_SA_4_0;

    #[test]
    fn a_deposit_begins_with_the_library_s_own_licence_or_what_its_works_leave() {
        assert_eq!(Choosing::new("", false, &[], None).stated, Some(BY_SA));
        let works = UsedWork::under(&["CC BY-NC 4.0", "CC0"]);
        let unsold = Choosing::new("", false, &works, None);
        assert_eq!(unsold.stated, LicenceId::parse("CC BY-NC-SA 4.0").ok());
    }

    #[test]
    fn a_licence_that_is_stated_is_never_replaced() {
        let works = UsedWork::under(&["CC BY-SA 4.0"]);
        let answered = Choosing::new("CC-BY-4.0", false, &works, None);
        assert_eq!(answered.stated, Some(LicenceId::CC_BY_4_0));
        assert_eq!(answered.answers, answers::leading_to(LicenceId::CC_BY_4_0));
        let named = Choosing::new("CC0-1.0", false, &works, None);
        assert_eq!(named.group(LicenceId::CC0_1_0), Some("refused"));
        assert_eq!(named.answers, None);
        // what nobody understood is not replaced either
        assert_eq!(Choosing::new("MIT", true, &[], None).stated, None);
        assert_eq!(Choosing::new("", true, &[], None).stated, None);
    }

    #[test]
    fn works_that_clash_leave_nothing_to_choose() {
        let works = UsedWork::under(&["CC BY-SA 4.0", "CC BY-NC 4.0"]);
        let clash = Choosing::new("", false, &works, None);
        assert!(!clash.asks);
        assert!(in_order().all(|id| clash.group(id).is_none()));
    }

    #[test]
    fn a_licence_that_was_given_goes_on_freely_only_where_it_permits() {
        let choosing = Choosing::new("CC-BY-SA-4.0", false, &[], Some(BY_SA));
        assert!(!choosing.asks);
        assert_eq!(choosing.group(BY_SA), Some("free"));
        assert_eq!(choosing.group(LicenceId::CC0_1_0), Some("authors"));
        let older = LicenceId::parse("CC BY 2.5").unwrap();
        assert_eq!(choosing.group(older), Some("authors_others"));
        let free = [LicenceId::GPL_3_0_ONLY, LicenceId::LAL_1_3];
        let found = choosing.free();
        assert!(
            found.len() == 2 && free.iter().all(|id| found.contains(id)),
            "{found:?}"
        );
        let works = UsedWork::under(&["CC BY-SA 4.0"]);
        let bound = Choosing::new("CC-BY-SA-4.0", false, &works, Some(BY_SA));
        assert_eq!(bound.group(LicenceId::CC0_1_0), None, "its works forbid it");
    }
}

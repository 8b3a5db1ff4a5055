//! Laws that hold for any sources, and any text.

use licensing::{
    Basis, Lang, LicenceId, WayOut, Wishes, catalogue, compatibility, conflict, refusals, relicense,
};
use proptest::prelude::*;
use proptest::sample::Index;

fn licence() -> impl Strategy<Value = LicenceId> {
    (0..catalogue().len()).prop_map(|position| catalogue()[position].id())
}

fn licences() -> impl Strategy<Value = Vec<LicenceId>> {
    proptest::collection::vec(licence(), 0..6)
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter(sources in licences(), again in any::<Index>()) {
        let mut other: Vec<LicenceId> = sources.iter().rev().copied().collect();
        if !sources.is_empty() {
            other.push(*again.get(&sources));
        }
        prop_assert_eq!(compatibility(&other), compatibility(&sources));
    }

    /// A source may insist on its own licence, which was not worth proposing
    /// before; apart from that, it only takes licences away.
    #[test]
    fn a_source_never_enlarges_the_choice(sources in licences(), added in licence()) {
        let before = compatibility(&sources).adaptation.licences;
        let mut more = sources;
        more.push(added);
        for target in compatibility(&more).adaptation.licences {
            prop_assert!(before.contains(&target) || target == added, "{target}");
            prop_assert!(compatibility(&[added, target]).adaptation.licences.contains(&target));
        }
    }

    #[test]
    fn what_one_source_refuses_is_never_offered(sources in licences()) {
        for target in compatibility(&sources).adaptation.licences {
            for &source in &sources {
                // the target as a second source adds itself to the candidates
                let pair = compatibility(&[source, target]).adaptation.licences;
                prop_assert!(pair.contains(&target), "{source} does not permit {target}");
            }
        }
    }

    #[test]
    fn the_public_domain_changes_nothing(sources in licences()) {
        prop_assume!(!sources.is_empty());
        let mut more = sources.clone();
        more.push(LicenceId::CC0_1_0);
        let (with, without) = (compatibility(&more), compatibility(&sources));
        prop_assert_eq!(with.adaptation.licences, without.adaptation.licences);
        prop_assert_eq!(with.collection, without.collection);
    }

    #[test]
    fn restrictions_are_inherited(sources in licences()) {
        let found = compatibility(&sources);
        let element = |of: fn(licensing::Elements) -> bool| sources.iter().any(|id| of(id.licence().elements()));
        if element(|e| e.no_derivatives) {
            prop_assert!(!found.adaptation.allowed);
        }
        if element(|e| e.non_commercial) {
            prop_assert!(found.collection.non_commercial);
            prop_assert!(found.adaptation.licences.iter().all(|id| id.licence().elements().non_commercial));
        }
        prop_assert_eq!(found.adaptation.allowed, !found.adaptation.licences.is_empty());
        for reason in found.adaptation.reasons {
            prop_assert!(sources.contains(&reason.source));
            prop_assert!(reason.text(Lang::Fr).starts_with(reason.source.licence().short_name()));
        }
    }

    /// What is offered is what no source refuses, and every refusal says why.
    #[test]
    fn offered_is_not_refused(sources in licences(), target in licence()) {
        let refused = refusals(&sources, target);
        let offered = compatibility(&sources).adaptation.licences;
        prop_assert!(refused.is_empty() || !offered.contains(&target));
        for refusal in refused {
            prop_assert!(sources.contains(&refusal.source));
            prop_assert!(refusal.text(Lang::Fr).contains(target.licence().short_name_in(Lang::Fr)));
        }
    }

    /// There is a conflict exactly where nothing can be offered; it names the fewest licences, and each way out leads out.
    #[test]
    fn a_conflict_is_as_small_as_it_can_be(sources in licences()) {
        let Some(conflict) = conflict(&sources) else {
            prop_assert!(compatibility(&sources).adaptation.allowed);
            return Ok(());
        };
        prop_assert!(!compatibility(&sources).adaptation.allowed);
        prop_assert!(!compatibility(&conflict.between).adaptation.allowed);
        for left_out in &conflict.between {
            let rest: Vec<_> = conflict.between.iter().copied().filter(|id| id != left_out).collect();
            prop_assert!(compatibility(&rest).adaptation.allowed);
        }
        for way in &conflict.ways_out {
            if let WayOut::LeaveOut { licence, then } = way {
                let rest: Vec<_> = sources.iter().copied().filter(|id| id != licence).collect();
                prop_assert!(!then.is_empty());
                prop_assert_eq!(&compatibility(&rest).adaptation.licences, then);
            }
        }
    }

    /// Every answer that is left open leads to a licence that no source refuses.
    #[test]
    fn open_answers_lead_to_permitted_licences(sources in licences()) {
        for wishes in Wishes::permitted(&sources) {
            prop_assert!(refusals(&sources, wishes.licence()).is_empty());
        }
    }

    /// Without its authors a work never moves to a licence that its own does not permit, and steps do not lead further
    /// than one step does.
    #[test]
    fn relicensing_in_steps_leads_nowhere_new(a in licence(), b in licence(), c in licence()) {
        let step = |from, to| relicense(from, to, &[], false).is_ok();
        prop_assert_eq!(step(a, b), a == b || refusals(&[a], b).is_empty());
        prop_assert_eq!(relicense(a, a, &[], false), Ok(Basis::Same));
        if step(a, b) && step(b, c) && !a.licence().elements().no_derivatives {
            prop_assert!(
                !a.licence().elements().share_alike || c.licence().elements().share_alike || c.licence().family() != a.licence().family(),
                "{a} to {b} to {c}"
            );
            prop_assert!(!a.licence().elements().non_commercial || c.licence().elements().non_commercial, "{a} to {b} to {c}");
        }
    }

    #[test]
    fn any_text_is_read_without_a_fault(text in ".{0,400}") {
        if let Err(error) = LicenceId::parse(&text) {
            prop_assert!(!error.text(Lang::Fr).is_empty());
            prop_assert!(error.to_string().lines().count() == 1);
        }
    }

    /// A known name followed by another word is not that licence.
    #[test]
    fn an_extra_word_is_never_ignored(id in licence(), word in "[b-z]{6,9}") {
        let text = format!("{} {word}", id.licence().short_name());
        prop_assert!(LicenceId::parse(&text).is_err(), "{text}");
    }
}

//! A part of a text, able to stand alone.

use markup::section;

const SHEET: &str = "Début.\n\n## Quand l’utiliser\n\nAu début[^1], voir [le guide][g].\n\n### En groupe\n\nÀ six.\n\n\
    ## Étapes\n\n1. Un\n\n## Étapes\n\n1. Deux[^2]\n\n> ## Cité\n\n[^1]: Première.\n\n    Suite.\n\n[^2]: Seconde.\n\n[g]: /guide\n";

#[test]
fn a_section_goes_up_to_the_next_heading_and_can_stand_alone() {
    let named = "Au début[^1], voir [le guide][g].\n\n### En groupe\n\nÀ six.\n\n[^1]: Première.\n\n    Suite.\n\n[g]: /guide";
    for heading in ["Quand l’utiliser", "quand l'UTILISER", "quand-l-utiliser"] {
        assert_eq!(section(SHEET, heading).as_deref(), Some(named), "{heading}");
    }
    assert_eq!(
        section(SHEET, "En groupe").as_deref(),
        Some("À six.\n\n[g]: /guide")
    );
    assert_eq!(
        section(SHEET, "Étapes").as_deref(),
        Some("1. Un\n\n[g]: /guide")
    );
    let second = section(SHEET, "etapes-2").unwrap_or_default();
    assert!(second.starts_with("1. Deux[^2]"), "{second}");
    assert!(!second.contains("Première"), "{second}");
    for none in ["Cité", "Fin", "", "étapes-3"] {
        assert_eq!(section(SHEET, none), None, "{none}");
    }
    assert_eq!(section("# Vide", "vide").as_deref(), Some(""));
}

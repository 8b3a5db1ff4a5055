//! The whole text of each licence.

use licensing::{LicenceId, catalogue};

#[test]
fn every_licence_of_the_spdx_list_has_its_text() {
    for licence in catalogue() {
        let id = licence.id();
        let length = licence.text().map(str::len);
        assert_eq!(length.is_some(), licence.spdx().is_some(), "{id}");
        assert!(length.is_none_or(|length| length > 500), "{id}: {length:?}");
    }
}

#[test]
fn a_text_is_that_of_its_licence() {
    for (id, said) in [
        (
            LicenceId::CC_BY_SA_4_0,
            "Creative Commons Attribution-ShareAlike 4.0 International",
        ),
        (LicenceId::CC0_1_0, "CC0 1.0 Universal"),
        (LicenceId::LAL_1_3, "Art"),
        (LicenceId::GPL_3_0_ONLY, "GNU GENERAL PUBLIC LICENSE"),
    ] {
        let text = id.licence().text().unwrap_or_default();
        assert!(text.contains(said), "{id}");
    }
}

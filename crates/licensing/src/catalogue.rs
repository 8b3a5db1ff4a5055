//! The catalogue, built once from a compact table.

use std::sync::LazyLock;

use crate::licence::{Elements, Family, Licence, Version};
use crate::{LicenceId, wording};

/// The Creative Commons licences: elements, then the versions and ports that
/// exist. A star marks a port that the SPDX list lacks.
const CREATIVE_COMMONS: [(&str, &str); 7] = [
    (
        "by-sa",
        "4.0 3.0 3.0-AT 3.0-DE 3.0-FR* 3.0-IGO 2.5 2.1-JP 2.0 2.0-FR* 2.0-UK 1.0",
    ),
    (
        "by",
        "4.0 3.0 3.0-AT 3.0-AU 3.0-DE 3.0-FR* 3.0-IGO 3.0-NL 3.0-US 2.5 2.5-AU 2.0 2.0-FR* 1.0",
    ),
    (
        "by-nc-sa",
        "4.0 3.0 3.0-DE 3.0-FR* 3.0-IGO 2.5 2.0 2.0-DE 2.0-FR 2.0-UK 1.0",
    ),
    ("by-nc", "4.0 3.0 3.0-DE 3.0-IGO 2.5 2.0 1.0"),
    ("by-nd", "4.0 3.0 3.0-DE 2.5 2.0 1.0"),
    ("by-nc-nd", "4.0 3.0 3.0-DE 3.0-IGO 2.5 2.0 1.0"),
    ("sa", "1.0"),
];

/// Places in the catalogue that have a name. A test holds them.
pub(crate) struct Positions {
    pub by_sa: u8,
    pub by: u8,
    pub by_nc_sa: u8,
    pub by_nc: u8,
    pub by_nd: u8,
    pub by_nc_nd: u8,
    pub zero: u8,
    pub lal: u8,
    pub gpl: u8,
}

pub(crate) const POSITIONS: Positions = Positions {
    by_sa: 0,
    by: 1,
    by_nc_sa: 2,
    by_nc: 3,
    by_nd: 4,
    by_nc_nd: 5,
    zero: 6,
    lal: 10,
    gpl: 13,
};

/// A licence that is not one of the Creative Commons grid.
struct Single {
    code: &'static str,
    family: Family,
    elements: &'static str,
    version: Option<Version>,
    url: &'static str,
    short_name: &'static str,
    names: [&'static str; 2],
    symbols: &'static [&'static str],
}

const SINGLES: [Single; 8] = [
    Single {
        code: "CC0-1.0",
        family: Family::PublicDomain,
        elements: "",
        version: Some(Version::new(1, 0)),
        url: "https://creativecommons.org/publicdomain/zero/1.0/",
        short_name: "CC0 1.0",
        names: [
            "Creative Commons Zero 1.0 universel",
            "Creative Commons Zero 1.0 Universal",
        ],
        symbols: &["cc", "zero"],
    },
    Single {
        code: "CC-PDM-1.0",
        family: Family::PublicDomain,
        elements: "",
        version: Some(Version::new(1, 0)),
        url: "https://creativecommons.org/publicdomain/mark/1.0/",
        short_name: "CC PDM 1.0",
        names: ["Marque du domaine public 1.0", "Public Domain Mark 1.0"],
        symbols: &["cc", "pd"],
    },
    Single {
        code: "CC-PDDC",
        family: Family::PublicDomain,
        elements: "",
        version: None,
        url: "https://creativecommons.org/licenses/publicdomain/",
        short_name: "CC PDDC",
        names: [
            "Certification et dédicace au domaine public",
            "Public Domain Dedication and Certification",
        ],
        symbols: &["cc", "pd"],
    },
    Single {
        code: "etalab-2.0",
        family: Family::Etalab,
        elements: "by",
        version: Some(Version::new(2, 0)),
        url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        short_name: "Licence Ouverte 2.0",
        names: ["Licence Ouverte 2.0 (Etalab)", "Open Licence 2.0 (Etalab)"],
        symbols: &[],
    },
    Single {
        code: "LAL-1.3",
        family: Family::FreeArt,
        elements: "by-sa",
        version: Some(Version::new(1, 3)),
        url: "https://artlibre.org/licence/lal/",
        short_name: "LAL 1.3",
        names: ["Licence Art Libre 1.3", "Free Art License 1.3"],
        symbols: &[],
    },
    Single {
        code: "LAL-1.2",
        family: Family::FreeArt,
        elements: "by-sa",
        version: Some(Version::new(1, 2)),
        url: "https://artlibre.org/licence/lal/licence-art-libre-12/",
        short_name: "LAL 1.2",
        names: ["Licence Art Libre 1.2", "Free Art License 1.2"],
        symbols: &[],
    },
    Single {
        code: "GFDL-1.3-or-later",
        family: Family::Gfdl,
        elements: "by-sa",
        version: Some(Version::new(1, 3)),
        url: "https://www.gnu.org/licenses/fdl-1.3.html",
        short_name: "GFDL 1.3 or later",
        names: [
            "Licence de documentation libre GNU 1.3 ou ultérieure",
            "GNU Free Documentation License 1.3 or later",
        ],
        symbols: &[],
    },
    Single {
        code: "GPL-3.0-only",
        family: Family::Gpl,
        elements: "by-sa",
        version: Some(Version::new(3, 0)),
        url: "https://www.gnu.org/licenses/gpl-3.0.html",
        short_name: "GPL 3.0 only",
        names: [
            "Licence publique générale GNU 3.0 uniquement",
            "GNU General Public License 3.0 only",
        ],
        symbols: &[],
    },
];

static CATALOGUE: LazyLock<Vec<Licence>> = LazyLock::new(build);

/// Every licence of the library, in the order to show them: CC BY-SA 4.0, the
/// other Creative Commons licences in version 4.0, the public domain, the other
/// families, then the older Creative Commons versions and ports, newest first.
pub fn catalogue() -> &'static [Licence] {
    &CATALOGUE
}

fn build() -> Vec<Licence> {
    let grid = || {
        CREATIVE_COMMONS
            .iter()
            .flat_map(|&(elements, texts)| texts.split(' ').map(move |text| (elements, text)))
    };
    let current = grid().filter(|&(_, text)| text == "4.0");
    let older = grid().filter(|&(_, text)| text != "4.0");
    let cc = |(elements, text)| creative_commons(elements, text);
    let mut licences: Vec<Licence> = current
        .filter_map(cc)
        .chain(SINGLES.iter().map(single))
        .chain(older.filter_map(cc))
        .collect();
    for (position, licence) in (0_u8..).zip(&mut licences) {
        licence.id = LicenceId(position);
    }
    licences
}

/// One cell of the grid. `None` only for a misprint in the table above, which
/// the tests of the catalogue would show.
fn creative_commons(element_codes: &str, text: &'static str) -> Option<Licence> {
    let (text, in_spdx) = match text.strip_suffix('*') {
        Some(text) => (text, false),
        None => (text, true),
    };
    let (number, port) = match text.split_once('-') {
        Some((number, port)) => (number, Some(port)),
        None => (text, None),
    };
    let elements = Elements::from_codes(element_codes)?;
    let (major, minor) = number.split_once('.')?;
    let version = Version::new(major.parse().ok()?, minor.parse().ok()?);
    let prefix = if in_spdx { "" } else { "LicenseRef-" };
    Some(Licence {
        id: LicenceId(0),
        code: format!("{prefix}CC-{}-{text}", element_codes.to_uppercase()),
        family: Family::CreativeCommons,
        elements,
        version: Some(version),
        port,
        url: url(element_codes, version, port),
        short_name: wording::short_name(elements, version, port),
        names: wording::names(elements, version, port),
        symbols: symbols(elements),
    })
}

/// The address of the text. The only irregular one is `by-nd-nc/1.0`: the
/// elements were put in another order then, and only that address exists.
fn url(elements: &str, version: Version, port: Option<&str>) -> String {
    let elements = match (elements, version.major) {
        ("by-nc-nd", 1) => "by-nd-nc",
        _ => elements,
    };
    let mut url = format!("https://creativecommons.org/licenses/{elements}/{version}/");
    if let Some(port) = port {
        url.push_str(&port.to_lowercase());
        url.push('/');
    }
    url
}

fn symbols(elements: Elements) -> &'static [&'static str] {
    let Elements {
        attribution,
        non_commercial,
        no_derivatives,
        share_alike,
    } = elements;
    match (attribution, non_commercial, no_derivatives, share_alike) {
        (true, false, false, true) => &["cc", "by", "sa"],
        (true, true, false, true) => &["cc", "by", "nc", "sa"],
        (true, true, false, false) => &["cc", "by", "nc"],
        (true, false, true, _) => &["cc", "by", "nd"],
        (true, true, true, _) => &["cc", "by", "nc", "nd"],
        (false, ..) => &["cc", "sa"],
        (true, false, false, false) => &["cc", "by"],
    }
}

fn single(single: &Single) -> Licence {
    Licence {
        id: LicenceId(0),
        code: single.code.to_owned(),
        family: single.family,
        elements: Elements::from_codes(single.elements).unwrap_or_default(),
        version: single.version,
        port: None,
        url: single.url.to_owned(),
        short_name: single.short_name.to_owned(),
        names: single.names.map(str::to_owned),
        symbols: single.symbols,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_positions_hold() {
        let named = [
            (LicenceId::CC_BY_SA_4_0, "CC-BY-SA-4.0"),
            (LicenceId::CC_BY_4_0, "CC-BY-4.0"),
            (LicenceId::CC_BY_NC_SA_4_0, "CC-BY-NC-SA-4.0"),
            (LicenceId::CC_BY_NC_4_0, "CC-BY-NC-4.0"),
            (LicenceId::CC_BY_ND_4_0, "CC-BY-ND-4.0"),
            (LicenceId::CC_BY_NC_ND_4_0, "CC-BY-NC-ND-4.0"),
            (LicenceId::CC0_1_0, "CC0-1.0"),
            (LicenceId::LAL_1_3, "LAL-1.3"),
            (LicenceId::GPL_3_0_ONLY, "GPL-3.0-only"),
        ];
        for (id, code) in named {
            assert_eq!(id.as_str(), code);
        }
    }

    #[test]
    fn no_cell_of_the_table_is_a_misprint() {
        let cells: usize = CREATIVE_COMMONS
            .iter()
            .map(|(_, texts)| texts.split(' ').count())
            .sum();
        assert_eq!(catalogue().len(), cells + SINGLES.len());
        assert_eq!(catalogue().len(), 66);
    }

    #[test]
    fn addresses_are_canonical() {
        let url = |code| LicenceId::exact(code).map(|id| id.licence().url());
        assert_eq!(
            url("CC-BY-SA-4.0"),
            Some("https://creativecommons.org/licenses/by-sa/4.0/")
        );
        assert_eq!(
            url("LicenseRef-CC-BY-3.0-FR"),
            Some("https://creativecommons.org/licenses/by/3.0/fr/")
        );
        assert_eq!(
            url("CC-BY-NC-ND-1.0"),
            Some("https://creativecommons.org/licenses/by-nd-nc/1.0/")
        );
    }
}

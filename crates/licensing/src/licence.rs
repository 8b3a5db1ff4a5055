//! What is known of one licence.

use std::fmt;

use crate::{Lang, LicenceId, wording};

/// The body of texts a licence belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// A Creative Commons licence, in any version and port.
    CreativeCommons,
    /// CC0 or a public domain mark: no right is kept.
    PublicDomain,
    /// The Licence Ouverte of the French administration.
    Etalab,
    /// The Licence Art Libre, also named Free Art License.
    FreeArt,
    /// The GNU Free Documentation License.
    Gfdl,
    /// The GNU General Public License.
    Gpl,
}

/// What a licence asks of those who reuse the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Elements {
    /// BY: name the authors.
    pub attribution: bool,
    /// NC: no commercial use.
    pub non_commercial: bool,
    /// ND: share it unchanged or not at all.
    pub no_derivatives: bool,
    /// SA: share adaptations under the same terms.
    pub share_alike: bool,
}

impl Elements {
    /// The codes of the elements, in the order of the Creative Commons names.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        [
            (self.attribution, "by"),
            (self.non_commercial, "nc"),
            (self.no_derivatives, "nd"),
            (self.share_alike, "sa"),
        ]
        .into_iter()
        .filter_map(|(set, code)| set.then_some(code))
    }

    /// Reads codes joined by hyphens in any order; `None` for an unknown code
    /// or one that is repeated.
    pub(crate) fn from_codes(codes: &str) -> Option<Self> {
        let mut elements = Self::default();
        for code in codes.split('-') {
            let element = match code {
                "by" => &mut elements.attribution,
                "nc" => &mut elements.non_commercial,
                "nd" => &mut elements.no_derivatives,
                "sa" => &mut elements.share_alike,
                _ => return None,
            };
            if std::mem::replace(element, true) {
                return None;
            }
        }
        Some(elements)
    }
}

/// The version of a licence text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version {
    /// The number before the point.
    pub major: u8,
    /// The number after the point.
    pub minor: u8,
}

impl Version {
    pub(crate) const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// One licence of the catalogue.
#[derive(Debug)]
pub struct Licence {
    pub(crate) id: LicenceId,
    pub(crate) code: String,
    pub(crate) family: Family,
    pub(crate) elements: Elements,
    pub(crate) version: Option<Version>,
    pub(crate) port: Option<&'static str>,
    pub(crate) url: String,
    pub(crate) short_name: String,
    pub(crate) names: [String; 2],
    pub(crate) symbols: &'static [&'static str],
}

impl Licence {
    /// Its id.
    pub fn id(&self) -> LicenceId {
        self.id
    }

    /// Whether it is no licence but a mark, which says that nobody has rights in
    /// a work any more: it fits no new work (Creative Commons, *Public Domain
    /// Mark*, "for works that are free of known copyright restrictions").
    pub fn is_mark(&self) -> bool {
        self.family() == Family::PublicDomain && self.id() != LicenceId::CC0_1_0
    }

    /// Whether a credit must tell when the work was last updated, beside its
    /// source (Licence Ouverte 2.0, "paternité").
    pub fn asks_for_date(&self) -> bool {
        self.family == Family::Etalab
    }

    /// The body of texts it belongs to.
    pub fn family(&self) -> Family {
        self.family
    }

    /// What it asks of those who reuse the work.
    pub fn elements(&self) -> Elements {
        self.elements
    }

    /// The version of its text; `None` for the one text that never had a
    /// version (`CC-PDDC`).
    pub fn version(&self) -> Option<Version> {
        self.version
    }

    /// The jurisdiction it was adapted to: an upper-case country code or `IGO`.
    pub fn port(&self) -> Option<&'static str> {
        self.port
    }

    /// The name used in a sentence or on a badge, in no language: `CC BY-SA 4.0`.
    pub fn short_name(&self) -> &str {
        &self.short_name
    }

    /// The short name as it is written in a sentence of this language:
    /// `GFDL 1.3 ou ultérieure`. Nearly all are the same in every language.
    pub fn short_name_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => wording::french_short_name(self.family).unwrap_or(&self.short_name),
            Lang::En => &self.short_name,
        }
    }

    /// The full name.
    pub fn name(&self, lang: Lang) -> &str {
        let [fr, en] = &self.names;
        lang.pick(fr, en)
    }

    /// The canonical address of the text, to be used as the target of
    /// `rel="license"`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The symbols of its badge, from left to right: `cc`, `by`, `nc`, `nd`,
    /// `sa`, `zero`, `pd`. Empty for licences that have no symbols: a badge
    /// then shows [`Licence::short_name`].
    pub fn symbols(&self) -> &'static [&'static str] {
        self.symbols
    }

    /// One plain sentence on what a reader may do. It does not replace the text.
    pub fn meaning(&self, lang: Lang) -> &'static str {
        wording::meaning(self.family, self.elements, lang)
    }

    /// The whole text, as the SPDX list has it; `None` where the list lacks this licence. At
    /// [`url`](Self::url) are its other languages.
    pub fn text(&self) -> Option<&'static str> {
        spdx::license_id(self.spdx()?).map(spdx::LicenseId::text)
    }

    /// The id in the SPDX list; `None` where the list lacks this licence and
    /// the id is a `LicenseRef-…`.
    pub fn spdx(&self) -> Option<&str> {
        (!self.code.starts_with("LicenseRef-")).then_some(self.code.as_str())
    }
}

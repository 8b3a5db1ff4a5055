//! The id of a licence: always one of the catalogue.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Licence, ParseError, catalogue, catalogue::POSITIONS};

/// The id of a licence of the catalogue.
///
/// It is ordered as the catalogue is shown. Its text form, also the serialised
/// one, is the SPDX id, or a `LicenseRef-…` where SPDX has none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LicenceId(pub(crate) u8);

impl LicenceId {
    /// Creative Commons Attribution-ShareAlike 4.0, the one proposed first.
    pub const CC_BY_SA_4_0: Self = Self(POSITIONS.by_sa);
    /// Creative Commons Attribution 4.0.
    pub const CC_BY_4_0: Self = Self(POSITIONS.by);
    /// Creative Commons Attribution-NonCommercial-ShareAlike 4.0.
    pub const CC_BY_NC_SA_4_0: Self = Self(POSITIONS.by_nc_sa);
    /// Creative Commons Attribution-NonCommercial 4.0.
    pub const CC_BY_NC_4_0: Self = Self(POSITIONS.by_nc);
    /// Creative Commons Attribution-NoDerivatives 4.0.
    pub const CC_BY_ND_4_0: Self = Self(POSITIONS.by_nd);
    /// Creative Commons Attribution-NonCommercial-NoDerivatives 4.0.
    pub const CC_BY_NC_ND_4_0: Self = Self(POSITIONS.by_nc_nd);
    /// Creative Commons Zero 1.0.
    pub const CC0_1_0: Self = Self(POSITIONS.zero);
    /// Licence Art Libre 1.3.
    pub const LAL_1_3: Self = Self(POSITIONS.lal);
    /// GNU General Public License 3.0, this version only.
    pub const GPL_3_0_ONLY: Self = Self(POSITIONS.gpl);

    /// Reads what a person typed or pasted: an id in any case, a name in French
    /// or English, an address of the licence text.
    ///
    /// # Errors
    ///
    /// [`ParseError::VersionMissing`] when several versions would fit, for none
    /// is ever guessed; [`ParseError::Unknown`] for anything that is not wholly
    /// understood as one licence of the catalogue; [`ParseError::Empty`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        crate::parse::parse(text)
    }

    /// The id as it is stored: `CC-BY-SA-4.0`.
    pub fn as_str(self) -> &'static str {
        &self.licence().code
    }

    /// What is known of the licence.
    pub fn licence(self) -> &'static Licence {
        &catalogue()[usize::from(self.0)]
    }

    /// The licence whose id is exactly this text.
    pub(crate) fn exact(code: &str) -> Option<Self> {
        catalogue().iter().find(|l| l.code == code).map(Licence::id)
    }
}

impl fmt::Display for LicenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for LicenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LicenceId({})", self.as_str())
    }
}

impl FromStr for LicenceId {
    type Err = ParseError;

    /// The same as [`LicenceId::parse`].
    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text)
    }
}

impl Serialize for LicenceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LicenceId {
    /// Accepts the exact id only: stored data is not a conversation.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ExactId)
    }
}

struct ExactId;

impl de::Visitor<'_> for ExactId {
    type Value = LicenceId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a licence of the catalogue, such as CC-BY-SA-4.0")
    }

    fn visit_str<E: de::Error>(self, code: &str) -> Result<LicenceId, E> {
        LicenceId::exact(code).ok_or_else(|| E::invalid_value(de::Unexpected::Str(code), &self))
    }
}

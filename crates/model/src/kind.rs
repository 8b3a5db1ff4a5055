//! Kinds of resource, read from TOML.

use crate::{FieldDefinition, FieldType, FieldValue, Fields, Problems, Reason, Slug};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Identifier of a kind: of the form of a [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindId(Slug);

impl KindId {
    /// Reads an identifier.
    ///
    /// # Errors
    /// As for [`Slug::parse`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        Slug::parse(text).map(Self)
    }

    /// The identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A word or a sentence in the languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Label {
    /// The same word in both languages.
    #[must_use]
    pub fn both(text: &str) -> Self {
        Self {
            fr: text.to_owned(),
            en: text.to_owned(),
        }
    }

    /// In the language of that tag; French when there is no other.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.fr }
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// As stored.
    pub value: String,
    /// As shown.
    pub label: Label,
    /// Whether it means all the others (*Tout public*), so that who looks for one of them finds it too.
    #[serde(default)]
    pub all: bool,
}

/// A kind of resource: what it is called and which fields it has.
///
/// It keeps the TOML text it was read from, so that an export gives the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Kind {
    source: String,
    definition: Definition,
}

#[derive(Serialize, Deserialize)]
struct Written {
    toml: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    format: u32,
    id: KindId,
    #[serde(default)]
    order: i64,
    #[serde(default = "listed")]
    listed: bool,
    icon: String,
    colour: String,
    label: Label,
    plural: Label,
    description: Label,
    #[serde(default)]
    template: String,
    #[serde(default)]
    fields: Vec<FieldDefinition>,
}

fn listed() -> bool {
    true
}

impl Kind {
    /// The format of kinds' files that this program reads.
    pub const FORMAT: u32 = 1;
    /// The most bytes of a kind's file.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// Reads a kind's file.
    ///
    /// # Errors
    /// [`Reason::TooLong`], or [`Reason::Unreadable`] with the line and what is wrong there.
    pub fn parse(source: &str) -> Result<Self, Reason> {
        if source.len() > Self::MAX_BYTES {
            return Err(Reason::TooLong {
                max: Self::MAX_BYTES,
                actual: source.len(),
            });
        }
        let unreadable = |detail: String| Reason::Unreadable { detail };
        let definition: Definition = toml::from_str(source)
            .map_err(|error| unreadable(error.to_string().trim().to_owned()))?;
        definition.check().map_err(unreadable)?;
        Ok(Self {
            source: source.to_owned(),
            definition,
        })
    }

    /// The TOML text that the kind was read from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its identifier.
    #[must_use]
    pub fn id(&self) -> &KindId {
        &self.definition.id
    }

    /// Its place among the kinds.
    #[must_use]
    pub fn order(&self) -> i64 {
        self.definition.order
    }

    /// Whether its resources stand among the latest of the first page (`listed = false` for help pages, say). They are
    /// found and browsed all the same.
    #[must_use]
    pub fn listed(&self) -> bool {
        self.definition.listed
    }

    /// Name of its icon in the theme.
    #[must_use]
    pub fn icon(&self) -> &str {
        &self.definition.icon
    }

    /// Name of its colour in the theme.
    #[must_use]
    pub fn colour(&self) -> &str {
        &self.definition.colour
    }

    /// What one is called.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.definition.label
    }

    /// What several are called.
    #[must_use]
    pub fn plural(&self) -> &Label {
        &self.definition.plural
    }

    /// What it is for, in a sentence.
    #[must_use]
    pub fn description(&self) -> &Label {
        &self.definition.description
    }

    /// Markdown text that a new resource starts from.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.definition.template
    }

    /// Its fields, in the order of the form.
    #[must_use]
    pub fn fields(&self) -> &[FieldDefinition] {
        &self.definition.fields
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDefinition> {
        self.definition
            .fields
            .iter()
            .find(|field| field.name == name)
    }

    /// The field whose resources make one whole, in a kind of collections.
    #[must_use]
    pub fn collection(&self) -> Option<&FieldDefinition> {
        self.definition.fields.iter().find(|field| field.collection)
    }

    /// Checks values against the fields and puts them in canonical form; empty values are left out.
    ///
    /// Names that this kind does not have are a problem, unless `kept` holds them with the same value: a resource keeps
    /// what an older definition of its kind allowed.
    #[must_use]
    pub fn check_fields(&self, given: &Fields, kept: &Fields, problems: &mut Problems) -> Fields {
        let mut checked = Fields::new();
        for (name, value) in given {
            match self.field(name) {
                Some(field) => match field.parse(value) {
                    Ok(Some(parsed)) => {
                        checked.insert(name.clone(), parsed.canonical(field.multiple));
                    }
                    Ok(None) => {}
                    Err(reason) => problems.add(format!("fields.{name}"), reason),
                },
                None if kept.get(name) == Some(value) => {
                    checked.insert(name.clone(), value.clone());
                }
                None => problems.add(format!("fields.{name}"), self.no_such_field(name)),
            }
        }
        for field in self.fields() {
            let refused = given.contains_key(&field.name) && !problems.is_empty();
            if field.required && !checked.contains_key(&field.name) && !refused {
                problems.add(format!("fields.{}", field.name), Reason::Missing);
            }
        }
        checked
    }

    /// The values of a content of this kind that its fields understand, in the order of the form.
    #[must_use]
    pub fn values<'a>(&'a self, fields: &Fields) -> Vec<(&'a FieldDefinition, FieldValue)> {
        let value = |field: &'a FieldDefinition| {
            let parsed = field.parse(fields.get(&field.name)?).ok()??;
            Some((field, parsed))
        };
        self.fields().iter().filter_map(value).collect()
    }

    fn no_such_field(&self, name: &str) -> Reason {
        Reason::Unknown {
            given: name.chars().take(80).collect(),
            known: self
                .fields()
                .iter()
                .map(|field| field.name.clone())
                .collect(),
        }
    }
}

impl Definition {
    fn check(&self) -> Result<(), String> {
        if self.format != Kind::FORMAT {
            return Err(format!("format {} is not {}", self.format, Kind::FORMAT));
        }
        for (index, field) in self.fields.iter().enumerate() {
            if !is_field_name(&field.name) {
                return Err(format!(
                    "field name {:?} is not of the form [a-z][a-z0-9_-]*",
                    field.name
                ));
            }
            if self.fields[..index]
                .iter()
                .any(|other| other.name == field.name)
            {
                return Err(format!("field {} is defined twice", field.name));
            }
            let chooses = matches!(field.field_type, FieldType::Choice | FieldType::Choices);
            if chooses == field.choices.is_empty() {
                return Err(format!(
                    "field {}: choices go with the types choice and choices",
                    field.name
                ));
            }
            let links = field.field_type == FieldType::Resource && field.multiple;
            if field.collection && !links {
                return Err(format!(
                    "field {}: a collection is of type resource and multiple",
                    field.name
                ));
            }
        }
        Ok(())
    }
}

fn is_field_name(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(inner)
}

impl TryFrom<Written> for Kind {
    type Error = String;
    fn try_from(written: Written) -> Result<Self, String> {
        Self::parse(&written.toml).map_err(|reason| format!("kind: {reason:?}"))
    }
}

impl From<Kind> for Written {
    fn from(kind: Kind) -> Self {
        Self { toml: kind.source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;

    const SHEET: &str = r#"
format = 1
id = "fiche"
icon = "fiche"
colour = "teal"
label = { fr = "Fiche", en = "Sheet" }
plural = { fr = "Fiches", en = "Sheets" }
description = { fr = "Une fiche.", en = "A sheet." }

[[fields]]
name = "duree"
type = "duration"
label = { fr = "Durée", en = "Duration" }
required = true

[[fields]]
name = "public"
type = "choices"
label = { fr = "Public", en = "Audience" }
facet = true
choices = [
  { value = "adultes", label = { fr = "Adultes", en = "Adults" } },
  { value = "enfants", label = { fr = "Enfants", en = "Children" } },
]
"#;

    fn check(given: &[(&str, Value)]) -> (Fields, Problems) {
        let kind = Kind::parse(SHEET).unwrap();
        let given = given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let mut problems = Problems::default();
        (
            kind.check_fields(&given, &Fields::new(), &mut problems),
            problems,
        )
    }

    #[test]
    fn a_kind_is_read_from_toml_and_written_back_as_it_was() {
        let kind = Kind::parse(SHEET).unwrap();
        assert_eq!(kind.fields().len(), 2);
        let json = serde_json::to_string(&kind).unwrap();
        assert_eq!(serde_json::from_str::<Kind>(&json).unwrap(), kind);
        assert_eq!(kind.source(), SHEET);
    }

    #[test]
    fn a_kind_is_listed_unless_it_says_otherwise() {
        assert!(Kind::parse(SHEET).unwrap().listed());
        let quiet = SHEET.replacen("[[fields]]", "listed = false\n[[fields]]", 1);
        assert!(!Kind::parse(&quiet).unwrap().listed());
    }

    #[test]
    fn values_become_canonical() {
        let list = Value::List(vec!["enfants".into(), "adultes".into()]);
        let (fields, problems) = check(&[("duree", "90 min".into()), ("public", list)]);
        assert!(problems.is_empty());
        assert_eq!(fields["duree"], "1 h 30".into());
        assert_eq!(
            fields["public"],
            Value::List(vec!["adultes".into(), "enfants".into()])
        );
    }

    #[test]
    fn every_wrong_value_is_named() {
        let (_, problems) = check(&[
            ("duree", "x".into()),
            ("public", "tous".into()),
            ("taille", "1".into()),
        ]);
        let named: Vec<_> = problems
            .0
            .iter()
            .map(|p| (p.field.as_str(), p.reason.code()))
            .collect();
        assert_eq!(
            named,
            [
                ("fields.duree", "not_a_duration"),
                ("fields.public", "not_a_choice"),
                ("fields.taille", "unknown")
            ]
        );
        let (_, problems) = check(&[]);
        assert_eq!(problems.0[0].reason, Reason::Missing);
    }

    #[test]
    fn a_wrong_definition_is_refused_with_its_place() {
        let wrong = SHEET.replace("duration", "durée");
        let Err(Reason::Unreadable { detail }) = Kind::parse(&wrong) else {
            unreachable!("a wrong type was taken")
        };
        assert!(detail.contains("line 12"), "{detail}");
        assert!(Kind::parse(&SHEET.replace("format = 1", "format = 2")).is_err());
        assert!(Kind::parse(&format!("{SHEET}\nunknown = 1")).is_err());
        assert!(Kind::parse(&format!("{SHEET}\ncollection = true")).is_err());
    }
}

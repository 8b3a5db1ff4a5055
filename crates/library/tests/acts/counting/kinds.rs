//! The two kinds of a story, each definition of which may be drawn.

use proptest::prelude::*;

/// What the definitions of the two kinds say.
#[derive(Debug, Clone, Copy)]
pub struct Kinds {
    /// Whether `public` is a facet: of the sheets, of the tools.
    public: (bool, bool),
    /// Whether `public` offers children.
    children: bool,
    /// Whether format and level of a tool are facets.
    format: bool,
}

/// Any definitions.
pub fn kinds() -> impl Strategy<Value = Kinds> {
    any::<((bool, bool), bool, bool)>().prop_map(|(public, children, format)| Kinds {
        public,
        children,
        format,
    })
}

impl Kinds {
    /// Everything is a facet and can be chosen.
    pub const ALL: Self = Self {
        public: (true, true),
        children: true,
        format: true,
    };

    /// The definitions, `fiche` and `outil`.
    pub fn sources(self) -> [String; 2] {
        let children = r#"{ value = "enfants", label = { fr = "Enfants", en = "Children" } },"#;
        let children = if self.children { children } else { "" };
        let kind = |id: &str, public: bool, more: &str| {
            format!(
                r#"
format = 1
id = "{id}"
icon = "fiche"
colour = "teal"
label = {{ fr = "Genre", en = "Sort" }}
plural = {{ fr = "Genres", en = "Sorts" }}
description = {{ fr = "Un genre.", en = "A sort." }}

[[fields]]
name = "public"
type = "choices"
label = {{ fr = "Public", en = "Audience" }}
facet = {public}
choices = [
  {{ value = "adultes", label = {{ fr = "Adultes", en = "Adults" }} }},
  {children}
  {{ value = "aidants", label = {{ fr = "Aidants", en = "Carers" }} }},
  {{ value = "tous", label = {{ fr = "Tous", en = "Everyone" }}, all = true }},
]
{more}"#
            )
        };
        let tool = format!(
            r#"
[[fields]]
name = "format"
type = "choice"
label = {{ fr = "Format", en = "Format" }}
facet = {format}
choices = [
  {{ value = "tableur", label = {{ fr = "Tableur", en = "Spreadsheet" }} }},
  {{ value = "jeu", label = {{ fr = "Jeu", en = "Game" }} }},
]

[[fields]]
name = "niveau"
type = "number"
label = {{ fr = "Niveau", en = "Level" }}
facet = {format}
"#,
            format = self.format
        );
        [
            kind("fiche", self.public.0, ""),
            kind("outil", self.public.1, &tool),
        ]
    }
}

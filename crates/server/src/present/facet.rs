//! Facets: what values and names are called.

use crate::language::Language;
use licensing::LicenceId;
use model::{FieldDefinition, Kind};
use std::sync::Arc;

/// What people call a value of a facet.
pub(crate) fn facet_value_label(
    kinds: &[Arc<Kind>],
    facet: &str,
    value: &str,
    language: Language,
) -> String {
    match facet {
        "kind" => {
            let kind = kinds.iter().find(|kind| kind.id().as_str() == value);
            kind.map_or(value, |kind| kind.label().get(language.tag()))
                .to_owned()
        }
        "licence" => match LicenceId::parse(value) {
            Ok(id) => id.licence().short_name().to_owned(),
            Err(_) => value.to_owned(),
        },
        "tag" | "author" | "year" => value.to_owned(),
        name => {
            let choice = fields(kinds, name).find_map(|field| field.choice(value));
            choice
                .map_or(value, |choice| choice.label.get(language.tag()))
                .to_owned()
        }
    }
}

/// What people call a facet that kinds define; `None` for those that every resource has.
pub(super) fn facet_label(kinds: &[Arc<Kind>], facet: &str, language: Language) -> Option<String> {
    fields(kinds, facet)
        .next()
        .map(|field| field.label.get(language.tag()).to_owned())
}

fn fields<'a>(kinds: &'a [Arc<Kind>], name: &str) -> impl Iterator<Item = &'a FieldDefinition> {
    kinds
        .iter()
        .filter_map(move |kind| kind.field(name).filter(|field| field.facet))
}

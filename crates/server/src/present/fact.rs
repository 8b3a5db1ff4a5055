//! Short fields as people read them.

use super::Presenter;
use crate::address;
use crate::views::{Fact, Link};
use library::Error;
use model::{Content, FieldDefinition, FieldValue, Kind, Slug};

impl Presenter<'_> {
    /// The short fields that have a value, in the order of the kind; those of the card only, if wished. The members of a
    /// collection are no fact: they have a place of their own.
    ///
    /// # Errors
    /// When a linked resource cannot be read.
    pub(crate) async fn facts(
        self,
        content: &Content,
        kind: Option<&Kind>,
        slug: &Slug,
        card_only: bool,
    ) -> Result<Vec<Fact>, Error> {
        let mut facts = Vec::new();
        for (field, value) in kind
            .map(|kind| kind.values(&content.fields))
            .unwrap_or_default()
        {
            let long = matches!(value, FieldValue::Markdown(_));
            if long || field.collection || (card_only && !field.card) {
                continue;
            }
            facts.push(Fact {
                name: field.name.clone(),
                field_type: field.field_type.name().to_owned(),
                label: field.label.get(self.tag()).to_owned(),
                values: self.values(field, &value, slug).await?,
            });
        }
        Ok(facts)
    }

    async fn values(
        self,
        field: &FieldDefinition,
        value: &FieldValue,
        slug: &Slug,
    ) -> Result<Vec<Link>, Error> {
        match value {
            FieldValue::Resources(slugs) => self.resources(slugs).await,
            FieldValue::Choice(choice) => Ok(vec![self.choice(field, choice)]),
            FieldValue::Choices(choices) => Ok(choices
                .iter()
                .map(|choice| self.choice(field, choice))
                .collect()),
            FieldValue::Url(url) => Ok(vec![link(without_scheme(url), url.clone())]),
            FieldValue::Email(email) => Ok(vec![link(email.clone(), format!("mailto:{email}"))]),
            FieldValue::File(name) => Ok(vec![link(
                name.clone(),
                address::file(slug.as_str(), name, None),
            )]),
            _ => Ok(vec![link(self.plain(field, value), String::new())]),
        }
    }

    /// A value that leads nowhere.
    fn plain(self, field: &FieldDefinition, value: &FieldValue) -> String {
        match value {
            FieldValue::Number(number) => {
                format!("{}{}", self.number(*number), self.unit(field, *number))
            }
            FieldValue::Range(from, to) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "people and sessions are counted far below 2^53"
                )]
                let unit = self.unit(field, to.unwrap_or(*from) as f64);
                format!("{}{unit}", range(*from, *to))
            }
            FieldValue::Date(date) => self.date(*date),
            other => other.canonical(false).texts().join(", "),
        }
    }

    fn unit(self, field: &FieldDefinition, number: f64) -> String {
        let unit = field.unit_for(number, self.tag());
        unit.map(|unit| format!("\u{a0}{unit}")).unwrap_or_default()
    }

    fn choice(self, field: &FieldDefinition, value: &str) -> Link {
        let label = field
            .choice(value)
            .map_or(value, |choice| choice.label.get(self.tag()));
        let url = if field.facet {
            address::with_query("/recherche", [(field.name.as_str(), value)])
        } else {
            String::new()
        };
        Link {
            label: label.to_owned(),
            url,
        }
    }

    /// Linked resources by title; by address where they do not exist (any more).
    async fn resources(self, slugs: &[Slug]) -> Result<Vec<Link>, Error> {
        let mut links = Vec::new();
        for slug in slugs {
            let label = match self.site.library.read(slug.as_str()).await {
                Ok(sheet) => sheet.content().title.to_string(),
                Err(Error::NotFound(_) | Error::Withdrawn { .. }) => slug.to_string(),
                // a damaged record costs its own page, not those that link to it
                Err(error @ Error::Storage(_)) => {
                    tracing::error!(request = self.visit.number, %slug, %error, "a linked resource cannot be read");
                    slug.to_string()
                }
                Err(error) => return Err(error),
            };
            links.push(Link {
                label,
                url: address::resource(slug.as_str()),
            });
        }
        Ok(links)
    }

    /// A number with the decimal sign of the language; years keep their digits together.
    fn number(self, number: f64) -> String {
        let text = number.to_string();
        if self.tag() == "fr" {
            text.replace('.', ",")
        } else {
            text
        }
    }
}

fn link(label: String, url: String) -> Link {
    Link { label, url }
}

/// `8–20`, `8`, `8+`.
fn range(from: i64, to: Option<i64>) -> String {
    match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}–{to}"),
        None => format!("{from}+"),
    }
}

/// An address as people read it: host and path, cut when long.
fn without_scheme(url: &str) -> String {
    let text = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/');
    if text.chars().count() > 60 {
        let cut: String = text.chars().take(59).collect();
        format!("{cut}…")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_addresses_are_short() {
        assert_eq!(
            (range(8, Some(20)), range(8, Some(8)), range(8, None)),
            ("8–20".into(), "8".into(), "8+".into())
        );
        assert_eq!(
            without_scheme("https://www.has-sante.fr/"),
            "www.has-sante.fr"
        );
        assert_eq!(
            without_scheme(&format!("https://e.fr/{}", "x".repeat(90)))
                .chars()
                .count(),
            60
        );
    }
}

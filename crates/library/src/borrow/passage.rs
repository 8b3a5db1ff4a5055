//! A passage of a resource: its words, and whose they are.

use crate::FileOwner;
use crate::render::long_fields;
use licensing::LicenceId;
use markup::Part;
use model::{Content, FileRef, Head, Kind, Revision, RevisionNumber, Slug};

/// A passage that is shown in the text of another resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lent {
    /// The present address of the resource.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Who is credited, in order.
    pub authors: Vec<String>,
    /// Its licence.
    pub licence: LicenceId,
    /// The heading of the passage; `None` when it is the whole.
    pub section: Option<String>,
    /// The revision that is shown.
    pub revision: RevisionNumber,
    /// The latest revision.
    pub latest: RevisionNumber,
    pub(crate) language: String,
    pub(crate) parts: Vec<Part>,
}

impl Lent {
    /// A picture of a revision, as its caption speaks of it: under its own title and licence, where it has them. One that
    /// the lender has from another work is that one's: its title and its authors are told.
    pub(crate) fn file(
        head: &Head,
        revision: &Revision,
        file: &FileRef,
        owner: &FileOwner,
    ) -> Self {
        let content = &revision.content;
        let own = match &owner.source {
            Some(_) => Some(owner.content.title.to_string()),
            None => file.title.as_ref().map(ToString::to_string),
        };
        let authors = owner.content.authors.iter();
        Self {
            slug: head.slug.clone(),
            title: own.unwrap_or_else(|| content.title.to_string()),
            authors: authors.map(|author| author.name.to_string()).collect(),
            licence: file.licence.unwrap_or(content.licence),
            section: None,
            revision: revision.number,
            latest: head.number,
            language: String::new(),
            parts: Vec::new(),
        }
    }

    /// How long its text is.
    pub(crate) fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.text.len()).sum()
    }
}

/// A passage or a picture that is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotLent {
    /// Why.
    pub why: WhyNot,
    /// Whether it is a picture.
    pub picture: bool,
    /// What the text names.
    pub target: String,
    /// The present address of the resource, if there is one.
    pub slug: Option<Slug>,
    /// Its title; what the text names when it is missing or withdrawn.
    pub title: String,
    /// The heading, or the name of the file, that the text names.
    pub part: Option<String>,
    /// The licence, if the resource is there.
    pub licence: Option<LicenceId>,
}

/// Why a passage or a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// No resource has that address, or it cannot be read.
    Missing,
    /// It was withdrawn.
    Withdrawn,
    /// The revision has no such heading, or no such file.
    NoPart,
    /// Its licence lets it be taken over whole only (ND).
    OnlyWhole,
}

impl WhyNot {
    /// A stable code, the end of a message's key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Withdrawn => "withdrawn",
            Self::NoPart => "no-part",
            Self::OnlyWhole => "only-whole",
        }
    }
}

impl NotLent {
    pub(super) fn missing(target: &str, part: Option<String>) -> Self {
        Self {
            why: WhyNot::Missing,
            picture: false,
            target: target.to_owned(),
            slug: None,
            title: target.to_owned(),
            part,
            licence: None,
        }
    }

    /// The same of a picture.
    pub(super) fn picture(self) -> Self {
        Self {
            picture: true,
            ..self
        }
    }

    /// `why` something of a resource that was found is not shown.
    pub(super) fn of(
        head: &Head,
        content: &Content,
        why: WhyNot,
        target: &str,
        part: Option<String>,
    ) -> Self {
        let told = why != WhyNot::Withdrawn;
        Self {
            why,
            slug: Some(head.slug.clone()),
            title: if told {
                content.title.to_string()
            } else {
                head.slug.to_string()
            },
            licence: told.then_some(content.licence),
            ..Self::missing(target, part)
        }
    }
}

/// A passage of a revision, or why it is none. An ND licence lets the whole be shown beside other works, and nothing less
/// (CC 4.0, section 2(a)(1)(B): an excerpt would be another work).
pub(super) fn lent(
    head: &Head,
    revision: &Revision,
    kind: Option<&Kind>,
    section: Option<&str>,
    language: &str,
) -> Result<Lent, WhyNot> {
    let content = &revision.content;
    if head.withdrawn.is_some() {
        return Err(WhyNot::Withdrawn);
    }
    let long = kind
        .map(|kind| long_fields(kind, content))
        .unwrap_or_default();
    let parts = match section {
        None => whole(content, kind, long, language),
        Some(section) => {
            let text = named(content, kind, &long, section).ok_or(WhyNot::NoPart)?;
            if content.licence.licence().elements().no_derivatives {
                return Err(WhyNot::OnlyWhole);
            }
            vec![Part { title: None, text }]
        }
    };
    let authors = content.authors.iter();
    Ok(Lent {
        slug: head.slug.clone(),
        title: content.title.to_string(),
        authors: authors.map(|author| author.name.to_string()).collect(),
        licence: content.licence,
        section: section.map(str::to_owned),
        revision: revision.number,
        latest: head.number,
        language: content.language.to_string(),
        parts,
    })
}

/// The body, then the long fields under their labels.
fn whole(
    content: &Content,
    kind: Option<&Kind>,
    long: Vec<(String, String)>,
    language: &str,
) -> Vec<Part> {
    let body = Part {
        title: None,
        text: content.body.as_str().to_owned(),
    };
    let label = |name: &str| {
        let field = kind.and_then(|kind| kind.field(name));
        field
            .map_or(name, |field| field.label.get(language))
            .to_owned()
    };
    let fields = long.into_iter().map(|(name, text)| Part {
        title: Some(label(&name)),
        text,
    });
    let parts = std::iter::once(body).chain(fields);
    parts.filter(|part| !part.text.is_empty()).collect()
}

/// Whether a content has a part under that heading.
pub(crate) fn has_part(content: &Content, kind: Option<&Kind>, heading: &str) -> bool {
    let long = kind
        .map(|kind| long_fields(kind, content))
        .unwrap_or_default();
    named(content, kind, &long, heading).is_some()
}

/// What stands under a heading: one of the body, the label of a long field in any language, or one within such a field.
fn named(
    content: &Content,
    kind: Option<&Kind>,
    long: &[(String, String)],
    heading: &str,
) -> Option<String> {
    let wanted = Slug::from_title(heading);
    let is_label = |name: &str| {
        let label = kind
            .and_then(|kind| kind.field(name))
            .map(|field| &field.label);
        let labels = label.map(|label| [label.fr.as_str(), label.en.as_str()]);
        let names = labels.into_iter().flatten().chain([name]);
        names
            .into_iter()
            .any(|name| Slug::from_title(name) == wanted)
    };
    let field = || long.iter().find(|(name, _)| is_label(name));
    markup::section(content.body.as_str(), heading)
        .or_else(|| field().map(|(_, text)| text.clone()))
        .or_else(|| {
            long.iter()
                .find_map(|(_, text)| markup::section(text, heading))
        })
}

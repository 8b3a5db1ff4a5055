//! A content as HTML: its links and what it borrows are looked up, then everything goes through `markup`.

use crate::borrow::{self, Borrower, Loans};
use crate::{Error, Lent, Library, NotLent, RenderedSheet, Section};
use markup::{Included, Inclusion, Picture, RenderOptions, Resolution, Room};
use model::{Content, FieldValue, FileName, Kind, RevisionNumber, Slug};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What rendering must be told by the door for which it is done.
#[derive(Clone, Copy)]
pub struct Rendering<'a> {
    /// Words that rendering adds to the author's, in the reader's language.
    pub labels: markup::Labels<'a>,
    /// Tooltip of a link to a resource that does not exist yet.
    pub missing_hint: &'a str,
    /// The address of a resource.
    pub address: &'a (dyn Fn(&Slug) -> String + Sync),
    /// The address at which a missing resource of that title can be created.
    pub creation: &'a (dyn Fn(&str) -> String + Sync),
    /// The address of a file as it was in a revision.
    pub file: &'a (dyn Fn(&Slug, &FileName, RevisionNumber) -> String + Sync),
    /// What stands under a passage or a picture of another resource: whose it is and under which licence.
    pub caption: &'a (dyn Fn(&Lent) -> Vec<markup::Link> + Sync),
    /// The sentence that stands where something borrowed is not shown, and where one can see more.
    pub not_lent: &'a (dyn Fn(&NotLent) -> (String, Option<markup::Link>) + Sync),
    /// The reader's language, for the labels of long fields.
    pub language: &'a str,
}

/// How many different resources are looked up for one page; links to more are shown as links to missing ones. A text of
/// half a megabyte made of links would otherwise cost a read for each.
const MAX_LINKED: usize = 500;

pub(crate) type Targets = HashMap<String, Option<(Slug, String)>>;

/// What the texts of a page name.
struct LookedUp {
    targets: Targets,
    loans: Loans,
}

/// What the texts of one page share.
#[derive(Default)]
struct Page {
    room: Room,
    /// What stands under pictures of others, by their address: a text may show one many thousand times.
    captions: RefCell<HashMap<String, Rc<[markup::Link]>>>,
}

impl Library {
    /// A content as HTML: body and long fields, with one outline.
    ///
    /// # Errors
    /// When a linked resource cannot be read.
    pub async fn render(
        &self,
        content: &Content,
        kind: Option<&Kind>,
        rendering: &Rendering<'_>,
    ) -> Result<RenderedSheet, Error> {
        let long = kind
            .map(|kind| long_fields(kind, content))
            .unwrap_or_default();
        let long_texts = long.iter().map(|(_, text)| text.as_str());
        let texts: Vec<&str> = std::iter::once(content.body.as_str())
            .chain(long_texts)
            .collect();
        let borrower = Borrower {
            content: Some(content),
            base: Some(content),
            ..Borrower::default()
        };
        let found = self.look_up(&texts, borrower, rendering).await?;
        let page = Page::default();
        let body = render(content.body.as_str(), "t-", 2, &found, &page, rendering);
        let mut outline = body.outline;
        let mut sections = Vec::new();
        for (field, text) in &long {
            let id = format!("champ-{field}");
            let rendered = render(text, &format!("{id}-"), 3, &found, &page, rendering);
            outline.push(markup::Heading {
                level: 2,
                id: id.clone(),
                text: field.clone(),
            });
            sections.push(Section {
                field: field.clone(),
                id,
                html: rendered.html,
            });
        }
        Ok(RenderedSheet {
            body: body.html,
            outline,
            sections,
            missing_parts: found.loans.missing_parts(),
        })
    }

    /// A Markdown text as HTML, as the page will show it.
    ///
    /// # Errors
    /// [`Error::TooLarge`], or when a linked resource cannot be read.
    pub async fn preview(
        &self,
        markdown: &str,
        rendering: &Rendering<'_>,
    ) -> Result<String, Error> {
        let max_bytes = model::Body::MAX_BYTES as u64;
        let body = model::Body::parse(markdown).map_err(|_| Error::TooLarge {
            field: "body",
            max_bytes,
        })?;
        let texts = [body.as_str()];
        let found = self.look_up(&texts, Borrower::default(), rendering).await?;
        Ok(render(body.as_str(), "t-", 2, &found, &Page::default(), rendering).html)
    }

    async fn look_up(
        &self,
        texts: &[&str],
        who: Borrower<'_>,
        rendering: &Rendering<'_>,
    ) -> Result<LookedUp, Error> {
        let loans = self.loans(texts, who, rendering.language).await?;
        let texts = texts.iter().copied().chain(loans.texts());
        Ok(LookedUp {
            targets: self.targets(texts).await?,
            loans,
        })
    }

    pub(crate) async fn targets(
        &self,
        texts: impl Iterator<Item = &str>,
    ) -> Result<Targets, Error> {
        let mut found: HashMap<Slug, Option<(Slug, String)>> = HashMap::new();
        let mut targets = Targets::new();
        for target in texts.flat_map(markup::links) {
            let slug = link_slug(&target);
            let known = match found.get(&slug) {
                Some(known) => known.clone(),
                None if found.len() >= MAX_LINKED => None,
                None => {
                    let known = self.target(&slug).await?;
                    found.insert(slug, known.clone());
                    known
                }
            };
            targets.insert(target, known);
        }
        Ok(targets)
    }

    async fn target(&self, slug: &Slug) -> Result<Option<(Slug, String)>, Error> {
        let Some(resolved) = self.parts.records.resolve(slug).await? else {
            return Ok(None);
        };
        if resolved.head.withdrawn.is_some() {
            return Ok(None);
        }
        let title = self.title(&resolved.head).await?;
        Ok(Some((resolved.head.slug, title)))
    }
}

/// The slug that a wiki link means: the target itself, or the slug of the title that it is.
pub(crate) fn link_slug(target: &str) -> Slug {
    Slug::parse(target).unwrap_or_else(|_| Slug::from_title(target))
}

/// The long fields of a content, in the order of the kind.
pub(crate) fn long_fields(kind: &Kind, content: &Content) -> Vec<(String, String)> {
    let long = |(field, value): (&model::FieldDefinition, FieldValue)| match value {
        FieldValue::Markdown(text) => Some((field.name.clone(), text)),
        _ => None,
    };
    kind.values(&content.fields)
        .into_iter()
        .filter_map(long)
        .collect()
}

/// Renders a text whose highest heading becomes one of level `top`, whether its author begins with `#` or with `##`.
fn render(
    text: &str,
    id_prefix: &str,
    top: u8,
    found: &LookedUp,
    page: &Page,
    rendering: &Rendering<'_>,
) -> markup::Rendered {
    let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    let highest = text
        .lines()
        .map(level)
        .filter(|level| (1..=6).contains(level))
        .min();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a heading has at most six marks"
    )]
    let heading_offset = top.saturating_sub(highest.unwrap_or(1) as u8);
    let resolve = |target: &str| match found.targets.get(target) {
        Some(Some((slug, title))) => Resolution::Exists {
            url: (rendering.address)(slug),
            title: title.clone(),
        },
        _ => Resolution::Missing {
            url: (rendering.creation)(target),
        },
    };
    let options = RenderOptions {
        id_prefix,
        heading_offset,
        resolve: &resolve,
        missing_hint: rendering.missing_hint,
        include: &|inclusion| included(inclusion, &found.loans, &page.room, rendering),
        picture: &|address| picture(address, &found.loans, rendering),
        caption: &|address| page.caption(address, &found.loans, rendering),
        room: Some(&page.room),
        labels: rendering.labels,
    };
    markup::render(text, &options)
}

impl Page {
    /// What stands under a picture of somebody else, made once for all places where the page shows it.
    fn caption(
        &self,
        address: &str,
        loans: &Loans,
        rendering: &Rendering<'_>,
    ) -> Rc<[markup::Link]> {
        let Some(borrow::Picture::Lent { lent, .. }) = loans.pictures.get(address) else {
            return Rc::default();
        };
        let mut captions = self.captions.borrow_mut();
        if let Some(known) = captions.get(address) {
            return Rc::clone(known);
        }
        let caption: Rc<[markup::Link]> = (rendering.caption)(lent).into();
        captions.insert(address.to_owned(), Rc::clone(&caption));
        caption
    }
}

/// What stands at a line. A text may hold the same line many thousand times: room is asked before anything is copied, and
/// the sentence in the place of a passage takes room too.
fn included(
    inclusion: &Inclusion,
    loans: &Loans,
    room: &Room,
    rendering: &Rendering<'_>,
) -> Included {
    match loans.passages.get(inclusion) {
        Some(borrow::Passage::Lent(lent)) if room.has(lent.bytes()) => {
            Included::Passage(markup::Passage {
                parts: lent.parts.clone(),
                language: lent.language.clone(),
                caption: (rendering.caption)(lent),
            })
        }
        Some(borrow::Passage::NotLent(not_lent)) if room.take(0) => {
            let (words, link) = (rendering.not_lent)(not_lent);
            Included::NotShown { words, link }
        }
        _ => Included::AsLink,
    }
}

fn picture(address: &str, loans: &Loans, rendering: &Rendering<'_>) -> Picture {
    match loans.pictures.get(address) {
        Some(borrow::Picture::Lent {
            slug,
            file,
            revision,
            ..
        }) => Picture::Lent {
            url: (rendering.file)(slug, file, *revision),
        },
        Some(borrow::Picture::NotLent(not_lent)) => {
            Picture::NotShown((rendering.not_lent)(not_lent).0)
        }
        Some(borrow::Picture::Own) => Picture::AsWritten,
        None => Picture::AsLink,
    }
}

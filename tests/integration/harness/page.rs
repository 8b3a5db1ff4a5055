//! A page as a visitor has it before them.

use super::form::Form;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// A page.
pub struct Page {
    html: Html,
    /// Its source.
    pub source: String,
    asked: String,
}

impl Page {
    /// Reads a page and checks what holds for all of them.
    #[track_caller]
    pub(super) fn of(source: &str, asked: &str) -> Self {
        let page = Self {
            html: Html::parse_document(source),
            source: source.to_owned(),
            asked: asked.to_owned(),
        };
        page.check();
        page
    }

    #[track_caller]
    fn check(&self) {
        let asked = &self.asked;
        assert!(
            self.source
                .trim_start()
                .to_lowercase()
                .starts_with("<!doctype html>"),
            "{asked}"
        );
        let heading = self.texts("h1");
        assert!(
            heading.len() == 1 && !heading[0].is_empty(),
            "{asked} has headings {heading:?}"
        );
        assert!(
            ["fr", "en"].contains(&self.language().as_str()),
            "{asked} is in {:?}",
            self.language()
        );
        assert!(
            !self.texts("head title")[0].trim().is_empty(),
            "{asked} has no title"
        );
        assert_eq!(self.all("main").len(), 1, "{asked}");
        for left in ["{{", "{%", "}}"] {
            assert!(!self.source.contains(left), "{asked} holds {left}");
        }
        self.check_messages();
        self.check_ids();
        assert!(
            self.all(
                "script:not([src]):not([type=\"application/ld+json\"]), style, [style], [onclick]"
            )
            .is_empty(),
            "{asked} has inline code"
        );
    }

    /// A message that has no text shows its own name: `error-not_found-title`.
    #[track_caller]
    fn check_messages(&self) {
        const PREFIXES: [&str; 14] = [
            "reason-", "error-", "action-", "actor-", "notice-", "size-", "facet-", "media-",
            "form-", "sort-", "month-", "nav-", "sheet-", "deposit-",
        ];
        let texts = self.html.root_element().text().map(str::trim);
        let attributes = self.all("*").into_iter().flat_map(|element| {
            let shown = ["title", "alt", "aria-label", "placeholder"];
            shown
                .into_iter()
                .filter_map(move |name| element.value().attr(name))
        });
        for text in texts.chain(attributes) {
            let named = PREFIXES.iter().any(|prefix| text.starts_with(prefix));
            let key = text
                .chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '_'));
            assert!(
                !(named && key),
                "{} shows the message key {text}",
                self.asked
            );
        }
    }

    #[track_caller]
    fn check_ids(&self) {
        let mut ids = BTreeSet::new();
        for element in self.all("[id]") {
            let id = element.value().attr("id").unwrap();
            assert!(ids.insert(id), "{} has two elements {id}", self.asked);
        }
        for (selector, attribute) in [
            ("label[for]", "for"),
            ("[aria-describedby]", "aria-describedby"),
            ("[aria-labelledby]", "aria-labelledby"),
        ] {
            for element in self.all(selector) {
                for id in element.value().attr(attribute).unwrap().split_whitespace() {
                    assert!(
                        ids.contains(id),
                        "{}: {attribute}={id} leads nowhere",
                        self.asked
                    );
                }
            }
        }
    }

    /// Elements that a CSS selector chooses.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).collect()
    }

    /// Texts of the elements that a CSS selector chooses.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text_of).collect()
    }

    /// Values of an attribute in the elements that a CSS selector chooses.
    pub fn values(&self, selector: &str, attribute: &str) -> Vec<String> {
        let elements = self.all(selector).into_iter();
        elements
            .filter_map(|element| element.value().attr(attribute).map(str::to_owned))
            .collect()
    }

    /// Its language.
    pub fn language(&self) -> String {
        self.html
            .root_element()
            .value()
            .attr("lang")
            .unwrap_or_default()
            .to_owned()
    }

    /// Its heading.
    pub fn heading(&self) -> String {
        self.texts("h1").remove(0)
    }

    /// What stands in its main part, white space made single; what forms hold included.
    pub fn text(&self) -> String {
        let inputs = self
            .values("main input:not([type=hidden])", "value")
            .join(" ");
        format!("{} {inputs}", self.texts("main").join(" "))
    }

    /// Checks that each of those texts is there to be read.
    #[track_caller]
    pub fn shows(&self, texts: &[&str]) {
        let text = self.text();
        for wanted in texts {
            assert!(
                text.contains(&spaced(wanted)),
                "{}: {wanted:?} is not in:\n{text}",
                self.asked
            );
        }
    }

    /// Paths of this server to which it links.
    pub fn links(&self) -> BTreeSet<String> {
        self.values("a[href]", "href")
            .into_iter()
            .filter(|link| link.starts_with('/'))
            .collect()
    }

    /// The form that is sent to that path.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let forms = self.all("form");
        let found = forms
            .iter()
            .find(|form| form.value().attr("action") == Some(action));
        let actions = self.values("form", "action");
        Form::of(
            *found.unwrap_or_else(|| {
                panic!("{}: no form for {action} among {actions:?}", self.asked)
            }),
        )
    }
}

/// The text of an element, white space made single.
pub(super) fn text_of(element: ElementRef<'_>) -> String {
    spaced(&element.text().collect::<String>())
}

/// White space, the narrow and unbreakable kinds of French included, made single spaces.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

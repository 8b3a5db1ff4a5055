//! Icons: SVG files of the theme, written into the page.

use crate::source::{Files, text};
use crate::{Error, Html};
use std::collections::BTreeMap;

/// The icons of a theme, `icons/{name}.svg`. They are part of the theme, so trusted like a template.
pub(crate) struct Icons(BTreeMap<String, String>);

/// Shown in place of an icon that the theme does not have.
const FALLBACK: &str = "page";

impl Icons {
    pub(crate) fn load(files: &Files) -> Result<Self, Error> {
        let mut icons = BTreeMap::new();
        for (path, bytes) in files {
            let name = path
                .strip_prefix("icons/")
                .and_then(|name| name.strip_suffix(".svg"));
            if let Some(name) = name {
                icons.insert(name.to_owned(), inline(name, text(path, bytes)?));
            }
        }
        Ok(Self(icons))
    }

    /// The icon, or the one for a page when there is none of this name; `None` without that one too.
    pub(crate) fn get(&self, name: &str) -> Option<Html> {
        let svg = self.0.get(name).or_else(|| self.0.get(FALLBACK))?;
        Some(Html::sanitised(svg.as_str()))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// Icons only accompany words, so they are hidden from screen readers. They have a size, so that a
/// page without its style sheet is not filled by them, and no namespace, which HTML does not need.
fn inline(name: &str, svg: &str) -> String {
    let attributes = format!(
        "<svg class=\"icon icon-{name}\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\""
    );
    svg.trim()
        .replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1)
        .replacen("<svg", &attributes, 1)
}

//! The one way for HTML to reach a page unescaped.

use minijinja::Value;
use serde::{Serialize, Serializer};

/// HTML that was made safe: a template prints it as it is, everything else is escaped.
///
/// The type is the promise. Build one from the output of a sanitiser, or from text escaped with
/// [`Html::escaped`], and from nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Nothing.
    pub const EMPTY: Self = Self(String::new());

    /// Takes the word of the caller: `html` came out of a sanitiser.
    pub fn sanitised(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// Any text, with `<`, `>`, `&` and quotes written as entities.
    #[must_use]
    pub fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '&' => html.push_str("&amp;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                other => html.push(other),
            }
        }
        Self(html)
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

//! In which language somebody is answered.

use actix_web::HttpRequest;
use actix_web::http::header;
use licensing::Lang;

/// Name of the cookie that holds a visitor's choice.
pub(crate) const COOKIE: &str = "langue";

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// French, unless somebody asks for another.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// The language of that tag, if the interface has it.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        match tag {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Its BCP 47 tag.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }

    /// The same for the catalogue of licences.
    pub(crate) const fn of_licences(self) -> Lang {
        match self {
            Self::French => Lang::Fr,
            Self::English => Lang::En,
        }
    }

    /// The language of the pages: what the visitor chose, French otherwise.
    pub(crate) fn of_pages(request: &HttpRequest) -> Self {
        request
            .cookie(COOKIE)
            .and_then(|cookie| Self::of_tag(cookie.value()))
            .unwrap_or_default()
    }

    /// The language of the API: what the client prefers.
    pub(crate) fn of_api(request: &HttpRequest) -> Self {
        request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map(preferred)
            .unwrap_or_default()
    }
}

/// Reads `Accept-Language` (RFC 9110 §12.5.4): the known language with the greatest weight, the first of equals.
fn preferred(accepted: &str) -> Language {
    let mut best = (0.0, Language::default());
    for range in accepted.split(',') {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = parameters
            .trim()
            .strip_prefix("q=")
            .map_or(1.0, |weight| weight.trim().parse::<f32>().unwrap_or(0.0));
        let primary = tag
            .trim()
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Some(language) = Language::of_tag(&primary)
            && weight > best.0
        {
            best = (weight, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_known_language_is_taken() {
        for (accepted, language) in [
            ("", Language::French),
            ("de", Language::French),
            ("en", Language::English),
            ("en-GB,en;q=0.9,fr;q=0.8", Language::English),
            ("de, fr;q=0.7, en;q=0.3", Language::French),
            ("en;q=0", Language::French),
            ("en;q=x", Language::French),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }
}

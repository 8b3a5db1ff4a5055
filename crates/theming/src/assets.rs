//! Files that a page asks for: style sheets, scripts, fonts, pictures.
//!
//! An address holds the hash of the content, so it may be kept for ever by whoever fetched it.

use crate::Error;
use crate::source::{Files, text};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file of the theme as it is served.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Content.
    pub bytes: Arc<[u8]>,
    /// Media type, with the charset of text.
    pub media_type: &'static str,
    /// First 16 hexadecimal digits of the SHA-256 of the content.
    pub hash: String,
}

/// The assets of a theme, by path below `assets/`.
pub(crate) struct Assets(BTreeMap<String, Asset>);

impl Assets {
    pub(crate) fn load(files: &Files) -> Result<Self, Error> {
        let of_theme = || {
            files
                .iter()
                .filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, bytes)))
        };
        let mut assets = Self(BTreeMap::new());
        // Style sheets come last: they name the hashed addresses of the others.
        for (path, bytes) in of_theme().filter(|(path, _)| !path.ends_with(".css")) {
            assets.0.insert(path.to_owned(), asset(path, bytes));
        }
        for (path, bytes) in of_theme().filter(|(path, _)| path.ends_with(".css")) {
            let css = assets.with_addresses(path, text(path, bytes)?);
            assets
                .0
                .insert(path.to_owned(), asset(path, css.as_bytes()));
        }
        Ok(assets)
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Asset> {
        self.0.get(path)
    }

    /// `/assets/{hash}/{path}`.
    pub(crate) fn url(&self, path: &str) -> Option<String> {
        Some(format!("/assets/{}/{path}", self.0.get(path)?.hash))
    }

    /// The style sheet with each `url(relative)` that is an asset replaced by its address.
    fn with_addresses(&self, path: &str, css: &str) -> String {
        let mut written = String::with_capacity(css.len());
        let mut rest = css;
        while let Some((before, after)) = rest.split_once("url(") {
            let (target, after) = after.split_once(')').unwrap_or((after, ""));
            let plain = target.trim().trim_matches(['"', '\'']);
            written.push_str(before);
            match self.url(&beside(path, plain)) {
                Some(url) => written.push_str(&format!("url(\"{url}\")")),
                None => written.push_str(&format!("url({target})")),
            }
            rest = after;
        }
        written.push_str(rest);
        written
    }
}

/// The path of `relative` as seen from the file at `path`.
fn beside(path: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn asset(path: &str, bytes: &[u8]) -> Asset {
    let digest = Sha256::digest(bytes);
    Asset {
        bytes: bytes.into(),
        media_type: media_type(path),
        hash: digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn assets(files: &[(&str, &'static str)]) -> Assets {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes())))
            .collect();
        Assets::load(&files).unwrap()
    }

    #[test]
    fn an_address_changes_with_the_content() {
        let one = assets(&[("assets/js/a.js", "1")]).url("js/a.js").unwrap();
        let two = assets(&[("assets/js/a.js", "2")]).url("js/a.js").unwrap();
        assert_eq!(one, "/assets/6b86b273ff34fce1/js/a.js");
        assert_ne!(one, two);
    }

    #[test]
    fn style_sheets_name_addresses_that_live_for_ever() {
        let assets = assets(&[
            (
                "assets/css/a.css",
                "a{src:url('../font/x.woff2') url(data:x) url(http://e/)}",
            ),
            ("assets/font/x.woff2", "font"),
        ]);
        let css = String::from_utf8(assets.get("css/a.css").unwrap().bytes.to_vec()).unwrap();
        let font = assets.url("font/x.woff2").unwrap();
        assert_eq!(
            css,
            format!("a{{src:url(\"{font}\") url(data:x) url(http://e/)}}")
        );
    }

    #[test]
    fn a_font_that_changes_changes_the_style_sheet() {
        let with = |font| {
            assets(&[
                ("assets/a.css", "a{src:url(x.woff2)}"),
                ("assets/x.woff2", font),
            ])
            .url("a.css")
            .unwrap()
        };
        assert_ne!(with("one"), with("two"));
    }

    #[test]
    fn only_assets_are_served() {
        let assets = assets(&[("assets/a.css", ""), ("templates/a.html", "")]);
        for path in ["../templates/a.html", "templates/a.html", "", "/a.css"] {
            assert!(assets.get(path).is_none(), "{path}");
        }
        assert_eq!(
            assets.get("a.css").unwrap().media_type,
            "text/css; charset=utf-8"
        );
    }
}

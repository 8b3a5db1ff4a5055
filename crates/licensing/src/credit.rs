//! The credit owed to the authors of a work.

use crate::day::{UNKNOWN_DAY, day};
use crate::parse::is_invisible;
use crate::{Lang, LicenceId};

/// How many authors are named before "and n others": a link to the full list
/// is enough (CC BY 4.0, section 3(a)(2)).
const NAMED_AUTHORS: usize = 5;

/// A work as it is credited: title, authors, source and licence, which is what
/// Creative Commons licences ask for (4.0, section 3(a)(1); 3.0, section 4).
#[derive(Clone, Copy, Debug)]
pub struct Credit<'a> {
    /// The title of the work.
    pub title: &'a str,
    /// The authors, in the order in which they want to be named.
    pub authors: &'a [&'a str],
    /// Where the work was found: best the address of one revision. It becomes
    /// a link only when it begins with `http://` or `https://`. Left out of the
    /// line when it is empty, as for a work that was never on the web.
    pub source_url: &'a str,
    /// The licence of the work; without one the line says that it is not known.
    pub licence: Option<LicenceId>,
    /// The day on which the work was last updated, for licences that want it
    /// told (Licence Ouverte 2.0, "paternité"): `2026-03-01`, written in words,
    /// or [`UNKNOWN_DAY`](crate::UNKNOWN_DAY); anything else stands as it is.
    pub updated: Option<&'a str>,
}

impl Credit<'_> {
    /// The credit line as plain text:
    /// `« titre » par A et B, adresse, CC BY-SA 4.0 (adresse de la licence)`.
    pub fn text(&self, lang: Lang) -> String {
        let title = visible(&inner_quotes(self.title, lang));
        let source = visible(self.source_url);
        let source = (!source.is_empty()).then_some(source);
        let licence = self.licence.map(LicenceId::licence).map_or_else(
            || unknown_licence(lang).to_owned(),
            |licence| format!("{} ({})", licence.short_name_in(lang), licence.url()),
        );
        [
            Some(self.title_and_authors(lang, title, visible)),
            source,
            Some(licence),
        ]
        .into_iter()
        .flatten()
        .chain(self.last_update(lang, visible))
        .collect::<Vec<_>>()
        .join(", ")
    }

    /// The credit line as Markdown, title and licence being links.
    pub fn markdown(&self, lang: Lang) -> String {
        let title = escape_markdown(&inner_quotes(self.title, lang));
        let title = match self.link() {
            Some(url) => format!("[{title}](<{}>)", escape_destination(&url)),
            None => title,
        };
        let licence = self.licence.map(LicenceId::licence).map_or_else(
            || unknown_licence(lang).to_owned(),
            |licence| format!("[{}]({})", licence.short_name_in(lang), licence.url()),
        );
        let credit = self.title_and_authors(lang, title, escape_markdown);
        let parts = [credit, licence].into_iter();
        let parts = parts.chain(self.last_update(lang, escape_markdown));
        parts.collect::<Vec<_>>().join(", ")
    }

    /// The credit line as HTML, title and licence being links; the licence is
    /// marked `rel="license"`. Everything given is escaped.
    pub fn html(&self, lang: Lang) -> String {
        self.written_html(lang, r#" rel="license""#)
    }

    /// The same within the credit of another work: `rel="license"` would then
    /// say that the page has this licence.
    pub(crate) fn html_of_source(&self, lang: Lang) -> String {
        self.written_html(lang, "")
    }

    fn written_html(&self, lang: Lang, relation: &str) -> String {
        let title = escape_html(&inner_quotes(self.title, lang));
        let title = match self.link() {
            Some(url) => format!(r#"<a href="{}">{title}</a>"#, escape_html(&url)),
            None => title,
        };
        let licence = self.licence.map(LicenceId::licence).map_or_else(
            || unknown_licence(lang).to_owned(),
            |licence| {
                format!(
                    r#"<a{relation} href="{}">{}</a>"#,
                    escape_html(licence.url()),
                    escape_html(licence.short_name_in(lang))
                )
            },
        );
        let credit = self.title_and_authors(lang, title, escape_html);
        let parts = [credit, licence].into_iter();
        let parts = parts.chain(self.last_update(lang, escape_html));
        parts.collect::<Vec<_>>().join(", ")
    }

    /// `mise à jour du 1er mars 2026`, where that is to be told.
    fn last_update(&self, lang: Lang, write: fn(&str) -> String) -> Option<String> {
        let unknown = lang.pick(
            "date de mise à jour inconnue",
            "date of last update unknown",
        );
        match self.updated? {
            UNKNOWN_DAY => Some(unknown.to_owned()),
            updated => {
                let day = write(&day(updated, lang));
                let said = lang.pick("mise à jour du", "updated on");
                (!day.is_empty()).then(|| format!("{said} {day}"))
            }
        }
    }

    fn title_and_authors(&self, lang: Lang, title: String, write: fn(&str) -> String) -> String {
        let authors = self.authors(lang, write);
        match lang {
            // No-break spaces: a guillemet never stands alone at the end of a line.
            Lang::Fr => format!("«\u{A0}{title}\u{A0}» par {authors}"),
            Lang::En => format!("“{title}” by {authors}"),
        }
    }

    /// `A, B et C`; `A, B, C, D, E et 3 autres`.
    fn authors(&self, lang: Lang, write: fn(&str) -> String) -> String {
        let authors: Vec<String> = self
            .authors
            .iter()
            .map(|a| write(a))
            .filter(|a| !a.is_empty())
            .collect();
        let and = lang.pick("et", "and");
        match authors.as_slice() {
            [] => lang.pick("auteur non indiqué", "unnamed author").to_owned(),
            [only] => only.clone(),
            [named @ .., last] if named.len() < NAMED_AUTHORS => {
                format!("{} {and} {last}", named.join(", "))
            }
            all => {
                let (named, others) = all.split_at(NAMED_AUTHORS);
                let others = match (others.len(), lang) {
                    (1, _) => lang.pick("1 autre", "1 other").to_owned(),
                    (n, Lang::Fr) => format!("{n} autres"),
                    (n, Lang::En) => format!("{n} others"),
                };
                format!("{} {and} {others}", named.join(", "))
            }
        }
    }

    /// The source, if it may be a link: no `javascript:`, no `data:`.
    fn link(&self) -> Option<String> {
        let url = visible(self.source_url);
        let scheme = url.split_once("://")?.0;
        ["http", "https"]
            .iter()
            .any(|s| s.eq_ignore_ascii_case(scheme))
            .then_some(url)
    }
}

fn unknown_licence(lang: Lang) -> &'static str {
    lang.pick("licence non indiquée", "licence not stated")
}

/// A title that will stand between quotation marks: its own become those of the
/// second level, `“ ”` in French and `‘ ’` in English.
fn inner_quotes(title: &str, lang: Lang) -> String {
    const SPACES: [char; 3] = [' ', '\u{A0}', '\u{202F}'];
    if lang == Lang::En {
        return title.replace('“', "‘").replace('”', "’");
    }
    let mut parts = title.split('«');
    let mut opened = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        opened.push('“');
        opened.push_str(part.trim_start_matches(SPACES));
    }
    let mut parts = opened.rsplit('»');
    let mut closed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        closed = format!("{}”{closed}", part.trim_end_matches(SPACES));
    }
    closed
}

/// One line without characters that hide or turn round what follows.
pub(crate) fn visible(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if is_invisible(c) { ' ' } else { c })
        .collect();
    clean
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A line that stands below another one of the same paragraph: no list, no heading begins with it.
pub(crate) fn escape_markdown_line(text: &str) -> String {
    let line = escape_markdown(text);
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let at = line.len() - number.len();
    let begins = match at {
        0 => line.starts_with(['-', '+', '=']),
        _ => number.starts_with(['.', ')']),
    };
    if begins {
        format!("{}\\{}", &line[..at], &line[at..])
    } else {
        line
    }
}

pub(crate) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | '#'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Fit to stand between `<` and `>`.
fn escape_destination(url: &str) -> String {
    url.replace('\\', "%5C")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "https://exemple.fr/ressources/ligne-de-vie";

    fn credit<'a>(title: &'a str, authors: &'a [&'a str]) -> Credit<'a> {
        Credit {
            title,
            authors,
            source_url: SOURCE,
            licence: Some(LicenceId::CC_BY_SA_4_0),
            updated: None,
        }
    }

    #[test]
    fn the_line_follows_the_french_template() {
        assert_eq!(
            credit("Ligne de vie", &["Ana", "Bo"]).text(Lang::Fr),
            "«\u{A0}Ligne de vie\u{A0}» par Ana et Bo, https://exemple.fr/ressources/ligne-de-vie, \
             CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)"
        );
    }

    #[test]
    fn five_authors_are_named() {
        let authors = |n: usize| {
            ["A", "B", "C", "D", "E", "F", "G"]
                .into_iter()
                .take(n)
                .collect::<Vec<_>>()
        };
        let line = |n, lang| credit("T", &authors(n)).authors(lang, visible);
        assert_eq!(line(0, Lang::Fr), "auteur non indiqué");
        assert_eq!(line(1, Lang::Fr), "A");
        assert_eq!(line(5, Lang::Fr), "A, B, C, D et E");
        assert_eq!(line(6, Lang::Fr), "A, B, C, D, E et 1 autre");
        assert_eq!(line(7, Lang::Fr), "A, B, C, D, E et 2 autres");
        assert_eq!(line(7, Lang::En), "A, B, C, D, E and 2 others");
    }

    #[test]
    fn html_escapes_everything() {
        let html = credit("<b>\"L'ami\"</b>", &["<script>", "a & b"]).html(Lang::Fr);
        assert_eq!(
            html,
            "«\u{A0}<a href=\"https://exemple.fr/ressources/ligne-de-vie\">&lt;b&gt;&quot;L&#39;ami&quot;&lt;/b&gt;</a>\u{A0}» \
             par &lt;script&gt; et a &amp; b, \
             <a rel=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">CC BY-SA 4.0</a>"
        );
    }

    #[test]
    fn only_web_addresses_become_links() {
        let credit = Credit {
            source_url: "javascript:alert(1)//://",
            ..credit("T", &["A"])
        };
        assert!(!credit.html(Lang::Fr).contains("javascript"));
        assert!(!credit.markdown(Lang::Fr).contains("javascript"));
    }

    #[test]
    fn markdown_shows_the_title_as_it_is() {
        let credit = Credit {
            source_url: "https://e.fr/a b>c",
            ..credit("*[a]* \\ `b`", &["A_B"])
        };
        assert_eq!(
            credit.markdown(Lang::En),
            "“[\\*\\[a\\]\\* \\\\ \\`b\\`](<https://e.fr/a%20b%3Ec>)” by A\\_B, \
             [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"
        );
    }

    #[test]
    fn hidden_characters_do_not_pass() {
        let line = credit("a\u{202E}b\nc\u{0}", &["\u{200B}", "A"]).text(Lang::Fr);
        assert!(line.starts_with("«\u{A0}a b c\u{A0}» par A, "), "{line}");
    }

    #[test]
    fn quotes_within_the_title_are_of_the_second_level() {
        let title = "Diaporama «\u{A0}Coopérer\u{A0}: une tour\u{202F}»";
        let line = credit(title, &["A"]).text(Lang::Fr);
        assert!(
            line.starts_with("«\u{A0}Diaporama “Coopérer\u{A0}: une tour”\u{A0}» par A, "),
            "{line}"
        );
        for (title, fr) in [
            ("« a » et « b »", "“a” et “b”"),
            ("«a» b", "“a” b"),
            ("a » b", "a” b"),
            ("sans", "sans"),
            ("", ""),
        ] {
            assert_eq!(inner_quotes(title, Lang::Fr), fr);
        }
        assert_eq!(inner_quotes("The “tower”", Lang::En), "The ‘tower’");
    }

    #[test]
    fn the_licence_is_named_in_the_language_of_the_line() {
        let gfdl = Credit {
            licence: LicenceId::parse("GFDL-1.3-or-later").ok(),
            ..credit("T", &["A"])
        };
        for line in [
            gfdl.text(Lang::Fr),
            gfdl.markdown(Lang::Fr),
            gfdl.html(Lang::Fr),
        ] {
            assert!(line.contains("GFDL 1.3 ou ultérieure"), "{line}");
        }
        assert!(gfdl.text(Lang::En).contains("GFDL 1.3 or later"));
    }
}

//! The credit of a work with that of the works it owes something to.
//!
//! Who adapts a work keeps the credit of the source, links to it, and says that
//! it was modified (CC 4.0, section 3(a)(1); 3.0, section 4(b) and (c): "a
//! credit identifying the use of the Work in the Adaptation"); earlier notices
//! of modification are kept.

use crate::Lang;
use crate::credit::{Credit, escape_html, escape_markdown, escape_markdown_line, visible};
use serde::{Deserialize, Serialize};

/// How a work uses another.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// It was made from it: translated, shortened, rewritten, mixed.
    #[default]
    Adapted,
    /// It holds it, whole or a passage or picture of it, unmodified.
    Included,
    /// It quotes a short passage.
    Quoted,
}

impl Act {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Adapted, Self::Included, Self::Quoted];

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// A stable code for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Adapted => "adapted",
            Self::Included => "included",
            Self::Quoted => "quoted",
        }
    }

    fn leads(self, lang: Lang) -> &'static str {
        match self {
            Self::Adapted => lang.pick("Adapté de", "Adapted from"),
            Self::Included => lang.pick("Contient", "Contains"),
            Self::Quoted => lang.pick("Cite", "Quotes"),
        }
    }
}

/// A work that another one uses, and the credit that it is owed.
#[derive(Clone, Copy, Debug)]
pub struct Owed<'a> {
    /// How it is used.
    pub act: Act,
    /// Its credit.
    pub credit: Credit<'a>,
    /// What was changed, in the words of who did it; `None` when nobody said.
    pub changes: Option<&'a str>,
    /// The headings of the part of it that is used; `None` when it is the
    /// whole. Whoever shares a part says so: "indicate if You modified" holds
    /// for an excerpt (CC 4.0, section 3(a)(1)(B)).
    pub extract: Option<&'a str>,
    /// Notices that came with the work, which stay with it (CC 4.0, section
    /// 3(a)(1)(A)).
    pub notices: Option<&'a str>,
}

/// How a form of the credit is written.
struct Written {
    write: fn(&str) -> String,
    /// a line of notices
    write_line: fn(&str) -> String,
    /// what stands between the lines of notices, which are kept as they came
    line_end: &'static str,
}

impl Owed<'_> {
    /// `Adapté de « titre » par A, adresse, CC BY 4.0 (adresse) : traduit et
    /// abrégé`, without a full stop.
    pub fn text(&self, lang: Lang) -> String {
        let written = Written {
            write: visible,
            write_line: visible,
            line_end: "\n",
        };
        self.line(lang, self.credit.text(lang), &written)
    }

    /// The same as Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        let written = Written {
            write: escape_markdown,
            write_line: escape_markdown_line,
            line_end: "\\\n",
        };
        self.line(lang, self.credit.markdown(lang), &written)
    }

    /// The same as HTML. The link to the licence bears no `rel="license"`,
    /// which would speak of the page.
    pub fn html(&self, lang: Lang) -> String {
        let written = Written {
            write: escape_html,
            write_line: escape_html,
            line_end: "<br>\n",
        };
        self.line(lang, self.credit.html_of_source(lang), &written)
    }

    fn line(&self, lang: Lang, credit: String, form: &Written) -> String {
        let write = form.write;
        let mut line = format!("{} {credit}", self.act.leads(lang));
        let written = |text: Option<&str>| text.map(write).filter(|text| !text.is_empty());
        let (extract, changes) = (written(self.extract), written(self.changes));
        if let Some(extract) = &extract {
            line += lang.pick(", extrait\u{A0}: ", ", excerpt: ");
            line += extract;
        }
        match (self.act, changes) {
            (_, Some(changes)) => {
                line += lang.pick("\u{A0}: ", ": ");
                line += &changes;
            }
            (Act::Included, None) if extract.is_none() => {
                line += lang.pick(", sans modification", ", unmodified");
            }
            (Act::Adapted | Act::Included | Act::Quoted, None) => {}
        }
        // they may be long, and what was changed is said of the work and not of them
        let notices = self.notices.unwrap_or_default().lines();
        let notices = notices.map(form.write_line);
        let notices: Vec<String> = notices.filter(|line| !line.is_empty()).collect();
        if !notices.is_empty() {
            line += lang.pick(", mentions\u{A0}: ", ", notices: ");
            line += &notices.join(form.line_end);
        }
        line
    }
}

/// The whole credit of a work: its own, then that of every work it uses.
#[derive(Clone, Copy, Debug)]
pub struct Attribution<'a> {
    /// The credit of the work itself.
    pub work: Credit<'a>,
    /// What it owes, in the order in which it is told: nearest sources first.
    pub sources: &'a [Owed<'a>],
}

impl Attribution<'_> {
    /// One paragraph of plain text: each credit is a sentence.
    pub fn text(&self, lang: Lang) -> String {
        sentences(
            self.work.text(lang),
            self.sources.iter().map(|owed| owed.text(lang)),
        )
    }

    /// One paragraph of Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        sentences(
            self.work.markdown(lang),
            self.sources.iter().map(|owed| owed.markdown(lang)),
        )
    }

    /// One paragraph of HTML, without its `<p>`.
    pub fn html(&self, lang: Lang) -> String {
        sentences(
            self.work.html(lang),
            self.sources.iter().map(|owed| owed.html(lang)),
        )
    }
}

/// The first alone is a line to copy; with others behind it, each ends with a full stop.
fn sentences(first: String, others: impl Iterator<Item = String>) -> String {
    let mut out = first;
    let mut more = false;
    for other in others {
        end(&mut out);
        out.push(' ');
        out.push_str(&other);
        more = true;
    }
    if more {
        end(&mut out);
    }
    out
}

fn end(sentence: &mut String) {
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LicenceId;

    const AUTHORS: &[&str] = &["Réseau A"];

    fn credit<'a>(title: &'a str, url: &'a str, licence: Option<LicenceId>) -> Credit<'a> {
        Credit {
            title,
            authors: AUTHORS,
            source_url: url,
            licence,
            updated: None,
        }
    }

    #[test]
    fn an_adaptation_tells_where_it_comes_from_and_what_was_changed() {
        let owed = [
            Owed {
                act: Act::Adapted,
                credit: credit("B", "https://e.fr/b", Some(LicenceId::CC_BY_4_0)),
                changes: Some("traduit et abrégé"),
                extract: None,
                notices: None,
            },
            Owed {
                act: Act::Included,
                credit: credit("C", "", Some(LicenceId::CC0_1_0)),
                changes: None,
                extract: None,
                notices: None,
            },
        ];
        let attribution = Attribution {
            work: credit("A", "https://e.fr/a", Some(LicenceId::CC_BY_SA_4_0)),
            sources: &owed,
        };
        assert_eq!(
            attribution.text(Lang::Fr),
            "«\u{A0}A\u{A0}» par Réseau A, https://e.fr/a, CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/). \
             Adapté de «\u{A0}B\u{A0}» par Réseau A, https://e.fr/b, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)\u{A0}: traduit et abrégé. \
             Contient «\u{A0}C\u{A0}» par Réseau A, CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/), sans modification."
        );
    }

    #[test]
    fn only_the_work_itself_says_which_licence_the_page_has() {
        let owed = [Owed {
            act: Act::Adapted,
            credit: credit("B", "https://e.fr/b", Some(LicenceId::CC_BY_4_0)),
            changes: Some("<i>"),
            extract: None,
            notices: None,
        }];
        let html = Attribution {
            work: credit("A", "https://e.fr/a", Some(LicenceId::CC_BY_SA_4_0)),
            sources: &owed,
        }
        .html(Lang::En);
        assert_eq!(html.matches("rel=\"license\"").count(), 1);
        assert!(html.contains(": &lt;i&gt;."), "{html}");
    }

    #[test]
    fn an_excerpt_says_so_and_not_that_nothing_was_changed() {
        let owed = Owed {
            act: Act::Included,
            credit: credit("B", "", Some(LicenceId::CC0_1_0)),
            changes: None,
            extract: Some("Quand, *Où*"),
            notices: None,
        };
        let french = owed.text(Lang::Fr);
        assert!(
            french.ends_with("), extrait\u{A0}: Quand, *Où*"),
            "{french}"
        );
        assert!(!french.contains("sans modification"), "{french}");
        let english = owed.markdown(Lang::En);
        assert!(english.ends_with(r", excerpt: Quand, \*Où\*"), "{english}");
        let html = owed.html(Lang::En);
        assert!(html.ends_with(", excerpt: Quand, *Où*"), "{html}");
    }

    #[test]
    fn a_date_of_update_and_notices_stay_in_the_credit() {
        let owed = Owed {
            act: Act::Adapted,
            credit: Credit {
                updated: Some("2026-03-01"),
                ..credit("B", "", None)
            },
            changes: Some("abrégé"),
            extract: None,
            notices: Some("© 2024 Réseau A\n- Sans <garantie>."),
        };
        let french = owed.text(Lang::Fr);
        let said = ", mise à jour du 1er mars 2026\u{A0}: abrégé, mentions\u{A0}: © 2024 Réseau A\n- Sans <garantie>.";
        assert!(french.ends_with(said), "{french}");
        let html = owed.html(Lang::En);
        let said = ", updated on 1 March 2026: abrégé, notices: © 2024 Réseau A<br>\n- Sans &lt;garantie&gt;.";
        assert!(html.ends_with(said), "{html}");
        let markdown = owed.markdown(Lang::En);
        assert!(
            markdown.contains("© 2024 Réseau A\\\n\\- Sans "),
            "{markdown}"
        );
    }

    #[test]
    fn a_work_says_itself_when_it_was_last_updated() {
        let updated = |updated| Credit {
            updated: Some(updated),
            ..credit("A", "", Some(LicenceId::CC0_1_0))
        };
        for (day, french, english) in [
            (
                "2026-03-01",
                ", mise à jour du 1er mars 2026",
                ", updated on 1 March 2026",
            ),
            (
                crate::UNKNOWN_DAY,
                ", date de mise à jour inconnue",
                ", date of last update unknown",
            ),
        ] {
            let work = updated(day);
            let html = Attribution { work, sources: &[] }.html(Lang::Fr);
            assert!(html.ends_with(french), "{html}");
            assert!(work.text(Lang::En).ends_with(english));
            assert!(work.markdown(Lang::Fr).ends_with(french));
        }
    }

    #[test]
    fn alone_it_is_the_line_of_the_work() {
        let work = credit("A", "https://e.fr/a", None);
        let attribution = Attribution { work, sources: &[] };
        assert_eq!(attribution.text(Lang::Fr), work.text(Lang::Fr));
        assert!(work.text(Lang::Fr).ends_with(", licence non indiquée"));
    }
}

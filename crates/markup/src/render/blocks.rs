//! Blocks: paragraphs, headings, lists, quotes, alerts, tables.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, HeadingLevel, Tag};

use super::Heading;
use super::escape::{push_attribute, push_escaped};
use super::writer::{Close, Writer};

impl<'e> Writer<'_, 'e> {
    /// Opens any element but links and images; returns what will close it.
    pub(super) fn open_tag(&mut self, tag: Tag<'e>) -> Close<'e> {
        match tag {
            Tag::Heading { level, .. } => self.open_heading(level),
            Tag::FootnoteDefinition(label) => {
                self.suspend();
                Close::Footnote(label)
            }
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => Close::With(self.tables.open_row(&mut self.out, true)),
            Tag::TableRow => Close::With(self.tables.open_row(&mut self.out, false)),
            Tag::TableCell => Close::With(self.tables.open_cell(&mut self.out)),
            Tag::BlockQuote(Some(kind)) => self.open_alert(kind),
            Tag::List(Some(start)) if start != 1 => self.open_list_from(start),
            Tag::Emphasis => self.open_inline("<em>", "</em>"),
            Tag::Strong => self.open_inline("<strong>", "</strong>"),
            Tag::Strikethrough => self.open_inline("<del>", "</del>"),
            tag => self.open_block(&tag),
        }
    }

    fn open_inline(&mut self, open: &str, close: &'static str) -> Close<'e> {
        self.out.push_str(open);
        Close::With(close)
    }

    /// Blocks that need nothing but their tags.
    fn open_block(&mut self, tag: &Tag<'_>) -> Close<'e> {
        let (open, close) = match tag {
            Tag::Paragraph => ("<p>", "</p>\n"),
            Tag::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(_) => ("<pre><code>", "</code></pre>\n"),
            Tag::List(Some(_)) => ("<ol>\n", "</ol>\n"),
            Tag::List(None) => ("<ul>\n", "</ul>\n"),
            Tag::Item if self.task_follows() => ("<li class=\"task\">", "</li>\n"),
            Tag::Item => ("<li>", "</li>\n"),
            Tag::DefinitionList => ("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => ("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => ("<dd>", "</dd>\n"),
            // not part of the dialect
            _ => return Close::Nothing,
        };
        self.block(open);
        Close::With(close)
    }

    fn open_list_from(&mut self, start: u64) -> Close<'e> {
        self.block("<ol");
        push_attribute(&mut self.out, "start", &start.to_string());
        self.out.push_str(">\n");
        Close::With("</ol>\n")
    }

    fn open_table(&mut self, alignments: Vec<Alignment>) -> Close<'e> {
        self.block("");
        let label = self.options.labels.table;
        Close::With(self.tables.open(&mut self.out, alignments, label))
    }

    fn open_alert(&mut self, kind: BlockQuoteKind) -> Close<'e> {
        let labels = &self.options.labels;
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("alert alert-note", labels.note),
            BlockQuoteKind::Tip => ("alert alert-tip", labels.tip),
            BlockQuoteKind::Important => ("alert alert-important", labels.important),
            BlockQuoteKind::Warning => ("alert alert-warning", labels.warning),
            BlockQuoteKind::Caution => ("alert alert-caution", labels.caution),
        };
        self.block("<div");
        push_attribute(&mut self.out, "class", class);
        self.out
            .push_str(" role=\"note\">\n<p class=\"alert-title\">");
        push_escaped(&mut self.out, title);
        self.out.push_str("</p>\n");
        Close::With("</div>\n")
    }

    /// The opening tag is written at the end, when the words that make the id are known.
    fn open_heading(&mut self, level: HeadingLevel) -> Close<'e> {
        self.suspend();
        self.heading = Some(String::new());
        let level = (level as u8).saturating_add(self.options.heading_offset);
        Close::Heading(level.min(6))
    }

    pub(super) fn close_heading(&mut self, level: u8) {
        self.level = level;
        let content = self.resume();
        let words = self.heading.take().unwrap_or_default();
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.ids.give(self.options.id_prefix, &text);
        self.block(&format!("<h{level}"));
        push_attribute(&mut self.out, "id", &id);
        self.out.push('>');
        self.out.push_str(&content);
        if !text.is_empty() {
            self.push_anchor(&id, &text);
            self.outline.push(Heading { level, id, text });
        }
        self.out.push_str(&format!("</h{level}>\n"));
    }

    fn push_anchor(&mut self, id: &str, text: &str) {
        let label = format!("{} {text}", self.options.labels.heading_anchor);
        self.out.push_str(" <a class=\"heading-anchor\"");
        push_attribute(&mut self.out, "href", &format!("#{id}"));
        push_attribute(&mut self.out, "aria-label", &label);
        self.out
            .push_str("><span aria-hidden=\"true\">#</span></a>");
    }

    fn task_follows(&self) -> bool {
        matches!(
            self.events.as_slice(),
            [Event::TaskListMarker(_), ..]
                | [Event::Start(Tag::Paragraph), Event::TaskListMarker(_), ..]
        )
    }

    pub(super) fn write_task_box(&mut self, done: bool) {
        let labels = &self.options.labels;
        let (state, label) = if done {
            (" checked=\"\"", labels.task_done)
        } else {
            ("", labels.task_open)
        };
        self.out.push_str("<input type=\"checkbox\" disabled=\"\"");
        self.out.push_str(state);
        push_attribute(&mut self.out, "aria-label", label);
        self.out.push_str("> ");
    }
}

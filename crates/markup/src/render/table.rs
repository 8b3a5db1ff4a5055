//! Tables: in a frame that scrolls sideways on a phone, cells aligned by class.

use pulldown_cmark::Alignment;

use super::escape::push_attribute;

/// The table being written, and how many there were. What opens an element returns what closes it.
#[derive(Default)]
pub(super) struct Tables {
    count: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Tables {
    /// Opens the frame and the table. The frame takes the keyboard's focus, since only so can it be
    /// scrolled without a pointer, and hence needs a role and a name.
    pub(super) fn open(
        &mut self,
        out: &mut String,
        alignments: Vec<Alignment>,
        label: &str,
    ) -> &'static str {
        self.count += 1;
        self.alignments = alignments;
        out.push_str("<div class=\"table-wrap\" tabindex=\"0\" role=\"region\"");
        push_attribute(out, "aria-label", &format!("{label} {}", self.count));
        out.push_str(">\n<table>\n");
        "</tbody>\n</table>\n</div>\n"
    }

    /// Opens a row; the body begins where the head ends.
    pub(super) fn open_row(&mut self, out: &mut String, head: bool) -> &'static str {
        self.column = 0;
        self.in_head = head;
        out.push_str(if head { "<thead>\n<tr>" } else { "<tr>" });
        if head {
            "</tr>\n</thead>\n<tbody>\n"
        } else {
            "</tr>\n"
        }
    }

    /// Opens a cell.
    pub(super) fn open_cell(&mut self, out: &mut String) -> &'static str {
        out.push_str(if self.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => Some("align-left"),
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-right"),
            Some(Alignment::None) | None => None,
        };
        if let Some(class) = class {
            push_attribute(out, "class", class);
        }
        out.push('>');
        self.column += 1;
        if self.in_head { "</th>" } else { "</td>" }
    }
}

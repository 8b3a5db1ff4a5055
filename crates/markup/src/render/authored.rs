//! The author's own HTML, written anew from what is kept of it.

use pulldown_cmark::Event;

use super::escape::push_attribute;
use super::writer::{Close, MAX_DEPTH, Writer};
use crate::raw::{Piece, RawTag, pieces};

impl Writer<'_, '_> {
    pub(super) fn html_block(&mut self) {
        let mut html = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Html(part) | Event::Text(part) => html.push_str(&part),
                Event::End(_) => break,
                _ => {}
            }
        }
        self.block("");
        self.raw(&html, true);
    }

    /// Writes what is kept of an author's HTML.
    pub(super) fn raw(&mut self, html: &str, block: bool) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Open(tag, attributes) if block || !tag.block => {
                    self.open_raw(tag, &attributes);
                }
                Piece::Open(..) => {}
                Piece::Close(tag) => self.close_raw(tag),
            }
        }
    }

    fn open_raw(&mut self, tag: &'static RawTag, attributes: &[(&str, String)]) {
        let in_details = matches!(self.open.last(), Some(Close::Raw(tag)) if tag.name == "details");
        let misplaced = tag.name == "summary" && !in_details;
        if misplaced || self.open.len() >= MAX_DEPTH {
            return;
        }
        self.out.push('<');
        self.out.push_str(tag.name);
        for (name, value) in attributes {
            match *name {
                "open" if tag.name == "details" => push_attribute(&mut self.out, name, ""),
                "open" => {}
                _ => push_attribute(&mut self.out, name, value),
            }
        }
        self.out.push('>');
        if !tag.void {
            self.push(Close::Raw(tag));
        }
    }

    /// Closes the author's tag if it is open in the current Markdown element.
    fn close_raw(&mut self, tag: &RawTag) {
        let authors = self
            .open
            .iter()
            .rev()
            .take_while(|close| matches!(close, Close::Raw(_)));
        let place = authors
            .enumerate()
            .find(|(_, close)| matches!(close, Close::Raw(open) if *open == tag));
        let count = place.map_or(0, |(depth, _)| depth + 1);
        for close in self
            .open
            .split_off(self.open.len() - count)
            .into_iter()
            .rev()
        {
            self.close(close);
        }
    }
}

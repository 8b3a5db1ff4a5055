//! Whatever is included, from wherever.

use std::cell::RefCell;

use markup::{
    Included, Part, Passage, Picture, RenderOptions, images, inclusions, links, render, section,
};
use proptest::prelude::*;

use super::{html_with, link, passage};
use crate::browser::check;
use crate::hostile::soup;
use crate::support::{OPTIONS, html, resolve};

/// Where a caller that was fooled says that something is.
fn address() -> impl Strategy<Value = String> {
    proptest::sample::select(
        &[
            "/ressources/a",
            "javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "\" onclick=\"alert(1)",
            "\"><script>alert(1)</script>",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn included() -> impl Strategy<Value = Included> {
    prop_oneof![
        soup().prop_map(|text| passage(&text)),
        (soup(), soup(), address()).prop_map(|(title, text, url)| Included::Passage(Passage {
            parts: vec![Part {
                title: Some(title.clone()),
                text
            }],
            language: title.clone(),
            caption: vec![link(&title, &url)],
        })),
        (soup(), address()).prop_map(|(words, url)| Included::NotShown {
            link: Some(link(&words, &url)),
            words,
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_is_included_is_safe_and_balanced(before in soup(), after in soup(), included in included()) {
        let text = format!("{before}\n\n![[a]]\n\n# a\n\n![[a#b]]\n![[c]]\n\n{after}");
        check(&html_with(&text, &|_| included.clone()));
    }

    #[test]
    fn whatever_becomes_of_a_picture_is_safe(text in soup(), words in soup(), url in address()) {
        let text = format!("{text}\n\n![{words}](/x.png) *![a](y.png)*");
        for picture in [Picture::At(url.clone()), Picture::NotShown(words.clone()), Picture::AsLink] {
            let options = RenderOptions { picture: &|_| picture.clone(), ..OPTIONS };
            check(&render(&text, &options).html);
        }
    }

    #[test]
    fn a_section_of_any_text_is_safe_and_short(text in soup(), heading in "[a-c]{0,2}") {
        let text = format!("# {heading}\n\n{text}\n\n## x\n\n[^1]: note");
        if let Some(part) = section(&text, &heading) {
            prop_assert!(part.len() <= 2 * text.len());
            check(&html(&part));
        }
    }

    #[test]
    fn rendering_asks_about_what_was_found_and_nothing_else(text in soup()) {
        let text = format!("{text}\n\n![[a#b]]\n\n![c](d.png)");
        let asked = RefCell::new((Vec::new(), Vec::new(), Vec::new()));
        let options = RenderOptions {
            include: &|inclusion| {
                if !asked.borrow().0.contains(inclusion) {
                    asked.borrow_mut().0.push(inclusion.clone());
                }
                Included::AsLink
            },
            picture: &|address| {
                if !asked.borrow().1.iter().any(|known| known == address) {
                    asked.borrow_mut().1.push(address.to_owned());
                }
                Picture::AsWritten
            },
            resolve: &|target| {
                if !asked.borrow().2.iter().any(|known| known == target) {
                    asked.borrow_mut().2.push(target.to_owned());
                }
                resolve(target)
            },
            ..OPTIONS
        };
        let _ = render(&text, &options);
        prop_assert_eq!(asked.into_inner(), (inclusions(&text), images(&text), links(&text)));
    }
}

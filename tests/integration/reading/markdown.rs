//! What writers write, as readers read it.

use crate::harness::{Page, Server};

#[test]
fn markdown_becomes_a_page() {
    let server = Server::with_content();
    let body = "# Un\n\n## Deux & trois\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTexte[^1] ~~barré~~.\n\n[^1]: Note de bas.\n\n\
        - [x] fait\n- [ ] à faire\n\nTerme\n: Définition\n\n> [!WARNING]\n> Attention.\n\n\
        [[brise-glace]] et [[page-inexistante|à écrire]]\n\n<script>alert(1)</script><b onclick=x>gras</b>\n";
    let slug = server.create_page("Tout le Markdown", body);
    let page = server.open(&format!("/ressources/{slug}"));
    for selector in [
        "table td",
        "del",
        "li input[type=checkbox][checked]",
        "dl dt",
        "dl dd",
        ".prose h2[id], .prose h3[id]",
        "sup a",
    ] {
        assert!(
            !page.all(selector).is_empty(),
            "no {selector} in {}",
            page.source
        );
    }
    page.shows(&["Attention.", "Note de bas.", "gras"]);
    assert!(
        page.all("main script:not([src])").is_empty() && !page.source.contains("alert(1)</script>")
    );
    assert!(page.links().contains("/ressources/brise-glace"));
    red_link(&page);
    server.create_page("Page inexistante", "Enfin.\n");
    let blue = server.open(&format!("/ressources/{slug}"));
    assert!(
        blue.all("a.missing").is_empty() && blue.links().contains("/ressources/page-inexistante")
    );
    let target = server.open("/ressources/page-inexistante");
    assert!(
        target.links().contains(&format!("/ressources/{slug}")),
        "no backlink: {:?}",
        target.links()
    );
}

fn red_link(page: &Page) {
    let red = page.values("a.missing", "href");
    assert!(
        red.len() == 1 && red[0].starts_with("/deposer") && red[0].contains("page-inexistante"),
        "{red:?}"
    );
    assert_eq!(page.texts("a.missing"), ["à écrire"]);
}

//! Words and links taken out of a text.

use markup::{links, plain};

#[test]
fn links_come_once_in_order() {
    assert_eq!(
        links(
            "[[b]] [[ a | x ]] [[b|y]]\n\n> [[c d]] `[[non]]`\n\n    [[non]]\n\n```\n[[non]]\n```\n"
        ),
        ["b", "a", "c d"]
    );
    assert!(links("rien [là](b) [[]] [[ ]]").is_empty());
}

#[test]
fn plain_text_has_every_word_and_no_markup() {
    let text = "# Le *titre*\n\nUn [lien](/x \"t\"), [[cible]], [[cible|texte]], ![image](/i.png).\nSuite\n\n\
        - [x] a\n- b[^1]\n\n| c | d |\n|---|---|\n| e | f |\n\n```\ng\n  h\n```\n\n\
        <div class=x><b>i</b> &eacute;<br>j</div>\n\n<script>\nnon\n</script>\n\n\
        > [!TIP]\n> k <sup>l</sup>\n\nm\n: n\n\n[^1]: note\n\n## \n\n## Fin\n";
    let plain = plain(text);
    assert_eq!(
        plain.text,
        "Le titre\nUn lien, cible, texte, image. Suite\na\nb\nc\td\ne\tf\ng\nh\ni é\nj\nk l\nm\nn\nnote\nFin"
    );
    assert_eq!(plain.headings, ["Le titre", "Fin"]);
    assert_eq!(plain.first_heading.as_deref(), Some("Le titre"));
}

#[test]
fn a_text_without_words_is_empty() {
    for text in [
        "",
        "\r\n\r\n",
        "***",
        "<!-- x -->",
        "![](/x.png)",
        "<script>x</script>",
    ] {
        let plain = plain(text);
        assert_eq!(plain.text, "", "{text:?}");
        assert_eq!(plain.first_heading, None);
    }
}

//! A theme in layers: what somebody who writes one meets.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]

use serde::Serialize;
use std::borrow::Cow;
use std::fs;
use std::path::Path;
use theming::{Error, Html, Message, Source, Theme};

const FRENCH: &str = "hello = Bonjour { $name }\nbye = Au revoir\n";

fn embedded(files: &[(&str, &'static str)]) -> Source {
    let files = files
        .iter()
        .map(|(path, text)| (*path, Cow::Borrowed(text.as_bytes())));
    Source::embedded(files)
}

fn below() -> Source {
    embedded(&[
        ("messages/fr.ftl", FRENCH),
        (
            "messages/en.ftl",
            "hello = Hello { $name }\nbye = Goodbye\n",
        ),
        ("templates/a.html", "<p>{{ t('hello', name=name) }}</p>"),
        ("templates/b.html", "below"),
        (
            "icons/page.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        ),
        ("assets/a.css", "p {}"),
    ])
}

#[derive(Serialize)]
struct View {
    name: &'static str,
    html: Html,
    nothing: Option<&'static str>,
}

const VIEW: View = View {
    name: "Zoé <b> & 'co'",
    html: Html::EMPTY,
    nothing: None,
};

fn with_template(source: &'static str) -> Result<Theme, Error> {
    Theme::load(vec![embedded(&[("templates/x.html", source)]), below()])
}

fn rendered(source: &'static str) -> Result<String, Error> {
    with_template(source).unwrap().render("x.html", "fr", &VIEW)
}

#[test]
fn the_first_layer_that_has_a_file_wins() {
    let above = embedded(&[
        ("templates/b.html", "above"),
        ("messages/fr.ftl", "bye = Salut\n"),
    ]);
    let theme = Theme::load(vec![above, below()]).unwrap();
    assert_eq!(theme.render("b.html", "fr", &VIEW).unwrap(), "above");
    assert_eq!(theme.message("fr", &Message::new("bye")), "Salut");
    assert_eq!(
        theme.message("fr", &Message::new("hello").with("name", "x")),
        "Bonjour x"
    );
    assert_eq!(theme.message("en", &Message::new("bye")), "Goodbye");
}

#[test]
fn a_language_that_is_not_spoken_is_answered_in_french() {
    let theme = Theme::load(vec![below()]).unwrap();
    assert_eq!(theme.message("de", &Message::new("bye")), "Au revoir");
    let page = theme.render("a.html", "de", &VIEW).unwrap();
    assert!(page.starts_with("<p>Bonjour"), "{page}");
    assert_eq!(theme.languages(), ["en", "fr"]);
}

#[test]
fn everything_is_escaped_but_html() {
    assert_eq!(
        rendered("{{ name }}").unwrap(),
        "Zoé &lt;b&gt; &amp; &#39;co&#39;"
    );
    assert_eq!(
        rendered("{{ t('hello', name=name) }}").unwrap(),
        "Bonjour Zoé &lt;b&gt; &amp; &#39;co&#39;"
    );
    assert_eq!(rendered("[{{ nothing }}]").unwrap(), "[]");
    let theme = with_template("{{ html }}").unwrap();
    let view = View {
        html: Html::sanitised("<p>x</p>"),
        ..VIEW
    };
    assert_eq!(theme.render("x.html", "fr", &view).unwrap(), "<p>x</p>");
    assert_eq!(
        serde_json::to_string(&Html::sanitised("<p>")).unwrap(),
        "\"<p>\""
    );
}

#[test]
fn nothing_turns_escaping_off() {
    assert!(rendered("{{ name|safe }}").is_err());
    let error = with_template("x\n{% autoescape false %}{{ name }}{% endautoescape %}")
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "templates/x.html, line 2: escaping cannot be turned off"
    );
}

#[test]
fn a_broken_template_names_file_and_line() {
    let error = with_template("a\nb\n{% if %}\n").err().unwrap().to_string();
    assert!(error.starts_with("templates/x.html, line 3: "), "{error}");
    let error = rendered("a\n{{ misspelt }}").unwrap_err().to_string();
    assert!(
        error.starts_with("templates/x.html, line 2: undefined value"),
        "{error}"
    );
}

#[test]
fn an_error_in_an_included_template_names_that_one() {
    let above = embedded(&[
        ("templates/outer.html", "{% include 'inner.html' %}"),
        ("templates/inner.html", "\n\n{{ misspelt }}"),
    ]);
    let theme = Theme::load(vec![above, below()]).unwrap();
    let error = theme
        .render("outer.html", "fr", &VIEW)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("templates/inner.html, line 3: "),
        "{error}"
    );
}

#[test]
fn a_template_that_never_ends_is_stopped() {
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}";
    assert!(rendered(endless).unwrap_err().to_string().contains("fuel"));
    assert!(rendered("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").is_err());
}

#[test]
fn a_missing_sentence_is_its_key_or_an_error_where_themes_are_checked() {
    let sources = || {
        vec![
            embedded(&[(
                "templates/x.html",
                "{{ t('no-such') }}{{ icon('no-such') }}",
            )]),
            below(),
        ]
    };
    let page = Theme::load(sources())
        .unwrap()
        .render("x.html", "fr", &VIEW)
        .unwrap();
    assert!(
        page.starts_with("no-such<svg class=\"icon icon-page\""),
        "{page}"
    );
    let error = Theme::load_strict(sources())
        .unwrap()
        .render("x.html", "fr", &VIEW)
        .unwrap_err();
    assert!(
        error.to_string().contains("no message no-such in fr"),
        "{error}"
    );
}

#[test]
fn sizes_numbers_dates_and_addresses_are_words_of_the_theme() {
    let sizes = "size-bytes = { $n } o\nsize-kilobytes = { $n } ko\nsize-megabytes = { $n } Mo\nsize-gigabytes = { $n } Go\ndate-month-1 = janvier\ndate-long = { $day } { $month } { $year }\n";
    let template = "{{ 999|size }} {{ 1500|size }} {{ 999999|size }} {{ 209715200|size }} {{ 3000000000|size }} {{ 1234.5|number }} {{ '2026-01-15'|date('long') }} {{ asset('a.css') }}";
    let theme = Theme::load(vec![
        embedded(&[("templates/x.html", template), ("messages/fr.ftl", sizes)]),
        below(),
    ])
    .unwrap();
    assert_eq!(
        theme.render("x.html", "fr", &VIEW).unwrap(),
        format!(
            "999 o 1,5 ko 1 Mo 210 Mo 3 Go 1\u{202f}234,5 15 janvier 2026 {}",
            theme.asset_url("a.css").unwrap()
        )
    );
    assert!(rendered("{{ asset('no-such.css') }}").is_err());
    assert!(rendered("{{ '2026-01-15'|date('no-such') }}").is_err());
}

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn a_folder_is_read_again_when_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "templates/b.html", "one");
    let theme = Theme::load(vec![Source::folder(folder.path()), below()]).unwrap();
    let page = || theme.render("b.html", "fr", &VIEW).unwrap();
    assert_eq!(page(), "one");
    assert!(!theme.refresh().unwrap());
    write(folder.path(), "templates/b.html", "another");
    assert!(theme.refresh().unwrap());
    assert_eq!(page(), "another");
    fs::remove_file(folder.path().join("templates/b.html")).unwrap();
    assert!(theme.refresh().unwrap());
    assert_eq!(page(), "below");
}

#[test]
fn a_page_finds_the_change_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let theme = Theme::load(vec![Source::folder(folder.path()), below()]).unwrap();
    write(folder.path(), "templates/b.html", "later");
    std::thread::sleep(std::time::Duration::from_millis(1050));
    assert_eq!(theme.render("b.html", "fr", &VIEW).unwrap(), "later");
}

#[test]
fn a_broken_change_leaves_the_theme_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "templates/b.html", "good");
    let theme = Theme::load(vec![Source::folder(folder.path()), below()]).unwrap();
    write(folder.path(), "templates/b.html", "{% broken");
    assert!(
        theme
            .refresh()
            .unwrap_err()
            .to_string()
            .starts_with("templates/b.html, line 1")
    );
    assert_eq!(theme.render("b.html", "fr", &VIEW).unwrap(), "good");
    assert!(!theme.refresh().unwrap(), "told once");
}

#[test]
fn hidden_files_and_a_folder_that_does_not_exist_are_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "templates/.b.html.swp", "{% broken");
    let missing = Source::folder(folder.path().join("no-such"));
    let theme = Theme::load(vec![missing, Source::folder(folder.path()), below()]).unwrap();
    assert_eq!(theme.render("b.html", "fr", &VIEW).unwrap(), "below");
}

#[test]
fn a_theme_without_french_is_refused() {
    let error = Theme::load(vec![embedded(&[("messages/en.ftl", "a = b\n")])])
        .err()
        .unwrap();
    assert!(matches!(error, Error::NoMessages { .. }));
    let error = Theme::load(vec![Source::embedded([(
        "messages/fr.ftl",
        &b"a = \xff"[..],
    )])])
    .err()
    .unwrap();
    assert_eq!(error.to_string(), "messages/fr.ftl: not UTF-8 text");
}

//! Files made here, to say exactly what they hold.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Write};

use extraction::{Inspection, Limits, Note, PageText, inspect_within};
use zip::{ZipWriter, write::SimpleFileOptions};

fn inspect(bytes: &[u8], name: &str) -> Inspection {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    inspect_within(file.path(), name, &Limits::TEST).unwrap()
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn texts(inspection: &Inspection) -> Vec<&str> {
    inspection
        .pages
        .iter()
        .map(|page| page.text.as_str())
        .collect()
}

fn docx(body: &str) -> Vec<u8> {
    zip(&[(
        "word/document.xml",
        &format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"),
    )])
}

#[test]
fn a_docx_gives_what_a_reader_sees() {
    let found = inspect(
        &docx(
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Un</w:t><w:tab/><w:t> &amp; deux&#233;</w:t></w:r></w:p>\
             <w:p><w:del><w:r><w:delText>effacé</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>&inconnu;trois</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>case</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
             <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>bulle</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>bulle</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>",
        ),
        "a.docx",
    );
    assert_eq!(texts(&found), ["Un\t & deuxé\ntrois\ncase\nbulle"]);
    assert_eq!((found.pages[0].page, found.note), (None, None));
}

#[test]
fn the_day_of_a_template_gives_way_to_that_of_the_last_change() {
    let date = |begun: &str, changed: &str| {
        let core = format!(
            "<cp:coreProperties xmlns:cp='c' xmlns:dcterms='d'><dcterms:created>{begun}</dcterms:created>\
             <dcterms:modified>{changed}</dcterms:modified></cp:coreProperties>"
        );
        let document = "<w:document xmlns:w='w'><w:body/></w:document>";
        let file = zip(&[
            ("word/document.xml", document),
            ("docProps/core.xml", &core),
        ]);
        let meta = format!(
            "<office:document-meta xmlns:office='o' xmlns:meta='m' xmlns:dc='d'><office:meta>\
             <meta:creation-date>{begun}</meta:creation-date><dc:date>{changed}</dc:date></office:meta></office:document-meta>"
        );
        let type_ = "application/vnd.oasis.opendocument.text";
        let content =
            "<office:document-content xmlns:office='o'><office:body/></office:document-content>";
        let odt = zip(&[
            ("mimetype", type_),
            ("content.xml", content),
            ("meta.xml", &meta),
        ]);
        let rtf = format!(
            "{{\\rtf1{{\\info{{\\creatim{}}}{{\\revtim{}}}}}a}}",
            in_rtf(begun),
            in_rtf(changed)
        );
        [
            inspect(&file, "a.docx").date,
            inspect(&odt, "a.odt").date,
            inspect(rtf.as_bytes(), "a.rtf").date,
        ]
    };
    let template = "2013-12-23T23:15:00Z";
    let (begun, changed) = ("2026-03-01T09:30:00Z", "2026-04-02T10:00:00Z");
    let all = |day: &str| [(); 3].map(|()| Some(day.to_owned()));
    assert_eq!(date(begun, changed), all("2026-03-01"));
    assert_eq!(date(template, changed), all("2026-04-02"));
    assert_eq!(date(template, template), [None, None, None]);
}

/// A moment as RTF writes it, number by number.
fn in_rtf(moment: &str) -> String {
    let numbers = moment.split(|c: char| !c.is_ascii_digit());
    let words = ["yr", "mo", "dy", "hr", "min"].iter().zip(numbers);
    words
        .map(|(word, number)| format!("\\{word}{}", number.trim_start_matches('0')))
        .collect()
}

#[test]
fn slides_are_in_the_order_in_which_they_are_shown() {
    let slide = |text: &str| {
        format!(
            "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{text}</a:t></a:r><a:fld><a:t>9</a:t></a:fld></a:p></p:sld>"
        )
    };
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let links = |links: &[String]| format!("<Relationships>{}</Relationships>", links.concat());
    let file = zip(&[
        (
            "ppt/presentation.xml",
            "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldId id='256' r:id='b'/><p:sldId id='257' r:id='vide'/><p:sldId id='258' r:id='a'/><p:sldId id='259' r:id='a'/></p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            &links(&[
                link("a", "slide", "slides/slide1.xml"),
                link("b", "slide", "/ppt/slides/slide2.xml"),
                link("vide", "slide", "slides/slide3.xml"),
            ]),
        ),
        ("ppt/slides/slide1.xml", &slide("dernière")),
        ("ppt/slides/slide2.xml", &slide("première")),
        ("ppt/slides/slide3.xml", "<p:sld xmlns:p='p'/>"),
        (
            "ppt/slides/_rels/slide1.xml.rels",
            &links(&[
                link("n", "notesSlide", "../notesSlides/n.xml"),
                link("d", "diagramData", "../diagrams/data1.xml"),
            ]),
        ),
        (
            "ppt/diagrams/data1.xml",
            "<dgm:pt xmlns:dgm='d' xmlns:a='a'><dgm:t><a:p><a:r><a:t>étape</a:t></a:r></a:p></dgm:t></dgm:pt>",
        ),
        ("ppt/notesSlides/n.xml", &slide("note")),
    ]);
    let found = inspect(&file, "a.pptx");
    let page = |page, text: &str| PageText {
        page: Some(page),
        text: text.to_owned(),
    };
    assert_eq!(
        found.pages,
        [page(1, "première"), page(3, "dernière\nétape\nnote")]
    );
    assert_eq!(found.note, None);
}

#[test]
fn sheets_give_their_words() {
    let file = zip(&[
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheet name='Séances' sheetId='1' r:id='s'/></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id='s' Type='x/worksheet' Target='worksheets/s.xml'/><Relationship Id='t' Type='x/sharedStrings' Target='sharedStrings.xml'/></R>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>zéro</t></si><si/><si><r><t>de</t></r><r><t>ux</t></r><rPh><t>lu</t></rPh></si></sst>",
        ),
        (
            "xl/worksheets/s.xml",
            "<worksheet><row><c t='s'><v>2</v></c><c><v>45231</v></c><c t='s'><v>0</v></c></row><row><c t='s'><v>99</v></c><c t='str'><f>A1</f><v>calcul</v></c></row></worksheet>",
        ),
    ]);
    assert_eq!(
        texts(&inspect(&file, "a.xlsx")),
        ["Séances\ndeux\tzéro\ncalcul"]
    );
}

#[test]
fn open_document_text_is_without_comments_and_deletions() {
    let content = "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>\
        <text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>\
        <text:h>Titre</text:h><text:p>a<text:s text:c='3'/>b<text:line-break/>c<office:annotation><text:p>remarque</text:p></office:annotation>\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note> d</text:p>\
        </office:text></office:body></office:document-content>";
    let file = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ]);
    let found = inspect(&file, "a.bin");
    assert_eq!(found.media_type, "application/vnd.oasis.opendocument.text");
    assert_eq!(texts(&found), ["Titre\na   b\ncnote\n d"]);
}

#[test]
fn protected_files_say_so() {
    let odt = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            "<m:file-entry><m:encryption-data/></m:file-entry>",
        ),
        ("content.xml", "chiffré"),
    ]);
    assert_eq!(inspect(&odt, "a.odt").note, Some(Note::Encrypted));

    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.resize(2048, 0);
    assert_eq!(inspect(&compound, "a.docx").note, Some(Note::NotSupported));
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let found = inspect(&compound, "a.docx");
    assert_eq!(
        (found.media_type.as_str(), found.note),
        ("application/x-ole-storage", Some(Note::Encrypted))
    );
}

#[test]
fn what_was_read_before_a_fault_is_given() {
    let found = inspect(
        &docx("<w:p><w:r><w:t>avant</w:t></w:r></w:p><w:p></w:body>"),
        "a.docx",
    );
    assert_eq!(
        (texts(&found), found.note),
        (vec!["avant"], Some(Note::Damaged))
    );
    let found = inspect(
        &docx("<w:p><w:r><w:t>avant</w:t></w:r></w:p><w:p><w:r><w:t>ap"),
        "a.docx",
    );
    assert_eq!(
        (texts(&found)[0], found.note),
        ("avant\nap", Some(Note::Damaged))
    );
}

#[test]
fn nesting_and_document_types_are_refused() {
    let deep = format!("{}{}", "<w:p>".repeat(100), "</w:p>".repeat(100));
    assert_eq!(inspect(&docx(&deep), "a.docx").note, Some(Note::Damaged));
    let doctype = zip(&[(
        "word/document.xml",
        "<!DOCTYPE w [<!ENTITY a 'x'>]><w><t>&a;</t></w>",
    )]);
    let found = inspect(&doctype, "a.docx");
    assert_eq!((found.pages.len(), found.note), (0, Some(Note::Damaged)));
    let deep_rtf = format!("{{\\rtf1 a{}", "{".repeat(100));
    let found = inspect(deep_rtf.as_bytes(), "a.rtf");
    assert_eq!(
        (texts(&found), found.note),
        (vec!["a"], Some(Note::Damaged))
    );
}

#[test]
fn a_part_that_lies_about_its_size_is_stopped() {
    let mut file = docx(&" ".repeat(3 * 1024 * 1024));
    // the size as declared, in the local header and in the directory
    let size = u32::try_from(
        3 * 1024 * 1024 + "<w:document xmlns:w='w'><w:body></w:body></w:document>".len(),
    )
    .unwrap()
    .to_le_bytes();
    let places: Vec<usize> = (0..file.len() - 4)
        .filter(|&at| file[at..at + 4] == size)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        file[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let found = inspect(&file, "a.docx");
    assert!(
        matches!(found.note, Some(Note::TooLarge | Note::Damaged)),
        "{:?}",
        found.note
    );
    assert!(found.pages.is_empty());
}

#[test]
fn a_directory_of_countless_entries_is_not_read() {
    let names: Vec<String> = (0..3000)
        .map(|n| format!("a-rather-long-name-{n}"))
        .collect();
    let mut parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    parts.push(("word/document.xml", "<w/>"));
    let found = inspect(&zip(&parts), "a.zip");
    assert_eq!(
        (found.media_type.as_str(), found.note),
        ("application/zip", Some(Note::TooLarge))
    );
}

#[test]
fn long_texts_are_cut() {
    let long = "é".repeat(Limits::TEST.text_bytes);
    for (bytes, name) in [
        (long.as_bytes().to_vec(), "a.txt"),
        (
            docx(&format!("<w:p><w:r><w:t>{long}</w:t></w:r></w:p>")),
            "a.docx",
        ),
        (
            format!("{{\\rtf1 {}}}", "a".repeat(long.len())).into_bytes(),
            "a.rtf",
        ),
    ] {
        let found = inspect(&bytes, name);
        assert_eq!(found.note, Some(Note::Cut), "{name}");
        assert_eq!(found.pages[0].text.len(), Limits::TEST.text_bytes, "{name}");
    }
}

#[test]
fn plain_texts_are_read_in_their_encoding() {
    let found = inspect(
        "# Ligne de vie #\n\nDurée : 45 min\r\n".as_bytes(),
        "fiche.md",
    );
    assert_eq!(found.media_type, "text/markdown");
    assert_eq!(found.title.as_deref(), Some("Ligne de vie"));
    assert_eq!(texts(&found), ["# Ligne de vie #\n\nDurée : 45 min"]);
    assert_eq!(texts(&inspect(b"l\x92\xE9t\xE9", "a.txt")), ["l’été"]);
}

#[test]
fn rtf_is_read() {
    let found = inspect(
        b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title Le b\\'e2ton}{\\author Ana;Bo}}{\\header haut}\
          \\pard l\\rquote \\'e9t\\'e9 \\u233?\\u-10179?\\u-8703?\\par {\\*\\inconnu cach\\'e9}{\\uc2\\u339 oe}il\\~{\\b gras}\\bin3 {{{\\par}",
        "a.rtf",
    );
    assert_eq!(texts(&found), ["l’été é😁\nœil\u{A0}gras"]);
    assert_eq!(found.title.as_deref(), Some("Le bâton"));
    assert_eq!(found.authors, ["Ana", "Bo"]);
    assert_eq!(found.note, None);
}

#[test]
fn a_missing_file_is_an_error() {
    assert!(extraction::inspect("/nowhere/at/all".as_ref(), "a.pdf").is_err());
}

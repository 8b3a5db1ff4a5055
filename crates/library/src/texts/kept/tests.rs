//! What is kept, for how long, and what is left to do.

use super::*;
use extraction::PageText;
use model::Sha256;
use uuid::Uuid;

fn found(text: &str) -> Entry {
    let page = PageText {
        page: Some(3),
        text: text.to_owned(),
    };
    Entry::settled(Inspection {
        pages: vec![page],
        ..crate::texts::look::unknown()
    })
}

fn key(name: &str) -> Key {
    Key::new(Sha256([7; 32]), name)
}

fn begun(root: &Path, version: u32, everything: bool) -> Kept {
    let kept = Kept::new(root, version);
    kept.begin(everything);
    kept
}

fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_kept_is_given_back_until_it_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let kept = begun(folder.path(), 2, false);
    assert_eq!(kept.get(&key("a.md")), None);
    kept.put(&key("a.md"), &found("un"));
    kept.put(&key("a.txt"), &found("deux"));
    assert_eq!(kept.get(&key("b.md")), Some(found("un")));
    assert_eq!(kept.get(&key("a.txt")), Some(found("deux")));
    let path = key("a.md").path(&kept.folder());
    let whole = fs::read(&path).unwrap();
    let mut changed = whole.clone();
    *changed.last_mut().unwrap() ^= 1;
    for damaged in [&whole[..whole.len() - 1], &whole[..3], b"", &changed] {
        fs::write(&path, damaged).unwrap();
        assert_eq!(kept.get(&key("a.md")), None);
    }
    kept.put(&key("a.md"), &found("un"));
    assert_eq!(kept.get(&key("a.md")), Some(found("un")));
    assert_eq!(path.parent().unwrap().read_dir().unwrap().count(), 2);
}

#[test]
fn what_former_versions_found_is_there_until_it_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "not ours").unwrap();
    let oldest = begun(folder.path(), 9, false);
    let older = begun(folder.path(), 10, false);
    oldest.put(&key("a.md"), &found("un"));
    oldest.put(&key("a.pdf"), &found("deux"));
    older.put(&key("a.md"), &found("trois"));
    let kept = begun(folder.path(), 11, true);
    assert_eq!(kept.get(&key("a.md")), None);
    assert_eq!(kept.former(&key("a.md")), Some(found("trois").found));
    assert_eq!(kept.former(&key("a.pdf")), Some(found("deux").found));
    assert_eq!(kept.former(&key("a.csv")), None);
    kept.put(&key("a.md"), &found("quatre"));
    kept.forget_others();
    assert_eq!(kept.former(&key("a.md")), None);
    assert_eq!(kept.get(&key("a.md")), Some(found("quatre")));
    assert_eq!(names(folder.path()), ["11", "notes.txt"]);
}

#[test]
fn what_is_to_be_done_is_known_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let kept = begun(folder.path(), 1, true);
    let [one, two] = [1, 2].map(|number| ResourceId(Uuid::from_u128(number)));
    for resource in [one, two, two] {
        kept.mark(resource);
    }
    // what is there already is not begun again
    let kept = begun(folder.path(), 1, false);
    assert!(kept.is_everything_due());
    kept.everything_was_done();
    kept.everything_was_done();
    kept.unmark(one);
    kept.unmark(one);
    let kept = begun(folder.path(), 1, true);
    assert!(!kept.is_everything_due());
    assert_eq!(kept.marked(), [two]);
}

#[test]
fn nothing_fails_where_nothing_can_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let kept = begun(&file, 1, true);
    kept.put(&key("a"), &found("un"));
    kept.mark(ResourceId(Uuid::nil()));
    assert_eq!(kept.get(&key("a")), None);
    assert_eq!(kept.former(&key("a")), None);
    assert_eq!(kept.marked(), []);
    // a folder that went away comes back with a start, which notes what there is to do
    let kept = begun(folder.path(), 1, false);
    fs::remove_dir_all(kept.folder()).unwrap();
    kept.put(&key("a"), &found("un"));
    assert!(!kept.folder().exists());
}

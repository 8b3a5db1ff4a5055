//! Which backups of a folder count: those of this library that are whole.

use super::place::{ONE_DAY, Place, at_another_time, date_back, until};

#[test]
fn two_libraries_may_share_a_folder() {
    let first = Place::new(ONE_DAY);
    let second = Place::sharing(&first, ONE_DAY);
    let position = |name: &str| name.split('-').nth(4).unwrap().to_owned();
    let server = first.serve();
    until(&server, "made and rehearsed");
    server.stop();
    let theirs = first.backup();
    // old enough that one day is another, and at the same place of a log
    date_back(&first, &theirs, "2026-01-15T031500Z");
    let theirs = first.backup();

    let server = second.serve();
    until(&server, "made and rehearsed");
    server.stop();
    let both = first.backups();
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.contains(&theirs), "{both:?}");
    assert_eq!(position(&both[0]), position(&both[1]));
    // and the first finds its own
    let server = first.serve();
    until(&server, "nothing was changed");
    server.stop();
    assert_eq!(first.backups(), both);
}

#[test]
fn after_a_restore_the_backups_of_before_say_nothing_of_what_came_after() {
    let place = Place::new("");
    let again = |name: &str, time: &str| {
        date_back(&place, name, time);
        at_another_time(name, time)
    };
    let server = place.serve();
    until(&server, "made and rehearsed");
    server.create_page("Avant", "Elle sera perdue.\n");
    server.stop();
    let first = again(&place.backup(), "2026-01-14T031500Z");
    let server = place.serve();
    until(&server, "made and rehearsed");
    server.stop();
    let second = again(&place.backups()[1], "2026-01-15T031500Z");

    // back to the first, and on in another way to the same place of the log
    std::fs::remove_dir_all(place.at("data")).unwrap();
    let path = place.at("backups").join(&first);
    place.run(&["restore", path.to_str().unwrap()]).ends(0);
    let server = place.serve();
    until(&server, "nothing was changed");
    server.create_page("Après", "À sauvegarder.\n");
    server.stop();
    let server = place.serve();
    until(&server, "made and rehearsed");
    server.stop();
    let all = place.backups();
    assert_eq!(all[..2], [first, second]);
    assert_eq!(all.len(), 3, "{all:?}");
}

#[test]
fn nothing_was_changed_is_no_answer_while_the_newest_backup_is_damaged() {
    let place = Place::new("backup_rehearse = \"off\"\n");
    let server = place.serve();
    until(&server, "made");
    server.stop();
    let name = place.backup();
    let old = at_another_time(&name, "2026-01-15T031500Z");
    let path = |name: &str| place.at("backups").join(name);
    let mut bytes = std::fs::read(path(&name)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path(&old), bytes).unwrap();
    std::fs::remove_file(path(&name)).unwrap();

    let server = place.serve();
    until(&server, "made");
    assert_eq!(place.backups().len(), 2);
    server.stop();
}

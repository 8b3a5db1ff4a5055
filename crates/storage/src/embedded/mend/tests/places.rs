//! Damage of every kind, in every place.

use super::*;

#[tokio::test]
async fn a_whole_journal_stays_as_it_is() {
    let original = original().await;
    let folder = original.damaged();
    let mended = original.assert_mends(folder.path(), "whole").await;
    assert_eq!(mended, Mended::default());
    assert!(!folder.path().join("journal.aside-1").exists());
    assert!(!folder.path().join("index.aside-1").exists());
}

#[tokio::test]
async fn a_flipped_byte_of_any_record_is_mended() {
    let original = original().await;
    for path in segments(original.folder.path()) {
        for (seq, range) in records_of(&path) {
            // mark, length, hash, chain, checksum, payload
            for byte in [0, 5, 30, 70, 95, 96, range.len() - 1] {
                let folder = original.damaged();
                let name = path.file_name().unwrap();
                edit(&folder.path().join("journal").join(name), |bytes| {
                    bytes[range.start + byte] ^= 8;
                });
                let what = format!("change {seq}, byte {byte}");
                let mended = match byte {
                    0 | 96 => original.assert_mends(folder.path(), &what).await,
                    _ => original.assert_mends_bytes(folder.path(), &what),
                };
                assert_eq!((mended.mended, mended.segments), (1, 1), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn a_damaged_head_of_a_segment_is_mended_and_the_former_one_kept() {
    let original = original().await;
    for (number, path) in segments(original.folder.path()).iter().enumerate() {
        for byte in [0, 9, 13, 30, 55] {
            let folder = original.damaged();
            let damaged = &segments(folder.path())[number];
            edit(damaged, |bytes| bytes[byte] ^= 8);
            let before = std::fs::read(damaged).unwrap();
            let what = format!("{}, byte {byte}", path.display());
            let mended = original.assert_mends_bytes(folder.path(), &what);
            assert_eq!((mended.mended, mended.segments), (0, 1), "{what}");
            let kept = folder.path().join("journal.aside-1");
            let kept = kept.join(path.file_name().unwrap());
            assert_eq!(std::fs::read(kept).unwrap(), before, "{what}");
        }
    }
}

#[tokio::test]
async fn zeroed_blocks_are_mended() {
    let original = original().await;
    for (number, path) in segments(original.folder.path()).iter().enumerate() {
        let length = std::fs::metadata(path).unwrap().len() as usize;
        for start in (0..length).step_by(512) {
            let folder = original.damaged();
            edit(&segments(folder.path())[number], |bytes| {
                let end = length.min(start + 512);
                bytes[start..end].fill(0);
            });
            let what = format!("{}, from byte {start}", path.display());
            original.assert_mends_bytes(folder.path(), &what);
        }
    }
}

#[tokio::test]
async fn a_segment_cut_anywhere_is_mended() {
    let original = original().await;
    for (number, path) in segments(original.folder.path()).iter().enumerate() {
        let mut cuts = vec![0, 1, HEADER_BYTES - 1];
        for (_, range) in records_of(path) {
            cuts.extend([range.start, range.start + 50, range.end - 1]);
        }
        for cut in cuts {
            let folder = original.damaged();
            edit(&segments(folder.path())[number], |bytes| {
                bytes.truncate(cut)
            });
            let what = format!("{}, cut at {cut}", path.display());
            original.assert_mends_bytes(folder.path(), &what);
        }
    }
}

#[tokio::test]
async fn missing_segments_are_brought_back() {
    let original = original().await;
    let count = segments(original.folder.path()).len();
    assert!(count > 3, "{count} segments are too few for this test");
    for from in 0..count {
        for to in from..count {
            let folder = original.damaged();
            for path in &segments(folder.path())[from..=to] {
                std::fs::remove_file(path).unwrap();
            }
            let what = format!("segments {from} to {to}");
            let mended = original.assert_mends(folder.path(), &what).await;
            assert_eq!(mended.segments, (to - from + 1) as u64, "{what}");
            assert_eq!(mended.appended > 0, to + 1 == count, "{what}");
        }
    }
}

#[tokio::test]
async fn what_was_put_in_twice_or_cut_out_is_put_right() {
    let original = original().await;
    for twice in [true, false] {
        let folder = original.damaged();
        let path = &segments(folder.path())[1];
        let (_, range) = records_of(path).remove(0);
        edit(path, |bytes| {
            let record = bytes[range.clone()].to_vec();
            let with = if twice { record.repeat(2) } else { Vec::new() };
            bytes.splice(range, with);
        });
        original
            .assert_mends(folder.path(), &twice.to_string())
            .await;
    }
}

//! Damage by chance.

use super::*;
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Damage {
    Flip(usize),
    Zero(usize, usize),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Remove,
}

fn damage() -> impl Strategy<Value = (usize, Damage)> {
    let kind = prop_oneof![
        any::<usize>().prop_map(Damage::Flip),
        (any::<usize>(), 1..2000_usize).prop_map(|(at, length)| Damage::Zero(at, length)),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), prop::collection::vec(any::<u8>(), 1..300))
            .prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        Just(Damage::Remove),
    ];
    (any::<usize>(), kind)
}

fn lose_last(folder: &Path) {
    let path = segments(folder).pop().unwrap();
    let (_, last) = records_of(&path).pop().unwrap();
    edit(&path, |bytes| bytes.truncate(last.start));
}

fn inflict(folder: &Path, (segment, damage): &(usize, Damage)) {
    let paths = segments(folder);
    let Some(path) = paths.get(segment % paths.len().max(1)) else {
        return;
    };
    if let Damage::Remove = damage {
        return std::fs::remove_file(path).unwrap();
    }
    edit(path, |bytes| {
        let place = |at: &usize| at % bytes.len().max(1);
        match damage {
            Damage::Flip(at) => {
                let at = place(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1;
                }
            }
            Damage::Zero(at, length) => {
                let (at, end) = (place(at), bytes.len());
                bytes[at.min(end)..end.min(at + length)].fill(0);
            }
            Damage::Cut(at) => bytes.truncate(place(at)),
            Damage::Insert(at, more) => {
                let at = place(at);
                bytes.splice(at..at, more.iter().copied());
            }
            Damage::Remove => {}
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happened_a_full_backup_mends_it(damages in prop::collection::vec(damage(), 1..=3)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let original = original().await;
            let folder = original.damaged();
            // the backup knows what comes last: of bytes behind that nobody could say what they were
            lose_last(folder.path());
            for damage in &damages {
                inflict(folder.path(), damage);
            }
            original.assert_mends(folder.path(), &format!("{damages:?}")).await;
        });
    }
}

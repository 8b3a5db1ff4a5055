//! Damage anywhere, of any kind: a bit flipped, a block zeroed, an end lost.

use super::*;
use crate::Error;

/// Enough to meet every file several times; more by hand when the formats change.
const ROUNDS: u64 = 80;

/// Numbers that look like chance and are the same each time (a linear congruential generator, Knuth's constants).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit) as usize
    }
}

fn damage(path: &Path, chance: &mut Chance) {
    edit(path, |bytes| {
        let at = chance.below(bytes.len() as u64);
        match chance.below(4) {
            0 => bytes.truncate(at),
            1 => {
                let end = bytes.len().min(at + 512);
                bytes[at..end].fill(0);
            }
            _ => bytes[at] ^= 1 << chance.below(8),
        }
    });
}

/// Every change that is answered is the one written, or said to be damaged, or was cut off the end.
async fn assert_true_or_told(records: &dyn Records, changes: &[Change]) {
    for change in changes {
        let before = Seq(change.seq.0 - 1);
        match records.changes_after(before, 1).await {
            Ok(answer) => assert!(answer.is_empty() || answer.first() == Some(change)),
            Err(Error::Damaged { seq, .. }) => assert_eq!(seq, Some(change.seq)),
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn no_damage_stops_the_store_or_is_served_as_right() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    tell_story(&*records).await;
    let changes = records.changes_after(Seq(0), 99).await.unwrap();
    records.close().await.unwrap();
    let mut chance = Chance(2026);
    for round in 0..ROUNDS {
        let damaged = copied(folder.path());
        let parts = [
            files_of(&damaged.path().join("index")),
            segments(damaged.path()),
            vec![damaged.path().join("journal/witness")],
        ]
        .concat();
        let path = &parts[chance.below(parts.len() as u64)];
        let whole = std::fs::read(path).unwrap();
        damage(path, &mut chance);
        let in_journal = path.extension().is_some_and(|ending| ending == "log");
        let harmful = std::fs::read(path).unwrap() != whole;
        let records = open_short(damaged.path());
        assert_true_or_told(&*records, &changes).await;
        let faults = check(&*records).await.faults;
        let what = format!("round {round}, {}: {faults:?}", path.display());
        assert_eq!(in_journal && harmful, !faults.is_empty(), "{what}");
        drop(records);
        // once more with nothing but the journal to go by
        without_witness(damaged.path());
        assert_true_or_told(&*open_short(damaged.path()), &changes).await;
    }
}

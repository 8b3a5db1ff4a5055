//! How many slips lie between two words.

/// The number of letters changed, added, left out, or swapped with their neighbour (optimal string alignment: no part of
/// a word is changed twice).
pub fn edits(one: &str, other: &str) -> usize {
    let (one, other) = (
        one.chars().collect::<Vec<_>>(),
        other.chars().collect::<Vec<_>>(),
    );
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let changed = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (one, other, count) in [
            ("atelier", "atelier", 0),
            ("ateleir", "atelier", 1),
            ("hemodyalise", "hemodialyse", 2),
            ("recrutment", "recrutement", 1),
            ("", "abc", 3),
        ] {
            assert_eq!(edits(one, other), count, "{one}, {other}");
            assert_eq!(edits(other, one), count, "{other}, {one}");
        }
    }
}

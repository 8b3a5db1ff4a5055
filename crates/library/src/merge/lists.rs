//! Lists that two people changed.

/// What others have, less what I took away, plus what I added, in the order of whoever changed the order. What one side
/// alone changed is taken whole. Two new orders: mine, for the order of these lists means little.
pub(super) fn merged_list<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    if theirs == base || mine == theirs {
        return mine.to_vec();
    }
    if mine == base {
        return theirs.to_vec();
    }
    let (mut items, _) = order(base, mine, theirs);
    items.retain(|item| match (mine.contains(item), theirs.contains(item)) {
        (true, true) => true,
        // one has it: it was added by that side, or taken away by the other
        _ => !base.contains(item),
    });
    items
}

/// All items of both sides, each once, in the order of the side that changed the order; what only the other side has
/// stands behind what it follows there. `false` when both changed the order, and differently: it is mine then.
pub(super) fn order<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T]) -> (Vec<T>, bool) {
    let (moved_mine, moved_theirs) = (!same_order(base, mine), !same_order(base, theirs));
    let (first, second) = if moved_theirs && !moved_mine {
        (theirs, mine)
    } else {
        (mine, theirs)
    };
    let mut items: Vec<T> = Vec::with_capacity(first.len() + second.len());
    for item in first {
        if !items.contains(item) {
            items.push(item.clone());
        }
    }
    for (index, item) in second.iter().enumerate() {
        if !items.contains(item) {
            let before = second[..index].iter().rev();
            let place = before
                .filter_map(|other| items.iter().position(|item| item == other))
                .next();
            items.insert(place.map_or(0, |place| place + 1), item.clone());
        }
    }
    let settled = !(moved_mine && moved_theirs) || same_order(mine, theirs);
    (items, settled)
}

/// Whether what two lists share stands in the same order in both.
fn same_order<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    let shared = one.iter().filter(|item| other.contains(item));
    shared.eq(other.iter().filter(|item| one.contains(item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn merged(base: &str, mine: &str, theirs: &str) -> String {
        merged_list(&of(base), &of(mine), &of(theirs))
            .into_iter()
            .collect()
    }

    #[test]
    fn an_order_that_one_side_changed_stands() {
        assert_eq!(merged("abc", "cba", "abcd"), "cdba");
        assert_eq!(merged("abc", "abcd", "cba"), "cdba");
        assert_eq!(merged("abc", "xabc", "acb"), "xacb");
        assert_eq!(merged("abc", "abcx", "abcy"), "abcyx");
        assert_eq!(merged("abc", "ab", "cab"), "ab");
        assert_eq!(
            order(&of("abc"), &of("bac"), &of("acb")),
            (of("bac"), false)
        );
        assert_eq!(
            order(&of("abc"), &of("bac"), &of("bacd")),
            (of("bacd"), true)
        );
    }

    fn list() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(0_u8..8, 0..8).prop_map(|mut list| {
            let mut seen = std::collections::BTreeSet::new();
            list.retain(|item| seen.insert(*item));
            list
        })
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_comes_back(base in list(), mine in list(), theirs in list()) {
            let merged = merged_list(&base, &mine, &theirs);
            for item in 0..8 {
                let [base, mine, theirs] = [&base, &mine, &theirs].map(|list| list.contains(&item));
                let expected = (mine && theirs) || (!base && (mine || theirs));
                let count = merged.iter().filter(|other| **other == item).count();
                prop_assert_eq!(count, usize::from(expected), "{}", item);
            }
        }

        #[test]
        fn what_one_side_changed_is_taken_whole(base in list(), other in list()) {
            prop_assert_eq!(&merged_list(&base, &base, &other), &other);
            prop_assert_eq!(&merged_list(&base, &other, &base), &other);
            prop_assert_eq!(&merged_list(&base, &other, &other), &other);
        }
    }
}

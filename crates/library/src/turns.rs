//! Taking turns at one thing: who saves a resource, or reads a file, waits for those who came before, and nobody is
//! overtaken for ever.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Mutex as Queue, OwnedMutexGuard};

/// One queue for each thing that somebody is at just now. First come, first served.
pub(crate) struct Turns<T: Eq + Hash>(Mutex<HashMap<T, Arc<Queue<()>>>>);

/// Somebody's turn; it ends with the value.
pub(crate) struct Turn<'a, T: Eq + Hash> {
    // dropped first: the place may then find the queue empty
    _turn: OwnedMutexGuard<()>,
    _place: Place<'a, T>,
}

/// A place in a queue, which goes away with the last one who stands in it.
struct Place<'a, T: Eq + Hash> {
    turns: &'a Turns<T>,
    thing: T,
    queue: Option<Arc<Queue<()>>>,
}

impl<T: Eq + Hash> Default for Turns<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Eq + Hash + Clone> Turns<T> {
    /// Waits for one's turn at a thing.
    pub(crate) async fn take(&self, thing: T) -> Turn<'_, T> {
        let queue = Arc::clone(self.queues().entry(thing.clone()).or_default());
        // made before waiting: who stops waiting leaves the queue too
        let place = Place {
            turns: self,
            thing,
            queue: Some(Arc::clone(&queue)),
        };
        Turn {
            _turn: queue.lock_owned().await,
            _place: place,
        }
    }
}

impl<T: Eq + Hash> Turns<T> {
    fn queues(&self) -> MutexGuard<'_, HashMap<T, Arc<Queue<()>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Eq + Hash> Drop for Place<'_, T> {
    fn drop(&mut self) {
        let mut queues = self.turns.queues();
        self.queue = None;
        // new places are given under the same lock, so the count cannot grow meanwhile
        let last = |queue: &Arc<Queue<()>>| Arc::strong_count(queue) == 1;
        if queues.get(&self.thing).is_some_and(last) {
            queues.remove(&self.thing);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ResourceId;
    use std::time::Duration;
    use uuid::Uuid;

    #[tokio::test(flavor = "multi_thread")]
    async fn one_at_a_time_in_order_and_nothing_is_left() {
        let (turns, seen) = (Arc::new(Turns::default()), Arc::new(Mutex::new(Vec::new())));
        let resource = ResourceId(Uuid::from_u128(1));
        let first = turns.take(resource).await;
        let mut tasks = Vec::new();
        for number in 0..20 {
            let (turns, seen) = (Arc::clone(&turns), Arc::clone(&seen));
            tasks.push(tokio::spawn(async move {
                let _turn = turns.take(resource).await;
                seen.lock().unwrap().push(number);
            }));
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        // another resource is not held up, and who gives up leaves the queue
        drop(turns.take(ResourceId(Uuid::from_u128(2))).await);
        let waiting = tokio::time::timeout(Duration::from_millis(5), turns.take(resource));
        assert!(waiting.await.is_err());
        assert_eq!(turns.queues().len(), 1);
        drop(first);
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*seen.lock().unwrap(), (0..20).collect::<Vec<_>>());
        assert!(turns.queues().is_empty());
    }
}

//! The counts of what people search for and read go to their file now and then.

use crate::stop::Stop;
use crate::wiring;
use library::Statistics;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Name of the file within the data folder. Derived: no backup has it, and it may be deleted while nothing runs.
const FILE: &str = "statistics.json";

/// So much is lost when the program is killed.
const KEEP_EVERY: Duration = Duration::from_secs(300);

/// The counts, and the task that keeps them.
pub struct Counting {
    statistics: Arc<Statistics>,
    task: JoinHandle<()>,
}

impl Counting {
    /// Goes on with the counts of a data folder.
    pub fn begin(data: &Path, stop: &Stop) -> Self {
        let statistics = Arc::new(wiring::statistics(data.join(FILE)));
        let task = tokio::spawn(keep(Arc::clone(&statistics), stop.clone()));
        Self { statistics, task }
    }

    /// What is counted.
    pub fn statistics(&self) -> Arc<Statistics> {
        Arc::clone(&self.statistics)
    }

    /// Waits until everything is in the file, everything having been asked to stop.
    pub async fn ended(self) {
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the counts were not kept to the end");
        }
    }
}

async fn keep(statistics: Arc<Statistics>, stop: Stop) {
    let mut asked = std::pin::pin!(stop.asked());
    loop {
        let over = tokio::select! {
            () = tokio::time::sleep(KEEP_EVERY) => false,
            () = &mut asked => true,
        };
        write(&statistics).await;
        if over {
            return;
        }
    }
}

/// Nobody misses anything when this fails: it is tried again, and the log has it.
async fn write(statistics: &Arc<Statistics>) {
    let statistics = Arc::clone(statistics);
    match tokio::task::spawn_blocking(move || statistics.keep()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the counts could not be written"),
        Err(error) => tracing::error!(%error, "the counts could not be written"),
    }
}

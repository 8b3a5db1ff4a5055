//! The process is asked to stop: by SIGTERM, by SIGINT, or because serving came to its end.

use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Known to everything that runs while the program serves.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// The system's signals are caught from now on, not from when somebody first waits for them: whoever has just read
    /// that we are ready may ask at once.
    ///
    /// # Errors
    /// When they cannot be caught.
    pub fn catch() -> std::io::Result<Self> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let stop = Self(Arc::new(watch::channel(false).0));
        let asked = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            asked.ask();
        });
        Ok(stop)
    }

    /// Asks everything to stop.
    pub fn ask(&self) {
        self.0.send_replace(true);
    }

    /// Comes when it was asked; at once when it was asked before.
    pub fn asked(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut asked = self.0.subscribe();
        async move {
            // gone with its last holder it is as good as asked
            let _ = asked.wait_for(|asked| *asked).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn everybody_hears_it_late_ones_too() {
        let stop = Stop::catch().unwrap();
        let early = stop.asked();
        stop.ask();
        early.await;
        stop.asked().await;
    }
}

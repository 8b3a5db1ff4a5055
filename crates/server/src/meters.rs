//! What was done since the start, counted for `/metrics`.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Counters, shared by all workers.
#[derive(Debug, Default)]
pub(crate) struct Meters {
    requests: Mutex<BTreeMap<u16, u64>>,
    saves: AtomicU64,
    conflicts: AtomicU64,
    received_bytes: AtomicU64,
}

impl Meters {
    /// A request was answered with this status.
    pub(crate) fn answered(&self, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry(status).or_default() += 1;
    }

    /// A change was written.
    pub(crate) fn saved(&self) {
        self.saves.fetch_add(1, Ordering::Relaxed);
    }

    /// Two people had changed the same words.
    pub(crate) fn conflicted(&self) {
        self.conflicts.fetch_add(1, Ordering::Relaxed);
    }

    /// A file was received.
    pub(crate) fn received(&self, bytes: u64) {
        self.received_bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The text that Prometheus reads (exposition format 0.0.4), with gauges as (name, help, value).
    pub(crate) fn text(&self, gauges: &[(&str, &str, u64)]) -> String {
        let mut text = String::new();
        let requests = self
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let by_status = requests
            .iter()
            .map(|(status, count)| (format!("{{status=\"{status}\"}}"), *count));
        family(
            &mut text,
            "http_requests_total",
            "counter",
            "Requests answered, by status.",
            by_status,
        );
        let counters = [
            ("saves_total", "Changes written.", &self.saves),
            (
                "conflicts_total",
                "Saves that met a change of the same words.",
                &self.conflicts,
            ),
            (
                "received_bytes_total",
                "Bytes of files received.",
                &self.received_bytes,
            ),
        ];
        for (name, help, counter) in counters {
            let value = (String::new(), counter.load(Ordering::Relaxed));
            family(&mut text, name, "counter", help, [value]);
        }
        for (name, help, value) in gauges {
            family(&mut text, name, "gauge", help, [(String::new(), *value)]);
        }
        text
    }
}

fn family(
    text: &mut String,
    name: &str,
    kind: &str,
    help: &str,
    samples: impl IntoIterator<Item = (String, u64)>,
) {
    let name = format!("ressourcotheque_{name}");
    text.push_str(&format!("# HELP {name} {help}\n# TYPE {name} {kind}\n"));
    for (labels, value) in samples {
        text.push_str(&format!("{name}{labels} {value}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_written_as_prometheus_reads_them() {
        let meters = Meters::default();
        meters.answered(200);
        meters.answered(200);
        meters.answered(404);
        meters.saved();
        let text = meters.text(&[("store_position", "Place of the latest change.", 7)]);
        for line in [
            "ressourcotheque_http_requests_total{status=\"200\"} 2",
            "ressourcotheque_http_requests_total{status=\"404\"} 1",
            "ressourcotheque_saves_total 1",
            "# TYPE ressourcotheque_store_position gauge",
            "ressourcotheque_store_position 7",
        ] {
            assert!(text.lines().any(|other| other == line), "{line}\n{text}");
        }
    }
}

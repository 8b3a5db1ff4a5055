//! How updates get into the engine.

use super::Index;
use super::contents::Span;
use crate::schema::Stems;
use crate::{Error, Update};
use model::ResourceId;
use std::collections::HashMap;
use std::num::NonZero;
use std::thread::available_parallelism;
use tantivy::IndexWriter;

/// The most threads that analyse texts, beside the engine's own.
const MAX_THREADS: usize = 4;
/// Fewer updates than these are not worth a thread.
const SHARE: usize = 16;

impl Index {
    /// Writes what updates come to. Texts are analysed by several threads at once, so that nobody can say which resource
    /// comes first: of several updates of one resource only the last is written.
    pub(super) fn write(&self, writer: &IndexWriter, updates: &[Update]) -> Result<(), Error> {
        let last: HashMap<ResourceId, &Update> = updates
            .iter()
            .map(|update| (update.resource(), update))
            .collect();
        let last: Vec<&Update> = last.into_values().collect();
        let cores = available_parallelism().map_or(1, NonZero::get);
        let threads = cores.min(MAX_THREADS).min(last.len() / SHARE).max(1);
        // the latest commit, also where showing it failed: what is in it must be replaced
        self.reader.reload()?;
        let segments = self.reader.searcher();
        let segments = segments.segment_readers().iter().map(Span::of);
        let spans = segments.collect::<Result<Vec<_>, _>>()?;
        let work = |some: &[&Update]| {
            let mut stems = Stems::default();
            some.iter().try_for_each(|update| {
                let resource = update.resource();
                if spans.iter().any(|span| span.may_hold(resource)) {
                    writer.delete_term(self.fields.term_of(resource));
                }
                self.write_one(writer, update, &mut stems)
            })
        };
        let mut shares = last.chunks(last.len().div_ceil(threads).max(1));
        let own = shares.next().unwrap_or_default();
        std::thread::scope(|scope| {
            let others: Vec<_> = shares
                .map(|share| scope.spawn(move || work(share)))
                .collect();
            let mut done = work(own);
            for other in others {
                let other = other
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                done = done.and(other);
            }
            done
        })
    }

    fn write_one(
        &self,
        writer: &IndexWriter,
        update: &Update,
        stems: &mut Stems,
    ) -> Result<(), Error> {
        if let Update::Put(document) = update {
            writer.add_document(self.fields.engine_document(document, stems)?)?;
        }
        Ok(())
    }
}

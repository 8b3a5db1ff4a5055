//! The one writer: takes all proposals that wait, judges them in order, makes them durable with one flush, then visible.

use super::draft::Draft;
use super::index::Index;
use super::journal::{Append, Writer};
use super::shared::Shared;
use crate::rules::{Verdict, follow, judge, revision_written};
use crate::{Error, Outcome, Proposal};
use model::Change;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::{mpsc, oneshot};

/// That many calls can wait; further ones wait to wait.
pub(super) const QUEUE: usize = 1024;

/// A batch that has reached that many calls takes no more.
const BATCH_REQUESTS: usize = 1024;

/// A batch that has reached that many bytes takes no more calls.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// What somebody waits for.
#[derive(Debug)]
pub(super) enum Request {
    /// Proposals to judge.
    Commit(Vec<Proposal>, oneshot::Sender<Result<Vec<Outcome>, Error>>),
    /// Changes to take over.
    Replay(Vec<Change>, oneshot::Sender<Result<(), Error>>),
}

/// An answer that is given once the batch is durable.
enum Answer {
    Commit(Vec<Outcome>, oneshot::Sender<Result<Vec<Outcome>, Error>>),
    Replay(Result<(), Error>, oneshot::Sender<Result<(), Error>>),
}

struct Batch {
    append: Append,
    draft: Draft,
    answers: Vec<Answer>,
}

/// Serves the queue until nobody can add to it any more, then lets go of the data folder.
pub(super) fn run(shared: &Shared, mut writer: Writer, mut queue: mpsc::Receiver<Request>) {
    while let Some(first) = queue.blocking_recv() {
        let serve = || serve(shared, &mut writer, &mut queue, first);
        if catch_unwind(AssertUnwindSafe(serve)).is_err() {
            // the journal and the index may disagree now; a restart puts them in order
            writer.stop("writing panicked".to_owned());
            shared.stop("writing panicked".to_owned());
        }
    }
    shared.shut();
}

fn serve(
    shared: &Shared,
    writer: &mut Writer,
    queue: &mut mpsc::Receiver<Request>,
    first: Request,
) {
    let append = match shared.room().and_then(|()| writer.begin()) {
        Ok(append) => append,
        Err(error) => {
            if let Error::ReadOnly(reason) = &error {
                shared.stop(reason.clone());
            }
            return first.refuse(error);
        }
    };
    let mut batch = Batch {
        append,
        draft: Draft::default(),
        answers: Vec::new(),
    };
    let mut next = Some(first);
    while let Some(request) = next {
        if let Err(error) = batch.add(shared, request) {
            return batch.refuse(&error);
        }
        let room = batch.answers.len() < BATCH_REQUESTS && batch.append.len() < BATCH_BYTES;
        next = room.then(|| queue.try_recv().ok()).flatten();
    }
    batch.finish(shared, writer);
}

impl Request {
    fn refuse(self, error: Error) {
        // whoever does not wait any more needs no answer
        match self {
            Self::Commit(_, answer) => drop(answer.send(Err(error))),
            Self::Replay(_, answer) => drop(answer.send(Err(error))),
        }
    }
}

impl Batch {
    /// Judges what somebody waits for. A fault is one of the index: nobody in the batch can be served.
    fn add(&mut self, shared: &Shared, request: Request) -> Result<(), Error> {
        match request {
            Request::Commit(proposals, answer) => {
                match shared.with_index(|index| self.propose(index, proposals)) {
                    Ok(outcomes) => self.answers.push(Answer::Commit(outcomes, answer)),
                    Err(error) => {
                        Request::Commit(Vec::new(), answer).refuse(error.again());
                        return Err(error);
                    }
                }
            }
            Request::Replay(changes, answer) => {
                // what stands before a change that does not follow is taken all the same
                let taken = shared.with_index(|index| self.replay(index, changes));
                self.answers.push(Answer::Replay(taken, answer));
            }
        }
        Ok(())
    }

    fn propose(&mut self, index: &Index, proposals: Vec<Proposal>) -> Result<Vec<Outcome>, Error> {
        let mut outcomes = Vec::with_capacity(proposals.len());
        for proposal in proposals {
            let verdict = judge(&self.draft.over(Some(index)), proposal.act)?;
            outcomes.push(match verdict {
                Verdict::Refuse(outcome) => outcome,
                Verdict::Write(event) => {
                    let seq = self.append.seq().next();
                    let revision = revision_written(&event);
                    self.write(
                        index,
                        &Change {
                            seq,
                            at: proposal.at,
                            by: proposal.by,
                            summary: proposal.summary,
                            event,
                        },
                    )?;
                    Outcome::Committed { seq, revision }
                }
            });
        }
        Ok(outcomes)
    }

    fn replay(&mut self, index: &Index, changes: Vec<Change>) -> Result<(), Error> {
        for change in changes {
            let latest = self.append.seq();
            if change.seq != latest.next() {
                return Err(refused(
                    &change,
                    format!("it cannot follow change {latest}"),
                ));
            }
            self.write(index, &change)?;
        }
        Ok(())
    }

    /// Adds a change that follows.
    fn write(&mut self, index: &Index, change: &Change) -> Result<(), Error> {
        let effect = follow(&self.draft.over(Some(index)), change)?;
        if !effect.breaches.is_empty() {
            return Err(refused(change, effect.breaches.join("; ")));
        }
        let place = self.append.push(change)?;
        self.draft.take(change, effect, &place)
    }

    /// Makes everything durable, then visible, then answers.
    fn finish(self, shared: &Shared, writer: &mut Writer) {
        let Self {
            append,
            draft,
            answers,
        } = self;
        let written: Result<(), Error> = match append.is_empty() {
            true => Ok(()),
            false => writer.write(append).and_then(|end| {
                shared
                    .advance(draft.into_entries(), end)
                    .map_err(|error| writer.stop(error.to_string()))
            }),
        };
        if let Err(Error::ReadOnly(reason)) = &written {
            shared.stop(reason.clone());
        }
        for answer in answers {
            answer.give(written.as_ref().err());
        }
    }

    fn refuse(self, error: &Error) {
        for answer in self.answers {
            answer.give(Some(error));
        }
    }
}

impl Answer {
    fn give(self, failed: Option<&Error>) {
        let failed = failed.map(Error::again);
        match self {
            Self::Commit(outcomes, answer) => {
                drop(answer.send(failed.map_or(Ok(outcomes), Err)));
            }
            Self::Replay(taken, answer) => drop(answer.send(failed.map_or(taken, Err))),
        }
    }
}

fn refused(change: &Change, detail: String) -> Error {
    Error::Damaged {
        place: format!("change {}", change.seq),
        detail,
        seq: Some(change.seq),
    }
}

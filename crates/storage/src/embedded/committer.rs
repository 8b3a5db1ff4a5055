//! The one writer: takes all proposals that wait, judges them in order, makes them durable with one flush, then visible.

use super::draft::Draft;
use super::index::Index;
use super::journal::{Append, Writer};
use super::shared::Shared;
use crate::rules::{Verdict, follow, judge, revision_written};
use crate::{Error, Outcome, Proposal};
use model::{Change, Seq};
use std::collections::BTreeMap;
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
    /// A place up to which changes are lost.
    LeaveGap(Seq, oneshot::Sender<Result<(), Error>>),
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
    let mut next = None;
    while let Some(first) = next.take().or_else(|| queue.blocking_recv()) {
        let serve = || serve(shared, &mut writer, &mut queue, first);
        match catch_unwind(AssertUnwindSafe(serve)) {
            Ok(left) => next = left,
            Err(_) => {
                // the journal and the index may disagree now; a restart puts them in order
                writer.stop("writing panicked".to_owned());
                shared.stop("writing panicked".to_owned());
            }
        }
    }
    shared.shut();
}

/// Serves what waits, as far as it goes into one batch; gives what was taken from the queue and comes after it.
fn serve(
    shared: &Shared,
    writer: &mut Writer,
    queue: &mut mpsc::Receiver<Request>,
    first: Request,
) -> Option<Request> {
    if let Request::LeaveGap(to, answer) = first {
        // whoever does not wait any more needs no answer
        let _ = answer.send(leave_gap(shared, writer, to));
        return None;
    }
    let append = match shared.room().and_then(|()| writer.begin()) {
        Ok(append) => append,
        Err(error) => {
            if let Error::ReadOnly(reason) = &error {
                shared.stop(reason.clone());
            }
            first.refuse(error);
            return None;
        }
    };
    let mut batch = Batch {
        append,
        draft: Draft::default(),
        answers: Vec::new(),
    };
    let mut next = Some(first);
    while let Some(request) = next.take_if(|next| !matches!(next, Request::LeaveGap(..))) {
        if let Err(error) = batch.add(shared, request) {
            batch.refuse(&error);
            return None;
        }
        let room = batch.answers.len() < BATCH_REQUESTS && batch.append.len() < BATCH_BYTES;
        next = room.then(|| queue.try_recv().ok()).flatten();
    }
    batch.finish(shared, writer);
    next
}

/// Goes on behind a place, as an opening does behind a lost end.
fn leave_gap(shared: &Shared, writer: &mut Writer, to: Seq) -> Result<(), Error> {
    if to.next() == to {
        return Err(Error::damaged(
            format!("change {to}"),
            "no change can follow it",
        ));
    }
    if to <= shared.position()? {
        return Ok(());
    }
    let left = shared.room().and_then(|()| writer.leave_gap(to));
    let left = left.and_then(|end| {
        shared.note_gap();
        let advanced = shared.advance(BTreeMap::new(), end);
        advanced.map_err(|error| writer.stop(error.to_string()))
    });
    if let Err(Error::ReadOnly(reason)) = &left {
        shared.stop(reason.clone());
    }
    left
}

impl Request {
    fn refuse(self, error: Error) {
        // whoever does not wait any more needs no answer
        match self {
            Self::Commit(_, answer) => drop(answer.send(Err(error))),
            Self::Replay(_, answer) | Self::LeaveGap(_, answer) => drop(answer.send(Err(error))),
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
                let gap = shared.has_gap();
                let taken = shared.with_index(|index| self.replay(index, changes, gap));
                self.answers.push(Answer::Replay(taken, answer));
            }
            // it is served alone
            Request::LeaveGap(_, answer) => drop(answer),
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
                        false,
                    )?;
                    Outcome::Committed { seq, revision }
                }
            });
        }
        Ok(outcomes)
    }

    /// Takes over changes. Behind a gap they may break rules, for they followed from what is lost as well.
    fn replay(&mut self, index: &Index, changes: Vec<Change>, gap: bool) -> Result<(), Error> {
        for change in changes {
            let latest = self.append.seq();
            if change.seq != latest.next() {
                return Err(refused(
                    &change,
                    format!("it cannot follow change {latest}"),
                ));
            }
            self.write(index, &change, gap)?;
        }
        Ok(())
    }

    /// Adds a change that follows, or that may be taken though it does not.
    fn write(&mut self, index: &Index, change: &Change, gap: bool) -> Result<(), Error> {
        let effect = follow(&self.draft.over(Some(index)), change)?;
        if !gap && !effect.breaches.is_empty() {
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

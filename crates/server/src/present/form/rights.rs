//! What a form asks and says about rights.

use super::FormSource;
use super::choosing::Choosing;
use super::licence::questions;
use super::works::UsedWork;
use crate::form::TICKED;
use crate::present::Presenter;
use crate::present::form_field::{Pending, text};
use crate::views::{Choice, FormField, FormerLicence, Message, RightsForm};
use licensing::LicenceId;
use model::Origin;

/// The answer of who does not know where a text comes from: no [`Origin`], for it cannot be published.
const UNCLEAR: &str = "unclear";

impl Presenter<'_> {
    /// The licence and all that is asked and said beside it.
    pub(super) fn rights_form(
        self,
        source: &FormSource,
        used: &[UsedWork],
        former: Option<LicenceId>,
        pending: &mut Pending,
    ) -> (FormField, RightsForm) {
        let draft = &source.draft;
        let mut field = FormField {
            input: "licence".to_owned(),
            ..text("licence", &draft.licence, pending)
        };
        let choosing = Choosing::new(&draft.licence, !field.errors.is_empty(), used, former);
        field.choices = self.named_licences(&choosing);
        field.required = !choosing.asks;
        let clash = self.clash(&choosing);
        let new = former.is_none();
        let short = |id: LicenceId| self.licence_choice(id, false).label;
        let rights = RightsForm {
            origin: new.then(|| origin(&draft.origin, pending)),
            right: new.then(|| right(source.right, pending.take("right"))),
            questions: questions(&choosing),
            results: self.answers_results(&choosing),
            stated: choosing.stated.map(short).unwrap_or_default(),
            by_name: choosing.stated.is_some() && choosing.answers.is_none(),
            asked: self.asked_by(used),
            clash,
            author_agrees: former.filter(|id| forbids_changes(*id)).map(|_| {
                box_to_tick(
                    "author_agrees",
                    draft.author_agrees,
                    pending.take("author_agrees"),
                )
            }),
            former: former.map(|former| FormerLicence {
                licence: self.licence(former),
                free: choosing.free().into_iter().map(short).collect(),
                sole_author: box_to_tick(
                    "sole_author",
                    draft.sole_author,
                    pending.take("sole_author"),
                ),
            }),
        };
        (field, rights)
    }
}

fn forbids_changes(licence: LicenceId) -> bool {
    licence.licence().elements().no_derivatives
}

/// Where the work comes from. What is wrong with it is told in words of its own.
fn origin(code: &str, pending: &mut Pending) -> FormField {
    let codes = Origin::ALL.map(Origin::code).into_iter().chain([UNCLEAR]);
    let choice = |value: &str| Choice {
        value: value.to_owned(),
        selected: value == code,
        ..Choice::default()
    };
    let key = match code {
        UNCLEAR => "form-origin-unclear-refused",
        _ => "form-origin-missing",
    };
    let wrong = !pending.take("origin").is_empty();
    FormField {
        value: code.to_owned(),
        choices: codes.map(choice).collect(),
        required: true,
        errors: wrong.then(|| Message::new(key)).into_iter().collect(),
        ..FormField::new("origin", "choice")
    }
}

/// The box that says that the sender has the right to share the work. It is never ticked beforehand.
pub(crate) fn right(ticked: bool, refused: Vec<Message>) -> FormField {
    let errors = match refused.is_empty() {
        true => Vec::new(),
        false => vec![Message::new("form-right-missing")],
    };
    FormField {
        required: true,
        ..box_to_tick("right", ticked, errors)
    }
}

fn box_to_tick(name: &str, ticked: bool, errors: Vec<Message>) -> FormField {
    FormField {
        choices: vec![Choice {
            value: TICKED.to_owned(),
            selected: ticked,
            ..Choice::default()
        }],
        errors,
        ..FormField::new(name, "choice")
    }
}

//! The licence of a form: where answers lead, what may be chosen by its name, what works ask.

use super::choosing::{Choosing, in_order};
use super::works::UsedWork;
use crate::form::answers::{self, MAY_CHANGE, MAY_SELL};
use crate::present::Presenter;
use crate::views::{AnswersResult, AskedByWork, Choice, Clash, FormField};
use licensing::{Wishes, compatibility, conflict, refusals};

impl Presenter<'_> {
    /// The choices by name, in groups.
    pub(super) fn named_licences(self, choosing: &Choosing) -> Vec<Choice> {
        // a list whose first licence is chosen by nobody must not state it
        let unnamed = choosing.asks || choosing.stated.is_none();
        let unnamed = unnamed.then(|| Choice {
            selected: choosing.answers.is_some() || choosing.stated.is_none(),
            ..Choice::default()
        });
        let named = in_order().filter_map(|id| {
            let selected = choosing.stated == Some(id) && choosing.answers.is_none();
            Some(Choice {
                group: choosing.group(id)?.to_owned(),
                ..self.licence_choice(id, selected)
            })
        });
        unnamed.into_iter().chain(named).collect()
    }

    /// What each pair of answers leads to.
    pub(super) fn answers_results(self, choosing: &Choosing) -> Vec<AnswersResult> {
        if !choosing.asks {
            return Vec::new();
        }
        let lang = self.language().of_licences();
        let result = |(sell, change, wishes): (&str, &str, Wishes)| AnswersResult {
            sell: sell.to_owned(),
            change: change.to_owned(),
            licence: self.licence(wishes.licence()),
            given: choosing.answers == Some(wishes),
            refusals: refusals(&choosing.adapted, wishes.licence())
                .iter()
                .map(|refusal| refusal.plain(lang))
                .collect(),
        };
        answers::all().map(result).collect()
    }

    /// What works ask, a sentence for each whose licence is known.
    pub(super) fn asked_by(self, used: &[UsedWork]) -> Vec<AskedByWork> {
        let lang = self.language().of_licences();
        let adapted = used.iter().filter(|work| work.adapted);
        let asked = adapted.filter_map(|work| {
            let reasons = compatibility(&[work.licence?]).adaptation.reasons;
            Some(AskedByWork {
                work: work.name.clone(),
                text: reasons.first()?.plain(lang),
            })
        });
        asked.collect()
    }

    /// Why works cannot become one, and what to do.
    pub(super) fn clash(self, choosing: &Choosing) -> Option<Clash> {
        let lang = self.language().of_licences();
        let conflict = conflict(&choosing.adapted)?;
        Some(Clash {
            text: conflict.text(lang),
            ways_out: conflict.ways_out.iter().map(|way| way.text(lang)).collect(),
        })
    }
}

/// The questions, with the answers that are given. One that leads to no permitted licence cannot be chosen and says why,
/// though it was given before: another work may have been named since.
pub(super) fn questions(choosing: &Choosing) -> Vec<FormField> {
    if !choosing.asks {
        return Vec::new();
    }
    let question = |name: &str, code: fn(&Answered) -> &'static str| {
        let mut choices: Vec<Choice> = Vec::new();
        for answered in answers::all() {
            let selected = choosing.answers == Some(answered.2);
            let open = choosing.permits(answered.2.licence());
            match choices
                .iter_mut()
                .find(|choice| choice.value == code(&answered))
            {
                Some(choice) => {
                    choice.selected |= selected;
                    choice.disabled &= !open;
                }
                None => choices.push(Choice {
                    value: code(&answered).to_owned(),
                    selected,
                    disabled: !open,
                    refused_by: refused_by(choosing, answered.2),
                    ..Choice::default()
                }),
            }
        }
        for choice in &mut choices {
            if choice.disabled {
                choice.selected = false;
            } else {
                choice.refused_by.clear();
            }
        }
        FormField {
            choices,
            ..FormField::new(name, "choice")
        }
    };
    vec![
        question(MAY_SELL, |answered| answered.0),
        question(MAY_CHANGE, |answered| answered.1),
    ]
}

/// The works' licences that do not permit the one to which answers lead.
fn refused_by(choosing: &Choosing, wishes: Wishes) -> String {
    let refusals = refusals(&choosing.adapted, wishes.licence());
    let names = refusals.iter().map(|refusal| refusal.source.licence());
    let names: Vec<&str> = names.map(|licence| licence.short_name()).collect();
    names.join(", ")
}

/// Codes of both answers, and what they wish.
type Answered = (&'static str, &'static str, Wishes);

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(licence: &str, works: &[&str]) -> Vec<FormField> {
        questions(&Choosing::new(
            licence,
            false,
            &UsedWork::under(works),
            None,
        ))
    }

    fn open(field: &FormField) -> Vec<&str> {
        let open = field.choices.iter().filter(|choice| !choice.disabled);
        open.map(|choice| choice.value.as_str()).collect()
    }

    fn selected(field: &FormField) -> Vec<&str> {
        let chosen = field.choices.iter().filter(|choice| choice.selected);
        chosen.map(|choice| choice.value.as_str()).collect()
    }

    #[test]
    fn the_answers_of_the_licence_are_given() {
        let asked = asked("", &[]);
        assert_eq!(selected(&asked[0]), ["yes"]);
        assert_eq!(selected(&asked[1]), ["share_alike"]);
        assert_eq!(open(&asked[0]), ["yes", "no"]);
        assert_eq!(open(&asked[1]), ["yes", "share_alike", "no"]);
    }

    #[test]
    fn works_leave_some_answers_open_and_no_others() {
        let share_alike = asked("", &["CC BY-SA 3.0"]);
        assert_eq!(open(&share_alike[0]), ["yes"]);
        assert_eq!(open(&share_alike[1]), ["share_alike"]);
        assert_eq!(open(&asked("", &["CC BY-NC 4.0", "CC0"])[0]), ["no"]);
        assert!(
            asked("", &["GFDL-1.3-or-later"]).is_empty(),
            "no answer leads there"
        );
    }

    #[test]
    fn an_answer_that_leads_nowhere_is_closed_and_says_why_though_it_was_given() {
        let given = asked("CC-BY-4.0", &["CC BY-SA 4.0"]);
        assert_eq!(selected(&given[0]), ["yes"]);
        assert_eq!(selected(&given[1]), [""; 0]);
        assert_eq!(open(&given[1]), ["share_alike"]);
        let why = given[1].choices.iter().map(|choice| &choice.refused_by);
        let why: Vec<&str> = why.map(String::as_str).collect();
        assert_eq!(why, ["CC BY-SA 4.0", "", "CC BY-SA 4.0"]);
        // one of two works that clashed was taken out: the other does not let it be sold
        let left = asked("CC-BY-SA-4.0", &["CC BY-NC 4.0"]);
        assert_eq!(open(&left[0]), ["no"]);
        assert_eq!(left[0].choices[0].refused_by, "CC BY-NC 4.0");
    }
}

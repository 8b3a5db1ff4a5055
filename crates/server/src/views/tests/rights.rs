//! What the sample forms ask about rights.

use super::forms::{choices, input};
use super::samples::{by_sa, licence as sample_licence};
use super::*;

fn licence_choices(groups: [&str; 2]) -> Vec<Choice> {
    let choice = |(id, name, group): (&str, &str, &str)| Choice {
        value: id.into(),
        label: name.into(),
        selected: id == "CC-BY-SA-4.0",
        group: group.into(),
        ..Choice::default()
    };
    [
        ("CC-BY-SA-4.0", "CC BY-SA 4.0", groups[0]),
        ("CC0-1.0", "CC0 1.0", groups[1]),
    ]
    .map(choice)
    .into()
}

/// The list of licences by their names: with questions in a deposit, in groups of consent in a change.
pub(super) fn licence(new: bool) -> FormField {
    let mut choices = licence_choices(if new {
        ["recommended", "others"]
    } else {
        ["free", "authors"]
    });
    if new {
        choices[0].selected = false;
        let by_answers = Choice {
            selected: true,
            ..Choice::default()
        };
        choices.insert(0, by_answers);
    }
    FormField {
        required: !new,
        choices,
        ..FormField::new("licence", "licence")
    }
}

fn question(name: &str, codes: &[&str]) -> FormField {
    let codes: Vec<(&str, &str)> = codes.iter().map(|code| (*code, "")).collect();
    FormField {
        choices: choices(&codes),
        required: true,
        ..FormField::new(name, "choice")
    }
}

fn results() -> Vec<AnswersResult> {
    let codes = ["yes", "no"]
        .into_iter()
        .flat_map(|sell| ["yes", "share_alike", "no"].map(|change| (sell, change)));
    codes
        .map(|(sell, change)| AnswersResult {
            sell: sell.into(),
            change: change.into(),
            licence: by_sa(),
            given: (sell, change) == ("yes", "share_alike"),
            refusals: vec!["CC BY-SA 4.0 ne permet pas CC BY 4.0.".into()],
        })
        .collect()
}

/// A box that is not ticked.
pub(super) fn right() -> FormField {
    FormField {
        choices: vec![Choice {
            value: "1".into(),
            ..Choice::default()
        }],
        required: true,
        ..FormField::new("right", "choice")
    }
}

pub(super) fn rights(new: bool) -> RightsForm {
    let asked = AskedByWork {
        work: "Brise-glace".into(),
        text: "CC BY-SA 4.0 : une adaptation garde cette licence.".into(),
    };
    let former = FormerLicence {
        licence: sample_licence("CC-BY-SA-4.0", "CC BY-SA 4.0", &["cc", "by", "sa"]),
        free: vec!["LAL 1.3".into()],
        sole_author: FormField {
            name: "sole_author".into(),
            required: false,
            ..right()
        },
    };
    let origins = ["own", "with_others", "permitted", "unclear"];
    RightsForm {
        origin: new.then(|| question("origin", &origins)),
        right: new.then(right),
        questions: if new {
            vec![
                question("may_sell", &["yes", "no"]),
                question("may_change", &["yes", "share_alike", "no"]),
            ]
        } else {
            Vec::new()
        },
        results: if new { results() } else { Vec::new() },
        stated: "CC BY-SA 4.0".into(),
        by_name: !new,
        asked: vec![asked],
        clash: None,
        author_agrees: (!new).then(|| FormField {
            name: "author_agrees".into(),
            required: false,
            ..right()
        }),
        former: (!new).then_some(former),
    }
}

/// A licence that is none, then others in groups.
fn grouped() -> Vec<Choice> {
    let mut choices = choices(&[("", ""), ("CC0-1.0", "CC0 1.0"), ("LAL-1.3", "LAL 1.3")]);
    for (choice, group) in choices.iter_mut().skip(1).zip(["common", "others"]) {
        choice.group = group.into();
    }
    choices
}

fn row(index: usize, resource: &str) -> WorkRow {
    let named = |part: &str| format!("derived_from[{index}].{part}");
    let line = |part: &str, value: &str| input(&named(part), "text", value);
    WorkRow {
        index,
        known: (!resource.is_empty()).then(|| Link {
            label: "Brise-glace".into(),
            url: "/ressources/brise-glace".into(),
        }),
        known_licence: (!resource.is_empty()).then(|| "CC BY-SA 4.0".into()),
        written: !resource.is_empty(),
        elsewhere: false,
        resource: line("resource", resource),
        revision: line("revision", ""),
        title: line("title", ""),
        authors: line("authors", ""),
        url: line("url", ""),
        licence: FormField {
            choices: grouped(),
            ..line("licence", "")
        },
        act: FormField {
            choices: choices(&[("adapted", ""), ("included", ""), ("quoted", "")]),
            ..line("use", "")
        },
        changes: line("changes", "abrégé"),
        updated: input(&named("updated"), "date", "2026-03-01"),
        undated: Some(FormField {
            choices: choices(&[("1", "")]),
            ..line("undated", "")
        }),
        notices: FormField {
            multiple: true,
            ..line("notices", "©")
        },
        errors: vec![],
    }
}

pub(super) fn works() -> WorksForm {
    WorksForm {
        rows: vec![row(0, "brise-glace"), row(1, "")],
        errors: vec![],
    }
}

/// What is wrong with the rights of a change: works that clash, one of them with a wrong address, too many of them.
pub(super) fn refuse(form: &mut EditForm) {
    form.rights.clash = Some(Clash {
        text: "Ces œuvres ne peuvent pas être fondues en une seule.".into(),
        ways_out: vec!["Demander aux auteurs.".into()],
    });
    let work = &mut form.works.rows[1];
    work.elsewhere = true;
    work.url.errors = vec![Message::new("reason-not_a_url")];
    work.act.errors = vec![Message::new("reason-missing")];
    work.errors = vec![Message::new("reason-missing")];
    form.works.errors = vec![Message::new("reason-too_many").with("max", 50.0)];
}

/// What a deposit is sent back for: nothing is stated of where it comes from, nor of the right to share it.
pub(super) fn refuse_deposit(form: &mut EditForm) {
    let wrong = |field: &mut Option<FormField>, key: &str| {
        if let Some(field) = field {
            field.errors = vec![Message::new(key)];
        }
    };
    wrong(&mut form.rights.origin, "form-origin-missing");
    wrong(&mut form.rights.right, "form-right-missing");
}

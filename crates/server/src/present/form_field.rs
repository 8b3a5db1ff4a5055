//! Inputs: what they hold, what may be chosen, what is wrong.

use super::Presenter;
use crate::error::plain_sentence;
use crate::views::{Choice, FormField, Message};
use licensing::{LicenceId, catalogue};
use model::{FieldDefinition, FieldType, Problem, Slug, Summary, Title, Value};

/// The licences shown first, the one that is chosen beforehand at the head.
pub(crate) const RECOMMENDED: [LicenceId; 4] = [
    LicenceId::CC_BY_SA_4_0,
    LicenceId::CC_BY_4_0,
    LicenceId::CC0_1_0,
    LicenceId::CC_BY_NC_SA_4_0,
];

/// The licences that works mostly have, shown before the long list of all.
fn common_licences() -> Vec<LicenceId> {
    let common = [
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC-BY-NC-4.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-ND-4.0",
        "CC-BY-SA-3.0",
        "CC0-1.0",
        "etalab-2.0",
    ];
    let known = common.iter().map(|id| LicenceId::parse(id));
    known.filter_map(Result::ok).collect()
}

/// Languages offered for a text: the program's own, and those of our neighbours.
const TEXT_LANGUAGES: [(&str, &str); 10] = [
    ("fr", "Français"),
    ("en", "English"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
];

/// Problems that still wait for an input to stand at.
pub(super) struct Pending(Vec<Problem>);

impl Pending {
    pub(super) fn new(problems: &[Problem]) -> Self {
        Self(problems.to_vec())
    }

    /// Takes the problems of that path, or below it (`tags` takes `tags[2]`).
    pub(super) fn take(&mut self, path: &str) -> Vec<Message> {
        let belongs = |problem: &Problem| {
            let rest = problem.field.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        };
        let (here, elsewhere) = std::mem::take(&mut self.0).into_iter().partition(belongs);
        self.0 = elsewhere;
        let here: Vec<Problem> = here;
        here.iter()
            .map(|problem| plain_sentence(&problem.reason))
            .collect()
    }

    /// What has no input.
    pub(super) fn rest(self) -> Vec<Message> {
        self.0
            .iter()
            .map(|problem| plain_sentence(&problem.reason))
            .collect()
    }
}

/// A line of text.
pub(super) fn text(name: &str, value: &str, pending: &mut Pending) -> FormField {
    FormField {
        value: value.to_owned(),
        errors: pending.take(name),
        ..FormField::new(name, "text")
    }
}

/// The title.
pub(super) fn title(value: &str, pending: &mut Pending) -> FormField {
    FormField {
        required: true,
        max_length: Some(Title::MAX_CHARS),
        ..text("title", value, pending)
    }
}

/// The address that is wished.
pub(crate) fn slug(value: &str, errors: Vec<Message>) -> FormField {
    let max_length = Some(Slug::MAX_CHARS);
    FormField {
        value: value.to_owned(),
        errors,
        max_length,
        ..FormField::new("slug", "text")
    }
}

/// What was changed and why.
pub(super) fn summary(value: &str, pending: &mut Pending) -> FormField {
    FormField {
        max_length: Some(Summary::MAX_CHARS),
        ..text("summary", value, pending)
    }
}

/// The name to sign with; problems of it are told at `by`.
pub(crate) fn signature(value: &str, errors: Vec<Message>) -> FormField {
    FormField {
        value: value.to_owned(),
        errors,
        ..FormField::new("nom", "text")
    }
}

/// A day.
pub(super) fn date(name: &str, value: &str, pending: &mut Pending) -> FormField {
    FormField {
        input: "date".to_owned(),
        ..text(name, value, pending)
    }
}

/// Markdown.
pub(super) fn markdown(name: &str, value: &str, pending: &mut Pending) -> FormField {
    FormField {
        input: "markdown".to_owned(),
        ..text(name, value, pending)
    }
}

/// The language of the text; one that is not offered stays as it is.
pub(super) fn language(value: &str, pending: &mut Pending) -> FormField {
    let value = if value.is_empty() { "fr" } else { value };
    let known = TEXT_LANGUAGES.iter().any(|(tag, _)| *tag == value);
    let other = (!known).then_some((value, value));
    let choices = TEXT_LANGUAGES
        .iter()
        .copied()
        .chain(other)
        .map(|(tag, label)| Choice {
            value: tag.to_owned(),
            label: label.to_owned(),
            selected: tag == value,
            ..Choice::default()
        });
    let choices: Vec<Choice> = choices.collect();
    FormField {
        required: true,
        input: "choice".to_owned(),
        choices,
        ..text("language", value, pending)
    }
}

impl Presenter<'_> {
    /// A licence to be chosen by its name.
    pub(super) fn licence_choice(self, id: LicenceId, selected: bool) -> Choice {
        let name = id.licence().short_name_in(self.language().of_licences());
        Choice {
            value: id.to_string(),
            label: name.to_owned(),
            selected,
            ..Choice::default()
        }
    }

    /// The licence of a file, or of a work from elsewhere: the first choice is none of its own.
    pub(super) fn file_licence_field(
        self,
        name: &str,
        value: &str,
        pending: &mut Pending,
    ) -> FormField {
        let same = Choice {
            selected: value.is_empty(),
            ..Choice::default()
        };
        let of = |id: LicenceId, group: &str| Choice {
            group: group.to_owned(),
            ..self.licence_choice(id, id.as_str() == value)
        };
        let common = common_licences();
        let rest = catalogue().iter().map(|licence| licence.id());
        let rest = rest.filter(|id| !common.contains(id));
        let rest: Vec<Choice> = rest.map(|id| of(id, "others")).collect();
        let common = common.iter().map(|id| of(*id, "common"));
        let choices = std::iter::once(same).chain(common).chain(rest).collect();
        FormField {
            input: "choice".to_owned(),
            choices,
            ..text(name, value, pending)
        }
    }

    /// A field of the kind. `files` are the names that a field of type `file` may hold.
    pub(super) fn kind_field(
        self,
        field: &FieldDefinition,
        value: Option<&Value>,
        files: &[String],
        pending: &mut Pending,
    ) -> FormField {
        let name = format!("fields.{}", field.name);
        let texts = value.map(Value::texts).unwrap_or_default();
        FormField {
            input: field.field_type.name().to_owned(),
            label: Some(field.label.get(self.tag()).to_owned()),
            help: field
                .help
                .as_ref()
                .map(|help| help.get(self.tag()).to_owned()),
            value: texts.join("\n"),
            choices: self.choices(field, &texts, files),
            multiple: field.multiple,
            required: field.required,
            unit: field
                .unit
                .as_ref()
                .map(|unit| unit.get(self.tag()).to_owned()),
            min: field.min,
            max: field.max,
            max_length: field.max_length,
            errors: pending.take(&name),
            ..FormField::new(name, "")
        }
    }

    fn choices(self, field: &FieldDefinition, chosen: &[String], files: &[String]) -> Vec<Choice> {
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            selected: chosen.iter().any(|other| other == value),
            ..Choice::default()
        };
        match field.field_type {
            FieldType::File => files.iter().map(|name| choice(name, name)).collect(),
            _ => field
                .choices
                .iter()
                .map(|c| choice(&c.value, c.label.get(self.tag())))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Reason;

    #[test]
    fn every_problem_stands_at_its_input_or_at_the_top() {
        let problem = |field: &str| Problem {
            field: field.to_owned(),
            reason: Reason::Missing,
        };
        let mut pending = Pending::new(&[
            problem("title"),
            problem("tags[1]"),
            problem("titles"),
            problem("created"),
        ]);
        assert_eq!(title("", &mut pending).errors.len(), 1);
        assert_eq!(text("tags", "", &mut pending).errors.len(), 1);
        assert_eq!(pending.rest().len(), 2);
    }

    #[test]
    fn a_language_that_is_not_offered_is_kept() {
        let field = language("oc", &mut Pending::new(&[]));
        let chosen: Vec<&str> = field
            .choices
            .iter()
            .filter(|c| c.selected)
            .map(|c| c.value.as_str())
            .collect();
        assert_eq!(chosen, ["oc"]);
    }
}

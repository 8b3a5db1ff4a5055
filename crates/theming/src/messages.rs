//! The sentences of the interface, from Fluent files.

use crate::source::{Files, text};
use crate::{Error, Message, numbers};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::{BTreeMap, BTreeSet};
use unic_langid::LanguageIdentifier;

/// The messages of all languages, `messages/{language}.ftl`.
///
/// Every layer adds to those below and may replace single messages of theirs, so that an
/// association changes one sentence without copying the file.
pub(crate) struct Messages {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
}

impl Messages {
    /// Reads the message files of the layers, uppermost first.
    pub(crate) fn load(layers: &[Files]) -> Result<Self, Error> {
        let languages: BTreeSet<&str> = layers
            .iter()
            .flat_map(|layer| layer.keys())
            .filter_map(|path| path.strip_prefix("messages/")?.strip_suffix(".ftl"))
            .collect();
        let bundles = languages
            .into_iter()
            .map(|language| Ok((language.to_owned(), bundle(language, layers)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Self { bundles })
    }

    pub(crate) fn languages(&self) -> impl Iterator<Item = &str> {
        self.bundles.keys().map(String::as_str)
    }

    pub(crate) fn speaks(&self, language: &str) -> bool {
        self.bundles.contains_key(language)
    }

    /// The sentence, or `None` when there is none of this key, or one of its gaps stays empty.
    pub(crate) fn find(&self, language: &str, message: &Message) -> Option<String> {
        self.format(language, &message.key, &message.fluent_args())
    }

    fn format(&self, language: &str, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let bundle = self.bundles.get(language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let sentence = bundle.format_pattern(pattern, Some(args), &mut errors);
        errors.is_empty().then(|| sentence.into_owned())
    }
}

fn bundle(language: &str, layers: &[Files]) -> Result<FluentBundle<FluentResource>, Error> {
    let path = format!("messages/{language}.ftl");
    // A name that is no language tag still finds its messages; only plurals need the tag.
    let tag: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolating marks are invisible characters around each gap: they break copied text and addresses.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::formatter(language)));
    add_functions(&mut bundle);
    for layer in layers.iter().rev() {
        if let Some(bytes) = layer.get(&path) {
            bundle.add_resource_overriding(resource(&path, text(&path, bytes)?)?);
        }
    }
    Ok(bundle)
}

/// What sentences may ask beside Fluent's own means:
///
/// - `EMPTY($text)` is `yes` or `no`, for a gap that may stay empty;
/// - `MEGABYTES($bytes)` is a number of bytes in millions.
fn add_functions(bundle: &mut FluentBundle<FluentResource>) {
    // A bundle refuses a function only when it already has one of that name; this one is new.
    let _ = bundle.add_function("EMPTY", |positional, _| match positional {
        [FluentValue::String(text)] if text.is_empty() => FluentValue::from("yes"),
        [FluentValue::String(_) | FluentValue::Number(_)] => FluentValue::from("no"),
        _ => FluentValue::Error,
    });
    let _ = bundle.add_function("MEGABYTES", |positional, _| match positional {
        [FluentValue::Number(bytes)] => FluentValue::from(bytes.value / 1e6),
        _ => FluentValue::Error,
    });
}

fn resource(path: &str, source: &str) -> Result<FluentResource, Error> {
    FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        let first = errors.first();
        let at = first.map_or(0, |error| error.pos.start).min(source.len());
        Error::Messages {
            path: path.to_owned(),
            line: source.as_bytes()[..at].split(|byte| *byte == b'\n').count(),
            detail: first
                .map(|error| error.kind.to_string())
                .unwrap_or_default(),
        }
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn layer(files: &[(&str, &'static str)]) -> Files {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes())))
            .collect()
    }

    const COUNT: &str = "found = { $n ->\n    [0] Rien\n    [one] { $n } fiche\n   *[other] { $n } fiches\n }\nhello = Bonjour { $name }\n";

    #[test]
    fn numbers_choose_the_plural_and_are_grouped() {
        let messages = Messages::load(&[layer(&[("messages/fr.ftl", COUNT)])]).unwrap();
        let say = |n: f64| {
            messages
                .find("fr", &Message::new("found").with("n", n))
                .unwrap()
        };
        assert_eq!(say(0.0), "Rien");
        assert_eq!(say(1.0), "1 fiche");
        assert_eq!(say(2345.0), "2\u{202f}345 fiches");
    }

    #[test]
    fn texts_are_put_in_without_invisible_marks() {
        let messages = Messages::load(&[layer(&[("messages/fr.ftl", COUNT)])]).unwrap();
        let hello = Message::new("hello").with("name", "Zoé");
        assert_eq!(messages.find("fr", &hello).unwrap(), "Bonjour Zoé");
    }

    #[test]
    fn unknown_keys_languages_and_empty_gaps_find_nothing() {
        let messages = Messages::load(&[layer(&[("messages/fr.ftl", COUNT)])]).unwrap();
        assert_eq!(messages.find("fr", &Message::new("nothing")), None);
        assert_eq!(
            messages.find("de", &Message::new("found").with("n", 1.0)),
            None
        );
        assert_eq!(messages.find("fr", &Message::new("hello")), None);
    }

    #[test]
    fn sentences_ask_whether_a_gap_is_empty_and_how_many_megabytes() {
        let messages = Messages::load(&[layer(&[(
            "messages/fr.ftl",
            "at-most = { EMPTY($max) ->\n    [yes] sans limite\n   *[no] au plus { MEGABYTES($max) } Mo\n }\n",
        )])])
        .unwrap();
        let say = |message: Message| messages.find("fr", &message).unwrap();
        assert_eq!(say(Message::new("at-most").with("max", "")), "sans limite");
        assert_eq!(
            say(Message::new("at-most").with("max", 209_715_200.0)),
            "au plus 209,72 Mo"
        );
    }

    #[test]
    fn an_upper_layer_replaces_single_messages() {
        let upper = layer(&[("messages/fr.ftl", "hello = Salut { $name }\n")]);
        let lower = layer(&[("messages/fr.ftl", COUNT)]);
        let messages = Messages::load(&[upper, lower]).unwrap();
        let hello = Message::new("hello").with("name", "Zoé");
        assert_eq!(messages.find("fr", &hello).unwrap(), "Salut Zoé");
        assert!(
            messages
                .find("fr", &Message::new("found").with("n", 3.0))
                .is_some()
        );
    }

    #[test]
    fn a_broken_file_names_its_line() {
        let broken = layer(&[("messages/fr.ftl", "a = b\nc = { $\n")]);
        let error = Messages::load(&[broken]).err().unwrap().to_string();
        assert!(error.starts_with("messages/fr.ftl, line 2"), "{error}");
    }
}

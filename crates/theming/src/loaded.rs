//! A theme as it was read at one moment, all layers together.

use crate::assets::Assets;
use crate::icons::Icons;
use crate::messages::Messages;
use crate::source::Files;
use crate::templates::Templates;
use crate::{DEFAULT_LANGUAGE, Error, Html, Message, Source};
use std::sync::Arc;

/// Everything read from the sources.
pub(crate) struct Loaded {
    pub(crate) words: Arc<Words>,
    pub(crate) templates: Templates,
}

/// What templates call on.
pub(crate) struct Words {
    pub(crate) messages: Messages,
    pub(crate) icons: Icons,
    pub(crate) assets: Assets,
    /// Whether a missing message or icon is an error rather than a blemish.
    strict: bool,
}

/// A sentence that no message file has, or that lacks an argument.
#[derive(Debug, thiserror::Error)]
#[error("no message {key} in {language}, or an argument of it is missing")]
pub(crate) struct NoMessage {
    key: String,
    language: String,
}

impl Loaded {
    pub(crate) fn read(sources: &[Source], strict: bool) -> Result<Self, Error> {
        let layers = sources
            .iter()
            .map(Source::read)
            .collect::<Result<Vec<_>, _>>()?;
        let messages = Messages::load(&layers)?;
        if !messages.speaks(DEFAULT_LANGUAGE) {
            return Err(Error::NoMessages {
                language: DEFAULT_LANGUAGE.to_owned(),
            });
        }
        let files = merged(layers);
        let words = Arc::new(Words {
            messages,
            icons: Icons::load(&files)?,
            assets: Assets::load(&files)?,
            strict,
        });
        let templates = Templates::load(&files, &words)?;
        Ok(Self { words, templates })
    }
}

/// One file of each path, from the first layer that has it.
fn merged(layers: Vec<Files>) -> Files {
    let mut files = Files::new();
    for layer in layers.into_iter().rev() {
        files.extend(layer);
    }
    files
}

impl Words {
    /// The sentence. One that is missing is the key itself, with a warning in the log; an error
    /// when the theme was loaded to be checked.
    pub(crate) fn say(&self, language: &str, message: &Message) -> Result<String, NoMessage> {
        if let Some(sentence) = self.messages.find(language, message) {
            return Ok(sentence);
        }
        let missing = NoMessage {
            key: message.key.clone(),
            language: language.to_owned(),
        };
        if self.strict {
            return Err(missing);
        }
        tracing::warn!("{missing}");
        Ok(message.key.clone())
    }

    /// The sentence, or its key.
    pub(crate) fn say_or_key(&self, language: &str, message: &Message) -> String {
        self.say(language, message)
            .unwrap_or_else(|missing| missing.key)
    }

    /// The icon of a name; kinds name icons too, so an unknown one is only a blemish.
    pub(crate) fn icon(&self, name: &str) -> Result<Html, String> {
        if self.strict && !self.icons.has(name) {
            return Err(format!("no icon icons/{name}.svg"));
        }
        self.icons
            .get(name)
            .ok_or_else(|| format!("no icon icons/{name}.svg"))
    }
}

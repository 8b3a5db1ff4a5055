//! A theme: templates, messages, icons and assets in layers.

use crate::loaded::Loaded;
use crate::source::Fingerprint;
use crate::{Asset, Error, Message, Source};
use serde::Serialize;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// The language in which a visitor is answered who asks for one that the theme does not speak.
pub const DEFAULT_LANGUAGE: &str = "fr";

/// Folders are looked at for changes at most this often, so that busy pages do not pay for it.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// A theme, ready to make pages. Shared between threads behind an `Arc`.
///
/// Files of a folder that change are read again at the next page, a second later at most. A change
/// that cannot be read (a broken template) is logged, and the theme stays as it was.
pub struct Theme {
    sources: Vec<Source>,
    strict: bool,
    state: RwLock<State>,
}

struct State {
    loaded: Arc<Loaded>,
    fingerprint: Vec<Fingerprint>,
    looked: Instant,
}

impl Theme {
    /// Reads a theme; of each file the first source that has it is taken, of message files each
    /// single message.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, a template or message file is broken, or French messages are missing.
    pub fn load(sources: Vec<Source>) -> Result<Self, Error> {
        Self::read(sources, false)
    }

    /// Reads a theme to check it: a message or icon that does not exist makes a page fail, instead
    /// of showing the key and writing a warning.
    ///
    /// # Errors
    ///
    /// As [`Theme::load`].
    pub fn load_strict(sources: Vec<Source>) -> Result<Self, Error> {
        Self::read(sources, true)
    }

    fn read(sources: Vec<Source>, strict: bool) -> Result<Self, Error> {
        let state = State {
            fingerprint: sources.iter().map(Source::fingerprint).collect(),
            loaded: Arc::new(Loaded::read(&sources, strict)?),
            looked: Instant::now(),
        };
        Ok(Self {
            sources,
            strict,
            state: RwLock::new(state),
        })
    }

    /// Fills a template (`home.html`) with what it may see. The view is the template's top level;
    /// `lang` is added.
    ///
    /// # Errors
    ///
    /// When there is no such template, it asks for something that the view does not have, or takes too long.
    pub fn render<V: Serialize>(
        &self,
        template: &str,
        language: &str,
        view: &V,
    ) -> Result<String, Error> {
        self.current().templates.render(template, language, view)
    }

    /// A sentence, for feeds, problem documents and other things that are not templates. One that is
    /// missing is its key, and the log has a warning.
    #[must_use]
    pub fn message(&self, language: &str, message: &Message) -> String {
        let loaded = self.current();
        let spoken = loaded.words.messages.speaks(language);
        let language = if spoken { language } else { DEFAULT_LANGUAGE };
        loaded.words.say_or_key(language, message)
    }

    /// Whether there is such a message in the default language.
    #[must_use]
    pub fn has_message(&self, message: &Message) -> bool {
        self.current()
            .words
            .messages
            .find(DEFAULT_LANGUAGE, message)
            .is_some()
    }

    /// A file to be served, by its path below `assets/`.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<Asset> {
        self.current().words.assets.get(path).cloned()
    }

    /// The address of such a file, `/assets/{hash}/{path}`.
    #[must_use]
    pub fn asset_url(&self, path: &str) -> Option<String> {
        self.current().words.assets.url(path)
    }

    /// The languages it speaks.
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        let loaded = self.current();
        loaded
            .words
            .messages
            .languages()
            .map(str::to_owned)
            .collect()
    }

    /// Reads the theme again if a folder changed; whether it did.
    ///
    /// # Errors
    ///
    /// When the changed theme cannot be used; the one before stays in use.
    pub fn refresh(&self) -> Result<bool, Error> {
        let fingerprint: Vec<_> = self.sources.iter().map(Source::fingerprint).collect();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.looked = Instant::now();
        if state.fingerprint == fingerprint {
            return Ok(false);
        }
        // Kept even when reading fails, so that the same broken file is told once.
        state.fingerprint = fingerprint;
        state.loaded = Arc::new(Loaded::read(&self.sources, self.strict)?);
        Ok(true)
    }

    fn current(&self) -> Arc<Loaded> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let due =
            self.sources.iter().any(Source::is_folder) && state.looked.elapsed() >= LOOK_EVERY;
        if !due {
            return Arc::clone(&state.loaded);
        }
        drop(state);
        match self.refresh() {
            Ok(true) => tracing::info!("the theme changed and was read again"),
            Ok(false) => {}
            Err(error) => tracing::error!("the theme changed but cannot be used: {error}"),
        }
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&state.loaded)
    }
}

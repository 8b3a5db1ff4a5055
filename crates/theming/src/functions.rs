//! What templates may call: `t`, `asset`, `icon`, and the filters `date`, `number`, `size`.

use crate::dates::{self, Style};
use crate::loaded::Words;
use crate::{Argument, Message, numbers};
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};
use std::sync::Arc;

/// Gives an environment the functions, speaking one language.
pub(crate) fn add(environment: &mut Environment<'static>, language: &str, words: &Arc<Words>) {
    environment.add_global("lang", language);
    let speaker = Speaker {
        language: language.to_owned(),
        words: Arc::clone(words),
    };
    let (t, icons, asset, date) = (
        speaker.clone(),
        speaker.clone(),
        speaker.clone(),
        speaker.clone(),
    );
    environment.add_function("t", move |key: Value, args: Kwargs| t.say(&key, &args));
    environment.add_function("icon", move |name: &str| icons.icon(name));
    environment.add_function("asset", move |path: &str| asset.asset(path));
    environment.add_filter("date", move |iso: &str, style: &str| date.date(iso, style));
    let size = speaker.clone();
    environment.add_filter("size", move |bytes: u64| size.size(bytes));
    environment.add_filter("number", move |value: f64| {
        numbers::number(&speaker.language, value)
    });
}

#[derive(Clone)]
struct Speaker {
    language: String,
    words: Arc<Words>,
}

impl Speaker {
    /// `t("key", name=value)` or `t(message)`.
    fn say(&self, key: &Value, args: &Kwargs) -> Result<String, Error> {
        let mut message = match key.as_str() {
            Some(key) => Message::new(key),
            None => carried(key)?,
        };
        for name in args.args() {
            message
                .args
                .insert(name.to_owned(), argument(&args.peek::<Value>(name)?)?);
        }
        self.sentence(&message)
    }

    fn sentence(&self, message: &Message) -> Result<String, Error> {
        self.words
            .say(&self.language, message)
            .map_err(|missing| wrong(missing.to_string()))
    }

    fn icon(&self, name: &str) -> Result<Value, Error> {
        let svg = self.words.icon(name).map_err(wrong)?;
        Ok(Value::from_safe_string(svg.as_str().to_owned()))
    }

    fn asset(&self, path: &str) -> Result<String, Error> {
        self.words
            .assets
            .url(path)
            .ok_or_else(|| wrong(format!("no file assets/{path}")))
    }

    fn date(&self, iso: &str, style: &str) -> Result<String, Error> {
        let style = Style::parse(style).ok_or_else(|| wrong(format!("no date style {style}")))?;
        Ok(dates::date(iso, style, &|message| {
            self.words.say_or_key(&self.language, &message)
        }))
    }

    /// Bytes in units of 1000, as disks and the international system count: `size-bytes`,
    /// `size-kilobytes`, `size-megabytes`, `size-gigabytes`.
    fn size(&self, bytes: u64) -> Result<String, Error> {
        #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
        let bytes = bytes as f64;
        let (unit, amount) = match bytes {
            ..1e3 => ("bytes", bytes),
            ..999.5e3 => ("kilobytes", bytes / 1e3),
            ..999.5e6 => ("megabytes", bytes / 1e6),
            _ => ("gigabytes", bytes / 1e9),
        };
        let amount = if amount < 10.0 {
            (amount * 10.0).round() / 10.0
        } else {
            amount.round()
        };
        self.sentence(&Message::new(format!("size-{unit}")).with("n", amount))
    }
}

/// A [`Message`] that a view carries.
fn carried(value: &Value) -> Result<Message, Error> {
    let key = value.get_attr("key")?;
    let key = key
        .as_str()
        .ok_or_else(|| wrong("t() takes a key or a message"))?;
    let args = value.get_attr("args")?;
    let mut message = Message::new(key);
    for name in args.try_iter()? {
        let filling = argument(&args.get_item(&name)?)?;
        message.args.insert(name.to_string(), filling);
    }
    Ok(message)
}

fn argument(value: &Value) -> Result<Argument, Error> {
    match value.kind() {
        ValueKind::Number => Ok(Argument::Number(f64::try_from(value.clone())?)),
        ValueKind::String => Ok(Argument::Text(value.to_string())),
        ValueKind::None => Ok(Argument::Text(String::new())),
        other => Err(wrong(format!(
            "an argument of a message is text or a number, not {other}"
        ))),
    }
}

fn wrong(detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}

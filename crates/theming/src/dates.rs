//! Dates in words. The names of months and the order of parts are messages of the theme:
//! `date-month-{1..12}`, `date-month-short-{1..12}`, `date-long`, `date-short`, `date-moment`.

use crate::Message;

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// 15 janvier 2026
    Long,
    /// 15 janv. 2026
    Short,
    /// 15 janvier 2026 à 9 h 30
    Moment,
    /// 9 h 30, without the day.
    Time,
    /// As it is, for `datetime` attributes.
    Machine,
}

impl Style {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "long" => Some(Self::Long),
            "short" => Some(Self::Short),
            "moment" => Some(Self::Moment),
            "time" => Some(Self::Time),
            "machine" => Some(Self::Machine),
            _ => None,
        }
    }
}

/// Writes an ISO 8601 date or time, in the zone in which it stands. What is not one (a year alone,
/// a date that somebody typed) is given back as it is: a page never fails for it.
pub(crate) fn date(iso: &str, style: Style, say: &dyn Fn(Message) -> String) -> String {
    let (Some(day), true) = (Day::parse(iso), style != Style::Machine) else {
        return iso.to_owned();
    };
    let (month, pattern) = match style {
        Style::Short => ("date-month-short", "date-short"),
        _ => ("date-month", "date-long"),
    };
    let written = say(Message::new(pattern)
        .with("day", f64::from(day.day))
        .with("month", say(Message::new(format!("{month}-{}", day.month))))
        .with("year", day.year));
    match clock(iso) {
        Some((hour, minute)) if style == Style::Moment => say(Message::new("date-moment")
            .with("date", written)
            .with("hour", hour)
            .with("minute", minute)),
        Some((hour, minute)) if style == Style::Time => say(Message::new("date-time")
            .with("hour", hour)
            .with("minute", minute)),
        _ => written,
    }
}

struct Day<'a> {
    year: &'a str,
    month: u32,
    day: u32,
}

impl<'a> Day<'a> {
    fn parse(iso: &'a str) -> Option<Self> {
        let mut parts = iso.get(..10)?.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?.parse().ok()?;
        let day = digits(parts.next()?, 2)?.parse().ok()?;
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Self { year, month, day })
    }
}

/// Hour and minute, two digits each.
fn clock(iso: &str) -> Option<(&str, &str)> {
    let (hour, minute) = iso.get(10..16)?.strip_prefix('T')?.split_once(':')?;
    Some((digits(hour, 2)?, digits(minute, 2)?))
}

fn digits(text: &str, length: usize) -> Option<&str> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: Message) -> String {
        let args: Vec<_> = message
            .args
            .iter()
            .map(|(name, value)| format!("{name}={value:?}"))
            .collect();
        format!("{}[{}]", message.key, args.join(" ").replace('"', "'"))
    }

    #[test]
    fn months_are_named_and_parts_ordered_by_messages() {
        assert_eq!(
            date("2026-08-01", Style::Long, &say),
            "date-long[day=Number(1.0) month=Text('date-month-8[]') year=Text('2026')]"
        );
        assert!(date("2026-08-01", Style::Short, &say).contains("date-month-short-8"));
        let moment = date("2026-08-01T09:30:00+02:00", Style::Moment, &say);
        assert!(moment.starts_with("date-moment["), "{moment}");
        assert!(
            moment.contains("hour=Text('09') minute=Text('30')"),
            "{moment}"
        );
        let time = date("2026-08-01T09:30:00+02:00", Style::Time, &say);
        assert_eq!(time, "date-time[hour=Text('09') minute=Text('30')]");
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for text in [
            "",
            "2026",
            "hier",
            "2026-13-01",
            "2026-1-1",
            "20é6-01-01",
            "2026-01-0é",
        ] {
            assert_eq!(date(text, Style::Long, &say), text);
        }
        assert_eq!(
            date("2026-01-15T09:30:00Z", Style::Machine, &say),
            "2026-01-15T09:30:00Z"
        );
    }

    #[test]
    fn a_day_has_no_clock() {
        assert!(date("2026-01-15", Style::Moment, &say).starts_with("date-long["));
    }
}

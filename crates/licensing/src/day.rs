//! Days in words. This crate knows nobody who could write them, and needs no more than a table.

use crate::Lang;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Stands in place of a day that nobody could find out.
pub const UNKNOWN_DAY: &str = "unknown";

/// `2026-03-01` as `1er mars 2026` or `1 March 2026`. What is no day (a year alone, words) is given back as it is.
pub(crate) fn day(iso: &str, lang: Lang) -> String {
    in_words(iso, lang).unwrap_or_else(|| iso.to_owned())
}

fn in_words(iso: &str, lang: Lang) -> Option<String> {
    let mut parts = iso.trim().split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let lengths = (year.len(), month.len(), day.len()) == (4, 2, 2);
    let digits = [year, month, day]
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !lengths || !digits || parts.next().is_some() {
        return None;
    }
    let index = month.parse::<usize>().ok()?.checked_sub(1)?;
    let month = lang.pick(FRENCH.get(index)?, ENGLISH.get(index)?);
    let day = day
        .parse::<u8>()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let first = if day == 1 { lang.pick("er", "") } else { "" };
    Some(format!("{day}{first} {month} {year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_words_and_anything_else_as_it_is() {
        for (iso, french, english) in [
            ("2026-03-01", "1er mars 2026", "1 March 2026"),
            ("2025-12-31", "31 décembre 2025", "31 December 2025"),
            ("2026-08-09", "9 août 2026", "9 August 2026"),
            ("2026", "2026", "2026"),
            ("2026-13-01", "2026-13-01", "2026-13-01"),
            ("2026-00-10", "2026-00-10", "2026-00-10"),
            ("2026-03-01T10", "2026-03-01T10", "2026-03-01T10"),
            ("été 2025", "été 2025", "été 2025"),
        ] {
            assert_eq!(day(iso, Lang::Fr), french);
            assert_eq!(day(iso, Lang::En), english);
        }
    }
}

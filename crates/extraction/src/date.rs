//! Dates in metadata.

use jiff::civil::Date;

/// The day, month or year with which a text begins: `2026-03-01T10:00:00Z`
/// (ISO 8601, as office files, EPUB and HTML write it), `D:20260301100000+01'00'`
/// (PDF 32000-1, section 7.9.4), `2026-03`, `2026`. `None` when that is no date.
pub(crate) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let (year, rest) = number(text.strip_prefix("D:").unwrap_or(text), 4)?;
    let Some((month, rest)) = number(rest, 2) else {
        return is_date(year, 1, 1).then(|| format!("{year:04}"));
    };
    let Some((day, _)) = number(rest, 2) else {
        return is_date(year, month, 1).then(|| format!("{year:04}-{month:02}"));
    };
    is_date(year, month, day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Moments that the files from which office programs start carry on into whatever is made from them; to the minute, so that
/// no day of anybody's work is taken for one. Each was seen in many files of different people.
const OF_TEMPLATES: [&str; 8] = [
    // PowerPoint 2007 and later, and the last change to its template in 2010, which Canva exports too
    "2006-08-16T00:00",
    "2011-08-01T06:04",
    // Excel 2007 to 2013, excelize
    "2006-09-16T00:00",
    // Excel 2016 and later, and its web version
    "2015-06-05T18:17",
    "2015-06-05T18:19",
    // python-pptx, begun and changed
    "2013-01-27T09:14",
    "2013-01-27T09:15",
    // python-docx
    "2013-12-23T23:15",
];

/// When an office file was made: the moment when it was begun, unless that is its template's; then that of its last
/// change, unless that is a template's too. Nothing is better than a day on which nobody worked on it.
pub(crate) fn made<'a>(begun: &'a str, changed: &'a str) -> &'a str {
    let of_a_template = |moment: &str| {
        let moment = moment.trim();
        OF_TEMPLATES
            .iter()
            .any(|template| moment.starts_with(template))
    };
    [begun, changed]
        .into_iter()
        .find(|moment| date(moment).is_some() && !of_a_template(moment))
        .unwrap_or_default()
}

/// The number in the next digits, past a hyphen before them.
fn number(text: &str, digits: usize) -> Option<(i16, &str)> {
    let (number, rest) = text
        .strip_prefix('-')
        .unwrap_or(text)
        .split_at_checked(digits)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    Some((number.parse().ok().filter(|_| is_number)?, rest))
}

/// Whether the calendar has this day. Years of less than four digits are
/// defaults of programs.
fn is_date(year: i16, month: i16, day: i16) -> bool {
    let small = |number: i16| i8::try_from(number).unwrap_or_default();
    year >= 1000 && Date::new(year, small(month), small(day)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{date, made};

    #[test]
    fn dates_are_read_as_formats_write_them() {
        for (text, expected) in [
            ("2026-03-01T10:00:00Z", Some("2026-03-01")),
            (" 2026-03-01 ", Some("2026-03-01")),
            ("D:20260301100000+01'00'", Some("2026-03-01")),
            ("20260301", Some("2026-03-01")),
            ("2026-03", Some("2026-03")),
            ("2026", Some("2026")),
            ("2026 (réédition)", Some("2026")),
            ("2026-02-30", None),
            ("2026-13", None),
            ("0001-01-01T00:00:00", None),
            ("-026-01", None),
            ("hier", None),
            ("été 2026", None),
            ("", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }
    #[test]
    fn the_day_of_a_template_is_nobodys() {
        for (begun, changed, expected) in [
            (
                "2026-03-01T10:00:00Z",
                "2026-04-02T10:00:00Z",
                "2026-03-01T10:00:00Z",
            ),
            // PowerPoint, Excel
            (
                "2006-08-16T00:00:00Z",
                "2026-04-02T10:00:00Z",
                "2026-04-02T10:00:00Z",
            ),
            (" 2015-06-05T18:19:34Z", "2026-04-02", "2026-04-02"),
            // python-docx, as itself and as LibreOffice converts it
            ("2013-12-23T23:15:00Z", "2013-12-23T23:15:00Z", ""),
            ("2013-01-27T09:14:16", "2013-01-27T09:15:58", ""),
            // somebody worked on that day
            ("2013-12-23T10:00:00Z", "", "2013-12-23T10:00:00Z"),
            ("", "2026-04-02", "2026-04-02"),
            ("hier", "2026-04-02", "2026-04-02"),
            ("", "", ""),
        ] {
            assert_eq!(made(begun, changed), expected, "{begun}, {changed}");
        }
    }
}

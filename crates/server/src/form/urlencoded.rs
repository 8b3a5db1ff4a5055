//! `application/x-www-form-urlencoded`, read strictly: bytes that are no UTF-8 are refused, not mended in silence.

use percent_encoding::percent_decode;

/// Names and values in the order in which they were sent.
pub(crate) type Pairs = Vec<(String, String)>;

/// Reads a form's body or an address's query (WHATWG URL Standard §5.1, but without replacement characters).
///
/// # Errors
/// The name of the value, as far as it is known, that is no UTF-8.
pub(crate) fn pairs(encoded: &[u8]) -> Result<Pairs, String> {
    encoded
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = at.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            let name = decoded(name).ok_or_else(String::new)?;
            let value = decoded(value).ok_or_else(|| name.clone())?;
            Ok((name, value))
        })
        .collect()
}

fn decoded(part: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = part
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    String::from_utf8(percent_decode(&spaced).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn pairs_are_read_in_order_with_repeats() {
        assert_eq!(
            pairs(b"tag=sommeil&tag=r%C3%A9cit+de+vie&q=&x&&a=b%3Dc%26"),
            Ok(vec![
                pair("tag", "sommeil"),
                pair("tag", "récit de vie"),
                pair("q", ""),
                pair("x", ""),
                pair("a", "b=c&"),
            ])
        );
    }

    #[test]
    fn what_is_no_utf_8_is_refused_by_name() {
        assert_eq!(pairs(b"q=%ff"), Err("q".to_owned()));
        assert_eq!(pairs(b"q=\xe9t\xe9"), Err("q".to_owned()));
        assert_eq!(pairs(b"%ff=1"), Err(String::new()));
    }

    #[test]
    fn a_lone_percent_sign_is_itself() {
        assert_eq!(pairs(b"q=100%"), Ok(vec![pair("q", "100%")]));
    }
}

//! What an error says, in one sentence.

/// The whole chain. Some errors tell their cause themselves: it is not told twice.
pub fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !said.contains(&cause) {
            said = if said.is_empty() {
                cause
            } else {
                format!("{said}: {cause}")
            };
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn each_cause_is_told_once() {
        let error = anyhow!("no room").context("a: no room").context("b");
        assert_eq!(sentence(&error), "b: a: no room");
        assert_eq!(sentence(&anyhow!("c").context("d")), "d: c");
    }
}

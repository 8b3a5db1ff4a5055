//! SPDX expressions, as found in the notices of files: `GFDL-1.3-or-later OR CC-BY-SA-4.0`.

use super::{Reading, by_code};
use crate::LicenceId;
use spdx::{Expression, ParseMode};

/// The licences of the catalogue among which an expression leaves the choice,
/// as it writes them (SPDX specification 3.0, annex B, "Disjunctive OR
/// operator"). Empty for a text that is no such choice: where `AND` or `WITH`
/// adds terms, no single licence says what holds.
pub(super) fn choice(given: &str) -> Vec<LicenceId> {
    let Ok(expression) = Expression::parse_mode(given.trim(), ParseMode::LAX) else {
        return Vec::new();
    };
    let plain = expression.iter().all(|node| match node {
        spdx::expression::ExprNode::Op(operator) => *operator == spdx::expression::Operator::Or,
        spdx::expression::ExprNode::Req(wanted) => wanted.req.addition.is_none(),
    });
    if !plain {
        return Vec::new();
    }
    let mut choice = Vec::new();
    for wanted in expression.requirements() {
        if let Reading::One(id) = by_code(&wanted.req.to_string())
            && !choice.contains(&id)
        {
            choice.push(id);
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &str) -> Vec<&'static str> {
        choice(given).into_iter().map(LicenceId::as_str).collect()
    }

    #[test]
    fn a_choice_offers_what_the_catalogue_has_of_it() {
        assert_eq!(
            names("GFDL-1.3-or-later OR CC-BY-SA-4.0 OR MIT"),
            ["GFDL-1.3-or-later", "CC-BY-SA-4.0"]
        );
        assert_eq!(
            names("CC-BY-4.0 OR LicenseRef-CC-BY-3.0-FR"),
            ["CC-BY-4.0", "LicenseRef-CC-BY-3.0-FR"]
        );
    }

    #[test]
    fn added_terms_leave_no_choice() {
        assert!(names("CC-BY-4.0 AND MIT").is_empty());
        assert!(names("(CC-BY-4.0 OR CC0-1.0) AND MIT").is_empty());
        assert!(names("GPL-3.0-only WITH Classpath-exception-2.0").is_empty());
        assert!(names("pas une licence").is_empty());
    }
}

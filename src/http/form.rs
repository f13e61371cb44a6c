//! Fields of a form or of a query string: `application/x-www-form-urlencoded`.

/// More fields than any page of ours has; a form with more is refused.
pub const FIELDS_MAX: usize = 64;

/// Why a body could not be read as a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormError {
    /// The body says that it is something else.
    WrongType,
    /// There are more than [`FIELDS_MAX`] fields.
    TooManyFields,
    /// A name or a value is not UTF-8.
    NotText,
    /// The fields together are too long.
    TooLong,
    /// There is more than one file.
    TooManyFiles,
    /// There is a file in a field that takes none.
    OtherFile,
    /// The body is cut, or is not what its type says.
    Damaged,
}

/// Decoded fields in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// Decodes `text` strictly: too many fields or bytes that are not UTF-8 are errors.
    pub fn parse(text: &[u8]) -> Result<Form, FormError> {
        // `form_urlencoded` replaces what is not UTF-8, so that has to be noticed before.
        let plain: Vec<u8> = percent_encoding::percent_decode(text).collect();
        if std::str::from_utf8(&plain).is_err() {
            return Err(FormError::NotText);
        }
        let fields: Vec<_> = form_urlencoded::parse(text)
            .take(FIELDS_MAX + 1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if fields.len() > FIELDS_MAX {
            return Err(FormError::TooManyFields);
        }
        Ok(Form { fields })
    }

    /// Decodes `text` leniently: fields over [`FIELDS_MAX`] are left out and bytes that are not
    /// UTF-8 are replaced. For query strings, which often come from elsewhere.
    pub fn parse_leniently(text: &[u8]) -> Form {
        let fields = form_urlencoded::parse(text)
            .take(FIELDS_MAX)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Form { fields }
    }

    /// The first value of the field `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether there is a field `name`, whatever its value.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All fields in their order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there is no field at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl<Name: Into<String>, Value: Into<String>> FromIterator<(Name, Value)> for Form {
    fn from_iter<Fields: IntoIterator<Item = (Name, Value)>>(fields: Fields) -> Form {
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Form { fields }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded() {
        let form = Form::parse(b"to=bob&text=a+b%26c%0D%0A%C3%A9&urgent").unwrap();
        assert_eq!(form.get("to"), Some("bob"));
        assert_eq!(form.get("text"), Some("a b&c\r\né"));
        assert_eq!(form.get("urgent"), Some(""));
        assert!(form.has("urgent"));
        assert_eq!(form.get("none"), None);
    }

    #[test]
    fn the_first_of_two_equal_names_counts() {
        let form = Form::parse(b"to=bob&to=eve").unwrap();
        assert_eq!(form.get("to"), Some("bob"));
        assert_eq!(form.fields().count(), 2);
    }

    #[test]
    fn hostile_text_is_refused_or_harmless() {
        assert_eq!(Form::parse(b"text=%FF%FE"), Err(FormError::NotText));
        assert_eq!(Form::parse(b"\xff=1"), Err(FormError::NotText));
        let many = "a=1&".repeat(FIELDS_MAX + 1);
        assert_eq!(Form::parse(many.as_bytes()), Err(FormError::TooManyFields));
        assert_eq!(Form::parse_leniently(many.as_bytes()).fields().count(), FIELDS_MAX);
        for odd in ["", "&", "&&=&=", "%", "%4", "%zz=%", "====", "a=%00"] {
            assert!(Form::parse(odd.as_bytes()).is_ok(), "{odd}");
        }
        assert!(Form::parse(b"").unwrap().is_empty());
        assert_eq!(Form::parse_leniently(b"q=%FF").get("q"), Some("\u{fffd}"));
    }
}

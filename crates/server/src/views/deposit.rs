//! The guided deposit: kind, files, form, preview.

use super::{EditForm, FormField, KindView, Message, Page, SheetView};
use serde::Serialize;

/// A value that a form carries unseen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Hidden {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// Step 1: what is it?
#[derive(Debug, Clone, Default, Serialize)]
pub struct DepositKindPage {
    /// Frame.
    pub page: Page,
    /// The kinds; their `url` is the next step.
    pub kinds: Vec<KindView>,
}

/// Step 2: its files. The form sends `file`, several times, as multipart.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DepositFilesPage {
    /// Frame.
    pub page: Page,
    /// The kind that was chosen.
    pub kind: KindView,
    /// Where the form is sent.
    pub action: String,
    /// The next step without files.
    pub skip_url: String,
    /// Values that travel along (title or slug asked for by a link to a missing page).
    pub hidden: Vec<Hidden>,
    /// The most bytes that one file may have.
    pub max_file_bytes: u64,
    /// Why files were refused.
    pub errors: Vec<Message>,
}

/// Step 3: title, fields, licence.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DepositFormPage {
    /// Frame.
    pub page: Page,
    /// The form.
    pub form: EditForm,
    /// Whether values were read from the files.
    pub prefilled: bool,
}

/// Step 4: the sheet as it will be. The form sends everything again from hidden inputs, with
/// `action` `correct` or `publish`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DepositPreviewPage {
    /// Frame.
    pub page: Page,
    /// The sheet.
    pub sheet: SheetView,
    /// Where the form is sent.
    pub action: String,
    /// Name under which a browser keeps a draft of it.
    pub draft_key: String,
    /// All that was written.
    pub hidden: Vec<Hidden>,
    /// `right`: a box to tick before it is published.
    pub right: FormField,
    /// Whether it comes from nobody knows where: it can be kept, and not be published.
    pub unclear: bool,
    /// Whether it was made with others of whom none is named.
    pub others_unnamed: bool,
    /// Where it is kept as a draft.
    pub keep_url: String,
}

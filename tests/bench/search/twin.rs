//! An index beside another one that holds the same.

use super::teach;
use search::Index;
use serde_json::{Deserializer, Value};
use std::path::Path;

/// The engine's lists of its segments and of its files.
const LISTS: [&str; 2] = ["meta.json", ".managed.json"];

/// Opens a twin of a closed index. So one can be asked while the program serves the other, from the same pages of memory.
pub fn of(folder: &Path, twin: &Path) -> Index {
    link(folder, twin);
    let index = Index::open(twin).unwrap();
    teach(&index);
    index
}

/// How many terms a closed index holds, those of all fields and resources: two that hold as many had as much to write.
/// Its folder gets a twin for the time of counting.
pub fn terms(folder: &Path) -> u64 {
    let twin = folder.with_extension("counted");
    link(folder, &twin);
    // the library writes checksums behind the lists, of which the engine knows nothing
    for list in LISTS.map(|name| twin.join(name)) {
        let sealed = std::fs::read(&list).unwrap();
        let bare = Deserializer::from_slice(&sealed)
            .into_iter::<Value>()
            .next();
        std::fs::write(&list, bare.unwrap().unwrap().to_string()).unwrap();
    }
    let index = tantivy::Index::open_in_dir(&twin).unwrap();
    let indexed =
        |(field, entry): (_, &tantivy::schema::FieldEntry)| entry.is_indexed().then_some(field);
    let fields: Vec<_> = index.schema().fields().filter_map(indexed).collect();
    let searcher = index.reader().unwrap().searcher();
    let of_field = |field| {
        let segments = searcher.segment_readers().iter();
        let terms =
            segments.map(|segment| segment.inverted_index(field).unwrap().total_num_tokens());
        terms.sum::<u64>()
    };
    let terms = fields.into_iter().map(of_field).sum();
    std::fs::remove_dir_all(twin).unwrap();
    terms
}

/// Both have their lists, and share the files of the segments, which are never written again.
fn link(folder: &Path, twin: &Path) {
    if twin.exists() {
        std::fs::remove_dir_all(twin).unwrap();
    }
    std::fs::create_dir_all(twin).unwrap();
    for entry in folder.read_dir().unwrap() {
        let (path, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .unwrap();
        let to = twin.join(&name);
        match path.extension() {
            // locks belong to who opens an index
            Some(ending) if ending == "lock" => {}
            Some(ending) if ending == "json" => drop(std::fs::copy(path, to).unwrap()),
            _ => std::fs::hard_link(path, to).unwrap(),
        }
    }
}

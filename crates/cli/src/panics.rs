//! Which panics people are told of.

/// From now on a panic of the records index is told once, as the error that it becomes, and not as a fault of the program
/// as well.
pub fn tell_only_faults() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !storage::panic_is_an_error() {
            tell(panic);
        }
    }));
}

//! Stories of faults: killed, cut off, full, damaged. Each has a short form and a long one.

fn main() {}

//! What takes part in the measurement.

use crate::w::{Checksum, Record};

/// Judges records that it was made with.
pub trait Contender {
    /// What is timed: judges every record and keeps what came out.
    fn judge(&mut self);

    /// What came out, summed; it is let go of.
    fn checksum(&mut self) -> Checksum;
}

/// A line of the table.
pub struct Entry {
    pub name: &'static str,
    /// Slow ones judge fewer records.
    pub records: usize,
    /// What is timed and what is not.
    pub note: &'static str,
    /// Makes ready what does not count: rules read, input in the contender's own form.
    pub make: fn(&[Record]) -> Box<dyn Contender>,
}

/// Records for what takes microseconds a record, and for what takes nanoseconds.
pub const FEW: usize = 10_000;
pub const MANY: usize = 1_000_000;

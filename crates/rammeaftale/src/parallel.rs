//! Work on each of many things: with the feature `parallel` by all cores, or those of the `rayon` pool in which it is called.

/// What comes of each, in their order whatever the threads.
#[cfg(feature = "parallel")]
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    items.par_iter().map(work).collect()
}

/// What comes of each, in their order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn each<T, R>(items: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(work).collect()
}

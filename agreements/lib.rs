//! The rulesets as texts, each with its path below this folder. No engine, no dependency.
#![forbid(unsafe_code)]

/// Every key of the format with a comment, on an invented agreement. No agreement in force: it is not among [`FILES`].
pub const TEMPLATE: &str = include_str!("TEMPLATE.toml");

macro_rules! files {
    ($($path:literal,)+) => {
        /// Every file: path and text.
        pub const FILES: &[(&str, &str)] = &[$(($path, include_str!($path)),)+];
    };
}

files! {
    "midtjylland/2018.toml",
    "midtjylland/2018.clauses.toml",
    "midtjylland/2021-22.toml",
    "midtjylland/2021-22.clauses.toml",
    "midtjylland/2025-26.toml",
    "midtjylland/2025-26.clauses.toml",
    "midtjylland/known.toml",
    "midtjylland/parties.toml",
}

//! One module a contender.

mod all_readings;
mod by_hand;
#[cfg(feature = "cel")]
mod cel;
pub mod columns;
mod ours;
#[cfg(feature = "regorus")]
mod regorus;
#[cfg(feature = "rhai")]
mod rhai;
#[cfg(feature = "zen")]
mod zen;

use crate::contender::Entry;

/// All that were built in, in the order of the table.
pub fn all() -> Vec<Entry> {
    let mut all = vec![by_hand::ENTRY];
    all.extend(columns::ENTRIES);
    all.extend(all_readings::ENTRIES);
    all.extend(ours::ENTRIES);
    #[cfg(feature = "rhai")]
    all.push(rhai::ENTRY);
    #[cfg(feature = "cel")]
    all.push(cel::ENTRY);
    #[cfg(feature = "zen")]
    all.push(zen::ENTRY);
    #[cfg(feature = "regorus")]
    all.push(regorus::ENTRY);
    all
}

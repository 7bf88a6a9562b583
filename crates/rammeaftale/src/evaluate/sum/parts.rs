//! The amounts of a sum, each in its own prices.

use super::PriceKey;
use crate::evaluate::bounds::Bounds;

/// Amounts by price key; keys differ, and none is zero. Most sums have one.
#[derive(Clone, Debug, Default)]
pub(in crate::evaluate) struct Parts {
    pub(super) first: Option<(PriceKey, Bounds)>,
    pub(super) more: Vec<(PriceKey, Bounds)>,
}

impl Parts {
    pub(in crate::evaluate) fn iter(&self) -> impl Iterator<Item = &(PriceKey, Bounds)> {
        self.first.iter().chain(&self.more)
    }

    pub(in crate::evaluate) fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    pub(super) fn add(&mut self, key: PriceKey, bounds: &Bounds) {
        let Some((_, sum)) = self.first.iter_mut().chain(&mut self.more).find(|(other, _)| *other == key) else {
            match self.first {
                None => self.first = Some((key, bounds.clone())),
                Some(_) => self.more.push((key, bounds.clone())),
            }
            return;
        };
        *sum = sum.plus(bounds);
        if sum.is_zero() {
            self.drop_zeros();
        }
    }

    pub(super) fn map(&mut self, change: impl Fn(&Bounds) -> Bounds) {
        for (_, bounds) in self.first.iter_mut().chain(&mut self.more) {
            *bounds = change(bounds);
        }
        self.drop_zeros();
    }

    fn drop_zeros(&mut self) {
        self.more.retain(|(_, bounds)| !bounds.is_zero());
        if self.first.as_ref().is_some_and(|(_, bounds)| bounds.is_zero()) {
            self.first = if self.more.is_empty() { None } else { Some(self.more.remove(0)) };
        }
    }
}

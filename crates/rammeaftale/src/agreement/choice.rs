//! A field that is either settled by the source or left open by it.

/// One value, or one for each reading of an open question. Closed: there is no third way to give a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<T> {
    /// The source settles it.
    Fixed(T),
    /// The source leaves it open.
    Open {
        /// Which question, by its place in the agreement's list.
        question: usize,
        /// The value under each reading, in the question's order.
        by_reading: Vec<T>,
    },
}

impl<T> Choice<T> {
    /// The value under one reading of each question.
    ///
    /// `readings` holds the chosen reading of every question of the agreement.
    pub(crate) fn under(&self, readings: &[usize]) -> Option<&T> {
        match self {
            Choice::Fixed(value) => Some(value),
            Choice::Open { question, by_reading } => by_reading.get(*readings.get(*question)?),
        }
    }

    /// Every value that it can have.
    pub fn values(&self) -> &[T] {
        match self {
            Choice::Fixed(value) => std::slice::from_ref(value),
            Choice::Open { by_reading, .. } => by_reading,
        }
    }

    /// The question on which the value depends.
    pub fn question(&self) -> Option<usize> {
        match self {
            Choice::Fixed(_) => None,
            Choice::Open { question, .. } => Some(*question),
        }
    }

    /// Gives the question another number, when a rule is taken over from another agreement.
    pub(crate) fn renumber(&mut self, number: &mut dyn FnMut(usize) -> usize) {
        if let Choice::Open { question, .. } = self {
            *question = number(*question);
        }
    }
}

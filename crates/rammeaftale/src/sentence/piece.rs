//! Pieces of a sentence, each written straight into it: findings are told by the million, and strings of their own would
//! cost more than all the words.

use crate::quantity::Year;
use std::borrow::Cow;
use std::fmt::{self, Write};

/// A part of a sentence.
pub(super) trait Piece {
    /// Writes it behind what stands there.
    fn put(&self, out: &mut String);
}

impl Piece for str {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Piece for String {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Piece for Cow<'_, str> {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Piece for Year {
    fn put(&self, out: &mut String) {
        // A string takes whatever is written.
        let _ = write!(out, "{self}");
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn put(&self, out: &mut String) {
        (**self).put(out);
    }
}

impl<P: Piece> Piece for Option<P> {
    fn put(&self, out: &mut String) {
        if let Some(piece) = self {
            piece.put(out);
        }
    }
}

impl<A: Piece, B: Piece> Piece for (A, B) {
    fn put(&self, out: &mut String) {
        self.0.put(out);
        self.1.put(out);
    }
}

/// A piece that is told when it is written.
#[derive(Clone, Copy)]
pub(super) struct Told<F>(F);

/// What a function writes.
pub(super) fn piece<F: Fn(&mut String)>(write: F) -> Told<F> {
    Told(write)
}

impl<F: Fn(&mut String)> Piece for Told<F> {
    fn put(&self, out: &mut String) {
        (self.0)(out);
    }
}

impl<F: Fn(&mut String)> fmt::Display for Told<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.put(&mut out);
        f.write_str(&out)
    }
}

/// Writes pieces one behind the other.
macro_rules! say {
    ($out:expr, $($piece:expr),+ $(,)?) => {{
        $($crate::sentence::piece::Piece::put(&$piece, $out);)+
    }};
}
pub(super) use say;

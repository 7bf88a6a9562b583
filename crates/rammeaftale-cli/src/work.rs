//! Long work: as many threads as asked for, a bar on a terminal, and nothing half-done when it is interrupted.

use crate::failure::Failure;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rammeaftale::text::{Lang, Text};
use rayon::ThreadPool;
use std::time::Duration;
use std::{process, thread};

/// Nobody needs to be told of work shorter than this.
const SHORT: Duration = Duration::from_secs(1);
/// What a shell expects of a command that Ctrl-C ended; being told to end is no other thing here.
const INTERRUPTED: i32 = 130;

/// So many threads; without a number, as many as there are cores. What comes out is the same.
pub(crate) fn threads(jobs: Option<u16>) -> Result<ThreadPool, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from)).build();
    pool.map_err(|error| {
        Failure::usage(format!("kan ikke starte tråde: {error}"), format!("cannot start threads: {error}"))
    })
}

/// A bar on standard error once the work has taken a second; only where that is a terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Of so many steps; without a number, only that work goes on.
    pub(crate) fn new(what: &Text, lang: Lang, steps: Option<usize>) -> Progress {
        let steps = steps.and_then(|steps| u64::try_from(steps).ok());
        let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::hidden());
        let form = if steps.is_some() { "{msg} {bar:30} {pos}/{len} ({eta})" } else { "{msg} {elapsed}" };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        bar.set_message(what.get(lang).to_owned());
        let later = bar.clone();
        thread::spawn(move || {
            thread::sleep(SHORT);
            if !later.is_finished() {
                // Draws nothing where standard error is no terminal.
                later.set_draw_target(ProgressDrawTarget::stderr());
                later.enable_steady_tick(Duration::from_millis(200));
            }
        });
        Progress(bar)
    }

    /// One step more.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// An interruption takes away what is half-written and ends the command.
pub(crate) fn end_cleanly_when_interrupted() {
    // Where no handler can be set, an interruption ends the command as it would any other.
    let _ = ctrlc::set_handler(|| {
        crate::output::remove_partial();
        process::exit(INTERRUPTED);
    });
}

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
        let bar = unseen(what, lang, steps);
        let later = bar.clone();
        thread::spawn(move || {
            thread::sleep(SHORT);
            // Draws nothing where standard error is no terminal.
            show(&later, ProgressDrawTarget::stderr());
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

fn unseen(what: &Text, lang: Lang, steps: Option<usize>) -> ProgressBar {
    let steps = steps.and_then(|steps| u64::try_from(steps).ok());
    let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::hidden());
    let form = if steps.is_some() { "{msg} {bar:30} {pos}/{len} ({eta})" } else { "{msg} {elapsed}" };
    if let Ok(style) = ProgressStyle::with_template(form) {
        bar.set_style(style);
    }
    bar.set_message(what.get(lang).to_owned());
    bar
}

/// Draws a bar from now on, unless its work is done.
fn show(bar: &ProgressBar, on: ProgressDrawTarget) {
    if !bar.is_finished() {
        bar.set_draw_target(on);
        bar.enable_steady_tick(Duration::from_millis(200));
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

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::TermLike;
    use std::io;
    use std::sync::{Arc, Mutex};
    use std::time::Instant;

    /// A terminal of one line: what stands there, and all that ever stood there.
    #[derive(Clone, Debug, Default)]
    struct Screen(Arc<Mutex<(String, String)>>);

    impl Screen {
        fn target(&self) -> ProgressDrawTarget {
            ProgressDrawTarget::term_like(Box::new(self.clone()))
        }

        fn shown(&self) -> (String, String) {
            self.0.lock().unwrap().clone()
        }
    }

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            let (now, ever) = &mut *self.0.lock().unwrap();
            now.push_str(text);
            ever.push_str(text);
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            self.0.lock().unwrap().0.clear();
            Ok(())
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_bar_is_drawn_while_work_goes_on_and_then_taken_away() {
        let (screen, what) = (Screen::default(), Text::new("læser", "reading"));
        let progress = Progress(unseen(&what, Lang::Da, Some(3)));
        progress.step();
        assert_eq!(screen.shown().1, "", "not before it is shown");
        show(&progress.0, screen.target());
        let begun = Instant::now();
        while !screen.shown().1.contains("1/3") && begun.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(screen.shown().0.starts_with("læser ") && screen.shown().0.contains(" 1/3 "), "{screen:?}");
        drop(progress);
        assert_eq!(screen.shown().0.trim(), "");
    }

    #[test]
    fn no_bar_is_drawn_of_work_that_is_done() {
        let screen = Screen::default();
        let bar = unseen(&Text::new("læser", "reading"), Lang::En, None);
        drop(Progress(bar.clone()));
        show(&bar, screen.target());
        bar.tick();
        assert_eq!(screen.shown(), (String::new(), String::new()));
    }
}

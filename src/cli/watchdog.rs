//! `--time-limit`: ends the run when its time is over. Files are written whole or not at all, so nothing is left half done.

use super::output::{Status, tell};
use std::sync::Mutex;
use std::time::Duration;

static STAGE: Mutex<String> = Mutex::new(String::new());

/// Says what is being worked on, for the message of a limit.
pub fn stage(text: impl Into<String>) {
    if let Ok(mut stage) = STAGE.lock() {
        *stage = text.into();
    }
}

/// Starts the clock.
pub fn start(seconds: u64) {
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(seconds));
        let stage = STAGE.lock().map(|s| s.clone()).unwrap_or_default();
        let place = if stage.is_empty() {
            String::new()
        } else {
            format!(" while working on {stage}")
        };
        tell(format_args!(
            "error[OX0507]: the time limit of {seconds} s was reached{place}"
        ));
        tell(
            "  = help: allow more with --time-limit, or make the work smaller (--max-points, fewer or smaller iterates)",
        );
        std::process::exit(i32::from(Status::Limit.code()));
    });
}

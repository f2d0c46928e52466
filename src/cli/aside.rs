//! One thread beside the main one, for work that can wait for nobody: jobs in the order in which they come.
//!
//! Not one of rayon's threads: a small file needs no others, and these take longer to start than it takes to compile.

use std::sync::mpsc::{Receiver, Sender, channel};

type Job = Box<dyn FnOnce() + Send>;

/// The thread, or none: then a job is done where it is asked for. It ends with this value, after its jobs.
pub struct Aside(Option<Sender<Job>>);

/// What a job will have given.
pub struct Pending<T>(Receiver<T>);

impl Aside {
    /// Starts the thread, unless one thread in all was asked for.
    pub fn new(threads: usize) -> Aside {
        if threads == 1 {
            return Aside(None);
        }
        let (jobs, todo) = channel::<Job>();
        let worker =
            std::thread::Builder::new().spawn(move || todo.into_iter().for_each(|job| job()));
        Aside(worker.ok().map(|_| jobs))
    }
    /// Is there a thread?
    pub fn exists(&self) -> bool {
        self.0.is_some()
    }
    /// Hands over a job.
    pub fn start<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Pending<T> {
        let (given, result) = channel();
        // Nobody may wait for it.
        let job: Job = Box::new(move || given.send(job()).unwrap_or(()));
        match &self.0 {
            None => job(),
            // The thread takes jobs until one panics; then `wait` says so.
            Some(jobs) => jobs.send(job).unwrap_or(()),
        }
        Pending(result)
    }
}

impl<T> Pending<T> {
    /// Waits for the result.
    ///
    /// # Panics
    /// If the job did.
    pub fn wait(self) -> T {
        self.0.recv().expect("the job beside did not panic")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::current;

    #[test]
    fn jobs_give_their_results_with_and_without_a_thread() {
        for threads in [0, 1, 2] {
            let aside = Aside::new(threads);
            let jobs: Vec<_> = (0..20)
                .map(|i| aside.start(move || (i, current().id())))
                .collect();
            let here = current().id();
            for (i, job) in jobs.into_iter().enumerate() {
                let (given, thread) = job.wait();
                assert_eq!(given, i);
                assert_eq!(thread != here, aside.exists());
                assert_eq!(aside.exists(), threads != 1);
            }
        }
    }

    #[test]
    #[should_panic(expected = "the job beside did not panic")]
    fn a_job_that_panics_is_not_waited_for_in_vain() {
        let aside = Aside::new(2);
        aside.start(|| panic!("on purpose")).wait()
    }
}

//! The `orbitex` command: hands its arguments to [`orbitex::cli`] and exits with the status that comes back.

/// Exact numbers are many small pieces of memory; a sixth of the time of a small file is won.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    orbitex::cli::run()
}

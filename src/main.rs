//! The `orbitex` command: hands its arguments to [`orbitex::cli`] and exits with the status that comes back.

fn main() -> std::process::ExitCode {
    orbitex::cli::run()
}

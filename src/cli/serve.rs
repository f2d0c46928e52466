//! A small server for `--watch`: pages on a loopback port that load again when they change, and messages above them.
//!
//! It answers `GET` from this machine only. The files on disk stay free of scripts; the few lines that reload a page
//! are put into what is served.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// The longest request that is read.
const REQUEST: u64 = 16 << 10;
/// The most browsers that are served at a time.
const CLIENTS: usize = 32;
/// How often a waiting browser is sent a sign of life.
const ALIVE: Duration = Duration::from_secs(5);

/// Reloads when the server names another version; waits for a server that was stopped.
const RELOAD: &str = "<script>\nlet version;\nnew EventSource('/events').onmessage = e => {\n  if (version !== undefined && version !== e.data) location.reload();\n  version = e.data;\n};\n</script>\n";

#[derive(Default)]
struct Shown {
    version: u64,
    pages: BTreeMap<String, String>,
    messages: Option<String>,
    clients: usize,
}

#[derive(Default)]
struct State {
    shown: Mutex<Shown>,
    changed: Condvar,
}

impl State {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        // A thread that panicked cannot have left plain data half written.
        self.shown
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A running server; its threads end with the process.
pub struct Server {
    state: Arc<State>,
    address: SocketAddr,
}

impl Server {
    /// Listens on a port of the loopback address; 0 takes any that is free.
    pub fn start(port: u16) -> std::io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::default());
        let shared = state.clone();
        std::thread::Builder::new().spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                if state.shown().clients >= CLIENTS {
                    continue;
                }
                state.shown().clients += 1;
                let own = state.clone();
                let thread = std::thread::Builder::new().spawn(move || {
                    // A browser that went away is no error.
                    let _ = answer(stream, &own, address);
                    own.shown().clients -= 1;
                });
                if thread.is_err() {
                    state.shown().clients -= 1;
                }
            }
        })?;
        Ok(Server { state, address })
    }
    /// `http://127.0.0.1:4000/`.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
    /// Shows these pages from now on, with messages above them.
    pub fn show(&self, pages: BTreeMap<String, String>, messages: Option<String>) {
        let mut shown = self.state.shown();
        // A page that could not be written this time stays as it was.
        shown.pages.extend(pages);
        shown.messages = messages;
        shown.version += 1;
        drop(shown);
        self.state.changed.notify_all();
    }
}

fn answer(stream: TcpStream, state: &State, address: SocketAddr) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.set_write_timeout(Some(Duration::from_secs(5)))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(REQUEST)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut host = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((key, value)) = line.split_once(':')
            && key.eq_ignore_ascii_case("host")
        {
            host = value.trim().to_string();
        }
    }
    let mut stream = stream;
    // Another host name means that a foreign page asks through a name of its own.
    let port = address.port();
    if host != format!("127.0.0.1:{port}") && host != format!("localhost:{port}") {
        return send(
            &mut stream,
            "403 Forbidden",
            "text/plain",
            "not this host\n",
        );
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if method != "GET" {
        return send(
            &mut stream,
            "405 Method Not Allowed",
            "text/plain",
            "only GET\n",
        );
    }
    match path.split('?').next().unwrap_or("") {
        "/events" => events(&mut stream, state),
        "/" => {
            let shown = state.shown();
            let page = match shown.pages.len() {
                1 => shown.pages.values().next().cloned().unwrap_or_default(),
                _ => index(&shown),
            };
            let page = live(&page, shown.messages.as_deref());
            drop(shown);
            send(&mut stream, "200 OK", "text/html; charset=utf-8", &page)
        }
        name => {
            let shown = state.shown();
            let name = decoded(name.trim_start_matches('/'));
            let page = shown.pages.get(&name);
            let page = page.map(|p| live(p, shown.messages.as_deref()));
            drop(shown);
            match page {
                Some(page) => send(&mut stream, "200 OK", "text/html; charset=utf-8", &page),
                None => send(&mut stream, "404 Not Found", "text/plain", "no such page\n"),
            }
        }
    }
}

fn send(stream: &mut TcpStream, status: &str, kind: &str, body: &str) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    stream.flush()
}

/// The version now, and each new one.
fn events(stream: &mut TcpStream, state: &State) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nretry: 500\n\n"
    )?;
    let mut sent = None;
    loop {
        let version = state.shown().version;
        if sent == Some(version) {
            stream.write_all(b": alive\n\n")?;
        } else {
            write!(stream, "data: {version}\n\n")?;
            sent = Some(version);
        }
        stream.flush()?;
        let shown = state.shown();
        if Some(shown.version) == sent {
            // Whether it was woken or not, the next round looks at the version.
            drop(state.changed.wait_timeout(shown, ALIVE));
        }
    }
}

/// A list of the pages.
fn index(shown: &Shown) -> String {
    let items: Vec<String> = shown
        .pages
        .keys()
        .map(|name| format!("<li><a href=\"/{n}\">{n}</a></li>", n = escaped(name)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>orbitex</title></head>\n<body>\n<h1>orbitex</h1>\n<ul>{}</ul>\n</body>\n</html>\n",
        items.concat()
    )
}

/// The page with messages above it and the script that reloads it.
fn live(page: &str, messages: Option<&str>) -> String {
    let banner = messages.map_or(String::new(), |text| {
        format!(
            "<pre role=\"alert\" style=\"margin:0;padding:1rem;white-space:pre-wrap;font:14px/1.4 monospace;background:#7a1c1c;color:#fff\">{}</pre>\n",
            escaped(text.trim_end())
        )
    });
    // The script is ours; the policy of the file allows none.
    let page: String = page
        .lines()
        .filter(|l| !l.contains("http-equiv=\"Content-Security-Policy\""))
        .map(|l| format!("{l}\n"))
        .collect();
    let page = page.replacen("<body>", &format!("<body>\n{banner}"), 1);
    page.replacen("</body>", &format!("{RELOAD}</body>"), 1)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// `%20` and the like read as characters.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = path.get(at + 1..at + 3);
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn served_pages_reload_and_carry_messages() {
        let page = "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n</head>\n<body>\n<p>\n</body>\n";
        let live = live(page, Some("error: a < b"));
        assert!(live.contains("EventSource") && live.contains("a &lt; b"));
        assert!(!live.contains("Content-Security-Policy"));
        assert_eq!(decoded("a%20b%C3%A9%"), "a bé%");
    }
}

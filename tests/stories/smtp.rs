//! A real mail server on loopback, which answers as it is told.

use mailin_embedded::{Handler, Response, Server, SslConfig, response};
use std::collections::VecDeque;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What the server took, and what it will answer.
#[derive(Default)]
struct Desk {
    taken: Vec<Vec<u8>>,
    answers: VecDeque<u16>,
    tries: usize,
}

#[derive(Clone)]
pub struct MailServer {
    desk: Arc<Mutex<Desk>>,
    port: u16,
}

#[derive(Clone)]
struct Clerk {
    desk: Arc<Mutex<Desk>>,
    writing: Vec<u8>,
}

impl Handler for Clerk {
    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.writing.extend_from_slice(bytes);
        Ok(())
    }
    fn data_end(&mut self) -> Response {
        let mail = std::mem::take(&mut self.writing);
        self.desk.lock().unwrap().taken.push(mail);
        response::OK
    }
    // Refused here and not after the data: the server would take the client's next command for more data.
    fn rcpt(&mut self, _: &str) -> Response {
        let mut desk = self.desk.lock().unwrap();
        desk.tries += 1;
        match desk.answers.pop_front() {
            None | Some(250) => response::OK,
            Some(code) => Response::custom(code, "not as you wish <someone@example.org>".into()),
        }
    }
}

impl MailServer {
    /// Listens on a free port; it stops with the tests.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk = Arc::new(Mutex::new(Desk::default()));
        let mut server = Server::new(Clerk { desk: desk.clone(), writing: Vec::new() });
        server.with_name("mail.example").with_ssl(SslConfig::None).unwrap().with_tcp_listener(listener);
        std::thread::spawn(move || drop(server.serve()));
        Self { desk, port }
    }

    /// Its address, as a setting.
    pub fn url(&self) -> url::Url {
        url::Url::parse(&format!("smtp://127.0.0.1:{}?tls=none", self.port)).unwrap()
    }

    /// The next letters are answered so; those after, 250.
    pub fn answers(&self, codes: &[u16]) {
        self.desk.lock().unwrap().answers = codes.iter().copied().collect();
    }

    pub fn taken(&self) -> Vec<crate::house::Letter> {
        self.desk.lock().unwrap().taken.iter().map(|raw| crate::house::Letter::read(raw)).collect()
    }

    pub fn tries(&self) -> usize {
        self.desk.lock().unwrap().tries
    }
}

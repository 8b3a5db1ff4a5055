//! A client that costs as little as can be: one connection, kept open, one request after another.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

/// An answer.
pub struct Answer {
    status: u16,
    body: Vec<u8>,
}

impl Answer {
    /// The length of the body of an answer that has that status.
    #[track_caller]
    pub fn expect_status(&self, status: u16) -> usize {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self.body.len()
    }

    /// Its body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl Connection {
    /// Opens a connection to `ADDR:PORT`.
    pub fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::with_capacity(64 * 1024, stream),
        }
    }

    /// Asks and reads the answer to its end.
    pub fn ask(&mut self, method: &str, path: &str, media_type: &str, body: &str) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
        if !media_type.is_empty() {
            request += &format!(
                "content-type: {media_type}\r\ncontent-length: {}\r\n",
                body.len()
            );
        }
        request += "\r\n";
        request += body;
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let status = self.line().split(' ').nth(1).unwrap().parse().unwrap();
        let mut length = Some(0);
        loop {
            let line = self.line().to_ascii_lowercase();
            match line.split_once(": ") {
                None => break,
                Some(("content-length", value)) => length = value.parse().ok(),
                Some(("transfer-encoding", _)) => length = None,
                Some(_) => {}
            }
        }
        let body = match length {
            Some(length) => self.bytes(length),
            None => self.chunks(),
        };
        Answer { status, body }
    }

    /// The number of the latest revision of a resource.
    pub fn revision(&mut self, path: &str) -> u32 {
        let answer = self.ask("GET", path, "", "");
        let resource: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        resource["revision"].as_u64().unwrap().try_into().unwrap()
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// A body sent in chunks (RFC 9112 §7.1).
    fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line(), 16).unwrap();
            body.extend(self.bytes(length));
            self.line();
            if length == 0 {
                return body;
            }
        }
    }
}

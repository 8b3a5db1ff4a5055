//! Bytes on a wire, for what a polite client would not send.

use super::server::Server;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// An answer as it came over the wire.
pub struct Raw {
    /// HTTP status.
    pub status: u16,
    /// Everything, headers included.
    pub text: String,
}

/// Sends a head and then pieces of a body, as many as the server takes, and reads what it answers.
#[track_caller]
pub fn raw(server: &Server, head: &[u8], body: impl IntoIterator<Item = Vec<u8>>) -> Raw {
    let host = server.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(120)))
        .unwrap();
    let mut reading = stream.try_clone().unwrap();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // a server that cuts the connection has said before what it had to say
        let _ = reading.read_to_end(&mut bytes);
        bytes
    });
    stream.write_all(head).unwrap();
    for piece in body {
        if stream.write_all(&piece).is_err() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Write);
    let text = String::from_utf8_lossy(&reader.join().unwrap()).into_owned();
    let status = text
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Raw {
        status: status.unwrap_or_else(|| panic!("no answer but {text:?}")),
        text,
    }
}

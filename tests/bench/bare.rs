//! What the web framework does by itself: a handler that answers with bytes it has at hand.

use actix_web::{App, HttpResponse, HttpServer, rt, web};
use std::sync::mpsc;

/// Starts it on a free port, for as long as this process lives; gives its address.
pub fn start() -> String {
    let (send, address) = mpsc::channel();
    std::thread::spawn(move || {
        rt::System::new().block_on(async move {
            let server = HttpServer::new(|| App::new().route("/{bytes}", web::get().to(bytes)));
            let server = server.bind("127.0.0.1:0").unwrap();
            send.send(server.addrs()[0].to_string()).unwrap();
            server.run().await.unwrap();
        });
    });
    address.recv().unwrap()
}

async fn bytes(length: web::Path<usize>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(vec![b'x'; *length])
}

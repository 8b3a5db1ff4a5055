//! What is answered while the library is not open yet: when its index is built anew from the journal, say, which may
//! take minutes. Every address answers 503 and asks to come back; nobody is refused a connection.

use crate::guard::security_headers;
use crate::language::{COOKIE, Language};
use actix_web::dev::ServerHandle;
use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpRequest, HttpResponse, HttpResponseBuilder, HttpServer, web};
use serde::Serialize;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use theming::{Message, Theme};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// After how many seconds to ask again.
const RETRY_SECONDS: &str = "5";

/// How long an answer under way may take to finish at the end.
const STOP_SECONDS: u64 = 1;

/// From when no connection is taken any more until those that were taken have reached the one who answers.
const LAST_ONES: Duration = Duration::from_millis(50);

/// What somebody who waits is shown.
#[derive(Clone)]
pub struct WaitingRoom {
    /// How it looks.
    pub theme: Arc<Theme>,
    /// The library's name.
    pub site_name: String,
    /// How much of the work is done, from 0 to 100; `None` while that is not known.
    pub percent: watch::Receiver<Option<u8>>,
}

/// A small server that asks everybody to wait.
#[derive(Debug)]
pub struct Waiting {
    handle: ServerHandle,
    task: JoinHandle<std::io::Result<()>>,
}

/// What the page may see.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WaitingPage {
    /// Name of the site.
    pub(crate) site_name: String,
    /// How much is done, of 100.
    pub(crate) percent: Option<u8>,
    /// Whether the page opens by itself once it can: not where somebody sent something, which they would lose sight of.
    pub(crate) reload: bool,
}

impl Waiting {
    /// Begins to answer on a listener. Its clone goes on to whoever serves afterwards: what nobody has taken yet stays
    /// in its queue.
    ///
    /// # Errors
    /// When the listener cannot be used.
    pub fn begin(listener: TcpListener, room: WaitingRoom) -> std::io::Result<Self> {
        let room = web::Data::new(room);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(room.clone())
                .wrap(from_fn(security_headers))
                .route("/assets/{hash}/{path:.+}", web::get().to(asset))
                .default_service(web::to(wait))
        });
        let server = server
            .workers(1)
            .shutdown_timeout(STOP_SECONDS)
            .disable_signals()
            .listen(listener)?
            .run();
        Ok(Self {
            handle: server.handle(),
            task: tokio::spawn(server),
        })
    }

    /// Answers who was taken, and ends. Who comes meanwhile waits in the listener's queue.
    pub async fn end(self) {
        self.handle.pause().await;
        tokio::time::sleep(LAST_ONES).await;
        self.handle.stop(true).await;
        if let Ok(Err(error)) = self.task.await {
            tracing::warn!(%error, "the waiting page did not end well");
        }
    }
}

/// The page needs its style sheets and fonts.
async fn asset(room: web::Data<WaitingRoom>, path: web::Path<(String, String)>) -> HttpResponse {
    let (hash, path) = path.into_inner();
    match room.theme.asset(&path).filter(|asset| asset.hash == hash) {
        Some(asset) => HttpResponse::Ok()
            .content_type(asset.media_type)
            .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
            .body(asset.bytes.to_vec()),
        None => HttpResponse::NotFound().finish(),
    }
}

async fn wait(request: HttpRequest, room: web::Data<WaitingRoom>) -> HttpResponse {
    let percent = *room.percent.borrow();
    let mut answer = HttpResponse::ServiceUnavailable();
    answer
        // the next request goes to the library itself
        .force_close()
        .insert_header((header::RETRY_AFTER, RETRY_SECONDS))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::VARY, "Accept-Language, Cookie"));
    match request.path() {
        "/healthz" => answer.json(serde_json::json!({
            "status": "starting",
            "version": env!("CARGO_PKG_VERSION"),
            "percent": percent,
        })),
        path if path.starts_with("/api/") => problem(&request, &room, answer),
        _ => page(&request, &room, percent, answer),
    }
}

/// A problem document (RFC 9457) that says no more than its status (§4.2.1) and when to come back.
fn problem(
    request: &HttpRequest,
    room: &WaitingRoom,
    mut answer: HttpResponseBuilder,
) -> HttpResponse {
    let language = Language::of_api(request).tag();
    let document = serde_json::json!({
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": room.theme.message(language, &Message::new("waiting-lead")),
        "code": "starting",
        "instance": request.path(),
    });
    answer
        .content_type("application/problem+json")
        .body(document.to_string())
}

fn page(
    request: &HttpRequest,
    room: &WaitingRoom,
    percent: Option<u8>,
    mut answer: HttpResponseBuilder,
) -> HttpResponse {
    let view = WaitingPage {
        site_name: room.site_name.clone(),
        percent,
        reload: request.method().is_safe(),
    };
    let language = language(request).tag();
    match room.theme.render("waiting.html", language, &view) {
        Ok(html) => answer.content_type("text/html; charset=utf-8").body(html),
        Err(error) => {
            tracing::error!(%error, "no page could be made for those who wait");
            let lead = Message::new("waiting-lead");
            answer
                .content_type("text/plain; charset=utf-8")
                .body(room.theme.message(language, &lead))
        }
    }
}

/// What the visitor chose; without a choice what the browser asks for.
fn language(request: &HttpRequest) -> Language {
    let chosen = request.cookie(COOKIE);
    chosen
        .and_then(|cookie| Language::of_tag(cookie.value()))
        .unwrap_or_else(|| Language::of_api(request))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};
    use std::path::Path;
    use theming::Source;

    fn room(percent: Option<u8>) -> WaitingRoom {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/default");
        WaitingRoom {
            theme: Arc::new(Theme::load_strict(vec![Source::folder(folder)]).unwrap()),
            site_name: "Essai".to_owned(),
            percent: watch::channel(percent).1,
        }
    }

    /// What a request gets, head and body.
    async fn answer(address: SocketAddr, request: &str) -> String {
        let request = format!("{request}host: x\r\n\r\n");
        let ask = move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            // the server closes after each answer
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        tokio::task::spawn_blocking(ask).await.unwrap()
    }

    #[tokio::test]
    async fn everybody_is_asked_to_wait_in_their_language() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let waiting = Waiting::begin(listener, room(Some(40))).unwrap();
        for (request, said) in [
            (
                "GET /ressources/x HTTP/1.1\r\n",
                "La bibliothèque se prépare",
            ),
            ("GET / HTTP/1.1\r\naccept-language: en\r\n", "getting ready"),
            (
                "GET / HTTP/1.1\r\naccept-language: en\r\ncookie: langue=fr\r\n",
                "40\u{a0}% fait",
            ),
            (
                "GET /api/v1/changes HTTP/1.1\r\n",
                "application/problem+json",
            ),
            ("GET /healthz HTTP/1.1\r\n", "\"percent\":40"),
        ] {
            let answer = answer(address, request).await;
            assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
            assert!(answer.contains("retry-after: 5\r\n"), "{answer}");
            assert!(answer.contains("content-security-policy: "), "{answer}");
            assert!(answer.contains(said), "{said} is not in {answer}");
        }
        waiting.end().await;
    }

    #[tokio::test]
    async fn the_page_finds_its_style_and_reloads_only_what_was_asked_for() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let room = room(None);
        let style = room.theme.asset_url("css/site.css").unwrap();
        let waiting = Waiting::begin(listener, room).unwrap();
        let page = answer(address, "GET / HTTP/1.1\r\n").await;
        assert!(page.contains(&style) && page.contains("js/waiting.js"));
        assert!(
            !page.contains("<progress"),
            "nothing is known of it: {page}"
        );
        let sent = answer(
            address,
            "POST /deposer/page HTTP/1.1\r\ncontent-length: 0\r\n",
        )
        .await;
        assert!(sent.contains("Revenez en arrière") && !sent.contains("waiting.js"));
        let request = format!("GET {style} HTTP/1.1\r\nconnection: close\r\n");
        let found = answer(address, &request).await;
        assert!(found.starts_with("HTTP/1.1 200 "), "{found}");
        waiting.end().await;
    }

    #[tokio::test]
    async fn nobody_is_refused_when_another_takes_over() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let first = Waiting::begin(listener.try_clone().unwrap(), room(None)).unwrap();
        answer(address, "GET / HTTP/1.1\r\n").await;
        first.end().await;
        // nobody answers now; the connection is taken into the queue
        let between = tokio::spawn(answer(address, "GET / HTTP/1.1\r\n"));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let second = Waiting::begin(listener, room(Some(7))).unwrap();
        assert!(between.await.unwrap().contains("7\u{a0}% fait"));
        second.end().await;
    }
}

//! The style sheet, the icon and the small scripts: in the binary, under addresses that change with their content.

use crate::web::error::Error;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::sync::LazyLock;

struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static str,
    /// First characters of the hash of the body.
    mark: String,
    /// The whole hash, as browsers check it.
    integrity: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |name, kind, body: &'static str| {
        let mark = Sha256::digest(body.as_bytes()).iter().take(5).map(|b| format!("{b:02x}")).collect();
        let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(body.as_bytes())));
        Asset { name, kind, body, mark, integrity }
    };
    vec![
        asset("app.css", "text/css; charset=utf-8", include_str!("../../static/app.css")),
        asset("logo.svg", "image/svg+xml", include_str!("../../static/logo.svg")),
        asset("form.js", "text/javascript; charset=utf-8", include_str!("../../static/form.js")),
        asset("review.js", "text/javascript; charset=utf-8", include_str!("../../static/review.js")),
        asset("live.js", "text/javascript; charset=utf-8", include_str!("../../static/live.js")),
    ]
});

static ADDRESSES: LazyLock<Vec<(&'static str, String)>> =
    LazyLock::new(|| ASSETS.iter().map(|asset| (asset.name, format!("/static/{}/{}", asset.mark, asset.name))).collect());

/// The address of an asset.
pub fn address(name: &str) -> &'static str {
    ADDRESSES.iter().find(|(known, _)| *known == name).map_or("/static/unknown", |(_, address)| address)
}

/// The hash by which a browser checks an asset.
pub fn integrity(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| asset.integrity.as_str())
}

/// `GET /static/{mark}/{name}`: kept for a year by browsers, as the address changes with the content.
pub async fn show(path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (mark, name) = path.into_inner();
    let asset = ASSETS.iter().find(|asset| asset.name == name && asset.mark == mark).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::CONTENT_TYPE, asset.kind))
        .body(asset.body))
}

/// `GET /favicon.ico`, which browsers ask for by themselves.
pub async fn favicon(_: HttpRequest) -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, address("logo.svg")))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .finish()
}

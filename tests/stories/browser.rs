//! A browser without JavaScript: keeps its cookies, follows redirections, and sends forms as they stand in the page.

use actix_web::cookie::Cookie;
use actix_web::dev::Service;
use actix_web::http::header;
use actix_web::test::{self, TestRequest};
use actix_web::web;
use passeur::app::App;
use passeur::web::throttle::Throttle;
use scraper::{ElementRef, Html, Selector};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;

pub struct Browser {
    app: App,
    throttle: web::Data<Throttle>,
    cookies: RefCell<BTreeMap<String, String>>,
    peer: SocketAddr,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    /// Where one ended.
    pub path: String,
    pub body: String,
    pub headers: BTreeMap<String, String>,
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

impl Page {
    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }
    /// The words of the page, with plain spaces.
    pub fn text(&self) -> String {
        let html = self.html();
        let words: Vec<String> = all(&html, "title, body").iter().flat_map(|e| e.text()).map(|t| t.replace(['\u{a0}', '\u{202f}'], " ")).collect();
        words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
    /// The page says this (narrow and no-break spaces count as spaces).
    pub fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }
    /// The words of the first element that a selector finds.
    pub fn at(&self, selector: &str) -> String {
        let html = self.html();
        let found = all(&html, selector);
        let element = found.first().unwrap_or_else(|| panic!("no {selector} in {}:\n{}", self.path, self.body));
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }
    /// An attribute of each element that a selector finds.
    pub fn each(&self, selector: &str, attribute: &str) -> Vec<String> {
        all(&self.html(), selector).iter().filter_map(|e| e.value().attr(attribute)).map(str::to_owned).collect()
    }
    /// What a field holds.
    pub fn value(&self, name: &str) -> String {
        let html = self.html();
        let found = all(&html, &format!("input[name='{name}'], textarea[name='{name}']"));
        let element = found.first().unwrap_or_else(|| panic!("no field {name} in {}", self.path));
        element.value().attr("value").map_or_else(|| element.text().collect(), str::to_owned)
    }
    /// The reference that the page shows.
    pub fn reference(&self) -> String {
        let at = self.body.find("FS-").unwrap_or_else(|| panic!("no reference in {}", self.text()));
        self.body[at..at + 12].to_owned()
    }
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

impl Browser {
    pub fn new(app: App, throttle: web::Data<Throttle>) -> Self {
        Self { app, throttle, cookies: RefCell::default(), peer: "203.0.113.7:4000".parse().unwrap() }
    }

    /// The same from another connection.
    pub fn from(mut self, peer: &str) -> Self {
        self.peer = SocketAddr::new(peer.parse().unwrap(), 4000);
        self
    }

    /// Another tab: same cookies, from now on apart.
    pub fn tab(&self) -> Self {
        Self { app: self.app.clone(), throttle: self.throttle.clone(), cookies: self.cookies.clone(), peer: self.peer }
    }

    pub async fn send(&self, path: &str, request: TestRequest) -> Page {
        let mut request = request.uri(path).peer_addr(self.peer).insert_header((header::HOST, "localhost:8080"));
        for (name, value) in self.cookies.borrow().iter() {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        let service = test::init_service(passeur::actix_app!(self.app, self.throttle)).await;
        let response = service.call(request.to_request()).await.unwrap_or_else(|e| panic!("{path}: {e}"));
        for cookie in response.response().cookies() {
            let gone = cookie.max_age().is_some_and(|age| age.is_zero()) || cookie.value().is_empty();
            match gone {
                true => self.cookies.borrow_mut().remove(cookie.name()),
                false => self.cookies.borrow_mut().insert(cookie.name().to_owned(), cookie.value().to_owned()),
            };
        }
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned())).collect();
        let status = response.status().as_u16();
        let body = String::from_utf8_lossy(&test::read_body(response).await).into_owned();
        Page { status, path: path.to_owned(), body, headers }
    }

    /// Follows a redirection, as browsers do, by GET.
    async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..5 {
            match page.headers.get("location") {
                Some(next) if page.status == 303 => {
                    let next = next.clone();
                    page = self.send(&next, TestRequest::get()).await;
                }
                _ => break,
            }
        }
        page
    }

    /// Without following.
    pub async fn peek(&self, path: &str) -> Page {
        self.send(path, TestRequest::get()).await
    }

    /// With a header more.
    pub async fn peek_with(&self, path: &str, header: (&'static str, &str)) -> Page {
        self.send(path, TestRequest::get().insert_header((header.0, header.1.to_owned()))).await
    }

    /// What monitors ask.
    pub async fn head(&self, path: &str) -> Page {
        self.send(path, TestRequest::default().method(actix_web::http::Method::HEAD)).await
    }

    pub async fn get(&self, path: &str) -> Page {
        let page = self.send(path, TestRequest::get()).await;
        self.follow(page).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.send(path, TestRequest::post().set_form(fields)).await;
        self.follow(page).await
    }

    /// With a header more, and no following.
    pub async fn post_with(&self, path: &str, header: (&'static str, &str), fields: &[(&str, &str)]) -> Page {
        self.send(path, TestRequest::post().insert_header((header.0, header.1.to_owned())).set_form(fields)).await
    }

    /// Sends the form of the page whose address ends so (the first with an empty `action`), with its hidden fields, and these.
    pub async fn submit(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let (address, sent) = form(page, action, fields);
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&address, &sent).await
    }

    /// A request of a program.
    pub async fn api(&self, path: &str, token: &str, body: serde_json::Value) -> Page {
        let mut request = TestRequest::post().set_json(body);
        if !token.is_empty() {
            request = request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
        }
        self.send(path, request).await
    }
}

/// Address and fields of a form as a browser would send it: what is in it, with these fields changed.
fn form(page: &Page, action: &str, fields: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let html = page.html();
    let forms = all(&html, "form[method='post']");
    let address = |form: &ElementRef<'_>| form.value().attr("action").unwrap_or_default().to_owned();
    let wanted =
        |form: &&ElementRef<'_>| if action.is_empty() { address(form).is_empty() || forms.len() == 1 } else { address(form).ends_with(action) };
    let main = forms.iter().filter(|form| !address(form).ends_with("/deconnexion") || action.ends_with("/deconnexion"));
    let form = main.into_iter().find(wanted).unwrap_or_else(|| panic!("no form {action:?} in {} ({}):\n{}", page.path, page.status, page.text()));
    let changed = |name: &str| fields.iter().any(|(other, _)| *other == name);
    let mut sent = Vec::new();
    for field in form.select(&Selector::parse("input[name], textarea[name], select[name]").unwrap()) {
        let (tag, value) = (field.value().name(), field.value());
        let name = value.attr("name").unwrap_or_default();
        let kind = value.attr("type").unwrap_or("text");
        if changed(name) || matches!(kind, "checkbox" | "radio") && value.attr("checked").is_none() {
            continue;
        }
        let held = match tag {
            "textarea" => field.text().collect(),
            "select" => field
                .select(&Selector::parse("option[selected]").unwrap())
                .next()
                .and_then(|o| o.value().attr("value"))
                .unwrap_or_default()
                .to_owned(),
            _ => value.attr("value").unwrap_or_default().to_owned(),
        };
        sent.push((name.to_owned(), held));
    }
    sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let to = address(form);
    (if to.is_empty() { page.path.split('?').next().unwrap_or_default().to_owned() } else { to }, sent)
}

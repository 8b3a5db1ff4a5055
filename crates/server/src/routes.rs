//! The whole table of addresses, by who calls.

use crate::api::{
    changes, credits, doubtful, files, licences, openapi, problem, resources, revisions,
    search as api_search, take_in as api_take_in,
};
use crate::health;
use crate::pages::{
    adapt, assets, borrow, browse, changes as changes_page, cite, collect, compare, deposit,
    drafts, edit, error, file, history, home, language, licences as licences_page, preview, rename,
    resource, search, standing_licences, state, statistics, withdraw,
};
use crate::visit::API;
use actix_web::Route;
use actix_web::guard::{Get, Guard, GuardContext, Head};
use actix_web::web::{self, ServiceConfig, delete, post, put, resource, scope};

/// Every address of the server.
pub(crate) fn routes(config: &mut ServiceConfig) {
    machines(config);
    config.service(
        scope(API)
            .configure(api)
            .default_service(web::to(error::nowhere)),
    );
    pages(config);
    config.default_service(web::to(error::nowhere));
}

/// For programs.
fn api(config: &mut ServiceConfig) {
    config
        .service(
            resource("/resources")
                .route(get().to(api_search::search))
                .route(post().to(resources::create)),
        )
        .service(
            resource("/resources/{slug}")
                .route(get().to(resources::read))
                .route(put().to(resources::revise))
                .route(delete().to(resources::withdraw)),
        )
        .service(resource("/resources/{slug}/revisions").route(get().to(revisions::list)))
        .service(resource("/resources/{slug}/revisions/{number}").route(get().to(revisions::read)))
        .service(resource("/resources/{slug}/credits").route(get().to(credits::read)))
        .service(
            resource("/resources/{slug}/sources/{source}/take-in")
                .route(post().to(api_take_in::take_in)),
        )
        .service(resource("/resources/{slug}/files").route(post().to(files::attach)))
        .service(resource("/suggest").route(get().to(api_search::suggest)))
        .service(resource("/changes").route(get().to(changes::changes)))
        .service(resource("/licences").route(get().to(licences::list)))
        .service(resource("/licences/compatibility").route(get().to(licences::compatibility)))
        .service(resource("/licences/doubtful").route(get().to(doubtful::list)))
        .service(resource("/problems").route(get().to(problem::catalogue)))
        .service(resource("/openapi.json").route(get().to(openapi::openapi)));
}

/// For people.
fn pages(config: &mut ServiceConfig) {
    config
        .service(resource("/").route(get().to(home::home)))
        .service(resource("/recherche").route(get().to(search::search)))
        .service(resource("/recherche.atom").route(get().to(search::feed)))
        .service(resource("/types/{kind}").route(get().to(browse::kind)))
        .service(resource("/themes").route(get().to(browse::themes)))
        .service(resource("/themes/{tag}").route(get().to(browse::tag)))
        .service(resource("/auteurs/{name}").route(get().to(browse::author)))
        .service(resource("/deposer").route(get().to(deposit::choose_kind)))
        .service(
            resource("/deposer/{kind}")
                .route(get().to(deposit::ask_files))
                .route(post().to(deposit::send)),
        )
        .service(
            resource("/deposer/{kind}/fichiers")
                .route(get().to(deposit::back_to_files))
                .route(post().to(deposit::take_files)),
        )
        .service(resource("/deposer/{kind}/formulaire").route(get().to(deposit::ask_form)))
        .service(resource("/ressources/{slug}").route(get().to(resource::show)))
        .service(
            resource("/ressources/{slug}/modifier")
                .route(get().to(edit::ask))
                .route(post().to(edit::save)),
        )
        .service(resource("/ressources/{slug}/historique").route(get().to(history::show)))
        .service(resource("/ressources/{slug}/comparer").route(get().to(compare::compare)))
        .service(
            resource("/ressources/{slug}/comparer/{source}").route(get().to(compare::with_source)),
        )
        .service(
            resource("/ressources/{slug}/revisions/{number}").route(get().to(resource::revision)),
        )
        .service(resource("/ressources/{slug}/emprunts").route(post().to(borrow::show_latest)))
        .service(resource("/ressources/{slug}/restaurer").route(post().to(history::restore)))
        .service(
            resource("/ressources/{slug}/renommer")
                .route(get().to(rename::ask))
                .route(post().to(rename::rename)),
        )
        .service(
            resource("/ressources/{slug}/retirer")
                .route(get().to(withdraw::ask))
                .route(post().to(withdraw::withdraw)),
        )
        .service(resource("/ressources/{slug}/adapter").route(get().to(adapt::ask)))
        .service(resource("/ressources/{slug}/reprendre").route(get().to(adapt::take_in)))
        .service(
            resource("/ressources/{slug}/ranger")
                .route(get().to(collect::ask))
                .route(post().to(collect::collect)),
        )
        .service(resource("/ressources/{slug}/citer").route(get().to(cite::show)))
        .service(resource("/ressources/{slug}/citer/{name}").route(get().to(cite::download)))
        .service(resource("/ressources/{slug}/fichiers/{name}").route(get().to(file::download)))
        .service(
            resource("/brouillons")
                .route(get().to(drafts::own))
                .route(post().to(drafts::keep)),
        )
        .service(resource("/brouillons/{id}").route(get().to(drafts::show)))
        .service(
            resource("/brouillons/{id}/supprimer")
                .route(get().to(drafts::ask_drop))
                .route(post().to(drafts::drop)),
        )
        .service(resource("/etat").route(get().to(state::show)))
        .service(resource(standing_licences::PATH).route(get().to(standing_licences::show)))
        .service(resource(statistics::PATH).route(get().to(statistics::show)))
        .service(resource("/apercu").route(post().to(preview::preview)))
        .service(resource("/changements").route(get().to(changes_page::show)))
        .service(resource("/changements.atom").route(get().to(changes_page::feed)))
        .service(resource("/licences").route(get().to(licences_page::list)))
        .service(resource("/licences/{id}").route(get().to(licences_page::show)))
        .service(resource("/langue/{tag}").route(get().to(language::choose)));
}

/// For browsers, robots and those who watch over the server.
fn machines(config: &mut ServiceConfig) {
    config
        .service(resource("/healthz").route(get().to(health::health)))
        .service(resource("/metrics").route(get().to(health::metrics)))
        .service(resource("/assets/{hash}/{path:.+}").route(get().to(assets::asset)))
        .service(resource("/favicon.svg").route(get().to(assets::favicon)))
        .service(resource("/robots.txt").route(get().to(assets::robots)))
        .service(resource("/opensearch.xml").route(get().to(assets::opensearch)));
}

/// `GET`, and `HEAD` which is the same without a body.
fn get() -> Route {
    web::route().guard(Reads)
}

struct Reads;

impl Guard for Reads {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        Get().check(context) || Head().check(context)
    }
}

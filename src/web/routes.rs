//! The table of contents of the product, by audience.

use crate::web::error::Error;
use crate::web::{
    access, activity, address, alternative, api, application, assets, availability, calendar, calibration, calibration_case, contacts, coordination,
    dashboard, decision, departure, digest, directory, disabled, figures, health, kin_word, letter, life, live, lost_link, lot, me, network, note,
    phase, policy, precheck, public, question, queue, reply, review, second_factor, second_look, second_look_figures, sending, sieve, space,
    space_list, spaces, status, suite, suite_table, suites, team, volunteer, waiting, wording,
};
use actix_web::web::{self, ServiceConfig, resource};

/// Every address of the house.
pub fn all(house: &mut ServiceConfig) {
    house.configure(everyone).configure(applicants).configure(team).configure(coordination).configure(administrators).configure(programs);
    crate::demo::web::routes(house);
    house.app_data(web::PayloadConfig::new(8 * 1024 * 1024)).default_service(web::to(nothing));
}

async fn nothing() -> Result<&'static str, Error> {
    Err(Error::NotFound)
}

fn everyone(house: &mut ServiceConfig) {
    house
        .service(resource("/").get(public::home))
        .service(resource("/aide").get(public::help))
        .service(resource("/suites-bureautiques").get(suites::show))
        .service(resource("/conditions").get(public::terms))
        .service(resource("/conditions/{version}").get(public::terms_version))
        .service(resource("/vie-privee").get(public::privacy))
        .service(resource("/accessibilite").get(public::accessibility))
        .service(web::redirect("/new", "/demande").permanent())
        .service(resource("/static/{mark}/{name}").get(assets::show))
        .service(resource("/favicon.ico").get(assets::favicon))
        .service(resource("/desactive/{slug}").get(disabled::show).post(disabled::send))
        .service(resource("/desactive/{slug}/{path:.*}").get(disabled::show).post(disabled::send))
        .service(resource("/healthz").get(health::alive))
        .service(resource("/readyz").get(health::ready));
}

fn applicants(house: &mut ServiceConfig) {
    house
        .service(resource("/demande").get(precheck::show))
        .service(resource("/demande/verification").get(sending::check).post(sending::submit))
        .service(resource("/demande/plus-tard").get(sending::later).post(sending::send_later))
        .service(resource("/demande/recu").get(status::receipt).post(status::correct))
        .service(resource("/demande/lien-perdu").get(lost_link::lost_link).post(lost_link::send_lost_link))
        .service(resource("/demande/adresse/disponible").get(availability::slug))
        .service(resource("/demande/structure/numeros").get(availability::numbers))
        .service(resource("/demande/suivi/{secret}").get(status::show))
        .service(resource("/demande/suivi/{secret}/confirmation").post(status::confirm))
        .service(resource("/demande/suivi/{secret}/reprise").post(status::reopen))
        .service(resource("/demande/suivi/{secret}/reponse").post(reply::reply))
        .service(resource("/demande/suivi/{secret}/interet").post(reply::stay))
        .service(resource("/demande/suivi/{secret}/retrait").get(reply::withdrawal).post(reply::withdraw))
        .service(resource("/demande/suivi/{secret}/donnees.json").get(reply::export))
        .service(resource("/demande/{page}").get(application::show).post(application::save))
        .service(resource("/demande/{page}/brouillon").post(sending::keep_typing));
}

fn coordination(house: &mut ServiceConfig) {
    house
        .service(resource("/coordination").get(coordination::show))
        .service(resource("/coordination/suites").get(suite_table::list))
        .service(resource("/coordination/suites/{need}").get(suite_table::show).post(suite_table::save))
        .service(resource("/coordination/alternatives").get(alternative::show).post(alternative::add))
        .service(resource("/coordination/alternatives/{id}").get(alternative::form).post(alternative::change))
        .service(resource("/coordination/alternatives/{id}/suppression").post(alternative::remove))
        .service(resource("/coordination/reponses-types").get(wording::show).post(wording::add))
        .service(resource("/coordination/reponses-types/nouvelle").get(wording::blank))
        .service(resource("/coordination/reponses-types/{id}").get(wording::form).post(wording::change))
        .service(resource("/coordination/reponses-types/{id}/retrait").post(wording::retire))
        .service(resource("/coordination/reseaux").get(kin_word::show).post(kin_word::add))
        .service(resource("/coordination/reseaux/{id}/suppression").post(kin_word::remove))
        .service(resource("/coordination/adresses").get(address::show).post(address::reserve))
        .service(resource("/coordination/adresses/quarantaine").post(address::free))
        .service(resource("/coordination/adresses/{id}/retrait").post(address::unreserve))
        .service(resource("/coordination/filtres").get(sieve::show).post(sieve::add))
        .service(resource("/coordination/filtres/nouveau").get(sieve::blank))
        .service(resource("/coordination/filtres/{id}").get(sieve::show_one))
        .service(resource("/coordination/filtres/{id}/fin").post(sieve::end))
        .service(resource("/coordination/filtres/{id}/passage").post(sieve::ask))
        .service(resource("/coordination/filtres/{id}/demandes").post(sieve::judge))
        .service(resource("/coordination/regles").get(policy::show))
        .service(resource("/coordination/regles/espaces").post(policy::apply))
        .service(resource("/coordination/regles/{version}/retrait").post(policy::withdraw))
        .service(resource("/coordination/regles/{theme}").get(policy::form).post(policy::change))
        .service(resource("/coordination/cycle-de-vie").get(life::show).post(life::switch))
        .service(resource("/coordination/phases").get(phase::show))
        .service(resource("/coordination/phases/admissions").post(phase::admit))
        .service(resource("/coordination/phases/{phase}").get(phase::form).post(phase::change))
        .service(resource("/coordination/seconds-regards").get(second_look_figures::show))
        .service(resource("/coordination/benevoles").get(team::show).post(team::invite))
        .service(resource("/coordination/benevoles/{id}/invitation").post(team::send_link))
        .service(resource("/coordination/benevoles/{id}/role").post(team::set_role))
        .service(resource("/coordination/benevoles/{id}/depart").post(team::make_leave))
        .service(resource("/coordination/benevoles/{id}/double-authentification").post(team::lift_second_factor))
        .service(resource("/coordination/benevoles/{id}/retour").post(team::let_back));
}

fn team(house: &mut ServiceConfig) {
    house
        .service(resource("/equipe/connexion").get(volunteer::log_in_form).post(volunteer::log_in))
        .service(resource("/equipe/connexion/code").get(second_factor::code_form).post(second_factor::give_code))
        .service(resource("/equipe/deconnexion").post(volunteer::log_out))
        .service(resource("/equipe/invitation/{secret}").get(volunteer::invitation).post(volunteer::accept_invitation))
        .service(resource("/equipe/raccourcis").post(volunteer::set_keys))
        .service(resource("/equipe/annonces").post(live::set_aloud))
        .service(resource("/equipe/etat").get(live::state))
        .service(resource("/equipe/resume/{secret}").get(digest::ask).post(digest::stop))
        .service(resource("/equipe").get(queue::show))
        .service(resource("/equipe/attente").get(waiting::show))
        .service(resource("/equipe/attente/suivantes").get(waiting::next))
        .service(resource("/equipe/suivante").get(queue::back).post(queue::take_next))
        .service(resource("/equipe/lot").get(queue::back).post(lot::decide))
        .service(resource("/equipe/vues").get(queue::back).post(queue::keep_view))
        .service(resource("/equipe/vues/{id}/suppression").post(queue::forget_view))
        .service(resource("/equipe/demandes/{reference}").get(review::show))
        .service(resource("/equipe/demandes/{reference}/prise-en-charge").get(review::back).post(review::claim))
        .service(resource("/equipe/demandes/{reference}/decision").get(review::back).post(decision::decide))
        .service(resource("/equipe/demandes/{reference}/notes").get(review::back).post(note::write))
        .service(resource("/equipe/demandes/{reference}/reprise").get(review::back).post(note::take_over))
        .service(resource("/equipe/demandes/{reference}/transmission").get(review::back).post(note::hand_over))
        .service(resource("/equipe/demandes/{reference}/questions").get(review::back).post(question::ask))
        .service(resource("/equipe/demandes/{reference}/parente").get(review::back).post(network::judge))
        .service(resource("/equipe/reseaux/{id}").get(network::show))
        .service(resource("/equipe/decisions/{id}/annulation").get(queue::back).post(decision::undo))
        .service(resource("/equipe/chiffres").get(figures::show))
        .service(resource("/equipe/moi").get(me::show))
        .service(resource("/equipe/moi/resume").post(digest::choose))
        .service(resource("/equipe/moi/sessions").post(me::close_sessions))
        .service(resource("/equipe/moi/mot-de-passe").post(me::change_password))
        .service(resource("/equipe/moi/double-authentification").get(second_factor::show).post(second_factor::turn_on))
        .service(resource("/equipe/moi/double-authentification/codes").post(second_factor::renew_codes))
        .service(resource("/equipe/moi/double-authentification/retrait").post(second_factor::turn_off))
        .service(resource("/equipe/etalonnage").get(calibration::show).post(calibration::open))
        .service(resource("/equipe/etalonnage/{id}").get(calibration::show_set))
        .service(resource("/equipe/etalonnage/{id}/fermeture").post(calibration::close))
        .service(resource("/equipe/etalonnage/{id}/{page}").get(calibration_case::show_case).post(calibration_case::answer))
        .service(resource("/equipe/seconds-regards").get(second_look::show))
        .service(resource("/equipe/seconds-regards/{id}").get(second_look::show_one).post(second_look::answer))
        .service(resource("/equipe/acces").get(access::list))
        .service(resource("/equipe/acces/{id}").post(access::decide))
        .service(resource("/equipe/espaces").get(space_list::list))
        .service(resource("/equipe/espaces/{slug}").get(spaces::show))
        .service(resource("/equipe/espaces/{slug}/gestes").post(spaces::act))
        .service(resource("/equipe/courrier").get(letter::show))
        .service(resource("/equipe/courrier/{id}/relance").post(letter::retry));
}

fn administrators(house: &mut ServiceConfig) {
    house
        .service(resource("/espace").get(space::enter_form).post(space::send_entry))
        .service(resource("/espace/acces-perdu").get(access::form).post(access::ask))
        .service(resource("/espace/acces/{secret}").get(access::show).post(access::answer))
        .service(resource("/espace/contact/{secret}").get(contacts::ask).post(contacts::answer))
        .service(resource("/espace/sortie").post(space::leave))
        .service(resource("/espace/entrer/{secret}").get(space::threshold).post(space::enter))
        .service(resource("/espace/premiere-connexion/{secret}").get(space::first_connection).post(space::reveal))
        .service(resource("/espace/{slug}").get(dashboard::show))
        .service(resource("/espace/{slug}/calendrier.ics").get(calendar::show))
        .service(resource("/espace/{slug}/contacts").get(contacts::show).post(contacts::act))
        .service(resource("/espace/{slug}/depart").get(departure::show).post(departure::ask))
        .service(resource("/espace/{slug}/suite").get(suite::show).post(suite::switch))
        .service(resource("/espace/{slug}/reouverture").post(departure::reopen))
        .service(resource("/activite/{secret}").get(activity::show).post(activity::say));
}

fn programs(house: &mut ServiceConfig) {
    house
        .service(resource("/api/v1/operations/leases").post(api::lease))
        .service(resource("/api/v1/operations/{id}/lease").post(api::renew))
        .service(resource("/api/v1/operations/{id}/completion").post(api::complete))
        .service(resource("/api/v1/operations/{id}/failure").post(api::fail))
        .service(resource("/api/v1/spaces").get(directory::list))
        .service(resource("/api/v1/spaces/{slug}").get(directory::show))
        .service(resource("/api/v1/usage-reports").post(api::report));
}

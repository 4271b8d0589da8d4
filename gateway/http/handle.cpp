#include "gateway/http/handle.hpp"

#include "gateway/http/afkeur.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/console.hpp"
#include "gateway/http/contracten.hpp"
#include "gateway/http/dossier.hpp"
#include "gateway/http/gebruikers.hpp"
#include "gateway/http/herhaling.hpp"
#include "gateway/http/inzage.hpp"
#include "gateway/http/inzagelog.hpp"
#include "gateway/http/oidc.hpp"
#include "gateway/http/partnerlijst.hpp"
#include "gateway/http/postbus.hpp"
#include "gateway/http/regels.hpp"
#include "gateway/http/sessie.hpp"
#include "gateway/http/termijnen.hpp"
#include "gateway/http/uit.hpp"
#include "gateway/http/vsp.hpp"
#include "gateway/http/werkvoorraad.hpp"
#include "gateway/http/whatif.hpp"
#include "gateway/http/zoeken.hpp"
#include "gateway/soap/ggk.hpp"

#include <exception>
#include <new>
#include <optional>

namespace gateway::http {

namespace {

bool is_uit(Route route) {
    return route == Route::uit || route == Route::uit_een || route == Route::uit_opnieuw || route == Route::uit_alle_opnieuw;
}

bool is_vsp(Route route) {
    return route == Route::vsp_berichten || route == Route::vsp_lijst || route == Route::vsp_payload || route == Route::vsp_bevestigd ||
           route == Route::vsp_zoeken || route == Route::vsp_statussen;
}

bool is_afkeur(Route route) {
    return route == Route::vandaag || route == Route::tellingen || route == Route::afkeur || route == Route::bevindingen;
}

bool is_contract(Route route) {
    using enum Route;
    return route == contracten || route == contract || route == contract_verschil || route == contract_activering || route == contract_intrekking;
}

bool is_whatif(Route route) {
    return route == Route::whatif || route == Route::whatif_begin || route == Route::whatif_een || route == Route::whatif_wissen;
}

bool is_inzage(Route route) {
    return route == Route::inzagelog || route == Route::inzage_melden || route == Route::inzage_zoeken;
}

bool is_postbus(Route route) { return route == Route::postbus || route == Route::postbus_bericht || route == Route::postbus_bevestigd; }

Answer redirect(std::string_view adres) {
    return {302, {}, {}, {{"Location", std::string(adres)}}, false};
}

/// A browser is led to the console; its files come from memory.
std::optional<Answer> console(Services const& services, Verzoek const& verzoek) {
    bool const mens = verzoek.accept.find("text/html") != std::string::npos;
    if (verzoek.doel.route == Route::index && mens && services.console->gebouwd()) return redirect("/console/");
    if (verzoek.doel.route != Route::console) return std::nullopt;
    std::string_view const pad = *verzoek.doel.waarde("...");
    if (pad.empty()) return redirect("/console/");
    return services.console->toon(pad.substr(1), verzoek.accept_encoding);
}

bool is_sessie(Route route) { return route == Route::sessie || route == Route::sessie_begin || route == Route::sessie_einde; }

bool is_gebruiker(Route route) {
    return route == Route::gebruikers || route == Route::gebruiker_bewaren || route == Route::gebruiker_verwijderen;
}

bool is_werk(Route route) { return route == Route::werkvoorraad || route == Route::werk || route == Route::werkbesluit; }

} // namespace

boost::asio::awaitable<Answer> handle(Services& services, Verzoek const& verzoek) {
    auto const route = verzoek.doel.route;
    std::optional<Answer> answer;
    bool memory = false;
    try {
        if (route == Route::index || route == Route::console) answer = console(services, verzoek);
        if (answer) co_return std::move(*answer);
        if (inhoud(route) == Inhoud::xml) answer = co_await decide_message(services, verzoek, route == Route::proef);
        else if (route == Route::ggk0210) answer = co_await soap::ontvang(services, verzoek);
        else if (route == Route::ggk0210_wsdl) answer = soap::wsdl();
        else if (route == Route::gebeurtenissen) answer = Answer{200, "text/event-stream", {}, {}, false}; // HEAD
        else if (is_afkeur(route)) answer = co_await afkeur(services, verzoek);
        else if (route == Route::berichten_lijst || route == Route::berichten_zoek) answer = co_await zoeken(services, verzoek);
        else if (is_contract(route)) answer = co_await contracten(services, verzoek);
        else if (route == Route::dossier) answer = co_await dossier(services, verzoek);
        else if (route == Route::herhaling) answer = herhaling(services);
        else if (route == Route::partners) answer = partners(services, verzoek);
        else if (is_whatif(route)) answer = co_await whatif(services, verzoek);
        else if (route == Route::regels) answer = regels(verzoek);
        else if (is_uit(route)) answer = co_await uit(services, verzoek);
        else if (is_postbus(route)) answer = co_await postbus(services, verzoek);
        else if (is_vsp(route)) answer = co_await vsp(services, verzoek);
        else if (route == Route::termijnen) answer = co_await termijnen(services, verzoek);
        else if (is_werk(route)) answer = co_await werkvoorraad(services, verzoek);
        else if (route == Route::sessie_oidc || route == Route::sessie_oidc_terug) answer = co_await oidc(services, verzoek);
        else if (is_gebruiker(route)) answer = co_await gebruikers(services, verzoek);
        else if (is_sessie(route)) answer = co_await sessie(services, verzoek);
        else if (is_inzage(route)) answer = co_await inzagelog(services, verzoek);
        else answer = co_await show(services, verzoek);
    } catch (std::bad_alloc const&) {
        memory = true;
    } catch (std::exception const&) {
        // A bug. what() may quote a message, so the log gets the place only.
        services.log.write(LogNiveau::fout, "onverwachte_fout", {{"route", name(route)}});
    }
    if (answer) co_return std::move(*answer);
    if (memory) co_return try_again("Er is nu te weinig geheugen; probeer het later opnieuw.", 5);
    co_return problem(500, "Door een fout van ketenpoort is dit verzoek niet afgehandeld; de beheerder ziet de fout in het log.");
}

} // namespace gateway::http

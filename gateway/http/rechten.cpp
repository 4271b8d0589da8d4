#include "gateway/http/rechten.hpp"

#include <algorithm>

namespace gateway::http {

namespace {

using enum store::Rol;
using Rollen = std::vector<store::Rol>;

std::vector<Recht> const& table() {
    static Rollen const iedereen{backoffice, contractbeheer, auditor, toezicht, beheer};
    static Rollen const zaak{backoffice, auditor};
    static Rollen const contract{contractbeheer, auditor};
    static Rollen const techniek{beheer, auditor};
    static Rollen const log{auditor, toezicht};
    static Rollen const nacht{auditor, toezicht, beheer};
    static Rollen const niemand;
    static std::vector<Recht> const rows{
        {Route::index, true, iedereen, Bereik::geen},
        {Route::openapi, true, iedereen, Bereik::geen},
        {Route::live, true, iedereen, Bereik::geen},
        {Route::ready, true, iedereen, Bereik::geen},
        {Route::console, true, iedereen, Bereik::geen},
        {Route::sessie, true, iedereen, Bereik::geen},
        {Route::sessie_begin, true, iedereen, Bereik::geen},
        {Route::sessie_einde, true, iedereen, Bereik::geen},
        {Route::sessie_oidc, true, iedereen, Bereik::geen},
        {Route::sessie_oidc_terug, true, iedereen, Bereik::geen},
        {Route::berichten_lijst, false, zaak, Bereik::parameter},
        {Route::berichten_zoek, false, zaak, Bereik::parameter},
        {Route::bericht, false, zaak, Bereik::bericht},
        {Route::origineel, false, zaak, Bereik::bericht},
        {Route::retour, false, zaak, Bereik::bericht},
        {Route::besluit, false, zaak, Bereik::bericht},
        {Route::toewijzing, false, zaak, Bereik::pad},
        {Route::dossier, false, zaak, Bereik::pad},
        {Route::werkvoorraad, false, zaak, Bereik::parameter},
        {Route::werk, false, zaak, Bereik::werk},
        {Route::werkbesluit, false, {backoffice}, Bereik::werk},
        {Route::vandaag, false, zaak, Bereik::parameter},
        {Route::tellingen, false, zaak, Bereik::parameter},
        {Route::afkeur, false, zaak, Bereik::parameter},
        {Route::bevindingen, false, zaak, Bereik::parameter},
        {Route::termijnen, false, zaak, Bereik::gefilterd},
        {Route::gebeurtenissen, false, zaak, Bereik::gefilterd},
        {Route::budgetten, false, contract, Bereik::parameter},
        {Route::budgetboekingen, false, contract, Bereik::parameter},
        {Route::contracten, false, contract, Bereik::parameter},
        {Route::contract, false, contract, Bereik::bundel},
        {Route::contract_verschil, false, contract, Bereik::bundel},
        {Route::contract_activering, false, {contractbeheer}, Bereik::besluit},
        {Route::contract_intrekking, false, {contractbeheer}, Bereik::besluit},
        {Route::whatif, false, contract, Bereik::gefilterd},
        {Route::whatif_begin, false, {contractbeheer}, Bereik::gefilterd},
        {Route::whatif_een, false, contract, Bereik::gefilterd},
        {Route::whatif_wissen, false, {contractbeheer}, Bereik::gefilterd},
        {Route::regels, false, iedereen, Bereik::geen},
        {Route::rapporten, false, contract, Bereik::geen},
        {Route::rapport, false, contract, Bereik::parameter},
        {Route::partners, false, techniek, Bereik::alles},
        {Route::uit, false, techniek, Bereik::alles},
        {Route::uit_een, false, techniek, Bereik::alles},
        {Route::uit_opnieuw, false, {beheer}, Bereik::alles},
        {Route::uit_alle_opnieuw, false, {beheer}, Bereik::alles},
        {Route::metrics, false, techniek, Bereik::alles},
        {Route::gebruikers, false, {beheer}, Bereik::alles},
        {Route::gebruiker_bewaren, false, {beheer}, Bereik::alles},
        {Route::gebruiker_verwijderen, false, {beheer}, Bereik::alles},
        {Route::audit_checkpoint, false, log, Bereik::geen},
        {Route::audit_checkpoints, false, log, Bereik::geen},
        {Route::audit_tegel, false, log, Bereik::geen},
        {Route::audit_groei, false, log, Bereik::geen},
        {Route::audit_opname, false, log, Bereik::alles},
        {Route::herhaling, false, nacht, Bereik::alles},
        {Route::inzagelog, false, log, Bereik::alles},
        {Route::inzage_zoeken, false, log, Bereik::alles},
        // What software does, by certificate or on the own system.
        {Route::berichten, false, niemand, Bereik::alles},
        {Route::proef, false, niemand, Bereik::alles},
        {Route::inzage_melden, false, niemand, Bereik::alles},
        {Route::ggk0210, false, niemand, Bereik::alles},
        {Route::ggk0210_wsdl, false, niemand, Bereik::alles},
        {Route::postbus, false, niemand, Bereik::alles},
        {Route::postbus_bericht, false, niemand, Bereik::alles},
        {Route::postbus_bevestigd, false, niemand, Bereik::alles},
        {Route::vsp_berichten, false, niemand, Bereik::alles},
        {Route::vsp_lijst, false, niemand, Bereik::alles},
        {Route::vsp_payload, false, niemand, Bereik::alles},
        {Route::vsp_bevestigd, false, niemand, Bereik::alles},
        {Route::vsp_zoeken, false, niemand, Bereik::alles},
        {Route::vsp_statussen, false, niemand, Bereik::alles},
    };
    return rows;
}

} // namespace

std::span<Recht const> rechten() { return table(); }

Recht const* recht(Route route) {
    auto const at = std::ranges::find(table(), route, &Recht::route);
    return at == table().end() ? nullptr : &*at;
}

bool mag(aanmelden::Aangemeld const& wie, Route route) {
    auto const* row = recht(route);
    return row != nullptr && std::ranges::any_of(row->rollen, [&](auto rol) { return wie.heeft(rol); });
}

bool binnen_bereik(aanmelden::Aangemeld const& wie, std::span<std::string const> organisaties) {
    return wie.alle() || std::ranges::any_of(organisaties, [&](auto const& one) { return one.size() == 4 && wie.mag(one); });
}

} // namespace gateway::http

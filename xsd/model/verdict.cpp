#include "xsd/model/verdict.hpp"

#include <fmt/format.h>

namespace model {

std::string_view name(Klasse klasse, BerichtSoort soort) {
    switch (klasse) {
    case Klasse::bericht: return "Bericht";
    case Klasse::header: return "Header";
    case Klasse::client: return "Client";
    case Klasse::relatie: return "Relatie";
    case Klasse::relatie_contact:
    case Klasse::contact: return "Contact";
    case Klasse::toegewezen_product: return "ToegewezenProduct";
    case Klasse::declaratie: return soort.nummer == 325 ? "DeclaratieAntwoord" : "Declaratie";
    case Klasse::prestatie: return "Prestatie";
    case Klasse::start_product: return "StartProduct";
    case Klasse::stop_product: return "StopProduct";
    case Klasse::aangevraagd_product: return "AangevraagdProduct";
    case Klasse::verzoek: return "Verzoek";
    case Klasse::ongewijzigd_product: return "OngewijzigdProduct";
    case Klasse::te_wijzigen_product: return "TeWijzigenProduct";
    case Klasse::nieuw_product: return "NieuwProduct";
    case Klasse::antwoord: return "Antwoord";
    case Klasse::woonplaatsbeginsel: return "Woonplaatsbeginsel";
    }
    return "Bericht";
}

std::string xpath(BerichtSoort soort, Place const& place) {
    auto const many_clients = soort.nummer == 323 || soort.nummer == 325;
    auto const declaratie = fmt::format("/Bericht/{}", name(Klasse::declaratie, soort));
    auto const client = many_clients ? fmt::format("{}/Clienten/Client[{}]", declaratie, place.client + 1) : std::string("/Bericht/Client");
    auto const at = [&]() -> std::string {
        switch (place.klasse) {
        case Klasse::bericht: return "/Bericht";
        case Klasse::header: return "/Bericht/Header";
        case Klasse::client: return client;
        case Klasse::relatie: return fmt::format("{}/Relaties/Relatie[{}]", client, place.item + 1);
        case Klasse::relatie_contact: return fmt::format("{}/Relaties/Relatie[{}]/Contact", client, place.item + 1);
        case Klasse::contact: return fmt::format("{}/Contactgegevens/Contact[{}]", client, place.item + 1);
        case Klasse::toegewezen_product: return fmt::format("{}/ToegewezenProducten/ToegewezenProduct[{}]", client, place.item + 1);
        case Klasse::declaratie: return declaratie;
        case Klasse::prestatie: return fmt::format("{}/Prestaties/Prestatie[{}]", client, place.item + 1);
        case Klasse::start_product: return fmt::format("{}/StartProducten/StartProduct[{}]", client, place.item + 1);
        case Klasse::stop_product: return fmt::format("{}/StopProducten/StopProduct[{}]", client, place.item + 1);
        case Klasse::aangevraagd_product: return fmt::format("{}/AangevraagdeProducten/AangevraagdProduct[{}]", client, place.item + 1);
        case Klasse::ongewijzigd_product:
            return fmt::format("{}/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[{}]", client, place.item + 1);
        case Klasse::te_wijzigen_product:
            return fmt::format("{}/Verzoek/TeWijzigenProducten/TeWijzigenProduct[{}]", client, place.item + 1);
        case Klasse::nieuw_product: return fmt::format("{}/Verzoek/NieuweProducten/NieuwProduct[{}]", client, place.item + 1);
        case Klasse::verzoek: return fmt::format("{}/Verzoek", client);
        case Klasse::antwoord: return "/Bericht/Antwoord";
        case Klasse::woonplaatsbeginsel: return "/Bericht/Antwoord/Woonplaatsbeginsel";
        }
        return "/Bericht";
    }();
    return place.element.empty() ? at : fmt::format("{}/{}", at, place.element);
}

std::string_view name(Gevolg gevolg) {
    switch (gevolg) {
    case Gevolg::afkeuren: return "afkeuren";
    case Gevolg::aanhouden: return "aanhouden";
    case Gevolg::signaleren: return "signaleren";
    }
    return "afkeuren";
}

std::string_view name(Uitkomst uitkomst) {
    switch (uitkomst) {
    case Uitkomst::goedgekeurd: return "goedgekeurd";
    case Uitkomst::deels: return "deels";
    case Uitkomst::afgekeurd: return "afgekeurd";
    case Uitkomst::aangehouden: return "aangehouden";
    }
    return "afgekeurd";
}

std::optional<Uitkomst> parse_uitkomst(std::string_view text) {
    using enum Uitkomst;
    for (auto const uitkomst : {goedgekeurd, deels, afgekeurd, aangehouden})
        if (text == name(uitkomst)) return uitkomst;
    return std::nullopt;
}

} // namespace model

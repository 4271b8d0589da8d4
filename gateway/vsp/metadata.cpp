#include "gateway/vsp/metadata.hpp"

#include "gateway/vsp/velden.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace gateway::vsp {

namespace {

namespace json = boost::json;

Relatie relatie(json::value const* value, std::string pad, Fouten& fouten) {
    Velden velden(value, std::move(pad), fouten);
    Relatie out{velden.tekst("rol", 60, true), velden.tekst("code", 60, false)};
    velden.klaar();
    return out;
}

json::object relatie_json(Relatie const& relatie) {
    json::object o{{"rol", relatie.rol}};
    if (!relatie.code.empty()) o["code"] = relatie.code;
    return o;
}

} // namespace

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        bool const hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (hyphen ? text[i] != '-' : !hex) return false;
    }
    return true;
}

std::expected<Metadata, Fouten> lees_metadata(std::string_view text) {
    Fouten fouten;
    boost::system::error_code ec;
    auto const parsed = json::parse(text, ec);
    if (ec) return std::unexpected(Fouten{{"berichtMetadata", {"is geen geldige JSON"}}});
    Metadata out;
    Velden top(&parsed, "", fouten);

    Velden route(top.veld("routeringgegevens"), "routeringgegevens", fouten);
    out.afzender = relatie(route.veld("afzender"), route.pad("afzender"), fouten);
    auto const* adressen = route.veld("geadresseerden");
    auto const* lijst = adressen == nullptr ? nullptr : adressen->if_array();
    if (lijst == nullptr || lijst->empty() || lijst->size() > 100) route.fout("geadresseerden", "is een lijst van 1 t/m 100");
    else
        for (auto const& een : *lijst) out.geadresseerden.push_back(relatie(&een, route.pad("geadresseerden"), fouten));
    Velden stroom(route.veld("berichtstroom"), route.pad("berichtstroom"), fouten);
    out.berichttype = stroom.tekst("berichttype", 60, true);
    out.berichtsubtype = stroom.tekst("berichtsubtype", 60, false);
    out.berichtversie = stroom.getal("berichtversie", 0, 999, true).value_or(0);
    out.berichtsubversie = stroom.getal("berichtsubversie", 0, 999, true).value_or(0);
    out.actie = stroom.tekst("actie", 60, true);
    stroom.klaar();
    route.klaar();

    Velden referentie(top.veld("referentiegegevens"), "referentiegegevens", fouten);
    out.conversatie_id = referentie.uuid("conversatieId", true);
    out.traceer_id = referentie.uuid("traceerId", true);
    out.als_antwoord_op = referentie.uuid("alsAntwoordOp", false);
    out.referentie_id = referentie.tekst("referentieId", 150, false);
    referentie.klaar();

    if (auto const* context = top.veld("verwerkingscontext"); context != nullptr && !context->is_null()) {
        auto const* aspecten = context->if_array();
        if (aspecten == nullptr) top.fout("verwerkingscontext", "is een lijst");
        else
            for (auto const& een : *aspecten) {
                Velden aspect(&een, "verwerkingscontext", fouten);
                auto sleutel = aspect.tekst("sleutel", 100, true);
                auto const* waarden = aspect.veld("waarde");
                auto const* teksten = waarden == nullptr ? nullptr : waarden->if_array();
                std::vector<std::string> gelezen;
                bool goed = teksten != nullptr && !teksten->empty() && teksten->size() <= 100;
                if (goed)
                    for (auto const& waarde : *teksten) {
                        goed = goed && waarde.is_string() && waarde.get_string().size() <= 250;
                        if (goed) gelezen.emplace_back(waarde.get_string());
                    }
                if (!goed) aspect.fout("waarde", "is een lijst van 1 t/m 100 teksten van hooguit 250 tekens");
                aspect.klaar();
                out.context.emplace_back(std::move(sleutel), std::move(gelezen));
            }
    }
    top.klaar();
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return out;
}

json::object metadata_json(Metadata const& metadata) {
    json::object stroom{{"berichttype", metadata.berichttype}};
    if (!metadata.berichtsubtype.empty()) stroom["berichtsubtype"] = metadata.berichtsubtype;
    stroom["berichtversie"] = metadata.berichtversie;
    stroom["berichtsubversie"] = metadata.berichtsubversie;
    stroom["actie"] = metadata.actie;
    json::array geadresseerden;
    for (auto const& een : metadata.geadresseerden) geadresseerden.push_back(relatie_json(een));
    json::object referentie{{"conversatieId", metadata.conversatie_id}, {"traceerId", metadata.traceer_id}};
    if (!metadata.als_antwoord_op.empty()) referentie["alsAntwoordOp"] = metadata.als_antwoord_op;
    if (!metadata.referentie_id.empty()) referentie["referentieId"] = metadata.referentie_id;
    json::object out;
    out["routeringgegevens"] = {
        {"afzender", relatie_json(metadata.afzender)}, {"geadresseerden", std::move(geadresseerden)}, {"berichtstroom", std::move(stroom)}};
    out["referentiegegevens"] = std::move(referentie);
    if (!metadata.context.empty()) {
        json::array context;
        for (auto const& [sleutel, waarden] : metadata.context)
            context.push_back({{"sleutel", sleutel}, {"waarde", json::array(waarden.begin(), waarden.end())}});
        out["verwerkingscontext"] = std::move(context);
    }
    return out;
}

} // namespace gateway::vsp

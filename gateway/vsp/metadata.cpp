#include "gateway/vsp/metadata.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace gateway::vsp {

namespace {

namespace json = boost::json;

/// Reads an object's fields and remembers what is wrong; anything that was not asked for is wrong too.
class Velden {
public:
    Velden(json::value const* value, std::string pad, Fouten& fouten)
        : object_(value == nullptr ? nullptr : value->if_object()), pad_(std::move(pad)), fouten_(fouten) {
        if (object_ == nullptr) fout("", "hoort een object te zijn");
    }
    /// @pre every field was asked for
    void klaar() {
        if (object_ == nullptr) return;
        for (auto const& entry : *object_)
            // Its name is the sender's, so it is not repeated.
            if (std::ranges::find(gevraagd_, std::string_view(entry.key().data(), entry.key().size())) == gevraagd_.end())
                fout("", "heeft een veld dat er niet hoort");
    }
    json::value const* veld(std::string_view naam) {
        gevraagd_.push_back(naam);
        return object_ == nullptr ? nullptr : object_->if_contains(naam);
    }
    std::string tekst(std::string_view naam, std::size_t grens, bool verplicht) {
        auto const* value = veld(naam);
        if (value == nullptr || value->is_null()) {
            if (verplicht) fout(naam, "ontbreekt");
            return {};
        }
        if (!value->is_string() || value->get_string().empty() || value->get_string().size() > grens) {
            fout(naam, fmt::format("is een tekst van 1 t/m {} tekens", grens));
            return {};
        }
        return std::string(value->get_string());
    }
    std::string uuid(std::string_view naam, bool verplicht) {
        auto text = tekst(naam, 36, verplicht);
        if (!text.empty() && !is_uuid(text)) fout(naam, "is een UUID in kleine letters");
        return text;
    }
    std::int64_t versie(std::string_view naam) {
        auto const* value = veld(naam);
        if (value != nullptr && value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= 999) return value->get_int64();
        fout(naam, "is een getal van 0 t/m 999");
        return 0;
    }
    void fout(std::string_view naam, std::string melding) { fouten_[pad(naam)].push_back(std::move(melding)); }
    [[nodiscard]] std::string pad(std::string_view naam) const {
        if (naam.empty()) return pad_;
        return pad_.empty() ? std::string(naam) : fmt::format("{}.{}", pad_, naam);
    }

private:
    json::object const* object_;
    std::string pad_;
    Fouten& fouten_;
    std::vector<std::string_view> gevraagd_;
};

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
    out.berichtversie = stroom.versie("berichtversie");
    out.berichtsubversie = stroom.versie("berichtsubversie");
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

#include "gateway/besluit_json.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <array>
#include <cassert>

namespace gateway {

namespace json = boost::json;

namespace {

json::value text_or_null(std::string_view text, json::storage_ptr const& memory) {
    if (text.empty()) return json::value(nullptr, memory);
    return json::value(json::string_view(text.data(), text.size()), memory);
}

json::value number_or_null(std::int64_t number) { return number == 0 ? json::value(nullptr) : json::value(number); }

json::value soort_or_null(std::optional<model::BerichtSoort> soort) {
    return soort ? json::value(model::to_string(*soort)) : json::value(nullptr);
}

json::object finding_in(model::Finding const& finding, std::optional<model::BerichtSoort> soort, json::storage_ptr const& memory) {
    json::object bron(
        {{"soort", finding.bron.soort}, {"verwijzing", finding.bron.verwijzing}, {"bundel", text_or_null(finding.bron.bundel, memory)}},
        memory);
    auto const klasse = model::name(finding.plaats.klasse, soort.value_or(model::BerichtSoort{}));
    json::object o(memory);
    o.reserve(16);
    o["regel"] = finding.regel;
    o["niveau"] = static_cast<int>(finding.niveau);
    o["retourcode"] = text_or_null(finding.retourcode.view(), memory);
    o["plaats"] = finding.xpath;
    o["klasse"] = json::string_view(klasse.data(), klasse.size());
    o["waarde"] = finding.waarde;
    o["grens"] = finding.grens;
    o["berekening"] = text_or_null(finding.berekening, memory);
    o["bron"] = std::move(bron);
    o["oplossing"] = finding.oplossing;
    auto const gevolg = model::name(finding.gevolg);
    o["gevolg"] = json::string_view(gevolg.data(), gevolg.size());
    o["lijn"] = number_or_null(finding.lijn);
    o["kolom"] = number_or_null(finding.kolom);
    o["melding"] = finding.melding;
    if (!finding.beslist.empty()) o["beslist"] = finding.beslist;
    if (!finding.voorstel.empty()) o["voorstel"] = finding.voorstel.view();
    return o;
}

json::value contract_json(model::Contract const* contract) {
    if (contract == nullptr) return nullptr;
    return json::object{{"naam", contract->naam}, {"versie", contract->versie}, {"hash", contract->hash}};
}

json::value retour_json(Besluit const& besluit) {
    if (!besluit.retour_soort) return nullptr;
    return json::object{{"berichtsoort", model::to_string(*besluit.retour_soort)},
                        {"href", besluit.id == 0 ? json::value(nullptr) : json::value(fmt::format("/v1/berichten/{}/retour", besluit.id))}};
}

json::value totaal_json(Besluit const& besluit) {
    if (besluit.bericht == nullptr) return nullptr;
    auto const* declaratie = std::get_if<model::Bericht323>(&besluit.bericht->inhoud);
    if (declaratie == nullptr) return nullptr;
    return json::object{{"ingediend", declaratie->declaratie.totaal_ingediend_bedrag.signed_amount().cents},
                        {"toegekend", besluit.verdict->totaal_toegekend.cents}};
}

} // namespace

json::object finding_json(model::Finding const& finding, std::optional<model::BerichtSoort> soort) {
    return finding_in(finding, soort, {});
}

void append_bevindingen(std::string& out, model::Findings const& bevindingen, std::optional<model::BerichtSoort> soort) {
    std::array<unsigned char, 8192> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): scratch space
    out += '[';
    bool first = true;
    for (auto const& finding : bevindingen) {
        json::monotonic_resource memory(buffer.data(), buffer.size());
        if (!first) out += ',';
        first = false;
        out += json::serialize(finding_in(finding, soort, &memory));
    }
    out += ']';
}

std::string besluit_json(Besluit const& besluit) {
    assert(besluit.verdict != nullptr);
    auto const* header = besluit.bericht != nullptr ? &model::header(*besluit.bericht) : nullptr;
    auto const uitkomst = model::name(besluit.verdict->uitkomst);

    json::object o;
    o.reserve(15);
    o["id"] = number_or_null(besluit.id);
    o["berichtsoort"] = soort_or_null(besluit.soort);
    o["identificatie"] = header != nullptr ? json::value(header->bericht_identificatie.identificatie) : json::value(nullptr);
    o["afzender"] = header != nullptr ? json::value(header->afzender) : json::value(nullptr);
    o["ontvanger"] = header != nullptr ? json::value(header->ontvanger) : json::value(nullptr);
    o["uitkomst"] = json::string_view(uitkomst.data(), uitkomst.size());
    o["moment"] = utc_text(besluit.moment.utc_ms);
    o["vandaag"] = model::to_string(besluit.moment.vandaag);
    o["contract"] = contract_json(besluit.contract);
    o["release"] = text_or_null(besluit.release, {});
    o["schemas"] = json::string_view(besluit.schema_hash.data(), besluit.schema_hash.size());
    o["programma"] = "ketenpoort " KETENPOORT_VERSION;
    o["retour"] = retour_json(besluit);
    o["totaal"] = totaal_json(besluit);

    std::string out = json::serialize(o);
    out.pop_back(); // the closing brace comes after the findings
    out += ",\"bevindingen\":";
    append_bevindingen(out, besluit.verdict->bevindingen, besluit.soort);
    out += '}';
    return out;
}

std::string utc_text(std::int64_t utc_ms) {
    constexpr std::int64_t day_ms = 86'400'000;
    auto days = utc_ms / day_ms;
    auto rest = utc_ms % day_ms;
    if (rest < 0) {
        rest += day_ms;
        --days;
    }
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", model::to_string(model::Date{static_cast<std::int32_t>(days)}), rest / 3'600'000,
                       rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

} // namespace gateway

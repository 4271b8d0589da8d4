#include "gateway/http/contracten.hpp"

#include "gateway/bundel_json.hpp"
#include "gateway/bundel_verschil.hpp"
#include "gateway/http/activering.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/parameters.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway::http {

namespace {

std::string href(store::Bundel const& bundel) { return fmt::format("/v1/contracten/{}", bundel.hash); }

boost::json::object regel_json(store::Bundel const& bundel) {
    auto o = bundel_json(bundel);
    o["bundel"] = fmt::format("{}@{}", bundel.naam, bundel.versie);
    o["href"] = href(bundel);
    o["staat"] = bundel.actief ? "actief" : bundel.voorgesteld_door.empty() ? "inactief" : "voorgesteld";
    o["voorgesteld_door"] = nullptr;
    if (!bundel.voorgesteld_door.empty()) o["voorgesteld_door"] = bundel.voorgesteld_door;
    return o;
}

model::Result<Answer> lijst(store::Reader& reader, std::string const& gemeente, std::optional<bool> actief, bool csv) {
    auto const bundels = reader.bundels();
    if (!bundels) return std::unexpected(bundels.error());
    static constexpr std::array<Kolom, 9> kolommen{
        {{"naam"}, {"versie"}, {"hash"}, {"actief"}, {"actief_voor"}, {"moment"}, {"gemeenten"}, {"staat"}, {"voorgesteld_door"}}};
    Lijst out{"contracten", {}, std::nullopt, kolommen, {}};
    for (auto const& bundel : *bundels) {
        // "Active" asked for one gemeente is active for that gemeente.
        bool const in = gemeente.empty() || std::ranges::find(bundel.gemeenten, gemeente) != bundel.gemeenten.end();
        bool const here = gemeente.empty() ? bundel.actief : std::ranges::find(bundel.actief_voor, gemeente) != bundel.actief_voor.end();
        if (in && (!actief || *actief == here)) out.rijen.push_back(regel_json(bundel));
    }
    return toon_lijst(std::move(out), csv);
}

model::Result<Answer> een(Budgetten& gelezen, store::Reader& reader, std::string const& wat) {
    auto const bundel = zoek_bundel(reader, wat);
    if (!bundel) return std::unexpected(bundel.error());
    if (!*bundel) return problem(404, bundel_onbekend);
    auto const contract = gelezen.contract(reader, (*bundel)->hash);
    if (!contract) return std::unexpected(contract.error());
    auto out = contract_json(**contract);
    out.erase("in_orde");
    for (auto& member : regel_json(**bundel)) out[member.key()] = std::move(member.value());
    boost::json::array bestanden;
    for (auto const& [naam, bytes] : (*bundel)->bestanden) bestanden.push_back(boost::json::object{{"naam", naam}, {"bytes", bytes.size()}});
    out["bestanden"] = std::move(bestanden);
    return json(200, boost::json::serialize(out));
}

model::Result<Answer> verschillen(Budgetten& gelezen, store::Reader& reader, std::string const& oud, std::string const& nieuw, bool csv) {
    auto const van = zoek_bundel(reader, oud);
    if (!van) return std::unexpected(van.error());
    auto const naar = zoek_bundel(reader, nieuw);
    if (!naar) return std::unexpected(naar.error());
    if (!*van || !*naar) return problem(404, bundel_onbekend);
    auto const was = gelezen.contract(reader, (*van)->hash);
    if (!was) return std::unexpected(was.error());
    auto const wordt = gelezen.contract(reader, (*naar)->hash);
    if (!wordt) return std::unexpected(wordt.error());
    static constexpr std::array<Kolom, 3> kolommen{{{"soort"}, {"sleutel"}, {"tekst"}}};
    Lijst out{"verschillen", {}, std::nullopt, kolommen, {}};
    for (auto const& v : verschil(**was, **wordt))
        out.rijen.push_back(boost::json::object{{"soort", v.soort}, {"sleutel", v.sleutel}, {"tekst", v.tekst}});
    out.verder["oud"] = href(**van);
    out.verder["nieuw"] = href(**naar);
    return toon_lijst(std::move(out), csv);
}

std::optional<bool> ja_of_nee(std::string_view text) {
    if (text == "ja") return true;
    if (text == "nee") return false;
    return std::nullopt;
}

std::expected<Lookup, std::string> lookup_for(Budgetten& gelezen, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    if (doel.route == Route::contract)
        return [&gelezen, wat = *doel.waarde("bundel")](store::Reader& reader) { return een(gelezen, reader, wat); };
    auto const csv = wil_csv(doel, verzoek.accept);
    if (!csv) return std::unexpected(csv.error());
    Parameters p(doel);
    if (doel.route == Route::contract_verschil) {
        auto const met = p.tekst("met");
        if (met.empty()) return std::unexpected("met zegt met welke bundel wordt vergeleken: hash, naam@versie of naam.");
        return [&gelezen, oud = *doel.waarde("bundel"), met, csv = *csv](store::Reader& reader) {
            return verschillen(gelezen, reader, oud, met, csv);
        };
    }
    auto const gemeente = p.gemeente("gemeente");
    auto const actief = p.keuze("actief", ja_of_nee, "ja of nee");
    if (p.fout()) return std::unexpected(*p.fout());
    return [gemeente, actief, csv = *csv](store::Reader& reader) { return lijst(reader, gemeente, actief, csv); };
}

} // namespace

model::Result<std::optional<store::Bundel>> zoek_bundel(store::Reader& reader, std::string const& wat) {
    auto found = reader.bundel(wat);
    if (!found || *found) return found;
    auto const bundels = reader.bundels();
    if (!bundels) return std::unexpected(bundels.error());
    auto const named = std::ranges::find_if(*bundels, [&](auto const& bundel) { return bundel.naam == wat && bundel.actief; });
    if (named == bundels->end()) return std::nullopt;
    return reader.bundel(named->hash);
}

boost::asio::awaitable<Answer> contracten(Services& services, Verzoek const& verzoek) {
    if (verzoek.doel.route == Route::contract_activering || verzoek.doel.route == Route::contract_intrekking) {
        Answer answer = co_await activering(services, verzoek);
        co_return answer;
    }
    auto lookup = lookup_for(services.budgetten, verzoek);
    if (!lookup) co_return problem(400, lookup.error());
    Answer answer = co_await from_store(services, std::move(*lookup));
    co_return answer;
}

} // namespace gateway::http

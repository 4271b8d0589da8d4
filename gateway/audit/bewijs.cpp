#include "gateway/audit/bewijs.hpp"

#include "gateway/besluit_json.hpp"
#include "store/checkpoint.hpp"
#include "store/merkle.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gateway::audit {

namespace json = boost::json;

namespace {

store::audit::Subtrees subtrees(store::Logboek& log) {
    return [&log](unsigned niveau, std::uint64_t index) { return log.deelboom(niveau, index); };
}

json::array pad_json(store::audit::Path const& path) {
    json::array out;
    for (auto const& hash : path) out.emplace_back(store::audit::hex(hash));
    return out;
}

/// The note over exactly so many leaves, or null.
model::Result<json::value> notitie(store::Logboek& log, std::uint64_t grootte) {
    auto const punt = log.controlepunt(grootte);
    if (!punt) return std::unexpected(punt.error());
    if (!*punt || (*punt)->grootte != grootte) return json::value(nullptr);
    return json::value((*punt)->notitie);
}

} // namespace

model::Result<json::object> opname_json(store::Logboek& log, std::uint64_t index, std::uint64_t grootte) {
    auto const path = store::audit::inclusion(index, grootte, subtrees(log));
    if (!path) return std::unexpected(path.error());
    return json::object{{"index", index}, {"grootte", grootte}, {"pad", pad_json(*path)}};
}

model::Result<json::object> groei_json(store::Logboek& log, std::uint64_t van, std::uint64_t tot) {
    auto const path = store::audit::consistency(van, tot, subtrees(log));
    if (!path) return std::unexpected(path.error());
    auto eerder = notitie(log, van);
    if (!eerder) return std::unexpected(eerder.error());
    auto later = notitie(log, tot);
    if (!later) return std::unexpected(later.error());
    return json::object{{"van", van},
                        {"tot", tot},
                        {"pad", pad_json(*path)},
                        {"controlepunt_van", std::move(*eerder)},
                        {"controlepunt_tot", std::move(*later)}};
}

model::Result<std::optional<json::object>> bericht_json(store::Logboek& log, std::int64_t bericht) {
    auto const bladen = log.bladen(bericht);
    if (!bladen) return std::unexpected(bladen.error());
    if (bladen->empty()) return std::nullopt;
    auto const punt = log.controlepunt(INT64_MAX);
    if (!punt) return std::unexpected(punt.error());
    json::array all;
    for (auto const index : *bladen) {
        auto const regels = log.regels(index, 1);
        if (!regels) return std::unexpected(regels.error());
        if (regels->empty() || regels->front().index != index)
            return std::unexpected(
                model::Error{model::ErrorCode::store_corrupt, "het auditlog mist een regel; zet een reservekopie terug"});
        auto const& regel = regels->front();
        auto const entry = store::audit::decode(regel.entry);
        json::object o{{"index", index}};
        o["gebeurtenis"] =
            entry ? json::value(json::string_view(entry->gebeurtenis.data(), entry->gebeurtenis.size())) : json::value(nullptr);
        o["regel"] = store::audit::base64(regel.entry);
        o["nonce"] = regel.nonce ? json::value(store::audit::hex(*regel.nonce)) : json::value(nullptr);
        o["grootte"] = nullptr;
        o["pad"] = nullptr;
        if (*punt && index < (*punt)->grootte) {
            auto bewijs = opname_json(log, index, (*punt)->grootte);
            if (!bewijs) return std::unexpected(bewijs.error());
            o["grootte"] = bewijs->at("grootte");
            o["pad"] = bewijs->at("pad");
        }
        all.push_back(std::move(o));
    }
    return json::object{
        {"bericht", bericht}, {"controlepunt", *punt ? json::value((*punt)->notitie) : json::value(nullptr)}, {"bladen", std::move(all)}};
}

json::object controlepunt_json(store::Controlepunt const& punt) {
    return {{"grootte", punt.grootte},
            {"moment", utc_text(punt.moment_ms)},
            {"wortel", store::audit::hex(punt.wortel)},
            {"notitie", punt.notitie}};
}

} // namespace gateway::audit

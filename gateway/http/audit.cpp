#include "gateway/http/audit.hpp"

#include "gateway/audit/bewijs.hpp"
#include "store/logboek.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace gateway::http {

namespace {

constexpr std::uint64_t tile = 256;        ///< hashes in a full tile
constexpr unsigned tile_bits = 8;          ///< levels of the tree in one level of tiles
constexpr std::uint64_t top = 6;           ///< level of tiles above which no log of ours reaches
constexpr std::int64_t most_points = 1000; ///< checkpoints in one answer

/// A number without leading zeros; nullopt: it is none.
std::optional<std::uint64_t> number(std::string const* text) {
    if (text == nullptr || text->empty() || text->size() > 15 || (text->size() > 1 && text->front() == '0')) return std::nullopt;
    std::uint64_t value = 0;
    auto const [end, ec] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (ec != std::errc() || end != text->data() + text->size()) return std::nullopt;
    return value;
}

Answer unsigned_yet() {
    return problem(404, "Er is nog geen controlepunt; het auditlog wordt binnen een minuut na het eerste besluit ondertekend.");
}

model::Result<Answer> tegel(store::Logboek& log, Doel const& doel, std::uint64_t grootte) {
    auto const niveau = number(doel.waarde("niveau"));
    auto const nummer = number(doel.waarde("nummer"));
    if (!niveau || !nummer || *niveau > top)
        return problem(400, fmt::format("Een tegel is een niveau van 0 t/m {} en een nummer vanaf 0.", top));
    auto const level = static_cast<unsigned>(*niveau) * tile_bits;
    auto const hashes = grootte >> level; // whole subtrees there are of this level
    if (*nummer > hashes / tile || *nummer * tile >= hashes) return problem(404, "Zo ver reikt het ondertekende auditlog niet.");
    Answer answer{200, "application/octet-stream", {}, {}, false};
    for (auto i = *nummer * tile; i < std::min(hashes, (*nummer + 1) * tile); ++i) {
        auto const hash = log.deelboom(level, i);
        if (!hash) return std::unexpected(hash.error());
        answer.body.append(reinterpret_cast<char const*>(hash->data()), hash->size());
    }
    return answer;
}

model::Result<Answer> groei(store::Logboek& log, Doel const& doel, std::uint64_t grootte) {
    auto const van = number(doel.waarde("van"));
    auto const tot = number(doel.waarde("tot"));
    if (!van || !tot || *van > *tot || *tot > grootte)
        return problem(400, fmt::format("Geef van en tot met 0 <= van <= tot <= {}: zoveel regels zijn er ondertekend.", grootte));
    auto const bewijs = gateway::audit::groei_json(log, *van, *tot);
    if (!bewijs) return std::unexpected(bewijs.error());
    return json(200, boost::json::serialize(*bewijs));
}

model::Result<Answer> punten(store::Logboek& log, Doel const& doel) {
    auto const* text = doel.waarde("na");
    auto const na = text == nullptr ? std::optional<std::uint64_t>(0) : number(text);
    if (!na) return problem(400, "na is een aantal regels: de controlepunten daarna.");
    auto const all = log.controlepunten(*na, most_points);
    if (!all) return std::unexpected(all.error());
    boost::json::array list;
    for (auto const& punt : *all) list.push_back(gateway::audit::controlepunt_json(punt));
    boost::json::value const next =
        all->size() == static_cast<std::size_t>(most_points) ? boost::json::value(all->back().grootte) : nullptr;
    return json(200, boost::json::serialize(boost::json::object{{"controlepunten", std::move(list)}, {"volgende", next}}));
}

} // namespace

bool is_audit(Route route) {
    return route == Route::audit_checkpoint || route == Route::audit_checkpoints || route == Route::audit_tegel ||
           route == Route::audit_opname || route == Route::audit_groei;
}

model::Result<Answer> toon_audit(store::Reader& reader, Doel const& doel) {
    auto& log = reader.logboek();
    if (doel.route == Route::audit_checkpoints) return punten(log, doel);
    auto const punt = log.controlepunt(INT64_MAX);
    if (!punt) return std::unexpected(punt.error());
    if (!*punt) return unsigned_yet();
    switch (doel.route) {
    case Route::audit_checkpoint: return Answer{200, "text/plain; charset=utf-8", (*punt)->notitie, {}, false};
    case Route::audit_tegel: return tegel(log, doel, (*punt)->grootte);
    case Route::audit_groei: return groei(log, doel, (*punt)->grootte);
    default: break;
    }
    auto const bewijs = gateway::audit::bericht_json(log, doel.id);
    if (!bewijs) return std::unexpected(bewijs.error());
    if (!*bewijs) return problem(404, "Er is geen bericht met dit nummer.");
    return json(200, boost::json::serialize(**bewijs));
}

} // namespace gateway::http

#include "gateway/http/regels.hpp"

#include "gateway/http/lijst.hpp"
#include "rules/catalogue.hpp"
#include "rules/contract/regels.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <array>

namespace gateway::http {

namespace {

boost::json::object regel_json(std::string_view id, std::string_view zin, std::string_view bron, bool contract) {
    return {{"regel", id}, {"zin", zin}, {"bron", bron}, {"contract", contract}};
}

} // namespace

Answer regels(Verzoek const& verzoek) {
    auto const csv = wil_csv(verzoek.doel, verzoek.accept);
    if (!csv) return problem(400, csv.error());
    static constexpr std::array<Kolom, 4> kolommen{{{"regel"}, {"zin"}, {"bron"}, {"contract"}}};
    Lijst lijst{"regels", {}, std::nullopt, kolommen, {}};
    for (auto const* regel : rules::catalogue()) lijst.rijen.push_back(regel_json(regel->id, regel->zin, regel->bron, false));
    for (auto const* regel : rules::contract::regels()) lijst.rijen.push_back(regel_json(regel->id, regel->zin, regel->bron, true));
    return toon_lijst(std::move(lijst), *csv);
}

} // namespace gateway::http

#include "gateway/termijnen.hpp"

#include "gateway/pipeline.hpp"
#include "xsd/model/termijn.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway {

namespace {

constexpr std::array<std::string_view, 5> names{"retour", "ontvanger", "verzoek", "aangehouden", "start"};

} // namespace

std::string_view name(TermijnSoort soort) { return names.at(static_cast<std::size_t>(soort)); }

std::int64_t einde_van(model::Date dag) {
    constexpr std::int64_t hour_ms = 3'600'000;
    // Midnight in the Netherlands is 22:00 or 23:00 UTC of the day before.
    auto const midnight = (std::int64_t{dag.days} + 1) * 24 * hour_ms;
    return dutch_day(midnight - 2 * hour_ms) == dag + 1 ? midnight - 2 * hour_ms : midnight - hour_ms;
}

model::Result<std::vector<OpenTermijn>> open_termijnen(store::Reader& reader, model::Kalender const& kalender, model::Date vandaag,
                                                       std::int64_t aantal) {
    std::vector<OpenTermijn> out;
    auto const uit = reader.uit_met_termijn(aantal);
    if (!uit) return std::unexpected(uit.error());
    for (auto const& row : *uit) {
        std::string const berichtsoort = row.soort ? model::to_string(*row.soort) : std::string();
        out.push_back(
            {TermijnSoort::retour, row.termijn.value(), row.bericht, berichtsoort, row.bestemming, fmt::format("/v1/uit/{}", row.id)});
    }
    auto const verwacht = reader.verwacht(aantal);
    if (!verwacht) return std::unexpected(verwacht.error());
    for (auto const& row : *verwacht)
        out.push_back({TermijnSoort::ontvanger, row.termijn, row.bericht, model::to_string(row.soort), row.bestemming,
                       fmt::format("/v1/berichten/{}", row.bericht)});
    for (auto const& [werk_soort, soort] : {std::pair{store::WerkSoort::verzoek, TermijnSoort::verzoek},
                                            std::pair{store::WerkSoort::aangehouden, TermijnSoort::aangehouden}}) {
        auto const werk = reader.werkvoorraad({true, werk_soort, {}, {}}, std::nullopt, aantal);
        if (!werk) return std::unexpected(werk.error());
        for (auto const& row : *werk)
            if (row.termijn)
                out.push_back({soort, *row.termijn, row.bericht, model::to_string(row.berichtsoort), row.gemeente,
                               fmt::format("/v1/werkvoorraad/{}", row.id)});
    }
    auto const starts = reader.starts_verwacht(vandaag, aantal);
    if (!starts) return std::unexpected(starts.error());
    for (auto const& row : *starts)
        out.push_back(
            {TermijnSoort::start, model::termijn::levering(row.vanaf, kalender), row.bericht, model::to_string(row.soort), row.aanbieder,
             fmt::format("/v1/toewijzingen/{}/{}/{}", row.gemeente, row.soort.domein == model::Domein::wmo ? "wmo" : "jw", row.nummer)});
    std::ranges::stable_sort(out, {}, [](OpenTermijn const& t) { return std::pair(t.termijn, t.bericht); });
    return out;
}

boost::json::object termijn_json(OpenTermijn const& termijn, model::Date vandaag, model::Kalender const& kalender) {
    boost::json::object o;
    o["soort"] = name(termijn.soort);
    o["termijn"] = model::to_string(termijn.termijn);
    o["werkdagen"] = kalender.werkdagen_tussen(vandaag, termijn.termijn);
    o["te_laat"] = termijn.termijn < vandaag;
    o["berichtsoort"] = termijn.berichtsoort.empty() ? boost::json::value(nullptr) : boost::json::value(termijn.berichtsoort);
    o["organisatie"] = termijn.wie;
    o["bericht"] = fmt::format("/v1/berichten/{}", termijn.bericht);
    o["href"] = termijn.href;
    return o;
}

std::map<TermijnSoort, TermijnStand> stand_van(std::vector<OpenTermijn> const& open, model::Date vandaag) {
    std::map<TermijnSoort, TermijnStand> out;
    for (std::size_t i = 0; i < names.size(); ++i) out[static_cast<TermijnSoort>(i)];
    for (auto const& termijn : open) {
        auto& stand = out[termijn.soort];
        ++stand.open;
        if (termijn.termijn < vandaag) ++stand.te_laat;
        if (termijn.termijn == vandaag) ++stand.vandaag;
        auto const einde = einde_van(termijn.termijn);
        if (stand.eerste_ms == 0 || einde < stand.eerste_ms) stand.eerste_ms = einde;
    }
    return out;
}

} // namespace gateway

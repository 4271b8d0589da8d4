#include "gateway/releases.hpp"

#include "rules/release.hpp"

#include <fmt/format.h>

namespace gateway {

namespace {

/// "3.3/codelijsten/gemeenten.csv:12:6: De datum klopt niet. (staat er: x; verwacht: JJJJ-MM-DD of leeg)"
std::string line(model::Fout const& fout) {
    auto out = fout.bestand;
    if (fout.lijn != 0) out += fmt::format(":{}", fout.lijn);
    if (fout.lijn != 0 && fout.kolom != 0) out += fmt::format(":{}", fout.kolom);
    out += ": " + fout.melding;
    if (!fout.waarde.empty() && !fout.verwacht.empty()) out += fmt::format(" (staat er: {}; verwacht: {})", fout.waarde, fout.verwacht);
    else if (!fout.verwacht.empty()) out += fmt::format(" (verwacht: {})", fout.verwacht);
    return out;
}

} // namespace

model::Result<std::shared_ptr<xsd::SchemaSet const>> load_releases(std::string const& map) {
    if (map.empty()) return xsd::SchemaSet::built_in();
    auto loaded = xsd::SchemaSet::load(map, rules::check_release);
    if (loaded) return *loaded;
    auto text = fmt::format("De releases in {} zijn niet te gebruiken:", map);
    for (auto const& fout : loaded.error()) text += "\n  " + line(fout);
    return std::unexpected(model::Error{model::ErrorCode::bad_release, std::move(text)});
}

} // namespace gateway

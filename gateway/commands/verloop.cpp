#include "gateway/commands/verloop.hpp"

#include "gateway/commands/invoer.hpp"
#include "xsd/model/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

namespace gateway::commands {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
/// Eight in the morning UTC: on the same day in the Netherlands, and so are all messages of a day after it.
constexpr std::int64_t ochtend_ms = 8 * 3'600'000;
constexpr std::int64_t laatste_ms = 8 * 3'600'000;

std::string_view naam_van(std::string_view pad) { return pad.substr(pad.rfind('/') + 1); }

} // namespace

Verloop::Verloop(std::vector<std::pair<std::string, model::Date>> const& regels) {
    std::map<model::Date, std::int64_t> per_dag;
    plekken_.reserve(regels.size());
    for (auto const& [bestand, dag] : regels)
        plekken_.try_emplace(std::string(naam_van(bestand)), Plek{plekken_.size(), dag, per_dag[dag]++});
}

Verloop::Plek const* Verloop::vind(std::string const& name) const {
    auto const at = plekken_.find(naam_van(name));
    return at == plekken_.end() ? nullptr : &at->second;
}

model::Result<void> Verloop::orden(std::vector<std::string>& names) const {
    std::vector<std::pair<std::size_t, std::string>> op_volgorde;
    op_volgorde.reserve(names.size());
    for (auto const& name : names) {
        auto const* plek = vind(name);
        if (plek == nullptr)
            return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("--verloop: {} staat niet op de lijst.", name)});
        op_volgorde.emplace_back(plek->volgnummer, name);
    }
    std::ranges::sort(op_volgorde);
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = std::move(op_volgorde[i].second);
    return {};
}

Moment Verloop::moment(std::string const& name) const {
    auto const* plek = vind(name);
    assert(plek != nullptr);
    return {plek->dag.days * day_ms + ochtend_ms + std::min(plek->op_dag, laatste_ms), plek->dag};
}

model::Result<Verloop> lees_verloop(std::string const& bestand) {
    auto const bytes = read_input(bestand);
    if (!bytes) return std::unexpected(bytes.error());
    constexpr std::array<std::string_view, 5> kolommen{"bestand", "dag", "soort", "van", "naar"};
    std::vector<model::Fout> fouten;
    std::vector<std::pair<std::string, model::Date>> regels;
    for (auto const& rij : model::read_csv(bestand, *bytes, kolommen, fouten, 2)) {
        auto const dag = model::parse_date(rij.cellen[1].tekst);
        if (dag) regels.emplace_back(rij.cellen[0].tekst, *dag);
        else
            fouten.push_back({.bestand = bestand,
                              .lijn = rij.lijn,
                              .kolom = rij.cellen[1].kolom,
                              .waarde = rij.cellen[1].tekst,
                              .verwacht = "JJJJ-MM-DD",
                              .melding = "Dit is geen dag."});
    }
    if (fouten.empty()) return Verloop(regels);
    auto const& eerste = fouten.front();
    return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("--verloop: {}:{}: {} Verwacht: {}.", bestand, eerste.lijn,
                                                                                 eerste.melding, eerste.verwacht)});
}

} // namespace gateway::commands

#include "rules/besluiten.hpp"

#include <algorithm>
#include <string_view>

namespace rules {

namespace {

using model::Gevolg;
using model::Klasse;
using model::PersoonBesluit;

bool covers(PersoonBesluit const& besluit, model::Place const& plaats) {
    if (!besluit.regel) return true;
    return plaats.klasse == Klasse::prestatie && *besluit.regel == PersoonBesluit::Regel{plaats.client, plaats.item};
}

std::string_view done(PersoonBesluit::Soort soort) {
    switch (soort) {
    case PersoonBesluit::Soort::goedkeuren: return "Goedgekeurd";
    case PersoonBesluit::Soort::afkeuren: return "Afgekeurd";
    case PersoonBesluit::Soort::intrekken: return "Ingetrokken";
    case PersoonBesluit::Soort::accepteren: break;
    }
    return "Geaccepteerd";
}

void apply(model::Finding& bevinding, PersoonBesluit const& besluit) {
    bool const rejected = besluit.soort == PersoonBesluit::Soort::afkeuren || besluit.soort == PersoonBesluit::Soort::intrekken;
    bevinding.gevolg = rejected ? Gevolg::afkeuren : Gevolg::signaleren;
    if (rejected) bevinding.retourcode = besluit.retourcode;
    bevinding.beslist.append(done(besluit.soort)).append(" door ").append(besluit.door);
    if (!besluit.toelichting.empty()) bevinding.beslist.append(": ").append(besluit.toelichting);
}

bool any_of(model::Findings const& bevindingen, std::size_t from, auto const& test) {
    return std::any_of(bevindingen.begin() + static_cast<std::ptrdiff_t>(from), bevindingen.end(), test);
}

} // namespace

void apply_besluiten(model::Findings& bevindingen, std::size_t from, model::Facts const& feiten) {
    if (feiten.besluiten.empty()) return;
    for (auto i = from; i < bevindingen.size(); ++i) {
        auto& bevinding = bevindingen[i];
        if (bevinding.gevolg != Gevolg::aanhouden) continue;
        auto const besluit = std::ranges::find_if(feiten.besluiten, [&](auto const& b) { return covers(b, bevinding.plaats); });
        if (besluit != feiten.besluiten.end()) apply(bevinding, *besluit);
    }
}

bool blocks(model::Findings const& bevindingen, std::size_t from) {
    return any_of(bevindingen, from, [](auto const& b) { return b.gevolg != Gevolg::signaleren; });
}

bool parks(model::Findings const& bevindingen, std::size_t from) {
    return any_of(bevindingen, from, [](auto const& b) { return b.gevolg == Gevolg::aanhouden; });
}

} // namespace rules

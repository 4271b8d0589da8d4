#include "store/outbox.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

namespace store::outbox {

namespace {

constexpr std::array<std::string_view, 3> toestanden{"wacht", "afgeleverd", "opgegeven"};
constexpr std::array<std::string_view, 9> oorzaken{"",        "onbereikbaar", "afgebroken",  "tijd_op", "later",
                                                   "storing", "geweigerd",    "foutbericht", "eigen"};

/// `wait` a quarter more or less: all of 0 .. 2^32 - 1 is spread over it evenly.
std::int64_t spread(std::int64_t wait, std::uint32_t toeval) {
    return wait - wait / 4 + ((wait / 2 * static_cast<std::int64_t>(toeval >> 1)) >> 31);
}

} // namespace

std::string_view name(Toestand toestand) { return toestanden.at(static_cast<std::size_t>(toestand)); }

std::optional<Toestand> parse_toestand(std::string_view text) {
    auto const* at = std::ranges::find(toestanden, text);
    if (at == toestanden.end()) return std::nullopt;
    return static_cast<Toestand>(at - toestanden.begin());
}

std::string_view name(Oorzaak oorzaak) { return oorzaken.at(static_cast<std::size_t>(oorzaak)); }

std::optional<Oorzaak> parse_oorzaak(std::string_view text) {
    auto const* at = std::ranges::find(oorzaken, text);
    if (at == oorzaken.end()) return std::nullopt;
    return static_cast<Oorzaak>(at - oorzaken.begin());
}

bool treft_partner(Oorzaak oorzaak) {
    switch (oorzaak) {
    case Oorzaak::onbereikbaar:
    case Oorzaak::afgebroken:
    case Oorzaak::tijd_op:
    case Oorzaak::later: return true;
    case Oorzaak::geen:
    case Oorzaak::storing:
    case Oorzaak::geweigerd:
    case Oorzaak::foutbericht:
    case Oorzaak::eigen: return false;
    }
    return false;
}

Uitgaand nieuw(std::int64_t moment_ms) {
    Uitgaand uitgaand;
    uitgaand.gemaakt_ms = uitgaand.vanaf_ms = uitgaand.volgende_ms = moment_ms;
    return uitgaand;
}

bool aan_de_beurt(Uitgaand const& uitgaand, std::int64_t moment_ms) {
    return uitgaand.toestand == Toestand::wacht && uitgaand.volgende_ms <= moment_ms;
}

Uitgaand na_poging(Uitgaand uitgaand, Poging const& poging, std::int64_t moment_ms, std::uint32_t toeval, Beleid const& beleid) {
    assert(uitgaand.toestand == Toestand::wacht);
    ++uitgaand.pogingen;
    uitgaand.oorzaak = poging.oorzaak;
    if (poging.oorzaak == Oorzaak::geen) {
        uitgaand.toestand = Toestand::afgeleverd;
        uitgaand.klaar_ms = moment_ms;
        return uitgaand;
    }
    bool const never = poging.oorzaak == Oorzaak::geweigerd || poging.oorzaak == Oorzaak::foutbericht;
    if (never || moment_ms - uitgaand.vanaf_ms >= beleid.opgeven_na_ms) {
        uitgaand.toestand = Toestand::opgegeven;
        uitgaand.klaar_ms = moment_ms;
        return uitgaand;
    }
    std::int64_t wachttijd = beleid.eerste_wachttijd_ms;
    for (std::int32_t i = 1; i < uitgaand.pogingen && wachttijd < beleid.langste_wachttijd_ms; ++i) wachttijd *= 2;
    wachttijd = spread(std::min(wachttijd, beleid.langste_wachttijd_ms), toeval);
    uitgaand.volgende_ms = moment_ms + std::max(wachttijd, std::min(poging.minstens_ms, beleid.langste_wachttijd_ms));
    return uitgaand;
}

Uitgaand opnieuw(Uitgaand uitgaand, std::int64_t moment_ms) {
    assert(uitgaand.toestand == Toestand::opgegeven);
    auto const gemaakt_ms = uitgaand.gemaakt_ms;
    uitgaand = nieuw(moment_ms);
    uitgaand.gemaakt_ms = gemaakt_ms;
    return uitgaand;
}

Uitgaand afgekeurd(Uitgaand uitgaand, Oorzaak oorzaak, std::int64_t moment_ms) {
    uitgaand.toestand = Toestand::opgegeven;
    uitgaand.oorzaak = oorzaak;
    uitgaand.klaar_ms = moment_ms;
    return uitgaand;
}

std::vector<std::size_t> kies(std::span<Kop const> koppen, std::set<std::string, std::less<>> const& bezig, std::int64_t moment_ms) {
    std::set<std::string_view> rust;
    for (auto const& kop : koppen)
        if (treft_partner(kop.stand.oorzaak) && kop.stand.volgende_ms > moment_ms) rust.insert(kop.partner);
    std::map<std::string_view, std::size_t> eerste;
    for (std::size_t i = 0; i < koppen.size(); ++i) {
        auto const& kop = koppen[i];
        if (!aan_de_beurt(kop.stand, moment_ms) || bezig.contains(kop.partner) || rust.contains(kop.partner)) continue;
        auto const [at, added] = eerste.emplace(kop.partner, i);
        if (!added && kop.id < koppen[at->second].id) at->second = i;
    }
    std::vector<std::size_t> out;
    for (auto const& [partner, i] : eerste) out.push_back(i);
    return out;
}

} // namespace store::outbox

#include "store/outbox.hpp"

#include <algorithm>
#include <cassert>

namespace store::outbox {

std::string_view name(Toestand toestand) {
    switch (toestand) {
    case Toestand::wacht: return "wacht";
    case Toestand::afgeleverd: return "afgeleverd";
    case Toestand::opgegeven: return "opgegeven";
    }
    return "wacht";
}

Uitgaand nieuw(std::int64_t moment_ms) { return {Toestand::wacht, 0, moment_ms, moment_ms}; }

bool aan_de_beurt(Uitgaand const& uitgaand, std::int64_t moment_ms) {
    return uitgaand.toestand == Toestand::wacht && uitgaand.volgende_ms <= moment_ms;
}

Uitgaand na_poging(Uitgaand uitgaand, Poging poging, std::int64_t moment_ms, Beleid const& beleid) {
    assert(uitgaand.toestand == Toestand::wacht);
    ++uitgaand.pogingen;
    if (poging == Poging::afgeleverd) {
        uitgaand.toestand = Toestand::afgeleverd;
        return uitgaand;
    }
    if (poging == Poging::geweigerd || moment_ms - uitgaand.gemaakt_ms >= beleid.opgeven_na_ms) {
        uitgaand.toestand = Toestand::opgegeven;
        return uitgaand;
    }
    std::int64_t wachttijd = beleid.eerste_wachttijd_ms;
    for (std::int32_t i = 1; i < uitgaand.pogingen && wachttijd < beleid.langste_wachttijd_ms; ++i) wachttijd *= 2;
    uitgaand.volgende_ms = moment_ms + std::min(wachttijd, beleid.langste_wachttijd_ms);
    return uitgaand;
}

} // namespace store::outbox

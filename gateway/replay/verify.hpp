#pragma once

#include "gateway/replay/herhaling.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Whether what was decided is decided the same again: `replay --verify`. docs/replay.md tells what is compared.
namespace gateway::replay {

/// Which decisions are compared; what came before is decided again in any case. Absent: all.
struct Keuze {
    std::optional<model::Date> van{}; ///< day of the decision
    std::optional<model::Date> tot{};
    std::string partner{};                                  ///< afzender or ontvanger of the message
    std::optional<std::set<store::BerichtId>> berichten{};
};

/// What is not the same in one decision: a field, or a finding that there was or is. No BSN is in it.
struct Afwijking {
    std::string wat; ///< "uitkomst", "bevinding TR321", "antwoord", ...
    std::string toen;
    std::string nu;
};

struct Verschil {
    store::BerichtId bericht = 0;
    std::uint64_t blad = 0; ///< leaf of the audit log
    std::string berichtsoort;
    std::vector<Afwijking> afwijkingen;
};

struct Verificatie {
    Verloop verloop;
    std::int64_t vergeleken = 0;
    std::int64_t niet_na_te_gaan = 0; ///< come out otherwise, and may rest on what was erased: not counted among the differences
    std::int64_t ander_programma = 0; ///< equal but for the version of the program, which the record tells
    std::int64_t aantal_verschillen = 0;
    std::vector<Verschil> verschillen; ///< the first `meeste_verschillen`

    static constexpr std::size_t meeste_verschillen = 1000;
    [[nodiscard]] bool gelijk() const noexcept { return aantal_verschillen == 0; }
};

/// Decides all of history again and compares byte by byte. Errors: those of herhaal().
[[nodiscard]] model::Result<Verificatie> verifieer(store::Reader& bron, Herhaalopdracht const& opdracht, Keuze const& keuze);

/// What differs between two decisions on a message; empty: nothing does. Pure.
/// @param ander_programma set when nothing differs but the version of the program
[[nodiscard]] std::vector<Afwijking> vergelijk(store::Uitspraak const& toen, Antwoord const& nu, bool& ander_programma);

[[nodiscard]] boost::json::object als_json(Verificatie const& verificatie);
[[nodiscard]] std::string als_tekst(Verificatie const& verificatie);

} // namespace gateway::replay

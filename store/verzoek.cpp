#include "store/verzoek.hpp"

#include <array>
#include <string>

namespace store {

std::string_view name(StapSoort soort) {
    switch (soort) {
    case StapSoort::toewijzing: return "toewijzing";
    case StapSoort::wijziging: return "wijziging";
    case StapSoort::antwoord: return "antwoord";
    case StapSoort::honorering: return "honorering";
    }
    return "toewijzing";
}

std::optional<StapSoort> parse_stap(std::string_view text) {
    using enum StapSoort;
    for (auto const soort : std::array{toewijzing, wijziging, antwoord, honorering})
        if (text == name(soort)) return soort;
    return std::nullopt;
}

std::string_view name(model::VerzoekToestand toestand) {
    switch (toestand) {
    case model::VerzoekToestand::open: return "open";
    case model::VerzoekToestand::in_onderzoek: return "in_onderzoek";
    case model::VerzoekToestand::afgewezen: return "afgewezen";
    case model::VerzoekToestand::gehonoreerd: return "gehonoreerd";
    }
    return "open";
}

std::optional<model::VerzoekToestand> parse_toestand(std::string_view text) {
    using enum model::VerzoekToestand;
    for (auto const toestand : std::array{open, in_onderzoek, afgewezen, gehonoreerd})
        if (text == name(toestand)) return toestand;
    return std::nullopt;
}

std::optional<model::VerzoekFact> na_stap(std::optional<model::VerzoekFact> verzoek, StapSoort soort, std::string_view bsn,
                                          model::Code const& antwoord) {
    using enum model::VerzoekToestand;
    switch (soort) {
    case StapSoort::toewijzing:
    case StapSoort::wijziging: return model::VerzoekFact{open, soort == StapSoort::wijziging, std::string(bsn), std::nullopt};
    case StapSoort::antwoord:
        if (!verzoek) return verzoek;
        verzoek->laatste_antwoord = antwoord;
        if (verzoek->hangend()) verzoek->toestand = antwoord == "2" ? in_onderzoek : afgewezen;
        return verzoek;
    case StapSoort::honorering:
        if (verzoek && verzoek->hangend()) verzoek->toestand = gehonoreerd;
        return verzoek;
    }
    return verzoek;
}

} // namespace store

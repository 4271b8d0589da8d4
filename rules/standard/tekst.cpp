#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::standard {

std::string tekst(model::Period periode) {
    return fmt::format("{} t/m {}", model::to_dutch(periode.begin), model::to_dutch(periode.einde));
}

std::string euro(model::Money bedrag) { return fmt::format("€ {}", model::to_dutch(bedrag)); }

std::string_view eenheid_naam(model::Code eenheid) {
    if (eenheid == "01") return "minuut";
    if (eenheid == "04") return "uur";
    if (eenheid == "14") return "etmaal";
    if (eenheid == "16") return "dagdeel";
    if (eenheid == "82") return "stuks (output)";
    if (eenheid == "83") return "euro";
    if (eenheid == "84") return "stuks (inspanning)";
    return "onbekend";
}

std::string hoeveelheid(std::int64_t volume, model::Code eenheid) {
    if (eenheid == "83") return euro({volume});
    auto const een = volume == 1;
    std::string_view naam = "stuks";
    if (eenheid == "01") naam = een ? "minuut" : "minuten";
    if (eenheid == "04") naam = "uur";
    if (eenheid == "14") naam = een ? "etmaal" : "etmalen";
    if (eenheid == "16") naam = een ? "dagdeel" : "dagdelen";
    return fmt::format("{} {}", volume, naam);
}

} // namespace rules::standard

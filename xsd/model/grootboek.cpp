#include "xsd/model/grootboek.hpp"

#include <array>

namespace model {

std::string_view name(Boeksoort soort) {
    switch (soort) {
    case Boeksoort::gevraagd: return "gevraagd";
    case Boeksoort::afgehandeld: return "afgehandeld";
    case Boeksoort::vastgelegd: return "vastgelegd";
    case Boeksoort::vrijgevallen: return "vrijgevallen";
    case Boeksoort::toegekend: return "toegekend";
    case Boeksoort::gecrediteerd: return "gecrediteerd";
    case Boeksoort::teruggedraaid: return "teruggedraaid";
    }
    return "";
}

std::optional<Boeksoort> parse_boeksoort(std::string_view text) {
    using enum Boeksoort;
    for (auto const soort : std::array{gevraagd, afgehandeld, vastgelegd, vrijgevallen, toegekend, gecrediteerd, teruggedraaid})
        if (text == name(soort)) return soort;
    return std::nullopt;
}

} // namespace model

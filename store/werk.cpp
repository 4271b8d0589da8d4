#include "store/werk.hpp"

#include <array>

namespace store {

std::string_view name(WerkSoort soort) {
    switch (soort) {
    case WerkSoort::verzoek: return "verzoek";
    case WerkSoort::aangehouden: return "aangehouden";
    case WerkSoort::signaal: break;
    }
    return "signaal";
}

std::optional<WerkSoort> parse_werk_soort(std::string_view text) {
    using enum WerkSoort;
    for (auto const soort : std::array{verzoek, aangehouden, signaal})
        if (text == name(soort)) return soort;
    return std::nullopt;
}

} // namespace store

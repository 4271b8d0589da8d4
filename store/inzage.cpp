#include "store/inzage.hpp"

#include <algorithm>
#include <array>

namespace store {
namespace {

constexpr std::array<std::pair<InzageResultaat, std::string_view>, 3> names{{{InzageResultaat::gegeven, "gegeven"},
                                                                             {InzageResultaat::niet_gevonden, "niet_gevonden"},
                                                                             {InzageResultaat::geweigerd, "geweigerd"}}};

} // namespace

std::string_view name(InzageResultaat resultaat) {
    return std::ranges::find(names, resultaat, &std::pair<InzageResultaat, std::string_view>::first)->second;
}

std::optional<InzageResultaat> parse_inzage_resultaat(std::string_view text) {
    auto const at = std::ranges::find(names, text, &std::pair<InzageResultaat, std::string_view>::second);
    return at == names.end() ? std::nullopt : std::optional(at->first);
}

} // namespace store

#include "xsd/model/soort.hpp"

#include <fmt/format.h>

#include <charconv>

namespace model {

std::string_view name(Domein domein) { return domein == Domein::wmo ? "wmo" : "jw"; }

std::string to_string(BerichtSoort soort) {
    return fmt::format("{}{}", soort.domein == Domein::wmo ? "WMO" : "JW", soort.nummer);
}

std::optional<BerichtSoort> parse_soort(std::string_view text) {
    auto soort = BerichtSoort{};
    if (text.starts_with("WMO")) text.remove_prefix(3);
    else if (text.starts_with("JW")) soort.domein = Domein::jw, text.remove_prefix(2);
    else return std::nullopt;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), soort.nummer);
    if (text.size() != 3 || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return soort;
}

std::optional<BerichtSoort> antwoord_op(BerichtSoort soort) {
    switch (soort.nummer) {
    case 301:
    case 305:
    case 307:
    case 315:
    case 317:
    case 319: return BerichtSoort{soort.domein, static_cast<std::int16_t>(soort.nummer + 1)};
    case 323: return BerichtSoort{soort.domein, 325};
    default: return std::nullopt;
    }
}

} // namespace model

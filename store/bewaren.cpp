#include "store/bewaren.hpp"

#include <fmt/format.h>

#include <charconv>

namespace store {
namespace {

constexpr std::int64_t numbers = 1'000'000'000; ///< toewijzingen of a gemeente and domein

} // namespace

std::string toewijzing_tekst(std::int64_t zaak) {
    return fmt::format("{:04}/{}/{}", zaak / numbers / 10, zaak / numbers % 10 == 0 ? "wmo" : "jw", zaak % numbers);
}

ToewijzingSleutel toewijzing_sleutel(std::int64_t zaak) {
    return {fmt::format("{:04}", zaak / numbers / 10), zaak / numbers % 10 == 0 ? model::Domein::wmo : model::Domein::jw, zaak % numbers};
}

std::optional<std::int64_t> toewijzing_van(std::string const& tekst) {
    auto const first = tekst.find('/');
    auto const last = tekst.rfind('/');
    if (first != 4 || last == first || tekst.size() - last < 2 || tekst.size() - last > 10) return std::nullopt;
    auto const domein = tekst.substr(first + 1, last - first - 1);
    std::int64_t gemeente = 0;
    std::int64_t nummer = 0;
    auto const whole = [&tekst](std::size_t from, std::size_t to, std::int64_t& value) {
        auto const* end = tekst.data() + to;
        if (tekst[from] == '-') return false;
        auto const [stop, fault] = std::from_chars(tekst.data() + from, end, value);
        return fault == std::errc() && stop == end;
    };
    if (!whole(0, first, gemeente) || !whole(last + 1, tekst.size(), nummer) || (domein != "wmo" && domein != "jw")) return std::nullopt;
    return (gemeente * 10 + (domein == "jw" ? 1 : 0)) * numbers + nummer;
}

} // namespace store

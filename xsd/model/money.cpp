#include "xsd/model/money.hpp"

#include <fmt/format.h>

namespace model {

std::string to_dutch(Money amount) {
    auto const negative = amount.cents < 0;
    auto const absolute = negative ? 0 - static_cast<std::uint64_t>(amount.cents) : static_cast<std::uint64_t>(amount.cents);
    auto euros = fmt::format("{}", absolute / 100);
    for (auto at = static_cast<std::ptrdiff_t>(euros.size()) - 3; at > 0; at -= 3) euros.insert(static_cast<std::size_t>(at), 1, '.');
    return fmt::format("{}{},{:02}", negative ? "-" : "", euros, absolute % 100);
}

Money multiply(Money tarief, std::int64_t volume, std::int64_t divisor) {
    __extension__ using Wide = __int128;
    auto const product = static_cast<Wide>(tarief.cents) * volume;
    auto const half = static_cast<Wide>(divisor) / 2;
    auto const rounded = product >= 0 ? (product + half) / divisor : -((-product + half) / divisor);
    return {static_cast<std::int64_t>(rounded)};
}

} // namespace model

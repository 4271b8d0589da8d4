#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

/// A person has dead letters sent again, after correcting what was wrong. In a transaction of the store thread.
namespace gateway {

struct Heropend {
    std::vector<store::UitId> ids; ///< sent again
    bool onbekend = false;         ///< there is no such row
    bool niet_opgegeven = false;   ///< it waits, or was delivered
};

[[nodiscard]] model::Result<Heropend> heropen(store::Transaction& tx, store::UitId id, std::int64_t moment_ms, std::string_view door);

/// All dead letters of a cause, for a bestemming, at most ten thousand at a time. What the filter says of their state does not count.
[[nodiscard]] model::Result<Heropend> heropen_alle(store::Transaction& tx, store::UitFilter filter, std::int64_t moment_ms,
                                                   std::string_view door);

} // namespace gateway

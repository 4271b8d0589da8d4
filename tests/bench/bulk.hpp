#pragma once

#include <cstddef>
#include <string>

namespace bench {

/// Puts toewijzingen 0 up to `count` into a store that exists and is closed, each with `prestaties` approved prestaties over the first
/// months of 2026 (at most 9), written straight into the tables as booking them one by one would leave them. No messages and no audit
/// leaves: those only grow at their end and are not what cost depends on.
void fill_in_bulk(std::string const& directory, std::size_t count, std::size_t prestaties);

} // namespace bench

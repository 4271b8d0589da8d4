#pragma once

#include <cstdint>

/// Work of the night, on a thread of its own beside everything else.
namespace gateway {

/// Whether that time of day, in the Netherlands, came between two moments (the first excluded). @param minuten after midnight. Pure.
[[nodiscard]] bool tijd_verstreken(std::int64_t minuten, std::int64_t vorige_ms, std::int64_t nu_ms);

/// Last in the queue for the processor; of this thread only. That it may not be so changes nothing but the queue.
void wijk();

} // namespace gateway

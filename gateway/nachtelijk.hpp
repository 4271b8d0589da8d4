#pragma once

#include <cstdint>

/// Work of the night, on a thread of its own beside everything else.
namespace gateway {

/// Whether that time of day, in the Netherlands, came between two moments (the first excluded). @param minuten after midnight. Pure.
[[nodiscard]] bool tijd_verstreken(std::int64_t minuten, std::int64_t vorige_ms, std::int64_t nu_ms);

/// Last in the queues for the processor and the disk; of this thread, and those it begins. That it may not be so changes nothing but the
/// queues.
void wijk();

} // namespace gateway

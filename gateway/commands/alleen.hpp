#pragma once

namespace gateway {

/// For a command that decides a whole year again and then ends: the machine is its own, so the databases' memory is not counted, and what is
/// let go of is kept for what comes next, in large pages where the system has them. Before the first database is opened.
void machine_alleen();

} // namespace gateway

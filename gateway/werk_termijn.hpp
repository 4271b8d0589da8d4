#pragma once

#include "gateway/services.hpp"
#include "gateway/werk_besluit.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace gateway {

/// Of parked messages that are open those whose deadline is past. Pure.
[[nodiscard]] std::vector<store::Werk> verlopen(std::vector<store::Werk> const& open, model::Date vandaag);

/// The decision the program takes on one of them by itself (setting `aangehouden_na_termijn`). Pure. @pre it has a deadline
[[nodiscard]] WerkOpdracht goedkeuring_na_termijn(store::Werk const& werk);

/// Approves what is past its deadline when the settings say so, each in its own transaction; what fails is logged and tried again the
/// next time. io thread.
[[nodiscard]] boost::asio::awaitable<void> approve_overdue(Services& services);

} // namespace gateway

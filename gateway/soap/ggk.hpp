#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::soap {

/// POST /soap/ggk0210: one envelope of StUF-GGk, answered with a Bv03 after the commit, or with a fault when nothing was kept (HTTP 500,
/// as SOAP 1.1 wants). A link without `bevestiging` gets an empty 202 instead of a Bv03. io thread.
[[nodiscard]] boost::asio::awaitable<http::Answer> ontvang(Services& services, http::Verzoek const& verzoek);

/// GET /soap/ggk0210?wsdl. The address in it is relative: which name we are known by outside is not ours to say.
[[nodiscard]] http::Answer wsdl();

} // namespace gateway::soap

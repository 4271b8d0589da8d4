#pragma once

#include "gateway/partners.hpp"
#include "store/store.hpp"
#include "xsd/envelop.hpp"
#include "xsd/schema_set.hpp"

#include <string>
#include <string_view>

/// What goes out in an envelope, and what comes back over the connection.
namespace gateway::soap {

/// A request to a partner.
struct Uitgaande {
    std::string soap_action; ///< without quotes
    std::string body;        ///< text/xml; charset=utf-8
};

/// The envelope of an outgoing row: a retour and what answers a Di01 as Du01, a message as Di01, a 325 as its link says, a Fo01 as such.
/// The same bytes at every attempt, since number and moment were fixed with the row. Thread of the reader.
/// Errors: wrong_use when it answers a message that did not come in an envelope, so that there is nothing to refer to.
[[nodiscard]] model::Result<Uitgaande> envelop_van(store::Reader& reader, xsd::SchemaSet const& schemas, store::Uit const& uit,
                                                   Link const& link);

/// What an answer to that means for the row: delivered only by a Bv03 that refers to it, or by any 2xx when the link gives none.
struct Bevinding {
    store::outbox::Oorzaak oorzaak = store::outbox::Oorzaak::geen; ///< geen: delivered
    std::string fout;                                              ///< Dutch; nothing the partner wrote but a code of StUF
};
[[nodiscard]] Bevinding beoordeel(xsd::EnvelopSchemas const& schemas, store::Uit const& uit, Link const& link, unsigned status,
                                  std::string_view body);

} // namespace gateway::soap

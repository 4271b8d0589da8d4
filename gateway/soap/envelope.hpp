#pragma once

#include "gateway/partners.hpp"
#include "gateway/pipeline.hpp"
#include "xsd/envelop.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

/// What an envelope may ask of us, and how ours are filled. Pure.
namespace gateway::soap {

/// Whether the SOAPAction of HTTP, when there is one, and wsa:Action are those of the message in the Body.
/// @param soap_action as HTTP has it, quotes and all
[[nodiscard]] bool actie_past(model::Envelop const& envelop, std::string_view soap_action);

/// Why an envelope is not taken. `beveiliging` is a fixed word when somebody tried what he may not, for the security log; else empty.
struct Geweigerd {
    model::EnvelopFoutmelding fout;
    std::string_view beveiliging{};
};

/// Authorisation (exchange.md 10): the sender may speak for its organisation, the functie exists, belongs to the berichtcode and is the
/// sender's to send, and the receiver is somebody we know. Without a partner in `peer`, on the own system, anybody may send anything.
/// @returns the kind of message of a Di01 and Du01; nullopt for a Fo01
[[nodiscard]] std::expected<std::optional<model::BerichtSoort>, Geweigerd> toelaten(model::Envelop const& envelop, Peer const& peer,
                                                                                  xsd::SchemaSet const& schemas, model::Date vandaag);

/// Whether the payload is what the envelope says: kind, version, sender and receiver, those of a retour the other way round (IV028).
/// Nothing is said of a payload that level 1 refuses: it is nobody's message.
[[nodiscard]] std::optional<model::EnvelopFoutmelding> past(model::Envelop const& envelop, Gelezen const& gelezen);

/// EEJJMMDDuummssmmm of a moment, in Dutch winter time all year: what an hour comes back in would not be later than what came before.
[[nodiscard]] std::string tijdstip(std::int64_t utc_ms);

/// The Bv03 to a request; a Fo03 with `fout`. @param referentienummer a new one
[[nodiscard]] model::Envelop bevestiging(model::Envelop const& verzoek, std::string referentienummer, std::int64_t moment_ms);
[[nodiscard]] model::Envelop weigering(model::Envelop const& verzoek, std::string referentienummer, std::int64_t moment_ms,
                                       model::EnvelopFoutmelding fout);

} // namespace gateway::soap

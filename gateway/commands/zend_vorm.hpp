#pragma once

#include "gateway/http_uitgaand.hpp"
#include "gateway/pipeline.hpp"
#include "xsd/envelop.hpp"
#include "xsd/model/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// The ways in which `send` puts a message on the line beside the API of our own: an envelope of StUF-GGk, or a multipart of VSP. Pure.
namespace gateway::commands {

enum class Weg : std::uint8_t { http, soap, vsp };

/// What a person says of it. Empty: from the message itself.
struct Verzending {
    std::string van;              ///< organisation it is sent for
    std::string aan;              ///< organisation it is for
    std::string antwoord_op;      ///< the referentienummer or traceerId that it answers; a retour over soap cannot do without
    std::string referentienummer; ///< or traceerId. @pre not empty
    std::string tijdstip;         ///< tijdstipBericht of the envelope. @pre not empty over soap
};

/// The request of a message over soap or vsp, without address. @pre weg is not http
/// Errors: wrong_use when it is no message of a release we know, or sender, receiver or what it answers is missing.
[[nodiscard]] model::Result<HttpVerzoek> maak_verzoek(Pipeline const& pipeline, Weg weg, Verzending const& verzending, std::string bytes);

/// Where it is posted when the address has no path.
[[nodiscard]] std::string_view doel_van(Weg weg);

/// What the answer says.
struct Ontvangen {
    bool aangenomen = false;
    std::string tekst; ///< Dutch, for a person; may repeat what the other side wrote
};
[[nodiscard]] Ontvangen lees_antwoord(xsd::EnvelopSchemas const& schemas, Weg weg, std::string_view referentienummer,
                                      HttpAntwoord const& antwoord);

} // namespace gateway::commands

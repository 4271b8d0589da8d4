#pragma once

#include "gateway/partners.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/soap/envelope.hpp"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// An envelope on its way in, as two plain functions: what a work thread does with the bytes, and the one transaction that takes it.
namespace gateway::soap {

/// An envelope that was read and may be taken. Kept at one place: `gelezen` looks into the payload of `envelop`.
struct Binnen {
    model::Envelop envelop;
    std::string sha256;             ///< of the whole envelope
    std::optional<Gelezen> gelezen; ///< of a Di01 and Du01
};

/// Why it may not: a fault of SOAP alone, or one that the sender finds in a Fo03.
struct Afgewezen {
    std::string faultcode;   ///< of SOAP
    std::string faultstring; ///< Dutch
    std::optional<model::EnvelopFoutmelding> fout; ///< of the Fo03; nullopt: there is none
    model::Envelop verzoek;                        ///< whom to answer, as far as it could be read
    std::string beveiliging;                       ///< Geweigerd
};

/// Any work thread: bytes to envelope, may it be taken, payload through level 1, does that agree with the envelope.
/// @param soap_action as HTTP has it
[[nodiscard]] std::expected<std::unique_ptr<Binnen>, Afgewezen> lees(xsd::EnvelopSchemas const& envelop_schemas, Pipeline const& pipeline,
                                                                     Peer const& peer, std::string_view soap_action,
                                                                     std::span<std::byte const> bytes, model::Date vandaag);

/// What became of it in the transaction.
struct Ingenomen {
    std::string antwoord;                          ///< the Bv03; empty when it was refused after all
    std::optional<model::EnvelopFoutmelding> fout; ///< then: why
    std::string_view beveiliging{};
    bool herhaald = false;           ///< the same envelope came before and got this answer
    std::optional<Antwoord> besluit; ///< on what was in it; nullopt: nothing, or it came before
};

/// Store thread, inside a transaction: the same envelope before? what it answers, the decision, the envelope itself, and a Fo01 when the
/// payload fails level 1. A refusal keeps nothing, but for a conflict, which is written in the audit log.
/// Errors are "could not decide".
/// @param referentienummer a new one, for the Bv03
[[nodiscard]] model::Result<Ingenomen> neem_in(store::Transaction& tx, Pipeline& pipeline, Peer const& peer, Binnen const& binnen,
                                               Moment moment, std::string const& referentienummer);

} // namespace gateway::soap

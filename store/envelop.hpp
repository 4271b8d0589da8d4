#pragma once

#include "xsd/model/envelop.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Envelopes that came in, and what the store adds to what goes out.
namespace store {

using EnvelopId = std::int64_t;

/// Organisatie, applicatie, administratie and gebruiker as one key: with the referentienummer it tells envelopes apart (StUF 03.01 4.4).
[[nodiscard]] std::string zender_sleutel(model::Systeem const& zender);

/// An envelope that is taken, with the answer it gets: every later envelope of that zender and number gets the same.
struct NieuwEnvelop {
    model::Berichtcode berichtcode = model::Berichtcode::di01;
    std::string zender; ///< zender_sleutel()
    std::string referentienummer;
    std::string sha256; ///< of the whole envelope, lower-case hex
    std::int64_t moment_ms = 0;
    std::optional<std::int64_t> bericht; ///< what is in it; nullopt: a Fo01
    std::optional<std::int64_t> heen;    ///< our message that it answers or refuses
    std::string antwoord;                ///< the Bv03, as bytes
    std::string conversatie{};           ///< of VSP: the conversatieId; empty: it came in an envelope of StUF
};

struct EnvelopRecord {
    EnvelopId id = 0;
    std::string vingerafdruk; ///< Transaction::vingerafdruk() of its SHA-256
    std::string antwoord;
    std::optional<std::int64_t> bericht{}; ///< what was in it
};

/// A message that came in over VSP.
struct VspInzending {
    std::string afzender; ///< code of who sent it, as its metadata said; may be empty
    std::string traceer_id;
    std::string conversatie_id;
    std::int64_t moment_ms = 0;
    std::int64_t bericht = 0;
};

/// What the envelope of an outgoing row says beside what the row itself does.
struct EnvelopUit {
    std::int64_t tijdstip_ms = 0;                ///< later than that of every row before it
    std::optional<std::string> cross_refnummer{}; ///< of the envelope it answers; nullopt: it answers none that came in one
    std::string conversatie{};                    ///< of VSP, likewise; empty: none
};

/// An envelope that came with a number of before but not with the bytes of before. Texts without personal data.
struct EnvelopConflict {
    std::int64_t moment_ms = 0;
    std::string organisatie; ///< of its zender
    std::string referentienummer;
    std::string bekend; ///< vingerafdruk() of either
    std::string nieuw;
};

} // namespace store

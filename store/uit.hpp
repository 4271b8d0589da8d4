#pragma once

#include "store/outbox.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/soort.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What goes out: rows of the outbox. How they move on is store/outbox.hpp.
namespace store {

using UitId = std::int64_t;

/// What is sent.
enum class UitStuk : std::uint8_t {
    retour,  ///< our answer to a message
    bericht, ///< a message that came in and was accepted, passed on to whom it is for
    eigen,   ///< a message that we made for its afzender
    fo01,    ///< a foutbericht: the message failed its schema, so there is no answer to it
};

[[nodiscard]] std::string_view name(UitStuk stuk);
[[nodiscard]] std::optional<UitStuk> parse_uit_stuk(std::string_view text);

/// An outgoing row as it is written.
struct NieuwUit {
    std::int64_t bericht = 0; ///< the stored message that it is, answers or refuses
    UitStuk stuk = UitStuk::retour;
    std::string afzender;   ///< organisation for whom we send
    std::string bestemming; ///< organisation it is for
    std::int64_t moment_ms = 0;
    std::optional<model::Date> termijn; ///< the last day it may arrive
    std::string inhoud;                 ///< of a fo01: what it says; else empty
};

struct Uit {
    UitId id = 0;
    std::int64_t bericht = 0;
    UitStuk stuk = UitStuk::retour;
    std::string afzender;
    std::string bestemming;
    std::optional<model::BerichtSoort> soort; ///< of what is sent; nullopt: a fo01
    std::string referentienummer;             ///< UUID version 4, lower case; made once, the same at every attempt
    std::string verbinding;                   ///< link of the last attempt; empty: none was made
    outbox::Uitgaand stand;
    std::string fout; ///< what the last attempt met, Dutch, without content of the message; empty: nothing
    std::optional<model::Date> termijn;
    std::string inhoud;
    std::int64_t grootte = 0; ///< bytes of what is sent, bare
};

/// Which rows; empty or absent: any.
struct UitFilter {
    std::optional<outbox::Toestand> toestand;
    std::optional<outbox::Oorzaak> oorzaak;
    std::string bestemming;
};

/// A message that was passed on and whose receiver has yet to answer.
struct Verwacht {
    std::int64_t bericht = 0;
    model::BerichtSoort soort; ///< of the message
    std::string afzender;
    std::string bestemming; ///< who must answer
    model::Date sinds;
    model::Date termijn;
};

/// A toewijzing that counts and of which no start (305) came.
struct StartVerwacht {
    std::int64_t bericht = 0;  ///< the 301 of its current version
    model::BerichtSoort soort; ///< of that
    std::string gemeente;
    std::string aanbieder;
    std::int64_t nummer = 0;
    model::Date vanaf; ///< the day the care begins; the day its first 301 came in when that is later
};

/// A UUID of version 4 from sixteen random bytes, lower case. @pre random.size() >= 16
[[nodiscard]] std::string uuid4(std::span<std::byte const> random);

} // namespace store

#pragma once

#include <cstdint>
#include <string_view>

/// An outgoing message and what may happen to it, as pure functions: when to send, when again, when to give up.
/// Sending twice is possible (a crash between sending and writing it down); the receiver drops the second by its identification.
namespace store::outbox {

enum class Toestand : std::uint8_t {
    wacht,      ///< to be sent at `volgende_ms` or after
    afgeleverd, ///< the partner has it; final
    opgegeven,  ///< refused or out of time: a person must look; final
};

[[nodiscard]] std::string_view name(Toestand toestand);

/// All moments are UTC milliseconds since 1970.
struct Uitgaand {
    Toestand toestand = Toestand::wacht;
    std::int32_t pogingen = 0;    ///< attempts made
    std::int64_t gemaakt_ms = 0;  ///< when it was written; the time limit counts from here
    std::int64_t volgende_ms = 0; ///< not before this moment
};

/// How an attempt ended.
enum class Poging : std::uint8_t {
    afgeleverd,
    mislukt,   ///< no answer, or one that says "later"
    geweigerd, ///< the partner says this message will never be taken
};

struct Beleid {
    std::int64_t eerste_wachttijd_ms = 30'000;         ///< after the first failure; doubles at each next one
    std::int64_t langste_wachttijd_ms = 3'600'000;     ///< never longer than this between two attempts
    std::int64_t opgeven_na_ms = 5LL * 24 * 3'600'000; ///< five days, as the ebMS2 profile keeps identifications
};

/// A new message: to be sent at once.
[[nodiscard]] Uitgaand nieuw(std::int64_t moment_ms);
/// Whether it may be sent now.
[[nodiscard]] bool aan_de_beurt(Uitgaand const& uitgaand, std::int64_t moment_ms);
/// The state after an attempt that ended at `moment_ms`. @pre uitgaand.toestand is wacht
[[nodiscard]] Uitgaand na_poging(Uitgaand uitgaand, Poging poging, std::int64_t moment_ms, Beleid const& beleid = {});

} // namespace store::outbox

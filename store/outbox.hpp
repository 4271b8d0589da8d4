#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// An outgoing message and what may happen to it, as pure functions: when to send, when again, when to give up, who is next.
/// Sending twice is possible (a crash between sending and writing it down); the receiver drops the second by its referentienummer.
namespace store::outbox {

enum class Toestand : std::uint8_t {
    wacht,      ///< to be sent at `volgende_ms` or after, or to be fetched
    afgeleverd, ///< the partner has it; final
    opgegeven,  ///< refused or out of time: a person must look, and may have it sent again
};

[[nodiscard]] std::string_view name(Toestand toestand);
[[nodiscard]] std::optional<Toestand> parse_toestand(std::string_view text);

/// Why the last attempt failed: what a person sorts dead letters by.
enum class Oorzaak : std::uint8_t {
    geen,
    onbereikbaar, ///< no connection could be made
    afgebroken,   ///< the connection ended before a whole answer: in doubt whether it arrived
    tijd_op,      ///< no answer in time: in doubt as well
    later,        ///< the partner says it is too busy (503, 429)
    storing,      ///< the partner says it failed on this message (other 5xx, Fo03 with plek server, no answer we can read)
    geweigerd,    ///< the partner says this message will never be taken (4xx, Fo03 with plek client)
    foutbericht,  ///< the partner took it and sent a Fo01 for it
    eigen,        ///< a fault on our side: no envelope could be made, or no file written
};

[[nodiscard]] std::string_view name(Oorzaak oorzaak);
[[nodiscard]] std::optional<Oorzaak> parse_oorzaak(std::string_view text);

/// Whether the cause lies with the partner as a whole, so that its other messages would fail the same way now.
[[nodiscard]] bool treft_partner(Oorzaak oorzaak);

/// All moments are UTC milliseconds since 1970.
struct Uitgaand {
    Toestand toestand = Toestand::wacht;
    std::int32_t pogingen = 0;    ///< attempts made since `vanaf_ms`
    std::int64_t gemaakt_ms = 0;  ///< when it was written
    std::int64_t vanaf_ms = 0;    ///< the time limit counts from here: when it was written, or when a person had it sent again
    std::int64_t volgende_ms = 0; ///< not before this moment
    Oorzaak oorzaak = Oorzaak::geen;
    std::optional<std::int64_t> klaar_ms = std::nullopt; ///< when it was delivered or given up

    friend bool operator==(Uitgaand const&, Uitgaand const&) = default;
};

/// How an attempt ended: without a cause it was delivered.
struct Poging {
    Oorzaak oorzaak = Oorzaak::geen;
    std::int64_t minstens_ms = 0; ///< the partner asked to wait this long (Retry-After)
};

struct Beleid {
    std::int64_t eerste_wachttijd_ms = 30'000;     ///< after the first failure; doubles at each next one
    std::int64_t langste_wachttijd_ms = 3'600'000; ///< never longer than this between two attempts, a quarter more or less
    /// A week: the five days that a partner may be gone for (Digikoppeling retries no longer) and a weekend to notice.
    std::int64_t opgeven_na_ms = 7LL * 24 * 3'600'000;
};

/// A new message: to be sent at once.
[[nodiscard]] Uitgaand nieuw(std::int64_t moment_ms);
/// Whether it may be sent now.
[[nodiscard]] bool aan_de_beurt(Uitgaand const& uitgaand, std::int64_t moment_ms);
/// The state after an attempt that ended at `moment_ms`. @param toeval any number, evenly spread: moves the next attempt by up to a quarter
/// of the wait, so that partners that went down together are not tried together. @pre uitgaand.toestand is wacht
[[nodiscard]] Uitgaand na_poging(Uitgaand uitgaand, Poging const& poging, std::int64_t moment_ms, std::uint32_t toeval,
                                 Beleid const& beleid = {});
/// A dead letter that a person has sent again: as new, but for when it was made. @pre uitgaand.toestand is opgegeven
[[nodiscard]] Uitgaand opnieuw(Uitgaand uitgaand, std::int64_t moment_ms);
/// A message that the partner had taken and then answered with a fault (Fo01), or given up by a person. Any state.
[[nodiscard]] Uitgaand afgekeurd(Uitgaand uitgaand, Oorzaak oorzaak, std::int64_t moment_ms);

/// The oldest waiting message of a conversation (one sender, one receiver): only it may be sent, so that order is kept.
struct Kop {
    std::int64_t id = 0;
    std::string partner; ///< whom it is handed to
    Uitgaand stand;
};

/// Who is sent now: of each partner that is not busy at most one, the oldest that may go. A partner of whom a message waits because the
/// partner itself failed (treft_partner) rests until that message may be tried again. @returns places in `koppen`
[[nodiscard]] std::vector<std::size_t> kies(std::span<Kop const> koppen, std::set<std::string, std::less<>> const& bezig,
                                            std::int64_t moment_ms);

} // namespace store::outbox

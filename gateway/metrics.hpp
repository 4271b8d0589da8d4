#pragma once

#include "gateway/pipeline.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gateway {

/// Everything counted, in one registry of our own, in the Prometheus text form. Names are verbs of the domain; no label holds anything
/// a sender chose. Any thread.
class Metrics {
public:
    using Duration = std::chrono::steady_clock::duration;

    Metrics();
    ~Metrics();
    Metrics(Metrics const&) = delete;
    Metrics& operator=(Metrics const&) = delete;

    /// A decision was committed (not a proef, not a repeat).
    void decided(Antwoord const& antwoord);
    /// The same bytes came again and got the stored answer.
    void repeated();
    /// Nothing was decided: `reden` is a fixed word ("wachtrij", "schijf", "store_full", ...).
    void undecided(std::string_view reden);
    /// Somebody got nowhere: `reden` is a fixed word ("certificaat_ingetrokken", "organisatie_niet_toegestaan", ...).
    void security(std::string_view reden);
    /// A read of personal data was recorded. `soort` is the route's name; `resultaat` a fixed word.
    void inzage(std::string_view soort, std::string_view resultaat);
    /// One request was answered. `route` is a fixed word.
    void answered(std::string_view route, unsigned status, Duration took);
    /// Hop 1: hash, XSD, typed message.
    void read(Duration took);
    /// One group on the store thread.
    void committed(std::size_t group, Duration took);

    /// One attempt to bring a message to a partner. Both are fixed words: the link's name, "afgeleverd" or why not.
    void bezorgd(std::string_view verbinding, std::string_view uitkomst);

    /// Levels, set by their owner.
    void in_behandeling(std::int64_t berichten);
    void verbindingen(std::int64_t open);
    void vrije_ruimte(std::int64_t bytes);
    void opgeslagen(std::int64_t berichten, std::int64_t uit_open, std::int64_t uit_opgegeven, std::int64_t audit_leaves);
    /// The last checkpoint of the audit log: leaves it speaks of, and when it was signed, seconds since 1970.
    void controlepunt(std::int64_t leaves, std::int64_t seconden);
    /// When the own certificate and the first CRL end, seconds since 1970; whether the last reload of certificates and partners worked.
    void geldig_tot(std::int64_t certificaat, std::int64_t crl);
    void herladen(bool gelukt);
    /// The last replay of all of history: when, seconds since 1970; whether it could be done; decisions compared and not the same.
    void replay(std::int64_t seconden, bool gelukt, std::int64_t vergeleken, std::int64_t verschillen);
    /// How terms of one kind stand. `soort` is a fixed word; `seconden`: until the soonest ends, negative when it is past.
    void termijnen(std::string_view soort, std::int64_t open, std::int64_t te_laat, std::int64_t seconden);
    /// Seconds that the oldest commit waits to be carried away; whether there is a row that it belongs to.
    void verscheping(std::int64_t achterstand, bool loopt);
    /// The last copy: when it was begun, seconds since 1970, and whether it is there and right.
    void reservekopie(std::int64_t seconden, bool gelukt);
    /// Bytes of the log of the database.
    void databanklog(std::int64_t bytes);
    void log_gemist(std::uint64_t lines);

    /// The whole registry in the text exposition format.
    [[nodiscard]] std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gateway

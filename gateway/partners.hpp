#pragma once

#include "xsd/model/bericht.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/soort.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Who we exchange messages with and how they are reached: the partner book, a TOML file. docs/partners.md tells how it is filled.
namespace gateway {

/// One party with a certificate. A party whose rights change on a day has one entry per period.
struct Partner {
    std::string oin; ///< 20 characters, as in the serialNumber of its certificate
    std::string naam;
    std::vector<std::string> rollen;
    std::vector<std::string> organisaties; ///< gemeentecodes and AGB codes it may speak for
    bool elke_organisatie = false;         ///< any organisation: a knooppunt that checks its senders itself
    std::vector<model::BerichtSoort> berichten;
    bool elk_bericht = false;
    model::Period geldig; ///< both days included

    [[nodiscard]] bool heeft_rol(std::string_view rol) const;
};

enum class Protocol : std::uint8_t { ggk0210, ggk0310, vsp_push, vsp_pull, postbus, map, http };
enum class Modus : std::uint8_t { endpoint, relay };
enum class Bevestiging : std::uint8_t { synchroon, geen };
enum class Tijdstip : std::uint8_t { vrij, oplopend };
enum class Antwoord325 : std::uint8_t { di01, du01 };

/// How some organisations are reached.
struct Link {
    std::string naam;    ///< unique
    std::string partner; ///< OIN
    Protocol protocol = Protocol::postbus;
    std::vector<std::string> organisaties;            ///< who is reached through it
    std::string adres;                                ///< URL or directory; empty where the other side fetches
    Modus modus = Modus::endpoint;                    ///< endpoint: we answer for the receiver; relay: its own answer is carried back
    Bevestiging bevestiging = Bevestiging::synchroon; ///< whether a Bv03 or Fo03 is given at once
    Antwoord325 antwoord325 = Antwoord325::du01;      ///< how a 325 travels
    Tijdstip tijdstip = Tijdstip::vrij;               ///< oplopend: an envelope's tijdstipBericht is later than that of all before it
    std::string applicatie;                           ///< of the ontvanger in an envelope; may be empty
    model::Period geldig;
};

[[nodiscard]] std::string_view name(Protocol protocol);

/// The book as one file said it. Immutable: a reload makes a new one, so that a request sees one book from begin to end. Any thread.
class Partners {
public:
    /// No partners and no links: nobody is authorised by certificate.
    Partners() = default;

    /// Reads a book. @returns it, or every fault at once as "file:line: ..." in Dutch.
    [[nodiscard]] static std::expected<std::shared_ptr<Partners const>, std::vector<std::string>> read(std::filesystem::path const& file);

    /// The partner with this OIN on this day; nullptr: unknown, or not valid then.
    [[nodiscard]] Partner const* by_oin(std::string_view oin, model::Date day) const;
    /// Whether a partner may send messages of this kind for this organisation on this day.
    [[nodiscard]] static bool may_speak(Partner const& partner, std::string_view organisatie, model::BerichtSoort soort, model::Date day);
    /// Whether a partner may act for this organisation on this day: fetch its post, read its messages.
    [[nodiscard]] static bool may_act(Partner const& partner, std::string_view organisatie, model::Date day);

    /// The link an organisation is reached through on this day; nullptr: none. There is at most one.
    [[nodiscard]] Link const* to(std::string_view organisatie, model::Date day) const;
    /// The link of this name, whatever the day.
    [[nodiscard]] Link const* link(std::string_view naam) const;

    [[nodiscard]] std::vector<Partner> const& partners() const noexcept { return partners_; }
    [[nodiscard]] std::vector<Link> const& links() const noexcept { return links_; }

private:
    std::vector<Partner> partners_;
    std::vector<Link> links_;
};

/// Whether a message of this kind repeats the header of what it answers, so that its own sender is the Ontvanger there (IV028). A 325
/// has a header of its own.
[[nodiscard]] bool omgekeerd(model::BerichtSoort soort);
/// The organisation that sends this message.
[[nodiscard]] std::string const& verzender(model::Message const& bericht);

/// On whose behalf a request came. Without a certificate (plain HTTP on the own system) there is no partner and no OIN, and only the
/// rights of the machine's users hold. Cheap to copy.
struct Peer {
    std::shared_ptr<Partners const> boek = std::make_shared<Partners const>(); ///< the snapshot this request sees
    Partner const* partner = nullptr;                                          ///< in `boek`
    std::string oin;                                                           ///< of the partner, for the log; empty without one
};

} // namespace gateway

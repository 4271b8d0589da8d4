#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What was decided and what decisions were taken with, in the order it came about: what replay and what-if read.
namespace store {

/// How much of a message was erased.
enum class Weg : std::uint8_t {
    niets,
    deels,    ///< one client or more was taken out of it
    helemaal, ///< nothing of it can be read; bytes, decision and answer are empty
};

/// A message came in, or was made by us, and was decided on.
struct Ontvangen {
    BerichtId id = 0;
    std::string kanaal;
    std::string sha256;
    std::int64_t grootte = 0;
    std::optional<model::BerichtSoort> soort;
    std::string afzender;
    std::string ontvanger;
    std::optional<std::string> bytes; ///< nullopt: refused at level 1, its bytes are not kept
    Weg gewist = Weg::niets;
    Uitspraak uitspraak;
};

/// A parked message was decided on again. What people decided stands before it, or right after it.
struct Afgedaan {
    BerichtId id = 0;
    Uitspraak uitspraak;
};

/// A person (or a deadline) decided on an item of work. When a message of ours is what came of it, that is the next event.
struct MensBeslist {
    WerkId werk = 0;
    WerkSoort soort = WerkSoort::verzoek;
    BerichtId bericht = 0;
    std::string sleutel;
    std::string regel;
    WerkBesluit besluit;
};

/// A bundle became the active one of its gemeenten.
struct BundelActief {
    Bundel bundel; ///< with the bytes of its files; moment_ms: of this, not of its import
};

struct Geregistreerd {
    std::int64_t moment_ms = 0;
    std::vector<model::Registratie> registraties; ///< in order
};

/// The settings that decisions depend on from here on.
struct Omgeving {
    std::string json;
};

/// One leaf of the audit log with what it is about. Leaves that no decision depends on are no events.
struct Gebeurtenis {
    std::uint64_t index = 0; ///< of the leaf
    std::variant<Ontvangen, Afgedaan, MensBeslist, BundelActief, Geregistreerd, Omgeving> wat;
};

/// Reads history through the connection of a Reader, under the same rules. An event at a time, so memory stays small however long it is;
/// history only grows, so what is read does not change under way. Errors name the message, bundle or leaf: store_corrupt when something
/// of it is gone or unreadable, bad_bundle when the files of a bundle are.
class Historie {
public:
    virtual ~Historie() = default;
    /// The first event at leaf `van` or later, before leaf `tot`; nullopt: there is none. What is read stays open for the next ones, and
    /// keeps the database from being tidied, until laat_los().
    virtual model::Result<std::optional<Gebeurtenis>> volgende(std::uint64_t van, std::uint64_t tot) = 0;
    virtual void laat_los() noexcept = 0;
    /// Registraties whose place in history is not known: an older program kept none. In order of registration.
    virtual model::Result<std::vector<model::Registratie>> registraties_zonder_plaats() = 0;
};

} // namespace store

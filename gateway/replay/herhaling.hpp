#pragma once

#include "gateway/omgeving.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/replay/stroom.hpp"
#include "store/historie.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Everything that was ever decided, decided again in a scratch store by the functions that decided it then.
namespace gateway::replay {

/// The other world of a what-if: this bundle is the active one of its gemeenten from a day on, whatever was active there.
struct Anders {
    store::Bundel bundel;
    model::Date van;
};

struct Herhaalopdracht {
    std::shared_ptr<xsd::SchemaSet const> schemas;
    Omgeving omgeving; ///< for what was decided before the store noted any
    std::optional<Anders> anders{};
    std::filesystem::path onder{};                                     ///< where the scratch store is; empty: with the temporary files
    bool met_schema = false; ///< hold every message against its schema again, also where bytes and schemas are those of then
    std::function<void(std::uint64_t, std::uint64_t)> voortgang{};     ///< leaves done, leaves in all
    std::function<bool()> stop{};                                      ///< asked between events; true: error overloaded
    std::function<void()> begin_draad{};                           ///< runs first on each thread that is made
};

/// A decision on a message, then and now.
struct Herbesloten {
    store::BerichtId id = 0;
    std::uint64_t index = 0;                    ///< of the leaf
    store::Ontvangen const* ontvangen = nullptr; ///< nullptr: a later decision on a parked message
    store::Uitspraak const* toen = nullptr;      ///< nullptr: it went on waiting for people then
    Gelezen const* gelezen = nullptr;            ///< the message; nullptr when `toen` is
    Antwoord const* nu = nullptr;                ///< nullptr: nothing is decided now
    std::string_view waarom{};                   ///< nothing is, Dutch
    bool na_gewist = false;                      ///< it may rest on what was erased of the same parties, or on what it said itself
    bool eigen_anders = false;                   ///< it is a message of ours, and its bytes would be others
};

/// Is told of each decision, in order, on one thread, which need not be that of herhaal(). What it is given lives until it returns.
class Vergelijker {
public:
    virtual ~Vergelijker() = default;
    virtual void besluit(Herbesloten const& besluit) = 0;
    /// What a person decided cannot be decided any more. @param waarom Dutch
    virtual void mens(store::MensBeslist const& mens, std::string_view waarom) = 0;
};

struct Verloop {
    std::uint64_t bladen = 0;
    std::int64_t berichten = 0;
    std::int64_t later = 0;       ///< later decisions on parked messages
    std::int64_t schema_gold = 0; ///< not held against their schema again: the same bytes passed the same schemas
    std::int64_t niet_over = 0;   ///< refused at level 1: their bytes are not kept, so they are taken as they were
    std::int64_t gewist = 0;      ///< messages that were erased, whole or one client of several: not decided again, or on what is left
    std::vector<std::string> opmerkingen; ///< what the reader of the result has to know, Dutch
};

/// Reads history as it is now on a thread of its own, decides on this one and compares on a third. Memory stays small however long it is. `bron` is not written
/// to and is the other thread's until this returns.
/// Errors name the message: those of the store, a bundle that is gone or does not load, and could-not-decide.
[[nodiscard]] model::Result<Verloop> herhaal(store::Reader& bron, Herhaalopdracht const& opdracht, Vergelijker& vergelijker);

} // namespace gateway::replay

#pragma once

#include "store/geheim.hpp"
#include "store/kluis.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace store::sqlite {

class Connection;

/// Row of table `sleutel`; 0: none, what it would lock is not locked.
using SleutelId = std::int64_t;
constexpr SleutelId zoek_sleutel = 1;
constexpr SleutelId algemene_sleutel = 2; ///< of what is of no message

/// The keys of a store as one connection uses them: read from table `sleutel` when they are needed, opened with the master key.
class Sleutels {
public:
    Sleutels(Connection& db, std::shared_ptr<Kluis const> kluis);

    /// Reads the look-up key. With `maak`, a store without keys gets its own two. Errors: wrong_use when the master key is not here or is
    /// another, not_found when the store has no keys.
    model::Result<void> begin(bool maak);

    /// Remembered until vergeet_clienten(): a piece of work asks for the same ones several times.
    [[nodiscard]] Pseudoniem pseudoniem(std::string_view bsn);
    [[nodiscard]] std::array<std::byte, 32> vingerafdruk(std::span<std::byte const> sha256) const { return zoek_->vingerafdruk(sha256); }
    /// One that leads to nobody.
    [[nodiscard]] Pseudoniem niemand();

    [[nodiscard]] std::shared_ptr<Kluis const> const& kluis() const noexcept { return kluis_; }

    /// The key of messages about one client that came in this year; made when there is none.
    model::Result<SleutelId> van_client(Pseudoniem const& client, std::int64_t jaar);
    /// A key of its own for one message.
    model::Result<SleutelId> van_bericht();
    /// What it locked can never be read again.
    model::Result<void> vernietig(SleutelId id, std::int64_t moment_ms);
    /// Locks a key with the newest master key, when it is not yet.
    model::Result<void> pak_opnieuw_in(SleutelId id);

    /// The results are good until the next call; with key 0 they are what was handed in. Errors: store_corrupt when it does not open.
    model::Result<std::span<std::byte const>> dicht(SleutelId id, Plaats plaats, std::int64_t nummer, std::span<std::byte const> bytes);
    model::Result<std::span<std::byte const>> open(SleutelId id, Plaats plaats, std::int64_t nummer, std::span<std::byte const> bytes);

    /// At the end of every piece of work: who it was about does not stay in memory.
    void vergeet_clienten() noexcept { clienten_.clear(); }
    /// Forgets keys that a rollback may have taken back.
    void vergeet() noexcept { bekend_.clear(); }

private:
    model::Result<Sleutel> lees(SleutelId id);
    model::Result<SleutelId> voeg_toe(std::optional<SleutelId> id, std::string_view soort, std::optional<std::string_view> client,
                                      std::optional<std::int64_t> periode, Sleutel const& sleutel);

    Connection& db_;
    std::shared_ptr<Kluis const> kluis_;
    Slot slot_;
    std::optional<Zoeksleutel> zoek_;
    std::unordered_map<SleutelId, Sleutel> bekend_;
    boost::unordered_flat_map<std::string, Pseudoniem> clienten_;
};

} // namespace store::sqlite

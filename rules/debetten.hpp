#pragma once

#include "xsd/model/debetten.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rules {

/// The live debets on one toewijzing while a message is worked through: the stored ones, less those credited and plus those approved
/// earlier in this message. Keeps totals, and an index when many lines of the message come by, so that a line costs the same however
/// many there are. Its memory is reused from one toewijzing to the next.
class Debetten {
public:
    struct Volume {
        model::Code eenheid;
        std::int64_t som = 0;
    };

    /// Begins on a toewijzing that `regels` lines of the message are on. `opgeslagen` and the texts of what is added outlive this.
    void begin(model::LopendeDebetten const& opgeslagen, std::size_t regels);
    void add(model::LopendeDebet const& debet);
    /// A credit: those with this ReferentieNummer live no more.
    void take_away(std::string_view referentie_nummer);

    /// Sums of the live ones.
    [[nodiscard]] std::span<Volume const> volumes() const { return volumes_; }
    [[nodiscard]] model::Money bedrag() const { return bedrag_; }
    /// The first live one with this key (TR389), or nullptr. Valid until the next change.
    [[nodiscard]] model::LopendeDebet const* find(model::Period periode, model::Code categorie, std::string_view code) const;
    /// Whether take_away() took one with this ReferentieNummer.
    [[nodiscard]] bool taken_away(std::string_view referentie_nummer) const;

private:
    struct Entry {
        model::LopendeDebet debet;
        bool weg = false;
    };
    using Index = std::unordered_multimap<std::size_t, std::uint32_t>; ///< hash -> place in entries_

    void count(model::LopendeDebet const& debet, int sign);
    void unpack();
    void index_references();

    /// Not yet looked into: with few lines and one eenheid its own sums say enough, until a period may be in it or a credit comes.
    model::LopendeDebetten const* ingepakt_ = nullptr;
    mutable model::LopendeDebet gevonden_; ///< what find() found in `ingepakt_`
    std::vector<Entry> entries_;           ///< in order of approval; those of `ingepakt_` would come first
    std::vector<Volume> volumes_;
    model::Money bedrag_;
    bool indexed_ = false;
    Index by_key_;
    Index by_reference_; ///< made at the first credit: most toewijzingen see none
    bool references_indexed_ = false;
};

} // namespace rules

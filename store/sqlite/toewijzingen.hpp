#pragma once

#include "store/sqlite/clienten.hpp"
#include "store/sqlite/connection.hpp"
#include "xsd/model/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace store::sqlite {

/// What a version of a toewijzing says. @pre the query gives from `column`: categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum,
/// einddatum, reden_wijziging, volume, eenheid, frequentie, budget
void versie_at(Query const& row, int column, model::ToewijzingFact& feit);

/// The current toewijzingen with their live debets, as one transaction sees them. One that takes many messages may remember what it looked
/// up: the same toewijzing is declared on every month. Debets then stand here only, until their rows are asked for or the transaction ends.
/// Whoever reads or changes these rows in another way has them let go first; what a toewijzing commits is always in its row.
class Toewijzingen {
public:
    /// @param meeste_bytes that are remembered, about; 0: nothing is
    Toewijzingen(Connection& db, std::size_t meeste_bytes) : db_(db), meeste_bytes_(meeste_bytes) {}

    /// Those of `nummers` that exist, into facts.toewijzingen; what is remembered is lent, until this is asked again.
    /// @param nummers in order, each once  @param base toewijzing_base()
    model::Result<void> lees(Herkenning const& herkenning, std::int64_t base, std::vector<std::int64_t> const& nummers,
                             model::Facts& facts);

    /// A toewijzing that was not there, as its row now is; no debets and nothing committed yet.
    void onthoud(model::ToewijzingFact feit);

    /// Has the debets of a toewijzing changed. @param feit it was read here, and not changed since
    /// @param vastgelegd what it commits from now on; nullopt: as before
    model::Result<void> boek(model::ToewijzingFact const& feit, std::optional<std::span<model::Verbintenis const>> vastgelegd,
                             std::function<void(model::LopendeDebetten&)> const& wijzig);

    /// Its row is as it is now, and it is read again when it is asked for.
    model::Result<void> laat_los(std::int64_t rij);
    /// The same of all; at the end of the transaction as well.
    model::Result<void> laat_los();

private:
    struct Onthouden {
        model::ToewijzingFact feit;
        bool herkend = false; ///< its bsn is one; else it is as in the row, a pseudonym
        bool geboekt = false; ///< its row does not have these debets yet
    };
    /// Of one gemeente and domein, by number and in that order: a message names its own in order, so they are found side by side.
    struct Groep {
        using Plek = std::pair<std::int64_t, std::unique_ptr<Onthouden>>;
        std::vector<Plek> plekken;
        std::size_t hier = 0;      ///< where the last one was
        std::int64_t hoogste = -1; ///< number in the table: what is above it needs no look there

        /// The first place with this number or a later one; quick when the last one asked for lies a little before it.
        std::vector<Plek>::iterator vanaf(std::int64_t nummer);
        /// nullptr: it is not remembered
        Onthouden* vind(std::int64_t nummer);
    };

    [[nodiscard]] static std::size_t omvang(model::ToewijzingFact const& feit) noexcept;
    model::Result<Groep*> groep_van(std::int64_t base);
    model::ToewijzingFact const& onthoud(Groep& groep, model::ToewijzingFact feit, bool herkend);
    /// @param groep that keeps them; nullptr: nobody does
    model::Result<void> lees_rijen(Herkenning const& herkenning, std::int64_t base, std::vector<std::int64_t> const& nummers, Groep* groep,
                                   model::Facts& facts);
    /// @param vastgelegd as in boek()
    model::Result<void> schrijf(std::int64_t rij, model::LopendeDebetten const& debetten,
                                std::optional<std::span<model::Verbintenis const>> vastgelegd);

    Connection& db_;
    std::size_t const meeste_bytes_;
    std::size_t bytes_ = 0;
    model::LopendeDebetten debetten_; ///< being changed; its memory serves every toewijzing that is not remembered
    std::map<std::int64_t, Groep> groepen_;              ///< by toewijzing_base()
    std::vector<std::unique_ptr<Onthouden>> losgelaten_; ///< that may still be lent
};

} // namespace store::sqlite

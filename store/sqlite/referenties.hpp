#pragma once

#include "store/sqlite/connection.hpp"
#include "xsd/model/facts.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store::sqlite {

/// What became of each ReferentieNummer of an aanbieder, as one transaction sees it: the first use of it counts, approved or not (TR314). A
/// transaction that takes many messages may keep those it adds in memory, and writes them all at once, in the order of the table.
class Referenties {
public:
    /// Those of one aanbieder and domein are a set of their own.
    struct Van {
        std::string_view aanbieder;
        std::int64_t domein = 0;
    };

    /// @param meeste_bytes that are kept in memory, about; 0: every one goes to its row
    Referenties(Connection& db, std::size_t meeste_bytes) : db_(db), meeste_bytes_(meeste_bytes) {}

    /// Those of `nummers` that were used, into facts.referenties. @param nummers in order, each once
    model::Result<void> lees(Van van, std::vector<std::string_view> const& nummers, model::Facts& facts);
    /// The first use of a number. @param prestatie its row  @pre lees() did not find it; when it was added since, nothing happens
    model::Result<void> voeg_toe(Van van, std::string_view nummer, std::int64_t prestatie);
    /// An approved credit points at it.
    model::Result<void> crediteer(Van van, std::string_view nummer);
    /// All of them are in their rows; at the end of the transaction as well.
    model::Result<void> schrijf_weg();

private:
    struct Stand {
        std::int64_t prestatie = 0;
        bool gecrediteerd = false;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view nummer) const noexcept { return std::hash<std::string_view>()(nummer); }
    };
    using Nieuw = boost::unordered_flat_map<std::string, Stand, Hash, std::equal_to<>>;

    /// nullptr: it is not in memory
    Stand* vind(Van van, std::string_view nummer);
    Nieuw& van_wie(Van van);
    model::Result<void> lees_rijen(Van van, std::vector<std::string_view> const& nummers, model::Facts& facts);
    model::Result<void> lees_prestatie(std::string_view nummer, Stand stand, model::Facts& facts);
    model::Result<void> schrijf(Van van, std::string_view nummer, Stand stand);

    Connection& db_;
    std::size_t const meeste_bytes_;
    std::size_t bytes_ = 0;
    std::optional<bool> rijen_;                                               ///< whether the table has any; nullopt: nobody looked
    std::map<std::int64_t, std::map<std::string, Nieuw, std::less<>>> nieuw_; ///< by domein and aanbieder
};

} // namespace store::sqlite

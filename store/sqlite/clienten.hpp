#pragma once

#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// From BSN to pseudonym, and back for those that a message itself names.
namespace store::sqlite {

/// Everybody whom a message is about, each once, in order of pseudonym.
std::vector<Pseudoniem> pseudoniemen(Connection& db, model::Message const& bericht);

constexpr std::size_t kort_pseudoniem = 5; ///< letters of a pseudonym in table bericht_clienten

/// Notes whom a message of several clients is about; nothing when there are none.
model::Result<void> note_clienten(Connection& db, BerichtId id, std::vector<Pseudoniem> const& clienten);

/// The clients of one message by their pseudonyms. What rules compare with a BSN of the message is a BSN again where it is one of these;
/// another client's stays a pseudonym, which is no BSN of anybody. The message outlives this.
class Herkenning {
public:
    Herkenning(Connection& db, model::Message const& bericht);

    [[nodiscard]] std::string bsn(std::string_view pseudoniem) const;

private:
    std::vector<std::pair<Pseudoniem, std::string_view>> clienten_; ///< in order of pseudonym
};

} // namespace store::sqlite

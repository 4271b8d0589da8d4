#pragma once

#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

/// Rows as the interface gives them; shared by the writer and the readers.
namespace store::sqlite {

/// Where a part of a message stands: consecutive rows of `blok`.
struct Blokken {
    std::int64_t eerste = 0;
    std::int64_t aantal = 0;
};

/// Reads contents under one key. One that stands right behind the one before, as those of a message do, needs no search of its own.
class Inhoudlezer {
public:
    Inhoudlezer(Connection& db, SleutelId sleutel);
    /// The content of blocks, opened with their key; empty when there are none. Errors: store_corrupt when it is not `grootte` bytes of
    /// what was written.
    model::Result<std::string> lees(Blokken blokken, std::int64_t grootte);

private:
    Sleutels& sleutels_;
    SleutelId sleutel_;
    Query blok_;
    std::int64_t gelezen_ = 0; ///< the last block, where the query stands; 0: nowhere
};

/// The same of one content.
model::Result<std::string> read_content(Connection& db, SleutelId sleutel, Blokken blokken, std::int64_t grootte);

/// SHA-256 of the bytes of a message, lower-case hex; empty: it was erased. @pre the query gives key, locked hash and id in these columns
model::Result<std::string> sha256_at(Connection& db, Query const& row, int sleutel, int sha256, int id);

/// The message with this id, or with these bytes.
model::Result<std::optional<BerichtRecord>> read_bericht(Connection& db, BerichtId id);
model::Result<std::optional<BerichtRecord>> read_same(Connection& db, std::string_view sha256);

/// The bytes of a message as received; nullopt when there is no such message or its bytes are not kept.
model::Result<std::optional<std::string>> read_origineel(Connection& db, BerichtId id);
/// The answer of the last decision on a message, and every decision record of it.
model::Result<std::optional<std::string>> read_retour(Connection& db, BerichtId id);
model::Result<std::vector<std::string>> read_besluiten(Connection& db, BerichtId id);

/// The bundle with this hash or label (naam@versie; the one imported last), with the bytes of its files.
model::Result<std::optional<Bundel>> read_bundel(Connection& db, std::string_view hash_or_label);
/// All bundles in order of import, without file bytes.
model::Result<std::vector<Bundel>> read_bundels(Connection& db);

/// A text as a value of a query: NULL where there is none.
[[nodiscard]] inline std::optional<std::string_view> or_null(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

/// 0 for Wmo, 1 for Jeugdwet, as every table has it.
[[nodiscard]] std::int64_t number(model::Domein domein);

/// The key of table `toewijzing` for number 0 of a gemeente and domein; a toewijzing's own key is this plus its number.
/// Errors: internal, when the gemeente is not four digits (level 1 lets no such message through).
model::Result<std::int64_t> toewijzing_base(std::string_view gemeente, model::Domein domein);
constexpr std::int64_t toewijzing_numbers = 1'000'000'000;

} // namespace store::sqlite

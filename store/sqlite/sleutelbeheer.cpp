#include "store/sqlite/sleutelbeheer.hpp"

#include "store/sqlite/transaction.hpp"

#include <vector>

namespace store::sqlite {

model::Result<std::map<std::string, std::int64_t>> sleutels_per_hoofdsleutel(Transaction& tx) {
    auto& db = dynamic_cast<SqliteTransaction&>(tx).verbinding();
    std::map<std::string, std::int64_t> out;
    auto row = db.query("SELECT hoofdsleutel, count(*) FROM sleutel WHERE ingepakt IS NOT NULL GROUP BY hoofdsleutel");
    auto more = row.first();
    for (; more && *more; more = row.next()) out.emplace(row.string(0), row.integer(1));
    if (!more) return std::unexpected(more.error());
    return out;
}

model::Result<std::int64_t> pak_sleutels_in(Transaction& tx, std::int64_t hoogstens) {
    auto& db = dynamic_cast<SqliteTransaction&>(tx).verbinding();
    std::vector<SleutelId> ids;
    {
        auto row = db.query("SELECT id FROM sleutel WHERE hoofdsleutel <> ?1 AND ingepakt IS NOT NULL LIMIT ?2");
        auto const& nieuwste = db.sleutels().kluis()->nieuwste().id;
        auto more = row.first(nieuwste, hoogstens);
        for (; more && *more; more = row.next()) ids.push_back(row.integer(0));
        if (!more) return std::unexpected(more.error());
    }
    for (auto const id : ids)
        if (auto done = db.sleutels().pak_opnieuw_in(id); !done) return std::unexpected(done.error());
    return static_cast<std::int64_t>(ids.size());
}

} // namespace store::sqlite

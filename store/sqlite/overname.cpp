#include "store/sqlite/overname.hpp"

#include "store/sqlite/paginasom.hpp"

#include <fmt/format.h>

namespace store::sqlite {

model::Result<bool> zonder_sommen(Connection& db) {
    auto const merk = db.pragma("application_id");
    if (!merk) return std::unexpected(merk.error());
    return *merk != paginasom::kenmerk;
}

model::Result<void> geef_sommen(Connection& db, std::filesystem::path const& map) {
    auto const tabellen = db.pragma("schema_version");
    if (!tabellen) return std::unexpected(tabellen.error());
    if (*tabellen > 0)
        if (auto done = db.herschrijf(map); !done) return done;
    // What is in the log has its sums when it goes to the database.
    auto const gekopieerd = db.checkpoint(true);
    if (!gekopieerd) return std::unexpected(gekopieerd.error());
    if (!*gekopieerd)
        return std::unexpected(model::Error{model::ErrorCode::store_busy, "de opslag wordt gelezen terwijl ze wordt bijgewerkt; sluit de lezer"});
    return {};
}

model::Result<void> zet_kenmerk(Connection& db) {
    return db.execute(fmt::format("PRAGMA application_id={}", paginasom::kenmerk));
}

} // namespace store::sqlite

#include "store/sqlite/migrate.hpp"

#include <fmt/format.h>

#include <string>

namespace store::sqlite {

model::Result<void> migrate(Connection& db, std::span<Migration const> steps) {
    auto const version = db.pragma("user_version");
    if (!version) return std::unexpected(version.error());
    auto const known = static_cast<std::int64_t>(steps.size());
    if (*version > known)
        return std::unexpected(model::Error{
            model::ErrorCode::store_version,
            fmt::format("de opslag heeft vorm {} en dit programma kent er {}: start het nieuwere programma, of zet de reservekopie van "
                        "voor de overgang terug",
                        *version, known)});
    for (auto form = *version; form < known; ++form) {
        auto const& step = steps[static_cast<std::size_t>(form)];
        if (auto begun = db.execute("BEGIN IMMEDIATE"); !begun) return begun;
        auto done = db.execute(std::string(step.sql));
        if (done) done = db.execute(fmt::format("PRAGMA user_version={}", form + 1));
        if (done) done = db.execute("COMMIT");
        if (!done) {
            db.roll_back();
            done.error().context = fmt::format("{}: {}", step.naam, done.error().context);
            return done;
        }
    }
    return {};
}

model::Result<void> maak_kladblok(Connection& db) {
    if (auto done = migrate(db, migrations()); !done) return done;
    return db.execute("DROP TRIGGER bericht_telt; DROP TRIGGER afdoening_telt; "
                      "DROP INDEX bericht_sha256; DROP INDEX bericht_sleutel; DROP INDEX bericht_soort; DROP INDEX bericht_uitkomst; DROP "
                      "INDEX bericht_identificatie; "
                      "DROP INDEX bericht_afzender; DROP INDEX bericht_ontvanger; DROP INDEX bericht_dag; DROP INDEX prestatie_toewijzing; "
                      "DROP INDEX declaratie_nummer; DROP INDEX toewijzing_versie_client; DROP INDEX toewijzing_versie_nummer; "
                      "DROP INDEX aanlevering_toewijzing; DROP INDEX aanlevering_start; DROP INDEX genoemd_nummer");
}

} // namespace store::sqlite

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

} // namespace store::sqlite

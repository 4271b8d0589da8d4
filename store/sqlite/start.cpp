#include "store/sqlite/start.hpp"

#include "store/sqlite/rows.hpp"

#include <fmt/format.h>

namespace store::sqlite {

model::Result<void> herleid_starts(Connection& db, std::span<std::int64_t const> toewijzingen) {
    auto gone = db.query("DELETE FROM start_verwacht WHERE toewijzing = ?1");
    // A version that counts has a first version that counts, so vanaf is always there.
    auto open = db.query("INSERT INTO start_verwacht SELECT toewijzing, bericht, vanaf, einde FROM start_open WHERE toewijzing = ?1");
    for (auto const toewijzing : toewijzingen) {
        if (auto done = gone.run(toewijzing); !done) return done;
        if (auto done = open.run(toewijzing); !done) return done;
    }
    return {};
}

model::Result<void> herleid_starts(Connection& db, model::Message const& bericht) {
    auto const base = toewijzing_base(model::gemeente(bericht), bericht.soort.domein);
    if (!base) return std::unexpected(base.error());
    std::vector<std::int64_t> toewijzingen;
    if (auto const* heen = std::get_if<model::Bericht301>(&bericht.inhoud)) {
        for (auto const& product : heen->client.toegewezen_producten) toewijzingen.push_back(*base + product.toewijzing_nummer.value);
    } else {
        for (auto const& product : std::get<model::Bericht305>(bericht.inhoud).client.start_producten)
            if (product.toewijzing_nummer) toewijzingen.push_back(*base + product.toewijzing_nummer->value);
    }
    return herleid_starts(db, toewijzingen);
}

model::Result<void> herleid_starts_van(Connection& db, BerichtId bericht) {
    std::vector<std::int64_t> toewijzingen;
    {
        auto row = db.query("SELECT CAST(gemeente AS INTEGER) * 10000000000 + domein * 1000000000 + toewijzing FROM aanlevering "
                            "WHERE bericht = ?1 AND stop = 0 AND toewijzing IS NOT NULL");
        auto more = row.first(bericht);
        for (; more && *more; more = row.next()) toewijzingen.push_back(row.integer(0));
        if (!more) return std::unexpected(more.error());
    }
    return herleid_starts(db, toewijzingen);
}

model::Result<std::vector<StartVerwacht>> read_starts_verwacht(Connection& db, model::Date vandaag, std::int64_t aantal) {
    auto row = db.query("SELECT s.toewijzing, s.bericht, s.vanaf, b.soort, b.ontvanger FROM start_verwacht s "
                        "CROSS JOIN bericht b ON b.id = s.bericht WHERE s.einde >= ?1 ORDER BY s.vanaf, s.toewijzing LIMIT ?2");
    std::vector<StartVerwacht> out;
    auto more = row.first(vandaag, aantal);
    for (; more && *more; more = row.next()) {
        auto const soort = model::parse_soort(row.text(3));
        if (!soort) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een toewijzing is van een bericht zonder soort"});
        auto const key = row.integer(0);
        out.push_back({row.integer(1), *soort, fmt::format("{:04}", key / (10 * toewijzing_numbers)), row.string(4),
                       key % toewijzing_numbers, row.date(2)});
    }
    if (!more) return std::unexpected(more.error());
    return out;
}

} // namespace store::sqlite

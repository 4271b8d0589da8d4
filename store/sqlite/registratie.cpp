#include "store/sqlite/registratie.hpp"

namespace store::sqlite {
namespace {

/// @pre the query gives soort, toewijzing, aanbieder, datum, bedrag, tekst, herkomst
model::Registratie registratie_at(Query const& row, std::string gemeente, model::Domein domein) {
    model::Registratie registratie{.soort = row.string(0),
                                   .gemeente = std::move(gemeente),
                                   .domein = domein,
                                   .toewijzing = row.integer(1),
                                   .aanbieder = row.string(2),
                                   .tekst = row.string(5),
                                   .herkomst = row.string(6)};
    if (!row.null(3)) registratie.datum = row.date(3);
    if (!row.null(4)) registratie.bedrag = model::Money{row.integer(4)};
    return registratie;
}

} // namespace

model::Result<void> add_registraties(Connection& db, std::span<model::Registratie const> registraties) {
    auto insert = db.query("INSERT OR IGNORE INTO registratie (soort, gemeente, domein, toewijzing, aanbieder, datum, bedrag, tekst, "
                           "herkomst) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    for (auto const& r : registraties) {
        auto const bedrag = r.bedrag ? std::optional(r.bedrag->cents) : std::nullopt;
        auto const done =
            insert.run(r.soort, r.gemeente, number(r.domein), r.toewijzing, r.aanbieder, r.datum, bedrag, r.tekst, r.herkomst);
        if (!done) return done;
    }
    return {};
}

model::Result<void> load_registraties(Connection& db, model::Message const& bericht, std::span<std::int64_t const> toewijzingen,
                                      std::vector<model::Registratie>& uit) {
    auto row = db.query("SELECT soort, toewijzing, aanbieder, datum, bedrag, tekst, herkomst FROM registratie "
                        "WHERE gemeente = ?1 AND domein = ?2 AND toewijzing = ?3 AND (toewijzing <> 0 OR aanbieder = ?4) ORDER BY id");
    auto const take = [&](std::int64_t toewijzing) -> model::Result<void> {
        auto more = row.first(model::gemeente(bericht), number(bericht.soort.domein), toewijzing, model::aanbieder(bericht));
        for (; more && *more; more = row.next()) uit.push_back(registratie_at(row, model::gemeente(bericht), bericht.soort.domein));
        if (!more) return std::unexpected(more.error());
        return {};
    };
    if (auto done = take(0); !done) return done;
    for (auto const toewijzing : toewijzingen)
        if (toewijzing != 0)
            if (auto done = take(toewijzing); !done) return done;
    return {};
}

model::Result<std::vector<model::Registratie>> read_registraties(Connection& db, std::string_view aanbieder) {
    std::vector<model::Registratie> all;
    auto row = db.query("SELECT soort, toewijzing, aanbieder, datum, bedrag, tekst, herkomst, gemeente, domein FROM registratie "
                        "WHERE toewijzing = 0 AND aanbieder = ?1 ORDER BY id");
    auto more = row.first(aanbieder);
    for (; more && *more; more = row.next())
        all.push_back(registratie_at(row, row.string(7), row.integer(8) == 1 ? model::Domein::jw : model::Domein::wmo));
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<std::vector<model::Registratie>> read_registraties(Connection& db, std::int64_t van, std::int64_t tot) {
    std::vector<model::Registratie> all;
    auto row = db.query("SELECT soort, toewijzing, aanbieder, datum, bedrag, tekst, herkomst, gemeente, domein FROM registratie "
                        "WHERE id >= ?1 AND id < ?2 ORDER BY id");
    auto more = row.first(van, tot);
    for (; more && *more; more = row.next())
        all.push_back(registratie_at(row, row.string(7), row.integer(8) == 1 ? model::Domein::jw : model::Domein::wmo));
    if (!more) return std::unexpected(more.error());
    return all;
}

} // namespace store::sqlite

#include "store/sqlite/lopend.hpp"

#include "store/sqlite/rows.hpp"

namespace store::sqlite {

model::Result<std::vector<LopendProduct>> read_lopende_producten(Connection& db, std::span<std::string const> gemeenten, model::Date op) {
    std::vector<LopendProduct> out;
    // The ids of a gemeente lie together: its number, the domein, the ToewijzingNummer. Reason 13 took a toewijzing away altogether.
    auto rows = db.query("SELECT id / 1000000000 % 10, aanbieder, categorie, code, count(*) FROM toewijzing "
                         "WHERE id >= CAST(?1 AS INTEGER) * 10000000000 AND id < (CAST(?1 AS INTEGER) + 1) * 10000000000 "
                         "AND (einddatum IS NULL OR einddatum >= ?2) AND coalesce(reden_wijziging, '') <> '13' "
                         "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4");
    for (auto const& gemeente : gemeenten) {
        auto more = rows.first(gemeente, op);
        for (; more && *more; more = rows.next()) {
            auto const domein = rows.integer(0) == number(model::Domein::wmo) ? model::Domein::wmo : model::Domein::jw;
            out.push_back({gemeente, domein, rows.string(1), rows.code(2), rows.string(3), rows.integer(4)});
        }
        if (!more) return std::unexpected(more.error());
    }
    return out;
}

} // namespace store::sqlite

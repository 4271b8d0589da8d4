#include "store/sqlite/levering.hpp"

#include "store/leveringen.hpp"

#include <array>

namespace store::sqlite {
namespace {

constexpr char const* aanleveren = "1";
constexpr char const* verwijderen = "3";

std::string const& bsn_of(model::Message const& bericht) {
    if (auto const* start = std::get_if<model::Bericht305>(&bericht.inhoud)) return start->client.bsn;
    return std::get<model::Bericht307>(bericht.inhoud).client.bsn;
}

struct Aanlevering {
    model::LeveringFact levering;
    model::Code status;
};

template <class Product>
Aanlevering aanlevering(Product const& product) {
    Aanlevering result;
    if (product.toewijzing_nummer) result.levering.toewijzing_nummer = product.toewijzing_nummer->value;
    result.levering.product = product.product;
    result.levering.begindatum = product.begindatum;
    result.status = product.status_aanlevering;
    if constexpr (std::is_same_v<Product, model::StopProduct>) {
        result.levering.stop = true;
        result.levering.reden_beeindiging = product.reden_beeindiging;
        result.levering.einddatum = product.einddatum.value;
    }
    return result;
}

std::vector<Aanlevering> aanleveringen(model::Message const& bericht) {
    std::vector<Aanlevering> result;
    if (auto const* start = std::get_if<model::Bericht305>(&bericht.inhoud))
        for (auto const& product : start->client.start_producten) result.push_back(aanlevering(product));
    if (auto const* stop = std::get_if<model::Bericht307>(&bericht.inhoud))
        for (auto const& product : stop->client.stop_producten) result.push_back(aanlevering(product));
    return result;
}

} // namespace

model::Result<void> load_leveringen(Connection& db, model::Message const& bericht, model::Facts& facts) {
    auto row = db.query("SELECT stop, status, toewijzing, categorie, code, begin, reden, einde FROM aanlevering a "
                        "WHERE bsn = ?1 AND aanbieder = ?2 AND domein = ?3 AND gemeente = ?4 "
                        "AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = a.bericht AND r.afgekeurd = 1) ORDER BY id");
    auto const client = db.sleutels().pseudoniem(bsn_of(bericht));
    auto more = row.first(client, model::aanbieder(bericht), number(bericht.soort.domein), model::gemeente(bericht));
    for (; more && *more; more = row.next()) {
        model::LeveringFact levering;
        levering.stop = row.integer(0) != 0;
        if (!row.null(2)) levering.toewijzing_nummer = row.integer(2);
        if (!row.null(3)) {
            levering.product.emplace().categorie = row.code(3);
            if (!row.null(4)) levering.product->code = row.string(4);
        }
        levering.begindatum = row.date(5);
        if (!row.null(6)) levering.reden_beeindiging = row.code(6);
        if (!row.null(7)) levering.einddatum = row.date(7);
        verwerk(facts.leveringen, std::move(levering), row.text(1) == verwijderen);
    }
    if (!more) return std::unexpected(more.error());
    return {};
}

model::Result<void> book_leveringen(Connection& db, BerichtId id, model::Message const& bericht) {
    auto const all = aanleveringen(bericht);
    auto const client = db.sleutels().pseudoniem(bsn_of(bericht));
    auto insert = db.query("INSERT INTO aanlevering (bericht, gemeente, domein, aanbieder, bsn, stop, status, toewijzing, categorie, code, "
                           "begin, reden, einde) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
    // A correction is a status 3 and a status 1; wherever they stand, the first comes first (process.md 7).
    for (auto const* status : std::array{verwijderen, aanleveren})
        for (auto const& [levering, gegeven] : all) {
            if (gegeven != status) continue;
            auto const categorie = levering.product ? std::optional(levering.product->categorie) : std::nullopt;
            auto const code = levering.product ? levering.product->code : std::nullopt;
            auto const reden = levering.stop ? std::optional(levering.reden_beeindiging) : std::nullopt;
            auto const done = insert.run(id, model::gemeente(bericht), number(bericht.soort.domein), model::aanbieder(bericht), client,
                                         static_cast<std::int64_t>(levering.stop), gegeven, levering.toewijzing_nummer, categorie, code,
                                         levering.begindatum, reden, levering.einddatum);
            if (!done) return done;
        }
    return {};
}

} // namespace store::sqlite

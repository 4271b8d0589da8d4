#include "store/sqlite/retour.hpp"

#include "store/sqlite/grootboek.hpp"
#include "store/sqlite/start.hpp"
#include "store/sqlite/uit.hpp"
#include "store/sqlite/verzoek.hpp"
#include "xsd/model/versie.hpp"

#include <algorithm>

namespace store::sqlite {
namespace {

template <class T>
concept Retour = std::is_base_of_v<model::RetourHeader, decltype(T::header)>;

/// A retour that approves is a header without codes (process.md 3); 0200, "no remark", says the same.
bool rejects(model::Message const& bericht) {
    return std::visit(
        []<class T>(T const& retour) {
            if constexpr (Retour<T>) {
                bool const remark = std::ranges::any_of(retour.header.retour_codes, [](model::Code const& code) { return code != "0200"; });
                if constexpr (requires { retour.client; }) return remark || retour.client.has_value();
                else return remark || retour.antwoord.has_value();
            } else {
                return false;
            }
        },
        bericht.inhoud);
}

/// Id of the first version that this message or a later one brought. Versions only grow, in order of message but for those that people
/// decided on later, which know where theirs begin: halving finds it, and no index has to be kept for it.
model::Result<std::int64_t> first_versie(Connection& db, BerichtId bericht) {
    {
        auto later = db.query("SELECT versie_van FROM afdoening WHERE bericht = ?1 ORDER BY id DESC LIMIT 1");
        auto const found = later.first(bericht);
        if (!found) return std::unexpected(found.error());
        if (*found) return later.integer(0);
    }
    std::int64_t low = 1;
    std::int64_t high = 1;
    {
        auto last = db.query("SELECT coalesce(max(id), 0) + 1 FROM toewijzing_versie");
        if (auto const found = last.first(); !found) return std::unexpected(found.error());
        high = last.integer(0);
    }
    auto row = db.query("SELECT bericht FROM toewijzing_versie v WHERE id >= ?1 "
                        "AND NOT EXISTS (SELECT 1 FROM afdoening a WHERE a.bericht = v.bericht) ORDER BY id LIMIT 1");
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        auto const found = row.first(middle);
        if (!found) return std::unexpected(found.error());
        if (*found && row.integer(0) < bericht) low = middle + 1;
        else high = middle;
    }
    return low;
}

/// The version that is current now, those of messages that a receiver rejected left out; 0: none is left.
model::Result<std::int64_t> current_versie(Connection& db, std::int64_t toewijzing) {
    std::int64_t current = 0;
    model::Date datum;
    std::string tijd;
    auto row = db.query("SELECT id, toewijzingsdatum, toewijzingstijd FROM toewijzing_versie v WHERE toewijzing = ?1 "
                        "AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = v.bericht AND r.afgekeurd = 1) ORDER BY id");
    auto more = row.first(toewijzing);
    for (; more && *more; more = row.next()) {
        // Of two versions of the same moment the one that came last stands, as when they are booked.
        if (current != 0 && model::compare_versie(row.date(1), row.text(2), datum, tijd) < 0) continue;
        current = row.integer(0);
        datum = row.date(1);
        tijd = row.text(2);
    }
    if (!more) return std::unexpected(more.error());
    return current;
}

model::Result<void> herleid_toewijzing(Connection& db, std::int64_t toewijzing) {
    auto const versie = current_versie(db, toewijzing);
    if (!versie) return std::unexpected(versie.error());
    if (*versie != 0) {
        auto back = db.query(
            "UPDATE toewijzing SET (bsn, aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum, einddatum, "
            "reden_wijziging, volume, eenheid, frequentie, budget, versie) = (SELECT bsn, aanbieder, categorie, code, toewijzingsdatum, "
            "toewijzingstijd, ingangsdatum, einddatum, reden_wijziging, volume, eenheid, frequentie, budget, id FROM toewijzing_versie "
            "WHERE id = ?2) WHERE id = ?1");
        return back.run(toewijzing, *versie);
    }
    auto client = db.query("DELETE FROM client_toewijzing WHERE (gemeente, domein, aanbieder, bsn, nummer) = (SELECT printf('%04d', id / "
                           "10000000000), id / 1000000000 % 10, aanbieder, bsn, id % 1000000000 FROM toewijzing WHERE id = ?1 "
                           "AND debetten = x'')");
    if (auto done = client.run(toewijzing); !done) return done;
    auto gone = db.query("DELETE FROM toewijzing WHERE id = ?1 AND debetten = x''");
    return gone.run(toewijzing);
}

} // namespace

model::Result<std::vector<std::int64_t>> toewijzingen_of(Connection& db, BerichtId bericht) {
    auto const from = first_versie(db, bericht);
    if (!from) return std::unexpected(from.error());
    std::vector<std::int64_t> toewijzingen;
    auto row = db.query("SELECT bericht, toewijzing FROM toewijzing_versie v WHERE id >= ?1 AND (bericht = ?2 "
                        "OR NOT EXISTS (SELECT 1 FROM afdoening a WHERE a.bericht = v.bericht)) ORDER BY id");
    auto more = row.first(*from, bericht);
    for (; more && *more && row.integer(0) == bericht; more = row.next()) toewijzingen.push_back(row.integer(1));
    if (!more) return std::unexpected(more.error());
    return toewijzingen;
}

bool is_retour(model::Message const& bericht) {
    return std::visit([]<class T>(T const&) { return Retour<T>; }, bericht.inhoud);
}

model::Result<void> load_heenbericht(Connection& db, model::Message const& bericht, model::Facts& facts) {
    auto const& header = model::header(bericht);
    auto const soort = model::to_string({bericht.soort.domein, static_cast<std::int16_t>(bericht.soort.nummer - 1)});
    auto row = db.query("SELECT b.id, EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = b.id) FROM identificatie i "
                        "CROSS JOIN bericht b ON b.id = i.bericht WHERE i.afzender = ?1 AND i.soort = ?2 AND i.sleutel = ?3 "
                        "AND b.ontvanger = ?4 AND ?5 = coalesce((SELECT a.uitkomst FROM afdoening a WHERE a.bericht = b.id "
                        "ORDER BY a.id DESC LIMIT 1), b.uitkomst)");
    auto const found =
        row.first(header.afzender, soort, bericht.identificatie_sleutel, header.ontvanger, model::name(model::Uitkomst::goedgekeurd));
    if (!found) return std::unexpected(found.error());
    if (*found) facts.heenbericht = model::HeenFact{row.integer(0), row.integer(1) != 0};
    return {};
}

model::Result<void> book_retour(Connection& db, Toewijzingen& toewijzingen, BerichtId id, model::Message const& bericht,
                                model::Facts const& feiten) {
    // Rules approve no retour without its heenbericht, nor a second one.
    if (!feiten.heenbericht || feiten.heenbericht->beantwoord)
        return std::unexpected(model::Error{model::ErrorCode::internal, "een goedgekeurd retourbericht zonder open heenbericht"});
    auto const heen = feiten.heenbericht->bericht;
    bool const afgekeurd = rejects(bericht);
    auto answered = db.query("INSERT INTO retour_ontvangen (heen, bericht, afgekeurd) VALUES (?1, ?2, ?3)");
    if (auto done = answered.run(heen, id, static_cast<std::int64_t>(afgekeurd)); !done) return done;
    if (auto done = forget_verwacht(db, heen); !done || !afgekeurd) return done;
    if (auto done = toewijzingen.laat_los(); !done) return done; // what is put back below is put back in their rows
    // Starts and stops are read from their history, which leaves rejected messages out.
    if (auto done = herleid_verzoeken(db, heen); !done) return done;
    if (auto done = draai_terug(db, id, heen); !done) return done;
    if (std::holds_alternative<model::Bericht306>(bericht.inhoud)) return herleid_starts_van(db, heen);
    if (!std::holds_alternative<model::Bericht302>(bericht.inhoud)) return {};
    auto const afgewezen = toewijzingen_of(db, heen);
    if (!afgewezen) return std::unexpected(afgewezen.error());
    for (auto const toewijzing : *afgewezen)
        if (auto done = herleid_toewijzing(db, toewijzing); !done) return done;
    return herleid_starts(db, *afgewezen);
}

} // namespace store::sqlite

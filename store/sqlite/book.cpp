#include "store/sqlite/transaction.hpp"
#include "store/sqlite/verzoek.hpp"
#include "store/sqlite/zoek.hpp"
#include "xsd/model/versie.hpp"

#include <algorithm>
#include <cassert>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace store::sqlite {
namespace {

/// A prestatie of the message on its way into the tables.
struct Line {
    model::Prestatie const* prestatie = nullptr;
    std::int64_t id = 0; ///< its row in table prestatie; follows the order of the message
    bool toegekend = false;
    bool credit = false;
    std::int64_t toewijzing = 0;
    std::string_view referentie;
};

/// Rows of all prestaties, in the order of the message.
model::Result<std::vector<Line>> add_prestaties(Connection& db, Stand& stand, BerichtId id, model::Declaratie const& declaratie,
                                                model::Verdict const& verdict) {
    std::vector<Line> lines;
    auto insert = db.query("INSERT INTO prestatie (id, bericht, bsn, referentie, vorig_referentie, toewijzing, categorie, code, begin, "
                           "einde, volume, eenheid, tarief, bedrag, debet_credit, toegekend, client, item) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)");
    for (std::size_t c = 0; c < declaratie.clienten.size(); ++c) {
        auto const& client = declaratie.clienten[c];
        auto const pseudoniem = db.sleutels().pseudoniem(client.bsn);
        assert(verdict.toegekend.at(c).size() == client.prestaties.size());
        for (std::size_t p = 0; p < client.prestaties.size(); ++p) {
            auto const& prestatie = client.prestaties[p];
            Line const line{&prestatie,
                            stand.next_prestatie++,
                            verdict.toegekend[c][p],
                            prestatie.ingediend_bedrag.debet_credit == "C",
                            prestatie.toewijzing_nummer,
                            prestatie.product_referentie.referentie_nummer};
            auto const done =
                insert.run(line.id, id, pseudoniem, prestatie.product_referentie.referentie_nummer,
                           prestatie.product_referentie.vorig_referentie_nummer, prestatie.toewijzing_nummer.value,
                           prestatie.product_categorie, prestatie.product_code, prestatie.product_periode.begindatum.value,
                           prestatie.product_periode.einddatum.value, prestatie.geleverd_volume.value, prestatie.eenheid,
                           prestatie.product_tarief ? std::optional(prestatie.product_tarief->value.cents) : std::nullopt,
                           prestatie.ingediend_bedrag.bedrag.value.cents, prestatie.ingediend_bedrag.debet_credit,
                           static_cast<std::int64_t>(line.toegekend), static_cast<std::int64_t>(c), static_cast<std::int64_t>(p));
            if (!done) return std::unexpected(done.error());
            lines.push_back(line);
        }
    }
    return lines;
}

/// Every ReferentieNummer counts as used, approved or not (TR314); the first use of it stays. Sorted, so that neighbours in the
/// message are neighbours in the table.
model::Result<void> add_referenties(Referenties& referenties, Referenties::Van van, std::vector<Line>& lines, model::Facts const& feiten) {
    // Twice in one message: the approved one is what a credit may point at.
    std::ranges::sort(lines, {}, [](Line const& line) { return std::tuple(line.referentie, !line.toegekend, line.id); });
    for (auto const& line : lines) {
        if (feiten.referenties.contains(std::string(line.referentie))) continue;
        if (auto done = referenties.voeg_toe(van, line.referentie, line.id); !done) return done;
    }
    for (auto const& line : lines) {
        auto const& vorig = line.prestatie->product_referentie.vorig_referentie_nummer;
        if (!line.toegekend || !line.credit || !vorig) continue;
        if (auto done = referenties.crediteer(van, *vorig); !done) return done;
    }
    return {};
}

/// @pre the lines of one toewijzing, credits before debets (OP366)
void book_lines(std::span<Line const> lines, model::LopendeDebetten& debetten) {
    std::unordered_set<std::string_view> credited;
    for (auto const& line : lines)
        if (auto const& vorig = line.prestatie->product_referentie.vorig_referentie_nummer; line.credit && vorig) credited.insert(*vorig);
    if (!credited.empty()) debetten.erase_if([&](model::LopendeDebet const& debet) { return credited.contains(debet.referentie_nummer); });
    for (auto const& line : lines) {
        if (line.credit) continue;
        auto const& prestatie = *line.prestatie;
        debetten.push_back({prestatie.product_referentie.referentie_nummer, prestatie.product_periode.period(), prestatie.product_categorie,
                            prestatie.product_code, prestatie.eenheid, prestatie.geleverd_volume, prestatie.ingediend_bedrag.bedrag});
    }
}

/// Each toewijzing once, in order of number; credits before debets (OP366).
model::Result<void> update_toewijzingen(Toewijzingen& toewijzingen, std::vector<Line>& lines, model::Facts const& feiten,
                                        model::Grootboek const& grootboek) {
    std::erase_if(lines, [](Line const& line) { return !line.toegekend; });
    std::ranges::sort(lines, {}, [](Line const& line) { return std::tuple(line.toewijzing, !line.credit, line.id); });
    auto verbintenis = grootboek.verbintenissen.begin(); // by number, as the lines are
    for (auto line = lines.begin(); line != lines.end();) {
        auto const nummer = line->toewijzing;
        auto const* toewijzing = feiten.toewijzing(nummer);
        // Rules approve no prestatie without its toewijzing (TR338).
        if (toewijzing == nullptr)
            return std::unexpected(model::Error{model::ErrorCode::internal, "een toegekende prestatie zonder toewijzing"});
        auto const from = line;
        while (line != lines.end() && line->toewijzing == nummer) ++line;
        while (verbintenis != grootboek.verbintenissen.end() && verbintenis->first < nummer) ++verbintenis;
        std::optional<std::span<model::Verbintenis const>> vastgelegd;
        if (verbintenis != grootboek.verbintenissen.end() && verbintenis->first == nummer) vastgelegd = verbintenis->second;
        auto const done = toewijzingen.boek(*toewijzing, vastgelegd, [&](auto& debetten) { book_lines({from, line}, debetten); });
        if (!done) return done;
    }
    return {};
}

/// As it is read back from its row: how a value was spelled is not kept.
model::ToewijzingFact nieuw_feit(std::int64_t rij, std::string const& bsn, std::string const& aanbieder,
                                 model::ToegewezenProduct const& product) {
    model::ToewijzingFact feit;
    feit.nummer = product.toewijzing_nummer.value;
    feit.rij = rij;
    feit.bsn = bsn;
    feit.aanbieder = aanbieder;
    feit.product = product.product;
    feit.toewijzingsdatum = product.toewijzingsdatum.value;
    feit.toewijzingstijd = product.toewijzingstijd;
    feit.ingangsdatum = product.ingangsdatum.value;
    if (product.einddatum) feit.einddatum = product.einddatum->value;
    feit.reden_wijziging = product.reden_wijziging;
    if (product.omvang) feit.omvang = model::Omvang{product.omvang->volume.value, product.omvang->eenheid, product.omvang->frequentie};
    if (product.budget) feit.budget = product.budget->value;
    return feit;
}

model::Result<void> add_versie(Connection& db, BerichtId id, std::int64_t rij, Pseudoniem const& client, std::string_view aanbieder,
                               model::ToegewezenProduct const& product, bool actueel) {
    auto const categorie = product.product ? std::optional(product.product->categorie) : std::nullopt;
    auto const code = product.product ? product.product->code : std::nullopt;
    auto const einddatum = product.einddatum ? std::optional(product.einddatum->value) : std::nullopt;
    auto const volume = product.omvang ? std::optional(product.omvang->volume.value) : std::nullopt;
    auto const eenheid = product.omvang ? std::optional(product.omvang->eenheid) : std::nullopt;
    auto const frequentie = product.omvang ? std::optional(product.omvang->frequentie) : std::nullopt;
    auto const budget = product.budget ? std::optional(product.budget->value.cents) : std::nullopt;
    auto versie = db.query("INSERT INTO toewijzing_versie (bericht, toewijzing, bsn, aanbieder, referentie_aanbieder, categorie, code, "
                           "toewijzingsdatum, toewijzingstijd, ingangsdatum, einddatum, reden_wijziging, volume, eenheid, frequentie, "
                           "budget) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    if (auto done = versie.run(id, rij, client, aanbieder, product.referentie_aanbieder, categorie, code, product.toewijzingsdatum.value,
                               product.toewijzingstijd, product.ingangsdatum.value, einddatum, product.reden_wijziging, volume, eenheid,
                               frequentie, budget);
        !done || !actueel)
        return done;
    auto current =
        db.query("INSERT INTO toewijzing (id, bsn, aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum, einddatum, "
                 "reden_wijziging, volume, eenheid, frequentie, budget, versie, debetten) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, x'') "
                 "ON CONFLICT (id) DO UPDATE SET bsn = excluded.bsn, aanbieder = excluded.aanbieder, categorie = excluded.categorie, "
                 "code = excluded.code, toewijzingsdatum = excluded.toewijzingsdatum, toewijzingstijd = excluded.toewijzingstijd, "
                 "ingangsdatum = excluded.ingangsdatum, einddatum = excluded.einddatum, reden_wijziging = excluded.reden_wijziging, "
                 "volume = excluded.volume, eenheid = excluded.eenheid, frequentie = excluded.frequentie, budget = excluded.budget, "
                 "versie = excluded.versie");
    return current.run(rij, client, aanbieder, categorie, code, product.toewijzingsdatum.value, product.toewijzingstijd,
                       product.ingangsdatum.value, einddatum, product.reden_wijziging, volume, eenheid, frequentie, budget, db.last_id());
}

} // namespace

model::Result<void> book_toewijzingen(Connection& db, Toewijzingen& toewijzingen, BerichtId id, model::Message const& bericht,
                                      model::Facts const& feiten) {
    auto const& client = std::get<model::Bericht301>(bericht.inhoud).client;
    auto const pseudoniem = db.sleutels().pseudoniem(client.bsn);
    auto const& aanbieder = model::aanbieder(bericht);
    auto const base = toewijzing_base(model::gemeente(bericht), bericht.soort.domein);
    if (!base) return std::unexpected(base.error());
    auto here = db.query("INSERT OR IGNORE INTO client_toewijzing (gemeente, domein, aanbieder, bsn, nummer) VALUES (?1, ?2, ?3, ?4, ?5)");
    for (auto const& product : client.toegewezen_producten) {
        // Two versions of the same moment are one version (IV013); the one that came last then stands.
        auto const* known = feiten.toewijzing(product.toewijzing_nummer);
        bool const actueel = known == nullptr || model::compare_versie(product.toewijzingsdatum, product.toewijzingstijd,
                                                                       known->toewijzingsdatum, known->toewijzingstijd) >= 0;
        auto const rij = *base + product.toewijzing_nummer.value;
        auto done = toewijzingen.laat_los(rij);
        if (done) done = add_versie(db, id, rij, pseudoniem, aanbieder, product, actueel);
        if (!done) return done;
        if (known != nullptr) continue; // a number never goes to another client or aanbieder (TR332)
        toewijzingen.onthoud(nieuw_feit(rij, client.bsn, aanbieder, product));
        done = here.run(model::gemeente(bericht), number(bericht.soort.domein), aanbieder, pseudoniem, product.toewijzing_nummer.value);
        if (!done) return done;
    }
    return book_verzoeken(db, id, bericht);
}

model::Result<void> book_declaratie(Connection& db, Stand& stand, Toewijzingen& toewijzingen, Referenties& referenties, BerichtId id,
                                    model::Message const& bericht, model::Verdict const& verdict, model::Facts const& feiten) {
    auto const& declaratie = std::get<model::Bericht323>(bericht.inhoud).declaratie;
    auto const& aanbieder = model::aanbieder(bericht);
    auto const domein = number(bericht.soort.domein);
    auto const van = stand.next_prestatie;
    auto lines = add_prestaties(db, stand, id, declaratie, verdict);
    if (!lines) return std::unexpected(lines.error());
    auto done = add_referenties(referenties, {aanbieder, domein}, *lines, feiten);
    if (done) done = book_genoemde_clienten(db, id, bericht, verdict.toegekend);
    if (done) done = update_toewijzingen(toewijzingen, *lines, feiten, verdict.grootboek);
    if (!done) return done;

    auto aanvaard = db.query("INSERT INTO declaratie_aanvaard (aanbieder, domein, nummer, bericht, prestatie_van, prestatie_tot) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    done = aanvaard.run(aanbieder, domein, declaratie.declaratie_nummer, id, van, stand.next_prestatie);
    if (!done) return done;
    auto laatste = db.query("INSERT INTO declaratie_stand (gemeente, aanbieder, domein, begin, einde) VALUES (?1, ?2, ?3, ?4, ?5) "
                            "ON CONFLICT (gemeente, aanbieder, domein) DO UPDATE SET begin = excluded.begin, einde = excluded.einde "
                            "WHERE excluded.begin >= begin");
    return laatste.run(model::gemeente(bericht), aanbieder, domein, declaratie.declaratie_periode.begindatum.value,
                       declaratie.declaratie_periode.einddatum.value);
}

} // namespace store::sqlite

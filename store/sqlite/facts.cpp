#include "store/sqlite/clienten.hpp"
#include "store/sqlite/levering.hpp"
#include "store/sqlite/retour.hpp"
#include "store/sqlite/transaction.hpp"
#include "store/sqlite/verzoek.hpp"
#include "store/sqlite/walk.hpp"

#include <algorithm>
#include <utility>

namespace store::sqlite {
namespace {

/// What a message names, to be looked up in the order of the tables. Views into the message. BSNs only where a rule asks for them.
struct Named {
    std::vector<std::int64_t> toewijzingen;
    std::vector<std::string_view> bsns;
    std::vector<std::string_view> referenties;
};

template <class T>
void sort_distinct(std::vector<T>& values) {
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
}

Named named(model::Message const& bericht) {
    Named names;
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud)) {
        names.bsns.emplace_back(toewijzing->client.bsn);
        for (auto const& product : toewijzing->client.toegewezen_producten) names.toewijzingen.push_back(product.toewijzing_nummer);
    } else if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud)) {
        for (auto const& client : declaratie->declaratie.clienten) {
            names.bsns.emplace_back(client.bsn);
            for (auto const& prestatie : client.prestaties) {
                names.toewijzingen.push_back(prestatie.toewijzing_nummer);
                names.referenties.emplace_back(prestatie.product_referentie.referentie_nummer);
                if (auto const& vorig = prestatie.product_referentie.vorig_referentie_nummer) names.referenties.emplace_back(*vorig);
            }
        }
    } else if (auto const* start = std::get_if<model::Bericht305>(&bericht.inhoud)) {
        for (auto const& product : start->client.start_producten)
            if (product.toewijzing_nummer) names.toewijzingen.push_back(*product.toewijzing_nummer);
    } else if (auto const* stop = std::get_if<model::Bericht307>(&bericht.inhoud)) {
        for (auto const& product : stop->client.stop_producten)
            if (product.toewijzing_nummer) names.toewijzingen.push_back(*product.toewijzing_nummer);
    } else if (auto const* wijziging = std::get_if<model::Bericht317>(&bericht.inhoud)) {
        names.bsns.emplace_back(wijziging->client.bsn);
        auto const& verzoek = wijziging->client.verzoek;
        for (auto const& product : verzoek.ongewijzigde_producten) names.toewijzingen.push_back(product.toewijzing_nummer);
        for (auto const& product : verzoek.te_wijzigen_producten) names.toewijzingen.push_back(product.toewijzing_nummer);
    }
    std::erase_if(names.toewijzingen, [](std::int64_t nummer) { return nummer < 0 || nummer >= toewijzing_numbers; }); // cannot exist
    sort_distinct(names.toewijzingen);
    sort_distinct(names.bsns);
    sort_distinct(names.referenties);
    return names;
}

/// @pre facts.toewijzingen are loaded
model::Result<void> load_clienten(Connection& db, model::Message const& bericht, std::vector<std::string_view> const& bsns,
                                  model::Facts& facts) {
    // Of most clients the message names a toewijzing, and that tells.
    for (auto const& [nummer, toewijzing] : facts.toewijzingen)
        if (toewijzing->aanbieder == model::aanbieder(bericht) && std::ranges::binary_search(bsns, toewijzing->bsn))
            facts.clienten.insert(toewijzing->bsn);
    std::vector<std::pair<Pseudoniem, std::string_view>> clienten;
    for (auto const bsn : bsns)
        if (!facts.clienten.contains(std::string(bsn))) clienten.emplace_back(db.sleutels().pseudoniem(bsn), bsn);
    std::ranges::sort(clienten);
    std::vector<std::string_view> sleutels;
    sleutels.reserve(clienten.size());
    for (auto const& [pseudoniem, bsn] : clienten) sleutels.push_back(pseudoniem.view());
    auto client = clienten.begin();
    auto row =
        db.query("SELECT bsn FROM client_toewijzing WHERE gemeente = ?1 AND domein = ?2 AND aanbieder = ?3 AND bsn >= ?4 ORDER BY bsn");
    return walk(
        row, sleutels,
        [&](std::string_view pseudoniem) {
            return row.first(model::gemeente(bericht), number(bericht.soort.domein), model::aanbieder(bericht), pseudoniem);
        },
        [&] { return row.text(0); },
        [&](std::string_view pseudoniem) -> model::Result<void> {
            while (client->first.view() != pseudoniem) ++client; // both in order
            facts.clienten.emplace(client->second);
            return {};
        });
}

/// The numbers of all toewijzingen of the client of a 315 or 317, in order.
model::Result<void> load_client_toewijzingen(Connection& db, model::Message const& bericht, model::Facts& facts) {
    auto const* verzoek = std::get_if<model::Bericht315>(&bericht.inhoud);
    auto const& bsn = verzoek != nullptr ? verzoek->client.bsn : std::get<model::Bericht317>(bericht.inhoud).client.bsn;
    auto row = db.query("SELECT nummer FROM client_toewijzing WHERE gemeente = ?1 AND domein = ?2 AND aanbieder = ?3 AND bsn = ?4 "
                        "ORDER BY nummer");
    auto const client = db.sleutels().pseudoniem(bsn);
    auto more = row.first(model::gemeente(bericht), number(bericht.soort.domein), model::aanbieder(bericht), client);
    for (; more && *more; more = row.next()) facts.client_toewijzingen.push_back(row.integer(0));
    if (!more) return std::unexpected(more.error());
    return {};
}

model::Result<void> load_declaratie_stand(Connection& db, model::Message const& bericht, model::Facts& facts) {
    auto const domein = number(bericht.soort.domein);
    auto const& nummer = std::get<model::Bericht323>(bericht.inhoud).declaratie.declaratie_nummer;
    auto used = db.query("SELECT 1 FROM declaratie_aanvaard WHERE aanbieder = ?1 AND domein = ?2 AND nummer = ?3");
    auto found = used.first(model::aanbieder(bericht), domein, nummer);
    if (!found) return std::unexpected(found.error());
    facts.declaratie_nummer_gebruikt = *found;
    auto stand = db.query("SELECT begin, einde FROM declaratie_stand WHERE gemeente = ?1 AND aanbieder = ?2 AND domein = ?3");
    found = stand.first(model::gemeente(bericht), model::aanbieder(bericht), domein);
    if (!found) return std::unexpected(found.error());
    if (*found) facts.laatste_declaratie_periode = model::Period{stand.date(0), stand.date(1)};
    return {};
}

/// The rows of an assessed 323, by ReferentieNummer. How a value was spelled is not kept: compared are values.
model::Result<void> load_prestaties(Connection& db, Herkenning const& herkenning, std::int64_t van, std::int64_t tot,
                                    model::DeclaratieFact& fact) {
    auto row = db.query("SELECT bsn, referentie, vorig_referentie, toewijzing, categorie, code, begin, einde, volume, eenheid, tarief, "
                        "bedrag, debet_credit FROM prestatie WHERE id >= ?1 AND id < ?2 ORDER BY id");
    auto more = row.first(van, tot);
    for (; more && *more; more = row.next()) {
        fact.bsns.emplace(herkenning.bsn(row.text(0)));
        model::Prestatie prestatie;
        prestatie.product_referentie.referentie_nummer = row.text(1);
        if (!row.null(2)) prestatie.product_referentie.vorig_referentie_nummer = row.string(2);
        prestatie.toewijzing_nummer = row.integer(3);
        prestatie.product_categorie = row.code(4);
        prestatie.product_code = row.text(5);
        prestatie.product_periode = {row.date(6), row.date(7)};
        prestatie.geleverd_volume = row.integer(8);
        prestatie.eenheid = row.code(9);
        if (!row.null(10)) prestatie.product_tarief = model::Money{row.integer(10)};
        prestatie.ingediend_bedrag = {model::Money{row.integer(11)}, row.code(12)};
        fact.prestaties.emplace(row.text(1), std::move(prestatie));
    }
    if (!more) return std::unexpected(more.error());
    return {};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

model::Result<void> load_declaratie(Connection& db, Herkenning const& herkenning, model::Message const& bericht, model::Facts& facts) {
    auto const& antwoord = std::get<model::Bericht325>(bericht.inhoud);
    auto const& aanbieder = model::aanbieder(bericht);
    auto row = db.query("SELECT d.bericht, d.nummer, d.basisschema_versie, d.berichtschema_versie FROM identificatie i "
                        "CROSS JOIN declaratie d ON d.bericht = i.bericht WHERE i.afzender = ?1 AND i.soort = ?2 AND i.sleutel = ?3");
    auto found = row.first(aanbieder, model::to_string({bericht.soort.domein, 323}),
                           trimmed(antwoord.header.declaratie_identificatie.identificatie));
    if (!found) return std::unexpected(found.error());
    if (!*found) return {};
    auto& fact = facts.declaratie.emplace();
    fact.declaratie_nummer = row.text(1);
    fact.xsd_versie = {row.string(2), row.string(3)};
    auto rows = db.query("SELECT prestatie_van, prestatie_tot FROM declaratie_aanvaard "
                         "WHERE aanbieder = ?1 AND domein = ?2 AND nummer = ?3 AND bericht = ?4");
    found = rows.first(aanbieder, number(bericht.soort.domein), fact.declaratie_nummer, row.integer(0));
    if (!found) return std::unexpected(found.error());
    if (!*found) return {};
    return load_prestaties(db, herkenning, rows.integer(0), rows.integer(1), fact);
}

} // namespace

model::Result<model::Facts> SqliteTransaction::facts(model::Message const& bericht) {
    model::Facts facts;
    auto used = db_.query("SELECT 1 FROM identificatie WHERE afzender = ?1 AND soort = ?2 AND sleutel = ?3");
    auto const found = used.first(model::header(bericht).afzender, model::to_string(bericht.soort), bericht.identificatie_sleutel);
    if (!found) return std::unexpected(found.error());
    facts.identificatie_gebruikt = *found;

    auto const nummer = bericht.soort.nummer;
    model::Result<void> done;
    auto names = named(bericht);
    Herkenning const herkenning(db_, bericht);
    if (nummer == 315 || nummer == 317) {
        done = load_client_toewijzingen(db_, bericht, facts);
        if (!done) return std::unexpected(done.error());
        names.toewijzingen.insert(names.toewijzingen.end(), facts.client_toewijzingen.begin(), facts.client_toewijzingen.end());
        sort_distinct(names.toewijzingen);
    }
    if (!names.toewijzingen.empty()) {
        auto const base = toewijzing_base(model::gemeente(bericht), bericht.soort.domein);
        if (!base) return std::unexpected(base.error());
        done = toewijzingen_.lees(herkenning, *base, names.toewijzingen, facts);
    }
    if (done) done = load_clienten(db_, bericht, names.bsns, facts);
    if (done) done = referenties_.lees({model::aanbieder(bericht), number(bericht.soort.domein)}, names.referenties, facts);
    if (!done) return std::unexpected(done.error());
    switch (nummer) {
    case 301:
    case 315:
    case 317:
    case 319: done = load_verzoeken(db_, herkenning, bericht, facts); break;
    case 305:
    case 307: done = load_leveringen(db_, bericht, facts); break;
    case 323: done = load_declaratie_stand(db_, bericht, facts); break;
    case 325: done = load_declaratie(db_, herkenning, bericht, facts); break;
    default:
        if (is_retour(bericht)) done = load_heenbericht(db_, bericht, facts);
    }
    if (!done) return std::unexpected(done.error());
    return facts;
}

} // namespace store::sqlite

#include "store/sqlite/keten.hpp"

#include "store/sqlite/toewijzingen.hpp"
#include "store/sqlite/zoek.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace store::sqlite {
namespace {

constexpr char const* verwijderen = "3";

/// The ToewijzingNummers that a message names, sorted, each once.
std::vector<std::int64_t> nummers(model::Message const& bericht) {
    std::vector<std::int64_t> result;
    auto const add = [&](auto const& producten) {
        for (auto const& product : producten) {
            if constexpr (requires { product.toewijzing_nummer.has_value(); }) {
                if (product.toewijzing_nummer) result.push_back(*product.toewijzing_nummer);
            } else {
                result.push_back(product.toewijzing_nummer);
            }
        }
    };
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud)) add(toewijzing->client.toegewezen_producten);
    if (auto const* start = std::get_if<model::Bericht305>(&bericht.inhoud)) add(start->client.start_producten);
    if (auto const* stop = std::get_if<model::Bericht307>(&bericht.inhoud)) add(stop->client.stop_producten);
    if (auto const* wijziging = std::get_if<model::Bericht317>(&bericht.inhoud)) {
        add(wijziging->client.verzoek.ongewijzigde_producten);
        add(wijziging->client.verzoek.te_wijzigen_producten);
    }
    if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud))
        for (auto const& client : declaratie->declaratie.clienten) add(client.prestaties);
    std::erase_if(result, [](std::int64_t nummer) { return nummer < 0 || nummer >= toewijzing_numbers; }); // cannot exist
    std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

/// Which toewijzing, and what leads from it to the messages of its chain.
class Lezer {
public:
    Lezer(Connection& db, std::string_view gemeente, model::Domein domein, std::int64_t nummer, std::int64_t rij)
        : db_(db), gemeente_(gemeente), domein_(number(domein)), nummer_(nummer), rij_(rij) {}

    model::Result<Keten> read(std::optional<model::Date> op) {
        for (auto const part : {&Lezer::versies, &Lezer::genoemd, &Lezer::leveringen, &Lezer::verzoeken, &Lezer::prestaties,
                                &Lezer::retouren})
            if (auto done = (this->*part)(); !done) return std::unexpected(done.error());
        for (auto& [id, stap] : stappen_)
            if (auto done = besluiten(id, std::move(stap)); !done) return std::unexpected(done.error());
        // Every decision has its leaf in the audit log, so that is their order, later ones on parked messages included.
        std::ranges::sort(genomen_, {}, &Genomen::audit_index);
        Keten keten;
        for (auto& genomen : genomen_)
            if (!op || genomen.stap.vandaag <= *op) keten.stappen.push_back(std::move(genomen.stap));
        return keten;
    }

private:
    model::Result<void> versies() {
        auto row = db_.query("SELECT bericht, bsn, aanbieder, referentie_aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, "
                             "ingangsdatum, einddatum, reden_wijziging, volume, eenheid, frequentie, budget FROM toewijzing_versie "
                             "WHERE toewijzing = ?1 ORDER BY id");
        auto more = row.first(rij_);
        for (; more && *more; more = row.next()) {
            auto& versie = stappen_[row.integer(0)].versies.emplace_back();
            clienten_.emplace(row.string(1), row.string(2));
            if (!row.null(3)) referenties_.emplace(row.string(2), versie.referentie.emplace(row.string(3)));
            auto& toewijzing = versie.toewijzing;
            toewijzing.nummer = nummer_;
            toewijzing.aanbieder = row.text(2);
            versie_at(row, 4, toewijzing);
        }
        return ended(more);
    }

    /// Also the verzoeken that a 317 among them makes.
    model::Result<void> genoemd() {
        auto row = db_.query("SELECT g.bericht, s.aanbieder, s.referentie FROM genoemd g LEFT JOIN verzoek_stap s ON s.bericht = g.bericht "
                             "WHERE g.toewijzing = ?1");
        auto more = row.first(rij_);
        for (; more && *more; more = row.next()) {
            stappen_[row.integer(0)];
            if (!row.null(1)) referenties_.emplace(row.string(1), row.string(2));
        }
        return ended(more);
    }

    model::Result<void> leveringen() {
        auto row = db_.query("SELECT bericht, stop, status, categorie, code, begin, reden, einde FROM aanlevering "
                             "WHERE bsn = ?1 AND aanbieder = ?2 AND domein = ?3 AND gemeente = ?4 AND toewijzing = ?5 ORDER BY id");
        for (auto const& [bsn, aanbieder] : clienten_) {
            auto more = row.first(bsn, aanbieder, domein_, gemeente_, nummer_);
            for (; more && *more; more = row.next()) {
                auto& gelezen = stappen_[row.integer(0)].leveringen.emplace_back();
                gelezen.verwijderen = row.text(2) == verwijderen;
                auto& levering = gelezen.levering;
                levering.stop = row.integer(1) != 0;
                levering.toewijzing_nummer = nummer_;
                if (!row.null(3)) {
                    levering.product.emplace().categorie = row.code(3);
                    if (!row.null(4)) levering.product->code = row.string(4);
                }
                levering.begindatum = row.date(5);
                if (!row.null(6)) levering.reden_beeindiging = row.code(6);
                if (!row.null(7)) levering.einddatum = row.date(7);
            }
            if (!more) return std::unexpected(more.error());
        }
        return {};
    }

    model::Result<void> verzoeken() {
        auto row = db_.query("SELECT bericht, soort, antwoord, dagtekening FROM verzoek_stap "
                             "WHERE aanbieder = ?1 AND domein = ?2 AND referentie = ?3 AND gemeente = ?4 ORDER BY id");
        for (auto const& [aanbieder, referentie] : referenties_) {
            auto more = row.first(aanbieder, domein_, referentie, gemeente_);
            for (; more && *more; more = row.next()) {
                auto const stap = parse_stap(row.text(1));
                if (!stap) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een verzoek heeft een onbekende stap"});
                auto& verzoek = stappen_[row.integer(0)].verzoeken.emplace_back();
                verzoek = {referentie, *stap, row.code(2), std::nullopt};
                if (!row.null(3)) verzoek.dagtekening = row.date(3);
            }
            if (!more) return std::unexpected(more.error());
        }
        return {};
    }

    model::Result<void> prestaties() {
        auto row = db_.query("SELECT p.bericht, p.client, p.item, p.referentie, p.vorig_referentie, p.categorie, p.code, p.begin, p.einde, "
                             "p.volume, p.eenheid, p.tarief, p.bedrag, p.debet_credit, p.toegekend FROM prestatie p "
                             "CROSS JOIN bericht b ON b.id = p.bericht "
                             "WHERE p.toewijzing = ?1 AND b.afzender = ?2 AND b.ontvanger = ?3 AND b.soort = ?4 ORDER BY p.id");
        auto const soort = model::to_string({domein_ == 1 ? model::Domein::jw : model::Domein::wmo, 323});
        std::set<std::string_view> aanbieders;
        for (auto const& [bsn, aanbieder] : clienten_) aanbieders.insert(aanbieder);
        for (auto const aanbieder : aanbieders) {
            auto more = row.first(nummer_, aanbieder, gemeente_, soort);
            for (; more && *more; more = row.next()) {
                auto& prestatie = stappen_[row.integer(0)].prestaties.emplace_back();
                prestatie.client = static_cast<std::uint32_t>(row.integer(1));
                prestatie.item = static_cast<std::uint32_t>(row.integer(2));
                prestatie.referentie = row.text(3);
                if (!row.null(4)) prestatie.vorig = row.string(4);
                prestatie.categorie = row.code(5);
                prestatie.code = row.text(6);
                prestatie.periode = {row.date(7), row.date(8)};
                prestatie.volume = row.integer(9);
                prestatie.eenheid = row.code(10);
                if (!row.null(11)) prestatie.tarief = model::Money{row.integer(11)};
                prestatie.bedrag = model::Money{row.integer(12)};
                prestatie.credit = row.text(13) == "C";
                prestatie.toegekend = row.integer(14) != 0;
            }
            if (!more) return std::unexpected(more.error());
        }
        return {};
    }

    /// What receivers answered to the messages found so far.
    model::Result<void> retouren() {
        auto row = db_.query("SELECT bericht, afgekeurd FROM retour_ontvangen WHERE heen = ?1 "
                             "UNION ALL SELECT bericht, 0 FROM declaratie_antwoord WHERE declaratie = ?1");
        std::map<BerichtId, KetenRetour> gevonden;
        for (auto const& [id, stap] : stappen_) {
            auto more = row.first(id);
            for (; more && *more; more = row.next()) gevonden[row.integer(0)] = {id, row.integer(1) != 0};
            if (!more) return std::unexpected(more.error());
        }
        for (auto const& [id, retour] : gevonden) stappen_[id].retour = retour;
        return {};
    }

    /// A step for each decision on a message; what it booked goes with the one that booked it.
    model::Result<void> besluiten(BerichtId id, KetenStap geboekt) {
        auto row = db_.query("SELECT moment_ms, vandaag, uitkomst, retour_soort, besluit_grootte, audit_index, soort, afzender, ontvanger "
                             "FROM bericht WHERE id = ?1");
        auto later = db_.query("SELECT moment_ms, vandaag, uitkomst, retour_soort, besluit_grootte, audit_index FROM afdoening "
                               "WHERE bericht = ?1 ORDER BY id");
        auto const found = row.first(id);
        if (!found) return std::unexpected(found.error());
        if (!*found) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht van een keten is er niet"});
        geboekt.id = id;
        geboekt.ontvangen = row.date(1);
        if (!row.null(6)) geboekt.soort = model::parse_soort(row.text(6));
        geboekt.afzender = row.text(7);
        geboekt.ontvanger = row.text(8);
        auto done = neem(row, geboekt);
        auto more = later.first(id);
        for (; done && more && *more; more = later.next()) done = neem(later, geboekt);
        if (!more) return std::unexpected(more.error());
        return done;
    }

    /// @pre the row begins with the columns of the selects of besluiten()
    model::Result<void> neem(Query const& row, KetenStap& geboekt) {
        auto const uitkomst = model::parse_uitkomst(row.text(2));
        if (!uitkomst) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht heeft een onbekende uitkomst"});
        KetenStap stap;
        if (*uitkomst != model::Uitkomst::aangehouden) {
            stap = geboekt;
        } else {
            stap.id = geboekt.id;
            stap.ontvangen = geboekt.ontvangen;
            stap.soort = geboekt.soort;
            stap.afzender = geboekt.afzender;
            stap.ontvanger = geboekt.ontvanger;
        }
        stap.besluit = geboekt.besluit++;
        stap.moment_ms = row.integer(0);
        stap.vandaag = row.date(1);
        stap.uitkomst = *uitkomst;
        if (!row.null(3)) stap.antwoord = model::parse_soort(row.text(3));
        stap.besluit_grootte = row.integer(4);
        genomen_.push_back({row.integer(5), std::move(stap)});
        return {};
    }

    static model::Result<void> ended(model::Result<bool> const& more) {
        if (!more) return std::unexpected(more.error());
        return {};
    }

    struct Genomen {
        std::int64_t audit_index;
        KetenStap stap;
    };

    Connection& db_;
    std::string_view gemeente_;
    std::int64_t domein_;
    std::int64_t nummer_;
    std::int64_t rij_;
    std::map<BerichtId, KetenStap> stappen_; ///< what each message booked
    std::vector<Genomen> genomen_;
    std::set<std::pair<std::string, std::string>> clienten_;    ///< pseudonym, aanbieder
    std::set<std::pair<std::string, std::string>> referenties_; ///< aanbieder, ReferentieAanbieder
};

} // namespace

model::Result<void> book_genoemd(Connection& db, BerichtId id, model::Message const& bericht) {
    if (auto done = book_genoemde_clienten(db, id, bericht, {}); !done) return done;
    auto const genoemd = nummers(bericht);
    if (genoemd.empty()) return {};
    auto const base = toewijzing_base(model::gemeente(bericht), bericht.soort.domein);
    if (!base) return std::unexpected(base.error());
    auto insert = db.query("INSERT OR IGNORE INTO genoemd (toewijzing, bericht) VALUES (?1, ?2)");
    for (auto const nummer : genoemd)
        if (auto done = insert.run(*base + nummer, id); !done) return done;
    return {};
}

model::Result<void> book_declaratie_antwoord(Connection& db, BerichtId id, model::Message const& bericht) {
    auto const& header = std::get<model::Bericht325>(bericht.inhoud).header;
    auto insert = db.query("INSERT INTO declaratie_antwoord (declaratie, bericht) SELECT i.bericht, ?4 FROM identificatie i "
                           "CROSS JOIN declaratie d ON d.bericht = i.bericht WHERE i.afzender = ?1 AND i.soort = ?2 "
                           "AND i.sleutel = trim(?3, char(32, 9, 10, 13))");
    if (auto done = insert.run(model::aanbieder(bericht), model::to_string({bericht.soort.domein, 323}),
                               header.declaratie_identificatie.identificatie, id);
        !done)
        return done;
    auto answered = db.query("DELETE FROM verwacht WHERE bericht IN (SELECT declaratie FROM declaratie_antwoord WHERE bericht = ?1)");
    return answered.run(id);
}

model::Result<std::optional<Keten>> read_keten(Connection& db, std::string_view gemeente, model::Domein domein, std::int64_t nummer,
                                               std::optional<model::Date> op) {
    auto const base = toewijzing_base(gemeente, domein);
    if (!base) return std::unexpected(base.error());
    auto keten = Lezer(db, gemeente, domein, nummer, *base + nummer).read(op);
    if (!keten) return std::unexpected(keten.error());
    if (keten->stappen.empty()) return std::nullopt;
    return std::move(*keten);
}

} // namespace store::sqlite

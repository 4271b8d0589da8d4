#include "store/sqlite/rapport.hpp"

#include "store/leveringen.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace store::sqlite {
namespace {

constexpr std::int64_t every = 20'000;        ///< rows between two calls of voortgang()
constexpr std::size_t most_messages = 50'000; ///< remembered at a time
constexpr std::int64_t per_gemeente_en_domein = toewijzing_numbers;
constexpr char const* verwijderen = "3";

model::Domein domein_at(Query const& row, int column) { return row.integer(column) == 1 ? model::Domein::jw : model::Domein::wmo; }

/// People are counted by the first 66 bits of their pseudonym folded into 64: that two of a million are taken for one is not to be expected.
std::uint64_t client_number(std::string_view pseudoniem) {
    std::uint64_t number = 0;
    for (char const c : pseudoniem.substr(0, 11)) number = (number << 6) ^ (number >> 58) ^ static_cast<unsigned char>(c);
    return number;
}

/// A message, and whether its rows count on the day asked for.
struct Bericht {
    model::RapportBericht bericht;
    model::Date geboekt{}; ///< day its rows were booked: a parked message books with its last decision
};

class Lezer {
public:
    Lezer(Connection& db, model::RapportVraag const& vraag, model::RapportBezoeker& bezoeker)
        : db_(db), vraag_(vraag), bezoeker_(bezoeker) {}

    model::Result<void> read() {
        using Part = model::Result<void> (Lezer::*)();
        std::pair<bool, Part> const parts[] = {{vraag_.berichten, &Lezer::berichten},   {vraag_.prestaties, &Lezer::prestaties},
                                               {vraag_.boekingen, &Lezer::boekingen},   {vraag_.toewijzingen, &Lezer::toewijzingen},
                                               {vraag_.leveringen, &Lezer::leveringen}, {vraag_.registraties, &Lezer::registraties}};
        for (auto const& [wanted, part] : parts)
            if (wanted)
                if (auto done = (this->*part)(); !done) return done;
        return {};
    }

private:
    void tel() {
        if (++rijen_ % every == 0) bezoeker_.voortgang(rijen_);
    }

    [[nodiscard]] bool partij(std::string_view gemeente, std::string_view aanbieder) const {
        return (!vraag_.gemeente || *vraag_.gemeente == gemeente) && (!vraag_.aanbieder || *vraag_.aanbieder == aanbieder);
    }

    [[nodiscard]] bool telt(Bericht const& b) const { return b.geboekt <= vraag_.op && !b.bericht.vervallen; }

    /// Rows of one message lie together, mostly, so the last one is nearly always it.
    model::Result<Bericht const*> bericht(std::int64_t id) {
        if (laatste_ != nullptr && laatste_->bericht.id == id) return laatste_;
        if (auto const known = berichten_.find(id); known != berichten_.end()) return laatste_ = &known->second;
        if (berichten_.size() >= most_messages) berichten_.clear();
        auto row = db_.query("SELECT soort, afzender, ontvanger, uitkomst, vandaag, contract_label FROM bericht WHERE id = ?1");
        auto const found = row.first(id);
        if (!found) return std::unexpected(found.error());
        Bericht nieuw;
        nieuw.bericht.id = id;
        if (*found) {
            if (auto done = fill(nieuw, row); !done) return std::unexpected(done.error());
        }
        return laatste_ = &berichten_.insert_or_assign(id, std::move(nieuw)).first->second;
    }

    /// @pre the row gives soort, afzender, ontvanger, uitkomst, vandaag, contract_label from column 0
    model::Result<void> fill(Bericht& b, Query const& row) {
        auto& bericht = b.bericht;
        if (!row.null(0)) bericht.soort = model::parse_soort(row.text(0));
        // Gemeenten have four digits, aanbieders eight.
        bool const van_gemeente = row.text(1).size() == 4;
        bericht.gemeente = row.text(van_gemeente ? 1 : 2);
        bericht.aanbieder = row.text(van_gemeente ? 2 : 1);
        auto const uitkomst = model::parse_uitkomst(row.text(3));
        if (!uitkomst) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht heeft een onbekende uitkomst"});
        bericht.uitkomst = *uitkomst;
        bericht.ontvangen = bericht.besloten = b.geboekt = row.date(4);
        bericht.contract = row.text(5);
        auto later = db_.query("SELECT vandaag, uitkomst, contract_label FROM afdoening WHERE bericht = ?1 ORDER BY id");
        auto more = later.first(bericht.id);
        for (; more && *more; more = later.next()) {
            b.geboekt = later.date(0);
            if (b.geboekt > vraag_.op) continue;
            bericht.besloten = b.geboekt;
            bericht.uitkomst = model::parse_uitkomst(later.text(1)).value_or(bericht.uitkomst);
            bericht.contract = later.text(2);
        }
        if (!more) return std::unexpected(more.error());
        auto retour = db_.query("SELECT 1 FROM retour_ontvangen r JOIN bericht b ON b.id = r.bericht "
                                "WHERE r.heen = ?1 AND r.afgekeurd <> 0 AND b.vandaag <= ?2");
        auto const rejected = retour.first(bericht.id, vraag_.op);
        if (!rejected) return std::unexpected(rejected.error());
        bericht.vervallen = *rejected;
        return {};
    }

    model::Result<void> berichten() {
        auto row = db_.query("SELECT soort, afzender, ontvanger, uitkomst, vandaag, contract_label, id FROM bericht ORDER BY id");
        auto more = row.first();
        for (; more && *more; more = row.next()) {
            tel();
            if (row.date(4) > vraag_.op || row.date(4) < vraag_.periode.begin || row.date(4) > vraag_.periode.einde) continue;
            Bericht b;
            b.bericht.id = row.integer(6);
            if (auto done = fill(b, row); !done) return done;
            if (partij(b.bericht.gemeente, b.bericht.aanbieder)) bezoeker_.op(b.bericht);
        }
        return ended(more);
    }

    model::Result<void> prestaties() {
        auto row = vraag_.bericht
                       ? db_.query("SELECT bericht, id, bsn, toewijzing, referentie, categorie, code, begin, einde, volume, eenheid, "
                                   "tarief, bedrag, debet_credit, toegekend FROM prestatie WHERE bericht = ?3 AND begin >= ?1 "
                                   "AND begin <= ?2 ORDER BY id")
                       : db_.query("SELECT bericht, id, bsn, toewijzing, referentie, categorie, code, begin, einde, volume, eenheid, "
                                   "tarief, bedrag, debet_credit, toegekend FROM prestatie WHERE begin >= ?1 AND begin <= ?2 "
                                   "AND ?3 IS NULL ORDER BY id");
        auto more = row.first(vraag_.periode.begin, vraag_.periode.einde, vraag_.bericht);
        for (; more && *more; more = row.next()) {
            tel();
            auto const b = bericht(row.integer(0));
            if (!b) return std::unexpected(b.error());
            auto const& van = (*b)->bericht;
            if ((*b)->geboekt > vraag_.op || !partij(van.gemeente, van.aanbieder)) continue;
            model::RapportPrestatie p;
            p.id = row.integer(1);
            p.client = client_number(row.text(2));
            if (van.soort) p.domein = van.soort->domein;
            p.toewijzing = row.integer(3);
            p.referentie = row.text(4);
            p.categorie = row.text(5);
            p.code = row.text(6);
            p.periode = {row.date(7), row.date(8)};
            p.volume = row.integer(9);
            p.eenheid = row.text(10);
            if (!row.null(11)) p.tarief = model::Money{row.integer(11)};
            p.credit = row.text(13) == "C";
            p.bedrag = {p.credit ? -row.integer(12) : row.integer(12)};
            p.toegekend = row.integer(14) != 0;
            bezoeker_.op(van, p);
        }
        return ended(more);
    }

    model::Result<void> boekingen() {
        auto row =
            db_.query("SELECT bericht, id, soort, aanbieder, gemeente, domein, categorie, code, jaar, toewijzing, gevraagd, vastgelegd, "
                      "toegekend, beslag FROM boeking WHERE jaar >= ?1 AND jaar <= ?2 ORDER BY id");
        auto more = row.first(std::int64_t{model::civil(vraag_.periode.begin).year}, std::int64_t{model::civil(vraag_.periode.einde).year});
        for (; more && *more; more = row.next()) {
            tel();
            if (!partij(row.text(4), row.text(3))) continue;
            auto const b = bericht(row.integer(0));
            if (!b) return std::unexpected(b.error());
            // What a receiver rejects is taken back by lines of its own, so a line stays a line.
            if ((*b)->geboekt > vraag_.op) continue;
            auto const soort = model::parse_boeksoort(row.text(2));
            if (!soort) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een boeking heeft een onbekende soort"});
            model::RapportBoeking const lijn{.id = row.integer(1),
                                             .soort = *soort,
                                             .aanbieder = row.text(3),
                                             .gemeente = row.text(4),
                                             .domein = domein_at(row, 5),
                                             .categorie = row.text(6),
                                             .code = row.text(7),
                                             .jaar = static_cast<std::int32_t>(row.integer(8)),
                                             .toewijzing = row.integer(9),
                                             .gevraagd = {row.integer(10)},
                                             .vastgelegd = {row.integer(11)},
                                             .toegekend = {row.integer(12)},
                                             .beslag = {row.integer(13)}};
            bezoeker_.op((*b)->bericht, lijn);
        }
        return ended(more);
    }

    /// The version with the latest Toewijzingsdatum and -tijd that counts; the first one tells since when there is a toewijzing.
    model::Result<void> toewijzingen() {
        auto row =
            db_.query("SELECT toewijzing, bericht, bsn, aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum, "
                      "einddatum, reden_wijziging FROM toewijzing_versie INDEXED BY toewijzing_versie_toewijzing "
                      "ORDER BY toewijzing, id");
        Versie laatste;
        auto more = row.first();
        for (; more && *more; more = row.next()) {
            tel();
            auto const sleutel = row.integer(0);
            if (sleutel != laatste.sleutel) {
                if (auto done = toon(laatste); !done) return done;
                laatste.sleutel = sleutel;
                laatste.bericht = 0;
            }
            auto const b = bericht(row.integer(1));
            if (!b) return std::unexpected(b.error());
            if (!telt(**b)) continue;
            if (laatste.bericht == 0) laatste.eerste_besluit = (*b)->geboekt;
            else if (std::tuple(row.date(6), row.text(7)) < std::tuple(laatste.datum, std::string_view(laatste.tijd))) continue;
            laatste.lees(row);
        }
        if (!more) return std::unexpected(more.error());
        return toon(laatste);
    }

    struct Versie {
        std::int64_t sleutel = -1;
        std::int64_t bericht = 0; ///< 0: none counts
        std::uint64_t client = 0;
        std::string aanbieder, categorie, code, tijd;
        model::Date datum{}, van{}, eerste_besluit{};
        std::optional<model::Date> tot;
        bool verwijderd = false;

        void lees(Query const& row) {
            bericht = row.integer(1);
            client = client_number(row.text(2));
            aanbieder = row.text(3);
            categorie = row.text(4);
            code = row.text(5);
            datum = row.date(6);
            tijd = row.text(7);
            van = row.date(8);
            tot = row.null(9) ? std::nullopt : std::optional(row.date(9));
            verwijderd = row.text(10) == "13";
        }
    };

    model::Result<void> toon(Versie const& v) {
        if (v.bericht == 0) return {};
        auto const plaats = v.sleutel / per_gemeente_en_domein;
        auto const gemeente = cijfers(plaats / 10);
        if (!partij(gemeente, v.aanbieder)) return {};
        auto const b = bericht(v.bericht);
        if (!b) return std::unexpected(b.error());
        bezoeker_.op((*b)->bericht, model::RapportToewijzing{.nummer = v.sleutel % per_gemeente_en_domein,
                                                             .client = v.client,
                                                             .gemeente = gemeente,
                                                             .domein = plaats % 10 == 1 ? model::Domein::jw : model::Domein::wmo,
                                                             .aanbieder = v.aanbieder,
                                                             .categorie = v.categorie,
                                                             .code = v.code,
                                                             .toewijzingsdatum = v.datum,
                                                             .van = v.van,
                                                             .tot = v.tot,
                                                             .verwijderd = v.verwijderd,
                                                             .eerste_besluit = v.eerste_besluit});
        return {};
    }

    static std::string cijfers(std::int64_t gemeente) {
        std::string uit(4, '0');
        for (std::size_t i = 4; i-- > 0; gemeente /= 10) uit[i] = static_cast<char>('0' + gemeente % 10);
        return uit;
    }

    /// What is live follows from the few rows of one client at one aanbieder, in order of processing.
    model::Result<void> leveringen() {
        auto row =
            db_.query("SELECT bsn, aanbieder, domein, gemeente, bericht, stop, status, toewijzing, categorie, code, begin, reden, einde "
                      "FROM aanlevering INDEXED BY aanlevering_client ORDER BY bsn, aanbieder, domein, gemeente, id");
        Client client;
        auto more = row.first();
        for (; more && *more; more = row.next()) {
            tel();
            auto const wie = std::tuple(row.text(0), row.text(1), row.integer(2), row.text(3));
            if (wie != std::tuple(std::string_view(client.bsn), std::string_view(client.aanbieder), client.domein,
                                  std::string_view(client.gemeente))) {
                if (auto done = toon(client); !done) return done;
                client = {.bsn = row.string(0), .aanbieder = row.string(1), .domein = row.integer(2), .gemeente = row.string(3)};
            }
            auto const b = bericht(row.integer(4));
            if (!b) return std::unexpected(b.error());
            if (!telt(**b)) continue;
            model::LeveringFact levering;
            levering.stop = row.integer(5) != 0;
            if (!row.null(7)) levering.toewijzing_nummer = row.integer(7);
            if (!row.null(8)) {
                levering.product.emplace().categorie = row.code(8);
                if (!row.null(9)) levering.product->code = row.string(9);
            }
            levering.begindatum = row.date(10);
            if (!row.null(11)) levering.reden_beeindiging = row.code(11);
            if (!row.null(12)) levering.einddatum = row.date(12);
            if (row.text(6) == verwijderen) client.verwijder(levering);
            else client.live.emplace_back((*b)->bericht.id, std::vector{std::move(levering)});
        }
        if (!more) return std::unexpected(more.error());
        return toon(client);
    }

    struct Client {
        std::string bsn{}, aanbieder{};
        std::int64_t domein = 0;
        std::string gemeente{};
        std::vector<std::pair<std::int64_t, std::vector<model::LeveringFact>>> live{}; ///< message, and the one levering it added

        /// What is taken away is for verwerk() to say.
        void verwijder(model::LeveringFact const& levering) {
            for (auto at = live.rbegin(); at != live.rend(); ++at) {
                verwerk(at->second, levering, true);
                if (!at->second.empty()) continue;
                live.erase(std::next(at).base());
                return;
            }
        }
    };

    model::Result<void> toon(Client const& client) {
        if (!partij(client.gemeente, client.aanbieder)) return {};
        for (auto const& [van, leveringen] : client.live) {
            auto const b = bericht(van);
            if (!b) return std::unexpected(b.error());
            auto const& l = leveringen.front();
            auto const categorie = l.product ? l.product->categorie : model::Code();
            std::string const code = l.product && l.product->code ? std::string(*l.product->code) : std::string();
            bezoeker_.op((*b)->bericht, model::RapportLevering{.client = client_number(client.bsn),
                                                               .gemeente = client.gemeente,
                                                               .domein = client.domein == 1 ? model::Domein::jw : model::Domein::wmo,
                                                               .aanbieder = client.aanbieder,
                                                               .toewijzing = l.toewijzing_nummer,
                                                               .categorie = categorie.view(),
                                                               .code = code,
                                                               .stop = l.stop,
                                                               .begin = l.begindatum,
                                                               .einde = l.einddatum,
                                                               .reden = l.reden_beeindiging.view()});
        }
        return {};
    }

    model::Result<void> registraties() {
        auto row =
            db_.query("SELECT soort, gemeente, domein, toewijzing, aanbieder, datum, bedrag, tekst, herkomst FROM registratie ORDER BY id");
        auto more = row.first();
        for (; more && *more; more = row.next()) {
            tel();
            if (vraag_.gemeente && *vraag_.gemeente != row.text(1)) continue;
            if (vraag_.aanbieder && !row.text(4).empty() && *vraag_.aanbieder != row.text(4)) continue;
            model::Registratie registratie{.soort = row.string(0),
                                           .gemeente = row.string(1),
                                           .domein = domein_at(row, 2),
                                           .toewijzing = row.integer(3),
                                           .aanbieder = row.string(4),
                                           .tekst = row.string(7),
                                           .herkomst = row.string(8)};
            if (!row.null(5)) registratie.datum = row.date(5);
            if (!row.null(6)) registratie.bedrag = model::Money{row.integer(6)};
            bezoeker_.op(registratie);
        }
        return ended(more);
    }

    static model::Result<void> ended(model::Result<bool> const& more) {
        if (!more) return std::unexpected(more.error());
        return {};
    }

    Connection& db_;
    model::RapportVraag const& vraag_;
    model::RapportBezoeker& bezoeker_;
    std::int64_t rijen_ = 0;
    std::unordered_map<std::int64_t, Bericht> berichten_;
    Bericht const* laatste_ = nullptr;
};

} // namespace

model::Result<void> read_rapport(Connection& db, model::RapportVraag const& vraag, model::RapportBezoeker& bezoeker) {
    return Lezer(db, vraag, bezoeker).read();
}

} // namespace store::sqlite

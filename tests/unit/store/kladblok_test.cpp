#include "store/kluis.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/transaction.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <variant>

/// A scratch store keeps in memory what many messages of one transaction look up and add. Whatever it keeps, and whenever it lets go of it,
/// every message must meet the same facts as in a store that writes every row at once.

using namespace contract;
using namespace store::sqlite;

namespace {

/// A scratch store with bounds of our choice, and a transaction that is still open.
class Klad {
public:
    explicit Klad(Onthoudt onthoudt) : onthoudt_(onthoudt) {
        good(maak_kladblok(*db_));
        good(db_->versleutel(std::make_shared<store::Kluis const>(store::Kluis::los()), true));
        begin();
    }

    model::Facts beslis(Zending const& zending) {
        auto feiten = good(tx_->facts(zending.bericht));
        auto const id = good(tx_->save(zending.nieuw()));
        // What is lent stays until the next message is read: the copy is looked at after that.
        model::Facts uit = feiten;
        uit.toewijzingen.clear();
        for (auto const& [nummer, feit] : feiten.toewijzingen) uit.toewijzingen.zet(nummer, *feit);
        good(tx_->book(id, zending.bericht, zending.verdict, feiten));
        return uit;
    }
    void rond_af() {
        good(tx_->rond_af());
        tx_.reset();
        good(db_->execute("COMMIT"));
        begin();
    }
    [[nodiscard]] std::int64_t getal(std::string const& sql) { return good(db_->getal(sql)); }

private:
    void begin() {
        good(db_->execute("BEGIN IMMEDIATE"));
        tx_.emplace(*db_, stand_, compressor_, nonce_, Bewaring::kladblok, onthoudt_);
    }

    support::TempDir directory_;
    Onthoudt onthoudt_;
    std::unique_ptr<Connection> db_ = good(Connection::open(directory_.path() / "klad.db", Mode::scratch));
    Stand stand_;
    store::Compressor compressor_;
    Nonce nonce_ = counting_nonce();
    std::optional<SqliteTransaction> tx_;
};

/// What rules may see of them. A client whom the message does not name is anybody.
std::string tekst(model::Facts const& feiten, model::Message const& bericht) {
    std::set<std::string> bsns;
    if (auto const* b301 = std::get_if<model::Bericht301>(&bericht.inhoud)) bsns.insert(b301->client.bsn);
    if (auto const* b323 = std::get_if<model::Bericht323>(&bericht.inhoud))
        for (auto const& client : b323->declaratie.clienten) bsns.insert(client.bsn);
    std::string uit = fmt::format("gebruikt {} {}\n", feiten.identificatie_gebruikt, feiten.declaratie_nummer_gebruikt);
    if (feiten.heenbericht) uit += fmt::format("heen {} {}\n", feiten.heenbericht->bericht, feiten.heenbericht->beantwoord);
    for (auto const& [nummer, t] : feiten.toewijzingen) {
        uit += fmt::format("toewijzing {} {} rij {} van {} {} ", nummer, t->nummer, t->rij, bsns.contains(t->bsn) ? t->bsn : "iemand",
                           t->aanbieder);
        if (t->product) uit += fmt::format("{} {} ", t->product->categorie.view(), t->product->code.value_or("-"));
        uit += fmt::format("{} {} {} ", model::to_string(t->toewijzingsdatum), t->toewijzingstijd, model::to_string(t->ingangsdatum));
        uit += fmt::format("{} {} ", t->einddatum ? model::to_string(*t->einddatum) : "-",
                           t->reden_wijziging ? t->reden_wijziging->view() : "-");
        if (t->omvang) uit += fmt::format("{} {} {} ", t->omvang->volume.value, t->omvang->eenheid.view(), t->omvang->frequentie.view());
        for (auto const& debet : t->debetten) uit += fmt::format("[{} {} {}]", debet.referentie_nummer, debet.volume, debet.bedrag.cents);
        for (auto const& v : t->verbintenissen) uit += fmt::format("({} {} {})", v.jaar, v.vastgelegd.cents, v.toegekend.cents);
        uit += '\n';
    }
    for (auto const& bsn : std::set<std::string>(feiten.clienten.begin(), feiten.clienten.end())) uit += fmt::format("client {}\n", bsn);
    std::map<std::string, model::ReferentieFact> const referenties(feiten.referenties.begin(), feiten.referenties.end());
    for (auto const& [nummer, r] : referenties)
        uit += fmt::format("referentie {} {} {} {} {} {}\n", nummer, r.toegekend, r.debet, r.gecrediteerd, r.toewijzing_nummer, r.code);
    return uit;
}

/// Traffic of one gemeente and one aanbieder, from a seed: toewijzingen and new versions of them, claims with credits and with numbers that
/// were used, retours that refuse a toewijzing.
class Verkeer {
public:
    explicit Verkeer(std::uint32_t seed) : kans_(seed) {}

    Zending volgende() {
        switch (trek(10)) {
        case 0:
        case 1:
        case 2: return toewijzing();
        case 3: return heen_ ? retour() : toewijzing();
        default: return declaratie();
        }
    }

private:
    std::int64_t trek(std::int64_t tot) { return static_cast<std::int64_t>(kans_() % static_cast<std::uint64_t>(tot)); }
    static std::string bsn(std::int64_t nummer) { return fmt::format("99990000{}", nummer % 5); }
    std::string nieuw(char soort) { return fmt::format("{}{}", soort, ++teller_); }

    Zending toewijzing() {
        std::vector<support::Toewijzing> producten;
        auto const eerste = trek(12);
        // Of one client, in one message also twice the same.
        for (auto nummer = eerste; nummer <= eerste + 5; nummer += trek(2) * 5 + (producten.empty() ? 0 : 5)) {
            producten.push_back(
                {.nummer = nummer, .datum = model::date(2026, 1, static_cast<std::int32_t>(1 + trek(28))), .volume = 1 + trek(100)});
            if (producten.size() == 2) break;
        }
        auto bericht = support::toewijzingsbericht(nieuw('T'), bsn(eerste), producten);
        heen_ = bericht;
        return zending(std::move(bericht));
    }

    Zending retour() {
        auto bericht =
            support::retour<model::Bericht302>(*heen_, trek(2) == 0 ? model::RetourCodes{model::Code("0001")} : model::RetourCodes{});
        heen_.reset();
        return zending(std::move(bericht));
    }

    Zending declaratie() {
        std::vector<support::Client> clienten;
        std::set<std::int64_t> genoemd;
        std::vector<bool> afgekeurd;
        for (auto c = 1 + trek(3); c > 0; --c) {
            auto const nummer = trek(12);
            if (!genoemd.insert(nummer % 5).second) continue;
            auto& client = clienten.emplace_back(bsn(nummer));
            for (auto r = 1 + trek(4); r > 0; --r) {
                bool const gebruikt = !referenties_.empty() && trek(6) == 0;
                bool const credit = !referenties_.empty() && trek(4) == 0;
                auto const eerder =
                    referenties_.empty() ? std::string() : referenties_[static_cast<std::size_t>(trek(std::ssize(referenties_)))];
                // A long one does not fit where a short one does.
                auto referentie = gebruikt ? eerder : nieuw('R') + (trek(3) == 0 ? "-met-een-lange-staart" : "");
                client.regels.push_back({nummer, referentie, credit ? eerder : "", 1 + trek(50), 100 * (1 + trek(50))});
                afgekeurd.push_back(trek(5) == 0);
                referenties_.push_back(std::move(referentie));
            }
        }
        return zending(support::declaratiebericht(nieuw('D'), nieuw('N'), clienten), afgekeurd);
    }

    std::mt19937_64 kans_;
    std::int64_t teller_ = 0;
    std::optional<model::Message> heen_;
    std::vector<std::string> referenties_;
};

/// Rules approve no prestatie without its toewijzing, and no retour that answers nothing.
void keur_af_wat_niet_kan(Zending& zending, model::Facts const& feiten) {
    if (auto const* b = std::get_if<model::Bericht323>(&zending.bericht.inhoud)) {
        auto const& clienten = b->declaratie.clienten;
        for (std::size_t c = 0; c < clienten.size(); ++c)
            for (std::size_t p = 0; p < clienten[c].prestaties.size(); ++p)
                if (feiten.toewijzing(clienten[c].prestaties[p].toewijzing_nummer) == nullptr) zending.verdict.toegekend[c][p] = false;
    } else if (std::holds_alternative<model::Bericht302>(zending.bericht.inhoud)) {
        if (!feiten.heenbericht || feiten.heenbericht->beantwoord) zending.verdict.uitkomst = model::Uitkomst::afgekeurd;
    }
}

/// Commits of half of the toewijzingen that the message changes, and of one that a day released.
void leg_vast(Zending& zending, model::Facts const& feiten, std::mt19937_64& kans) {
    if (zending.verdict.uitkomst == model::Uitkomst::afgekeurd) return;
    std::set<std::int64_t> nummers;
    if (auto const* b = std::get_if<model::Bericht301>(&zending.bericht.inhoud))
        for (auto const& product : b->client.toegewezen_producten) nummers.insert(product.toewijzing_nummer);
    if (auto const* b = std::get_if<model::Bericht323>(&zending.bericht.inhoud))
        for (auto const& client : b->declaratie.clienten)
            for (auto const& prestatie : client.prestaties)
                if (feiten.toewijzing(prestatie.toewijzing_nummer) != nullptr) nummers.insert(prestatie.toewijzing_nummer);
    auto& grootboek = zending.verdict.grootboek;
    for (auto const nummer : nummers) {
        if (kans() % 2 == 0) continue;
        auto const cents = static_cast<std::int64_t>(kans() % 100'000);
        grootboek.verbintenissen.emplace_back(nummer, std::vector<model::Verbintenis>{{2026, {cents}, {cents / 2}, false}});
        if (kans() % 3 == 0) grootboek.verlopen.push_back(nummer);
    }
}

constexpr Onthoudt alles = onthoudt_kladblok;
constexpr Onthoudt bijna_niets{2000, 400};

} // namespace

TEST_CASE("whatever a scratch store keeps in memory, its messages meet the facts of a store that writes every row") {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        SqliteEngine engine;
        auto const vast = opened(engine);
        Klad ruim(alles);
        Klad krap(bijna_niets);
        Klad kort(alles); // many transactions
        Verkeer verkeer(seed);
        std::mt19937_64 kans(seed);
        for (int i = 0; i < 150; ++i) {
            auto zending = verkeer.volgende();
            CAPTURE(i);
            auto const feiten = facts(*vast, zending.bericht);
            keur_af_wat_niet_kan(zending, feiten);
            leg_vast(zending, feiten, kans);
            auto const verwacht = tekst(feiten, zending.bericht);
            process(*vast, zending);
            REQUIRE(tekst(ruim.beslis(zending), zending.bericht) == verwacht);
            REQUIRE(tekst(krap.beslis(zending), zending.bericht) == verwacht);
            REQUIRE(tekst(kort.beslis(zending), zending.bericht) == verwacht);
            if (i % 7 == 6) kort.rond_af();
        }
        // At the end every row is there.
        for (auto* klad : {&ruim, &krap, &kort}) klad->rond_af();
        for (auto* klad : {&ruim, &krap}) {
            CHECK(klad->getal("SELECT count(*) FROM referentie") > 100);
            for (auto const* vraag :
                 {"SELECT count(*) FROM referentie", "SELECT sum(gecrediteerd) FROM referentie", "SELECT sum(prestatie) FROM referentie",
                  "SELECT sum(length(debetten)) FROM toewijzing", "SELECT sum(length(verbintenissen)) FROM toewijzing"})
                CHECK(klad->getal(vraag) == kort.getal(vraag));
        }
    }
}

TEST_CASE("debets stand in memory until their row is asked for, and are in it then") {
    Klad klad(alles);
    klad.beslis(zending(support::toewijzingsbericht("T1", "999900001", {{.nummer = 1}})));
    klad.beslis(zending(support::declaratiebericht("D1", "1", {{"999900001", {{1, "R1"}}}})));
    CHECK(klad.getal("SELECT length(debetten) FROM toewijzing") == 0);
    CHECK(klad.getal("SELECT count(*) FROM referentie") == 0);
    // A version of the toewijzing changes its row.
    klad.beslis(zending(support::toewijzingsbericht("T2", "999900001", {{.nummer = 1, .tijd = "11:00:00", .volume = 99}})));
    CHECK(klad.getal("SELECT length(debetten) > 0 AND volume = 99 FROM toewijzing") == 1);
    auto const feiten = klad.beslis(zending(support::declaratiebericht("D2", "2", {{"999900001", {{1, "R2"}, {1, "R3", "R1"}}}})));
    REQUIRE(feiten.toewijzing(1) != nullptr);
    CHECK(feiten.toewijzing(1)->omvang->volume.value == 99);
    CHECK(feiten.toewijzing(1)->debetten.size() == 1);
    CHECK(feiten.referentie("R1")->toegekend);
    klad.rond_af();
    CHECK(klad.getal("SELECT count(*) FROM referentie") == 3);
    CHECK(klad.getal("SELECT gecrediteerd FROM referentie WHERE nummer = 'R1'") == 1);
}

#include "gateway/delivery.hpp"
#include "rules/retour.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/write.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <random>

/// What goes out, with a clock that is set by hand and a partner that misbehaves.

using namespace gateway;
using store::outbox::Oorzaak;
using store::outbox::Toestand;

namespace {

constexpr std::int64_t minuut = 60'000;
constexpr std::int64_t dag_ms = 24 * 60 * minuut;

std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const set = xsd::SchemaSet::built_in().value();
    return set;
}

/// The gemeente is reached by HTTP, the aanbieder by what `rest` says.
std::shared_ptr<Partners const> boek(std::string const& rest) {
    support::TempDir const directory;
    auto const file = directory.path() / "partners.toml";
    std::ofstream(file) << "[[partner]]\noin = \"00000001001234567000\"\nnaam = \"G\"\nrollen = [\"gemeente\"]\norganisaties = [\"0384\"]\n"
                           "berichten = \"*\"\ngeldig_van = \"2020-01-01\"\n"
                           "[[partner]]\noin = \"00000003001234560000\"\nnaam = \"A\"\nrollen = [\"aanbieder\"]\n"
                           "organisaties = [\"42420001\"]\nberichten = \"*\"\ngeldig_van = \"2020-01-01\"\n"
                           "[[link]]\nnaam = \"gemeente\"\npartner = \"00000001001234567000\"\nprotocol = \"http\"\n"
                           "organisaties = [\"0384\"]\nadres = \"http://127.0.0.1:9/in\"\ngeldig_van = \"2020-01-01\"\n"
                        << rest;
    auto read = Partners::read(file);
    REQUIRE_MESSAGE(read.has_value(), (read ? std::string() : fmt::format("{}", fmt::join(read.error(), "\n"))));
    return *read;
}

std::string aanbieder_link(std::string const& protocol, std::string const& modus = "endpoint") {
    return fmt::format(
        "[[link]]\nnaam = \"aanbieder\"\npartner = \"00000003001234560000\"\nprotocol = \"{}\"\norganisaties = [\"42420001\"]\n"
        "{}modus = \"{}\"\ngeldig_van = \"2020-01-01\"\n",
        protocol, protocol == "postbus" ? "" : "adres = \"http://127.0.0.1:9/in\"\n", modus);
}

/// A gateway of one thread that can be stopped and started.
class Poort {
public:
    explicit Poort(std::shared_ptr<Partners const> partners) : boek(std::move(partners)), pipeline_(schemas()) {
        pipeline_.relay([this](std::string_view organisatie, model::Date dag) {
            auto const* link = boek->to(organisatie, dag);
            return link != nullptr && link->modus == Modus::relay;
        });
        herstart();
    }

    void herstart() {
        store_.reset();
        store_ = std::move(store::sqlite::open(directory_.path(), nonce()).value());
    }

    Antwoord stuur(model::Message const& bericht) {
        auto const xml = xsd::write(*schemas(), bericht);
        auto const gelezen = pipeline_.read(std::as_bytes(std::span(xml)));
        Antwoord antwoord;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = pipeline_.decide(tx, gelezen, moment, "cli", false);
            if (!decided) return std::unexpected(decided.error());
            antwoord = std::move(*decided);
            return {};
        });
        REQUIRE_MESSAGE(done, (done ? std::string() : done.error().context));
        return antwoord;
    }

    std::vector<TeSturen> te_doen() { return te_sturen(reader()->uit_koppen().value(), *boek, moment.vandaag, {}, moment.utc_ms); }
    void noteer(store::UitId id, Uitslag const& uitslag, std::uint32_t toeval = 1U << 31) {
        REQUIRE(store_->transact([&](store::Transaction& tx) { return gateway::noteer(tx, id, "lijn", uitslag, moment.utc_ms, toeval); }));
    }
    std::unique_ptr<store::Reader> reader() { return std::move(store_->reader().value()); }
    std::vector<store::Uit> alles() { return reader()->uit_lijst({}, 0, 100'000).value(); }
    void verder(std::int64_t ms) {
        moment.utc_ms += ms;
        moment.vandaag = dutch_day(moment.utc_ms);
    }

    std::shared_ptr<Partners const> boek;
    Moment moment{1'778'400'000'000, bouw::dag("2026-05-10")};

private:
    store::sqlite::Nonce nonce() {
        return [this] {
            std::array<std::byte, 32> bytes{};
            for (auto& byte : bytes) byte = static_cast<std::byte>(random_() & 0xffU);
            return bytes;
        };
    }

    std::mt19937_64 random_{7};
    support::TempDir directory_;
    std::unique_ptr<store::Store> store_;
    Pipeline pipeline_;
};

/// A 301 that has nothing in common with the others that matters.
model::Message toewijzing(int n) {
    auto bericht = bouw::toewijzing({bouw::product(1000 + n)});
    auto& header = bouw::als_301(bericht).header;
    header.bericht_identificatie.identificatie = fmt::format("T{}", n);
    bericht.identificatie_sleutel = header.bericht_identificatie.identificatie;
    return bericht;
}

/// The other side, and the wire to it: takes a message once by its number, whatever becomes of the answer.
struct Overkant {
    std::map<std::string, int> ontvangen; ///< how often each number came
    std::vector<store::UitId> volgorde;   ///< as they came first
    bool uit = false;

    void neem(store::Uit const& uit_) {
        if (++ontvangen[uit_.referentienummer] == 1) volgorde.push_back(uit_.id);
    }
};

Uitslag mislukt(Oorzaak oorzaak) { return {{oorzaak}, "proef"}; }

} // namespace

TEST_CASE("what an answer means for delivery") {
    for (unsigned const status : {200U, 201U, 202U, 204U}) CHECK(uitslag_van(status, "").poging.oorzaak == Oorzaak::geen);
    for (unsigned const status : {408U, 429U, 503U}) CHECK(uitslag_van(status, "").poging.oorzaak == Oorzaak::later);
    for (unsigned const status : {500U, 502U, 504U, 599U}) CHECK(uitslag_van(status, "").poging.oorzaak == Oorzaak::storing);
    for (unsigned const status : {301U, 400U, 401U, 403U, 404U, 409U, 413U, 415U, 422U})
        CHECK(uitslag_van(status, "").poging.oorzaak == Oorzaak::geweigerd);
    CHECK(uitslag_van(503, "120").poging.minstens_ms == 120'000);
    for (auto const* text : {"", "-5", "Wed, 21 Oct 2026 07:28:00 GMT", "12x", "99999999999999999999"})
        CHECK(uitslag_van(503, text).poging.minstens_ms == 0);
    CHECK(uitslag_van(200, "").fout.empty());
    CHECK(uitslag_van(422, "").fout == "de partner antwoordde 422");
}

TEST_CASE("in endpoint mode the sender gets our answer and the receiver the message") {
    Poort poort(boek(aanbieder_link("http")));
    REQUIRE(poort.stuur(bouw::toewijzing()).retour_soort);
    auto const rows = poort.alles();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].stuk == store::UitStuk::retour);
    CHECK(rows[0].bestemming == "0384");
    CHECK(rows[0].termijn == bouw::dag("2026-05-13"));
    CHECK(rows[1].stuk == store::UitStuk::bericht);
    CHECK(rows[1].bestemming == "42420001");
    CHECK(poort.te_doen().size() == 2);
    CHECK(poort.reader()->verwacht(10)->empty());

    // Its own answer, should it send one, goes nowhere: the sender has ours.
    auto const heen = bouw::toewijzing();
    auto const retour = rules::retour(heen, model::Verdict{}, {"R1", bouw::dag("2026-05-10"), {"1.0.0", "1.0.0"}}).value();
    REQUIRE(poort.stuur(retour).uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(poort.alles().size() == 2);
}

TEST_CASE("a rejected message goes back with its answer and no further") {
    Poort poort(boek(aanbieder_link("http", "relay")));
    auto wrong = bouw::start(); // no toewijzing
    REQUIRE(poort.stuur(wrong).uitkomst == model::Uitkomst::afgekeurd);
    auto const rows = poort.alles();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].stuk == store::UitStuk::retour);
}

TEST_CASE("in relay mode the receiver answers, we carry it back and know until when") {
    Poort poort(boek(aanbieder_link("http", "relay")));
    auto const heen = bouw::toewijzing();
    auto const antwoord = poort.stuur(heen);
    CHECK(antwoord.uitkomst == model::Uitkomst::goedgekeurd);
    CHECK_FALSE(antwoord.retour_soort);
    auto rows = poort.alles();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].stuk == store::UitStuk::bericht);
    auto const open = poort.reader()->verwacht(10).value();
    REQUIRE(open.size() == 1);
    CHECK(open[0].bestemming == "42420001");
    CHECK(open[0].termijn == bouw::dag("2026-05-13"));

    auto const retour = rules::retour(heen, model::Verdict{}, {"R1", bouw::dag("2026-05-10"), {"1.0.0", "1.0.0"}}).value();
    REQUIRE(poort.stuur(retour).uitkomst == model::Uitkomst::goedgekeurd);
    rows = poort.alles();
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].stuk == store::UitStuk::bericht);
    CHECK(rows[1].soort == model::BerichtSoort{model::Domein::wmo, 302});
    CHECK(rows[1].bestemming == "0384");
    CHECK(poort.reader()->verwacht(10)->empty());
}

TEST_CASE("what has no link, or is fetched, waits without an attempt") {
    Poort poort(boek(aanbieder_link("postbus")));
    poort.stuur(bouw::toewijzing());
    auto const wachtend = poort.te_doen();
    REQUIRE(wachtend.size() == 1);
    CHECK(wachtend[0].link->naam == "gemeente");
    Poort zonder(boek(""));
    zonder.stuur(bouw::toewijzing());
    CHECK(zonder.te_doen().size() == 1);
    // A corrected book sends on what waited.
    zonder.boek = boek(aanbieder_link("http"));
    CHECK(zonder.te_doen().size() == 2);
}

TEST_CASE("five days down, cut connections and restarts: every message arrives, once by its number, in order") {
    for (unsigned const seed : {1U, 2U}) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        Poort poort(boek(aanbieder_link("http")));
        std::map<std::string, Overkant, std::less<>> partners;
        auto const begin = poort.moment.utc_ms;
        int n = 0;
        for (; poort.moment.utc_ms - begin < 7 * dag_ms; poort.verder(10 * minuut)) {
            auto const since = poort.moment.utc_ms - begin;
            if (since < 4 * dag_ms && since % (6 * 60 * minuut) == 0) poort.stuur(toewijzing(++n));
            // Both sides are started again now and then; what is in the store is all that is known.
            if (random() % 50 == 0) poort.herstart();
            partners["aanbieder"].uit = since < 5 * dag_ms;
            for (auto wachtend = poort.te_doen(); !wachtend.empty(); wachtend = poort.te_doen()) {
                for (auto const& [uit, link] : wachtend) {
                    auto& partner = partners[link->naam];
                    auto const toeval = static_cast<std::uint32_t>(random());
                    if (partner.uit) {
                        poort.noteer(uit.id, mislukt(Oorzaak::onbereikbaar), toeval);
                        continue;
                    }
                    switch (random() % 6) {
                    case 0: poort.noteer(uit.id, mislukt(Oorzaak::later), toeval); break;
                    case 1: poort.noteer(uit.id, mislukt(Oorzaak::storing), toeval); break;
                    case 2: // it came through, its answer did not
                        partner.neem(uit);
                        poort.noteer(uit.id, mislukt(random() % 2 == 0 ? Oorzaak::tijd_op : Oorzaak::afgebroken), toeval);
                        break;
                    case 3: // it came through, and we were stopped before that was written down
                        partner.neem(uit);
                        poort.herstart();
                        break;
                    default: partner.neem(uit); poort.noteer(uit.id, {}, toeval);
                    }
                }
            }
        }
        auto const rows = poort.alles();
        REQUIRE(rows.size() == static_cast<std::size_t>(2 * n));
        CHECK(n == 16);
        for (auto const& row : rows) {
            CAPTURE(row.id);
            CHECK(row.stand.toestand == Toestand::afgeleverd);
        }
        for (auto const& [naam, partner] : partners) {
            CAPTURE(naam);
            CHECK(partner.ontvangen.size() == static_cast<std::size_t>(n));
            CHECK(std::ranges::is_sorted(partner.volgorde));
        }
    }
}

TEST_CASE("a partner that is down is asked by one message, with hours between, and gets the rest at once when it is back") {
    Poort poort(boek(aanbieder_link("postbus")));
    for (int n = 1; n <= 20; ++n) poort.stuur(toewijzing(n));
    int attempts = 0;
    for (std::int64_t t = 0; t < 5 * dag_ms; t += 5 * minuut, poort.verder(5 * minuut)) {
        auto const wachtend = poort.te_doen();
        REQUIRE(wachtend.size() <= 1);
        for (auto const& [uit, link] : wachtend) {
            ++attempts;
            poort.noteer(uit.id, mislukt(Oorzaak::onbereikbaar));
        }
    }
    CHECK(attempts > 5 * 24 - 5);
    CHECK(attempts < 5 * 24 + 12);
    poort.verder(60 * minuut);
    int sent = 0;
    for (auto wachtend = poort.te_doen(); !wachtend.empty(); wachtend = poort.te_doen(), ++sent) poort.noteer(wachtend.front().uit.id, {});
    CHECK(sent == 20);
}

TEST_CASE("what was refused waits for a person and lets the next go; sent again it has the same number") {
    Poort poort(boek(aanbieder_link("postbus")));
    poort.stuur(toewijzing(1));
    poort.stuur(toewijzing(2));
    auto const first = poort.te_doen().at(0).uit;
    poort.noteer(first.id, uitslag_van(422, ""));
    auto const dead = poort.reader()->uit_lijst({Toestand::opgegeven, Oorzaak::geweigerd, {}}, 0, 10).value();
    REQUIRE(dead.size() == 1);
    CHECK(dead[0].fout == "de partner antwoordde 422");
    CHECK(dead[0].verbinding == "lijn");
    CHECK(poort.te_doen().at(0).uit.id != first.id);
    // An attempt that ends after somebody else wrote down the end changes nothing.
    poort.noteer(first.id, {});
    CHECK(poort.reader()->uit(first.id).value()->stand.toestand == Toestand::opgegeven);
}

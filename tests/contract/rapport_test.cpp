#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"
#include "xsd/model/rapport.hpp"

#include <map>

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* ander = "999900018";

/// A letter for each number that a client is known by, in order of appearance.
class Letters {
public:
    char operator()(std::uint64_t client) { return letters_.try_emplace(client, static_cast<char>('A' + letters_.size())).first->second; }

private:
    std::map<std::uint64_t, char> letters_;
};

/// Writes down what goes by.
class Schrijver final : public model::RapportBezoeker {
public:
    void op(model::RapportBericht const& b) override { berichten.push_back(b); }
    void op(model::RapportBericht const& b, model::RapportPrestatie const& p) override {
        prestaties.push_back(
            fmt::format("{} {} {} {} {} {} {}", b.id, wie(p.client), p.referentie, p.toewijzing, p.code, p.bedrag.cents, p.toegekend));
        partijen = b.gemeente + " " + b.aanbieder + " " + b.contract;
    }
    void op(model::RapportBericht const& b, model::RapportBoeking const& r) override {
        boekingen.push_back(fmt::format("{} {} {} {} {}", b.id, model::name(r.soort), r.jaar, r.vastgelegd.cents, r.toegekend.cents));
    }
    void op(model::RapportBericht const& b, model::RapportToewijzing const& t) override {
        toewijzingen.push_back(fmt::format("{} {} {} {} {} {}", b.id, t.gemeente, t.nummer, wie(t.client),
                                           t.tot ? model::to_string(*t.tot) : "open", t.verwijderd));
    }
    void op(model::RapportBericht const& b, model::RapportLevering const& l) override {
        leveringen.push_back(
            fmt::format("{} {} {} {}", b.id, wie(l.client), l.stop ? "stop" : "start", model::to_string(l.stop ? *l.einde : l.begin)));
    }
    void op(model::Registratie const& r) override { registraties.push_back(r.soort + " " + r.herkomst); }

    std::vector<model::RapportBericht> berichten;
    std::vector<std::string> prestaties, boekingen, toewijzingen, leveringen, registraties;
    std::string partijen;
    Letters wie;
};

model::RapportVraag alles() {
    return {.periode = {model::date(2026, 1, 1), model::date(2026, 12, 31)},
            .op = model::date(2026, 5, 1),
            .prestaties = true,
            .boekingen = true,
            .toewijzingen = true,
            .leveringen = true,
            .berichten = true,
            .registraties = true};
}

Schrijver lees(store::Store& store, model::RapportVraag const& vraag) {
    Schrijver schrijver;
    good(good(store.reader())->rapport(vraag, schrijver));
    return schrijver;
}

Zending declaratie(char const* identificatie, std::vector<Client> const& clienten, std::vector<std::vector<bool>> toegekend,
                   std::int32_t maand = 4) {
    auto z = zending(declaratiebericht(identificatie, identificatie, clienten, maand));
    z.verdict.toegekend = std::move(toegekend);
    return z;
}

using Regels = std::vector<std::string>;

} // namespace

TEST_CASE_TEMPLATE("a report sees every assessed line with its message, credits below zero, and whether it was approved", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}, {.nummer = 2}})));
    process(*store, declaratie("D1", {{bsn, {{1, "a"}, {2, "b", {}, 60, 2500}}}}, {{true, false}}));
    process(*store, declaratie("D2", {{bsn, {{1, "c", "a"}}}}, {{true}}));
    auto const gezien = lees(*store, alles());
    CHECK(gezien.prestaties ==
          Regels{"2 A a 1 02A03 6000 true", "2 A b 2 02A03 2500 false", "3 A c 1 02A03 -6000 true"});
    CHECK(gezien.partijen == "9901 99000001 noorderdal@2026-1");
    CHECK(gezien.berichten.size() == 3);
    CHECK(gezien.registraties.empty());
}

TEST_CASE_TEMPLATE("a report sees only the parts, party, period and message it asks for", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}})));
    process(*store, declaratie("D1", {{bsn, {{1, "a"}}}}, {{true}}, 3));
    process(*store, declaratie("D2", {{bsn, {{1, "b"}}}}, {{true}}, 4));
    auto vraag = alles();
    vraag.periode = {model::date(2026, 4, 1), model::date(2026, 4, 30)};
    CHECK(lees(*store, vraag).prestaties == Regels{"3 A b 1 02A03 6000 true"});
    vraag = alles();
    vraag.bericht = 2;
    CHECK(lees(*store, vraag).prestaties == Regels{"2 A a 1 02A03 6000 true"});
    vraag = alles();
    vraag.gemeente = "9901";
    vraag.aanbieder = "99000001";
    CHECK(lees(*store, vraag).prestaties.size() == 2);
    vraag.gemeente = "9902";
    auto const elders = lees(*store, vraag);
    CHECK(elders.prestaties.empty());
    CHECK(elders.toewijzingen.empty());
    CHECK(elders.berichten.empty());
    vraag = alles();
    vraag.prestaties = vraag.berichten = vraag.leveringen = vraag.boekingen = false;
    auto const deel = lees(*store, vraag);
    CHECK(deel.prestaties.empty());
    CHECK(deel.toewijzingen.size() == 1);
}

TEST_CASE_TEMPLATE("nothing was known before it was decided", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}})));
    process(*store, zending(startbericht("S1", bsn, {{}})));
    process(*store, declaratie("D1", {{bsn, {{1, "a"}}}}, {{true}}));
    auto vraag = alles();
    vraag.op = model::date(2026, 4, 30);
    auto const eerder = lees(*store, vraag);
    CHECK(eerder.prestaties.empty());
    CHECK(eerder.toewijzingen.empty());
    CHECK(eerder.leveringen.empty());
    CHECK(eerder.berichten.empty());
    auto const dan = lees(*store, alles());
    CHECK(dan.prestaties.size() == 1);
    CHECK(dan.leveringen == Regels{"2 A start 2026-01-10"});
}

TEST_CASE_TEMPLATE("of a toewijzing a report sees the last version that counts", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}, {.nummer = 2}})));
    auto const korter = toewijzingsbericht("T2", bsn, {{1, "10:00:00", model::date(2026, 2, 1), model::date(2026, 6, 30)}});
    process(*store, zending(korter));
    process(*store, zending(toewijzingsbericht("T3", ander, {{3, "10:00:00", model::date(2026, 1, 9), {}, "13"}})));
    CHECK(lees(*store, alles()).toewijzingen ==
          Regels{"2 9901 1 A 2026-06-30 false", "1 9901 2 A open false", "3 9901 3 B open true"});
    process(*store, zending(retour<model::Bericht302>(korter, {"0001"})));
    CHECK(lees(*store, alles()).toewijzingen.front() == "1 9901 1 A open false");
}

TEST_CASE_TEMPLATE("of starts and stops a report sees those that count", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}})));
    process(*store, zending(startbericht("S1", bsn, {{}})));
    Stop stop;
    stop.reden = "19";
    process(*store, zending(stopbericht("E1", bsn, {stop})));
    CHECK(lees(*store, alles()).leveringen == Regels{"2 A start 2026-01-10", "3 A stop 2026-03-01"});
    stop.status = "3";
    process(*store, zending(stopbericht("E2", bsn, {stop})));
    CHECK(lees(*store, alles()).leveringen == Regels{"2 A start 2026-01-10"});
}

TEST_CASE_TEMPLATE("a report sees the lines of the ledger of the years asked for, and what people registered", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto z = zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}}));
    for (std::int32_t const jaar : {2026, 2027})
        z.verdict.grootboek.boekingen.push_back({.soort = model::Boeksoort::vastgelegd,
                                                 .rekening = {"99000001", "9901", model::Domein::wmo, "02", "02A03", jaar},
                                                 .toewijzing = 1,
                                                 .vastgelegd = {jaar},
                                                 .beslag = {jaar}});
    process(*store, z);
    CHECK(lees(*store, alles()).boekingen == Regels{"1 vastgelegd 2026 2026 0"});
    auto vraag = alles();
    vraag.periode.einde = model::date(2027, 1, 1);
    CHECK(lees(*store, vraag).boekingen.size() == 2);
    model::Registratie const melding{
        .soort = "melding", .gemeente = "9901", .toewijzing = 1, .datum = model::date(2026, 1, 1), .herkomst = "r.csv:2"};
    good(store->transact([&](store::Transaction& tx) { return tx.registreer(std::span(&melding, 1), 0); }));
    CHECK(lees(*store, alles()).registraties == Regels{"melding r.csv:2"});
}

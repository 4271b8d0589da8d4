#include "gateway/bewaren/plan.hpp"
#include "gateway/bewaren/regels.hpp"
#include "tests/contract/engines.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace gateway::bewaren;
using contract::good;
using model::date;

namespace {

constexpr Termijn jaren(std::int32_t n) { return {n, Termijn::Eenheid::jaar}; }

std::expected<std::vector<Regel>, std::vector<std::string>> gelezen(std::string const& text) {
    support::TempDir dir;
    auto const file = dir.path() / "termijnen.toml";
    std::ofstream(file) << text;
    return lees(file);
}

std::string tabel(std::string_view soort, std::string_view sinds, std::string_view termijn, std::string_view vanaf) {
    return fmt::format("[[termijn]]\nsoort = \"{}\"\nsinds = \"{}\"\ntermijn = \"{}\"\nvanaf = \"{}\"\ngrond = \"proef\"\n", soort, sinds, termijn, vanaf);
}

/// Messages of 2026-05-01 (contract::zending): a toewijzing that ends, with a declaratie on it, and one that does not.
struct Wereld {
    contract::SqliteEngine engine;
    std::unique_ptr<store::Store> store = contract::opened(engine);
    contract::Zending const eindig = contract::zending(support::toewijzingsbericht("T1", "999990019", {{.nummer = 1, .einddatum = date(2026, 12, 31)}}));
    contract::Zending const zonder = contract::zending(support::toewijzingsbericht("T2", "999990020", {{.nummer = 2}}));
    contract::Zending const geld = contract::zending(support::declaratiebericht("D1", "DN1", {{"999990019", {{.toewijzing = 1, .referentie = "R1"}}}}));
    store::BerichtId t1 = contract::process(*store, eindig);
    store::BerichtId t2 = contract::process(*store, zonder);
    store::BerichtId d1 = contract::process(*store, geld);

    Plan plan(model::Date op, std::vector<Regel> const& regels = ingebouwd()) { return good(maak_plan(*good(store->reader()), regels, op)); }
    /// Everything was brought where it had to go.
    void bezorgd() {
        good(store->transact([](store::Transaction& tx) -> model::Result<void> {
            for (store::UitId id = 1; id <= 6; ++id) {
                auto const row = tx.uit(id);
                if (!row || !*row) continue;
                auto stand = (*row)->stand;
                stand.toestand = store::outbox::Toestand::afgeleverd;
                if (auto done = tx.zet_uit(id, stand, "postbus", ""); !done) return done;
                if (auto done = tx.verwacht_niet((*row)->bericht); !done) return done;
            }
            return {};
        }));
    }
};

std::vector<std::int64_t> berichten(Plan const& plan) {
    std::vector<std::int64_t> out;
    for (auto const& stap : plan.stappen) out.push_back(stap.bericht);
    return out;
}

} // namespace

TEST_CASE("a term ends on the same day, or on the last day of a month that has none such") {
    CHECK(laatste_dag(date(2026, 3, 10), jaren(15)) == date(2041, 3, 10));
    CHECK(laatste_dag(date(2028, 2, 29), jaren(15)) == date(2043, 2, 28));
    CHECK(laatste_dag(date(2028, 2, 29), jaren(20)) == date(2048, 2, 29));
    CHECK(laatste_dag(date(2026, 8, 31), {6, Termijn::Eenheid::maand}) == date(2027, 2, 28));
    CHECK(laatste_dag(date(2027, 8, 31), {6, Termijn::Eenheid::maand}) == date(2028, 2, 29));
    CHECK(laatste_dag(date(2026, 11, 30), {13, Termijn::Eenheid::maand}) == date(2027, 12, 30));
    CHECK(laatste_dag(date(2026, 12, 31), {90, Termijn::Eenheid::dag}) == date(2027, 3, 31));
}

TEST_CASE("the rule that began last is the one that holds") {
    auto const regels = ingebouwd();
    CHECK(geldend(regels, Soort::jw, date(2019, 12, 31))->termijn.aantal == 15);
    CHECK(geldend(regels, Soort::jw, date(2020, 1, 1))->termijn.aantal == 20);
    CHECK(geldend(regels, Soort::wmo, date(2014, 12, 31)) == nullptr);
}

TEST_CASE("a file says its rules, and every fault of it at once") {
    auto const goed = gelezen(tabel("wmo", "2026-01-01", "15 jaar", "einde_toewijzing") + tabel("inzage", "2026-01-01", "90 dagen", "ontvangst"));
    REQUIRE(goed);
    CHECK(goed->size() == 2);
    CHECK(goed->at(1).termijn.eenheid == Termijn::Eenheid::dag);
    auto const fout = gelezen(tabel("wmo2", "2026-02-30", "0 jaar", "ooit") + "[[iets]]\nx = \"1\"\n" + tabel("inzage", "2026-01-01", "1 jaar", "einde_toewijzing") +
                              tabel("jw", "2026-01-01", "1 jaar", "ontvangst") + tabel("jw", "2026-01-01", "2 jaar", "ontvangst") + "extra = \"1\"\n");
    REQUIRE_FALSE(fout);
    CHECK(fout.error().size() == 8);
    auto const all = fmt::format("{}", fmt::join(fout.error(), "\n"));
    for (auto const* part : {"termijnen.toml:2: soort = \"wmo2\"", ":3: sinds = \"2026-02-30\"", ":4: termijn = \"0 jaar\"", ":5: vanaf = \"ooit\"",
                             "[[iets]] bestaat niet", "kan niet bij soort inzage", "staat er al voor soort jw", "extra bestaat niet", "verwacht: "}) {
        INFO(part);
        CHECK(all.find(part) != std::string::npos);
    }
    CHECK_FALSE(gelezen(""));
    CHECK_FALSE(gelezen("[[termijn]]\n"));
    CHECK_FALSE(lees("/er/is/niets"));
}

TEST_CASE("the longest term wins, and a case is counted from its last end") {
    Wereld wereld;
    wereld.bezorgd();
    // Wmo: 15 years from the end of the toewijzing, so also the declaratie, whose 7 years are over long before.
    CHECK(berichten(wereld.plan(date(2041, 12, 31))).empty());
    auto const plan = wereld.plan(date(2042, 1, 1));
    CHECK(berichten(plan) == std::vector<std::int64_t>{wereld.t1, wereld.d1});
    CHECK(plan.stappen[1].soort == Soort::wmo);
    CHECK(plan.stappen[1].begin == date(2026, 12, 31));
    CHECK(plan.stappen[1].weg_vanaf == date(2042, 1, 1));
    CHECK(plan.stappen[0].toewijzingen == std::vector<std::string>{"9901/wmo/1"});
    CHECK(plan.stappen[0].gemeente == "9901");
    // A toewijzing without an end goes on.
    CHECK(berichten(wereld.plan(date(2090, 1, 1))) == std::vector<std::int64_t>{wereld.t1, wereld.d1});
    CHECK(wereld.plan(date(2090, 1, 1)).nog_nodig.at("lopende_zaak") == 1);

    std::vector<Regel> const kort{{Soort::wmo, date(2020, 1, 1), jaren(1), Vanaf::ontvangst, "proef"}, {Soort::financieel, date(2020, 1, 1), jaren(7), Vanaf::einde_jaar, "proef"}};
    CHECK(berichten(wereld.plan(date(2030, 1, 1), kort)) == std::vector<std::int64_t>{wereld.t1});
    CHECK(berichten(wereld.plan(date(2033, 12, 31), kort)) == std::vector<std::int64_t>{wereld.t1});
    CHECK(berichten(wereld.plan(date(2034, 1, 1), kort)) == std::vector<std::int64_t>{wereld.t1, wereld.d1});
    // Without a rule for one of its kinds a message stays.
    CHECK(berichten(wereld.plan(date(2090, 1, 1), {kort[0]})) == std::vector<std::int64_t>{wereld.t1});
}

TEST_CASE("what is needed stays: undelivered, open work, a hold on a message or a case") {
    Wereld wereld;
    auto const op = date(2042, 1, 1);
    CHECK(berichten(wereld.plan(op)).empty());
    CHECK(wereld.plan(op).nog_nodig.at("onbezorgd") >= 2);
    wereld.bezorgd();
    auto const houd = [&](std::int64_t bericht, std::int64_t zaak, bool aan) {
        store::Vasthouding const vast{.bericht = bericht, .toewijzing = zaak, .aan = aan, .moment_ms = 1, .door = "proef", .grond = "rechtszaak"};
        good(wereld.store->transact([&](store::Transaction& tx) { return tx.houd_vast(vast); }));
    };
    auto const zaak = store::toewijzing_van("9901/wmo/1").value();
    CHECK(store::toewijzing_tekst(zaak) == "9901/wmo/1");
    houd(wereld.d1, 0, true);
    CHECK(berichten(wereld.plan(op)) == std::vector<std::int64_t>{wereld.t1});
    houd(0, zaak, true);
    CHECK(berichten(wereld.plan(op)).empty());
    CHECK(wereld.plan(op).nog_nodig.at("vastgehouden") == 2);
    CHECK(good(good(wereld.store->reader())->vasthoudingen()).size() == 2);
    houd(wereld.d1, 0, false);
    houd(0, zaak, false);
    CHECK(berichten(wereld.plan(op)).size() == 2);
    CHECK(good(good(wereld.store->reader())->vasthoudingen()).empty());
    // An item of work that nobody decided on.
    store::NieuwWerk werk;
    werk.soort = store::WerkSoort::signaal;
    werk.regel = "R01";
    werk.aantal = 1;
    good(wereld.store->transact([&](store::Transaction& tx) {
        return tx.add_werk(wereld.t1, wereld.eindig.bericht, date(2026, 5, 1), std::span(&werk, 1));
    }));
    CHECK(berichten(wereld.plan(op)) == std::vector<std::int64_t>{wereld.d1});
}

TEST_CASE("the hash is of what would go, and of nothing else") {
    Wereld wereld;
    wereld.bezorgd();
    auto const op = date(2042, 1, 1);
    auto const first = hash(wereld.plan(op));
    CHECK(hash(wereld.plan(op)) == first);
    // What stays does not matter.
    auto const more = contract::zending(support::toewijzingsbericht("T3", "999990019", {{.nummer = 3}}));
    contract::process(*wereld.store, more);
    CHECK(hash(wereld.plan(op)) == first);
    CHECK(hash(wereld.plan(op + 1)) != first);
    auto const opdracht = good(lees_opdracht(opdracht_json(wereld.plan(op))));
    CHECK(opdracht.op == op);
    CHECK(opdracht.berichten == std::vector<std::int64_t>{wereld.t1, wereld.d1});
    CHECK_FALSE(lees_opdracht("{}"));
    CHECK(plan_tekst(wereld.plan(op)).find(first) != std::string::npos);
    CHECK(plan_tekst(wereld.plan(op)).find("999990019") == std::string::npos);
}

TEST_CASE("rows of the access log go by their own term, whole days of them") {
    Wereld wereld;
    auto const noteer = [&](std::int64_t moment_ms) {
        store::NieuweInzage inzage;
        inzage.moment_ms = moment_ms;
        inzage.wie = "gebruiker a";
        good(wereld.store->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const id = tx.noteer_inzage(inzage);
            if (!id) return std::unexpected(id.error());
            return {};
        }));
    };
    constexpr std::int64_t day = 86'400'000;
    noteer(std::int64_t{date(2026, 3, 1).days} * day + day / 2);
    noteer(std::int64_t{date(2026, 3, 2).days} * day + day / 2);
    CHECK(wereld.plan(date(2031, 3, 1)).inzagen == 0);
    CHECK(wereld.plan(date(2031, 3, 1)).inzage_voor_ms == 0);
    CHECK(wereld.plan(date(2031, 3, 2)).inzagen == 1);
    CHECK(wereld.plan(date(2031, 3, 3)).inzagen == 2);
}

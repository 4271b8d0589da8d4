#include "store/historie.hpp"
#include "store/logboek.hpp"
#include "tests/contract/engines.hpp"

#include <variant>

using namespace contract;

namespace {

constexpr std::int64_t moment = 1'777'000'000'000;

std::vector<store::Gebeurtenis> alles(store::Store& store) {
    auto const reader = good(store.reader());
    auto& historie = reader->historie();
    auto const einde = good(reader->logboek().einde()).grootte;
    std::vector<store::Gebeurtenis> uit;
    for (std::uint64_t van = 0;;) {
        auto next = good(historie.volgende(van, einde));
        if (!next) return uit;
        van = next->index + 1;
        uit.push_back(std::move(*next));
    }
}

store::Bundel bundel(std::string versie) {
    store::Bundel bundel{"noorderdal", std::move(versie), {}, {"0301", "0302"}, {{"bundel.toml", "versie"}}, moment, false};
    bundel.hash = sha256(bundel.versie);
    return bundel;
}

model::Registratie melding(std::int64_t toewijzing) {
    return {.soort = "melding", .gemeente = "0301", .toewijzing = toewijzing, .datum = model::date(2026, 3, 1), .tekst = "a", .herkomst = "r:1"};
}

} // namespace

TEST_CASE_TEMPLATE("history tells what came about in the order of the audit log", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const eerst = bundel("1");
    auto const tweede = bundel("2");
    std::array const lijst{melding(1), melding(2)};
    std::array const later{melding(2), melding(3)};
    good(store->transact([&](store::Transaction& tx) { return tx.omgeving("{}", moment); }));
    good(store->transact([&](store::Transaction& tx) { return tx.activate(eerst); }));
    good(store->transact([&](store::Transaction& tx) { return tx.registreer(lijst, moment); }));
    auto const heen = zending(support::toewijzingsbericht("T1", "999990019", {{.nummer = 1}}));
    process(*store, heen);
    good(store->transact([&](store::Transaction& tx) { return tx.activate(tweede); }));
    good(store->transact([&](store::Transaction& tx) { return tx.activate(eerst); }));
    good(store->transact([&](store::Transaction& tx) { return tx.registreer(later, moment + 1); }));
    good(store->transact([&](store::Transaction& tx) { return tx.omgeving(R"({"a":1})", moment + 2); }));

    auto const gezien = alles(*store);
    REQUIRE(gezien.size() == 8);
    for (std::size_t i = 0; i < gezien.size(); ++i) CHECK(gezien[i].index == i);
    CHECK(std::get<store::Omgeving>(gezien[0].wat).json == "{}");
    CHECK(std::get<store::BundelActief>(gezien[1].wat).bundel.bestanden == eerst.bestanden);
    CHECK(std::get<store::Geregistreerd>(gezien[2].wat).registraties.size() == 2);
    auto const& bericht = std::get<store::Ontvangen>(gezien[3].wat);
    CHECK(bericht.id == 1);
    CHECK(bericht.bytes == heen.bytes);
    CHECK(bericht.sha256 == sha256(heen.bytes));
    CHECK(bericht.kanaal == "cli");
    CHECK(bericht.uitspraak.besluit_json == heen.nieuw().besluit_json);
    CHECK(bericht.uitspraak.retour_xml == heen.retour);
    CHECK(bericht.uitspraak.vandaag == model::date(2026, 5, 1));
    CHECK(std::get<store::BundelActief>(gezien[4].wat).bundel.hash == tweede.hash);
    CHECK(std::get<store::BundelActief>(gezien[5].wat).bundel.hash == eerst.hash);
    // What was there already is not told again.
    auto const& erbij = std::get<store::Geregistreerd>(gezien[6].wat);
    REQUIRE(erbij.registraties.size() == 1);
    CHECK(erbij.registraties[0].toewijzing == 3);
    CHECK(erbij.moment_ms == moment + 1);
    CHECK(std::get<store::Omgeving>(gezien[7].wat).json == R"({"a":1})");
    CHECK(good(good(store->reader())->historie().registraties_zonder_plaats()).empty());
}

TEST_CASE_TEMPLATE("what changes nothing leaves no leaf", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    std::array const lijst{melding(1)};
    for (int i = 0; i < 2; ++i) {
        good(store->transact([&](store::Transaction& tx) { return tx.omgeving("{}", moment); }));
        good(store->transact([&](store::Transaction& tx) { return tx.registreer(lijst, moment); }));
    }
    CHECK(tellingen(*store).audit_leaves == 2);
}

TEST_CASE_TEMPLATE("history tells of refusals whose bytes are not kept", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const heen = zending(support::toewijzingsbericht("T1", "999990019", {{.nummer = 1}}));
    auto nieuw = heen.nieuw();
    nieuw.bericht = nullptr;
    nieuw.retour_soort = std::nullopt;
    nieuw.retour_xml.clear();
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.save(nieuw);
        if (!id) return std::unexpected(id.error());
        return {};
    }));
    auto const gezien = alles(*store);
    REQUIRE(gezien.size() == 1);
    auto const& bericht = std::get<store::Ontvangen>(gezien[0].wat);
    CHECK(!bericht.bytes);
    CHECK(bericht.grootte == static_cast<std::int64_t>(heen.bytes.size()));
    CHECK(bericht.uitspraak.besluit_json == nieuw.besluit_json);
    CHECK(!bericht.uitspraak.retour_soort);
}

TEST_CASE_TEMPLATE("history tells what people decided, and the decision that came of it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto heen = zending(support::toewijzingsbericht("T1", "999990019", {{.nummer = 1}}));
    heen.verdict.uitkomst = model::Uitkomst::aangehouden;
    auto const id = process(*store, heen);
    store::NieuweAfdoening klaar;
    klaar.moment_ms = moment + 5;
    klaar.vandaag = model::date(2026, 5, 9);
    klaar.uitkomst = model::Uitkomst::goedgekeurd;
    klaar.besluit_json = "{\"later\":1}";
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        std::array<store::NieuwWerk, 1> items;
        items[0].soort = store::WerkSoort::aangehouden;
        items[0].sleutel = "s";
        items[0].regel = "TR1";
        return tx.add_werk(id, heen.bericht, model::date(2026, 5, 1), items);
    }));
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const werk = tx.werk_van(id, store::WerkSoort::aangehouden, "iets anders", "TR2");
        if (!werk) return std::unexpected(werk.error());
        if (auto done = tx.settle(id, klaar); !done) return done;
        store::WerkBesluit besluit;
        besluit.moment_ms = moment + 5;
        besluit.vandaag = klaar.vandaag;
        besluit.besluit = "goedkeuren";
        besluit.door = "jan";
        return tx.decide_werk(werk->value(), besluit, true);
    }));
    auto const gezien = alles(*store);
    REQUIRE(gezien.size() == 3);
    CHECK(std::get<store::Ontvangen>(gezien[0].wat).uitspraak.uitkomst == model::Uitkomst::aangehouden);
    auto const& later = std::get<store::Afgedaan>(gezien[1].wat);
    CHECK(later.id == id);
    CHECK(later.uitspraak.besluit_json == klaar.besluit_json);
    CHECK(later.uitspraak.vandaag == klaar.vandaag);
    auto const& mens = std::get<store::MensBeslist>(gezien[2].wat);
    CHECK(mens.bericht == id);
    CHECK(mens.besluit.door == "jan");
    CHECK(mens.sleutel == "s");
}

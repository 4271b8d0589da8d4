#include "store/audit.hpp"
#include "store/logboek.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* ander = "999900018";
constexpr std::int64_t nu_ms = 1'779'000'000'000;

/// Takes a client out of the made-up texts of a test: what is left says so.
model::Result<std::string> zonder(store::Deel deel, std::string_view, std::string_view, std::string_view) {
    return std::string(deel == store::Deel::besluit ? R"({"bevindingen":[],"gewist":[1]})" : "<rest/>");
}

store::Wissing wissing() { return {nu_ms, "f. de vries", "verzoek, zaak 7", zonder}; }

store::Gewist wis_client(store::Store& store, std::string_view wie, store::Wissing const& hoe = wissing()) {
    store::Gewist uit;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto gewist = tx.wis_client(wie, hoe);
        if (!gewist) return std::unexpected(gewist.error());
        uit = *gewist;
        return {};
    }));
    return uit;
}

store::Gewist wis_bericht(store::Store& store, store::BerichtId id) {
    store::Gewist uit;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto gewist = tx.wis_bericht(id, wissing());
        if (!gewist) return std::unexpected(gewist.error());
        uit = *gewist;
        return {};
    }));
    return uit;
}

/// Nothing waits to be sent any more.
void afgeleverd(store::Store& store) {
    good(store.transact([](store::Transaction& tx) -> model::Result<void> {
        auto const rijen = tx.uit_lijst({}, 0, 1000);
        if (!rijen) return std::unexpected(rijen.error());
        for (auto const& rij : *rijen) {
            auto stand = rij.stand;
            stand.toestand = store::outbox::Toestand::afgeleverd;
            if (auto done = tx.zet_uit(rij.id, stand, "proef", ""); !done) return done;
        }
        return {};
    }));
}

std::optional<store::BerichtRecord> zelfde(store::Store& store, Zending const& z) {
    std::optional<store::BerichtRecord> uit;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto found = tx.find_same(sha256(z.bytes));
        if (!found) return std::unexpected(found.error());
        uit = std::move(*found);
        return {};
    }));
    return uit;
}

} // namespace

TEST_CASE_TEMPLATE("of an erased client nothing can be read; others keep all of theirs, and the log goes on", Engine, SqliteEngine) {
    Engine engine;
    auto const mijn = zending(toewijzingsbericht("T1", bsn, {{1}, {2}}));
    auto const jouw = zending(toewijzingsbericht("T2", ander, {{3}}));
    auto const samen = zending(declaratiebericht("D1", "D1", {{bsn, {{1, "a"}}}, {ander, {{3, "b"}}}}));
    {
        auto const store = opened(engine);
        for (auto const* z : {&mijn, &jouw, &samen}) process(*store, *z);
        afgeleverd(*store);
        auto const voor = tellingen(*store);
        auto const gewist = wis_client(*store, bsn);
        CHECK(gewist.berichten == 1);
        CHECK(gewist.uittreksels == 1);
        CHECK(gewist.sleutels == 2);
        CHECK(tellingen(*store).audit_leaves == voor.audit_leaves + 1);
        CHECK(wis_client(*store, bsn).sleutels == 0);
        CHECK(tellingen(*store).audit_leaves == voor.audit_leaves + 1);
    }
    auto const store = opened(engine);
    auto const reader = good(store->reader());
    auto const weg = good(reader->bericht(1));
    REQUIRE(weg);
    CHECK(weg->gewist_ms == nu_ms);
    CHECK(weg->sha256.empty());
    CHECK(weg->besluit_json == R"({"gewist_ms":1779000000000,"bevindingen":[]})");
    CHECK(good(reader->besluiten(1)) == std::vector{weg->besluit_json});
    CHECK_FALSE(good(reader->origineel(1)));
    CHECK_FALSE(good(reader->retour(1)));

    CHECK(good(reader->origineel(2)) == jouw.bytes);
    CHECK_FALSE(good(reader->bericht(2))->gewist_ms);
    CHECK(good(reader->origineel(3)) == "<rest/>");
    CHECK(good(reader->bericht(3))->besluit_json == R"({"bevindingen":[],"gewist":[1]})");
    CHECK_FALSE(good(reader->bericht(3))->gewist_ms);

    // The rules know nobody of that number any more, and the other as before.
    CHECK(facts(*store, verzoekbericht("X", bsn, {"A"})).client_toewijzingen.empty());
    CHECK(facts(*store, verzoekbericht("X", ander, {"A"})).client_toewijzingen == std::vector<std::int64_t>{3});
    // What was counted stays: the toewijzing is there, of somebody.
    auto const nog = facts(*store, declaratiebericht("X", "X", {{bsn, {{1, "c"}}}}));
    REQUIRE(nog.toewijzing(1) != nullptr);
    CHECK(nog.toewijzing(1)->bsn != bsn);

    // The same bytes again are known, and are not decided again.
    auto const bekend = zelfde(*store, mijn);
    REQUIRE(bekend);
    CHECK(bekend->id == 1);
    CHECK(bekend->gewist_ms == nu_ms);

    // The leaf of the message stands; what it commits to cannot be tried any more. The erasure has a leaf of its own.
    auto& log = reader->logboek();
    auto const einde = good(log.einde());
    auto const regels = good(log.regels(0, 100));
    REQUIRE(regels.size() == einde.grootte);
    store::audit::Frontier boom;
    for (auto const& regel : regels) boom.append(store::audit::leaf_hash(regel.entry));
    CHECK(boom.root() == einde.wortel);
    CHECK_FALSE(regels[0].nonce);
    CHECK(regels[1].nonce);
    CHECK_FALSE(regels[2].nonce);
    auto const blad = store::audit::decode(regels.back().entry);
    REQUIRE(blad);
    CHECK(blad->gebeurtenis == "gewist");
    CHECK(blad->identificatie == "1 berichten, 1 uittreksels, 2 sleutels");
    auto const vast = good(log.vastgelegd(regels.back().index));
    REQUIRE(vast);
    REQUIRE(regels.back().nonce);
    CHECK(blad->ontvangen == store::audit::commitment(*regels.back().nonce, std::as_bytes(std::span(*vast))));

    // What comes in of this person afterwards is stored as of anybody.
    auto const later = process(*store, zending(toewijzingsbericht("T9", bsn, {{9}})));
    CHECK(good(good(store->reader())->origineel(later)).has_value());
    CHECK(facts(*store, verzoekbericht("X", bsn, {"A"})).client_toewijzingen == std::vector<std::int64_t>{9});
}

TEST_CASE_TEMPLATE("one message can be erased; others of the same client stay", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1}})));
    process(*store, zending(toewijzingsbericht("T2", bsn, {{2}})));
    auto const samen = process(*store, zending(declaratiebericht("D1", "D1", {{bsn, {{1, "a"}}}, {ander, {{2, "b"}}}})));
    afgeleverd(*store);
    CHECK(wis_bericht(*store, 1).berichten == 1);
    CHECK(wis_bericht(*store, samen).sleutels == 1);
    CHECK(wis_bericht(*store, 1).berichten == 0);
    CHECK(wis_bericht(*store, 99).berichten == 0);
    auto const reader = good(store->reader());
    CHECK(good(reader->bericht(1))->gewist_ms == nu_ms);
    CHECK(good(reader->bericht(samen))->gewist_ms == nu_ms);
    CHECK_FALSE(good(reader->bericht(2))->gewist_ms);
    CHECK(good(reader->origineel(2)).has_value());
    CHECK(facts(*store, verzoekbericht("X", bsn, {"A"})).client_toewijzingen == std::vector<std::int64_t>{2});
}

TEST_CASE_TEMPLATE("without a way to make it again a message of several clients goes whole", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1}})));
    process(*store, zending(toewijzingsbericht("T2", ander, {{2}})));
    auto const id = process(*store, zending(declaratiebericht("D1", "D1", {{bsn, {{1, "a"}}}, {ander, {{2, "b"}}}})));
    afgeleverd(*store);
    auto hoe = wissing();
    hoe.zonder = {};
    CHECK(wis_client(*store, bsn, hoe).berichten == 2);
    CHECK(good(good(store->reader())->bericht(id))->gewist_ms == nu_ms);
}

TEST_CASE_TEMPLATE("what is still to be sent of an erased message is given up", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1}})));
    process(*store, zending(toewijzingsbericht("T2", ander, {{2}})));
    CHECK(tellingen(*store).uit_open == 2);
    wis_client(*store, bsn);
    auto const rijen = good(good(store->reader())->uit_lijst({}, 0, 10));
    REQUIRE(rijen.size() == 2);
    CHECK(rijen[0].stand.toestand == store::outbox::Toestand::opgegeven);
    CHECK(rijen[0].fout == "de inhoud is gewist");
    CHECK(rijen[1].stand.toestand == store::outbox::Toestand::wacht);
}

TEST_CASE_TEMPLATE("answers that name no client go with what they answer", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(verzoekbericht("V1", bsn, {"A"})));
    auto const antwoord = process(*store, zending(verzoekantwoord("N1", "A", "1")));
    afgeleverd(*store);
    CHECK(wis_client(*store, bsn).berichten == 2);
    CHECK(good(good(store->reader())->bericht(antwoord))->gewist_ms == nu_ms);
}

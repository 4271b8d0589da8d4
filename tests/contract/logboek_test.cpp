#include "store/checkpoint.hpp"
#include "store/historie.hpp"
#include "store/logboek.hpp"
#include "store/merkle.hpp"
#include "tests/contract/engines.hpp"

#include <algorithm>

using namespace contract;
using namespace support;

namespace audit = store::audit;

namespace {

/// Leaves of a kind that costs little: an envelope that came again with other bytes.
void grow(store::Store& store, int aantal) {
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        for (int i = 0; i < aantal; ++i)
            if (auto done = tx.log_conflict({1'777'000'000'000 + i, "99000001", fmt::format("ref-{}", i), "aa", "bb"}); !done) return done;
        return {};
    }));
}

/// As the definition has it: the hash over all leaves, split at the largest power of two below their number.
audit::Hash defined(std::span<audit::Hash const> leaves) {
    if (leaves.empty()) return audit::Frontier().root();
    if (leaves.size() == 1) return leaves.front();
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return audit::node_hash(defined(leaves.first(k)), defined(leaves.subspan(k)));
}

audit::Subtrees subtrees(store::Logboek& log) {
    return [&log](unsigned niveau, std::uint64_t index) { return log.deelboom(niveau, index); };
}

/// Stores a checkpoint over the log as it stands. @returns whether it was taken
bool bewaar(store::Store& store, std::uint64_t vorige, std::int64_t te_veel = 0, bool andere_wortel = false) {
    bool taken = false;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const einde = good(tx.log_einde());
        store::Controlepunt punt{einde.grootte + static_cast<std::uint64_t>(te_veel), 1'777'000'000'000, einde.wortel, "notitie\n"};
        if (andere_wortel) punt.wortel[0] ^= std::byte{1};
        taken = good(tx.bewaar_controlepunt(punt, vorige));
        return {};
    }));
    return taken;
}

std::vector<audit::Hash> leaves(store::Logboek& log) {
    std::vector<audit::Hash> out;
    for (auto const& regel : good(log.regels(0, 1'000'000))) {
        CHECK(regel.index == out.size());
        CHECK(regel.hash == audit::leaf_hash(regel.entry));
        out.push_back(regel.hash);
    }
    return out;
}

} // namespace

TEST_CASE_TEMPLATE("a checkpoint is taken when it is of the log as it ends and follows on the last one", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    CHECK_FALSE(bewaar(*store, 0)); // of nothing nothing is signed
    grow(*store, 3);
    CHECK_FALSE(bewaar(*store, 1));
    CHECK_FALSE(bewaar(*store, 0, 1));
    CHECK_FALSE(bewaar(*store, 0, 0, true));
    auto const reader = good(store->reader());
    CHECK_FALSE(good(reader->logboek().controlepunt(99)).has_value());
    CHECK(bewaar(*store, 0));
    CHECK_FALSE(bewaar(*store, 0));
    CHECK_FALSE(bewaar(*store, 3)); // the same again
    grow(*store, 2);
    CHECK_FALSE(bewaar(*store, 0)); // somebody else signed in between
    CHECK(bewaar(*store, 3));
    CHECK(good(reader->logboek().einde()).grootte == 5);
    CHECK(good(reader->logboek().controlepunt(4))->grootte == 3);
    CHECK(good(reader->logboek().controlepunt(5))->grootte == 5);
    CHECK_FALSE(good(reader->logboek().controlepunt(2)).has_value());
    CHECK(good(reader->logboek().controlepunten(0, 10)).size() == 2);
    CHECK(good(reader->logboek().controlepunten(3, 10)).front().wortel == good(reader->logboek().einde()).wortel);
}

TEST_CASE_TEMPLATE("roots and proofs at every size are those of the definition, kept or not yet kept", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    std::uint64_t vorige = 0;
    // Before and after a checkpoint: the hashes of whole subtrees are made from the leaves, or kept.
    for (int const step : {1, 254, 1, 1, 255, 300, 1000, 700}) {
        grow(*store, step);
        auto const reader = good(store->reader());
        auto& log = reader->logboek();
        auto const all = leaves(log);
        auto const einde = good(log.einde());
        REQUIRE(einde.grootte == all.size());
        CHECK(einde.wortel == defined(all));
        for (bool const kept : {false, true}) {
            if (kept) REQUIRE(bewaar(*store, std::exchange(vorige, einde.grootte)));
            CHECK(good(log.bewaarde_deelbomen(1)).size() == (kept ? all.size() / 256 : (all.size() - static_cast<unsigned>(step)) / 256));
            for (auto const size : {all.size(), all.size() - 1, all.size() / 2 + 1, all.size() / 3 + 1}) {
                auto const root = defined(std::span(all).first(size));
                CHECK(good(audit::root(size, subtrees(log))) == root);
                for (std::size_t index = 0; index < size; index += 1 + size / 9)
                    CHECK(audit::verify_inclusion(all[index], index, size, good(audit::inclusion(index, size, subtrees(log))), root));
                for (std::size_t older = 0; older <= size; older += 1 + size / 9)
                    CHECK(audit::verify_consistency(older, size, defined(std::span(all).first(older)), root,
                                                    good(audit::consistency(older, size, subtrees(log)))));
            }
        }
    }
}

TEST_CASE_TEMPLATE("a checkpoint that was rolled back left nothing", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    grow(*store, 600);
    auto const done = store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const einde = good(tx.log_einde());
        CHECK(good(tx.bewaar_controlepunt({einde.grootte, 0, einde.wortel, "n\n"}, 0)));
        tx.abandon();
        return {};
    });
    CHECK(done.has_value());
    auto const reader = good(store->reader());
    CHECK_FALSE(good(reader->logboek().controlepunt(600)).has_value());
    CHECK(good(reader->logboek().bewaarde_deelbomen(1)).empty());
    CHECK(bewaar(*store, 0));
}

TEST_CASE_TEMPLATE("every row that has a leaf is shown with what the leaf commits to", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const eerste = zending(toewijzingsbericht("T1", "999900018", {{.nummer = 1}}));
    auto const tweede = afgekeurd(toewijzingsbericht("T2", "999900018", {{.nummer = 2}}));
    process(*store, eerste);
    grow(*store, 1);
    process(*store, tweede);
    auto const reader = good(store->reader());
    std::vector<store::LogRij> rijen;
    good(reader->logboek().rijen(1, 99, [&](store::LogRij const& rij) -> model::Result<void> {
        rijen.push_back(rij);
        return {};
    }));
    REQUIRE(rijen.size() == 2);
    CHECK(rijen[1].index == 2);
    CHECK(good(reader->logboek().bladen(2)) == std::vector<std::uint64_t>{2});
    CHECK(good(reader->logboek().bladen(3)).empty());
    for (auto const& rij : rijen) {
        auto const regel = good(reader->logboek().regels(rij.index, 1)).front();
        auto const entry = audit::decode(regel.entry);
        REQUIRE(entry.has_value());
        CHECK(audit::encode(*entry) == regel.entry);
        CHECK(entry->index == rij.index);
        CHECK(entry->bericht == rij.bericht);
        CHECK(entry->uitkomst == rij.uitkomst);
        CHECK(entry->identificatie == rij.identificatie);
        auto const committed = [&](std::string_view text) { return audit::commitment(*regel.nonce, std::as_bytes(std::span(text))); };
        CHECK(entry->ontvangen == committed(*rij.origineel));
        CHECK(entry->besluit == committed(rij.besluit));
        CHECK(entry->retour == committed(*rij.retour));
    }
    std::array const of_first{std::int64_t{1}};
    CHECK(good(reader->logboek().afleveringen(of_first)).size() == 1); // its answer
    CHECK_FALSE(good(reader->logboek().vastgelegd(0)).has_value());
    auto const ended = reader->logboek().rijen(1, 99, [](store::LogRij const&) -> model::Result<void> {
        return std::unexpected(model::Error{model::ErrorCode::overloaded, "genoeg"});
    });
    CHECK(ended.error().context == "genoeg");
}

TEST_CASE_TEMPLATE("what was registered stands beside its leaf as the leaf commits to it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    good(store->transact([](store::Transaction& tx) -> model::Result<void> {
        std::array const one{model::Registratie{.soort = "wlz", .gemeente = std::string(gemeente), .toewijzing = 1}};
        if (auto done = tx.registreer(one, 1'777'000'000'000); !done) return done;
        return tx.omgeving(R"({"a":1})", 1'777'000'000'000);
    }));
    auto const reader = good(store->reader());
    for (std::uint64_t const index : {0U, 1U}) {
        auto const regel = good(reader->logboek().regels(index, 1)).front();
        auto const bytes = good(reader->logboek().vastgelegd(index));
        REQUIRE(bytes.has_value());
        CHECK(audit::decode(regel.entry)->ontvangen == audit::commitment(*regel.nonce, std::as_bytes(std::span(*bytes))));
    }
}

TEST_CASE_TEMPLATE("that the clock was set stands in the audit log, and is no event of history", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    good(store->transact([](store::Transaction& tx) { return tx.log_klok(1'777'000'000'000, -86'400'000); }));
    auto const reader = good(store->reader());
    auto const regels = good(reader->logboek().regels(0, 10));
    REQUIRE(regels.size() == 1);
    auto const entry = store::audit::decode(regels[0].entry);
    REQUIRE(entry);
    CHECK(entry->gebeurtenis == "klok-versprong");
    CHECK(entry->moment_ms == 1'777'000'000'000);
    CHECK(entry->identificatie == "-86400000 ms");
    CHECK_FALSE(good(reader->historie().volgende(0, 1)));
}

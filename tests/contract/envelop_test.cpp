#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";

model::Message bericht(int n) { return toewijzingsbericht(fmt::format("T{}", n), bsn, {{.nummer = n}}); }

std::string nummer(int n) { return fmt::format("00000000-0000-4000-8000-{:012}", n); }

store::NieuwEnvelop envelop(int n, std::optional<store::BerichtId> inhoud, std::optional<store::BerichtId> heen = std::nullopt) {
    return {model::Berichtcode::di01, store::zender_sleutel({"9901", "Regie", "", ""}), nummer(n), std::string(64, 'a'), 5, inhoud, heen,
            fmt::format("<Bv03 nummer=\"{}\"/>", n)};
}

store::EnvelopId bewaar(store::Store& store, store::NieuwEnvelop const& nieuw) {
    store::EnvelopId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const made = tx.bewaar_envelop(nieuw);
        if (!made) return std::unexpected(made.error());
        id = *made;
        return {};
    }));
    return id;
}

std::optional<store::EnvelopRecord> zoek(store::Store& store, std::string const& zender, std::string const& referentienummer) {
    std::optional<store::EnvelopRecord> found;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const made = tx.envelop(zender, referentienummer);
        if (!made) return std::unexpected(made.error());
        found = *made;
        return {};
    }));
    return found;
}

store::UitId stuur(store::Store& store, store::BerichtId bericht, store::UitStuk stuk, std::int64_t moment_ms,
                   std::optional<store::EnvelopId> antwoord_op = std::nullopt) {
    store::UitId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const made = tx.stuur({bericht, stuk, "9901", "99000001", moment_ms, std::nullopt, {}});
        if (!made) return std::unexpected(made.error());
        id = *made;
        return antwoord_op ? tx.antwoord_op(id, *antwoord_op) : model::Result<void>();
    }));
    return id;
}

store::EnvelopUit uit(store::Store& store, store::UitId id) { return good(good(store.reader())->envelop_uit(id)).value(); }

} // namespace

TEST_CASE_TEMPLATE("an envelope is known by all of its sender and its number", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = process(*store, zending(bericht(1)));
    bewaar(*store, envelop(1, id));
    auto const zender = store::zender_sleutel({"9901", "Regie", "", ""});
    auto const found = zoek(*store, zender, nummer(1));
    REQUIRE(found);
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        CHECK(found->vingerafdruk == tx.vingerafdruk(std::string(64, 'a')).value());
        CHECK(found->vingerafdruk != std::string(64, 'a'));
        return {};
    }));
    CHECK(found->antwoord == "<Bv03 nummer=\"1\"/>");
    CHECK_FALSE(zoek(*store, zender, nummer(2)));
    CHECK_FALSE(zoek(*store, store::zender_sleutel({"9901", "Regie", "", "u"}), nummer(1)));
    CHECK_FALSE(zoek(*store, store::zender_sleutel({"9901", "", "Regie", ""}), nummer(1)));

    auto const again = store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const made = tx.bewaar_envelop(envelop(1, id));
        return made ? model::Result<void>() : std::unexpected(made.error());
    });
    CHECK_FALSE(again);
}

TEST_CASE_TEMPLATE("an answer names the envelope it answers", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = process(*store, zending(bericht(1)));
    auto const other = process(*store, zending(bericht(2)));
    auto const loose = stuur(*store, id, store::UitStuk::retour, 10);
    CHECK_FALSE(uit(*store, loose).cross_refnummer);

    bewaar(*store, envelop(1, id));
    auto const second = bewaar(*store, envelop(2, id));
    CHECK(uit(*store, loose).cross_refnummer == nummer(1));
    CHECK(uit(*store, stuur(*store, id, store::UitStuk::retour, 10, second)).cross_refnummer == nummer(2));
    CHECK(uit(*store, stuur(*store, id, store::UitStuk::fo01, 10)).cross_refnummer == nummer(1));
    // A message that goes on is a new one; an answer that goes on answers what it answered.
    CHECK_FALSE(uit(*store, stuur(*store, id, store::UitStuk::bericht, 10)).cross_refnummer);
    bewaar(*store, envelop(3, other, id));
    CHECK(uit(*store, stuur(*store, other, store::UitStuk::bericht, 10)).cross_refnummer == nummer(1));
    CHECK_FALSE(good(good(store->reader())->envelop_uit(999)));
}

TEST_CASE_TEMPLATE("every envelope of ours is later than the one before, whatever the clock says", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = process(*store, zending(bericht(1)));
    auto const base = uit(*store, stuur(*store, id, store::UitStuk::retour, 9'000'000'000'000)).tijdstip_ms;
    CHECK(base == 9'000'000'000'000);
    CHECK(uit(*store, stuur(*store, id, store::UitStuk::retour, 9'000'000'000'000)).tijdstip_ms == base + 1);
    CHECK(uit(*store, stuur(*store, id, store::UitStuk::retour, 5)).tijdstip_ms == base + 2);
    std::int64_t bv03 = 0;
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        bv03 = good(tx.envelop_tijdstip(7));
        return {};
    }));
    CHECK(bv03 == base + 3);
    CHECK(uit(*store, stuur(*store, id, store::UitStuk::retour, base + 100)).tijdstip_ms == base + 100);
}

TEST_CASE_TEMPLATE("a conflict leaves a leaf in the audit log", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const before = tellingen(*store);
    good(store->transact([&](store::Transaction& tx) {
        return tx.log_conflict({1, "9901", nummer(1), std::string(64, 'a'), std::string(64, 'b')});
    }));
    auto const after = tellingen(*store);
    CHECK(after.audit_leaves == before.audit_leaves + 1);
    CHECK(after.audit_root != before.audit_root);
}

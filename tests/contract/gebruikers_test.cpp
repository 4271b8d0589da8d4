#include "store/gebruikers.hpp"

#include "store/logboek.hpp"
#include "tests/contract/engines.hpp"

using namespace contract;

namespace {

constexpr std::int64_t moment = 1'777'000'000'000;

void bewaar(store::Store& store, store::Gebruiker const& gebruiker, std::string_view wat) {
    good(store.transact([&](store::Transaction& tx) { return tx.bewaar_gebruiker(gebruiker, {moment, wat, "systeem root"}); }));
}

bool verwijder(store::Store& store, std::string_view naam) {
    bool gone = false;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        gone = good(tx.verwijder_gebruiker(naam, {moment, "verwijderd", "systeem root"}));
        return {};
    }));
    return gone;
}

/// What the last leaf commits to.
std::string vastgelegd(store::Store& store) {
    auto const reader = good(store.reader());
    return good(reader->logboek().vastgelegd(static_cast<std::uint64_t>(tellingen(store).audit_leaves) - 1)).value_or("");
}

} // namespace

TEST_CASE_TEMPLATE("users are kept, changed and removed, each with a leaf that says nothing of the password", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    store::Gebruiker const jansen{"j.jansen", "J. Jansen", {store::Rol::backoffice, store::Rol::auditor}, {"0344", "0363"}, "$argon2id$x", moment};
    bewaar(*store, jansen, "toegevoegd");
    CHECK(vastgelegd(*store).find("toegevoegd") != std::string::npos);
    CHECK(vastgelegd(*store).find("backoffice auditor") != std::string::npos);
    CHECK(vastgelegd(*store).find("argon2id") == std::string::npos);
    auto other = jansen;
    other.gebruiker = "a.eerst";
    other.gemeenten = {"*"};
    bewaar(*store, other, "toegevoegd");

    auto const reader = good(store->reader());
    auto const back = good(reader->gebruiker("j.jansen"));
    REQUIRE(back);
    CHECK(back->naam == "J. Jansen");
    CHECK(back->rollen == jansen.rollen);
    CHECK(back->gemeenten == jansen.gemeenten);
    CHECK(back->wachtwoord == "$argon2id$x");
    CHECK_FALSE(good(reader->gebruiker("j.jansen'")));
    auto const all = good(reader->gebruikers());
    REQUIRE(all.size() == 2);
    CHECK(all[0].gebruiker == "a.eerst");

    auto changed = jansen;
    changed.rollen = {store::Rol::toezicht};
    bewaar(*store, changed, "rollen");
    CHECK(good(reader->gebruiker("j.jansen"))->rollen == std::vector{store::Rol::toezicht});
    CHECK(good(reader->gebruikers()).size() == 2);

    auto const leaves = tellingen(*store).audit_leaves;
    CHECK(leaves == 3);
    CHECK(verwijder(*store, "j.jansen"));
    CHECK_FALSE(good(reader->gebruiker("j.jansen")));
    CHECK_FALSE(verwijder(*store, "j.jansen"));
    CHECK(tellingen(*store).audit_leaves == leaves + 1);
}

TEST_CASE_TEMPLATE("a proposed bundle is there and not active until somebody makes it so or takes it back", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    store::Bundel const bundel{"noorderdal", "2026-1", "aaaa", {"9901"}, {{"bundel.toml", "naam = 1"}}, moment};
    auto const propose = [&](std::string_view door) {
        good(store->transact([&](store::Transaction& tx) { return tx.stel_voor(bundel, door); }));
    };
    auto const end = [&](std::string_view wat, bool activate) {
        bool ended = false;
        good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            ended = good(tx.eindig_voorstel("aaaa", {moment + 1, wat, "gebruiker b"}));
            return activate ? tx.activate(bundel) : model::Result<void>{};
        }));
        return ended;
    };
    propose("gebruiker a");
    CHECK(vastgelegd(*store).find("voorgesteld") != std::string::npos);
    propose("gebruiker c"); // it keeps who did
    auto const reader = good(store->reader());
    auto const back = good(reader->bundel("aaaa"));
    REQUIRE(back);
    CHECK(back->voorgesteld_door == "gebruiker a");
    CHECK_FALSE(back->actief);
    CHECK(back->bestanden == bundel.bestanden);
    CHECK(tellingen(*store).audit_leaves == 1);

    CHECK(end("ingetrokken", false));
    CHECK_FALSE(end("ingetrokken", false));
    CHECK(good(reader->bundel("aaaa"))->voorgesteld_door.empty());
    CHECK(vastgelegd(*store).find("ingetrokken") != std::string::npos);

    propose("gebruiker a");
    CHECK(end("aangenomen", true));
    CHECK(good(reader->bundel("aaaa"))->actief);
    CHECK(good(reader->bundel("aaaa"))->voorgesteld_door.empty());
    CHECK(tellingen(*store).audit_leaves == 5); // proposed twice, taken back, taken over and active
}

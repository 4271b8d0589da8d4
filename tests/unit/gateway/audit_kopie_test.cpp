#include "gateway/audit/sleutel.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>

using namespace gateway;

namespace {

store::Controlepunt punt(std::uint64_t grootte, std::string notitie) { return {grootte, 0, {}, std::move(notitie)}; }

} // namespace

TEST_CASE("copies are added and never written over") {
    support::TempDir const directory;
    auto const map = directory.path() / "kopie";
    CHECK(audit::laatste_kopie(map) == 0);
    std::array const eerste{punt(3, "drie\n"), punt(20, "twintig\n")};
    CHECK(audit::kopieer(eerste, map).has_value());
    CHECK(audit::laatste_kopie(map) == 20);
    std::array const opnieuw{punt(3, "drie\n"), punt(100, "honderd\n")};
    CHECK(audit::kopieer(opnieuw, map).has_value()); // what is there already and says the same is no fault
    CHECK(audit::laatste_kopie(map) == 100);
    std::array const anders{punt(20, "iets anders\n")};
    auto const done = audit::kopieer(anders, map);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == model::ErrorCode::store_io);
    std::ofstream(map / "LEESMIJ") << "geen kopie";
    std::ofstream(map / "controlepunt-x.txt") << "geen kopie";
    CHECK(audit::laatste_kopie(map) == 100);
}

TEST_CASE("the key is made once, readable by its owner only, and refused when others can read it") {
    support::TempDir const directory;
    auto config = default_config();
    config.data = directory.path().string();
    CHECK(audit::sleutelbestand(config) == directory.path() / "audit_sleutel.pem");
    CHECK(audit::sleutel(config).error().code == model::ErrorCode::not_found);
    auto const store = store::sqlite::open(directory.path(), store::sqlite::random_nonce());
    REQUIRE(store.has_value());
    auto const reader = (*store)->reader();
    REQUIRE(reader.has_value());
    auto const made = audit::sleutel(config, (*reader)->logboek());
    REQUIRE(made.has_value());
    auto const again = audit::sleutel(config, (*reader)->logboek());
    REQUIRE(again.has_value());
    CHECK(made->public_key() == again->public_key());
    CHECK(audit::sleutel(config)->public_key() == made->public_key());
    namespace fs = std::filesystem;
    CHECK((fs::status(audit::sleutelbestand(config)).permissions() & fs::perms::mask) == (fs::perms::owner_read | fs::perms::owner_write));
    fs::permissions(audit::sleutelbestand(config), fs::perms::group_read, fs::perm_options::add);
    CHECK(audit::sleutel(config).error().code == model::ErrorCode::wrong_use);
    config.audit_sleutel = (directory.path() / "elders.pem").string();
    CHECK(audit::sleutelbestand(config) == directory.path() / "elders.pem");
    std::ofstream(config.audit_sleutel) << "geen sleutel";
    fs::permissions(config.audit_sleutel, fs::perms::owner_read);
    CHECK_FALSE(audit::sleutel(config).has_value());
}

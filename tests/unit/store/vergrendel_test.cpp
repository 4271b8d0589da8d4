#include "store/audit.hpp"
#include "store/compress.hpp"
#include "store/logboek.hpp"
#include "store/sqlite/migrate.hpp"
#include "tests/contract/engines.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace contract;
using support::TempDir;

namespace {

constexpr std::string_view canary = "999900006";
constexpr int berichten = 450; ///< more than two steps

std::string tekst_van(int i) {
    return fmt::format("<Bericht><Client><iwmo:Bsn>{}</iwmo:Bsn><Naam>KANARIE{}</Naam></Client></Bericht>", i % 3 == 0 ? "999900018" : canary, i);
}

/// A store as the form before encryption left it, with its log signed by nobody.
void maak_vorm_10(TempDir const& map) {
    auto const db = good(store::sqlite::Connection::open(map.path() / "ketenpoort.db", store::sqlite::Mode::writer));
    good(store::sqlite::migrate(*db, store::sqlite::migrations().first(10)));
    store::Compressor compressor;
    store::audit::Frontier boom;
    std::int64_t blok = 1;
    good(db->execute("BEGIN"));
    for (int i = 1; i <= berichten; ++i) {
        auto const bytes = tekst_van(i);
        auto const put = [&](std::string_view inhoud) {
            auto const begin = blok;
            good(compressor.compress(std::as_bytes(std::span(inhoud)), [&](std::span<std::byte const> piece) -> model::Result<void> {
                auto row = db->query("INSERT INTO blok (id, bytes) VALUES (?1, ?2)");
                return row.run(blok++, piece);
            }));
            return begin;
        };
        auto const origineel = put(bytes);
        std::string const besluit = R"({"bevindingen":[]})";
        auto const beslist = put(besluit);
        store::audit::Entry entry;
        entry.index = boom.size();
        entry.gebeurtenis = "bericht";
        entry.bericht = i;
        store::audit::Nonce nonce{};
        nonce[0] = static_cast<std::byte>(i);
        entry.ontvangen = store::audit::commitment(nonce, std::as_bytes(std::span(bytes)));
        auto const blad = store::audit::encode(entry);
        auto const hash = store::audit::leaf_hash(blad);
        auto leaf = db->query("INSERT INTO audit_leaf (id, entry, hash) VALUES (?1, ?2, ?3)");
        good(leaf.run(static_cast<std::int64_t>(boom.size()), std::span<std::byte const>(blad), std::span<std::byte const>(hash)));
        auto key = db->query("INSERT INTO audit_nonce (id, nonce) VALUES (?1, ?2)");
        good(key.run(static_cast<std::int64_t>(boom.size()), std::span<std::byte const>(nonce)));
        boom.append(hash);
        auto const sha256 = *store::audit::from_hex(contract::sha256(bytes));
        auto row = db->query("INSERT INTO bericht VALUES (?1, 1777000000000, 20574, 'cli', ?2, ?3, 'wmo301', '0345', '99000001', ?4, 'goedgekeurd', "
                             "'', '', '', ?5, ?6, ?7, ?8, 1, ?9, NULL, 0, 0, 0)");
        good(row.run(std::int64_t{i}, std::span<std::byte const>(sha256), static_cast<std::int64_t>(bytes.size()), fmt::format("ID{}", i),
                     std::int64_t{i - 1}, origineel, beslist - origineel, beslist, static_cast<std::int64_t>(besluit.size())));
        auto versie = db->query("INSERT INTO toewijzing_versie (bericht, toewijzing, bsn, aanbieder, toewijzingsdatum, toewijzingstijd, "
                                "ingangsdatum) VALUES (?1, ?2, ?3, '99000001', 20500, '10:00:00', 20500)");
        good(versie.run(std::int64_t{i}, std::int64_t{3450000000000} + i, canary));
    }
    auto rand = db->query("UPDATE audit_rand SET aantal = ?1, knopen = ?2");
    good(rand.run(static_cast<std::int64_t>(boom.size()), std::as_bytes(boom.nodes())));
    good(db->execute("COMMIT"));
}

bool staat_in(TempDir const& map, std::string_view wat) {
    for (auto const& entry : std::filesystem::directory_iterator(map.path())) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::string const bytes(std::istreambuf_iterator<char>(in), {});
        if (bytes.find(wat) != std::string::npos) return true;
    }
    return false;
}

auto open(TempDir const& map, store::sqlite::Voortgang const& voortgang = {}) {
    return store::sqlite::open(map.path(), counting_nonce(), store::sqlite::check_always, store::sqlite::Bewaring::duurzaam, {}, voortgang);
}

void is_vergrendeld(TempDir const& map) {
    auto const store = good(open(map));
    auto const reader = good(store->reader());
    for (int i = 1; i <= berichten; i += 7) {
        CAPTURE(i);
        auto const record = good(reader->bericht(i));
        REQUIRE(record);
        CHECK(record->sha256 == sha256(tekst_van(i)));
        CHECK(good(reader->origineel(i)) == tekst_van(i));
        auto const regels = good(reader->logboek().regels(static_cast<std::uint64_t>(i - 1), 1));
        REQUIRE(regels.size() == 1);
        REQUIRE(regels.front().nonce);
        auto const tekst = tekst_van(i);
        CHECK(store::audit::decode(regels.front().entry)->ontvangen ==
              store::audit::commitment(*regels.front().nonce, std::as_bytes(std::span(tekst))));
    }
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        CHECK(good(tx.find_same(sha256(tekst_van(5))))->id == 5);
        return {};
    }));
}

} // namespace

TEST_CASE("a store of the form before encryption is locked when it is opened, and no page says what it was") {
    TempDir const map;
    maak_vorm_10(map);
    REQUIRE(staat_in(map, canary));
    std::vector<std::string> standen;
    CHECK(open(map, [&](std::string_view stand) { standen.emplace_back(stand); }).has_value());
    CHECK(standen.size() > 4);
    CHECK_FALSE(staat_in(map, canary));
    CHECK_FALSE(staat_in(map, "KANARIE"));
    is_vergrendeld(map);
    standen.clear();
    CHECK(open(map, [&](std::string_view stand) { standen.emplace_back(stand); }).has_value());
    CHECK(standen.empty());
}

TEST_CASE("locking an older store goes on where it was stopped, wherever that was") {
    TempDir const map;
    maak_vorm_10(map);
    int gestopt = 0;
    for (int stap = 1;; ++stap) {
        auto const child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            int nu = 0;
            auto const opened = open(map, [&](std::string_view) {
                if (++nu == stap) ::_exit(7);
            });
            ::_exit(opened ? 0 : 1);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        REQUIRE(WEXITSTATUS(status) != 1);
        if (WEXITSTATUS(status) == 0) break;
        ++gestopt;
    }
    CHECK(gestopt >= 2);
    CHECK_FALSE(staat_in(map, canary));
    CHECK_FALSE(staat_in(map, "KANARIE"));
    is_vergrendeld(map);
}

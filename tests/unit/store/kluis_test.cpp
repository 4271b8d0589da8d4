#include "store/kluis.hpp"

#include "tests/contract/engines.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace contract;
using store::Kluis;
using support::TempDir;

namespace {

std::string lees(std::filesystem::path const& bestand) {
    std::ifstream in(bestand, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void schrijf(std::filesystem::path const& bestand, std::string_view tekst) {
    std::filesystem::remove(bestand);
    std::ofstream(bestand, std::ios::binary) << tekst;
    std::filesystem::permissions(bestand, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

model::ErrorCode fout(std::filesystem::path const& bestand) { return Kluis::lees(bestand).error().code; }

auto open(TempDir const& map, std::filesystem::path const& hoofdsleutel = {}) {
    return store::sqlite::open(map.path(), counting_nonce(), store::sqlite::check_always, store::sqlite::Bewaring::duurzaam, hoofdsleutel);
}

} // namespace

TEST_CASE("a file of master keys is made once, for its owner only, and read back") {
    TempDir const map;
    auto const bestand = map.path() / "hoofdsleutel";
    auto const made = good(Kluis::maak(bestand));
    CHECK((std::filesystem::status(bestand).permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(good(Kluis::lees(bestand)).nieuwste().sleutel == made.nieuwste().sleutel);
    auto const before = lees(bestand);
    CHECK(Kluis::maak(bestand).error().code == model::ErrorCode::wrong_use);
    CHECK(lees(bestand) == before);
    CHECK(fout(map.path() / "nergens") == model::ErrorCode::not_found);
}

TEST_CASE("a new master key comes last and the others stay; an old one can be taken out") {
    TempDir const map;
    auto const bestand = map.path() / "hoofdsleutel";
    auto const eerste = good(Kluis::maak(bestand)).nieuwste();
    auto const twee = good(Kluis::wissel(bestand));
    CHECK(twee.sleutels().size() == 2);
    CHECK(twee.nieuwste().id != eerste.id);
    REQUIRE(good(Kluis::lees(bestand)).vind(eerste.id) != nullptr);
    CHECK(*good(Kluis::lees(bestand)).vind(eerste.id) == eerste.sleutel);
    CHECK(Kluis::verwijder(bestand, twee.nieuwste().id).error().code == model::ErrorCode::wrong_use);
    CHECK(Kluis::verwijder(bestand, "onbekend").error().code == model::ErrorCode::not_found);
    CHECK(good(Kluis::verwijder(bestand, eerste.id)).sleutels().size() == 1);
    CHECK(good(Kluis::lees(bestand)).vind(eerste.id) == nullptr);
}

TEST_CASE("a half-written or damaged file of master keys is refused, wherever it ends and whatever changed") {
    TempDir const map;
    auto const bestand = map.path() / "hoofdsleutel";
    good(Kluis::maak(bestand));
    auto const tekst = lees(bestand);
    for (std::size_t size = 0; size < tekst.size(); ++size) {
        CAPTURE(size);
        schrijf(bestand, tekst.substr(0, size));
        CHECK(fout(bestand) == model::ErrorCode::wrong_use);
    }
    for (auto at = tekst.find('\n') + 1; at < tekst.size(); ++at) {
        CAPTURE(at);
        auto anders = tekst;
        anders[at] = anders[at] == 'A' ? 'B' : 'A';
        schrijf(bestand, anders);
        CHECK(fout(bestand) == model::ErrorCode::wrong_use);
    }
    schrijf(bestand, tekst + tekst);
    CHECK(fout(bestand) == model::ErrorCode::wrong_use);
    schrijf(bestand, tekst);
    CHECK(Kluis::lees(bestand).has_value());
}

TEST_CASE("master keys that others can read are refused") {
    TempDir const map;
    auto const bestand = map.path() / "hoofdsleutel";
    good(Kluis::maak(bestand));
    std::filesystem::permissions(bestand, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    auto const gelezen = Kluis::lees(bestand);
    REQUIRE_FALSE(gelezen);
    CHECK(gelezen.error().code == model::ErrorCode::wrong_use);
    CHECK(gelezen.error().context.find("chmod 600") != std::string::npos);
}

TEST_CASE("a store does not open without its master key or with another, and nothing is made anew") {
    TempDir const map;
    TempDir const elders;
    auto const bestand = map.path() / "hoofdsleutel";
    process(*good(open(map)), zending(support::toewijzingsbericht("T1", "999900006", {{1}})));
    auto const eigen = lees(bestand);

    std::filesystem::remove(bestand);
    auto weg = open(map);
    REQUIRE_FALSE(weg);
    CHECK(weg.error().code == model::ErrorCode::not_found);
    CHECK(weg.error().context.find("zet de kopie ervan terug") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(bestand));

    good(Kluis::maak(bestand));
    auto ander = open(map);
    REQUIRE_FALSE(ander);
    CHECK(ander.error().code == model::ErrorCode::wrong_use);
    CHECK_FALSE(store::sqlite::open_reader(map.path()).has_value());

    schrijf(elders.path() / "sleutels", eigen);
    CHECK(good(good(open(map, elders.path() / "sleutels"))->reader())->bericht(1).has_value());
    CHECK(store::sqlite::open_reader(map.path(), elders.path() / "sleutels").has_value());
}

TEST_CASE("a file of master keys of its own place is not made by opening a store") {
    TempDir const map;
    auto const bestand = map.path() / "elders" / "sleutels";
    auto const opened = open(map, bestand);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().context.find("ketenpoort sleutel maak") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(bestand));
}

TEST_CASE("what is locked opens with its key in its place and not otherwise") {
    store::Slot slot;
    auto const sleutel = slot.toeval().sleutel();
    auto const ander = slot.toeval().sleutel();
    std::string const tekst(100'000, 'x');
    auto const bytes = std::as_bytes(std::span(tekst));
    auto const dicht = [&] {
        auto const made = slot.dicht(sleutel, store::Plaats::blok, 7, bytes);
        return std::vector(made.begin(), made.end());
    };
    auto const een = dicht();
    CHECK(een != dicht());
    CHECK(een.size() == tekst.size() + store::Slot::meer);
    CHECK(std::ranges::equal(slot.open(sleutel, store::Plaats::blok, 7, een), bytes));
    CHECK(slot.open(ander, store::Plaats::blok, 7, een).empty());
    CHECK(slot.open(sleutel, store::Plaats::blok, 8, een).empty());
    CHECK(slot.open(sleutel, store::Plaats::nonce, 7, een).empty());
    for (std::size_t const at : {std::size_t{0}, std::size_t{12}, een.size() / 2, een.size() - 1}) {
        auto anders = een;
        anders[at] ^= std::byte{1};
        CHECK(slot.open(sleutel, store::Plaats::blok, 7, anders).empty());
    }
    CHECK(slot.open(sleutel, store::Plaats::blok, 7, std::span(een).first(20)).empty());
    CHECK(std::ranges::equal(slot.open(sleutel, store::Plaats::blok, 7, een), bytes));
}

TEST_CASE("a pseudonym is the first half of HMAC-SHA-256 under the look-up key") {
    store::Toeval toeval;
    auto const sleutel = toeval.sleutel();
    store::Zoeksleutel const zoek(sleutel);
    std::string const bsn = "999900006";
    std::array<unsigned char, 32> hash{};
    unsigned size = 0;
    HMAC(EVP_sha256(), sleutel.bytes().data(), 32, reinterpret_cast<unsigned char const*>(bsn.data()), bsn.size(), hash.data(), &size);
    std::array<unsigned char, 25> letters{};
    EVP_EncodeBlock(letters.data(), hash.data(), 16);
    CHECK(zoek.pseudoniem(bsn).view() == std::string_view(reinterpret_cast<char const*>(letters.data()), 22));
    CHECK(zoek.pseudoniem(bsn) == zoek.pseudoniem(bsn));
    CHECK(zoek.pseudoniem("999900018") != zoek.pseudoniem(bsn));
    CHECK(store::Zoeksleutel(toeval.sleutel()).pseudoniem(bsn) != zoek.pseudoniem(bsn));
}

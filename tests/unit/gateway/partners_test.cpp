#include "gateway/partner_certificaten.hpp"
#include "gateway/partners.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace gateway;

namespace {

auto read_text(std::string const& text) {
    auto const file = std::filesystem::temp_directory_path() / "ketenpoort_partners_test.toml";
    std::ofstream(file) << text;
    auto result = Partners::read(file);
    std::filesystem::remove(file);
    return result;
}

std::string const gemeente = "[[partner]]\noin = \"00000001001234567000\"\nnaam = \"Gemeente Voorbeeld\"\nrollen = [\"gemeente\"]\n"
                             "organisaties = [\"0363\", \"0384\"]\nberichten = [\"wmo301\", \"jw325\"]\n"
                             "geldig_van = \"2026-01-01\"\ngeldig_tot = \"2026-06-30\"\n";
std::string const knooppunt = "[[partner]]\noin = \"0000000300123456000A\"\nnaam = \"Knooppunt\"\nrollen = [\"knooppunt\"]\n"
                              "organisaties = \"*\"\nberichten = \"*\"\ngeldig_van = \"2026-01-01\"\n";
std::string const koppeling = "[[link]]\nnaam = \"voorbeeld\"\npartner = \"00000001001234567000\"\nprotocol = \"ggk0210\"\n"
                              "organisaties = [\"0363\"]\nadres = \"https://ggk.voorbeeld/soap\"\ngeldig_van = \"2026-01-01\"\n";

model::BerichtSoort const wmo301{model::Domein::wmo, 301};
model::BerichtSoort const wmo323{model::Domein::wmo, 323};
model::Date const mei = model::date(2026, 5, 1);

std::string all(std::vector<std::string> const& fouten) {
    std::string out;
    for (auto const& fout : fouten) out += fout + "\n";
    return out;
}

} // namespace

TEST_CASE("a partner speaks for its organisations, with its messages, in its time") {
    auto const book = read_text(gemeente + knooppunt);
    REQUIRE(book);
    auto const* partner = (*book)->by_oin("00000001001234567000", mei);
    REQUIRE(partner != nullptr);
    CHECK(partner->heeft_rol("gemeente"));
    CHECK(Partners::may_speak(*partner, "0363", wmo301, mei));
    CHECK_FALSE(Partners::may_speak(*partner, "0363", wmo323, mei));
    CHECK_FALSE(Partners::may_speak(*partner, "0344", wmo301, mei));
    CHECK_FALSE(Partners::may_speak(*partner, "0363", wmo301, model::date(2026, 7, 1)));
    CHECK((*book)->by_oin("00000001001234567000", model::date(2026, 6, 30)) == partner);
    CHECK((*book)->by_oin("00000001001234567000", model::date(2026, 7, 1)) == nullptr);
    CHECK((*book)->by_oin("00000001001234567000", model::date(2025, 12, 31)) == nullptr);
    CHECK((*book)->by_oin("00000001001234567001", mei) == nullptr);
    CHECK((*book)->by_oin("", mei) == nullptr);
    auto const* node = (*book)->by_oin("0000000300123456000A", mei);
    REQUIRE(node != nullptr);
    CHECK(Partners::may_speak(*node, "41410000", wmo323, mei));
}

TEST_CASE("an organisation is reached through one link") {
    auto const book = read_text(gemeente + koppeling);
    REQUIRE(book);
    auto const* found = (*book)->to("0363", mei);
    REQUIRE(found != nullptr);
    CHECK(found->naam == "voorbeeld");
    CHECK(found->protocol == Protocol::ggk0210);
    CHECK(found->modus == Modus::endpoint);
    CHECK(found->bevestiging == Bevestiging::synchroon);
    CHECK(found->antwoord325 == Antwoord325::du01);
    CHECK((*book)->link("voorbeeld") == found);
    CHECK((*book)->to("0384", mei) == nullptr);
    CHECK((*book)->to("0363", model::date(2025, 12, 31)) == nullptr);
    CHECK((*book)->link("ander") == nullptr);
}

TEST_CASE("the same party can have other rights later, not at the same time") {
    auto later = gemeente;
    later.replace(later.find("2026-01-01"), 10, "2026-07-01");
    later.replace(later.find("2026-06-30"), 10, "2026-12-31");
    CHECK(read_text(gemeente + later));
    auto const twice = read_text(gemeente + gemeente);
    REQUIRE_FALSE(twice);
    CHECK(twice.error().size() == 1);
    CHECK(twice.error().front().find("test.toml:10: oin: staat al") != std::string::npos);
}

TEST_CASE("every fault is told at once, with its line") {
    auto const book = read_text("los = 1\n[[partner]]\noin = \"123\"\nnaam = \"\"\nrollen = [\"baas\"]\norganisaties = [\"*\", \"12\"]\n"
                                "berichten = [\"wmo999\"]\ngeldig_van = \"2026-02-30\"\nkleur = \"rood\"\n[[link]]\nnaam = \"a\"\n"
                                "partner = \"00000001001234567000\"\nprotocol = \"post\"\norganisaties = [\"0363\"]\nadres = \"ftp://a\"\n"
                                "geldig_van = \"2026-02-01\"\ngeldig_tot = \"2026-01-01\"\n[[iets]]\nnaam = \"a\"\n");
    REQUIRE_FALSE(book);
    auto const text = all(book.error());
    INFO(text);
    for (auto const* part : {":1: los", ":3: oin", ":4: naam", ":5: rollen: baas", ":6: organisaties: \"*\"", ":6: organisaties: 12",
                             ":7: berichten: wmo999", ":8: geldig_van", ":9: kleur", ":10: partner: er is geen", ":13: protocol: post",
                             ":15: adres", ":17: geldig_tot", ":18: [[iets]]"})
        CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("what is missing is told at the table") {
    auto const book = read_text("[[partner]]\n\n[[link]]\n");
    REQUIRE_FALSE(book);
    auto const text = all(book.error());
    INFO(text);
    CHECK(text.find(":1: oin: ontbreekt in deze [[partner]]") != std::string::npos);
    CHECK(text.find(":3: protocol: ontbreekt in deze [[link]]") != std::string::npos);
}

TEST_CASE("an address belongs to what is sent, not to what is fetched") {
    auto fetched = koppeling;
    fetched.replace(fetched.find("ggk0210"), 7, "postbus");
    auto const book = read_text(gemeente + fetched);
    REQUIRE_FALSE(book);
    CHECK(all(book.error()).find(":14: adres: hoort hier niet") != std::string::npos);
    auto without = koppeling;
    without.erase(without.find("adres"), without.find("geldig_van") - without.find("adres"));
    CHECK_FALSE(read_text(gemeente + without));
}

TEST_CASE("two links may not reach the same organisation at the same time") {
    auto second = koppeling;
    second.replace(second.find("voorbeeld"), 9, "tweede");
    auto const book = read_text(gemeente + koppeling + second);
    REQUIRE_FALSE(book);
    CHECK(book.error().size() == 1);
    CHECK(book.error().front().find("de link voorbeeld bereikt") != std::string::npos);
}

TEST_CASE("a book that cannot be read is a fault") {
    CHECK_FALSE(Partners::read("/nergens/partners.toml"));
    CHECK_FALSE(read_text("[[partner]\n"));
    auto const empty = read_text("");
    REQUIRE(empty);
    CHECK((*empty)->partners().empty());
}

TEST_CASE("of who is in the book the last certificate is kept, and of nobody else") {
    auto const beide = read_text(gemeente + knooppunt);
    auto const een = read_text(knooppunt);
    REQUIRE(beide);
    REQUIRE(een);
    PartnerCertificaten seen;
    CHECK_FALSE(seen.van("00000001001234567000"));
    seen.zie(**een, "00000001001234567000", {1, "a", 1});
    CHECK_FALSE(seen.van("00000001001234567000"));
    seen.zie(**beide, "00000001001234567000", {1, "a", 1});
    seen.zie(**beide, "00000001001234567000", {2, "b", 2});
    REQUIRE(seen.van("00000001001234567000"));
    CHECK(seen.van("00000001001234567000")->vingerafdruk == "b");
    // It has left the book: who comes next takes its room.
    seen.zie(**een, "0000000300123456000A", {3, "c", 3});
    CHECK(seen.van("0000000300123456000A"));
    CHECK_FALSE(seen.van("00000001001234567000"));
}

TEST_CASE("a certificate has as many days as the calendar has until it ends") {
    constexpr std::int64_t dag = 86'400;
    PartnerCertificaat const ends{20'000 * dag + 60, {}, 0}; // a minute past midnight
    CHECK(ends.dagen((19'990 * dag + dag - 1) * 1000) == 10);
    CHECK(ends.dagen(20'000 * dag * 1000) == 0);
    CHECK(ends.dagen((20'001 * dag) * 1000 - 1) == 0);
    CHECK(ends.dagen(20'001 * dag * 1000) == -1);
}

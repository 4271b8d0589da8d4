#include "gateway/vsp/zip.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>

using namespace gateway::vsp;

namespace {

constexpr std::uint64_t grens = 25'000'000;

ZipFout fout_van(std::string const& zip, std::uint64_t limit = grens) {
    auto const out = pak_uit(zip, limit);
    REQUIRE_FALSE(out);
    return out.error();
}

/// One zip with bytes changed in the local header and in the central directory, which repeats it 4 bytes further on... `from` is the place
/// in the local header, or npos.
std::string changed(std::string zip, std::size_t local, std::size_t central, char value) {
    auto const directory = zip.rfind("PK\x01\x02");
    REQUIRE(directory != std::string::npos);
    if (local != std::string::npos) zip.at(local) = value;
    if (central != std::string::npos) zip.at(directory + central) = value;
    return zip;
}

constexpr auto nowhere = std::string::npos;

} // namespace

TEST_CASE("a message goes into a zip and comes out of it") {
    for (std::size_t const size : {0UL, 1UL, 1000UL, 3'000'000UL}) {
        std::string text;
        while (text.size() < size) text += fmt::format("<element nummer=\"{}\"/>\n", text.size() * 7919 % 10007);
        text.resize(size);
        auto const zip = pak_in("bericht.xml", text);
        CHECK(is_zip(zip));
        auto const out = pak_uit(zip, grens);
        REQUIRE(out);
        CHECK(*out == text);
        CHECK(zip == pak_in("bericht.xml", text));
    }
    CHECK_FALSE(is_zip("<xml/>"));
    CHECK_FALSE(is_zip(""));
}

TEST_CASE("a zip cut off anywhere, or with anything behind it, is no zip") {
    auto const zip = pak_in("a.xml", "<bericht>met tekst</bericht>");
    for (std::size_t n = 0; n < zip.size(); ++n) {
        CAPTURE(n);
        CHECK(fout_van(zip.substr(0, n)) == ZipFout::geen_zip);
    }
    CHECK(fout_van(zip + "x") == ZipFout::geen_zip);
    CHECK(fout_van("x" + zip) == ZipFout::geen_zip);
}

TEST_CASE("no byte of a zip can be changed into another message") {
    std::string const text = "<bericht>met tekst en nog wat tekst</bericht>";
    auto const zip = pak_in("a.xml", text);
    int taken = 0;
    for (std::size_t n = 0; n < zip.size(); ++n)
        for (int bit = 0; bit < 8; ++bit) {
            auto copy = zip;
            copy[n] = static_cast<char>(copy[n] ^ (1 << bit));
            if (auto const out = pak_uit(copy, grens)) {
                ++taken;
                CHECK(*out == text);
            }
        }
    CHECK(taken > 0); // time stamps and versions say nothing of the content
}

TEST_CASE("a bomb costs no more than the limit") {
    auto const bomb = pak_in("a.xml", std::string(40'000'000, ' '));
    CHECK(bomb.size() < 100'000);
    CHECK(fout_van(bomb) == ZipFout::te_groot);
    // One that lies about its size unpacks to what it says, and no further.
    auto liar = bomb;
    auto const directory = liar.rfind("PK\x01\x02");
    for (std::size_t const at : {std::size_t{22}, directory + 24}) liar.replace(at, 4, std::string("\x10\x00\x00\x00", 4));
    CHECK(fout_van(liar) == ZipFout::geen_zip);
}

TEST_CASE("folders, passwords, odd names, other methods and more files are told apart") {
    CHECK(fout_van(pak_in("map/a.xml", "x")) == ZipFout::map);
    CHECK(fout_van(pak_in("..\\a.xml", "x")) == ZipFout::map);
    CHECK(fout_van(pak_in("a/", "")) == ZipFout::map);
    for (auto const* naam : {".xml", ".a.xml", "a.exe", "a.xml ", "a b.xml", "", "\xc3\xa9.xml"}) {
        CAPTURE(naam);
        CHECK(fout_van(pak_in(naam, "x")) == ZipFout::naam);
    }
    CHECK(pak_uit(pak_in("A-1_b.XML", "x"), grens));
    auto const zip = pak_in("a.xml", "<x/>");
    CHECK(fout_van(changed(zip, 6, 8, 1)) == ZipFout::wachtwoord);
    CHECK(fout_van(changed(zip, 8, 10, 12)) == ZipFout::geen_zip);     // bzip2
    CHECK(fout_van(changed(zip, 8, nowhere, 0)) == ZipFout::geen_zip); // two readings of one file
    auto two = zip;
    for (std::size_t const at : {two.size() - 14, two.size() - 12}) two.at(at) = 2;
    CHECK(fout_van(two) == ZipFout::te_veel);
    CHECK(fout_van(std::string("PK\x05\x06", 4) + std::string(18, '\0')) == ZipFout::leeg);
    CHECK(brs_code(ZipFout::te_veel) == "BRS16");
    CHECK(brs_code(ZipFout::wachtwoord) == "BRS17");
    CHECK(brs_code(ZipFout::map) == "BRS29");
    CHECK(uitleg(ZipFout::leeg) == "de zip is leeg");
}

TEST_CASE("a zip of many files is none that a message comes in") {
    std::vector<std::pair<std::string, std::string>> const files{{"LEESMIJ.txt", "een"}, {"map/twee.bin", std::string(3000, 'x')}};
    auto const zip = pak_in(files);
    CHECK(is_zip(zip));
    CHECK(pak_in(files) == zip);
    CHECK(pak_uit(zip, 10'000).error() == ZipFout::te_veel);
    CHECK(pak_in(std::span(files).first(0)).size() == 22); // the end alone
}

#include "gateway/map_uitwisseling.hpp"
#include "tests/contract/temp_dir.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace gateway;
namespace fs = std::filesystem;

namespace {

void write(fs::path const& file, std::string const& text) { std::ofstream(file, std::ios::binary) << text; }

std::string read(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> names(fs::path const& map) {
    std::vector<std::string> out;
    for (auto const& entry : fs::directory_iterator(map)) out.push_back(entry.path().filename().string());
    std::ranges::sort(out);
    return out;
}

} // namespace

TEST_CASE("what goes into a folder is there whole and under its own name only") {
    support::TempDir const map;
    REQUIRE(leg_in_map(map.path(), "n1", "<bericht/>").empty());
    CHECK(names(map.path()) == std::vector<std::string>{"n1.xml"});
    CHECK(read(map.path() / "n1.xml") == "<bericht/>");
    // Once more, after a crash before it was written down: the same file.
    REQUIRE(leg_in_map(map.path(), "n1", "<bericht/>").empty());
    CHECK(names(map.path()) == std::vector<std::string>{"n1.xml"});
    CHECK_FALSE(leg_in_map(map.path() / "weg", "n1", "x").empty());
}

TEST_CASE("only files that could be whole are looked at") {
    support::TempDir const map;
    for (auto const* naam : {"a.xml", "B.XML", "c.zip", ".d.xml", "e.xml.tmp", "f.part", "g.txt"}) write(map.path() / naam, "x");
    fs::create_directory(map.path() / "h.xml");
    fs::create_symlink(map.path() / "a.xml", map.path() / "i.xml");
    auto const blik = kijk_in_map(map.path());
    REQUIRE(blik);
    std::vector<std::string> seen;
    for (auto const& [naam, gezien] : *blik) seen.push_back(naam);
    CHECK(seen == std::vector<std::string>{"B.XML", "a.xml", "c.zip"});
    CHECK_FALSE(kijk_in_map(map.path() / "weg"));
}

TEST_CASE("a file that is new, grows, changes or is empty is not whole") {
    Blik const vorige{{"groeit", {10, 1}}, {"leeg", {0, 1}}, {"veranderd", {10, 1}}, {"heel", {10, 1}}, {"weg", {10, 1}}};
    Blik const nu{{"groeit", {20, 1}}, {"leeg", {0, 1}}, {"veranderd", {10, 2}}, {"heel", {10, 1}}, {"nieuw", {10, 1}}};
    CHECK(heel(vorige, nu) == std::vector<std::string>{"heel"});
    CHECK(heel({}, nu).empty());
}

TEST_CASE("a file is read whole, or not at all when it is another than was seen") {
    support::TempDir const map;
    auto const file = map.path() / "a.xml";
    write(file, "<een/>");
    auto const gezien = kijk_in_map(map.path())->at("a.xml");
    CHECK(lees_bestand(file, gezien, 100).value() == "<een/>");
    CHECK_FALSE(lees_bestand(file, gezien, 5));
    CHECK_FALSE(lees_bestand(map.path() / "b.xml", gezien, 100));
    write(file, "<een/><en nog wat/>");
    CHECK_FALSE(lees_bestand(file, gezien, 100));
    fs::remove(file);
    write(map.path() / "c.xml", "<een/>");
    fs::create_symlink(map.path() / "c.xml", file);
    CHECK_FALSE(lees_bestand(file, gezien, 100));
}

TEST_CASE("what was decided is put away with the decision beside it, and a name that is there keeps its file") {
    support::TempDir const map;
    write(map.path() / "a.xml", "een");
    REQUIRE(ruim_op(map.path(), "a.xml", true, R"({"id":1})").empty());
    write(map.path() / "a.xml", "twee");
    REQUIRE(ruim_op(map.path(), "a.xml", true, R"({"id":2})").empty());
    write(map.path() / "a.xml", "drie");
    REQUIRE(ruim_op(map.path(), "a.xml", false, R"({"id":3})").empty());
    CHECK(names(map.path()) == std::vector<std::string>{"geweigerd", "verwerkt"});
    CHECK(names(map.path() / "verwerkt") == std::vector<std::string>{"a-2.xml", "a-2.xml.json", "a.xml", "a.xml.json"});
    CHECK(read(map.path() / "verwerkt" / "a.xml") == "een");
    CHECK(read(map.path() / "verwerkt" / "a-2.xml") == "twee");
    CHECK(read(map.path() / "verwerkt" / "a-2.xml.json") == R"({"id":2})");
    CHECK(read(map.path() / "geweigerd" / "a.xml") == "drie");
    CHECK_FALSE(ruim_op(map.path(), "weg.xml", true, "{}").empty());
}

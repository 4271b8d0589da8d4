#include "tests/unit/xsd/berichten.hpp"
#include "xsd/release.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

using namespace model;
using namespace berichten;

namespace {

/// A directory with one release: the 3.2 of the repository, with upper case in the name of a schema.
class Copy {
public:
    Copy() : path(std::filesystem::temp_directory_path() / "ketenpoort-schema-set-test") {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
        std::filesystem::copy("xsd/releases/3.2", path / "3.2", std::filesystem::copy_options::recursive);
        std::filesystem::rename(path / "3.2/iwmo/basisschema.xsd", path / "3.2/iwmo/Basisschema.xsd");
    }
    ~Copy() { std::filesystem::remove_all(path); }

    void write(std::string const& name, std::string_view text) const { std::ofstream(path / name) << text; }
    void append(std::string const& name, std::string_view text) const { std::ofstream(path / name, std::ios::app) << text; }
    [[nodiscard]] auto load() const {
        return xsd::SchemaSet::load(path, [](model::Release const&) { return std::vector<model::Fout>{}; });
    }
    /// "3.2/regels.csv:7 De regel ontbreekt.", one per fault.
    [[nodiscard]] std::vector<std::string> fouten() const {
        auto const loaded = load();
        std::vector<std::string> lines;
        if (!loaded)
            for (auto const& f : loaded.error()) lines.push_back(fmt::format("{}:{} {}", f.bestand, f.lijn, f.melding));
        return lines;
    }

    std::filesystem::path path;
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("the built-in release knows all 28 messages and their versions") {
    auto const& release = *xsd::built_in_release();
    for (auto const domein : {Domein::wmo, Domein::jw}) {
        for (std::int16_t const nummer : {301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325}) {
            BerichtSoort const soort{domein, nummer};
            auto const name_space = schemas().name_space(release, soort);
            CHECK(name_space.starts_with("http://www.istandaarden.nl/"));
            CHECK(schemas().herken(name_space).value().soort == soort);
            CHECK(schemas().herken(name_space).value().release->versie == "3.2");
        }
    }
    CHECK(schemas().versie(release, {Domein::wmo, 302}) == std::pair<std::string, std::string>("1.0.0", "1.0.0"));
    CHECK(schemas().versie(release, {Domein::jw, 318}) == std::pair<std::string, std::string>("0.1.0", "0.1.0"));
    CHECK(schemas().name_space(release, {Domein::wmo, 303}).empty());
    CHECK_FALSE(schemas().herken("urn:x"));
    CHECK(schemas().hash().size() == 64);
    CHECK(schemas().releases().size() == 1);
}

TEST_CASE("a release of the same version takes the place of the built-in one; its hash is of its bytes") {
    Copy const copy;
    auto const same = copy.load();
    REQUIRE(same);
    CHECK((*same)->releases().size() == 1);
    CHECK((*same)->hash() == schemas().hash());
    CHECK(xsd::read(**same, bytes(wmo323)).value().release->versie == "3.2");

    copy.append("3.2/ijw/jw301.xsd", "<!-- -->");
    auto const changed = copy.load();
    REQUIRE(changed);
    CHECK((*changed)->hash() != schemas().hash());
}

TEST_CASE("a release has what it does not say from its basis, schemas only when the version is the same") {
    Copy const copy;
    std::filesystem::remove_all(copy.path / "3.2");
    std::filesystem::create_directories(copy.path / "nieuw/codelijsten");
    copy.write("nieuw/release.csv", "sleutel;waarde\nversie;3.2\nbasis;3.2\n");
    copy.write("nieuw/codelijsten/gemeenten.csv", "code;domein;van;tot;omschrijving\n9997;;2027-01-01;;Nieuwstad\n");
    auto const set = copy.load();
    REQUIRE(set);
    auto const message = xsd::read(**set, bytes(wmo323));
    REQUIRE(message);
    CHECK(message->release->codelijst("gemeenten")->regels.size() == 1);
    CHECK(message->release->codelijst("landen")->bevat("NL", std::nullopt));
    CHECK(message->release->regel("TR321") != nullptr);
    CHECK(message->release->hash != xsd::built_in_release()->hash);

    copy.write("nieuw/release.csv", "sleutel;waarde\nversie;3.4\nbasis;3.2\n");
    CHECK(copy.fouten() == Lines{"nieuw/:0 De release heeft geen schema's van berichten."});
    copy.write("nieuw/release.csv", "sleutel;waarde\nversie;3.4\nbasis;3.1\n");
    auto const zonder = copy.fouten();
    REQUIRE(zonder.size() > 1);
    CHECK(zonder[0] == "nieuw/release.csv:0 De release van de basis is er niet.");
}

TEST_CASE("every fault in a release is told at once, with file and line") {
    Copy const copy;
    copy.write("3.2/ijw/jw302.xsd", "<xs:schema");
    std::filesystem::remove(copy.path / "3.2/iwmo/Basisschema.xsd");
    copy.append("3.2/regels.csv", ";;\nTR000;9;9999\nTR321;;\n");
    copy.write("3.2/codelijsten/eenheden.csv", "code;domein;van;tot;omschrijving\n"
                                               "x;zvw;2026-02-30;;een\n"
                                               "y;;2026-02-02;2026-02-01;\n"
                                               "z;;;;ooit\nz;wmo;2026-01-01;;weer\n"
                                               "veel te lang;;;;twee\n");
    copy.write("3.2/los.txt", "?");
    copy.write("3.2/release.csv", "sleutel;waarde\nversie;drie\nkleur;rood\n");
    auto const aantal = xsd::built_in_release()->regels.size();
    auto const found = copy.fouten();
    for (auto const& line :
         {std::string("3.2/los.txt:0 Dit bestand hoort niet bij een release."),
          std::string("3.2/codelijsten/eenheden.csv:2 Het domein is onbekend."),
          std::string("3.2/codelijsten/eenheden.csv:2 De datum klopt niet."),
          std::string("3.2/codelijsten/eenheden.csv:3 De periode eindigt voor zij begint."),
          std::string("3.2/codelijsten/eenheden.csv:3 De omschrijving ontbreekt."),
          std::string("3.2/codelijsten/eenheden.csv:5 Deze code staat er voor dezelfde dagen al."),
          std::string("3.2/codelijsten/eenheden.csv:6 De code klopt niet."), std::string("3.2/release.csv:2 De versie klopt niet."),
          std::string("3.2/release.csv:3 Deze sleutel is onbekend."), fmt::format("3.2/regels.csv:{} Het niveau klopt niet.", aantal + 3),
          fmt::format("3.2/regels.csv:{} Deze retourcode bestaat niet.", aantal + 3),
          fmt::format("3.2/regels.csv:{} Deze regel staat er al.", aantal + 4),
          std::string("3.2/iwmo/basisschema.xsd:0 Het bestand ontbreekt.")}) {
        CAPTURE(line);
        CHECK(std::ranges::find(found, line) != found.end());
    }
    CHECK(std::ranges::any_of(found, [](auto const& line) { return line.starts_with("3.2/ijw/jw302.xsd:1 Het schema klopt niet: "); }));

    std::filesystem::remove_all(copy.path / "3.2");
    CHECK(copy.fouten() == Lines{copy.path.string() + ":0 Hier staan geen releases."});
    CHECK_FALSE(xsd::SchemaSet::load("no/such/directory", [](model::Release const&) { return std::vector<model::Fout>{}; }));
}

TEST_CASE("what the program asks of a release is told like the rest") {
    Copy const copy;
    auto const set = xsd::SchemaSet::load(copy.path, [](model::Release const& release) {
        return std::vector<model::Fout>{{"regels.csv", 3, 1, "", "", release.versie + " mag niet"}};
    });
    REQUIRE_FALSE(set);
    REQUIRE(set.error().size() == 1);
    CHECK(set.error().front().bestand == "3.2/regels.csv");
    CHECK(set.error().front().melding == "3.2 mag niet");
}

TEST_CASE("several threads share the locked schemas; foreign namespaces do not pile up") {
    auto const broken = with(wmo323, ">04<", ">05<");
    auto const foreign = with(wmo323, "<wmo323:Header>", "<wmo323:Header xmlns:vreemd=\"urn:" + std::string(4000, 'x') + "\">");
    auto const text325 = xsd::write(schemas(), wmo325());
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            // 4 x 400 x 4 kB of foreign namespaces: the pool is made anew under way.
            for (int i = 0; i < 400; ++i) {
                if (!berichten::read(wmo323)) ++wrong;
                if (!berichten::read(foreign)) ++wrong;
                if (i % 8 == 0 && berichten::read(broken)) ++wrong;
                if (!berichten::read(text325)) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
}

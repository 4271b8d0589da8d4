#include "tests/unit/xsd/berichten.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

using namespace model;
using namespace berichten;

namespace {

/// The schemas of the repository, with upper case in the name of one.
class Copy {
public:
    Copy() : path(std::filesystem::temp_directory_path() / "ketenpoort-schema-set-test") {
        std::filesystem::remove_all(path);
        for (auto const* folder : {"iwmo/3.2", "ijw/3.2"}) {
            std::filesystem::create_directories(path / folder);
            for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path("xsd/schemas") / folder))
                std::filesystem::copy(entry.path(), path / folder);
        }
        std::filesystem::rename(path / "iwmo/3.2/basisschema.xsd", path / "iwmo/3.2/Basisschema.xsd");
    }
    ~Copy() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

} // namespace

TEST_CASE("the built-in schemas know all 28 messages and their versions") {
    for (auto const domein : {Domein::wmo, Domein::jw}) {
        for (std::int16_t const nummer : {301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325}) {
            BerichtSoort const soort{domein, nummer};
            auto const name_space = schemas().name_space(soort);
            CHECK(name_space.starts_with("http://www.istandaarden.nl/"));
            CHECK(schemas().soort(name_space) == soort);
        }
    }
    CHECK(schemas().versie({Domein::wmo, 302}) == std::pair<std::string, std::string>("1.0.0", "1.0.0"));
    CHECK(schemas().versie({Domein::jw, 318}) == std::pair<std::string, std::string>("0.1.0", "0.1.0"));
    CHECK(schemas().name_space({Domein::wmo, 303}).empty());
    CHECK(schemas().soort("urn:x") == std::nullopt);
    CHECK(schemas().hash().size() == 64);
}

TEST_CASE("a directory serves as well; its hash is of its bytes") {
    Copy const copy;
    auto const set = xsd::SchemaSet::from_directory(copy.path);
    REQUIRE(set);
    CHECK((*set)->hash() == schemas().hash());
    CHECK(xsd::read(**set, bytes(wmo323)));

    std::ofstream(copy.path / "ijw/3.2/jw301.xsd", std::ios::app) << "<!-- -->";
    auto const changed = xsd::SchemaSet::from_directory(copy.path);
    REQUIRE(changed);
    CHECK((*changed)->hash() != schemas().hash());

    std::ofstream(copy.path / "ijw/3.2/jw302.xsd") << "<xs:schema";
    auto const broken = xsd::SchemaSet::from_directory(copy.path);
    REQUIRE_FALSE(broken);
    CHECK(broken.error().code == ErrorCode::bad_bundle);
    CHECK(broken.error().context.find("jw302.xsd: line 1") != std::string::npos);

    std::filesystem::remove(copy.path / "iwmo/3.2/Basisschema.xsd");
    CHECK_FALSE(xsd::SchemaSet::from_directory(copy.path));
    CHECK_FALSE(xsd::SchemaSet::from_directory("no/such/directory"));
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

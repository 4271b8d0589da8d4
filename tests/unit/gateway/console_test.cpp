#include "gateway/http/console.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;
using namespace gateway::http;

namespace {

class Map {
public:
    Map() {
        std::string name = (fs::temp_directory_path() / "console-XXXXXX").string();
        map_ = ::mkdtemp(name.data());
    }
    ~Map() { fs::remove_all(map_); }
    Map(Map const&) = delete;
    Map& operator=(Map const&) = delete;

    void schrijf(fs::path const& naam, std::string_view inhoud) const {
        fs::create_directories((map_ / naam).parent_path());
        std::ofstream(map_ / naam, std::ios::binary) << inhoud;
    }
    [[nodiscard]] fs::path const& pad() const { return map_; }

private:
    fs::path map_;
};

std::string kop(Answer const& answer, std::string_view naam) {
    auto const at = std::ranges::find(answer.headers, naam, &std::pair<std::string, std::string>::first);
    return at == answer.headers.end() ? std::string() : at->second;
}

} // namespace

TEST_CASE("a built console: its files, its screens, nothing beside it") {
    Map const map;
    map.schrijf("index.html", "<p>console</p>");
    map.schrijf("assets/app-1.js", "alert");
    map.schrijf("assets/app-1.js.gz", "GZ");
    map.schrijf("assets/app-1.js.br", "BR");
    Console const console(map.pad());
    REQUIRE(console.gebouwd());

    auto const file = console.toon("assets/app-1.js", "");
    CHECK(file.status == 200);
    CHECK(file.body == "alert");
    CHECK(file.type == "text/javascript; charset=utf-8");
    CHECK(kop(file, "Cache-Control").find("immutable") != std::string::npos);
    CHECK(kop(file, "Content-Encoding").empty());
    CHECK(console.toon("assets/app-1.js", "gzip, deflate").body == "GZ");
    auto const packed = console.toon("assets/app-1.js", "gzip, deflate, br");
    CHECK(packed.body == "BR");
    CHECK(kop(packed, "Content-Encoding") == "br");
    CHECK(kop(packed, "Vary") == "Accept-Encoding");

    for (auto const* pad : {"", "index.html", "vandaag", "dossier/0344/wmo/1200", "contracten/noord-limburg@2026.1", "contracten/x%402026.1", "niets.js"}) {
        auto const screen = console.toon(pad, "br");
        CHECK_MESSAGE(screen.body == "<p>console</p>", pad);
        CHECK(kop(screen, "Cache-Control") == "no-store");
        CHECK(kop(screen, "Content-Security-Policy").find("script-src 'self';") != std::string::npos);
    }
    for (auto const* pad : {"assets/app-2.js", "../etc/x.conf", "assets/app-1.js.gz", "assets/../index.html", "assets/", "assets/x@1", "niets/../"})
        CHECK_MESSAGE(console.toon(pad, "").status == 404, pad);
}

TEST_CASE("a console that was not built says how to build it") {
    Map const map;
    map.schrijf("geheim.txt", "x");
    Console const console(map.pad());
    CHECK_FALSE(console.gebouwd());
    auto const answer = console.toon("geheim.txt", "");
    CHECK(answer.status == 404);
    CHECK(answer.body.find("make console") != std::string::npos);
}

TEST_CASE("which forms an Accept-Encoding takes") {
    CHECK(neemt("br", "br"));
    CHECK(neemt("gzip;q=0.5, br;q=0.1", "br"));
    CHECK(neemt("gzip , br", "gzip"));
    CHECK_FALSE(neemt("", "br"));
    CHECK_FALSE(neemt("gzip, br;q=0", "br"));
    CHECK_FALSE(neemt("gzip, br;q=0.0", "br"));
    CHECK_FALSE(neemt("brotli", "br"));
}

TEST_CASE("the console stands beside the installed program, else in the source tree it was built in") {
    Map const map;
    CHECK(console_map("/srv/console", "/usr/bin/ketenpoort") == "/srv/console");
    CHECK(console_map("", map.pad() / "build/dev/bin/ketenpoort") == map.pad() / "gateway/console/dist");
    map.schrijf("build/dev/share/ketenpoort/console/index.html", "");
    CHECK(console_map("", map.pad() / "build/dev/bin/ketenpoort") == map.pad() / "build/dev/share/ketenpoort/console");
}

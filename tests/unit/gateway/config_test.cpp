#include "gateway/config.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace gateway;

namespace {

std::pair<Config, std::vector<std::string>> read_text(std::string const& text) {
    auto const file = std::filesystem::temp_directory_path() / "ketenpoort_config_test.toml";
    std::ofstream(file) << text;
    auto result = read_config(file);
    std::filesystem::remove(file);
    return result;
}

bool holds(std::vector<std::string> const& fouten, std::string const& part) {
    for (auto const& fout : fouten)
        if (fout.find(part) != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("every default passes its own check") {
    auto config = default_config();
    for (auto const& setting : settings()) {
        INFO(setting.sleutel);
        CHECK_FALSE(set(config, setting.sleutel, setting.standaard));
    }
}

TEST_CASE("a file goes over the defaults") {
    auto const [config, fouten] = read_text("luister = \"[::1]:0\"\ngroep = 1\n");
    CHECK(fouten.empty());
    CHECK(config.luister == "[::1]:0");
    CHECK(config.groep == 1);
    CHECK(config.wachtrij == default_config().wachtrij);
}

TEST_CASE("all faults of a file come at once, with line, key and what would pass") {
    auto const [config, fouten] = read_text("luister = \"0.0.0.0:x\"\nwachtrij = 0\nlog_niveau = \"inf\"\nvandaag = \"2026-02-30\"\ngroep "
                                            "= \"veel\"\nonbekend = 1\nmax_bericht = 2.5\n");
    CHECK(fouten.size() == 7);
    CHECK(holds(fouten, ":1: luister = \"0.0.0.0:x\": is geen adres"));
    CHECK(holds(fouten, ":2: wachtrij = 0: ligt buiten de grenzen; verwacht: getal van 1 t/m 4096"));
    CHECK(holds(fouten, ":3: log_niveau = \"inf\": is geen van de mogelijkheden; verwacht: fout|waarschuwing|info|debug"));
    CHECK(holds(fouten, ":4: vandaag = \"2026-02-30\": is geen bestaande dag"));
    CHECK(holds(fouten, ":5: groep = \"veel\": is van de verkeerde soort"));
    CHECK(holds(fouten, ":6: onbekend: deze instelling bestaat niet"));
    CHECK(holds(fouten, ":7: max_bericht: verwacht een tekst"));
}

TEST_CASE("a broken or missing file is one clear fault") {
    CHECK(holds(read_text("luister = \n").second, ":1:"));
    CHECK(holds(read_text("groep = 1\n [=x]\n").second, ":2: geen geldige TOML"));
    CHECK(holds(read_text("groep = 1\ngroep\xC3\xA9 = 2\n").second, ":2: geen geldige TOML"));
    CHECK(holds(read_text("[sectie]\n").second, ":1: sectie"));
    CHECK(holds(read_config("/bestaat/niet.toml").second, "kan niet worden gelezen"));
}

TEST_CASE("what is printed as TOML reads back the same") {
    auto config = default_config();
    config.data = "C:\\map \"met\" aanhalingstekens";
    config.wachtrij = 7;
    auto const [back, fouten] = read_text(to_toml(config));
    CHECK(fouten.empty());
    CHECK(back.data == config.data);
    CHECK(back.wachtrij == 7);
}

TEST_CASE("addresses") {
    CHECK(parse_adres("127.0.0.1:8480")->poort == 8480);
    CHECK(parse_adres("[::1]:0")->host == "::1");
    CHECK(parse_adres("localhost:1")->host == "127.0.0.1");
    for (auto const* text :
         {"", ":1", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80", "[]:80", "voorbeeld.nl:80"}) {
        INFO(text);
        CHECK_FALSE(parse_adres(text));
    }
}

TEST_CASE("the werkdagen follow from the settings") {
    auto config = gateway::default_config();
    auto const goede_vrijdag = model::date(2026, 4, 3);
    auto const eerste_kerstdag = model::date(2026, 12, 25);
    CHECK(gateway::kalender(config).is_werkdag(goede_vrijdag));
    CHECK_FALSE(gateway::kalender(config).is_werkdag(eerste_kerstdag));
    CHECK_FALSE(gateway::set(config, "feestdagen", std::string("goede_vrijdag, kerst")));
    CHECK_FALSE(gateway::set(config, "vrije_dagen", std::string("2026-12-24,2026-12-31")));
    CHECK_FALSE(gateway::set(config, "toch_werkdagen", std::string("2026-12-26")));
    auto const kalender = gateway::kalender(config);
    CHECK_FALSE(kalender.is_werkdag(goede_vrijdag));
    CHECK(kalender.is_werkdag(model::date(2026, 4, 6)));
    CHECK_FALSE(kalender.is_werkdag(model::date(2026, 12, 24)));
    CHECK(kalender.is_werkdag(model::date(2026, 12, 26)));
    CHECK(gateway::set(config, "feestdagen", std::string("sinterklaas"))->find("sinterklaas") != std::string::npos);
    CHECK(gateway::set(config, "vrije_dagen", std::string("2026-02-30")));
    CHECK(gateway::set(config, "aangehouden_na_termijn", std::string("afkeuren")));
}

TEST_CASE("without encryption only the own system is listened to, unless somebody says so") {
    auto config = default_config();
    CHECK(contradictions(config).empty());
    for (auto const* adres : {"0.0.0.0:80", "[::]:80", "192.0.2.1:8480", "[::ffff:127.0.0.1]:80"}) {
        INFO(adres);
        config.luister = adres;
        CHECK(contradictions(config).size() == 1);
        CHECK(holds(contradictions(config), "zonder versleuteling"));
    }
    config.http_buiten_loopback = "toestaan";
    CHECK(contradictions(config).empty());
    config.luister = "";
    CHECK(holds(contradictions(config), "luister en luister_tls zijn allebei leeg"));
}

TEST_CASE("TLS is not started with half of what it needs") {
    auto config = default_config();
    config.luister_tls = "0.0.0.0:8443";
    CHECK(contradictions(config).size() == 5);
    config.tls_certificaat = "server.pem";
    config.tls_sleutel = "server.key";
    config.tls_ca = "ca.pem";
    config.partners = "partners.toml";
    CHECK(contradictions(config).size() == 1);
    CHECK(holds(contradictions(config), "tls_crl: is leeg"));
    config.tls_crl = "crl.pem";
    CHECK(contradictions(config).empty());
}

#include "gateway/pipeline.hpp"
#include "gateway/releases.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

/// Release 3.3, which does not exist (tests/releases/make.py), beside 3.2 in one process.
namespace {

namespace json = boost::json;

std::shared_ptr<xsd::SchemaSet const> with_33() {
    static auto const set = gateway::load_releases(MADE_UP_RELEASES).value();
    return set;
}

std::span<std::byte const> bytes_of(std::string const& text) { return std::as_bytes(std::span(text)); }

/// A message of the builders with an Identificatie of its own.
std::string in_32(std::string const& naam, model::Message bericht) {
    std::visit([&](auto& b) { b.header.bericht_identificatie.identificatie = naam; }, bericht.inhoud);
    if (auto* b = std::get_if<model::Bericht323>(&bericht.inhoud)) b->declaratie.declaratie_nummer = naam;
    return xsd::write(*with_33(), bericht);
}

/// The same as 3.3 has it.
std::string in_33(std::string const& naam, model::Message bericht) {
    bericht.release = with_33()->releases().back();
    std::visit([](auto& b) { b.header.bericht_subversie = 3; }, bericht.inhoud);
    return in_32(naam, std::move(bericht));
}

model::Message van_gemeente(std::string const& code, model::Message bericht) {
    std::get<model::Bericht301>(bericht.inhoud).header.afzender = code;
    return bericht;
}

class Poort {
public:
    explicit Poort(std::shared_ptr<xsd::SchemaSet const> schemas)
        : store_(store::sqlite::open(directory_.path(), store::sqlite::random_nonce()).value()), pipeline_(std::move(schemas)) {}

    gateway::Antwoord stuur(std::string const& xml) {
        auto const gelezen = pipeline_.read(bytes_of(xml));
        gateway::Antwoord antwoord;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = pipeline_.decide(tx, gelezen, {1'778'400'000'000, bouw::dag("2026-05-10")}, "cli", false);
            if (!decided) return std::unexpected(decided.error());
            antwoord = std::move(*decided);
            return {};
        });
        if (!done) throw std::runtime_error(done.error().context);
        return antwoord;
    }

private:
    support::TempDir directory_;
    std::unique_ptr<store::Store> store_;
    gateway::Pipeline pipeline_;
};

json::object besluit(gateway::Antwoord const& antwoord) { return json::parse(antwoord.besluit_json).as_object(); }

/// "TR338 9339", one per finding.
std::vector<std::string> gevonden(gateway::Antwoord const& antwoord) {
    std::vector<std::string> found;
    auto const record = besluit(antwoord);
    for (auto const& b : record.at("bevindingen").as_array()) {
        auto const& code = b.at("retourcode");
        found.push_back(std::string(b.at("regel").as_string()) + " " + (code.is_null() ? "-" : std::string(code.as_string())));
    }
    return found;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("a message of each release is read with its schema, judged with its lists and answered in its namespace") {
    Poort poort(with_33());
    auto const nieuw = bouw::toewijzing({bouw::product(1001, "19", "19A01")});

    auto antwoord = poort.stuur(in_33("B1", van_gemeente("9997", nieuw)));
    CHECK(gevonden(antwoord).empty());
    CHECK(antwoord.uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(besluit(antwoord).at("release") == "3.3");
    CHECK(antwoord.retour_xml.find("http://www.istandaarden.nl/iwmo/3_3/wmo302/schema") != std::string::npos);
    CHECK(antwoord.retour_xml.find("3_2") == std::string::npos);
    CHECK(antwoord.retour_xml.find("BerichtSubversie>3<") != std::string::npos);
    CHECK(xsd::validate(*with_33(), bytes_of(antwoord.retour_xml)).empty());

    // Neither the productcategorie nor the gemeente is in 3.2.
    antwoord = poort.stuur(in_32("B2", van_gemeente("9997", nieuw)));
    CHECK(gevonden(antwoord) == Lines{"XSD -"});
    antwoord = poort.stuur(in_32("B3", van_gemeente("9997", bouw::toewijzing())));
    CHECK(gevonden(antwoord) == Lines{"TR378 S300"});
    CHECK(besluit(antwoord).at("release") == "3.2");
    CHECK(antwoord.retour_xml.find("http://www.istandaarden.nl/iwmo/3_2/wmo302/schema") != std::string::npos);
    CHECK(antwoord.retour_xml.find("3_3") == std::string::npos);
    CHECK(xsd::validate(*with_33(), bytes_of(antwoord.retour_xml)).empty());

    // A gemeente that neither has.
    CHECK(gevonden(poort.stuur(in_33("B4", van_gemeente("9996", bouw::toewijzing())))) == Lines{"TR378 S300"});
}

TEST_CASE("a rule that a release drops does not run there; another retourcode is used") {
    // Nothing was assigned: the client is not known (TR304) and neither is the number (TR338), which is asked of known clients only.
    Poort poort(with_33());
    CHECK(gevonden(poort.stuur(in_32("D1", bouw::declaratie()))) == Lines{"TR304 8187"});
    auto const antwoord = poort.stuur(in_33("D2", bouw::declaratie({bouw::prestatie("R2")})));
    CHECK(gevonden(antwoord) == Lines{"TR338 9339"});
    CHECK(antwoord.retour_xml.find("http://www.istandaarden.nl/iwmo/3_3/wmo325/schema") != std::string::npos);
    CHECK(antwoord.retour_xml.find("BerichtSubversie>3<") != std::string::npos);

    Poort ander(with_33());
    CHECK(ander.stuur(in_32("T1", bouw::toewijzing({bouw::product(1002)}))).uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(gevonden(ander.stuur(in_32("D1", bouw::declaratie()))) == Lines{"TR338 9338"});
}

TEST_CASE("a program without 3.3 refuses its messages as an unknown version") {
    auto const alleen_32 = xsd::SchemaSet::built_in().value();
    Poort poort(alleen_32);
    auto const antwoord = poort.stuur(in_33("B10", bouw::toewijzing()));
    CHECK(antwoord.niveau1);
    auto const o = besluit(antwoord);
    CHECK(o.at("release").is_null());
    CHECK(o.at("schemas") == json::string_view(alleen_32->hash()));
    CHECK(o.at("bevindingen").at(0).at("melding") == "Release 3.3 van dit bericht (WMO301) wordt niet verwerkt; wel iWmo 3.2 en iJw 3.2.");
}

TEST_CASE("what the decision was made with is the release's own hash") {
    Poort poort(with_33());
    auto const van_33 = besluit(poort.stuur(in_33("B11", bouw::toewijzing()))).at("schemas");
    auto const van_32 = besluit(poort.stuur(in_32("B12", bouw::toewijzing()))).at("schemas");
    CHECK(van_33 == json::string_view(with_33()->releases().back()->hash));
    CHECK(van_32 == json::string_view(xsd::built_in_release()->hash));
    CHECK(van_33 != van_32);
}

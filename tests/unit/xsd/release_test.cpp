#include "xsd/model/release.hpp"
#include "xsd/release.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using model::Domein;

namespace {

model::Date dag(std::string_view text) { return model::parse_date(text).value(); }

/// The values that a schema lists for a type.
std::set<std::string> enumeration(std::string_view schema, std::string_view type) {
    auto const name = "<xs:simpleType name=\"" + std::string(type) + "\">";
    auto const begin = schema.find(name);
    REQUIRE(begin != std::string_view::npos);
    auto const text = schema.substr(begin, schema.find("</xs:simpleType>", begin) - begin);
    constexpr std::string_view open = "<xs:enumeration value=\"";
    std::set<std::string> values;
    for (auto at = text.find(open); at != std::string_view::npos; at = text.find(open, at + 1)) {
        auto const value = text.substr(at + open.size());
        values.emplace(value.substr(0, value.find('"')));
    }
    return values;
}

} // namespace

TEST_CASE("a code holds in its domain and on its days, both ends included") {
    model::CodeRegel const regel{"19", Domein::wmo, dag("2026-01-01"), dag("2026-12-31"), "proef"};
    CHECK(regel.geldt(dag("2026-01-01"), Domein::wmo));
    CHECK(regel.geldt(dag("2026-12-31"), std::nullopt));
    CHECK_FALSE(regel.geldt(dag("2025-12-31"), Domein::wmo));
    CHECK_FALSE(regel.geldt(dag("2027-01-01"), Domein::wmo));
    CHECK_FALSE(regel.geldt(std::nullopt, Domein::jw));
    CHECK(regel.geldt(std::nullopt, Domein::wmo));
}

TEST_CASE("the lists of 3.2: a gemeente that is gone counts until its last day, a reden differs per domain") {
    auto const release = xsd::built_in_release();
    auto const& gemeenten = *release->codelijst("gemeenten");
    CHECK(gemeenten.bevat("0384", dag("2026-05-10")));
    CHECK(gemeenten.bevat("0501", dag("2022-12-31")));
    CHECK_FALSE(gemeenten.bevat("0501", dag("2023-01-01")));
    CHECK(gemeenten.bevat("0501", std::nullopt));
    CHECK_FALSE(gemeenten.bevat("9998", std::nullopt));
    CHECK(release->omschrijving("redenen-beeindiging", "31", Domein::wmo) == "verhuizing naar een andere gemeente");
    CHECK(release->omschrijving("redenen-beeindiging", "31", Domein::jw) == "volgens plan");
    CHECK(release->omschrijving("retourcodes", "9999").empty());
    CHECK(release->omschrijving("geen-lijst", "1").empty());
    CHECK(release->codelijst("geen-lijst") == nullptr);
    CHECK(release->hoofdversie == 3);
    CHECK(release->subversie == 2);
    CHECK(release->regel("TR321") != nullptr);
    CHECK(release->regel("TR000") == nullptr);
}

TEST_CASE("a code list and the schemas of its release have the same codes") {
    struct Pair {
        char const* lijst;
        char const* type;
    };
    auto const files = xsd::built_in_release_files();
    for (auto const& [naam, type] : {Pair{"aanduidingen-woonadres", "LDT_AanduidingWoonadres"},
                                     Pair{"adressoorten", "LDT_AdresSoort"},
                                     Pair{"communicatievormen", "LDT_Communicatievorm"},
                                     Pair{"datumgebruik", "LDT_DatumGebruik"},
                                     Pair{"debet-credit", "LDT_DebetCredit"},
                                     Pair{"eenheden", "LDT_Eenheid"},
                                     Pair{"frequenties", "LDT_Frequentie"},
                                     Pair{"geslachten", "LDT_Geslacht"},
                                     Pair{"ja-nee", "LDT_JaNee"},
                                     Pair{"juridische-status", "LDT_JuridischeStatus"},
                                     Pair{"landen", "LDT_LandCode"},
                                     Pair{"naamgebruik", "LDT_NaamGebruik"},
                                     Pair{"productcategorieen", "LDT_ProductCategorie"},
                                     Pair{"redenen-afwijzing-verzoek", "LDT_RedenAfwijzingVerzoek"},
                                     Pair{"redenen-beeindiging", "LDT_RedenBeeindiging"},
                                     Pair{"redenen-verzoek", "LDT_RedenVerzoek"},
                                     Pair{"redenen-wijziging", "LDT_RedenWijziging"},
                                     Pair{"retourcodes", "LDT_RetourCode"},
                                     Pair{"soorten-relatie", "LDT_SoortRelatie"},
                                     Pair{"status-aanlevering", "LDT_StatusAanlevering"},
                                     Pair{"verwijzers", "LDT_TypeVerwijzer"},
                                     Pair{"verzoek-antwoorden", "LDT_VerzoekAntwoord"},
                                     Pair{"wettelijke-vertegenwoordiging", "LDT_WettelijkeVertegenwoordiging"}}) {
        for (auto const domein : {Domein::wmo, Domein::jw}) {
            CAPTURE(naam);
            CAPTURE(model::name(domein));
            auto const* lijst = xsd::built_in_release()->codelijst(naam);
            REQUIRE(lijst != nullptr);
            std::set<std::string> codes;
            for (auto const& regel : lijst->regels)
                if (regel.geldt(std::nullopt, domein)) codes.insert(regel.code);
            CHECK(codes == enumeration(files.at(domein == Domein::wmo ? "iwmo/basisschema.xsd" : "ijw/basisschema.xsd"), type));
        }
    }
}

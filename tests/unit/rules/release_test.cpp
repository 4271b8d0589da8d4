#include "rules/catalogue.hpp"
#include "rules/release.hpp"
#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <set>

namespace {

/// The built-in release with one line of regels.csv changed.
std::shared_ptr<model::Release const> met(model::ReleaseRegel const& anders) {
    auto release = std::make_shared<model::Release>(*bouw::release());
    *std::ranges::find(release->regels, anders.id, &model::ReleaseRegel::id) = anders;
    return release;
}

rules::Rule const& regel(std::string_view id) { return **std::ranges::find(rules::catalogue(), id, &rules::Rule::id); }

} // namespace

TEST_CASE("release 3.2 has every rule of the catalogue, as the rule itself says") {
    auto const& release = *bouw::release();
    CHECK(rules::check_release(release).empty());
    CHECK(release.regels.size() == rules::catalogue().size());
    for (auto const* rule : rules::catalogue()) {
        CAPTURE(rule->id);
        auto const in_release = rules::rule_in(release, *rule);
        REQUIRE_MESSAGE(in_release, "add it to xsd/releases/3.2/regels.csv");
        CHECK(in_release->niveau == rule->niveau);
        CHECK(in_release->retourcode.view() == rule->retourcode);
    }
}

TEST_CASE("a release changes level and code of a rule; a rule it does not have is silent") {
    auto bericht = bouw::toewijzing();
    std::get<model::Bericht301>(bericht.inhoud).header.afzender = "9996";
    auto const f = zaak::feiten();
    CHECK(zaak::gevonden(zaak::oordeel(bericht, f)) == std::vector<std::string>{"TR378 S300 /Bericht/Header/Afzender"});

    bericht.release = met({"TR378", model::Niveau::berichtoverstijgend, model::Code("9359"), 1});
    auto const verdict = zaak::oordeel(bericht, f);
    CHECK(zaak::gevonden(verdict) == std::vector<std::string>{"TR378 9359 /Bericht/Header/Afzender"});
    CHECK(verdict.bevindingen.at(0).niveau == model::Niveau::berichtoverstijgend);

    auto zonder = std::make_shared<model::Release>(*bouw::release());
    std::erase_if(zonder->regels, [](auto const& r) { return r.id == "TR378"; });
    bericht.release = zonder;
    CHECK(zaak::oordeel(bericht, f).bevindingen.empty());
    CHECK_FALSE(rules::rule_in(*zonder, regel("TR378")));
}

TEST_CASE("what regels.csv cannot say is told with its line") {
    auto const melding = [](model::ReleaseRegel const& anders) {
        auto const fouten = rules::check_release(*met(anders));
        REQUIRE(fouten.size() == 1);
        CHECK(fouten.front().bestand == "regels.csv");
        CHECK(fouten.front().lijn == 9);
        return fouten.front().melding;
    };
    CHECK(rules::check_release(*met({"TR378", model::Niveau::berichtoverstijgend, std::nullopt, 9})).empty());
    CHECK(rules::check_release(*met({"TR358", model::Niveau::berichtoverstijgend, std::nullopt, 9})).empty());
    CHECK(melding({"TR378", model::Niveau::bericht, std::nullopt, 9}) == "Regel TR378 kan niet op dit niveau worden getoetst.");
    CHECK(melding({"TR358", model::Niveau::xsd, std::nullopt, 9}) == "Regel TR358 kan niet op dit niveau worden getoetst.");
    CHECK(melding({"CS015", model::Niveau::bericht, std::nullopt, 9}) == "Regel CS015 kan niet op dit niveau worden getoetst.");

    auto vreemd = std::make_shared<model::Release>(*bouw::release());
    vreemd->regels.push_back({"ZZ001", std::nullopt, std::nullopt, 9});
    auto const fouten = rules::check_release(*vreemd);
    REQUIRE(fouten.size() == 1);
    CHECK(fouten.front().waarde == "ZZ001");
}

#include "tests/support/zaak.hpp"

#include "rules/retour.hpp"

#include <doctest/doctest.h>

#include <algorithm>

/// Prestaties that wait for a person: a contract that parks another tarief (R07 through TR418) instead of rejecting it.

using model::Gevolg;
using model::PersoonBesluit;
using model::Uitkomst;

namespace {

model::Facts feiten(Gevolg gevolg = Gevolg::aanhouden) {
    auto f = zaak::feiten();
    auto contract = zaak::contract();
    contract->regels.push_back({"R07", 323, true, gevolg, "bundel.toml:40"});
    f.toewijzingen.zet(1002, zaak::toewijzing(1002));
    f.contract = contract;
    return f;
}

model::Prestatie ander_tarief(std::string referentie) {
    auto p = bouw::prestatie(std::move(referentie));
    p.product_tarief = model::Bedrag(model::Money{8000});
    p.ingediend_bedrag.bedrag = model::Money{32000};
    return p;
}

/// Another tarief, a good one on another toewijzing, and one on a toewijzing that does not exist.
model::Message drie() {
    auto goed = bouw::prestatie("R2");
    goed.toewijzing_nummer = 1002;
    auto onbekend = bouw::prestatie("R3");
    onbekend.toewijzing_nummer = 4711;
    return bouw::declaratie({ander_tarief("R1"), goed, onbekend});
}

PersoonBesluit besluit(PersoonBesluit::Soort soort) {
    PersoonBesluit b;
    b.soort = soort;
    b.regel = PersoonBesluit::Regel{0, 0};
    b.door = "J. Jansen";
    if (soort == PersoonBesluit::Soort::afkeuren) b.retourcode = "0611";
    return b;
}

model::Finding const& van(model::Verdict const& verdict, std::string_view regel) {
    return *std::ranges::find(verdict.bevindingen, regel, &model::Finding::regel);
}

} // namespace

TEST_CASE("one parked prestatie keeps the whole 323 waiting; what was rejected stays rejected") {
    auto const verdict = zaak::oordeel(drie(), feiten());
    CHECK(verdict.uitkomst == Uitkomst::aangehouden);
    CHECK(van(verdict, "TR418").gevolg == Gevolg::aanhouden);
    CHECK(van(verdict, "TR338").gevolg == Gevolg::afkeuren);
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{false, true, false}});
    CHECK(verdict.totaal_toegekend.cents == 28000);
}

TEST_CASE("without a setting the same finding rejects; as a signal it lets the prestatie pass") {
    auto zonder = feiten();
    zonder.contract = zaak::contract();
    CHECK(zaak::oordeel(drie(), zonder).uitkomst == Uitkomst::deels);
    CHECK(van(zaak::oordeel(drie(), zonder), "TR418").gevolg == Gevolg::afkeuren);
    auto const signaal = zaak::oordeel(bouw::declaratie({ander_tarief("R1")}), feiten(Gevolg::signaleren));
    CHECK(signaal.uitkomst == Uitkomst::goedgekeurd);
    CHECK(van(signaal, "TR418").gevolg == Gevolg::signaleren);
}

TEST_CASE("an approved prestatie is booked with the others and the 325 returns only the rejected one") {
    auto f = feiten();
    f.besluiten = {besluit(PersoonBesluit::Soort::goedkeuren)};
    auto const bericht = drie();
    auto const verdict = zaak::oordeel(bericht, f);
    CHECK(verdict.uitkomst == Uitkomst::deels);
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{true, true, false}});
    CHECK(van(verdict, "TR418").beslist == "Goedgekeurd door J. Jansen");
    auto const retour = rules::retour(bericht, verdict, {"KP1", bouw::dag(zaak::vandaag), {"1.0.0", "1.0.0"}});
    REQUIRE(retour);
    REQUIRE(std::get<model::Bericht325>(retour->inhoud).declaratie_antwoord);
    auto const& antwoord = *std::get<model::Bericht325>(retour->inhoud).declaratie_antwoord;
    REQUIRE(antwoord.clienten.size() == 1);
    REQUIRE(antwoord.clienten[0].prestaties.size() == 1);
    CHECK(antwoord.clienten[0].prestaties[0].product_referentie.referentie_nummer == "R3");
}

TEST_CASE("a prestatie that a person rejects is returned with the person's code") {
    auto f = feiten();
    f.besluiten = {besluit(PersoonBesluit::Soort::afkeuren)};
    auto const bericht = drie();
    auto const verdict = zaak::oordeel(bericht, f);
    CHECK(verdict.uitkomst == Uitkomst::deels);
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{false, true, false}});
    CHECK(verdict.totaal_toegekend.cents == 28000);
    CHECK(std::ranges::count(verdict.bevindingen, "TR418", &model::Finding::regel) == 1);
    auto const retour = rules::retour(bericht, verdict, {"KP1", bouw::dag(zaak::vandaag), {"1.0.0", "1.0.0"}});
    REQUIRE(retour);
    REQUIRE(std::get<model::Bericht325>(retour->inhoud).declaratie_antwoord);
    auto const& antwoord = *std::get<model::Bericht325>(retour->inhoud).declaratie_antwoord;
    REQUIRE(antwoord.clienten.size() == 1);
    CHECK(antwoord.clienten[0].prestaties.at(0).retour_codes == model::RetourCodes{"0611"});
}

TEST_CASE("what a person rejects counts for nothing in the prestaties after it") {
    // Five hours in all: the second prestatie of four is too much (TR322), unless a person rejects the first.
    auto tweede = bouw::prestatie("R2");
    tweede.product_code = "02A17";
    auto const bericht = bouw::declaratie({ander_tarief("R1"), tweede});
    auto f = feiten();
    auto contract = std::make_shared<model::Contract>(*f.contract);
    contract->tarieven.push_back({model::Domein::wmo, "02A17", "04", "", {7000}, contract->geldig, "tarieven.csv:3"});
    f.contract = contract;
    auto& toewijzing = zaak::eigen(f, 1001);
    toewijzing.product = model::Product{"02", std::nullopt};
    toewijzing.omvang = model::Omvang{5, "04", "6"};
    f.besluiten = {besluit(PersoonBesluit::Soort::goedkeuren)};
    CHECK(zaak::oordeel(bericht, f).toegekend == std::vector<std::vector<bool>>{{true, false}});
    f.besluiten = {besluit(PersoonBesluit::Soort::afkeuren)};
    CHECK(zaak::oordeel(bericht, f).toegekend == std::vector<std::vector<bool>>{{false, true}});
}

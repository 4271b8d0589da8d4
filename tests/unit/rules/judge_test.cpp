#include "rules/catalogue.hpp"
#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using bouw::dag;
using zaak::feiten;

TEST_CASE("A level-2 fault stops the assessment: only level-2 findings, nothing granted") {
    auto p = bouw::prestatie();
    p.product_tarief = model::Bedrag(model::Money{1}); // would be TR418 and TR346
    auto bericht = bouw::declaratie({p});
    std::get<model::Bericht323>(bericht.inhoud).declaratie.totaal_ingediend_bedrag.bedrag = model::Money{1}; // TR358
    auto const verdict = zaak::oordeel(bericht, feiten());
    CHECK(verdict.uitkomst == model::Uitkomst::afgekeurd);
    CHECK(verdict.toegekend.empty());
    REQUIRE(!verdict.bevindingen.empty());
    CHECK(std::ranges::all_of(verdict.bevindingen,
                              [](auto const& b) { return b.niveau == model::Niveau::bericht && b.retourcode == "0001"; }));
}

TEST_CASE("A header fault rejects a 323 before its prestaties are looked at") {
    auto f = feiten();
    f.identificatie_gebruikt = true;
    auto p = bouw::prestatie();
    p.toewijzing_nummer = 999;
    auto const verdict = zaak::oordeel(bouw::declaratie({p}), f);
    CHECK(zaak::gevonden(verdict) == std::vector<std::string>{"TR056 9056 /Bericht/Header/BerichtIdentificatie/Identificatie"});
    CHECK(verdict.uitkomst == model::Uitkomst::afgekeurd);
    CHECK(verdict.toegekend.empty());
}

TEST_CASE("A fault on Declaratie does so too") {
    auto f = feiten();
    SUBCASE("TR333") { f.declaratie_nummer_gebruikt = true; }
    SUBCASE("TR318") { f.laatste_declaratie_periode = model::Period{dag("2026-04-01"), dag("2026-04-30")}; }
    auto const verdict = zaak::oordeel(bouw::declaratie(), f);
    CHECK(verdict.bevindingen.size() == 1);
    CHECK(verdict.uitkomst == model::Uitkomst::afgekeurd);
    CHECK(verdict.toegekend.empty());
}

TEST_CASE("The same or a later DeclaratiePeriode is in order (IV090)") {
    auto f = feiten();
    f.laatste_declaratie_periode = model::Period{dag("2026-03-01"), dag("2026-03-31")};
    CHECK(zaak::oordeel(bouw::declaratie(), f).uitkomst == model::Uitkomst::goedgekeurd);
    f.laatste_declaratie_periode = model::Period{dag("2025-11-01"), dag("2025-11-30")};
    CHECK(zaak::oordeel(bouw::declaratie(), f).uitkomst == model::Uitkomst::goedgekeurd);
}

TEST_CASE("Approved: everything granted and summed") {
    auto const verdict = zaak::oordeel(bouw::declaratie(), feiten());
    CHECK(verdict.uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{true}});
    CHECK(verdict.totaal_toegekend.cents == 28000);
}

TEST_CASE("Partly and wholly rejected") {
    auto slecht = bouw::prestatie("R2");
    slecht.toewijzing_nummer = 999;
    auto const deels = zaak::oordeel(bouw::declaratie({bouw::prestatie(), slecht}), feiten());
    CHECK(deels.uitkomst == model::Uitkomst::deels);
    CHECK(deels.toegekend == std::vector<std::vector<bool>>{{true, false}});
    CHECK(deels.totaal_toegekend.cents == 28000);
    auto const geheel = zaak::oordeel(bouw::declaratie({slecht}), feiten());
    CHECK(geheel.uitkomst == model::Uitkomst::afgekeurd);
    CHECK(geheel.totaal_toegekend.cents == 0);
}

TEST_CASE("An unknown client: nothing of it is assessed or granted, the others are") {
    auto ander = bouw::prestatie("R2");
    ander.toewijzing_nummer = 2001;
    auto const verdict =
        zaak::oordeel(bouw::declaratie({bouw::client(bouw::bsn_2, {ander}), bouw::client(bouw::bsn_1, {bouw::prestatie()})}), feiten());
    CHECK(zaak::gevonden(verdict) == std::vector<std::string>{"TR304 8187 /Bericht/Declaratie/Clienten/Client[1]/Bsn"});
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{false}, {true}});
    CHECK(verdict.uitkomst == model::Uitkomst::deels);
}

TEST_CASE("Credits go first wherever they stand, so that their replacement fits (OP366)") {
    auto f = feiten();
    zaak::toegekend(f, "R0", bouw::prestatie("R0"));
    auto const verdict = zaak::oordeel(bouw::declaratie({bouw::prestatie("R2"), bouw::credit("R1", "R0")}), f);
    CHECK(zaak::gevonden(verdict).empty());
    CHECK(verdict.totaal_toegekend.cents == 0);
}

TEST_CASE("A rejected credit frees nothing") {
    auto f = feiten();
    zaak::toegekend(f, "R0", bouw::prestatie("R0"));
    f.referenties["R1"] = {};
    auto const verdict = zaak::oordeel(bouw::declaratie({bouw::prestatie("R2"), bouw::credit("R1", "R0")}), f);
    std::string const prestatie = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie";
    CHECK(zaak::gevonden(verdict) == std::vector<std::string>{"TR389 9389 " + prestatie + "[1]",
                                                              "TR314 8021 " + prestatie + "[2]/ProductReferentie/ReferentieNummer"});
}

TEST_CASE("The same debet credited twice in one message: once") {
    auto f = feiten();
    zaak::toegekend(f, "R0", bouw::prestatie("R0"));
    auto const verdict = zaak::oordeel(bouw::declaratie({bouw::credit("R1", "R0"), bouw::credit("R2", "R0")}), f);
    if (verdict.toegekend.empty()) return; // level 2 refuses it already
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{true, false}});
}

TEST_CASE("Prestaties of one message count for each other: the total of the toewijzing") {
    auto f = feiten();
    zaak::eigen(f, 1001).omvang = model::Omvang{10, "04", "6"};
    auto februari = bouw::prestatie("R2");
    februari.product_periode = {dag("2026-02-01"), dag("2026-02-28")};
    februari.geleverd_volume = 7;
    februari.ingediend_bedrag.bedrag = model::Money{49000};
    auto const verdict = zaak::oordeel(bouw::declaratie({bouw::prestatie(), februari}), f);
    REQUIRE(verdict.bevindingen.size() == 1);
    auto const& b = verdict.bevindingen.front();
    CHECK(b.regel == "TR322");
    CHECK(b.waarde == "11 uur");
    CHECK(b.grens == "hoogstens 10 uur");
    CHECK(b.berekening == "10 uur in totaal = 10 uur; al toegekend 4 uur + deze prestatie 7 uur = 11 uur");
    CHECK(b.oplossing == "Op deze toewijzing is nog 6 uur te declareren.");
    CHECK(verdict.toegekend == std::vector<std::vector<bool>>{{true, false}});
}

TEST_CASE("A finding explains itself") {
    auto p = bouw::prestatie();
    p.geleverd_volume = 19;
    p.ingediend_bedrag.bedrag = model::Money{19 * 7000};
    auto f = feiten();
    auto const volume = zaak::oordeel(bouw::declaratie({p}), f).bevindingen.at(0);
    CHECK(volume.waarde == "19 uur");
    CHECK(volume.berekening == "3 uur/week x 6 weken (9 t/m 14) = 18 uur");
    CHECK(volume.bron.soort == "standaard");
    p = bouw::prestatie();
    p.product_tarief = model::Bedrag(model::Money{7001});
    p.ingediend_bedrag.bedrag = model::Money{28004};
    auto const tarief = zaak::oordeel(bouw::declaratie({p}), f).bevindingen.at(0);
    CHECK(tarief.bron.soort == "contract");
    CHECK(tarief.bron.verwijzing == "tarieven.csv:2");
    CHECK(tarief.bron.bundel == "basis@1");
    CHECK(tarief.grens == "€ 70,00 per uur");
}

TEST_CASE("A retour that comes back is taken once, and only for a heenbericht that we know") {
    using Lines = std::vector<std::string>;
    auto const oordeel = [](model::Facts const& f, model::Message bericht) { return zaak::gevonden(zaak::oordeel(bericht, f)); };
    auto const retouren = [] {
        return std::vector<model::Message>{
            {{model::Domein::wmo, 302}, model::Bericht302{}, "X", bouw::release()}, {{model::Domein::jw, 306}, model::Bericht306{}, "X", bouw::release()},
            {{model::Domein::wmo, 308}, model::Bericht308{}, "X", bouw::release()}, {{model::Domein::jw, 316}, model::Bericht316{}, "X", bouw::release()},
            {{model::Domein::wmo, 318}, model::Bericht318{}, "X", bouw::release()}, {{model::Domein::jw, 320}, model::Bericht320{}, "X", bouw::release()}};
    };
    for (auto const& bericht : retouren()) {
        CAPTURE(bericht.soort.nummer);
        model::Facts f;
        CHECK(oordeel(f, bericht) == Lines{"RETOUR-ONBEKEND  /Bericht/Header/BerichtIdentificatie/Identificatie"});
        f.heenbericht = model::HeenFact{7, false};
        CHECK(oordeel(f, bericht).empty());
        CHECK(zaak::oordeel(bericht, f).uitkomst == model::Uitkomst::goedgekeurd);
        f.heenbericht->beantwoord = true;
        CHECK(oordeel(f, bericht) == Lines{"RETOUR-DUBBEL  /Bericht/Header/BerichtIdentificatie/Identificatie"});
        CHECK(zaak::oordeel(bericht, f).bevindingen.front().bron.soort == "lokaal");
    }
}

TEST_CASE("The catalogue: by level then id, ids once, no code outside WJ001 (design 1.4)") {
    auto const all = rules::catalogue();
    CHECK(std::ranges::is_sorted(all, {}, [](auto const* r) { return std::pair(r->niveau, r->id); }));
    std::set<std::string_view> ids;
    for (auto const* rule : all) {
        CAPTURE(rule->id);
        CHECK(ids.insert(rule->id).second);
        CHECK(!rule->zin.empty());
        CHECK(!rule->berichten.empty());
        CHECK((rule->retourcode.empty() || !bouw::release()->omschrijving("retourcodes", rule->retourcode).empty()));
    }
    for (auto const* id : {"TR056", "TR321", "TR338", "TR346", "TR381", "TR418"}) CHECK(ids.contains(id));
}

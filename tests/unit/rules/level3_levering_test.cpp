#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

using bouw::dag;

namespace {

using Lines = std::vector<std::string>;

std::string start_product(int n, std::string const& element = {}) {
    return fmt::format("/Bericht/Client/StartProducten/StartProduct[{}]{}", n, element.empty() ? "" : "/" + element);
}

std::string stop_product(int n, std::string const& element = {}) {
    return fmt::format("/Bericht/Client/StopProducten/StopProduct[{}]{}", n, element.empty() ? "" : "/" + element);
}

/// A stop that is not in the future of the tests' clock.
model::StopProduct stop(model::Code reden, char const* einde, char const* begin = "2026-01-10") {
    auto p = bouw::stop_product();
    p.begindatum = dag(begin);
    p.reden_beeindiging = reden;
    p.einddatum = dag(einde);
    return p;
}

model::StartProduct start(char const* begin, model::Code status = "1") {
    auto p = bouw::start_product();
    p.begindatum = dag(begin);
    p.status_aanlevering = status;
    return p;
}

Lines oordeel(model::Message bericht, model::Facts const& f) {
    if (auto* b = std::get_if<model::Bericht305>(&bericht.inhoud)) b->header.bericht_identificatie.dagtekening = dag(zaak::vandaag);
    if (auto* b = std::get_if<model::Bericht307>(&bericht.inhoud)) b->header.bericht_identificatie.dagtekening = dag(zaak::vandaag);
    auto const verdict = zaak::oordeel(bericht, f);
    CHECK(verdict.uitkomst == (verdict.bevindingen.empty() ? model::Uitkomst::goedgekeurd : model::Uitkomst::afgekeurd));
    for (auto const& b : verdict.bevindingen) {
        CHECK_MESSAGE(!b.melding.empty(), b.regel);
        CHECK_MESSAGE(!b.grens.empty(), b.regel);
        CHECK_MESSAGE(!b.oplossing.empty(), b.regel);
        for (auto const& tekst : {b.melding, b.waarde, b.grens, b.oplossing}) CHECK(tekst.find(bouw::bsn_1) == std::string::npos);
    }
    return zaak::gevonden(verdict);
}

} // namespace

TEST_CASE("A first start, and the stop of it") {
    auto f = zaak::feiten();
    CHECK(oordeel(bouw::start(), f).empty());
    zaak::gestart(f);
    CHECK(oordeel(bouw::stop({stop("02", "2026-04-30")}), f).empty());
    CHECK(oordeel(bouw::stop({stop("20", "2026-04-30")}), f).empty());
}

TEST_CASE("TR019: the toewijzing, unless the work is taakgericht") {
    auto f = zaak::feiten();
    Lines const fout{"TR019 9019 " + start_product(1, "ToewijzingNummer")};
    SUBCASE("unknown") { f.toewijzingen.clear(); }
    SUBCASE("of another client") { zaak::eigen(f, 1001).bsn = bouw::bsn_2; }
    SUBCASE("of another aanbieder") { zaak::eigen(f, 1001).aanbieder = "42420002"; }
    SUBCASE("removed") {
        zaak::eigen(f, 1001).reden_wijziging = model::Code("13");
        auto& t = zaak::eigen(f, 1001);
        t.einddatum = t.ingangsdatum;
    }
    CHECK(oordeel(bouw::start(), f) == fout);
    auto taakgericht = bouw::start_product();
    taakgericht.toewijzing_nummer.reset();
    taakgericht.toewijzing_ingangsdatum.reset();
    CHECK(oordeel(bouw::start({taakgericht}), f).empty());
}

TEST_CASE("Status 3: TR063 and, for a start, TR071; nothing else is looked at") {
    auto f = zaak::feiten();
    f.toewijzingen.clear();
    CHECK(oordeel(bouw::start({start("2026-01-10", "3")}), f) == Lines{"TR063 9063 " + start_product(1, "StatusAanlevering")});
    zaak::gestart(f);
    CHECK(oordeel(bouw::start({start("2026-01-10", "3")}), f).empty());
    CHECK(oordeel(bouw::start({start("2026-01-11", "3")}), f) == Lines{"TR063 9063 " + start_product(1, "StatusAanlevering")});
    zaak::gestopt(f, "20", "2026-03-01");
    CHECK(oordeel(bouw::start({start("2026-01-10", "3")}), f) == Lines{"TR071 9071 " + start_product(1, "StatusAanlevering")});

    auto weg = stop("20", "2026-03-01");
    weg.status_aanlevering = "3";
    CHECK(oordeel(bouw::stop({weg}), f).empty());
    weg.reden_beeindiging = "02"; // part of the key of a stop
    CHECK(oordeel(bouw::stop({weg}), f) == Lines{"TR063 9063 " + stop_product(1, "StatusAanlevering")});
}

TEST_CASE("A correction in one message: what is removed goes first, wherever it stands (IV008)") {
    auto f = zaak::feiten();
    zaak::gestart(f);
    CHECK(oordeel(bouw::start({start("2026-01-12"), start("2026-01-10", "3")}), f).empty());
    zaak::gestopt(f, "02", "2026-03-01");
    auto weg = stop("02", "2026-03-01");
    weg.status_aanlevering = "3";
    CHECK(oordeel(bouw::stop({stop("02", "2026-02-20"), weg}), f).empty());
    CHECK(oordeel(bouw::stop({stop("02", "2026-02-20")}), f) ==
          Lines{"TR414 9414 " + stop_product(1, "Einddatum"), "TR415 9415 " + stop_product(1)});
}

TEST_CASE("TR074 and TR326: the same start again, and a start while the levering runs") {
    auto f = zaak::feiten();
    zaak::gestart(f);
    CHECK(oordeel(bouw::start(), f) == Lines{"TR074 9074 " + start_product(1), "TR326 9326 " + start_product(1)});
    CHECK(oordeel(bouw::start({start("2026-03-01")}), f) == Lines{"TR326 9326 " + start_product(1)});
    SUBCASE("after a temporary stop") { zaak::gestopt(f, "20", "2026-02-20"); }
    SUBCASE("after a definitive stop") { zaak::gestopt(f, "02", "2026-02-20"); }
    if (f.leveringen.size() == 1) return;
    CHECK(oordeel(bouw::start({start("2026-03-01")}), f).empty());
    CHECK(oordeel(bouw::start(), f) == Lines{"TR074 9074 " + start_product(1)});
}

TEST_CASE("Two starts of one toewijzing in one message: the second finds the first running") {
    CHECK(oordeel(bouw::start({start("2026-01-10"), start("2026-02-01")}), zaak::feiten()) == Lines{"TR326 9326 " + start_product(2)});
}

TEST_CASE("Taakgericht each product and begin is a levering of its own") {
    auto f = zaak::feiten();
    zaak::gestart(f, "2026-01-10", std::nullopt);
    auto p = start("2026-03-01");
    p.toewijzing_nummer.reset();
    CHECK(oordeel(bouw::start({p}), f).empty());
    p.begindatum = dag("2026-01-10");
    CHECK(oordeel(bouw::start({p}), f) == Lines{"TR074 9074 " + start_product(1), "TR326 9326 " + start_product(1)});
    auto einde = stop("02", "2026-04-30");
    einde.toewijzing_nummer.reset();
    CHECK(oordeel(bouw::stop({einde}), f).empty());
    einde.product->code = "02A17";
    CHECK(oordeel(bouw::stop({einde}), f) == Lines{"TR382 9069 " + stop_product(1)});
}

TEST_CASE("TR382: a stop is of the last start, key unchanged (OP155)") {
    auto f = zaak::feiten();
    CHECK(oordeel(bouw::stop({stop("02", "2026-04-30")}), f) == Lines{"TR382 9069 " + stop_product(1)});
    zaak::gestart(f);
    auto p = stop("02", "2026-04-30");
    p.product->code = "02A17";
    CHECK(oordeel(bouw::stop({p}), f) == Lines{"TR382 9069 " + stop_product(1)});
    zaak::gestopt(f, "20", "2026-02-20");
    zaak::gestart(f, "2026-03-01");
    CHECK(oordeel(bouw::stop({stop("02", "2026-04-30", "2026-03-01")}), f).empty());
    CHECK(oordeel(bouw::stop({stop("02", "2026-04-30")}), f) == Lines{"TR382 9069 " + stop_product(1)});
}

TEST_CASE("TR413, TR414, TR415: one temporary stop, not before it, and nothing after the definitive one") {
    auto f = zaak::feiten();
    zaak::gestart(f);
    SUBCASE("both stops in one message, the definitive one first in the document") {
        CHECK(oordeel(bouw::stop({stop("02", "2026-04-30"), stop("20", "2026-04-01")}), f).empty());
    }
    SUBCASE("two temporary ones in one message") {
        CHECK(oordeel(bouw::stop({stop("20", "2026-04-01"), stop("20", "2026-04-02")}), f) ==
              Lines{"TR413 9413 " + stop_product(2, "RedenBeeindiging")});
    }
    SUBCASE("against what is stored") {
        zaak::gestopt(f, "20", "2026-04-01");
        CHECK(oordeel(bouw::stop({stop("20", "2026-04-30")}), f) == Lines{"TR413 9413 " + stop_product(1, "RedenBeeindiging")});
        CHECK(oordeel(bouw::stop({stop("02", "2026-04-01")}), f).empty());
        CHECK(oordeel(bouw::stop({stop("02", "2026-03-31")}), f) == Lines{"TR414 9414 " + stop_product(1, "Einddatum")});
        zaak::gestopt(f, "02", "2026-04-02");
        CHECK(oordeel(bouw::stop({stop("02", "2026-04-30")}), f) == Lines{"TR415 9415 " + stop_product(1)});
        CHECK(oordeel(bouw::stop({stop("02", "2026-04-02")}), f) ==
              Lines{"TR074 9074 " + stop_product(1), "TR415 9415 " + stop_product(1)});
    }
}

TEST_CASE("Starts and stops look at header and product list too") {
    auto f = zaak::feiten();
    auto p = bouw::start_product();
    p.product->code = "02X99";
    CHECK(oordeel(bouw::start({p}), f) == Lines{"TR381 S329 " + start_product(1, "Product/Code")});
    f.identificatie_gebruikt = true;
    auto bericht = bouw::start();
    bouw::als_305(bericht).header.ontvanger = "9998";
    CHECK(oordeel(bericht, f) ==
          Lines{"TR056 9056 /Bericht/Header/BerichtIdentificatie/Identificatie", "TR378 S300 /Bericht/Header/Ontvanger"});
    bericht = bouw::start();
    bouw::als_305(bericht).header.bericht_identificatie.dagtekening = dag("2026-05-11");
    CHECK(zaak::gevonden(zaak::oordeel(bericht, zaak::feiten())) == Lines{"TR135 8848 /Bericht/Header/BerichtIdentificatie/Dagtekening"});
}

TEST_CASE("Ten thousand starts are judged in one go, not each against all") {
    std::vector<model::StartProduct> producten;
    auto f = zaak::feiten();
    for (int i = 0; i < 10'000; ++i) {
        auto p = bouw::start_product(1'000 + i);
        producten.push_back(p);
        f.toewijzingen.zet(1'000 + i, zaak::toewijzing(1'000 + i));
        zaak::gestart(f, "2026-01-01", 1'000 + i);
        zaak::gestopt(f, "20", "2026-01-05", "2026-01-01", 1'000 + i);
    }
    CHECK(oordeel(bouw::start(std::move(producten)), f).empty());
}

#include "tests/unit/rules/level2.hpp"

using namespace bouw;
using level2::fouten;
using model::Bericht305;
using model::Bericht307;
using model::Domein;

namespace {

std::string in_start(std::string regel, std::string element, int n = 1) {
    return fmt::format("{} /Bericht/Client/StartProducten/StartProduct[{}]{}", regel, n, element);
}
std::string in_stop(std::string regel, std::string element, int n = 1) {
    return fmt::format("{} /Bericht/Client/StopProducten/StopProduct[{}]{}", regel, n, element);
}
std::string in_client(std::string regel, std::string element) { return fmt::format("{} /Bericht/Client{}", regel, element); }

model::StartProduct& een(Bericht305& b) { return b.client.start_producten[0]; }
model::StopProduct& een(Bericht307& b) { return b.client.stop_producten[0]; }

} // namespace

TEST_CASE("a 305 and a 307 as they should be pass every rule of level 2") {
    for (auto const domein : {Domein::wmo, Domein::jw}) {
        CHECK(fouten(start({start_product()}, domein)).empty());
        CHECK(fouten(stop({stop_product()}, domein)).empty());
    }
    CHECK(fouten(start({start_product(1001), start_product(1002)})).empty());
}

TEST_CASE("the client of a 305, 307 and 315: CS002, CS139, TR002, TR134") {
    auto const look = [](auto leeg, model::Message const& goed) {
        using Bericht = decltype(leeg);
        auto const datum = "/Geboortedatum/Datum";
        level2::loop<Bericht>(
            goed, {
                      {"BSN", [](auto& b) { b.client.bsn = "999900007"; }, {in_client("CS002", "/Bsn")}},
                      {"onbekend",
                       [](auto& b) {
                           b.client.geboortedatum.datum = dag("1900-01-01");
                           b.client.geboortedatum.datum_gebruik = "3";
                       },
                       {}},
                      {"te oud", [](auto& b) { b.client.geboortedatum.datum = dag("1900-01-01"); }, {in_client("TR002", datum)}},
                      {"alleen het jaar", [](auto& b) { b.client.geboortedatum.datum_gebruik = "2"; }, {in_client("CS139", datum)}},
                      {"na de dagtekening", [](auto& b) { b.client.geboortedatum.datum = dag("2026-07-02"); }, {in_client("TR134", datum)}},
                      {"jaar 2101",
                       [](auto& b) { b.client.geboortedatum.datum = dag("2101-01-01"); },
                       {in_client("DATUMBEREIK", datum), in_client("TR134", datum)}},
                  });
    };
    look(Bericht305{}, start());
    look(Bericht307{}, stop());
    look(model::Bericht315{}, verzoek_toewijzing());
}

TEST_CASE("StartProduct: CS058, TR101, TR134, DATUMBEREIK") {
    level2::loop<Bericht305>(
        start(), {
                     {"op de dagtekening", [](auto& b) { een(b).begindatum = dag("2026-01-12"); }, {}},
                     {"na de dagtekening", [](auto& b) { een(b).begindatum = dag("2026-01-13"); }, {in_start("TR134", "/Begindatum")}},
                     {"verwijderen", [](auto& b) { een(b).status_aanlevering = "3"; }, {}},
                     {"gewijzigd", [](auto& b) { een(b).status_aanlevering = "2"; }, {in_start("CS058", "/StatusAanlevering")}},
                     {"ongewijzigd", [](auto& b) { een(b).status_aanlevering = "9"; }, {in_start("CS058", "/StatusAanlevering")}},
                     {"toewijzing uit 1899",
                      [](auto& b) { een(b).toewijzing_ingangsdatum = model::Datum(dag("1899-12-31")); },
                      {in_start("DATUMBEREIK", "/ToewijzingIngangsdatum")}},
                     {"status en ToewijzingIngangsdatum zijn geen sleutel",
                      [](auto& b) {
                          b.client.start_producten = {start_product(), start_product()};
                          een(b).status_aanlevering = "3";
                          een(b).toewijzing_ingangsdatum.reset();
                      },
                      {in_start("TR101", "", 2)}},
                     {"begindatum is sleutel",
                      [](auto& b) {
                          b.client.start_producten = {start_product(), start_product()};
                          een(b).begindatum = dag("2026-01-09");
                      },
                      {}},
                     {"productcode is sleutel",
                      [](auto& b) {
                          b.client.start_producten = {start_product(), start_product(1001, "02", "02A17")};
                      },
                      {}},
                     {"categorie is sleutel",
                      [](auto& b) {
                          b.client.start_producten = {start_product(), start_product(1001, "03", "02A16")};
                      },
                      {}},
                     {"zonder nummer en product is ook een sleutel",
                      [](auto& b) {
                          auto p = start_product();
                          p.toewijzing_nummer.reset();
                          p.product.reset();
                          b.client.start_producten = {p, start_product(), p};
                      },
                      {in_start("TR101", "", 3)}},
                     {"een nummer anders gespeld is een andere sleutel",
                      [](auto& b) {
                          b.client.start_producten = {start_product(), start_product()};
                          een(b).toewijzing_nummer = model::Getal(1001, model::Spelling("01001"));
                      },
                      {}},
                 });
}

TEST_CASE("StopProduct: CS058, TR018, TR101, TR134, DATUMBEREIK") {
    level2::loop<Bericht307>(
        stop(), {
                    {"een dag", [](auto& b) { een(b).einddatum = een(b).begindatum; }, {}},
                    {"einde voor begin", [](auto& b) { een(b).einddatum = dag("2026-01-09"); }, {in_stop("TR018", "/Einddatum")}},
                    {"einde op de dagtekening", [](auto& b) { een(b).einddatum = dag("2026-07-01"); }, {}},
                    {"einde na de dagtekening", [](auto& b) { een(b).einddatum = dag("2026-07-02"); }, {in_stop("TR134", "/Einddatum")}},
                    {"gewijzigd", [](auto& b) { een(b).status_aanlevering = "2"; }, {in_stop("CS058", "/StatusAanlevering")}},
                    {"begin in 12023",
                     [](auto& b) { een(b).begindatum = dag("12023-01-01"); },
                     {in_stop("DATUMBEREIK", "/Begindatum"), in_stop("TR018", "/Einddatum")}},
                    {"dubbel",
                     [](auto& b) {
                         b.client.stop_producten = {stop_product(), stop_product()};
                     },
                     {in_stop("TR101", "", 2)}},
                    {"reden is sleutel",
                     [](auto& b) {
                         b.client.stop_producten = {stop_product(), stop_product()};
                         een(b).reden_beeindiging = "20";
                     },
                     {}},
                    {"einddatum is sleutel",
                     [](auto& b) {
                         b.client.stop_producten = {stop_product(), stop_product()};
                         een(b).einddatum = dag("2026-05-31");
                     },
                     {}},
                });
}

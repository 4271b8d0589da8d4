#include "tests/unit/rules/level2.hpp"

using namespace bouw;
using level2::fouten;
using model::Bericht301;
using model::Domein;

namespace {

std::string in(std::string regel, std::string element, int n = 1) {
    return fmt::format("{} /Bericht/Client/ToegewezenProducten/ToegewezenProduct[{}]{}", regel, n, element);
}

model::ToegewezenProduct& een(Bericht301& b) { return b.client.toegewezen_producten[0]; }

model::ToegewezenProduct looptijd(model::ToegewezenProduct p, char const* ingang, char const* einde) {
    p.ingangsdatum = dag(ingang);
    p.einddatum.reset();
    if (*einde) p.einddatum = dag(einde);
    if (!*einde && p.omvang) p.omvang->frequentie = "4";
    return p;
}

model::ToegewezenProduct aspecifiek(std::int64_t nummer, model::Code categorie) {
    auto p = product(nummer, categorie);
    p.product->code.reset();
    p.omvang.reset();
    return p;
}

model::ToegewezenProduct generiek(std::int64_t nummer) {
    auto p = product(nummer);
    p.product.reset();
    p.omvang.reset();
    p.budget = model::Bedrag(model::Money{500000});
    return p;
}

model::ToegewezenProduct reden(model::ToegewezenProduct p, char const* code) {
    p.reden_wijziging = code;
    return p;
}

} // namespace

TEST_CASE("omvang, budget en product: CD041, CD075 t/m CD080") {
    level2::loop<Bericht301>(toewijzing(),
                             {
                                 {"code zonder omvang", [](auto& b) { een(b).omvang.reset(); }, {in("CD041", "/Omvang")}},
                                 {"aspecifiek zonder omvang en budget", [](auto& b) { een(b) = aspecifiek(1, "02"); }, {}},
                                 {"aspecifiek met budget",
                                  [](auto& b) {
                                      een(b) = aspecifiek(1, "02");
                                      een(b).budget = model::Bedrag(model::Money{1});
                                  },
                                  {}},
                                 {"budget zonder einde",
                                  [](auto& b) {
                                      een(b) = generiek(1);
                                      een(b).einddatum.reset();
                                  },
                                  {in("CD075", "/Einddatum")}},
                                 {"per week zonder einde", [](auto& b) { een(b).einddatum.reset(); }, {in("CD076", "/Einddatum")}},
                                 {"per maand zonder einde",
                                  [](auto& b) {
                                      een(b).einddatum.reset();
                                      een(b).omvang->frequentie = "4";
                                  },
                                  {}},
                                 {"budget en omvang",
                                  [](auto& b) { een(b).budget = model::Bedrag(model::Money{100}); },
                                  {in("CD077", "/Omvang"), in("CD078", "/Budget")}},
                                 {"generiek", [](auto& b) { een(b) = generiek(1); }, {}},
                                 {"geen product en geen budget",
                                  [](auto& b) {
                                      een(b) = generiek(1);
                                      een(b).budget.reset();
                                  },
                                  {in("CD079", "/Product")}},
                                 {"aspecifiek met omvang",
                                  [](auto& b) {
                                      een(b) = aspecifiek(1, "02");
                                      een(b).omvang = model::Omvang{1, "04", "2"};
                                  },
                                  {in("CD080", "/Omvang")}},
                                 {"aspecifiek met omvang, zonder einde",
                                  [](auto& b) {
                                      een(b) = aspecifiek(1, "02");
                                      een(b).omvang = model::Omvang{1, "04", "4"};
                                      een(b).einddatum.reset();
                                  },
                                  {in("CD080", "/Omvang")}},
                                 {"aspecifiek met omvang tot en met 2020",
                                  [](auto& b) {
                                      een(b) = looptijd(aspecifiek(1, "02"), "2020-01-01", "2020-12-31");
                                      een(b).omvang = model::Omvang{1, "04", "2"};
                                  },
                                  {}},
                                 {"aspecifiek met omvang tot in 2021",
                                  [](auto& b) {
                                      een(b) = looptijd(aspecifiek(1, "02"), "2020-01-01", "2021-01-01");
                                      een(b).omvang = model::Omvang{1, "04", "2"};
                                  },
                                  {in("CD080", "/Omvang")}},
                             });
}

TEST_CASE("frequentie en eenheid: CS338") {
    for (auto const* eenheid : {"14", "16", "83", "84"}) {
        CAPTURE(eenheid);
        level2::loop<Bericht301>(toewijzing(), {
                                                   {"per dag",
                                                    [&](auto& b) {
                                                        een(b).omvang = model::Omvang{1, eenheid, "1"};
                                                    },
                                                    {in("CS338", "/Omvang/Frequentie")}},
                                                   {"per dag zonder einde",
                                                    [&](auto& b) {
                                                        een(b).omvang = model::Omvang{1, eenheid, "1"};
                                                        een(b).einddatum.reset();
                                                    },
                                                    {in("CS338", "/Omvang/Frequentie")}},
                                                   {"per dag tot en met 2020",
                                                    [&](auto& b) {
                                                        een(b) = looptijd(product(1), "2020-01-01", "2020-12-31");
                                                        een(b).omvang = model::Omvang{1, eenheid, "1"};
                                                    },
                                                    {}},
                                                   {"per week",
                                                    [&](auto& b) {
                                                        een(b).omvang = model::Omvang{1, eenheid, "2"};
                                                    },
                                                    {}},
                                                   {"per maand",
                                                    [&](auto& b) {
                                                        een(b).omvang = model::Omvang{1, eenheid, "4"};
                                                    },
                                                    {}},
                                                   {"totaal",
                                                    [&](auto& b) {
                                                        een(b).omvang = model::Omvang{1, eenheid, "6"};
                                                    },
                                                    {}},
                                               });
    }
    for (auto const* eenheid : {"01", "04", "82"}) {
        CAPTURE(eenheid);
        level2::loop<Bericht301>(toewijzing(), {{"per dag", [&](auto& b) { een(b).omvang = model::Omvang{1, eenheid, "1"}; }, {}}});
    }
}

TEST_CASE("datums en reden wijziging: CS003, CS335, CS336, TR134") {
    level2::loop<Bericht301>(
        toewijzing(), {
                          {"een dag", [](auto& b) { een(b).einddatum = een(b).ingangsdatum; }, {}},
                          {"einde voor ingang", [](auto& b) { een(b).einddatum = dag("2025-12-31"); }, {in("CS003", "/Einddatum")}},
                          {"toegewezen op de dagtekening", [](auto& b) { een(b).toewijzingsdatum = dag("2026-01-05"); }, {}},
                          {"toegewezen na de dagtekening",
                           [](auto& b) { een(b).toewijzingsdatum = dag("2026-01-06"); },
                           {in("TR134", "/Toewijzingsdatum")}},
                          {"ingang na de dagtekening", [](auto& b) { een(b).ingangsdatum = dag("2026-06-01"); }, {}},
                          {"verwijderd",
                           [](auto& b) {
                               een(b).reden_wijziging = "13";
                               een(b).einddatum = een(b).ingangsdatum;
                           },
                           {}},
                          {"verwijderd met looptijd", [](auto& b) { een(b).reden_wijziging = "13"; }, {in("CS335", "/RedenWijziging")}},
                          {"verwijderd zonder einde",
                           [](auto& b) {
                               een(b).reden_wijziging = "13";
                               een(b).einddatum.reset();
                               een(b).omvang->frequentie = "4";
                           },
                           {in("CS335", "/RedenWijziging")}},
                          {"vervallen reden", [](auto& b) { een(b).reden_wijziging = "01"; }, {in("CS336", "/RedenWijziging")}},
                          {"andere reden", [](auto& b) { een(b).reden_wijziging = "14"; }, {}},
                      });
}

TEST_CASE("stapeling: TR302") {
    auto const jan = [](model::ToegewezenProduct p) { return looptijd(std::move(p), "2026-01-01", "2026-03-31"); };
    auto const apr = [](model::ToegewezenProduct p) { return looptijd(std::move(p), "2026-04-01", "2026-12-31"); };
    auto const open = [](model::ToegewezenProduct p) { return looptijd(std::move(p), "2026-02-01", ""); };
    struct Regel {
        char const* naam;
        std::vector<model::ToegewezenProduct> producten;
        std::vector<int> wmo; ///< which products are found (1-based)
        std::vector<int> jw;
    };
    std::vector<Regel> const tabel{
        {"aansluitend", {jan(product(1)), apr(product(2))}, {}, {}},
        {"op een dag samen", {looptijd(product(1), "2026-01-01", "2026-04-01"), apr(product(2))}, {2}, {2}},
        {"de latere staat voorop", {apr(product(2)), looptijd(product(1), "2026-01-01", "2026-04-01")}, {1}, {1}},
        {"gelijke ingang", {jan(product(1)), jan(product(2))}, {2}, {2}},
        {"open einde", {open(product(1)), apr(product(2))}, {2}, {2}},
        {"ander product", {jan(product(1)), jan(product(2, "02", "02A17"))}, {}, {}},
        {"code gelijk, categorie anders", {jan(product(1)), jan(product(2, "03", "02A16"))}, {}, {}},
        {"aspecifiek naast een code", {jan(aspecifiek(1, "02")), jan(product(2))}, {2}, {2}},
        {"code naast aspecifiek", {jan(product(1)), jan(aspecifiek(2, "02"))}, {2}, {2}},
        {"aspecifiek van andere categorie", {jan(aspecifiek(1, "03")), jan(product(2))}, {}, {}},
        {"generiek naast een code", {jan(generiek(1)), jan(product(2))}, {2}, {2}},
        {"code naast generiek", {jan(product(1)), jan(generiek(2))}, {2}, {2}},
        {"twee keer generiek", {jan(generiek(1)), jan(generiek(2))}, {2}, {2}},
        {"generiek aansluitend", {jan(generiek(1)), apr(product(2))}, {}, {}},
        {"hulpmiddel dubbel", {jan(product(1, "11", "11A01")), jan(product(2, "11", "11A01"))}, {}, {2}},
        {"hulpmiddel naast generiek", {jan(product(1, "14", "14A01")), jan(generiek(2))}, {}, {2}},
        {"hulpmiddel aspecifiek dubbel", {jan(aspecifiek(1, "12")), jan(product(2, "12", "12A01"))}, {}, {2}},
        {"categorie 10 en 15 tellen",
         {jan(product(1, "10", "10A01")), jan(product(2, "10", "10A01")), jan(product(3, "15", "15A01")), jan(product(4, "15", "15A01"))},
         {2, 4},
         {2, 4}},
        {"verwijderd telt niet", {jan(product(1)), reden(looptijd(product(2), "2026-02-01", "2026-02-01"), "13")}, {}, {}},
        {"een dag met andere reden telt", {jan(product(1)), reden(looptijd(product(2), "2026-02-01", "2026-02-01"), "14")}, {2}, {2}},
        {"kort na lang, dan nog een",
         {looptijd(product(1), "2026-01-01", "2026-12-31"), looptijd(product(2), "2026-02-01", "2026-02-28"),
          looptijd(product(3), "2026-06-01", "2026-06-30")},
         {2, 3},
         {2, 3}},
    };
    for (auto const& regel : tabel)
        for (auto const domein : {Domein::wmo, Domein::jw}) {
            CAPTURE(regel.naam);
            CAPTURE(model::name(domein));
            std::vector<std::string> verwacht;
            for (auto const n : domein == Domein::wmo ? regel.wmo : regel.jw) verwacht.push_back(in("TR302", "", n));
            CHECK(fouten(toewijzing(regel.producten, domein)) == verwacht);
        }

    SUBCASE("the legacy removal 01 does not stack either, though CS336 forbids it") {
        auto const oud = reden(looptijd(product(2), "2026-02-01", "2026-02-01"), "01");
        CHECK(fouten(toewijzing({jan(product(1)), oud})) == std::vector{in("CS336", "/RedenWijziging", 2)});
    }
    SUBCASE("a reversed period holds no day") {
        CHECK(fouten(toewijzing({jan(product(1)), looptijd(product(2), "2026-02-02", "2026-02-01")})) ==
              std::vector{in("CS003", "/Einddatum", 2)});
    }
}

TEST_CASE("TR302 gives the answer of comparing every pair") {
    // A fixed generator: the same 300 messages on every run.
    std::uint32_t state = 12345;
    auto const random = [&](std::uint32_t n) {
        state = state * 1664525U + 1013904223U;
        return (state >> 16U) % n;
    };
    auto const overlap = [](model::ToegewezenProduct const& a, model::ToegewezenProduct const& b) {
        if (a.ingangsdatum.value > b.einddatum->value || b.ingangsdatum.value > a.einddatum->value) return false;
        if (!a.product || !b.product) return true;
        if (a.product->categorie != b.product->categorie) return false;
        return !a.product->code || !b.product->code || *a.product->code == *b.product->code;
    };
    std::size_t total = 0;
    for (auto round = 0; round < 300; ++round) {
        std::vector<model::ToegewezenProduct> producten;
        for (std::uint32_t i = 0; i < 8; ++i) {
            auto const categorie = random(2) == 0 ? "02" : "03";
            auto p = random(8) == 0   ? generiek(i)
                     : random(3) == 0 ? aspecifiek(i, categorie)
                                      : product(i, categorie, random(2) == 0 ? "A" : "B");
            p.ingangsdatum = dag("2026-01-01") + static_cast<std::int32_t>(random(60));
            p.einddatum = p.ingangsdatum.value + static_cast<std::int32_t>(random(15));
            producten.push_back(p);
        }
        std::vector<std::string> verwacht;
        for (std::size_t i = 0; i < producten.size(); ++i) {
            auto hit = false;
            for (std::size_t j = 0; j < producten.size(); ++j) {
                auto const earlier = producten[j].ingangsdatum.value < producten[i].ingangsdatum.value ||
                                     (producten[j].ingangsdatum.value == producten[i].ingangsdatum.value && j < i);
                hit = hit || (earlier && overlap(producten[i], producten[j]));
            }
            if (hit) verwacht.push_back(in("TR302", "", static_cast<int>(i) + 1));
        }
        total += verwacht.size();
        CAPTURE(round);
        REQUIRE(fouten(toewijzing(producten)) == verwacht);
    }
    CHECK(total > 300);
}

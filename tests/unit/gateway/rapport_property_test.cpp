#include "rules/rapport/berekening.hpp"
#include "tests/unit/gateway/grootboek_keten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <random>
#include <string_view>

/// Whatever traffic there was: the sums of every report that counts euros are those of the ledger, and those of the prestaties.
/// KETENPOORT_SEED=n replays one sequence; a failure names its seed.
namespace {

using namespace support;
namespace rr = rules::rapport;

constexpr std::int64_t toewijzingen = 4;

std::uint64_t first_seed() {
    auto const* text = std::getenv("KETENPOORT_SEED"); // NOLINT(concurrency-mt-unsafe)
    if (text == nullptr) return 1;
    std::uint64_t seed = 1;
    std::string_view const view(text);
    std::from_chars(view.data(), view.data() + view.size(), seed);
    return seed;
}

rr::Opdracht opdracht(std::int32_t jaar, model::Date op) {
    rr::Opdracht o;
    o.periode = {model::date(jaar, 1, 1), model::date(jaar, 12, 31)};
    o.op = op;
    auto contract = regio();
    contract.percelen.back().bekostiging = model::Bekostiging::pxq;
    auto budget = plafond(500'000, jaar);
    budget.vorm = model::BudgetVorm::budgetafspraak;
    budget.verwacht_aantal = 2;
    contract.budgetten.push_back(budget);
    o.contracten.push_back(std::make_shared<model::Contract const>(contract));
    return o;
}

rr::Rapport maak(store::Reader& reader, std::string_view naam, rr::Opdracht const& o) {
    auto const* soort = rr::vind_soort(naam);
    auto const berekening = soort->nieuw(*soort, o);
    auto const vraag = good(berekening->vraag());
    good(reader.rapport(vraag, *berekening));
    return good(berekening->maak());
}

/// The sum of a column over the rows, and the same in the total where there is one.
std::int64_t som(rr::Rapport const& rapport, std::string_view kolom) {
    auto const at = std::ranges::find(rapport.kolommen, kolom, &rr::Kolom::naam);
    REQUIRE_MESSAGE(at != rapport.kolommen.end(), rapport.naam, " has no column ", std::string(kolom));
    auto const k = static_cast<std::size_t>(at - rapport.kolommen.begin());
    std::int64_t uit = 0;
    for (auto const& rij : rapport.rijen)
        if (auto const* getal = std::get_if<std::int64_t>(&rij.cellen[k])) uit += *getal;
    if (!rapport.totaal.empty() && !rapport.rijen.empty())
        if (auto const* getal = std::get_if<std::int64_t>(&rapport.totaal[k])) CHECK(*getal == uit);
    return uit;
}

struct Boeken {
    std::int64_t toegekend = 0, vastgelegd = 0, beslag = 0, gevraagd = 0;
};

Boeken grootboek(store::Reader& reader, std::int32_t jaar) {
    Boeken uit;
    for (auto const& [rekening, stand] : good(reader.rekeningen({.aanbieder = {}, .gemeente = {}, .domein = {}, .jaar = jaar}))) {
        uit.toegekend += stand.toegekend.cents;
        uit.vastgelegd += stand.vastgelegd.cents;
        uit.beslag += stand.beslag.cents;
        uit.gevraagd += stand.gevraagd.cents;
    }
    return uit;
}

/// Every report that counts euros against the books of a year. @returns what does not add up
std::string fout(store::Reader& reader, std::int32_t jaar, model::Date op) {
    auto const o = opdracht(jaar, op);
    auto const boeken = grootboek(reader, jaar);
    std::string uit;
    auto const gelijk = [&](std::string_view naam, std::string_view kolom, std::int64_t wil) {
        auto const is = som(maak(reader, naam, o), kolom);
        if (is != wil) uit += fmt::format("{}.{} of {} is {}, the ledger has {}; ", naam, kolom, jaar, is, wil);
    };
    for (auto const* naam : {"omzet", "transformatie"}) gelijk(naam, "omzet", boeken.toegekend);
    gelijk("kosten-per-client", "bedrag", boeken.toegekend);
    gelijk("abc", "bedrag", boeken.toegekend);
    gelijk("regels", "netto", boeken.toegekend);
    gelijk("benutting", "declaratie", boeken.toegekend);
    gelijk("jaarafsluiting", "netto", boeken.toegekend);
    gelijk("jaarafsluiting", "grootboek", boeken.toegekend);
    gelijk("jaarafsluiting", "vastgelegd", boeken.vastgelegd);
    gelijk("dashboard", "toegekend", boeken.toegekend);
    gelijk("dashboard", "beslag", boeken.beslag);
    gelijk("dashboard", "gevraagd", boeken.gevraagd);
    gelijk("plafonds", "toegekend", boeken.toegekend);
    gelijk("plafonds", "beslag", boeken.beslag);
    gelijk("plafonds", "vastgelegd", boeken.vastgelegd);
    gelijk("bonus-malus", "realisatie", boeken.toegekend);
    auto const benutting = maak(reader, "benutting", o);
    if (som(benutting, "toewijzing") - som(benutting, "vrijgevallen") != boeken.vastgelegd)
        uit += "toegewezen less vrijgevallen is not vastgelegd; ";
    return uit;
}

} // namespace

TEST_CASE("random traffic: every report that counts euros says what the ledger says") {
    constexpr int worlds = 8;
    constexpr int events = 40;
    auto const start = first_seed();
    std::int64_t geld = 0;
    for (auto seed = start; seed < start + worlds; ++seed) {
        std::mt19937_64 random(seed);
        auto const kies = [&](std::int64_t van, std::int64_t tot) { return std::uniform_int_distribution(van, tot)(random); };
        Keten keten(regio());
        std::set<std::int64_t> bestaat;
        std::vector<std::string> gevraagd;
        auto vandaag = model::date(2026, 1, 2);
        for (int e = 0; e < events; ++e) {
            auto const nummer = kies(1, toewijzingen);
            vandaag = model::date(2026, 1, 2) + e * 12;
            auto const wat = kies(0, 6);
            if (wat <= 1) {
                keten.doe(bericht301({{.nummer = nummer, .budget = kies(1, 50'000), .dag = 1 + e % 28}}), vandaag);
                bestaat.insert(nummer);
            } else if (wat == 2 && bestaat.contains(nummer)) {
                keten.doe(bericht307({{.nummer = nummer, .status = kies(0, 2) == 0 ? "3" : "1"}}), vandaag);
            } else if (wat <= 4) {
                auto const f = keten.feiten(bericht301({{.nummer = nummer}}), vandaag);
                if (f.toewijzing(nummer) != nullptr) keten.doe(bericht323({{.nummer = nummer, .cents = kies(1, 20'000)}}), vandaag);
            } else if (wat == 5) {
                gevraagd.push_back(fmt::format("R{}-{}", seed, e));
                keten.doe(bericht315(gevraagd.back().c_str(), kies(1, 9'000)), vandaag);
            } else if (keten.heeft_verstuurd()) {
                keten.keur_af(static_cast<std::size_t>(kies(0, 1'000)), vandaag);
            }
        }
        auto const reader = keten.reader();
        for (std::int32_t jaar = 2026; jaar <= 2027; ++jaar)
            if (auto const gevonden = fout(*reader, jaar, vandaag); !gevonden.empty()) FAIL("KETENPOORT_SEED=", seed, ": ", gevonden);
        geld += grootboek(*reader, 2026).toegekend;
    }
    CHECK(geld > 0);
}

TEST_CASE("as known on a day: a report of then does not change by what comes later") {
    Keten keten(regio());
    auto const maart = model::date(2026, 3, 20);
    keten.doe(bericht301({{.nummer = 1, .budget = 50'000}}), model::date(2026, 1, 5));
    keten.doe(bericht323({{.nummer = 1, .cents = 7'000}}), maart);
    auto const toen = som(maak(*keten.reader(), "omzet", opdracht(2026, maart)), "omzet");
    keten.doe(bericht323({{.nummer = 1, .cents = 500}}), maart + 30);
    CHECK(som(maak(*keten.reader(), "omzet", opdracht(2026, maart)), "omzet") == toen);
    CHECK(toen == 7'000);
    CHECK(som(maak(*keten.reader(), "omzet", opdracht(2026, maart + 30)), "omzet") == 7'500);
    CHECK(som(maak(*keten.reader(), "omzet", opdracht(2026, maart - 1)), "omzet") == 0);
}

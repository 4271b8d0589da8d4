#include "tests/unit/gateway/grootboek_keten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <random>

/// The ledger through rules and store together: random messages, some of them rejected by their receiver afterwards.
using namespace support;

TEST_CASE("random messages and rejections through rules and store: lines, accounts and toewijzingen say the same") {
    constexpr std::int64_t toewijzingen = 4;
    constexpr int worlds = 20;
    constexpr int events = 40;
    std::map<model::Boeksoort, int> soorten;
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        std::mt19937_64 random(seed);
        auto const kies = [&](std::int64_t van, std::int64_t tot) { return std::uniform_int_distribution(van, tot)(random); };
        Keten keten(regio());
        std::map<std::int64_t, bool> bestaat;
        std::vector<std::string> gevraagde;
        std::string history;
        for (int e = 0; e < events; ++e) {
            auto const nummer = kies(1, toewijzingen);
            auto const vandaag = model::date(2026, 1, 2) + e * 12; // into 2027: terms end under way
            auto const wat = kies(0, 7);
            history += fmt::format("{}:{} ", wat, nummer);
            if (wat <= 1) {
                keten.doe(bericht301({{.nummer = nummer, .budget = kies(1, 50'000), .dag = 1 + e % 28}}), vandaag);
                bestaat[nummer] = true;
            } else if (wat == 2) {
                if (bestaat[nummer]) keten.doe(bericht307({{.nummer = nummer, .status = kies(0, 2) == 0 ? "3" : "1"}}), vandaag);
            } else if (wat <= 4) {
                auto const f = keten.feiten(bericht301({{.nummer = nummer}}), vandaag);
                if (f.toewijzing(nummer) != nullptr) keten.doe(bericht323({{.nummer = nummer, .cents = kies(1, 20'000)}}), vandaag);
            } else if (wat == 5) {
                gevraagde.push_back(fmt::format("R{}-{}", seed, e));
                keten.doe(bericht315(gevraagde.back().c_str(), kies(1, 9'000)), vandaag);
            } else if (wat == 6) {
                if (gevraagde.empty()) continue;
                auto const& referentie = gevraagde[static_cast<std::size_t>(kies(0, std::ssize(gevraagde) - 1))];
                keten.doe(bericht319(referentie.c_str(), kies(0, 1) == 0 ? "1" : "2"), vandaag);
            } else if (keten.heeft_verstuurd()) {
                keten.keur_af(static_cast<std::size_t>(kies(0, 1'000)), vandaag);
            }
            if (auto const fout = keten.fout(toewijzingen); !fout.empty()) FAIL("seed ", seed, ": ", history, fout);
        }
        keten.tel(soorten);
    }
    using enum model::Boeksoort;
    for (auto const soort : {gevraagd, afgehandeld, vastgelegd, vrijgevallen, toegekend, teruggedraaid}) {
        INFO(model::name(soort));
        CHECK(soorten[soort] > 10);
    }
}

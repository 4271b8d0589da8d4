#include "rules/contract/kolommen.hpp"
#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/load.hpp"
#include "rules/contract/toml.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <string>

using namespace rules::contract;

namespace {

constexpr std::array regios = {"swvo-veere", "brabant-noordoost-oost", "weert-midden-limburg", "gooi-en-vechtstreek", "noord-limburg"};

model::Contract const& bundle(std::string const& regio) {
    static std::map<std::string, model::Contract> loaded;
    if (auto const it = loaded.find(regio); it != loaded.end()) return it->second;
    auto const files = read_directory("deploy/contracts/" + regio);
    REQUIRE(files);
    auto contract = load(*files);
    if (!contract)
        for (auto const& f : contract.error()) FAIL_CHECK(regio << " " << f.bestand << ":" << f.lijn << ":" << f.kolom << " " << f.melding);
    REQUIRE(contract);
    return loaded.emplace(regio, std::move(*contract)).first->second;
}

/// A contract primitive that acts when a message is judged, and whether a bundle uses it.
struct Primitief {
    char const* id;
    std::function<bool(model::Contract const&)> gebruikt;
};

template <class T, class Test>
bool any(std::vector<T> const& lines, Test test) {
    return std::ranges::any_of(lines, test);
}

std::vector<Primitief> const& primitieven() {
    using C = model::Contract;
    static std::vector<Primitief> const all = {
        {"P01 partij en rol", [](C const& c) { return any(c.overeenkomsten, [](auto const& o) { return !o.rol.empty(); }); }},
        {"P01 onderaannemer", [](C const& c) { return any(c.overeenkomsten, [](auto const& o) { return !o.hoofdaannemer.empty(); }); }},
        {"P02 deelname", [](C const& c) { return !c.geen_deelname.empty(); }},
        {"P03 basistermijn en verlenging",
         [](C const& c) {
             return any(c.overeenkomsten, [](auto const& o) { return o.verlengingen > 0 && o.geldig.tot > o.einde_basis; });
         }},
        {"P03 boeggolf",
         [](C const& c) {
             return any(c.percelen, [&](auto const& p) {
                 auto const* v = c.vorm(p.vorm);
                 return v != nullptr && v->boeggolf_horizon > 0 && any(c.overeenkomsten, [&](auto const& o) { return o.perceel == p.id; });
             });
         }},
        {"P03 toetreding open",
         [](C const& c) { return any(c.vormen, [](auto const& v) { return v.toetreding == model::Toetreding::open; }); }},
        {"P03 toetreding op momenten",
         [](C const& c) { return any(c.vormen, [](auto const& v) { return v.toetreding == model::Toetreding::momenten; }); }},
        {"P03 toetreding gesloten",
         [](C const& c) { return any(c.vormen, [](auto const& v) { return v.toetreding == model::Toetreding::gesloten; }); }},
        {"P03 onbepaald met opzegtermijn",
         [](C const& c) { return any(c.vormen, [](auto const& v) { return v.basis_jaren == 0 && v.opzeg_maanden > 0; }); }},
        {"P04 lokaal perceel", [](C const& c) { return any(c.percelen, [](auto const& p) { return p.lokaal; }); }},
        {"P04 grootste aantal aanbieders",
         [](C const& c) { return any(c.percelen, [](auto const& p) { return p.meeste_aanbieders > 0; }); }},
        {"P05 algemene voorziening", [](C const& c) { return any(c.producten, [](auto const& p) { return p.algemeen; }); }},
        {"P05 gesloten voor nieuwe toewijzingen",
         [](C const& c) { return any(c.producten, [](auto const& p) { return p.open_tot.has_value(); }); }},
        {"P06 tarief per jaar", [](C const& c) { return any(c.tarieven, [](auto const& t) { return t.geldig.tot.has_value(); }); }},
        {"P06 opslag", [](C const& c) { return !c.opslagen.empty(); }},
        {"P06 maatwerkprijs", [](C const& c) { return any(c.producten, [](auto const& p) { return p.maatwerk; }); }},
        {"P08 per gemeente anders", [](C const& c) { return any(c.percelen, [](auto const& p) { return !p.per_gemeente.empty(); }); }},
        {"P09 budgetplafond",
         [](C const& c) { return any(c.budgetten, [](auto const& b) { return b.vorm == model::BudgetVorm::plafond; }); }},
        {"P10 budgetafspraak met aantal",
         [](C const& c) {
             return any(c.budgetten, [](auto const& b) { return b.vorm == model::BudgetVorm::budgetafspraak && b.verwacht_aantal > 0; });
         }},
        {"P13 norm", [](C const& c) { return any(c.producten, [](auto const& p) { return p.norm_dagen > 0; }); }},
        {"P13 maximum", [](C const& c) { return any(c.producten, [](auto const& p) { return p.max_dagen > 0; }); }},
        {"P13 onbepaald", [](C const& c) { return any(c.percelen, [](auto const& p) { return p.onbepaald; }); }},
        {"P14 intensiteit", [](C const& c) { return any(c.producten, [](auto const& p) { return p.max_intensiteit > 0; }); }},
        {"P15 combinatie", [](C const& c) { return !c.combinaties.empty(); }},
        {"P15 één hoofdaanbieder", [](C const& c) { return any(c.percelen, [](auto const& p) { return p.een_hoofdaanbieder; }); }},
        {"P16 plekken", [](C const& c) { return any(c.capaciteit, [](auto const& k) { return !k.per_jaar; }); }},
        {"P16 casussen per jaar", [](C const& c) { return any(c.capaciteit, [](auto const& k) { return k.per_jaar; }); }},
        {"P16 instemming", [](C const& c) { return any(c.capaciteit, [](auto const& k) { return k.instemming; }); }},
        {"P17 buiten het raam", [](C const& c) { return any(c.overeenkomsten, [](auto const& o) { return o.rol == "buiten_raam"; }); }},
        {"P20 termijn", [](C const& c) { return any(c.regels, [](auto const& r) { return r.regel == "R22" || r.regel == "R23"; }); }},
        {"P25 profiel",
         [](C const& c) { return c.parameters.profiel_verplicht && any(c.producten, [](auto const& p) { return !p.profiel.empty(); }); }},
        {"P25 verwijzer", [](C const& c) { return !c.parameters.wmo_verwijzers_geweigerd.empty(); }},
        {"P25 alleen WAT", [](C const& c) { return any(c.percelen, [](auto const& p) { return p.zonder_detail; }); }},
    };
    return all;
}

std::string docs() {
    std::ifstream in("docs/contract-bundle.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

TEST_CASE("every primitive that acts at message time is used by a bundle of a region") {
    for (auto const& p : primitieven())
        CHECK_MESSAGE(std::ranges::any_of(regios, [&](char const* regio) { return p.gebruikt(bundle(regio)); }), p.id);
    using enum model::Bekostiging;
    for (auto const b : {pxq, traject, plek, populatie, gebied, lumpsum, resultaat, beschikbaarheid})
        CHECK_MESSAGE(std::ranges::any_of(regios,
                                          [&](char const* regio) {
                                              return any(bundle(regio).percelen, [&](auto const& p) {
                                                  return p.bekostiging == b ||
                                                         any(p.per_gemeente, [&](auto const& g) { return g.second == b; });
                                              });
                                          }),
                      std::string(model::name(b)));
}

TEST_CASE("the five regions differ, and what was invented says so") {
    for (auto const* regio : regios) {
        CAPTURE(regio);
        auto const& c = bundle(regio);
        CHECK(c.naam == regio);
        CHECK_FALSE(c.regio.empty());
        CHECK_FALSE(c.percelen.empty());
        CHECK_FALSE(c.overeenkomsten.empty());
        CHECK_FALSE(c.regels.empty());
        for (auto const& o : c.overeenkomsten) CHECK_MESSAGE(o.naam.find("(verzonnen)") != std::string::npos, o.naam);
        for (auto const& other : regios)
            if (std::string_view(other) != regio) CHECK(c.hash != bundle(other).hash);
    }
    CHECK(bundle("noord-limburg").gemeente("0983", model::date(2026, 1, 1))->naam == "Venlo");
    CHECK(bundle("gooi-en-vechtstreek").gemeente("0457", model::date(2022, 3, 24)) == nullptr);               // Weesp went to Amsterdam
    CHECK(bundle("noord-limburg").van_aanbieder("41250005").front().geldig.tot == model::date(2027, 12, 31)); // three good years of four
}

TEST_CASE("the published reference names every file, column, key and rule the loader knows") {
    auto const page = docs();
    REQUIRE_FALSE(page.empty());
    auto const named = [&](std::string_view word) {
        CHECK_MESSAGE(page.find(fmt::format("`{}`", word)) != std::string::npos, std::string(word));
    };
    for (auto const& bestand : bestanden) {
        named(bestand.naam);
        for (auto const column : bestand.kolommen) named(column);
    }
    auto const keys = [&](std::span<std::string_view const> all) {
        for (auto const key : all) named(key);
    };
    keys(bundel_keys);
    keys(vorm_keys);
    keys(perceel_keys);
    keys(parameter_keys);
    keys(regel_keys);
    for (auto const& l : legitimiteit()) {
        if (!l.kijkt) continue;
        auto const row = fmt::format("| {} | {} | {} | {} |", l.regel, l.bericht, model::name(l.standaard), l.ruimte->bron);
        CHECK_MESSAGE(page.find(row) != std::string::npos, row);
    }
    for (auto const& p : primitieven()) CHECK_MESSAGE(page.find(p.id) != std::string::npos, p.id);
}

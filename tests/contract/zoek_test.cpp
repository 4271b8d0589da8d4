#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* other_bsn = "999900018";
constexpr store::BerichtId boven_alles = std::numeric_limits<store::BerichtId>::max();

model::Finding finding(std::string regel, model::Place plaats, std::string_view code = "0200") {
    model::Finding finding;
    finding.regel = std::move(regel);
    finding.niveau = model::Niveau::berichtoverstijgend;
    finding.retourcode = model::Code(code);
    finding.plaats = plaats;
    return finding;
}

/// As the pipeline does: save with what was found, then book.
store::BerichtId process_with(store::Store& store, Zending const& zending, model::Findings const& bevindingen) {
    store::BerichtId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const feiten = tx.facts(zending.bericht);
        if (!feiten) return std::unexpected(feiten.error());
        auto nieuw = zending.nieuw();
        nieuw.bevindingen = bevindingen;
        auto const saved = tx.save(nieuw);
        if (!saved) return std::unexpected(saved.error());
        id = *saved;
        return tx.book(id, zending.bericht, zending.verdict, *feiten);
    }));
    return id;
}

std::vector<store::BerichtId> found(store::Reader& reader, store::BerichtFilter const& filter, std::int64_t aantal = 100) {
    std::vector<store::BerichtId> ids;
    for (auto const& regel : good(reader.zoek_berichten(filter, boven_alles, aantal))) ids.push_back(regel.id);
    return ids;
}

using Ids = std::vector<store::BerichtId>;

model::Place prestatie(std::uint32_t item) { return {model::Klasse::prestatie, 0, item}; }

store::BevindingFilter altijd() {
    store::BevindingFilter filter;
    filter.van = model::date(2020, 1, 1);
    filter.tot = model::date(2030, 1, 1);
    return filter;
}

} // namespace

TEST_CASE_TEMPLATE("messages are found by what they are and by every key", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const toewijzing = process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 7}})));
    auto const start = process(*store, zending(startbericht("S1", bsn, {{.nummer = 7}})));
    auto const wrong = process_with(*store, afgekeurd(toewijzingsbericht("T2", other_bsn, {{.nummer = 8}})),
                                    {finding("TR332", {model::Klasse::toegewezen_product, 0, 0}, "9332")});
    auto const reader = good(store->reader());

    store::BerichtFilter filter;
    CHECK(found(*reader, filter) == Ids{wrong, start, toewijzing});
    CHECK(found(*reader, filter, 2) == Ids{wrong, start});
    CHECK(good(reader->zoek_berichten(filter, start, 100)).front().id == toewijzing);
    filter.afzender = aanbieder;
    CHECK(found(*reader, filter) == Ids{start});
    filter = {};
    filter.gemeente = gemeente;
    CHECK(found(*reader, filter) == Ids{wrong, start, toewijzing});
    filter.soort = model::BerichtSoort{model::Domein::wmo, 301};
    filter.uitkomst = model::Uitkomst::goedgekeurd;
    CHECK(found(*reader, filter) == Ids{toewijzing});
    filter = {};
    filter.uitkomst = model::Uitkomst::afgekeurd;
    CHECK(found(*reader, filter) == Ids{wrong});
    filter = {};
    filter.regel = "TR332";
    CHECK(found(*reader, filter) == Ids{wrong});
    filter.retourcode = "0200";
    CHECK(found(*reader, filter).empty());
    filter = {};
    filter.identificatie = "S1";
    CHECK(found(*reader, filter) == Ids{start});
    filter = {};
    filter.tot = model::date(2026, 4, 30);
    CHECK(found(*reader, filter).empty());
    filter.tot = model::date(2026, 5, 1);
    CHECK(found(*reader, filter).size() == 3);

    filter = {};
    filter.bsn = bsn;
    CHECK(found(*reader, filter) == Ids{start, toewijzing});
    CHECK(found(*reader, filter, 1) == Ids{start});
    filter.toewijzingnummer = 8;
    CHECK(found(*reader, filter).empty());
    filter.bsn = other_bsn; // rejected, and found all the same
    CHECK(found(*reader, filter) == Ids{wrong});
}

TEST_CASE_TEMPLATE("findings are counted by place, with what was asked for it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 7}})));
    auto const id = process_with(*store, zending(declaratiebericht("D1", "DN1", {{bsn, {{7, "R1"}, {7, "R2"}, {7, "R3"}}}}), {true, true, true}),
                                 {finding("TR321", prestatie(0)), finding("TR346", prestatie(0)), finding("TR321", prestatie(2)),
                                  finding("TR321", prestatie(2))}); // two elements of one line
    auto const reader = good(store->reader());
    auto const regels = good(reader->bevindingen(altijd(), std::nullopt, 100));
    REQUIRE(regels.size() == 4);
    CHECK(regels[0].bericht == id);
    CHECK(regels[2].nummer == 3);
    CHECK(regels[2].plaats.item == 2);
    CHECK(regels[1].regel == "TR346");

    auto const groepen = good(reader->groepeer_bevindingen(altijd(), store::Groepeer::regel, false));
    REQUIRE(groepen.size() == 2);
    CHECK(groepen[0].sleutel == "TR321");
    CHECK(groepen[0].regels == 2);
    CHECK(groepen[0].berichten == 1);
    CHECK(groepen[0].bedrag.cents == regels[0].bedrag.cents + regels[2].bedrag.cents);
    CHECK(groepen[1].regels == 1);
    auto const maand = good(reader->groepeer_bevindingen(altijd(), store::Groepeer::regel, true));
    CHECK(maand[0].periode == model::date(2026, 5, 1));

    auto filter = altijd();
    filter.regel = "TR321";
    auto const page = good(reader->bevindingen(filter, std::nullopt, 2));
    REQUIRE(page.size() == 2);
    auto const rest = good(reader->bevindingen(filter, store::BevindingCursor{page[1].bericht, page[1].nummer}, 2));
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].nummer == 4);

    store::BerichtFilter by_key;
    by_key.referentienummer = "R2";
    CHECK(found(*reader, by_key) == Ids{id});
    by_key = {};
    by_key.declaratienummer = "DN1";
    CHECK(found(*reader, by_key) == Ids{id});
}

TEST_CASE_TEMPLATE("a later decision takes the place of what was found before", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto parked = zending(toewijzingsbericht("T1", bsn, {{.nummer = 7}}));
    parked.verdict.uitkomst = model::Uitkomst::aangehouden;
    auto const product = model::Place{model::Klasse::toegewezen_product, 0, 0};
    auto const id = process_with(*store, parked, {finding("R14", product), finding("R15", product)});
    auto const reader = good(store->reader());
    CHECK(good(reader->bevindingen(altijd(), std::nullopt, 10)).size() == 2);
    auto const before = good(reader->gebeurd(std::nullopt, 10)).tot;

    model::Findings const later{finding("R15", product)};
    good(store->transact([&](store::Transaction& tx) {
        store::NieuweAfdoening afdoening;
        afdoening.uitkomst = model::Uitkomst::afgekeurd;
        afdoening.besluit_json = R"({"uitkomst":"afgekeurd"})";
        afdoening.bericht = &parked.bericht;
        afdoening.bevindingen = later;
        return tx.settle(id, afdoening);
    }));
    auto const regels = good(reader->bevindingen(altijd(), std::nullopt, 10));
    REQUIRE(regels.size() == 1);
    CHECK(regels[0].regel == "R15");
    CHECK(regels[0].product == "02A03");

    store::TelVraag vraag{store::Telwijze::gemeente, model::date(2026, 5, 1), model::date(2026, 5, 1), {}, {}};
    auto const tellingen = good(reader->tel_berichten(vraag));
    REQUIRE(tellingen.size() == 1);
    CHECK(tellingen[0].sleutel == gemeente);
    CHECK(tellingen[0].uitkomst == model::Uitkomst::afgekeurd);
    store::BerichtFilter filter;
    filter.uitkomst = model::Uitkomst::afgekeurd;
    CHECK(found(*reader, filter) == Ids{id});
    filter.uitkomst = model::Uitkomst::aangehouden;
    CHECK(found(*reader, filter).empty());

    auto const gebeurd = good(reader->gebeurd(before, 10));
    REQUIRE(gebeurd.besluiten.size() == 1);
    CHECK(gebeurd.besluiten[0].bericht == id);
    CHECK(gebeurd.besluiten[0].uitkomst == "afgekeurd");
    CHECK(gebeurd.tot.afdoening == before.afdoening + 1);
}

TEST_CASE_TEMPLATE("messages that have a key in common are counted together", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    for (int i = 1; i <= 3; ++i) process(*store, zending(toewijzingsbericht(fmt::format("T{}", i), bsn, {{.nummer = i}})));
    auto const reader = good(store->reader());
    using Per = store::Telwijze;
    for (auto const per : {Per::dag, Per::berichtsoort, Per::afzender, Per::ontvanger, Per::gemeente, Per::aanbieder}) {
        store::TelVraag const vraag{per, model::date(2026, 5, 1), model::date(2026, 5, 1), {}, {}};
        auto const tellingen = good(reader->tel_berichten(vraag));
        REQUIRE_MESSAGE(tellingen.size() == 1, std::string(store::name(per)));
        CHECK(tellingen[0].berichten == 3);
    }
}

TEST_CASE_TEMPLATE("a read that takes too long is ended, and the reader is as good as new", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    for (int i = 0; i < 40; ++i) process(*store, zending(toewijzingsbericht(fmt::format("T{}", i), bsn, {{.nummer = i + 1}})));
    auto const reader = good(store->reader());
    int asked = 0;
    reader->stop_when([&asked] { return ++asked > 0; });
    // Small reads are over before anybody is asked; so many of them together are not.
    bool ended = false;
    for (int i = 0; i < 2000 && !ended; ++i) {
        auto const rows = reader->zoek_berichten({}, boven_alles, 40);
        ended = !rows;
        if (ended) CHECK(rows.error().code == model::ErrorCode::overloaded);
    }
    CHECK(ended);
    CHECK(asked > 0);
    reader->stop_when({});
    CHECK(good(reader->zoek_berichten({}, boven_alles, 100)).size() == 40);
}

TEST_CASE_TEMPLATE("counts and lists agree with going through every message, also after later decisions", Engine, SqliteEngine) {
    using enum model::Uitkomst;
    Engine engine;
    auto const store = opened(engine);
    constexpr std::array gemeenten{"0344", "0345"};
    constexpr std::array uitkomsten{goedgekeurd, deels, afgekeurd, aangehouden, aangehouden};
    // Days and numbers do not run alike: a store that is filled offline can be given any day.
    for (int i = 0; i < 60; ++i) {
        auto bericht = i % 3 == 0 ? startbericht(fmt::format("S{}", i), bsn, {{.nummer = 7}})
                                  : toewijzingsbericht(fmt::format("T{}", i), bsn, {{.nummer = 1000 + i}});
        std::visit([&](auto& inhoud) { (i % 3 == 0 ? inhoud.header.ontvanger : inhoud.header.afzender) = gemeenten.at(static_cast<std::size_t>(i % 2)); }, bericht.inhoud);
        auto zending = contract::zending(std::move(bericht));
        zending.bytes += fmt::format("{}", i);
        auto nieuw = zending.nieuw();
        nieuw.uitkomst = uitkomsten.at(static_cast<std::size_t>(i % 5));
        nieuw.ontvangst.vandaag = model::date(2026, 5, 1) + (i * 7) % 11;
        good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const id = tx.save(nieuw);
            if (!id) return std::unexpected(id.error());
            if (i % 10 != 4) return {};
            store::NieuweAfdoening afdoening;
            afdoening.uitkomst = i % 20 == 4 ? goedgekeurd : afgekeurd;
            afdoening.besluit_json = "{}";
            afdoening.bericht = &zending.bericht;
            return tx.settle(*id, afdoening);
        }));
    }
    auto const reader = good(store->reader());
    auto const all = good(reader->zoek_berichten({}, boven_alles, 100));
    REQUIRE(all.size() == 60);

    auto const same = [&](store::BerichtFilter const& filter, auto const& fits) {
        Ids expected;
        for (auto const& regel : all)
            if (fits(regel)) expected.push_back(regel.id);
        CHECK(found(*reader, filter) == expected);
        expected.resize(std::min<std::size_t>(expected.size(), 3));
        CHECK(found(*reader, filter, 3) == expected);
        return expected.size();
    };
    std::size_t any = 0;
    for (auto const uitkomst : {goedgekeurd, deels, afgekeurd, aangehouden})
        for (std::string const wie : {"0344", "0345"})
            for (int dag = -1; dag <= 11; dag += 3) {
                store::BerichtFilter filter;
                filter.uitkomst = uitkomst;
                filter.gemeente = wie;
                filter.van = model::date(2026, 5, 1) + dag;
                filter.tot = *filter.van + 4;
                any += same(filter, [&](auto const& regel) {
                    return regel.uitkomst == uitkomst && (regel.afzender == wie || regel.ontvanger == wie) && regel.vandaag >= *filter.van && regel.vandaag <= *filter.tot;
                });
                filter.tot.reset();
                filter.soort = model::BerichtSoort{model::Domein::wmo, 305};
                any += same(filter, [&](auto const& regel) {
                    return regel.soort == filter.soort && regel.uitkomst == uitkomst && regel.ontvanger == wie && regel.vandaag >= *filter.van;
                });
                filter = {};
                filter.afzender = wie;
                filter.tot = model::date(2026, 5, 1) + dag;
                any += same(filter, [&](auto const& regel) { return regel.afzender == wie && regel.vandaag <= *filter.tot; });
            }
    CHECK(any > 60);

    for (int lengte : {0, 4, 20}) {
        store::TelVraag const vraag{store::Telwijze::dag, model::date(2026, 5, 2), model::date(2026, 5, 2) + lengte, "0344", {}};
        std::map<std::pair<std::string, model::Uitkomst>, std::int64_t> expected;
        for (auto const& regel : all)
            if ((regel.afzender == "0344" || regel.ontvanger == "0344") && regel.vandaag >= vraag.van && regel.vandaag <= vraag.tot)
                ++expected[{model::to_string(regel.vandaag), regel.uitkomst}];
        std::map<std::pair<std::string, model::Uitkomst>, std::int64_t> counted;
        for (auto const& telling : good(reader->tel_berichten(vraag))) counted[{telling.sleutel, telling.uitkomst}] = telling.berichten;
        CHECK(counted == expected);
    }
}

TEST_CASE_TEMPLATE("a reference number is found at every aanbieder and in both domeinen", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    Ids berichten;
    std::int64_t nummer = 7;
    for (std::string const aanbieder : {"99000001", "99000002", "99000009"})
        for (auto const domein : {model::Domein::wmo, model::Domein::jw}) {
            auto toewijzing = toewijzingsbericht(fmt::format("T{}", nummer), bsn, {{.nummer = nummer}}, domein);
            std::get<model::Bericht301>(toewijzing.inhoud).header.ontvanger = aanbieder;
            process(*store, zending(std::move(toewijzing)));
            auto declaratie = declaratiebericht(fmt::format("D{}", nummer), fmt::format("N{}", nummer), {{bsn, {{nummer, "R1"}, {nummer, "R2"}}}});
            declaratie.soort.domein = domein;
            std::get<model::Bericht323>(declaratie.inhoud).header.afzender = aanbieder;
            berichten.push_back(process(*store, zending(std::move(declaratie))));
            ++nummer;
        }
    std::ranges::reverse(berichten);
    auto const reader = good(store->reader());
    store::BerichtFilter filter;
    for (std::string const referentie : {"R1", "R2"}) {
        filter.referentienummer = referentie;
        CHECK(found(*reader, filter) == berichten);
    }
    filter.referentienummer = "R3";
    CHECK(found(*reader, filter).empty());
}

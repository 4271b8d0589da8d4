#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <map>

using namespace contract;
using namespace support;
using model::Boeksoort;

namespace {

constexpr char const* bsn = "999900006";

model::Rekening rekening(std::int32_t jaar = 2026) {
    return {std::string(aanbieder), std::string(gemeente), model::Domein::wmo, "02", "02A03", jaar};
}

model::Inzet inzet(std::int64_t nummer, std::optional<model::Date> gestopt = {}, std::optional<model::Date> vervalt = {}) {
    return {.nummer = nummer,
            .gemeente = std::string(gemeente),
            .domein = model::Domein::wmo,
            .aanbieder = std::string(aanbieder),
            .categorie = "02",
            .code = "02A03",
            .van = model::date(2026, 1, 1),
            .tot = model::date(2026, 12, 31),
            .gestopt = gestopt,
            .vervalt = vervalt};
}

/// Sets what a toewijzing commits in 2026: `was` before, `wordt` after it.
void stel(model::Grootboek& g, std::int64_t nummer, model::Verbintenis was, model::Verbintenis wordt, model::Inzet waar) {
    was.jaar = wordt.jaar = 2026;
    auto const een = [](model::Verbintenis const& v) { return v.beslag().cents > 0 ? 1 : 0; };
    g.boekingen.push_back({.soort = Boeksoort::vastgelegd,
                           .rekening = rekening(),
                           .toewijzing = nummer,
                           .vastgelegd = wordt.vastgelegd - was.vastgelegd,
                           .toegekend = wordt.toegekend - was.toegekend,
                           .beslag = wordt.beslag() - was.beslag(),
                           .toewijzingen = een(wordt) - een(was)});
    g.verbintenissen.emplace_back(nummer, std::vector{wordt});
    g.inzet.push_back(std::move(waar));
}

model::Verbintenis vast(std::int64_t cents, std::int64_t toegekend = 0) {
    return {.jaar = 2026, .vastgelegd = {cents}, .toegekend = {toegekend}};
}

Zending versie(char const* identificatie, std::int32_t dag, model::Verbintenis was, model::Verbintenis wordt, std::int64_t nummer = 1) {
    auto z = zending(toewijzingsbericht(identificatie, bsn, {{nummer, "10:00:00", model::date(2026, 2, dag), {}, {}, 120, {}}}));
    stel(z.verdict.grootboek, nummer, was, wordt, inzet(nummer));
    return z;
}

model::Stand stand(store::Store& store) {
    auto const all = good(good(store.reader())->rekeningen({}));
    return all.empty() ? model::Stand{} : all.front().second;
}

model::ContractFeiten vraag(store::Store& store, model::Message const& bericht, model::ContractVraag const& vraag) {
    model::ContractFeiten feiten;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        feiten = good(tx.contract_feiten(bericht, vraag));
        tx.abandon();
        return {};
    }));
    return feiten;
}

std::vector<model::Verbintenis> verbintenissen(store::Store& store, std::int64_t nummer = 1) {
    auto const f = facts(store, toewijzingsbericht("X", bsn, {{.nummer = nummer}}));
    return f.toewijzing(nummer) == nullptr ? std::vector<model::Verbintenis>() : f.toewijzing(nummer)->verbintenissen;
}

/// Every account is the sum of its lines.
void check_sums(store::Store& store) {
    auto const reader = good(store.reader());
    std::map<model::Rekening, model::Money> som;
    for (auto const& regel : good(reader->boekingen({}, 0, 1'000'000))) som[regel.boeking.rekening] += regel.boeking.beslag;
    for (auto const& [rek, staat] : good(reader->rekeningen({}))) CHECK(som[rek] == staat.beslag);
}

void reject(store::Store& store, model::Message const& heen) { process(store, zending(retour<model::Bericht302>(heen, {"0001"}))); }

} // namespace

TEST_CASE_TEMPLATE("what is booked stands on the account, with its message, and with the toewijzing", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = process(*store, versie("T1", 1, {}, vast(50'000)));
    CHECK(stand(*store).beslag == model::Money{50'000});
    CHECK(stand(*store).toewijzingen == 1);
    CHECK(verbintenissen(*store) == std::vector{vast(50'000)});
    auto const reader = good(store->reader());
    for (store::RekeningFilter const& filter :
         {store::RekeningFilter{},
          store::RekeningFilter{.aanbieder = std::string(aanbieder), .gemeente = {}, .domein = {}, .jaar = 2026}}) {
        auto const regels = good(reader->boekingen(filter, 0, 10));
        REQUIRE(regels.size() == 1);
        CHECK(regels[0].bericht == id);
        CHECK(regels[0].soort == model::BerichtSoort{model::Domein::wmo, 301});
        CHECK(regels[0].boeking.soort == Boeksoort::vastgelegd);
        CHECK(regels[0].boeking.toewijzing == 1);
        CHECK(regels[0].boeking.rekening == rekening());
        CHECK(good(reader->boekingen(filter, regels[0].id, 10)).empty());
    }
    CHECK(good(reader->rekeningen({.aanbieder = "99000002", .gemeente = {}, .domein = {}, .jaar = {}})).empty());
    CHECK(good(reader->rekeningen({.aanbieder = {}, .gemeente = {}, .domein = model::Domein::jw, .jaar = {}})).empty());
}

TEST_CASE_TEMPLATE("a decision finds the accounts it asks for, the sums of a gemeente, and where clients are placed", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, versie("T1", 1, {}, vast(50'000)));
    auto ander = toewijzingsbericht("T2", "999900018", {{.nummer = 2}});
    auto z = zending(std::move(ander));
    stel(z.verdict.grootboek, 2, {}, vast(20'000), inzet(2));
    process(*store, z);

    auto const bericht = toewijzingsbericht("X", bsn, {{.nummer = 1}});
    model::ContractVraag v;
    CHECK(vraag(*store, bericht, v).rekeningen.empty());
    v.aanbieders = {std::string(aanbieder)};
    v.gemeenten = {std::string(gemeente)};
    v.jaar_van = v.jaar_tot = 2026;
    v.client = true;
    auto f = vraag(*store, bericht, v);
    REQUIRE(f.rekeningen.size() == 1);
    CHECK(f.rekeningen[0].first == rekening());
    CHECK(f.rekeningen[0].second.beslag == model::Money{70'000});
    REQUIRE(f.gemeenten.size() == 1);
    CHECK(f.gemeenten[0].first.aanbieder.empty());
    CHECK(f.gemeenten[0].second.toewijzingen == 2);
    REQUIRE(f.inzet.size() == 1);
    CHECK(f.inzet[0].nummer == 1);
    CHECK(f.inzet[0].zelfde_client);
    v.producten = {"02A03"};
    f = vraag(*store, bericht, v);
    REQUIRE(f.inzet.size() == 2);
    CHECK(f.inzet[0].zelfde_client);
    CHECK_FALSE(f.inzet[1].zelfde_client);
    v.jaar_van = v.jaar_tot = 2027;
    CHECK(vraag(*store, bericht, v).rekeningen.empty());
}

TEST_CASE_TEMPLATE("a rejected 301 takes back what it committed; what was approved stays", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const een = versie("T1", 1, {}, vast(50'000));
    process(*store, een);
    auto const twee = versie("T2", 2, vast(50'000), vast(80'000));
    process(*store, twee);
    CHECK(stand(*store).beslag == model::Money{80'000});
    reject(*store, twee.bericht);
    CHECK(stand(*store).beslag == model::Money{50'000});
    CHECK(verbintenissen(*store) == std::vector{vast(50'000)});
    check_sums(*store);

    auto declaratie = zending(declaratiebericht("D1", "1", {{bsn, {{.toewijzing = 1, .referentie = "A", .cents = 6000}}}}));
    declaratie.verdict.grootboek.boekingen.push_back(
        {.soort = Boeksoort::toegekend, .rekening = rekening(), .toewijzing = 1, .toegekend = {6000}});
    declaratie.verdict.grootboek.verbintenissen.emplace_back(1, std::vector{vast(50'000, 6000)});
    process(*store, declaratie);
    CHECK(verbintenissen(*store) == std::vector{vast(50'000, 6000)});
    reject(*store, een.bericht);
    CHECK(stand(*store).beslag == model::Money{6000});
    CHECK(stand(*store).vastgelegd == model::Money{0});
    check_sums(*store);
    auto const regels = good(good(store->reader())->boekingen({}, 0, 100));
    CHECK(regels.back().boeking.soort == Boeksoort::teruggedraaid);
    CHECK(regels.back().soort == model::BerichtSoort{model::Domein::wmo, 302});
}

TEST_CASE_TEMPLATE("rejecting a version that a later one replaced changes nothing; rejecting both goes back to the first", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const een = versie("T1", 1, {}, vast(100));
    auto const twee = versie("T2", 2, vast(100), vast(150));
    auto const drie = versie("T3", 3, vast(150), vast(120));
    for (auto const* z : {&een, &twee, &drie}) process(*store, *z);
    reject(*store, twee.bericht);
    CHECK(stand(*store).beslag == model::Money{120});
    reject(*store, drie.bericht);
    CHECK(stand(*store).beslag == model::Money{100});
    reject(*store, een.bericht);
    CHECK(stand(*store).beslag == model::Money{0});
    CHECK(stand(*store).toewijzingen == 0);
    CHECK(verbintenissen(*store).empty());
    check_sums(*store);
}

TEST_CASE_TEMPLATE("a rejected stop commits again what it released, and the place is taken again", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, versie("T1", 1, {}, vast(42'000)));
    process(*store, zending(startbericht("S1", bsn, {{}})));
    Stop gestopt;
    gestopt.reden = "19";
    auto stop = zending(stopbericht("S2", bsn, {gestopt}));
    auto los = vast(0);
    los.vrijgevallen = true;
    stel(stop.verdict.grootboek, 1, vast(42'000), los, inzet(1, model::date(2026, 3, 1)));
    process(*store, stop);
    CHECK(stand(*store).beslag == model::Money{0});
    model::ContractVraag v;
    v.client = true;
    auto const bericht = toewijzingsbericht("X", bsn, {{}});
    CHECK(vraag(*store, bericht, v).inzet.at(0).gestopt == model::date(2026, 3, 1));
    process(*store, zending(retour<model::Bericht308>(stop.bericht, {"0001"})));
    CHECK(stand(*store).beslag == model::Money{42'000});
    CHECK_FALSE(vraag(*store, bericht, v).inzet.at(0).gestopt);
    check_sums(*store);
}

TEST_CASE_TEMPLATE("a verzoek asks until it is answered; rejecting the answer asks again, rejecting the verzoek ends it", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto vraag315 = zending(verzoekbericht("V1", bsn, {"R"}));
    vraag315.verdict.grootboek.boekingen.push_back(
        {.soort = Boeksoort::gevraagd, .rekening = rekening(), .referentie = "R", .gevraagd = {9000}});
    process(*store, vraag315);
    auto antwoord = zending(verzoekantwoord("A1", "R", "1"));
    auto const open = vraag(*store, antwoord.bericht, {});
    REQUIRE(open.open_verzoeken.size() == 1);
    CHECK(open.open_verzoeken[0].gevraagd == model::Money{9000});
    antwoord.verdict.grootboek.boekingen.push_back(
        {.soort = Boeksoort::afgehandeld, .rekening = rekening(), .referentie = "R", .gevraagd = {-9000}});
    process(*store, antwoord);
    CHECK(stand(*store).gevraagd == model::Money{0});
    CHECK(vraag(*store, antwoord.bericht, {}).open_verzoeken.empty());
    process(*store, zending(retour<model::Bericht320>(antwoord.bericht, {"0001"})));
    CHECK(stand(*store).gevraagd == model::Money{9000});
    process(*store, zending(retour<model::Bericht316>(vraag315.bericht, {"0001"})));
    CHECK(stand(*store).gevraagd == model::Money{0});
    CHECK(vraag(*store, antwoord.bericht, {}).open_verzoeken.empty());
}

TEST_CASE_TEMPLATE("a toewijzing whose term to declare is over is found once", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto z = zending(toewijzingsbericht("T1", bsn, {{}}));
    stel(z.verdict.grootboek, 1, {}, vast(500), inzet(1, {}, model::date(2026, 4, 30)));
    process(*store, z);
    auto const bericht = verzoekantwoord("A", "R", "2");
    model::ContractVraag v;
    v.verlopen_voor = model::date(2026, 4, 30);
    CHECK(vraag(*store, bericht, v).verlopen.empty());
    v.verlopen_voor = model::date(2026, 5, 1);
    auto const f = vraag(*store, bericht, v);
    REQUIRE(f.verlopen.size() == 1);
    CHECK(f.verlopen[0].verbintenissen == std::vector{vast(500)});
    process(*store, zending(verzoekbericht("V1", bsn, {"R"})));
    auto antwoord = zending(bericht);
    auto los = vast(0);
    los.vrijgevallen = true;
    stel(antwoord.verdict.grootboek, 1, vast(500), los, inzet(1));
    antwoord.verdict.grootboek.verlopen = {1};
    process(*store, antwoord);
    CHECK(vraag(*store, bericht, v).verlopen.empty());
    // Rejecting the message that happened to bring it does not bring the term back.
    process(*store, zending(retour<model::Bericht320>(bericht, {"0001"})));
    CHECK(stand(*store).beslag == model::Money{0});
}

TEST_CASE_TEMPLATE("a rejected message leaves no line", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, afgekeurd(toewijzingsbericht("T1", bsn, {{}})));
    CHECK(good(good(store->reader())->boekingen({}, 0, 10)).empty());
    CHECK(good(good(store->reader())->rekeningen({})).empty());
}

TEST_CASE_TEMPLATE("registraties are found by toewijzing and by aanbieder; the same line again is the same one", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    std::vector<model::Registratie> const lines{{.soort = "melding",
                                                 .gemeente = std::string(gemeente),
                                                 .domein = model::Domein::wmo,
                                                 .toewijzing = 7,
                                                 .aanbieder = {},
                                                 .datum = model::date(2026, 1, 2),
                                                 .bedrag = {},
                                                 .tekst = {},
                                                 .herkomst = "a.csv:2"},
                                                {.soort = "niet_leverbaar",
                                                 .gemeente = std::string(gemeente),
                                                 .domein = model::Domein::wmo,
                                                 .toewijzing = 0,
                                                 .aanbieder = std::string(aanbieder),
                                                 .datum = {},
                                                 .bedrag = model::Money{5},
                                                 .tekst = "x",
                                                 .herkomst = "a.csv:3"},
                                                {.soort = "melding",
                                                 .gemeente = "9902",
                                                 .domein = model::Domein::wmo,
                                                 .toewijzing = 7,
                                                 .aanbieder = {},
                                                 .datum = {},
                                                 .bedrag = {},
                                                 .tekst = {},
                                                 .herkomst = "a.csv:4"}};
    for (int i = 0; i < 2; ++i) good(store->transact([&](store::Transaction& tx) { return tx.registreer(lines, 0); }));
    auto const van_aanbieder = good(store->reader())->registraties(aanbieder);
    REQUIRE(van_aanbieder);
    REQUIRE(van_aanbieder->size() == 1);
    CHECK(van_aanbieder->front().gemeente == gemeente);
    CHECK(van_aanbieder->front().bedrag == model::Money{5});
    CHECK(van_aanbieder->front().tekst == "x");
    auto const bericht = toewijzingsbericht("X", bsn, {{.nummer = 7}});
    model::ContractVraag v;
    v.toewijzingen = {7};
    auto const f = vraag(*store, bericht, v);
    REQUIRE(f.registraties.size() == 2);
    CHECK(f.registraties[0].soort == "niet_leverbaar");
    CHECK(f.registraties[0].bedrag == model::Money{5});
    CHECK(f.registraties[1].datum == model::date(2026, 1, 2));
    CHECK(f.registraties[1].herkomst == "a.csv:2");
    v.toewijzingen = {8};
    CHECK(vraag(*store, bericht, v).registraties.size() == 1);
}

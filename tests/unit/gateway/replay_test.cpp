#include "gateway/nachtelijk.hpp"
#include "gateway/omgeving.hpp"
#include "gateway/replay/nacht.hpp"
#include "gateway/replay/verify.hpp"
#include "gateway/replay/voortgang.hpp"
#include "gateway/replay/whatif.hpp"
#include "gateway/werk_besluit.hpp"
#include "gateway/werk_json.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/write.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <memory>

/// Replay and what-if over stores made by the whole pipeline, people's decisions included.

namespace {

namespace replay = gateway::replay;

std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const set = xsd::SchemaSet::built_in().value();
    return set;
}

gateway::Omgeving omgeving_nu() { return gateway::omgeving(gateway::default_config(), gateway::Partners(), *schemas()); }

template <class T>
T goed(model::Result<T> result) {
    REQUIRE_MESSAGE(result, (result ? std::string() : result.error().context));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A contract for one product: its tarief, and a ceiling in euros for the year when it is not zero.
store::Bundel bundel(std::string versie, std::string_view tarief, std::int64_t plafond = 0, std::string_view aanbieder = "42420001") {
    std::vector<std::pair<std::string, std::string>> files{
        {"bundel.toml", fmt::format("[bundel]\nnaam = \"proef\"\nversie = \"{}\"\nomschrijving = \"Proef\"\nregio = \"Proef\"\ngeldig_van = 2021-01-01\n"
                                    "[[vorm]]\nid = \"vrij\"\n"
                                    "[[perceel]]\nid = \"S1\"\ndomein = \"wmo\"\nnaam = \"Begeleiding\"\nbekostiging = \"pxq\"\nvorm = \"vrij\"\n",
                                    versie)},
        {"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n"},
        {"overeenkomsten.csv", fmt::format("aanbieder;naam;perceel;geldig_van\n{};Zorg;S1;2022-01-01\n", aanbieder)},
        {"producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel\n"
                          "wmo;02;02A16;Begeleiding;04;2021-01-01;;S1\n"},
        {"tarieven.csv", fmt::format("domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;;{};2021-01-01;\n", tarief)},
    };
    if (plafond != 0)
        files.emplace_back("budgetten.csv", fmt::format("id;vorm;niveau;domein;jaar;bedrag;aanbieder;gemeente;product\n"
                                                        "B1;plafond;aanbieder;wmo;2026;{},00;42420001;;02A16\n",
                                                        plafond));
    std::ranges::sort(files);
    return {"proef", versie, "hash-" + versie, {"0384"}, std::move(files), 0, false};
}

/// A gateway of one thread with a clock that is set by hand.
class Poort {
public:
    Poort() : store_(goed(store::sqlite::open(directory_.path(), store::sqlite::random_nonce()))), pipeline_(gateway::maak_pipeline(schemas(), omgeving_nu())) {
        instellingen(omgeving_nu());
    }

    void instellingen(gateway::Omgeving const& omgeving) {
        goed(store_->transact([&](store::Transaction& tx) { return tx.omgeving(gateway::to_json(omgeving), moment.utc_ms); }));
        pipeline_ = gateway::maak_pipeline(schemas(), omgeving);
    }

    gateway::Antwoord stuur(model::Message const& bericht) { return stuur(xsd::write(*schemas(), bericht)); }

    gateway::Antwoord stuur(std::string const& xml) {
        auto const gelezen = pipeline_.read(std::as_bytes(std::span(xml)));
        gateway::Antwoord antwoord;
        goed(store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = pipeline_.decide(tx, gelezen, moment, "cli", false);
            if (!decided) return std::unexpected(decided.error());
            antwoord = std::move(*decided);
            return {};
        }));
        moment.utc_ms += 1000;
        return antwoord;
    }

    gateway::WerkUitslag beslis(store::WerkId id, std::string const& json) {
        auto const opdracht = gateway::parse_opdracht(json);
        REQUIRE(opdracht);
        gateway::WerkUitslag uitslag;
        goed(store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = gateway::beslis(pipeline_, tx, id, *opdracht, moment);
            if (!decided) return std::unexpected(decided.error());
            uitslag = std::move(*decided);
            return {};
        }));
        moment.utc_ms += 1000;
        return uitslag;
    }

    void activeer(store::Bundel const& bundel) {
        goed(store_->transact([&](store::Transaction& tx) { return tx.activate(bundel); }));
    }

    std::vector<store::Werk> open() { return goed(goed(store_->reader())->werkvoorraad({true, {}, {}, {}}, std::nullopt, 100)); }

    replay::Verificatie verifieer(replay::Keuze const& keuze = {}) {
        auto const reader = goed(store::sqlite::open_reader(directory_.path()));
        return goed(replay::verifieer(*reader, opdracht(), keuze));
    }

    replay::WatAls wat_als(store::Bundel bundel, std::string_view van, std::string_view tot, replay::WatAlsGrenzen const& grenzen = {}) {
        auto const reader = goed(store::sqlite::open_reader(directory_.path()));
        auto met = opdracht();
        met.anders = replay::Anders{std::move(bundel), bouw::dag(van)};
        return goed(replay::wat_als(*reader, met, {bouw::dag(van), bouw::dag(tot)}, grenzen));
    }

    static replay::Herhaalopdracht opdracht() { return {.schemas = schemas(), .omgeving = omgeving_nu()}; }

    /// Lets somebody at the file, past every trigger.
    void knoei(std::string const& sql) {
        auto const db = goed(store::sqlite::Connection::open(directory_.path() / "ketenpoort.db", store::sqlite::Mode::writer));
        goed(db->execute(sql));
    }

    std::filesystem::path map() const { return directory_.path(); }

    gateway::Moment moment{1'775'000'000'000, bouw::dag("2026-04-07")};

private:
    support::TempDir directory_;
    std::unique_ptr<store::Store> store_;
    gateway::Pipeline pipeline_;
};

model::Message andere(model::Message bericht, std::string identificatie) {
    std::visit([&]<class T>(T& b) {
        if constexpr (requires { b.header.bericht_identificatie; }) b.header.bericht_identificatie.identificatie = identificatie;
    }, bericht.inhoud);
    bericht.identificatie_sleutel = identificatie;
    return bericht;
}

/// Two clients with a toewijzing each: 1001 and 1002.
void twee_clienten(Poort& poort) {
    REQUIRE(poort.stuur(bouw::toewijzing()).uitkomst == model::Uitkomst::goedgekeurd);
    auto tweede = bouw::toewijzing({bouw::product(1002)});
    std::get<model::Bericht301>(tweede.inhoud).client.bsn = bouw::bsn_2;
    REQUIRE(poort.stuur(andere(tweede, "T2")).uitkomst == model::Uitkomst::goedgekeurd);
}

/// A declaratie of two lines with one that is not assigned.
model::Message twee_regels() {
    auto vreemd = bouw::prestatie("R3");
    vreemd.toewijzing_nummer = 4711;
    return bouw::declaratie({bouw::prestatie("R1"), vreemd});
}

void vul(Poort& poort) {
    poort.activeer(bundel("1", "70,00"));
    REQUIRE(poort.stuur(bouw::toewijzing()).uitkomst == model::Uitkomst::goedgekeurd);
    poort.stuur("<geen xml");
    CHECK(poort.stuur(bouw::start()).uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(poort.stuur(twee_regels()).uitkomst == model::Uitkomst::deels);
}

std::vector<std::string> wat(replay::Verschil const& verschil) {
    std::vector<std::string> uit;
    for (auto const& a : verschil.afwijkingen) uit.push_back(a.wat);
    return uit;
}

} // namespace

TEST_CASE("the settings that decisions depend on read back as they were written, and equal ones are equal bytes") {
    auto omgeving = omgeving_nu();
    omgeving.vrije_dagen = "2026-12-24";
    omgeving.weiger_test_bsn = true;
    omgeving.relay = {{"0384", {bouw::dag("2026-01-01"), bouw::dag("2026-12-31")}}};
    auto const json = gateway::to_json(omgeving);
    CHECK(goed(gateway::parse_omgeving(json)) == omgeving);
    CHECK(gateway::to_json(goed(gateway::parse_omgeving(json))) == json);
    CHECK_FALSE(gateway::parse_omgeving("{}").has_value());
    CHECK_FALSE(gateway::parse_omgeving("niets").has_value());
    auto krom = omgeving;
    krom.vrije_dagen = "2026-13-24";
    CHECK_FALSE(gateway::parse_omgeving(gateway::to_json(krom)).has_value());
}

TEST_CASE("what was decided is decided the same again, and the store that is read stays as it is") {
    Poort poort;
    vul(poort);
    auto const uitslag = poort.verifieer();
    CHECK_MESSAGE(uitslag.gelijk(), replay::als_tekst(uitslag));
    CHECK(uitslag.verloop.berichten == 4);
    CHECK(uitslag.verloop.niet_over == 1);
    CHECK(uitslag.vergeleken == 3);
    CHECK(uitslag.verloop.opmerkingen.empty());
    CHECK(poort.verifieer().gelijk());
}

TEST_CASE("what people decided is decided again with what came of it") {
    Poort poort;
    REQUIRE(poort.stuur(bouw::verzoek_toewijzing()).uitkomst == model::Uitkomst::goedgekeurd);
    REQUIRE(poort.beslis(poort.open()[0].id, R"({"besluit":"in_onderzoek","door":"J. Jansen"})").bericht);
    REQUIRE(poort.beslis(poort.open()[0].id, R"({"besluit":"afwijzen","door":"P. Pietersen","reden":"4"})").bericht);
    poort.activeer(bundel("1", "70,00", 0, "42420099"));
    REQUIRE(poort.stuur(bouw::toewijzing()).uitkomst == model::Uitkomst::aangehouden);
    auto const werk = poort.open();
    REQUIRE(werk.size() == 1);
    REQUIRE(poort.beslis(werk[0].id, R"({"besluit":"goedkeuren","door":"J. Jansen","toelichting":"mag"})").bericht);
    poort.stuur(bouw::start());
    auto const uitslag = poort.verifieer();
    CHECK_MESSAGE(uitslag.gelijk(), replay::als_tekst(uitslag));
    CHECK(uitslag.verloop.berichten == 5);
    CHECK(uitslag.verloop.later == 1);
}

TEST_CASE("settings and registraties of then are used, not those of now") {
    Poort poort;
    auto streng = omgeving_nu();
    streng.weiger_test_bsn = true;
    poort.stuur(andere(bouw::toewijzing(), "T0"));
    poort.instellingen(streng);
    CHECK(poort.stuur(bouw::toewijzing()).uitkomst == model::Uitkomst::afgekeurd);
    CHECK(poort.verifieer().gelijk());
    auto vreemd = streng;
    vreemd.releases.emplace_back("9.9", "feed");
    poort.instellingen(vreemd);
    auto const uitslag = poort.verifieer();
    CHECK(uitslag.gelijk());
    REQUIRE(uitslag.verloop.opmerkingen.size() == 1);
    CHECK(uitslag.verloop.opmerkingen[0].contains("Release 9.9"));
}

TEST_CASE("a stored decision that was altered is found at exactly that message, with what differs") {
    Poort poort;
    vul(poort);
    SUBCASE("the outcome") {
        poort.knoei("DROP TRIGGER bericht_blijft_u; UPDATE bericht SET uitkomst = 'goedgekeurd' WHERE id = 4");
        auto const uitslag = poort.verifieer();
        REQUIRE(uitslag.verschillen.size() == 1);
        CHECK(uitslag.verschillen[0].bericht == 4);
        CHECK(wat(uitslag.verschillen[0]) == std::vector<std::string>{"uitkomst in de opslag"});
        CHECK(uitslag.verschillen[0].afwijkingen[0].toen == "goedgekeurd");
        CHECK(uitslag.verschillen[0].afwijkingen[0].nu == "deels");
    }
    SUBCASE("the record of another message in its place") {
        poort.knoei("DROP TRIGGER bericht_blijft_w; UPDATE bericht SET (besluit_blok, besluit_blokken, besluit_grootte) = "
                    "(SELECT besluit_blok, besluit_blokken, besluit_grootte FROM bericht WHERE id = 3) WHERE id = 4");
        auto const uitslag = poort.verifieer();
        REQUIRE(uitslag.verschillen.size() == 1);
        CHECK(uitslag.verschillen[0].bericht == 4);
        auto const gezien = wat(uitslag.verschillen[0]);
        CHECK(std::ranges::count(gezien, "uitkomst") == 1);
        CHECK(std::ranges::any_of(gezien, [](auto const& w) { return w.starts_with("bevinding "); }));
        CHECK(poort.verifieer({.partner = "00000000"}).vergeleken == 0);
        CHECK(poort.verifieer({.berichten = std::set<store::BerichtId>{3}}).gelijk());
        CHECK_FALSE(poort.verifieer({.partner = "42420001"}).gelijk());
        CHECK(poort.verifieer({.van = bouw::dag("2026-04-08")}).vergeleken == 0);
        CHECK_FALSE(poort.verifieer({.tot = bouw::dag("2026-04-07")}).gelijk());
    }
    SUBCASE("the answer of another message in its place") {
        poort.knoei("DROP TRIGGER bericht_blijft_w; UPDATE bericht SET (retour_blok, retour_blokken, retour_grootte) = "
                    "(SELECT retour_blok, retour_blokken, retour_grootte FROM bericht WHERE id = 1) WHERE id = 4");
        auto const uitslag = poort.verifieer();
        REQUIRE(uitslag.verschillen.size() == 1);
        CHECK(wat(uitslag.verschillen[0]) == std::vector<std::string>{"antwoord"});
        CHECK_FALSE(replay::als_tekst(uitslag).contains(bouw::bsn_1));
    }
}

TEST_CASE("what cannot be decided again is named") {
    Poort poort;
    vul(poort);
    auto const fout = [&] {
        auto const reader = goed(store::sqlite::open_reader(poort.map()));
        auto const uitslag = replay::verifieer(*reader, Poort::opdracht(), {});
        REQUIRE_FALSE(uitslag.has_value());
        return uitslag.error();
    };
    SUBCASE("a message whose bytes are those of another") {
        poort.knoei("DROP TRIGGER bericht_blijft_w; UPDATE bericht SET (origineel_blok, origineel_blokken, origineel_grootte) = "
                    "(SELECT origineel_blok, origineel_blokken, origineel_grootte FROM bericht WHERE id = 1) WHERE id = 3");
        CHECK(fout().context.contains("bericht 3"));
    }
    SUBCASE("a message whose bytes are damaged") {
        poort.knoei("DROP TRIGGER blok_blijft_u; UPDATE blok SET bytes = x'00' WHERE id = (SELECT origineel_blok FROM bericht WHERE id = 4)");
        CHECK(fout().context.contains("bericht 4"));
        CHECK(fout().code == model::ErrorCode::store_corrupt);
    }
    SUBCASE("a bundle that is gone") {
        poort.knoei("DROP TRIGGER bundel_blijft_u; UPDATE bundel SET hash = 'weg'");
        CHECK(fout().code == model::ErrorCode::bad_bundle);
        CHECK(fout().context.contains("hash-1"));
    }
    SUBCASE("a message that is gone") {
        poort.knoei("PRAGMA foreign_keys=OFF; DROP TRIGGER bericht_blijft_d; DELETE FROM bericht WHERE id = 3");
        CHECK(fout().context.contains("bericht 3"));
    }
    SUBCASE("a leaf that is gone") {
        poort.knoei("DROP TRIGGER audit_leaf_blijft_d; DELETE FROM audit_leaf WHERE id = 2");
        CHECK(fout().context.contains("regel 2"));
    }
    SUBCASE("somebody stops it") {
        auto const reader = goed(store::sqlite::open_reader(poort.map()));
        auto met = Poort::opdracht();
        met.stop = [] { return true; };
        auto const uitslag = replay::verifieer(*reader, met, {});
        REQUIRE_FALSE(uitslag.has_value());
        CHECK(uitslag.error().code == model::ErrorCode::overloaded);
    }
}

TEST_CASE("the scratch store is gone afterwards, also when it ends in an error") {
    Poort poort;
    vul(poort);
    support::TempDir onder;
    auto const reader = goed(store::sqlite::open_reader(poort.map()));
    auto met = Poort::opdracht();
    met.onder = onder.path();
    goed(replay::verifieer(*reader, met, {}));
    CHECK(std::filesystem::is_empty(onder.path()));
    poort.knoei("DROP TRIGGER blok_blijft_u; UPDATE blok SET bytes = x'00'");
    auto const again = goed(store::sqlite::open_reader(poort.map()));
    CHECK_FALSE(replay::verifieer(*again, met, {}).has_value());
    CHECK(std::filesystem::is_empty(onder.path()));
}

TEST_CASE("a what-if lists the lines that flip, with the euros that move and why, and no other") {
    Poort poort;
    poort.activeer(bundel("1", "70,00"));
    twee_clienten(poort);
    auto const gewoon = bouw::prestatie("R1");
    auto duur = bouw::prestatie("R2");
    duur.toewijzing_nummer = 1002;
    duur.product_tarief = model::Bedrag(model::Money{8000});
    duur.ingediend_bedrag = {model::Money{32000}, "D"};
    auto const eerst = poort.stuur(bouw::declaratie({bouw::client(bouw::bsn_1, {gewoon}), bouw::client(bouw::bsn_2, {duur})}));
    CHECK_MESSAGE(eerst.uitkomst == model::Uitkomst::deels, eerst.besluit_json);
    auto const meer = bundel("2", "80,00");

    auto const uit = poort.wat_als(meer, "2026-01-01", "2026-12-31");
    CHECK(uit.berichten == 3);
    CHECK(uit.bundel == "proef@2");
    CHECK(uit.totaal.regels == 2);
    REQUIRE(uit.regelgevallen.size() == static_cast<std::size_t>(uit.totaal.omgeslagen()));
    auto const van = [&](std::string_view referentie) {
        return std::ranges::find(uit.regelgevallen, referentie, &replay::Regelgeval::referentie);
    };
    auto const r2 = van("R2");
    REQUIRE(r2 != uit.regelgevallen.end());
    CHECK(r2->toen == replay::Regelstand::fout);
    CHECK(r2->nu == replay::Regelstand::goed);
    CHECK(r2->toewijzing == 1002);
    CHECK(r2->reden.clausule.contains("tarieven.csv:2"));
    CHECK(uit.totaal.fout_goed == 1);
    CHECK(uit.totaal.centen_toen == 28000);
    CHECK(uit.totaal.centen_nu == uit.totaal.centen_toen + 32000 - (van("R1") == uit.regelgevallen.end() ? 0 : 28000));
    CHECK(uit.producten.size() == 1);
    CHECK(replay::als_csv(uit).contains("R2"));
    CHECK(replay::als_html(uit).contains("<svg"));
    CHECK(replay::als_json(uit).at("regels").as_array().size() == uit.regelgevallen.size());

    CHECK(uit.verloop.opmerkingen.empty());
    auto const kort = poort.wat_als(meer, "2026-01-01", "2026-12-31", {.gevallen = 0});
    CHECK((kort.regelgevallen.empty() && kort.aantal_regelgevallen == uit.aantal_regelgevallen && kort.totaal.centen_nu == uit.totaal.centen_nu));
    CHECK(poort.wat_als(meer, "2026-05-01", "2026-12-31").berichten == 0);
    auto const elders = poort.wat_als(meer, "2026-01-01", "2026-12-31", {.gemeenten = {"0363"}});
    CHECK((elders.berichten == 0 && elders.producten.empty() && elders.regelgevallen.empty() && elders.berichtgevallen.empty()));
    CHECK(poort.wat_als(bundel("3", "70,00"), "2026-01-01", "2026-12-31").totaal.omgeslagen() == 0);
    CHECK(poort.verifieer().gelijk());
}

TEST_CASE("a what-if with a ceiling lists the toewijzing beyond it and its lines") {
    Poort poort;
    poort.activeer(bundel("1", "70,00"));
    twee_clienten(poort);
    auto tweede = bouw::prestatie("R2");
    tweede.toewijzing_nummer = 1002;
    auto const bericht = bouw::declaratie({bouw::client(bouw::bsn_1, {bouw::prestatie("R1")}), bouw::client(bouw::bsn_2, {tweede})});
    REQUIRE(poort.stuur(bericht).uitkomst == model::Uitkomst::goedgekeurd);
    auto const uit = poort.wat_als(bundel("2", "70,00", 15'000), "2026-01-01", "2026-12-31");
    CHECK_MESSAGE(uit.totaal.omgeslagen() == 1, replay::als_tekst(uit));
    CHECK(uit.totaal.regels == 2);
    REQUIRE(uit.regelgevallen.size() == 1);
    CHECK(uit.regelgevallen[0].referentie == "R2");
    // There is room for one toewijzing of a year, so the line of the other has none.
    auto const tweede301 = std::ranges::find(uit.berichtgevallen, 2, &replay::Berichtgeval::bericht);
    REQUIRE(tweede301 != uit.berichtgevallen.end());
    CHECK(tweede301->toen == "goedgekeurd");
    CHECK(tweede301->nu != "goedgekeurd");
    CHECK(std::ranges::count(uit.berichtgevallen, 1, &replay::Berichtgeval::bericht) == 0);
    CHECK(uit.totaal.verschil() == -28000);
    CHECK(uit.verloop.opmerkingen.empty());
}

TEST_CASE("a what-if in which nothing waits any more tells which decisions of people no longer fit") {
    Poort poort;
    poort.activeer(bundel("1", "70,00", 0, "42420099"));
    REQUIRE(poort.stuur(bouw::toewijzing()).uitkomst == model::Uitkomst::aangehouden);
    REQUIRE(poort.beslis(poort.open()[0].id, R"({"besluit":"goedkeuren","door":"J. Jansen","toelichting":"mag"})").bericht);
    auto const uit = poort.wat_als(bundel("2", "70,00"), "2026-01-01", "2026-12-31");
    REQUIRE(uit.mensgevallen.size() == 1);
    CHECK(uit.mensgevallen[0].besluit == "goedkeuren");
    CHECK(uit.mensgevallen[0].bericht == 1);
    CHECK(poort.wat_als(bundel("2", "70,00"), "2026-01-01", "2026-12-31", {.gemeenten = {"0363"}}).mensgevallen.empty());
    CHECK(poort.wat_als(bundel("2", "70,00"), "2026-01-01", "2026-12-31", {.gemeenten = {"0363", "0384"}}).mensgevallen.size() == 1);
    // It was approved after all, then as now: only how it came to that differs.
    for (auto const& geval : uit.berichtgevallen) CHECK(geval.toen == geval.nu);
}

TEST_CASE("a verzoek that could not be answered any more leaves later messages their numbers") {
    Poort poort;
    poort.stuur(bouw::verzoek_toewijzing());
    REQUIRE(poort.beslis(poort.open()[0].id, R"({"besluit":"afwijzen","door":"P. Pietersen","reden":"4"})").bericht);
    poort.stuur(bouw::toewijzing());
    auto const uit = poort.wat_als(bundel("2", "70,00", 0, "42420099"), "2026-01-01", "2026-12-31");
    CHECK(uit.berichten == 3);
    auto const t1 = std::ranges::find(uit.berichtgevallen, 3, &replay::Berichtgeval::bericht);
    REQUIRE(t1 != uit.berichtgevallen.end());
    CHECK(t1->toen == "goedgekeurd");
    CHECK(t1->nu == "aangehouden");
}

TEST_CASE("the nightly replay comes once a day, by the Dutch clock") {
    using gateway::tijd_verstreken;
    CHECK(gateway::parse_tijd("02:30") == 150);
    CHECK(gateway::parse_tijd("23:59") == 1439);
    for (auto const* wrong : {"", "24:00", "2:30", "02:60", "0230", "-1:30", "02:3a", "02:300"}) CHECK_FALSE(gateway::parse_tijd(wrong));
    constexpr std::int64_t minuut = 60'000;
    auto const winter = std::int64_t{bouw::dag("2026-01-15").days} * 1440 * minuut + 90 * minuut; // 02:30 in the Netherlands
    CHECK(tijd_verstreken(150, winter - minuut, winter));
    CHECK_FALSE(tijd_verstreken(150, winter, winter + minuut));
    CHECK_FALSE(tijd_verstreken(150, winter, winter + 1439 * minuut));
    CHECK(tijd_verstreken(150, winter, winter + 1440 * minuut));
    auto const zomer = std::int64_t{bouw::dag("2026-07-15").days} * 1440 * minuut + 30 * minuut;
    CHECK(tijd_verstreken(150, zomer - minuut, zomer));
    CHECK_FALSE(tijd_verstreken(150, zomer, zomer - minuut));
}

TEST_CASE("a nightly replay tells its result in the metrics and the log") {
    Poort poort;
    vul(poort);
    gateway::Metrics metrics;
    std::array<int, 2> pijp{};
    REQUIRE(::pipe(pijp.data()) == 0);
    std::atomic<bool> stop = false;
    {
        gateway::Log log(pijp[1], gateway::LogNiveau::info, gateway::LogVorm::json);
        auto const gelijk = replay::Nacht::draai(poort.map(), schemas(), omgeving_nu(), {1'776'000'000'000, bouw::dag("2026-04-12")}, metrics, log, stop);
        CHECK(metrics.text().contains("ketenpoort_replay_gelijk 1"));
        CHECK(metrics.text().contains("ketenpoort_replay_vergeleken 3"));
        poort.knoei("DROP TRIGGER bericht_blijft_u; UPDATE bericht SET uitkomst = 'goedgekeurd' WHERE id = 4");
        auto const anders = replay::Nacht::draai(poort.map(), schemas(), omgeving_nu(), {1'776'000'000'000, bouw::dag("2026-04-13")}, metrics, log, stop);
        CHECK(metrics.text().contains("ketenpoort_replay_gelijk 0"));
        CHECK(metrics.text().contains("ketenpoort_replay_verschillen 1"));
        auto const nergens = replay::Nacht::draai(poort.map() / "nergens", schemas(), omgeving_nu(), {1'776'000'000'000, bouw::dag("2026-04-14")}, metrics, log, stop);
        CHECK(metrics.text().contains("ketenpoort_replay_gelijk 0"));

        auto const telling = [](auto const& uitslag) {
            auto const o = replay::als_json(*uitslag);
            return std::vector{o.at("berichten").as_int64(), o.at("gelijk").as_int64(), o.at("anders").as_int64(), o.at("niet_na_te_gaan").as_int64()};
        };
        CHECK(telling(gelijk) == std::vector<std::int64_t>{3, 3, 0, 0});
        CHECK(telling(anders) == std::vector<std::int64_t>{3, 2, 1, 0});
        CHECK(telling(nergens) == std::vector<std::int64_t>{0, 0, 0, 0});
        auto const getoond = replay::als_json(*anders);
        CHECK(getoond.at("begonnen").as_string() == "2026-04-12T13:20:00.000Z");
        auto const& verschil = getoond.at("verschillen").as_array().at(0).as_object();
        CHECK(verschil.at("bericht").as_int64() == 4);
        CHECK(verschil.at("href").as_string() == "/v1/berichten/4");
        CHECK(verschil.at("wat").as_string() == "uitkomst in de opslag");
        CHECK(getoond.at("fout").is_null());
        CHECK(replay::als_json(*nergens).at("fout").is_string());
        std::atomic<bool> const over = true;
        CHECK(replay::Nacht::draai(poort.map(), schemas(), omgeving_nu(), {1'776'000'000'000, bouw::dag("2026-04-12")}, metrics, log, over) == nullptr);
    }
    ::close(pijp[1]);
    std::string gezegd(16'384, '\0');
    auto const size = ::read(pijp[0], gezegd.data(), gezegd.size());
    ::close(pijp[0]);
    REQUIRE(size > 0);
    gezegd.resize(static_cast<std::size_t>(size));
    CHECK(gezegd.contains("replay_gelijk"));
    CHECK(gezegd.contains("replay_verschilt"));
    CHECK(gezegd.contains("replay_niet_gelukt"));
}

TEST_CASE("the progress bar tells how far it is and how long it takes") {
    using std::chrono::milliseconds;
    CHECK(replay::voortgang_tekst(0, 10, milliseconds(0)) == "[..............................]   0 %");
    CHECK(replay::voortgang_tekst(5, 10, milliseconds(65'000)) == "[###############...............]  50 %  nog 1:05");
    CHECK(replay::voortgang_tekst(10, 10, milliseconds(65'000)) == "[##############################] 100 %  nog 0:00");
}

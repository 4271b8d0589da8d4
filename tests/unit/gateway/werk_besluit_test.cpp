#include "gateway/bundel.hpp"
#include "gateway/werk_besluit.hpp"
#include "gateway/werk_json.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>

/// Decisions of people through the whole pipeline on a real store.

using Soort = gateway::WerkUitslag::Soort;

namespace {

std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const set = xsd::SchemaSet::built_in().value();
    return set;
}

store::sqlite::Nonce counting_nonce() {
    return [next = std::uint8_t{0}]() mutable {
        std::array<std::byte, 32> nonce{};
        nonce[0] = static_cast<std::byte>(next++);
        return nonce;
    };
}

/// A gateway of one thread with a clock that is set by hand.
class Poort {
public:
    Poort() : store_(std::move(store::sqlite::open(directory_.path(), counting_nonce()).value())), pipeline_(schemas()) {}

    gateway::Antwoord stuur(model::Message const& bericht) {
        auto const xml = xsd::write(*schemas(), bericht);
        auto const gelezen = pipeline_.read(std::as_bytes(std::span(xml)));
        gateway::Antwoord antwoord;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = pipeline_.decide(tx, gelezen, moment, "cli", false);
            if (!decided) return std::unexpected(decided.error());
            antwoord = std::move(*decided);
            return {};
        });
        REQUIRE_MESSAGE(done, (done ? std::string() : done.error().context));
        return antwoord;
    }

    gateway::WerkUitslag beslis(store::WerkId id, std::string const& json) {
        auto const opdracht = gateway::parse_opdracht(json);
        REQUIRE_MESSAGE(opdracht, (opdracht ? std::string() : opdracht.error()));
        gateway::WerkUitslag uitslag;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = gateway::beslis(pipeline_, tx, id, *opdracht, moment);
            if (!decided) return std::unexpected(decided.error());
            uitslag = std::move(*decided);
            return {};
        });
        REQUIRE_MESSAGE(done, (done ? std::string() : done.error().context));
        return uitslag;
    }

    void activeer(std::vector<std::pair<std::string, std::string>> files) {
        store::Bundel bundel{"proef", "1", "c0ffee", {"0384"}, std::move(files), 0, true};
        auto const done = store_->transact([&](store::Transaction& tx) { return tx.activate(bundel); });
        REQUIRE(done);
    }

    std::vector<store::Werk> open() { return reader()->werkvoorraad({true, {}, {}, {}}, std::nullopt, 100).value(); }
    std::unique_ptr<store::Reader> reader() { return std::move(store_->reader().value()); }

    gateway::Moment moment{1'778'400'000'000, bouw::dag("2026-05-11")};

private:
    support::TempDir directory_;
    std::unique_ptr<store::Store> store_;
    gateway::Pipeline pipeline_;
};

/// A contract with another aanbieder: what this one is granted waits for a person (R01).
std::vector<std::pair<std::string, std::string>> zonder_overeenkomst() {
    return {
        {"bundel.toml", "[bundel]\nnaam = \"proef\"\nversie = \"1\"\nomschrijving = \"Proef\"\nregio = \"Proef\"\ngeldig_van = 2021-01-01\n"
                        "[[vorm]]\nid = \"vrij\"\n"
                        "[[perceel]]\nid = \"S1\"\ndomein = \"wmo\"\nnaam = \"Begeleiding\"\nbekostiging = \"pxq\"\nvorm = \"vrij\"\n"},
        {"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n"},
        {"overeenkomsten.csv", "aanbieder;naam;perceel;geldig_van\n42420099;Zorg Z;S1;2022-01-01\n"},
        {"producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel\n"
                          "wmo;02;02A16;Begeleiding;04;2021-01-01;;S1\n"},
        {"tarieven.csv", "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;;70,00;2021-01-01;\n"},
    };
}

} // namespace

TEST_CASE("in onderzoek makes the 319, sends it and gives eight weeks") {
    Poort poort;
    REQUIRE(poort.stuur(bouw::verzoek_toewijzing()).uitkomst == model::Uitkomst::goedgekeurd);
    auto const werk = poort.open();
    REQUIRE(werk.size() == 1);
    CHECK(werk[0].sleutel == "V1");
    auto const before = poort.reader()->tellingen().value().uit_open;
    auto const uitslag = poort.beslis(werk[0].id, R"({"besluit":"in_onderzoek","door":"J. Jansen"})");
    REQUIRE_MESSAGE(uitslag.soort == Soort::gedaan, uitslag.melding);
    CHECK(uitslag.werk->stand == "in_onderzoek");
    CHECK(uitslag.werk->open);
    CHECK(uitslag.werk->termijn == model::header(bouw::verzoek_toewijzing()).bericht_identificatie.dagtekening.value + 56);
    REQUIRE(uitslag.bericht);
    CHECK(uitslag.bericht->soort == model::BerichtSoort{model::Domein::wmo, 319});
    CHECK_FALSE(uitslag.bericht->retour_soort);
    auto const reader = poort.reader();
    CHECK(reader->tellingen().value().uit_open == before + 1);
    auto const record = reader->bericht(uitslag.bericht->id).value().value();
    CHECK(record.kanaal == "werkvoorraad");
    CHECK(record.afzender == "0384");
    CHECK(record.ontvanger == "42420001");
    auto const bytes = reader->origineel(record.id).value().value();
    auto const gelezen = xsd::read(*schemas(), std::as_bytes(std::span(bytes)));
    REQUIRE(gelezen);
    auto const& antwoord = std::get<model::Bericht319>(gelezen->inhoud).antwoord;
    CHECK(antwoord.verzoek_antwoord == "2");
    CHECK_FALSE(antwoord.reden_afwijzing_verzoek);

    // A second person comes too late, and hears who was first.
    auto const tweede = poort.beslis(werk[0].id, R"({"besluit":"in_onderzoek","door":"P. Pietersen"})");
    CHECK(tweede.soort == Soort::al_beslist);
    CHECK(tweede.melding.starts_with("J. Jansen heeft op "));

    auto const af = poort.beslis(werk[0].id, R"({"besluit":"afwijzen","door":"P. Pietersen","reden":"4"})");
    REQUIRE_MESSAGE(af.soort == Soort::gedaan, af.melding);
    CHECK_FALSE(af.werk->open);
    CHECK(af.werk->stand == "afgewezen");
    CHECK(af.werk->besluiten.size() == 2);
    CHECK(poort.beslis(werk[0].id, R"({"besluit":"afwijzen","door":"X","reden":"4"})").soort == Soort::al_beslist);
    CHECK(poort.open().empty());
}

TEST_CASE("reason 8 and its ground are for a JW315 only, with the other gemeente") {
    Poort poort;
    poort.stuur(bouw::verzoek_toewijzing());
    auto const wmo = poort.open().front().id;
    for (auto const* json : {R"({"besluit":"afwijzen","door":"A","reden":"8","woonplaatsgemeente":"0363"})",
                             R"({"besluit":"afwijzen","door":"A","reden":"4","woonplaatsgemeente":"0363"})",
                             R"({"besluit":"in_onderzoek","door":"A","grond":"woonplaatsbeginsel"})"})
        CHECK_MESSAGE(poort.beslis(wmo, json).soort == Soort::geweigerd, json);
    CHECK(poort.open().front().besluiten.empty());
}

TEST_CASE("a decision that does not belong to the item is refused, and an unknown item is said to be so") {
    Poort poort;
    poort.stuur(bouw::verzoek_toewijzing());
    auto const id = poort.open().front().id;
    CHECK(poort.beslis(id, R"({"besluit":"goedkeuren","door":"A"})").soort == Soort::geweigerd);
    CHECK(poort.beslis(id, R"({"besluit":"gezien","door":"A"})").soort == Soort::geweigerd);
    CHECK(poort.beslis(id, R"({"besluit":"gehonoreerd","door":"A","bericht":99})").soort == Soort::geweigerd);
    CHECK(poort.beslis(999, R"({"besluit":"gezien","door":"A"})").soort == Soort::onbekend);
    CHECK(poort.open().size() == 1);
}

TEST_CASE("a 301 that leaves the reference out can honour the verzoek by a decision") {
    Poort poort;
    poort.stuur(bouw::verzoek_toewijzing());
    auto const id = poort.open().front().id;
    auto const toewijzing = poort.stuur(bouw::toewijzing());
    REQUIRE(toewijzing.uitkomst == model::Uitkomst::goedgekeurd);
    auto const uitslag = poort.beslis(id, fmt::format(R"({{"besluit":"gehonoreerd","door":"J. Jansen","bericht":{}}})", toewijzing.id));
    REQUIRE_MESSAGE(uitslag.soort == Soort::gedaan, uitslag.melding);
    CHECK(uitslag.werk->stand == "gehonoreerd");
    CHECK_FALSE(uitslag.werk->open);
    CHECK(uitslag.werk->besluiten.front().gevolg == toewijzing.id);
}

TEST_CASE("a 301 without an agreement waits, and is answered and booked when a person approves it") {
    Poort poort;
    poort.activeer(zonder_overeenkomst());
    auto const antwoord = poort.stuur(bouw::toewijzing());
    REQUIRE_MESSAGE(antwoord.uitkomst == model::Uitkomst::aangehouden, antwoord.besluit_json);
    CHECK_FALSE(antwoord.retour_soort);
    CHECK(poort.reader()->tellingen().value().uit_open == 0);
    auto const werk = poort.open();
    REQUIRE(werk.size() == 1);
    CHECK(werk[0].soort == store::WerkSoort::aangehouden);
    CHECK(werk[0].regel == "R01");
    CHECK(werk[0].termijn == bouw::dag("2026-05-15")); // three werkdagen, one of them Hemelvaart

    // No WJ001 code speaks of an agreement in a 302.
    auto const af = poort.beslis(werk[0].id, R"({"besluit":"afkeuren","door":"A","retourcode":"9338"})");
    CHECK(af.soort == Soort::geweigerd);
    CHECK(poort.open().size() == 1);

    auto const uitslag = poort.beslis(werk[0].id, R"({"besluit":"accepteren","door":"J. Jansen","toelichting":"overeenkomst volgt"})");
    REQUIRE_MESSAGE(uitslag.soort == Soort::gedaan, uitslag.melding);
    CHECK_FALSE(uitslag.werk->open);
    CHECK(uitslag.bericht->uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(uitslag.bericht->retour_soort == model::BerichtSoort{model::Domein::wmo, 302});
    auto const reader = poort.reader();
    auto const record = reader->bericht(antwoord.id).value().value();
    CHECK(record.uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(record.besluit_json.find("Geaccepteerd door J. Jansen: overeenkomst volgt") != std::string::npos);
    CHECK(reader->besluiten(antwoord.id).value().size() == 2);
    CHECK(reader->retour(antwoord.id).value());
    // The answer to its sender, and the message to its receiver.
    CHECK(reader->tellingen().value().uit_open == 2);
    // What a person accepted is no signal for somebody else.
    CHECK(poort.open().empty());
    // It is booked: a declaratie on it is approved.
    auto const start = poort.stuur(bouw::start());
    CHECK(start.uitkomst == model::Uitkomst::goedgekeurd);
    // The same bytes again get the final answer.
    auto const again = poort.stuur(bouw::toewijzing());
    CHECK(again.herhaald);
    CHECK(again.uitkomst == model::Uitkomst::goedgekeurd);
}

TEST_CASE("a gemeente takes back its own parked 301, and nobody is answered") {
    Poort poort;
    poort.activeer(zonder_overeenkomst());
    auto const antwoord = poort.stuur(bouw::toewijzing());
    auto const werk = poort.open();
    REQUIRE(werk.size() == 1);
    auto const uitslag = poort.beslis(werk[0].id, R"({"besluit":"intrekken","door":"J. Jansen"})");
    REQUIRE_MESSAGE(uitslag.soort == Soort::gedaan, uitslag.melding);
    CHECK(uitslag.bericht->uitkomst == model::Uitkomst::afgekeurd);
    CHECK_FALSE(uitslag.bericht->retour_soort);
    CHECK(poort.reader()->tellingen().value().uit_open == 0);
    CHECK(poort.open().empty());
    CHECK(poort.stuur(bouw::start()).uitkomst == model::Uitkomst::afgekeurd);
    CHECK(poort.beslis(werk[0].id, R"({"besluit":"goedkeuren","door":"A"})").soort == Soort::al_beslist);
}

TEST_CASE("a 323 that waits is decided per prestatie, and answered with a 325 when the last one is") {
    Poort poort;
    auto files = zonder_overeenkomst();
    files[0].second += "[regels.R07.323]\ngevolg = \"aanhouden\"\n";
    files[2].second = "aanbieder;naam;perceel;geldig_van\n42420001;Zorg A;S1;2022-01-01\n";
    for (auto const* code : {"02A17", "02A18"}) {
        files[3].second += fmt::format("wmo;02;{};Begeleiding;04;2021-01-01;;S1\n", code);
        files[4].second += fmt::format("wmo;{};04;;70,00;2021-01-01;\n", code);
    }
    poort.activeer(files);
    REQUIRE(poort.stuur(bouw::toewijzing({bouw::product(1001), bouw::product(1002, "02", "02A17"), bouw::product(1003, "02", "02A18")}))
                .uitkomst == model::Uitkomst::goedgekeurd);
    auto op = [](std::int64_t toewijzing, std::string code, std::int64_t tarief) {
        auto p = bouw::prestatie(fmt::format("R{}", toewijzing));
        p.product_code = std::move(code);
        p.toewijzing_nummer = toewijzing;
        p.product_tarief = model::Bedrag(model::Money{tarief});
        p.ingediend_bedrag.bedrag = model::Money{4 * tarief};
        return p;
    };
    auto const antwoord = poort.stuur(bouw::declaratie({op(1001, "02A16", 8000), op(1002, "02A17", 8000), op(1003, "02A18", 7000)}));
    REQUIRE_MESSAGE(antwoord.uitkomst == model::Uitkomst::aangehouden, antwoord.besluit_json);
    auto const werk = poort.open();
    REQUIRE(werk.size() == 1);
    std::string const plaats = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[";
    auto const eerste = poort.beslis(werk[0].id, R"({"besluit":"goedkeuren","door":"J. Jansen","plaats":")" + plaats + R"(1]"})");
    REQUIRE_MESSAGE(eerste.soort == Soort::gedaan, eerste.melding);
    CHECK(eerste.werk->open);
    CHECK_FALSE(poort.reader()->retour(antwoord.id).value());
    auto const tweede =
        poort.beslis(werk[0].id, R"({"besluit":"afkeuren","door":"P. Pieters","retourcode":"0611","plaats":")" + plaats + R"(2]"})");
    REQUIRE_MESSAGE(tweede.soort == Soort::gedaan, tweede.melding);
    CHECK_FALSE(tweede.werk->open);
    REQUIRE(tweede.bericht);
    CHECK(tweede.bericht->uitkomst == model::Uitkomst::deels);
    CHECK(tweede.bericht->retour_soort == model::BerichtSoort{model::Domein::wmo, 325});
    auto const record = poort.reader()->bericht(antwoord.id).value().value();
    CHECK(record.besluit_json.find("J. Jansen") != std::string::npos);
    CHECK(record.besluit_json.find("P. Pieters") != std::string::npos);
    auto const retour = poort.reader()->retour(antwoord.id).value().value();
    CHECK(retour.find("0611") != std::string::npos);
}

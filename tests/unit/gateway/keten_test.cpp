#include "gateway/keten.hpp"

#include <doctest/doctest.h>

#include <deque>

using namespace gateway;

namespace {

constexpr auto day = model::date;

/// A chain put together by hand; steps stay where they are.
struct Zaak {
    std::deque<store::KetenStap> stappen;
    KetenVerloop verloop;

    store::KetenStap& bericht(std::int16_t nummer, model::Date vandaag) {
        auto& stap = stappen.emplace_back();
        stap.id = static_cast<std::int64_t>(stappen.size());
        stap.vandaag = vandaag;
        stap.ontvangen = vandaag;
        stap.soort = model::BerichtSoort{model::Domein::wmo, nummer};
        stap.uitkomst = model::Uitkomst::goedgekeurd;
        stap.antwoord = model::antwoord_op(*stap.soort);
        bool const gemeente = nummer == 301 || nummer == 319;
        stap.afzender = gemeente ? "9901" : "99000001";
        stap.ontvanger = gemeente ? "99000001" : "9901";
        return stap;
    }
    KetenStand verwerk() {
        verloop.verwerk(stappen.back());
        return verloop.stand();
    }
};

store::KetenVersie versie(model::Date toewijzingsdatum, std::int64_t volume, char const* eenheid = "01") {
    store::KetenVersie versie;
    versie.toewijzing.aanbieder = "99000001";
    versie.toewijzing.toewijzingsdatum = toewijzingsdatum;
    versie.toewijzing.toewijzingstijd = "10:00:00";
    versie.toewijzing.ingangsdatum = day(2026, 1, 1);
    versie.toewijzing.einddatum = day(2026, 12, 31);
    versie.toewijzing.product = model::Product{"02", "02A03"};
    versie.toewijzing.omvang = model::Omvang{volume, eenheid, "6"};
    return versie;
}

store::KetenPrestatie prestatie(char const* referentie, std::int64_t volume, std::int64_t cents, char const* vorig = nullptr) {
    store::KetenPrestatie prestatie;
    prestatie.referentie = referentie;
    if (vorig != nullptr) prestatie.vorig = vorig;
    prestatie.credit = vorig != nullptr;
    prestatie.eenheid = "01";
    prestatie.volume = volume;
    prestatie.bedrag = {cents};
    prestatie.toegekend = true;
    return prestatie;
}

store::KetenLevering levering(bool stop, model::Date begin, char const* reden = "", std::optional<model::Date> einde = {}) {
    store::KetenLevering levering;
    levering.levering.stop = stop;
    levering.levering.begindatum = begin;
    levering.levering.reden_beeindiging = reden;
    levering.levering.einddatum = einde;
    return levering;
}

/// The deadlines with a word in their name, as "2026-01-09 gehaald".
std::vector<std::string> termijnen(Zaak const& zaak, std::string_view wat, model::Date vandaag) {
    std::vector<std::string> result;
    for (auto const& termijn : zaak.verloop.termijnen(model::Kalender(), vandaag))
        if (termijn.wat.find(wat) != std::string::npos)
            result.push_back(model::to_string(termijn.uiterlijk) + " " + std::string(name(termijn.toestand)));
    return result;
}

using Lijst = std::vector<std::string>;

} // namespace

TEST_CASE("a question is one of exactly one form") {
    auto const vraag = keten_vraag("0344", "jw", "123456789", "2026-02-28");
    REQUIRE(vraag);
    CHECK(vraag->gemeente == "0344");
    CHECK(vraag->domein == model::Domein::jw);
    CHECK(vraag->nummer == 123'456'789);
    CHECK(vraag->op == day(2026, 2, 28));
    CHECK(keten_vraag("0344", "wmo", "1", std::nullopt)->domein == model::Domein::wmo);
    for (auto const* gemeente : {"", "344", "00344", "034a", "-344", "%30344"}) CHECK_FALSE(keten_vraag(gemeente, "wmo", "1", {}));
    for (auto const* domein : {"", "Wmo", "WMO", "jeugd"}) CHECK_FALSE(keten_vraag("0344", domein, "1", {}));
    for (auto const* nummer : {"", "0", "01", "-1", "+1", "1234567890", "1e3"}) CHECK_FALSE(keten_vraag("0344", "wmo", nummer, {}));
    for (auto const* op : {"", "2026-02-29", "28-02-2026", "2026-2-28", "-2026-02-28", "2026-02-28Z", "12026-02-28"})
        CHECK_FALSE(keten_vraag("0344", "wmo", "1", op));
}

TEST_CASE("volume, euros and what is left run along with the prestaties") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 1000));
    auto stand = zaak.verwerk();
    CHECK(stand.rest->volume == 1000);
    CHECK(stand.debetten == 0);

    zaak.bericht(323, day(2026, 3, 2)).prestaties = {prestatie("R1", 300, 30000), prestatie("R2", 200, 20000)};
    zaak.stappen.back().prestaties[1].toegekend = false;
    stand = zaak.verwerk();
    CHECK(stand.verbruikt.at(0).volume == 300);
    CHECK(stand.rest->volume == 700);
    CHECK(stand.bedrag == model::Money{30000});
    CHECK(stand.debetten == 1);

    // The debet that replaces stands before the credit in the message; the credit still comes first.
    zaak.bericht(323, day(2026, 4, 2)).prestaties = {prestatie("R1", 100, 10000), prestatie("R3", 300, 30000, "R1")};
    stand = zaak.verwerk();
    CHECK(stand.verbruikt.at(0).volume == 100);
    CHECK(stand.bedrag == model::Money{10000});
    CHECK(stand.debetten == 1);

    zaak.bericht(323, day(2026, 4, 3)).prestaties = {prestatie("R4", 100, 10000, "R1")};
    zaak.stappen.back().prestaties[0].toegekend = false;
    CHECK(zaak.verwerk().debetten == 1);
}

TEST_CASE("a toewijzing in uur is counted in minuten once minuten were declared") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 10, "04"));
    auto stand = zaak.verwerk();
    CHECK(stand.rest->volume == 10);
    CHECK(stand.rest->eenheid == "04");
    zaak.bericht(323, day(2026, 3, 2)).prestaties = {prestatie("R1", 90, 9000), prestatie("R2", 2, 12000)};
    zaak.stappen.back().prestaties[1].eenheid = "04";
    stand = zaak.verwerk();
    CHECK(stand.verbruikt.at(0).volume == 210);
    CHECK(stand.rest->volume == 390);
    CHECK(stand.rest->eenheid == "01");
}

TEST_CASE("without Omvang every eenheid is counted, and the Budget") {
    Zaak zaak;
    auto eerste = versie(day(2026, 1, 5), 1);
    eerste.toewijzing.omvang.reset();
    eerste.toewijzing.budget = model::Money{50000};
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(eerste);
    zaak.verwerk();
    zaak.bericht(323, day(2026, 3, 2)).prestaties = {prestatie("R1", 90, 9000), prestatie("R2", 2, 12000)};
    zaak.stappen.back().prestaties[1].eenheid = "14";
    auto const stand = zaak.verwerk();
    REQUIRE(stand.verbruikt.size() == 2);
    CHECK(stand.verbruikt[0].volume == 90);
    CHECK(stand.verbruikt[1].eenheid == "14");
    CHECK_FALSE(stand.rest);
    CHECK(stand.budget_rest == model::Money{29000});
}

TEST_CASE("the version that counts is the latest by its own date, whatever came last (IV013)") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 3, 1)).versies.push_back(versie(day(2026, 2, 20), 240));
    zaak.verwerk();
    zaak.bericht(301, day(2026, 3, 2)).versies.push_back(versie(day(2026, 2, 10), 120));
    CHECK(zaak.verwerk().versie->omvang->volume == 240);
}

TEST_CASE("a 301 that its receiver rejects counts no more, unless prestaties stand on it") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 100));
    zaak.verwerk();
    zaak.bericht(301, day(2026, 1, 6)).versies.push_back(versie(day(2026, 1, 6), 200));
    CHECK(zaak.verwerk().versie->omvang->volume == 200);
    zaak.bericht(302, day(2026, 1, 7)).retour = store::KetenRetour{2, true};
    CHECK(zaak.verwerk().versie->omvang->volume == 100);
    zaak.bericht(323, day(2026, 2, 2)).prestaties = {prestatie("R1", 10, 1000)};
    zaak.verwerk();
    zaak.bericht(302, day(2026, 2, 3)).retour = store::KetenRetour{1, true};
    CHECK(zaak.verwerk().versie->omvang->volume == 100);

    Zaak leeg;
    leeg.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 100));
    leeg.verwerk();
    leeg.bericht(302, day(2026, 1, 7)).retour = store::KetenRetour{1, true};
    CHECK(leeg.verwerk().versie == nullptr);
    CHECK(leeg.verloop.toestand(day(2026, 1, 8)) == "onbekend");
}

TEST_CASE("a toewijzing is actueel, verlopen or verwijderd") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 100));
    zaak.verwerk();
    CHECK(zaak.verloop.toestand(day(2026, 12, 31)) == "actueel");
    CHECK(zaak.verloop.toestand(day(2027, 1, 1)) == "verlopen");
    auto weg = versie(day(2026, 1, 6), 100);
    weg.toewijzing.einddatum = weg.toewijzing.ingangsdatum;
    weg.toewijzing.reden_wijziging = "13";
    zaak.bericht(301, day(2026, 1, 6)).versies.push_back(weg);
    zaak.verwerk();
    CHECK(zaak.verloop.toestand(day(2026, 1, 6)) == "verwijderd");
    CHECK(termijnen(zaak, "(305)", day(2026, 1, 6)).empty());
}

TEST_CASE("OP271: the start is told within five werkdagen of it, or of a 301 that came after it") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 3, 2)).versies.push_back(versie(day(2026, 3, 2), 100)); // a Monday; ingang 1 January
    zaak.verwerk();
    CHECK(termijnen(zaak, "(305)", day(2026, 3, 9)) == Lijst{"2026-03-09 open"});
    CHECK(termijnen(zaak, "(305)", day(2026, 3, 10)) == Lijst{"2026-03-09 gemist"});
    zaak.bericht(305, day(2026, 3, 10)).leveringen.push_back(levering(false, day(2026, 1, 10)));
    zaak.verwerk();
    CHECK(termijnen(zaak, "(305)", day(2026, 3, 11)) == Lijst{"2026-03-09 te laat"});
    // Taken away, and told anew with a later start.
    zaak.bericht(305, day(2026, 3, 11)).leveringen.push_back(levering(false, day(2026, 1, 10)));
    zaak.stappen.back().leveringen[0].verwijderen = true;
    zaak.verwerk();
    CHECK(termijnen(zaak, "(305)", day(2026, 3, 11)) == Lijst{"2026-03-09 gemist"});
    zaak.bericht(305, day(2026, 3, 12)).leveringen.push_back(levering(false, day(2026, 3, 6)));
    zaak.verwerk();
    CHECK(termijnen(zaak, "(305)", day(2026, 3, 12)) == Lijst{"2026-03-13 gehaald"});
}

TEST_CASE("OP272: the end is told within five werkdagen of it") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 100));
    zaak.verwerk();
    zaak.bericht(305, day(2026, 1, 12)).leveringen.push_back(levering(false, day(2026, 1, 12)));
    zaak.verwerk();
    CHECK(termijnen(zaak, "(307)", day(2026, 12, 30)).empty());
    CHECK(termijnen(zaak, "(307)", day(2026, 12, 31)) == Lijst{"2027-01-08 open"}); // 1 January is free
    zaak.bericht(307, day(2026, 6, 30)).leveringen.push_back(levering(true, day(2026, 1, 12), "20", day(2026, 6, 1)));
    zaak.verwerk();
    CHECK(termijnen(zaak, "(307)", day(2026, 7, 1)) == Lijst{"2026-06-08 te laat"});
    CHECK(termijnen(zaak, "(307)", day(2027, 1, 11)) == Lijst{"2026-06-08 te laat", "2027-01-08 gemist"});
    zaak.bericht(307, day(2026, 9, 2)).leveringen.push_back(levering(true, day(2026, 1, 12), "19", day(2026, 9, 1)));
    zaak.verwerk();
    CHECK(termijnen(zaak, "(307)", day(2027, 1, 11)) == Lijst{"2026-06-08 te laat", "2026-09-08 gehaald"});
}

TEST_CASE("OP090: an answer is due in three werkdagen, a 325 in ten; a parked message has none yet") {
    Zaak zaak;
    zaak.bericht(301, day(2026, 1, 5)).versies.push_back(versie(day(2026, 1, 5), 100));
    zaak.verwerk();
    auto& geparkeerd = zaak.bericht(323, day(2026, 3, 2));
    geparkeerd.uitkomst = model::Uitkomst::aangehouden;
    geparkeerd.antwoord.reset();
    zaak.verwerk();
    CHECK(termijnen(zaak, "antwoord 302", day(2026, 3, 2)) == Lijst{"2026-01-08 gehaald"});
    CHECK(termijnen(zaak, "antwoord 325", day(2026, 3, 16)) == Lijst{"2026-03-16 open"});
    CHECK(termijnen(zaak, "antwoord 325", day(2026, 3, 17)) == Lijst{"2026-03-16 gemist"});
    auto& later = zaak.bericht(323, day(2026, 3, 18));
    later.id = 2;
    later.besluit = 1;
    later.ontvangen = day(2026, 3, 2);
    zaak.verwerk();
    CHECK(termijnen(zaak, "antwoord 325", day(2026, 3, 18)) == Lijst{"2026-03-16 te laat"});
}

TEST_CASE("OP274: a verzoek is decided in five werkdagen, or in eight weeks after its dagtekening once in onderzoek") {
    using enum store::StapSoort;
    Zaak zaak;
    zaak.bericht(315, day(2026, 3, 2)).verzoeken.push_back({"A", toewijzing, {}, day(2026, 2, 27)});
    zaak.verwerk();
    CHECK(termijnen(zaak, "verzoek A", day(2026, 3, 9)) == Lijst{"2026-03-09 open"});
    zaak.bericht(319, day(2026, 3, 6)).verzoeken.push_back({"A", antwoord, "2", {}});
    zaak.verwerk();
    CHECK(termijnen(zaak, "verzoek A", day(2026, 3, 10)) == Lijst{"2026-03-09 gehaald", "2026-04-24 open"});
    CHECK(termijnen(zaak, "verzoek A", day(2026, 4, 25)) == Lijst{"2026-03-09 gehaald", "2026-04-24 gemist"});
    zaak.bericht(301, day(2026, 4, 27)).verzoeken.push_back({"A", honorering, {}, {}});
    zaak.stappen.back().versies.push_back(versie(day(2026, 4, 27), 100));
    zaak.verwerk();
    CHECK(termijnen(zaak, "verzoek A", day(2026, 4, 28)) == Lijst{"2026-03-09 gehaald", "2026-04-24 te laat"});
    // The aanbieder rejects that 301: nothing was decided.
    zaak.bericht(302, day(2026, 4, 28)).retour = store::KetenRetour{3, true};
    zaak.verwerk();
    CHECK(termijnen(zaak, "verzoek A", day(2026, 4, 28)) == Lijst{"2026-03-09 gehaald", "2026-04-24 gemist"});
}

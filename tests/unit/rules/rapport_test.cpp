// The worked examples of the five regions (E01 to E43) that are settlements and figures after the year, exact to the cent. Printed
// figures that cannot be reproduced are named as such here, never forced. Examples that are a whole report are in rapport_maak_test.cpp,
// those that are decided on a message in the tests of the contract rules.
#include "rules/rapport/afrekening.hpp"
#include "rules/rapport/doelen.hpp"
#include "rules/rapport/indexering.hpp"
#include "rules/rapport/plekken.hpp"
#include "rules/rapport/prognose.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/verdeling.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace rules::rapport;
using model::date;
using model::Money;

Money euro(std::int64_t euros, std::int64_t cents = 0) { return {euros * 100 + cents}; }

std::vector<std::int64_t> in_euros(std::vector<Money> const& bedragen) {
    std::vector<std::int64_t> uit;
    for (auto const bedrag : bedragen) {
        REQUIRE(bedrag.cents % 100 == 0);
        uit.push_back(bedrag.cents / 100);
    }
    return uit;
}

std::int64_t som(std::vector<std::int64_t> const& getallen) { return std::accumulate(getallen.begin(), getallen.end(), std::int64_t{0}); }

// Bernheze, Boekel, Land van Cuijk, Maashorst, Oss on 1-1-2022.
constexpr std::array<std::int64_t, 5> brabant{31'715, 11'030, 90'707, 58'362, 91'915};
constexpr Verdeelwijze per_cel_exact{Verdeelwijze::Aandeel::exact, Verdeelwijze::Afronding::euro};

/// One year of Brabant Noordoost-oost: the three pots, and each printed column per gemeente.
struct Jaar {
    std::int64_t inkoop, toezicht, beleid;
    std::array<std::vector<std::int64_t>, 6> kolommen; ///< inkoop, toezicht, beleid, excl., BTW, incl.
    std::array<std::int64_t, 6> totalen;
};

void klopt(Jaar const& jaar) {
    auto const excl = jaar.inkoop + jaar.toezicht + jaar.beleid;
    struct Kolom {
        std::int64_t pot, teller, noemer;
    };
    std::array<Kolom, 6> const kolommen{
        {{jaar.inkoop, 1, 1}, {jaar.toezicht, 1, 1}, {jaar.beleid, 1, 1}, {excl, 1, 1}, {excl, 21, 100}, {excl, 121, 100}}};
    for (std::size_t k = 0; k < kolommen.size(); ++k) {
        auto const uit = verdeel(euro(kolommen[k].pot), brabant, per_cel_exact, kolommen[k].teller, kolommen[k].noemer);
        CHECK(in_euros(uit.delen) == jaar.kolommen[k]);
        CHECK(uit.totaal == euro(jaar.totalen[k]));
        CHECK(uit.verschil == euro(som(jaar.kolommen[k]) - jaar.totalen[k]));
    }
}

// Beesel, Bergen, Gennep, Horst aan de Maas, Peel en Maas, Venray, Venlo on 1-1-2020.
constexpr std::array<std::int64_t, 7> limburg{13'483, 13'085, 16'935, 42'407, 43'430, 43'596, 101'797};

} // namespace

TEST_CASE("E01 Brabant Noordoost-oost 2022 and 2023: every printed cell") {
    klopt({753'477,
           195'963,
           105'000,
           {{{84'223, 29'292, 240'884, 154'987, 244'092},
             {21'905, 7'618, 62'649, 40'309, 63'483},
             {11'737, 4'082, 33'568, 21'598, 34'015},
             {117'864, 40'991, 337'100, 216'894, 341'590},
             {24'752, 8'608, 70'791, 45'548, 71'734},
             {142'616, 49'600, 407'891, 262'442, 413'323}}},
           {753'477, 195'963, 105'000, 1'054'440, 221'432, 1'275'872}});
}

TEST_CASE("E02 Brabant Noordoost-oost 2024: every printed cell") {
    klopt({797'000,
           348'100,
           126'000,
           {{{89'088, 30'983, 254'798, 163'940, 258'191},
             {38'910, 13'532, 111'286, 71'603, 112'768},
             {14'084, 4'898, 40'282, 25'918, 40'818},
             {142'083, 49'414, 406'365, 261'461, 411'777},
             {29'837, 10'377, 85'337, 54'907, 86'473},
             {171'920, 59'791, 491'702, 316'367, 498'251}}},
           {797'000, 348'100, 126'000, 1'271'100, 266'931, 1'538'031}});
}

TEST_CASE("E03 Brabant Noordoost-oost 2025: every printed cell") {
    klopt({797'000,
           348'100,
           106'000,
           {{{89'088, 30'983, 254'798, 163'940, 258'191},
             {38'910, 13'532, 111'286, 71'603, 112'768},
             {11'849, 4'121, 33'888, 21'804, 34'339},
             {139'847, 48'637, 399'972, 257'347, 405'298},
             {29'368, 10'214, 83'994, 54'043, 85'113},
             {169'215, 58'850, 483'966, 311'389, 490'411}}},
           {797'000, 348'100, 106'000, 1'251'100, 262'731, 1'513'831}});
}

TEST_CASE("E04 the traps: no sum of rounded parts, no BTW on a rounded amount, no rounded share") {
    auto const inkoop = verdeel(euro(753'477), brabant, per_cel_exact);
    CHECK(som(in_euros(inkoop.delen)) == 753'478);
    CHECK(inkoop.verschil == euro(1));
    CHECK(som(in_euros(verdeel(euro(195'963), brabant, per_cel_exact).delen)) == 195'964);
    auto const excl = verdeel(euro(1'054'440), brabant, per_cel_exact);
    CHECK(som(in_euros(excl.delen)) == 1'054'439);
    CHECK(som(in_euros(verdeel(euro(1'054'440), brabant, per_cel_exact, 21, 100).delen)) == 221'433);
    CHECK(84'223 + 21'905 + 11'737 == excl.delen[0].cents / 100 + 1);
    CHECK(hele_euros(deel(excl.delen[0], 2100)) == euro(24'751)); // printed, and computed from the exact amount: 24,752
    // A share in whole percents, or rounded to two decimals, does not give the printed 30,983 of Boekel.
    CHECK(hele_euros(deel(euro(797'000), 400)) == euro(31'880));
    CHECK(hele_euros(deel(euro(797'000), basispunten(11'030, 283'729))) == euro(31'003));
}

TEST_CASE("E05 largest remainder: Brabant Noordoost-oost 2024 to the cent") {
    auto const uit = verdeel(euro(1'271'100), brabant, {}, 121, 100);
    CHECK(uit.delen == std::vector{euro(171'919, 87), euro(59'791, 14), euro(491'702, 22), euro(316'367, 26), euro(498'250, 51)});
    CHECK(uit.totaal == euro(1'538'031));
    CHECK(uit.verschil == Money{});
    auto const per_cel = verdeel(euro(1'271'100), brabant, {Verdeelwijze::Aandeel::exact, Verdeelwijze::Afronding::cent}, 121, 100);
    CHECK(per_cel.delen[1] == euro(59'791, 15));
    CHECK(per_cel.verschil == Money{1});
}

TEST_CASE("E06 Noord-Limburg 2020 and 2021: shares of two decimals; the printed total of 2021 is not the sum of its cells") {
    Verdeelwijze const wijze{Verdeelwijze::Aandeel::basispunten, Verdeelwijze::Afronding::euro};
    auto const twintig = verdeel(euro(220'550), limburg, wijze);
    CHECK(in_euros(twintig.delen) == std::vector<std::int64_t>{10'829, 10'498, 13'586, 34'053, 34'869, 35'001, 81'714});
    CHECK(twintig.verschil == Money{});
    auto const eenentwintig = verdeel(euro(215'000), limburg, wijze);
    CHECK(in_euros(eenentwintig.delen) == std::vector<std::int64_t>{10'557, 10'234, 13'244, 33'196, 33'992, 34'121, 79'658});
    CHECK(eenentwintig.totaal == euro(215'000)); // as printed
    CHECK(eenentwintig.verschil == euro(2));     // the cells sum to 215,002: reported, not forced
}

TEST_CASE("E07 the same key with unrounded shares gives other amounts: the policy is a parameter") {
    CHECK(in_euros(verdeel(euro(220'550), limburg, per_cel_exact).delen) ==
          std::vector<std::int64_t>{10'824, 10'504, 13'595, 34'043, 34'865, 34'998, 81'721});
}

TEST_CASE("E08 cost per client, in euros and in cents") {
    struct Cel {
        std::int64_t euros, aantal, gedrukt, cents;
    };
    for (auto const& cel : std::array<Cel, 10>{{{10'674'408, 448, 23'827, 2'382'680},
                                                {4'920'317, 372, 13'227, 1'322'666},
                                                {5'585'316, 646, 8'646, 864'600},
                                                {32'883'213, 8'251, 3'985, 398'536},
                                                {5'300'000, 629, 8'426, 842'607},
                                                {8'200'000, 2'191, 3'743, 374'258},
                                                {5'400'000, 1'111, 4'860, 486'049},
                                                {5'300'000, 1'035, 5'121, 512'077},
                                                {17'500'000, 7'341, 2'384, 238'387},
                                                {100'000, 45, 2'222, 222'222}}}) {
        CHECK(per_stuk(euro(cel.euros), cel.aantal).cents == cel.cents);
        CHECK(per_stuk_euros(euro(cel.euros), cel.aantal) == euro(cel.gedrukt));
    }
}

TEST_CASE("E11 benutting Gooi en Vechtstreek 2018, every row of the table") {
    struct Rij {
        std::int64_t toewijzing, declaratie, verschil, benutting;
    };
    std::vector<Rij> const jeugd{{7'855'342, 4'889'679, 2'965'663, 6225},
                                 {4'445'811, 2'555'978, 1'889'833, 5749},
                                 {1'408'674, 805'369, 603'305, 5717},
                                 {1'082'422, 760'996, 321'426, 7030},
                                 {698'966, 698'966, 0, 10000},
                                 {191'793, 176'120, 15'673, 9183},
                                 {414'852, 360'460, 54'392, 8689},
                                 {2'552'710, 2'475'109, 77'601, 9696},
                                 {34'086'750, 17'136'380, 16'950'370, 5027},
                                 {2'877'787, 1'861'314, 1'016'473, 6468},
                                 {1'485'436, 1'356'533, 128'903, 9132},
                                 {3'079'635, 2'077'291, 1'002'344, 6745},
                                 {5'303'852, 5'160'179, 143'673, 9729},
                                 {234'086, 234'086, 0, 10000},
                                 {749'572, 749'572, 0, 10000}};
    std::vector<Rij> const wmo{
        {13'723'400, 9'704'429, 4'018'971, 7071}, {6'134'024, 3'541'347, 2'592'677, 5773},   {75'808, 52'707, 23'101, 6953},
        {301'938, 219'752, 82'186, 7278},         {14'895'907, 12'732'073, 2'163'834, 8547}, {474'368, 347'331, 127'037, 7322},
        {13'560'956, 13'304'366, 256'590, 9811}};
    auto const totaal = [](std::vector<Rij> const& rijen) {
        Rij uit{};
        for (auto const& rij : rijen) {
            CHECK(rij.toewijzing - rij.declaratie == rij.verschil);
            CHECK(basispunten(rij.declaratie, rij.toewijzing) == rij.benutting);
            uit.toewijzing += rij.toewijzing;
            uit.declaratie += rij.declaratie;
        }
        return uit;
    };
    auto const j = totaal(jeugd);
    auto const w = totaal(wmo);
    CHECK(j.toewijzing == 66'467'688);
    CHECK(j.declaratie == 41'298'032);
    CHECK(basispunten(j.declaratie, j.toewijzing) == 6213);
    CHECK(w.toewijzing == 49'166'401);
    CHECK(w.declaratie == 39'902'005);
    CHECK(basispunten(w.declaratie, w.toewijzing) == 8116);
    CHECK(basispunten(j.declaratie + w.declaratie, j.toewijzing + w.toewijzing) == 7022);
}

TEST_CASE("E12 cost per client, Gooi en Vechtstreek") {
    CHECK(per_stuk(euro(12'732'073), 5'165) == euro(2'465, 7));
    CHECK(per_stuk(euro(3'580'182), 10'618) == euro(337, 18));
    CHECK(per_stuk(euro(2'720'502), 746) == euro(3'646, 79));
    CHECK(per_stuk(euro(13'304'366), 314) == euro(42'370, 59));
}

TEST_CASE("E13 trends, and the yearly growth behind one") {
    CHECK(groei(4'900, 4'650) == -510);
    CHECK(groei(92, 85) == -761);
    CHECK(groei(434, 447) == 300);
    CHECK(groei(5'164, 6'308) == 2215);
    CHECK(groei(5'243, 5'164) == -151);
    CHECK(groei(76'070'000, 121'943'000) == 6030);
    CHECK(jaarlijkse_groei(76'070'000, 121'943'000, 7) == 697);
    CHECK(jaarlijkse_groei(100, 100, 3) == 0);
    CHECK(jaarlijkse_groei(100, 50, 1) == -5000);
    CHECK(jaarlijkse_groei(1, 1000, 1) == 9'990'000);
}

TEST_CASE("E14 complaints: the rate per 1,000 clients") {
    CHECK(per_duizend(284, 10'618) == 2675);
    CHECK(per_duizend(249, 746) == 33378);
    CHECK(per_duizend(28, 5'165) == 542);
    CHECK(per_duizend(40, 4'503) == 888);
    CHECK(per_duizend(2, 272) == 735);
}

TEST_CASE("E16 plekken: the budget stays whatever the turnover, under trajecten it moves") {
    auto const veel = plekgebruik(3, euro(24'000), 350);
    CHECK(veel.budget == euro(72'000));
    CHECK(veel.per_client == euro(20'571, 43));
    CHECK(veel.maanden_tienduizendsten == 102'857);
    auto const weinig = plekgebruik(3, euro(24'000), 250);
    CHECK(weinig.budget == euro(72'000));
    CHECK(weinig.per_client == euro(28'800));
    CHECK(weinig.maanden_tienduizendsten == 144'000);
    auto const verwacht = plekgebruik(3, euro(24'000), 300);
    CHECK(verwacht.per_client == euro(24'000));
    CHECK(verwacht.maanden_tienduizendsten == 120'000);
    CHECK(model::multiply(euro(24'000), 350, 100) == euro(84'000));
    CHECK(model::multiply(euro(24'000), 250, 100) == euro(60'000));
}

TEST_CASE("E17 an empty plek is paid back, by months or by days") {
    model::Period const leeg{date(2023, 11, 1), date(2023, 12, 31)};
    CHECK(leegstand(euro(24'000), leeg, Leegstandsmaat::maanden) == euro(4'000));
    CHECK(leegstand(euro(24'000), leeg, Leegstandsmaat::dagen) == euro(4'010, 96));
}

TEST_CASE("E18 from plek to traject and back") {
    struct Rij {
        std::int64_t maanden, clienten;
        Money traject;
    };
    for (auto const& rij : std::array<Rij, 5>{{{6, 20'000, euro(12'000)},
                                               {8, 15'000, euro(16'000)},
                                               {9, 13'333, euro(18'000)},
                                               {12, 10'000, euro(24'000)},
                                               {14, 8'571, euro(28'000)}}}) {
        CHECK(traject_uit_plek(euro(24'000), rij.maanden) == rij.traject);
        CHECK(clienten_per_plek(rij.maanden) == rij.clienten);
        CHECK(plek_uit_traject(rij.traject, rij.maanden) == euro(24'000));
    }
}

TEST_CASE("E19 afrekening without a band") {
    Money const voorschot{12 * euro(50'000).cents};
    CHECK(afrekening(voorschot, euro(570'000), voorschot, {}) == euro(30'000));
    CHECK(afrekening(voorschot, euro(615'000), voorschot, {}) == -euro(15'000));
    CHECK(afrekening(voorschot, euro(600'000), voorschot, {}) == Money{});
}

TEST_CASE("E20 afrekening with a band of 5 %, its edge included, both ways outside it") {
    auto const agreed = euro(600'000);
    Bandbreedte const vol{500, BuitenBand::volledig};
    Bandbreedte const meer{500, BuitenBand::meerdere};
    for (auto const& band : {vol, meer}) {
        CHECK(afrekening(agreed, euro(570'000), agreed, band) == Money{});
        CHECK(afrekening(agreed, euro(630'000), agreed, band) == Money{});
        CHECK(afrekening(agreed, euro(615'000), agreed, band) == Money{});
    }
    CHECK(afrekening(agreed, euro(569'999, 99), agreed, vol) == euro(30'000, 1));
    CHECK(afrekening(agreed, euro(569'999, 99), agreed, meer) == Money{1});
    CHECK(afrekening(agreed, euro(640'000), agreed, vol) == -euro(40'000));
    CHECK(afrekening(agreed, euro(640'000), agreed, meer) == -euro(10'000));
}

TEST_CASE("E21 gemeenten settle among each other what the aanbieder settles with all") {
    std::vector const voorschot{euro(300'000), euro(200'000), euro(100'000)};
    std::vector const realisatie{euro(250'000), euro(210'000), euro(110'000)};
    auto const uit = onderling(voorschot, realisatie);
    CHECK(uit == std::vector{euro(50'000), -euro(10'000), -euro(10'000)});
    CHECK(std::accumulate(uit.begin(), uit.end(), Money{}) == afrekening(euro(600'000), euro(570'000), euro(600'000), {}));
}

TEST_CASE("E22 populatie: 400 clients, a band of 10 %") {
    auto const budget = euro(952'000);
    Bandbreedte const vol{1000, BuitenBand::volledig};
    Bandbreedte const meer{1000, BuitenBand::meerdere};
    for (auto const& band : {vol, meer})
        for (auto const aantal : {360, 400, 435, 440}) CHECK(populatie_voorstel(budget, 400, aantal, band) == budget);
    CHECK(populatie_voorstel(budget, 400, 441, vol) == euro(1'049'580));
    CHECK(populatie_voorstel(budget, 400, 441, meer) == euro(954'380));
    CHECK(populatie_voorstel(budget, 400, 359, vol) == euro(854'420));
    CHECK(populatie_voorstel(budget, 400, 359, meer) == euro(949'620));
}

TEST_CASE("E25 index 90/10 and three ways to settle a higher definitive figure") {
    std::array const delen{Indexdeel{9000, 450}, Indexdeel{1000, 300}};
    CHECK(samengesteld(delen) == 435);
    CHECK(geindexeerd(euro(60), 400) == euro(62, 40));
    CHECK(verreken(euro(60), 400, 610, 300, Verrekening::procentpunten).tarief == euro(65, 58));
    CHECK(verreken(euro(60), 400, 610, 300, Verrekening::herrekend).tarief == euro(65, 57));
    auto const contant = verreken(euro(60), 400, 610, 300, Verrekening::contant);
    CHECK(contant.tarief == euro(65, 57));
    CHECK(contant.per_eenheid == euro(1, 26));
    CHECK(contant.per_eenheid.cents * 1000 == euro(1'260).cents);
}

TEST_CASE("E26 the same with a lower definitive figure") {
    CHECK(verreken(euro(60), 400, 190, 300, Verrekening::procentpunten).tarief == euro(62, 96));
    CHECK(verreken(euro(60), 400, 190, 300, Verrekening::herrekend).tarief == euro(62, 97));
    CHECK(verreken(euro(60), 400, 190, 300, Verrekening::contant).per_eenheid == -euro(1, 26));
}

TEST_CASE("E30 transformatie: 2 % of the turnover, nothing for a small aanbieder") {
    CHECK(transformatie(euro(1'234'567, 89), true) == euro(24'691, 36));
    CHECK(transformatie(euro(1'234'567, 89), false) == Money{});
}

TEST_CASE("E37 the cost per client against its ceiling") {
    auto const grens = per_stuk(euro(10'674'408), 448);
    CHECK(grens == euro(23'826, 80));
    CHECK(per_stuk(euro(11'000'000), 470) == euro(23'404, 26));
    CHECK(per_stuk(euro(11'000'000), 470) <= grens);
    auto const hoger = per_stuk(euro(10'800'000), 450);
    CHECK(hoger - grens == euro(173, 20));
    CHECK(groei(grens.cents, hoger.cents) == 73);
}

TEST_CASE("E38 ABC: part of the spending beside part of the clients") {
    constexpr std::int64_t jeugd = 54'063'254;
    constexpr std::int64_t jeugd_clienten = 448 + 372 + 646 + 8'251;
    CHECK(basispunten(32'883'213, jeugd) == 6082);
    CHECK(basispunten(8'251, jeugd_clienten) == 8491);
    CHECK(basispunten(10'674'408, jeugd) == 1974);
    CHECK(basispunten(448, jeugd_clienten) == 461);
    constexpr std::int64_t wmo_clienten = 629 + 2'191 + 1'111 + 1'035 + 7'341 + 45;
    CHECK(basispunten(17'500'000, 41'800'000) == 4187);
    CHECK(basispunten(7'341, wmo_clienten) == 5943);
    CHECK(basispunten(5'300'000, 41'800'000) == 1268);
    CHECK(basispunten(629, wmo_clienten) == 509);
}

TEST_CASE("E39 growth scenarios on the table; the printed 140 and 134 million have a larger base and cannot be reproduced") {
    std::array<std::int64_t, 6> const wmo_zonder{300, 300, 300, 300, 300, 300};
    std::array<std::int64_t, 6> const jeugd_zonder{500, 500, 500, 500, 500, 500};
    std::array<std::int64_t, 6> const wmo_met{300, 300, 300, 100, 100, 100};
    std::array<std::int64_t, 6> const jeugd_met{500, 500, 500, 350, 350, 350};
    auto const samen = [](auto const& wmo, auto const& jeugd) {
        return prognose(euro(41'800'000), wmo).back() + prognose(euro(54'063'253), jeugd).back();
    };
    auto const zonder = samen(wmo_zonder, jeugd_zonder);
    auto const met = samen(wmo_met, jeugd_met);
    CHECK(zonder == euro(122'361'315, 66));
    CHECK(met == euro(116'449'095, 28));
    CHECK(zonder - met == euro(5'912'220, 38));
}

TEST_CASE("E40 a saving is shared, a loss is not") {
    CHECK(gedeelde_besparing(euro(500'000), euro(460'000), 5000) == euro(20'000));
    CHECK(gedeelde_besparing(euro(500'000), euro(500'001), 5000) == Money{});
}

TEST_CASE("E41 six months later, held inside the month") {
    CHECK(maanden_later(date(2024, 8, 31), 6) == date(2025, 2, 28));
    CHECK(maanden_later(date(2024, 1, 1), 6) == date(2024, 7, 1));
    CHECK(maanden_later(date(2024, 3, 31), -1) == date(2024, 2, 29));
    CHECK(maanden_later(date(2024, 12, 15), 1) == date(2025, 1, 15));
}

TEST_CASE("E42 Brabant Noordoost-oost: agreements per aanbieder, growth of toezicht, a once-only amount") {
    CHECK(afgerond(200 * 100, 140) == 143);
    CHECK(groei(195'963, 348'100) == 7764);
}

TEST_CASE("E43 the goal register: one circle, one dangling number") {
    std::vector<Doel> const doelen{{"5.1", "outcome", date(2024, 7, 1), {"6.1"}}, {"6.1", "output", date(2024, 7, 1), {"6.1"}},
                                   {"6.2", "output", date(2023, 7, 1), {"6.3"}},  {"6.3", "output", std::nullopt, {}},
                                   {"7.1", "output", date(2024, 1, 1), {}},       {"7.2", "output", date(2023, 7, 1), {"7.4"}},
                                   {"7.3", "output", std::nullopt, {}},           {"13.5", "throughput", std::nullopt, {"13.6"}},
                                   {"13.6", "output", std::nullopt, {}}};
    auto const fouten = controleer(doelen, {}, date(2023, 12, 31));
    CHECK(fouten.kringen == std::vector<std::vector<std::string>>{{"6.1"}});
    CHECK(fouten.zonder_doel == std::vector<std::pair<std::string, std::string>>{{"7.2", "7.4"}});
    CHECK(fouten.te_laat == std::vector<std::string>{"6.2", "7.2"});
}

TEST_CASE("a circle of several goals is told once, from its first number on") {
    std::vector<Doel> const doelen{{"c", "", {}, {"a"}}, {"b", "", {}, {"c"}}, {"a", "", {}, {"b", "d"}}, {"d", "", {}, {}}};
    CHECK(controleer(doelen, {}, date(2024, 1, 1)).kringen == std::vector<std::vector<std::string>>{{"a", "b", "c"}});
}

TEST_CASE("rounding is half away from zero, on both sides, for odd and even divisors") {
    CHECK(afgerond(5, 2) == 3);
    CHECK(afgerond(-5, 2) == -3);
    CHECK(afgerond(4, 3) == 1);
    CHECK(afgerond(5, 3) == 2);
    CHECK(afgerond(-4, 3) == -1);
    CHECK(afgerond(-5, 3) == -2);
    CHECK(afgerond(0, 7) == 0);
}

TEST_CASE("largest remainder gives back exactly the whole, whatever the weights, also when the whole is negative") {
    std::uint64_t seed = 20'260'101;
    auto const next = [&seed] { return seed = seed * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL, seed >> 33; };
    for (int ronde = 0; ronde < 5000; ++ronde) {
        std::vector<std::int64_t> gewichten(1 + next() % 12);
        for (auto& gewicht : gewichten) gewicht = static_cast<std::int64_t>(next() % 100'000);
        gewichten[0] += 1;
        Money const bedrag{static_cast<std::int64_t>(next() % 2'000'000'000) - 1'000'000'000};
        auto const uit = verdeel(bedrag, gewichten, {});
        REQUIRE(uit.verschil == Money{});
        REQUIRE(std::accumulate(uit.delen.begin(), uit.delen.end(), Money{}) == bedrag);
        for (std::size_t i = 0; i < gewichten.size(); ++i) {
            // Less than a cent from the exact share.
            auto const verschil = static_cast<Breed>(uit.delen[i].cents) * som(gewichten) - static_cast<Breed>(bedrag.cents) * gewichten[i];
            REQUIRE(verschil < som(gewichten));
            REQUIRE(-verschil < som(gewichten));
        }
    }
}

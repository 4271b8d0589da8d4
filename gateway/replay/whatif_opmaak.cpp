#include "gateway/rapport/opmaak.hpp"
#include "gateway/replay/whatif.hpp"
#include "xsd/model/money.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace gateway::replay {

namespace json = boost::json;

namespace {

using rules::rapport::Eenheid;
using rules::rapport::Rapport;
using rules::rapport::Waarde;

constexpr std::size_t gevallen_op_een_blad = 500;
constexpr std::size_t redenen_op_een_blad = 25;

struct Groep {
    std::vector<std::string> sleutel;
    Telling telling;
};

/// The counts by a part of what they are kept by; what moves most comes first.
std::vector<Groep> groepen(WatAls const& w, std::function<std::vector<std::string>(Product const&)> const& sleutel) {
    std::map<std::vector<std::string>, Telling> som;
    for (auto const& [product, telling] : w.producten) som[sleutel(product)] += telling;
    std::vector<Groep> uit;
    for (auto& [k, t] : som) uit.push_back({k, t});
    std::ranges::stable_sort(uit, [](Groep const& a, Groep const& b) {
        return std::pair(-std::abs(a.telling.verschil()), -a.telling.omgeslagen()) <
               std::pair(-std::abs(b.telling.verschil()), -b.telling.omgeslagen());
    });
    return uit;
}

std::vector<std::pair<std::pair<bool, Reden>, Redentelling>> redenen(WatAls const& w) {
    std::vector<std::pair<std::pair<bool, Reden>, Redentelling>> uit(w.redenen.begin(), w.redenen.end());
    std::ranges::stable_sort(uit, [](auto const& a, auto const& b) { return a.second.regels > b.second.regels; });
    return uit;
}

std::vector<Waarde> cijfers(Telling const& t) {
    return {t.regels, t.goed_fout, t.fout_goed, t.goed_wacht, t.anders, t.centen_toen, t.centen_nu, t.verschil()};
}

void kolommen_van_telling(Rapport& rapport) {
    for (auto const& [naam, titel, eenheid] :
         std::initializer_list<std::tuple<char const*, char const*, Eenheid>>{{"regels", "Regels", Eenheid::aantal},
                                                                              {"goed_fout", "Goed wordt fout", Eenheid::aantal},
                                                                              {"fout_goed", "Fout wordt goed", Eenheid::aantal},
                                                                              {"goed_wacht", "Goed gaat wachten", Eenheid::aantal},
                                                                              {"anders", "Anders", Eenheid::aantal},
                                                                              {"toen", "Toegekend toen", Eenheid::centen},
                                                                              {"nu", "Toegekend dan", Eenheid::centen},
                                                                              {"verschil", "Verschil", Eenheid::centen}})
        rapport.kolommen.push_back({naam, titel, eenheid});
}

Rapport tabel(WatAls const& w, std::string titel, std::vector<rules::rapport::Kolom> sleutels,
              std::function<std::vector<std::string>(Product const&)> const& sleutel) {
    Rapport uit;
    uit.titel = std::move(titel);
    uit.kolommen = std::move(sleutels);
    auto const n = uit.kolommen.size();
    kolommen_van_telling(uit);
    for (auto const& groep : groepen(w, sleutel)) {
        auto& rij = uit.rijen.emplace_back();
        for (auto const& k : groep.sleutel) rij.cellen.emplace_back(k);
        std::ranges::move(cijfers(groep.telling), std::back_inserter(rij.cellen));
        rij.let_op = groep.telling.omgeslagen() > 0;
    }
    uit.totaal.emplace_back(std::string("Totaal"));
    for (std::size_t i = 1; i < n; ++i) uit.totaal.emplace_back();
    std::ranges::move(cijfers(w.totaal), std::back_inserter(uit.totaal));
    if (w.totaal.omgeslagen() > 0)
        uit.grafieken.push_back(
            {rules::rapport::Grafiek::Soort::staaf, uit.titel + ": toegekend toen en dan", uit.kolommen.front().naam, {"toen", "nu"}});
    return uit;
}

std::vector<Rapport> tabellen(WatAls const& w) {
    return {
        tabel(w, "Per aanbieder", {{"aanbieder", "Aanbieder", Eenheid::aanbieder}},
              [](Product const& p) { return std::vector{p.aanbieder}; }),
        tabel(w, "Per gemeente", {{"gemeente", "Gemeente", Eenheid::gemeente}}, [](Product const& p) { return std::vector{p.gemeente}; }),
        tabel(w, "Per product", {{"code", "Product", Eenheid::product}, {"categorie", "Categorie", Eenheid::tekst}}, [](Product const& p) {
            return std::vector{p.code.empty() ? p.categorie : p.code, p.categorie};
        })};
}

Rapport redentabel(WatAls const& w) {
    Rapport uit;
    uit.titel = "Waardoor";
    uit.kolommen = {{"wanneer", "Wanneer", Eenheid::tekst},
                    {"regel", "Regel", Eenheid::tekst},
                    {"clausule", "Clausule", Eenheid::tekst},
                    {"regels", "Regels", Eenheid::aantal},
                    {"verschil", "Verschil", Eenheid::centen}};
    for (auto const& [sleutel, telling] : redenen(w)) {
        if (uit.rijen.size() == redenen_op_een_blad) break;
        uit.rijen.push_back({{std::string(sleutel.first ? "houdt nu tegen" : "hield toen tegen"), sleutel.second.regel,
                              sleutel.second.clausule, telling.regels, telling.centen}});
    }
    return uit;
}

Rapport regeltabel(WatAls const& w, std::size_t meeste) {
    Rapport uit;
    uit.titel = "Regels die omslaan";
    uit.kolommen = {{"bericht", "Bericht", Eenheid::bericht},
                    {"berichtsoort", "Soort", Eenheid::tekst},
                    {"identificatie", "Identificatie", Eenheid::tekst},
                    {"gemeente", "Gemeente", Eenheid::gemeente},
                    {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                    {"referentie", "Referentienummer", Eenheid::tekst},
                    {"toewijzing", "Toewijzing", Eenheid::bericht},
                    {"categorie", "Categorie", Eenheid::tekst},
                    {"product", "Product", Eenheid::product},
                    {"toen", "Toen", Eenheid::tekst},
                    {"nu", "Dan", Eenheid::tekst},
                    {"ingediend", "Ingediend", Eenheid::centen},
                    {"toegekend_toen", "Toegekend toen", Eenheid::centen},
                    {"toegekend_nu", "Toegekend dan", Eenheid::centen},
                    {"regel", "Regel", Eenheid::tekst},
                    {"clausule", "Clausule", Eenheid::tekst}};
    for (auto const& g : w.regelgevallen) {
        if (uit.rijen.size() == meeste) break;
        auto const toegekend = [&](Regelstand stand) { return stand == Regelstand::goed ? g.bedrag.cents : 0; };
        uit.rijen.push_back({{g.bericht, g.soort, g.identificatie, g.gemeente, g.aanbieder, g.referentie, g.toewijzing, g.categorie, g.code,
                              std::string(name(g.toen)), std::string(name(g.nu)), g.bedrag.cents, toegekend(g.toen), toegekend(g.nu),
                              g.reden.regel, g.reden.clausule}});
    }
    return uit;
}

std::string samen(std::vector<std::string> const& delen) { return fmt::format("{}", fmt::join(delen, " | ")); }

Rapport berichttabel(WatAls const& w, std::size_t meeste) {
    Rapport uit;
    uit.titel = "Berichten met een andere uitkomst of andere bevindingen";
    uit.kolommen = {{"bericht", "Bericht", Eenheid::bericht},
                    {"berichtsoort", "Soort", Eenheid::tekst},
                    {"identificatie", "Identificatie", Eenheid::tekst},
                    {"gemeente", "Gemeente", Eenheid::gemeente},
                    {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                    {"toen", "Toen", Eenheid::tekst},
                    {"nu", "Dan", Eenheid::tekst},
                    {"erbij", "Komt erbij", Eenheid::tekst},
                    {"weg", "Valt weg", Eenheid::tekst}};
    for (auto const& g : w.berichtgevallen) {
        if (uit.rijen.size() == meeste) break;
        uit.rijen.push_back({{g.bericht, g.soort, g.identificatie, g.gemeente, g.aanbieder, g.toen, g.nu, samen(g.erbij), samen(g.weg)}});
    }
    return uit;
}

Rapport menstabel(WatAls const& w, std::size_t meeste) {
    Rapport uit;
    uit.titel = "Besluiten van mensen die niet meer passen";
    uit.kolommen = {{"bericht", "Bericht", Eenheid::bericht},
                    {"besluit", "Besluit", Eenheid::tekst},
                    {"dag", "Dag", Eenheid::datum},
                    {"waarom", "Waarom", Eenheid::tekst}};
    for (auto const& g : w.mensgevallen) {
        if (uit.rijen.size() == meeste) break;
        uit.rijen.push_back({{g.bericht, g.besluit, std::int64_t{g.dag.days}, g.waarom}});
    }
    return uit;
}

std::string kop(WatAls const& w) {
    return fmt::format("Wat als {} gold van {} tot en met {}?", w.bundel, model::to_dutch(w.periode.begin),
                       model::to_dutch(w.periode.einde));
}

std::string samenvatting(WatAls const& w) {
    auto const euro = [](std::int64_t cents) { return model::to_dutch(model::Money{cents}); };
    auto const& t = w.totaal;
    return fmt::format(
        "{} berichten, {} gedeclareerde regels. {} slaan om: {} van goed naar fout, {} van fout naar goed, {} gaan wachten, {} "
        "anders. Toegekend: {} euro toen, {} euro dan, verschil {} euro.",
        w.berichten, t.regels, t.omgeslagen(), t.goed_fout, t.fout_goed, t.goed_wacht, t.anders, euro(t.centen_toen), euro(t.centen_nu),
        euro(t.verschil()));
}

std::vector<std::string> let_op(WatAls const& w) {
    auto uit = w.verloop.opmerkingen;
    auto const meer = [&](std::int64_t aantal, std::size_t bewaard, std::string_view wat) {
        if (std::cmp_greater(aantal, bewaard)) uit.push_back(fmt::format("Van {} {} staan hier de eerste {}.", aantal, wat, bewaard));
    };
    meer(w.aantal_regelgevallen, w.regelgevallen.size(), "regels die omslaan");
    meer(w.aantal_berichtgevallen, w.berichtgevallen.size(), "berichten");
    meer(w.aantal_mensgevallen, w.mensgevallen.size(), "besluiten van mensen");
    return uit;
}

json::object telling_json(Telling const& t) {
    return {{"regels", t.regels}, {"goed_fout", t.goed_fout},        {"fout_goed", t.fout_goed},    {"goed_wacht", t.goed_wacht},
            {"anders", t.anders}, {"toegekend_toen", t.centen_toen}, {"toegekend_nu", t.centen_nu}, {"verschil", t.verschil()}};
}

json::value waarde_json(Waarde const& waarde) {
    if (auto const* tekst = std::get_if<std::string>(&waarde)) return json::value(*tekst);
    if (auto const* getal = std::get_if<std::int64_t>(&waarde)) return json::value(*getal);
    return nullptr;
}

/// Rows as objects, named by column; a day as a date.
json::array rijen_json(Rapport const& rapport) {
    json::array uit;
    for (auto const& rij : rapport.rijen) {
        json::object o;
        for (std::size_t k = 0; k < rij.cellen.size(); ++k) {
            auto const* getal = std::get_if<std::int64_t>(&rij.cellen[k]);
            o[rapport.kolommen[k].naam] = rapport.kolommen[k].eenheid == Eenheid::datum && getal != nullptr
                                              ? json::value(model::to_string(model::Date{static_cast<std::int32_t>(*getal)}))
                                              : waarde_json(rij.cellen[k]);
        }
        uit.push_back(std::move(o));
    }
    return uit;
}

} // namespace

json::object als_json(WatAls const& w) {
    auto const delen = tabellen(w);
    return {{"bundel", w.bundel},
            {"hash", w.hash},
            {"van", model::to_string(w.periode.begin)},
            {"tot", model::to_string(w.periode.einde)},
            {"berichten", w.berichten},
            {"totaal", telling_json(w.totaal)},
            {"aanbieders", rijen_json(delen[0])},
            {"gemeenten", rijen_json(delen[1])},
            {"producten", rijen_json(delen[2])},
            {"redenen", rijen_json(redentabel(w))},
            {"aantal_regels", w.aantal_regelgevallen},
            {"regels", rijen_json(regeltabel(w, WatAls::meeste_gevallen))},
            {"aantal_berichten", w.aantal_berichtgevallen},
            {"andere_berichten", rijen_json(berichttabel(w, WatAls::meeste_gevallen))},
            {"aantal_besluiten_van_mensen", w.aantal_mensgevallen},
            {"besluiten_van_mensen", rijen_json(menstabel(w, WatAls::meeste_gevallen))},
            {"opmerkingen", json::value_from(let_op(w))}};
}

std::string als_csv(WatAls const& w) {
    auto rapport = regeltabel(w, WatAls::meeste_gevallen);
    rapport.titel = kop(w);
    rapport.rekenregel = "what-if";
    rapport.periode = w.periode;
    rapport.op = w.periode.einde;
    rapport.waarschuwingen = let_op(w);
    rapport.bundels = {{w.bundel, w.hash}};
    return gateway::rapport::als_csv(rapport);
}

std::string als_tekst(WatAls const& w) {
    auto uit = fmt::format("{}\n{}\n", kop(w), samenvatting(w));
    for (auto const& o : let_op(w)) uit += fmt::format("! {}\n", o);
    auto const regel = [&](std::string const& naam, Telling const& t) {
        uit += fmt::format("  {:<24} {:>7} regels omgeslagen, {:>14} euro verschil\n", naam, t.omgeslagen(),
                           model::to_dutch(model::Money{t.verschil()}));
    };
    auto const deel = [&](std::string_view titel, auto const& sleutel) {
        uit += fmt::format("\n{}\n", titel);
        for (auto const& groep : groepen(w, sleutel))
            if (groep.telling.omgeslagen() > 0) regel(samen(groep.sleutel), groep.telling);
    };
    if (w.totaal.omgeslagen() > 0) {
        deel("Per aanbieder", [](Product const& p) { return std::vector{p.aanbieder}; });
        deel("Per gemeente", [](Product const& p) { return std::vector{p.gemeente}; });
        deel("Per product", [](Product const& p) { return std::vector{p.code.empty() ? p.categorie : p.code}; });
        uit += "\nWaardoor\n";
        auto const alle = redenen(w);
        for (std::size_t i = 0; i < alle.size() && i < redenen_op_een_blad; ++i)
            uit += fmt::format("  {:>7} regels  {} {} ({})\n", alle[i].second.regels, alle[i].first.second.regel,
                               alle[i].first.second.clausule, alle[i].first.first ? "houdt nu tegen" : "hield toen tegen");
    }
    if (w.aantal_berichtgevallen > 0)
        uit += fmt::format("\n{} berichten met een andere uitkomst of andere bevindingen.\n", w.aantal_berichtgevallen);
    if (w.aantal_mensgevallen > 0) uit += fmt::format("\n{} besluiten van mensen passen niet meer.\n", w.aantal_mensgevallen);
    uit += "\nElk geval: --csv, --json of --html BESTAND.\n";
    return uit;
}

std::string als_html(WatAls const& w) {
    auto uit = gateway::rapport::html_begin(kop(w), "Welke besluiten worden anders, en om hoeveel geld gaat het?");
    uit += fmt::format("<p class=\"meta\">{}</p>\n", gateway::rapport::veilig(samenvatting(w)));
    auto waarschuwingen = let_op(w);
    if (w.aantal_regelgevallen > static_cast<std::int64_t>(gevallen_op_een_blad))
        waarschuwingen.push_back(fmt::format("Dit blad toont de eerste {} gevallen; alle staan in --csv en --json.", gevallen_op_een_blad));
    uit += gateway::rapport::html_letop(waarschuwingen);
    auto delen = tabellen(w);
    delen.push_back(redentabel(w));
    delen.push_back(regeltabel(w, gevallen_op_een_blad));
    delen.push_back(berichttabel(w, gevallen_op_een_blad));
    delen.push_back(menstabel(w, gevallen_op_een_blad));
    for (auto const& deel : delen)
        uit += fmt::format("<h2>{}</h2>\n{}", gateway::rapport::veilig(deel.titel), gateway::rapport::html_deel(deel, false, ""));
    uit += fmt::format(
        "<p class=\"noot\">Gekleurde rijen slaan om. Bundel {}, <span class=\"hash\">sha256 {}</span>. Wat hier niet in zit: wat "
        "mensen anders hadden gedaan of gestuurd als deze bundel had gegolden.</p>\n",
        gateway::rapport::veilig(w.bundel), w.hash);
    return uit + std::string(gateway::rapport::html_einde);
}

} // namespace gateway::replay

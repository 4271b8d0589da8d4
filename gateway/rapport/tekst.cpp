#include "gateway/rapport/opmaak.hpp"
#include "rules/rapport/invoer.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace gateway::rapport {
namespace {

using rules::rapport::Eenheid;
using rules::rapport::is_tekst;
using rules::rapport::Waarde;

constexpr std::size_t breedste = 44;

std::string kort(std::string tekst) {
    if (model::length(tekst) <= breedste) return tekst;
    std::size_t bytes = 0;
    for (std::size_t tekens = 0; bytes < tekst.size(); ++bytes)
        if ((static_cast<unsigned char>(tekst[bytes]) & 0xC0U) != 0x80U && ++tekens == breedste) break;
    return tekst.substr(0, bytes) + "…";
}

std::string vul(std::string const& tekst, std::size_t breedte, bool rechts) {
    auto const lengte = model::length(tekst);
    std::string const leeg(breedte > lengte ? breedte - lengte : 0, ' ');
    return rechts ? leeg + tekst : tekst + leeg;
}

/// Without blanks at the end.
std::string regel(std::vector<std::string> const& cellen, std::vector<std::size_t> const& breedten, Rapport const& rapport) {
    std::string uit;
    for (std::size_t k = 0; k < cellen.size(); ++k)
        uit += (k == 0 ? "" : "  ") + vul(cellen[k], breedten[k], !is_tekst(rapport.kolommen[k].eenheid));
    while (uit.ends_with(' ')) uit.pop_back();
    return uit;
}

/// Names may be long; what says something is never cut.
std::string cel(Rapport const& rapport, Waarde const& waarde, Eenheid eenheid) {
    auto tekst = toon_met_naam(rapport, waarde, eenheid);
    return eenheid == Eenheid::tekst || !is_tekst(eenheid) ? tekst : kort(std::move(tekst));
}

std::string csv_waarde(Waarde const& waarde, Eenheid eenheid) {
    if (auto const* tekst = std::get_if<std::string>(&waarde)) return csv_cel(*tekst);
    auto const* getal = std::get_if<std::int64_t>(&waarde);
    if (getal == nullptr) return {};
    if (eenheid == Eenheid::datum) return model::to_string(model::Date{static_cast<std::int32_t>(*getal)});
    if (eenheid == Eenheid::centen || eenheid == Eenheid::basispunten || eenheid == Eenheid::honderdsten ||
        eenheid == Eenheid::tienduizendsten) {
        auto tekst = toon(waarde, eenheid == Eenheid::basispunten ? Eenheid::honderdsten : eenheid);
        std::erase(tekst, '.');
        return tekst;
    }
    return fmt::format("{}", *getal);
}

std::string een_regel(std::string tekst) {
    std::ranges::replace(tekst, '\n', ' ');
    return tekst;
}

} // namespace

std::string csv_cel(std::string tekst) {
    // A spreadsheet takes text that begins so for a formula.
    if (!tekst.empty() && std::string_view("=+-@\t\r").find(tekst.front()) != std::string_view::npos) tekst.insert(0, "'");
    if (tekst.find_first_of("\";\r\n") == std::string::npos) return tekst;
    std::string uit = "\"";
    for (char const c : tekst) {
        uit += c;
        if (c == '"') uit += c;
    }
    return uit + "\"";
}

std::string als_tekst(Rapport const& rapport, bool herkomst) {
    std::string uit = fmt::format("{} ({})\n{}\n", rapport.titel, rapport.rekenregel, rapport.vraag);
    uit += fmt::format("Periode {} tot en met {}, zoals bekend op {}", model::to_dutch(rapport.periode.begin),
                       model::to_dutch(rapport.periode.einde), model::to_dutch(rapport.op));
    if (!rapport.gemeente.empty()) uit += fmt::format(", gemeente {}", rapport.gemeente);
    if (!rapport.aanbieder.empty()) uit += fmt::format(", aanbieder {}", rapport.aanbieder);
    uit += "\n";
    for (auto const& waarschuwing : rapport.waarschuwingen) uit += fmt::format("! {}\n", waarschuwing);
    uit += "\n";
    std::vector<std::vector<std::string>> regels;
    auto const& kolommen = rapport.kolommen;
    auto& kop = regels.emplace_back();
    for (auto const& kolom : kolommen) kop.push_back(kolom.titel);
    for (auto const& rij : rapport.rijen) {
        auto& cellen = regels.emplace_back();
        for (std::size_t k = 0; k < kolommen.size(); ++k) cellen.push_back(cel(rapport, rij.cellen[k], kolommen[k].eenheid));
    }
    std::vector<std::string> totaal;
    for (std::size_t k = 0; k < rapport.totaal.size(); ++k) totaal.push_back(toon(rapport.totaal[k], kolommen[k].eenheid));
    std::vector<std::size_t> breedten(kolommen.size());
    for (auto const& cellen : regels)
        for (std::size_t k = 0; k < cellen.size(); ++k) breedten[k] = std::max(breedten[k], model::length(cellen[k]));
    for (std::size_t k = 0; k < totaal.size(); ++k) breedten[k] = std::max(breedten[k], model::length(totaal[k]));
    std::size_t breedte = breedten.empty() ? 0 : 2 * (breedten.size() - 1);
    for (auto const b : breedten) breedte += b;
    std::string const streep(breedte, '-');
    for (std::size_t i = 0; i < regels.size(); ++i) {
        uit += regel(regels[i], breedten, rapport);
        if (i > 0 && rapport.rijen[i - 1].let_op) uit += "  *";
        uit += "\n";
        if (i == 0) {
            uit += streep + "\n";
        } else if (herkomst) {
            auto const& h = rapport.rijen[i - 1].herkomst;
            if (!h.berichten.empty()) uit += fmt::format("    berichten: {}{}\n", fmt::join(h.berichten, " "), h.volledig ? "" : " ...");
            if (!h.verwijzingen.empty()) uit += fmt::format("    bron: {}\n", fmt::join(h.verwijzingen, ", "));
        }
    }
    if (rapport.rijen.empty()) uit += "(geen rijen)\n";
    if (!totaal.empty()) uit += streep + "\n" + regel(totaal, breedten, rapport) + "\n";
    if (std::ranges::any_of(rapport.rijen, &rules::rapport::Rij::let_op)) uit += "* vraagt aandacht\n";
    if (!rapport.afronding.empty()) uit += fmt::format("\nAfronding: {}\n", rapport.afronding);
    for (auto const& g : rapport.gebruikt) uit += fmt::format("Instelling: {} = {} ({})\n", g.naam, g.waarde, g.bron);
    for (auto const& i : rapport.invoer)
        uit += fmt::format("Invoer: {} uit {}, {} regels, sha256 {}\n", i.naam, i.bestand, i.regels, i.sha256);
    for (auto const& [label, hash] : rapport.bundels) uit += fmt::format("Bundel: {}, sha256 {}\n", label, hash);
    return uit;
}

std::string als_csv(Rapport const& rapport) {
    std::string uit =
        fmt::format("# {} ({}), {} tot en met {}, zoals bekend op {}\r\n", rapport.titel, rapport.rekenregel,
                    model::to_string(rapport.periode.begin), model::to_string(rapport.periode.einde), model::to_string(rapport.op));
    for (auto const& waarschuwing : rapport.waarschuwingen) uit += fmt::format("# let op: {}\r\n", een_regel(waarschuwing));
    for (auto const& g : rapport.gebruikt) uit += fmt::format("# instelling: {} = {} ({})\r\n", g.naam, g.waarde, g.bron);
    for (auto const& i : rapport.invoer) uit += fmt::format("# invoer: {} {} sha256 {}\r\n", i.naam, i.bestand, i.sha256);
    for (auto const& [label, hash] : rapport.bundels) uit += fmt::format("# bundel: {} sha256 {}\r\n", label, hash);
    if (!rapport.afronding.empty()) uit += fmt::format("# afronding: {}\r\n", een_regel(rapport.afronding));
    return uit + tabel_csv(rapport);
}

std::string tabel_csv(Rapport const& rapport) {
    std::string uit;
    auto const regel = [&](auto const& cel) {
        for (std::size_t k = 0; k < rapport.kolommen.size(); ++k) uit += (k == 0 ? "" : ";") + cel(k);
        uit += "\r\n";
    };
    regel([&](std::size_t k) { return csv_cel(rapport.kolommen[k].naam); });
    for (auto const& rij : rapport.rijen) regel([&](std::size_t k) { return csv_waarde(rij.cellen[k], rapport.kolommen[k].eenheid); });
    if (!rapport.totaal.empty()) regel([&](std::size_t k) { return csv_waarde(rapport.totaal[k], rapport.kolommen[k].eenheid); });
    return uit;
}

std::string lijst_tekst() {
    std::string uit;
    for (auto const& soort : rules::rapport::soorten()) uit += fmt::format("{:<18} {}  {}\n", soort.naam, soort.rekenregel, soort.vraag);
    return uit + "\nInstellingen en invoer van een rapport: ketenpoort report NAAM --uitleg\n";
}

std::string uitleg_tekst(rules::rapport::Rapportsoort const& soort) {
    std::string uit = fmt::format("{} ({}): {}\nIn de documenten van: {}\n", soort.naam, soort.rekenregel, soort.vraag, soort.regios);
    for (auto const& i : soort.instelbaar)
        uit +=
            fmt::format("  --stel {}={}   {}{}\n", i.naam, i.standaard, i.uitleg, i.keuzes.empty() ? "" : fmt::format(" ({})", i.keuzes));
    for (auto const naam : soort.invoer) {
        auto const& vorm = *rules::rapport::vind_invoer(naam);
        uit += fmt::format("  --invoer {}=BESTAND.csv   {}\n      {}\n", naam, vorm.uitleg, rules::rapport::vorm_tekst(vorm));
    }
    return uit;
}

} // namespace gateway::rapport

#include "gateway/http/budgetten.hpp"

#include "gateway/getal.hpp"
#include "gateway/http/lijst.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>

namespace gateway::http {

namespace {

constexpr std::int64_t hoogste_aantal = 1000;
constexpr std::int64_t gewoon_aantal = 200;

/// A number in [van, tot]; `anders` when the address does not give it.
std::expected<std::int64_t, std::string> number(Doel const& doel, std::string_view naam, std::int64_t van, std::int64_t tot,
                                                std::int64_t anders) {
    auto const* text = doel.waarde(naam);
    if (text == nullptr) return anders;
    if (auto const value = lees_getal(*text, van, tot)) return *value;
    return std::unexpected(fmt::format("De parameter {} is een getal van {} tot en met {}.", naam, van, tot));
}

} // namespace

std::expected<BudgetVerzoek, std::string> budget_verzoek(Doel const& doel) {
    BudgetVerzoek verzoek;
    verzoek.boekingen = doel.route == Route::budgetboekingen;
    verzoek.vraag.id = doel.tekst("budget");
    verzoek.vraag.gemeente = doel.tekst("gemeente");
    verzoek.vraag.aanbieder = doel.tekst("aanbieder");
    verzoek.vraag.perceel = doel.tekst("perceel");
    auto const jaar = number(doel, "jaar", 1900, 9999, 0);
    if (!jaar) return std::unexpected(jaar.error());
    if (*jaar != 0) verzoek.vraag.jaar = static_cast<std::int32_t>(*jaar);
    auto const na = number(doel, "na", 0, 999'999'999'999'999, 0);
    if (!na) return std::unexpected(na.error());
    auto const aantal = number(doel, "aantal", 1, hoogste_aantal, gewoon_aantal);
    if (!aantal) return std::unexpected(aantal.error());
    verzoek.na = *na;
    verzoek.aantal = static_cast<std::size_t>(*aantal);
    return verzoek;
}

model::Result<Answer> toon_budgetten(Budgetten& budgetten, store::Reader& reader, BudgetVerzoek const& verzoek) {
    auto const posities = budgetten.posities(reader, verzoek.vraag);
    if (!posities) return std::unexpected(posities.error());
    boost::json::array all;
    if (!verzoek.boekingen) {
        static constexpr std::array<Kolom, 14> kolommen{{{"id"},
                                                         {"bundel"},
                                                         {"domein"},
                                                         {"aanbieder"},
                                                         {"gemeente"},
                                                         {"perceel"},
                                                         {"product"},
                                                         {"jaar"},
                                                         {"bedrag_centen", true},
                                                         {"vastgelegd_centen", true},
                                                         {"toegekend_centen", true},
                                                         {"vrij_centen", true},
                                                         {"gebruik_basispunten"},
                                                         {"toewijzingen"}}};
        for (auto const& positie : *posities) all.push_back(to_json(positie));
        return toon_lijst({"budgetten", std::move(all), std::nullopt, kolommen, {}}, verzoek.csv);
    }
    if (posities->empty()) return problem(404, "Er is geen budget met dit kenmerk in een actieve contractbundel.");
    auto const& positie = posities->front();
    auto const regels = boekingen(reader, *positie.contract, *positie.budget, verzoek.na, verzoek.aantal);
    if (!regels) return std::unexpected(regels.error());
    Gezien gezien;
    for (auto const& regel : *regels) {
        all.push_back(to_json(regel));
        gezien.berichten.push_back(regel.bericht);
    }
    boost::json::value verder = nullptr;
    if (regels->size() == verzoek.aantal) verder = regels->back().id;
    auto answer =
        json(200, boost::json::serialize(boost::json::object{{"budget", to_json(positie)}, {"boekingen", std::move(all)}, {"na", verder}}));
    answer.gezien = std::move(gezien);
    return answer;
}

} // namespace gateway::http

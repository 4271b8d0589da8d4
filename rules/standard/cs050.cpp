// CS050, NaamGebruik: "Als Partnernaam gevuld is, dan NaamGebruik vullen met waarde 1, 2, 3 of 4. Anders waarde 1 of 6 vullen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const compare = [&](model::VolledigeNaam const& naam, model::Place const& plaats) {
        auto const gebruik = naam.naam_gebruik.view();
        auto const allowed = std::string_view(naam.partnernaam ? "1234" : "16");
        if (allowed.find(gebruik) != std::string_view::npos) return;
        uit.push_back(
            {.plaats = at(plaats, "Naam/NaamGebruik"),
             .melding = fmt::format("NaamGebruik {} past niet bij een naam {} partnernaam.", gebruik, naam.partnernaam ? "met" : "zonder"),
             .waarde = std::string(gebruik),
             .grens = naam.partnernaam ? "1, 2, 3 of 4 (met Partnernaam)" : "1 of 6 (zonder Partnernaam)",
             .oplossing = naam.partnernaam ? "Vul NaamGebruik met 1, 2, 3 of 4." : "Vul NaamGebruik met 1, of vul Partnernaam."});
    };
    auto const& client = zaak.als<model::Bericht301>().client;
    compare(client.naam, client_plaats(client));
    for (std::uint32_t i = 0; i < client.relaties.size(); ++i)
        compare(client.relaties[i].naam, {model::Klasse::relatie, 0, i, {}, client.relaties[i].lijn});
}

} // namespace

constinit Rule const cs050{
    .id = "CS050",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Het naamgebruik past bij het wel of niet hebben van een partnernaam.",
    .bron = "CS050",
    .check = &check,
};

} // namespace rules::standard

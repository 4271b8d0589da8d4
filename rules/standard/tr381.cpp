#include "rules/standard/across.hpp"
#include "rules/standard/afspraak.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace rules::standard {
namespace {

// TR381: "ProductCode vullen met een code die, volgens de gehanteerde productcodelijst, past bij de ProductCategorie."
// The list in use is the one of the contract (IV075); without a contract there is none to look in. A code whose validity only
// partly covers the period still is on the list: a tarief that ends is TR418's.
void compare(Zaak const& zaak, model::Code categorie, std::string const& code, model::Period periode, model::Place const& plaats,
             Meldingen& uit) {
    auto const lijst = product_lijst(zaak, categorie, code, periode);
    if (!lijst.bekend || lijst.passend != nullptr) return;
    if (lijst.ander != nullptr) {
        uit.push_back({.plaats = plaats,
                       .melding = "De ProductCode hoort volgens de afgesproken productcodelijst bij een andere ProductCategorie.",
                       .waarde = fmt::format("{} onder categorie {}", code, categorie.view()),
                       .grens = fmt::format("{} onder categorie {}", code, lijst.ander->categorie.view()),
                       .oplossing = fmt::format("Gebruik categorie {}, of een code van categorie {}.", lijst.ander->categorie.view(),
                                                categorie.view()),
                       .bron = contract_bron(zaak, lijst.ander->herkomst)});
        return;
    }
    uit.push_back({.plaats = plaats,
                   .melding = "De ProductCode staat niet op de afgesproken productcodelijst.",
                   .waarde = code,
                   .grens = fmt::format("een code van categorie {} die geldt over {}", categorie.view(), tekst(periode)),
                   .oplossing = "Gebruik een ProductCode uit de productcodelijst van het contract.",
                   .bron = contract_bron(zaak, "producten.csv")});
}

void check_301(Zaak const& zaak, Meldingen& uit) {
    auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud);
    if (bericht == nullptr) return;
    auto const& producten = bericht->client.toegewezen_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i) {
        auto const& toegewezen = producten[i];
        if (!toegewezen.product || !toegewezen.product->code) continue;
        model::Date const ingang = toegewezen.ingangsdatum;
        auto const einde = toegewezen.einddatum ? toegewezen.einddatum->value : std::max(ingang, zaak.vandaag);
        compare(zaak, toegewezen.product->categorie, *toegewezen.product->code, {ingang, einde},
                {model::Klasse::toegewezen_product, 0, i, "Product/Code", toegewezen.lijn}, uit);
    }
}

void check_prestatie(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit()) return;
    auto const& prestatie = regel.prestatie;
    compare(zaak, prestatie.product_categorie, prestatie.product_code, prestatie.product_periode.period(), regel.plaats("ProductCode"),
            uit);
}

constexpr std::array<std::int16_t, 2> berichten{301, 323};

} // namespace

constinit Rule const tr381{
    .id = "TR381",
    .niveau = model::Niveau::extern_bron,
    .retourcode = "S329",
    .berichten = berichten,
    .zin = "De ProductCode hoort volgens de gehanteerde productcodelijst bij de ProductCategorie.",
    .bron = "TR381, IV075",
    .check = CheckBericht(check_301),
    .per_prestatie = check_prestatie,
};

} // namespace rules::standard

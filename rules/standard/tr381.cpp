#include "rules/standard/across.hpp"
#include "rules/standard/afspraak.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
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

void compare(Zaak const& zaak, std::optional<model::Product> const& product, model::Period periode, model::Place const& plaats,
             Meldingen& uit) {
    if (product && product->code) compare(zaak, product->categorie, *product->code, periode, at(plaats, "Product/Code"), uit);
}

/// From the begin to the end, or when that is open to today.
model::Period looptijd(Zaak const& zaak, model::Date begin, std::optional<model::Datum> const& einde) {
    return {begin, einde ? einde->value : std::max(begin, zaak.vandaag)};
}

// Of a start or stop that is taken back (status 3) nothing but its key is looked at (TR063).
void check_bericht(Zaak const& zaak, Meldingen& uit) {
    auto const& inhoud = zaak.bericht.inhoud;
    using K = model::Klasse;
    if (auto const* b = std::get_if<model::Bericht301>(&inhoud))
        for_each_product(*b, [&](auto const& p, model::Place const& plaats) {
            compare(zaak, p.product, looptijd(zaak, p.ingangsdatum, p.einddatum), plaats, uit);
        });
    if (auto const* b = std::get_if<model::Bericht305>(&inhoud))
        for_each_item(b->client.start_producten, K::start_product, [&](auto const& p, model::Place const& plaats) {
            if (p.status_aanlevering != "3") compare(zaak, p.product, {p.begindatum, p.begindatum}, plaats, uit);
        });
    if (auto const* b = std::get_if<model::Bericht307>(&inhoud))
        for_each_item(b->client.stop_producten, K::stop_product, [&](auto const& p, model::Place const& plaats) {
            if (p.status_aanlevering != "3") compare(zaak, p.product, {p.begindatum, p.einddatum}, plaats, uit);
        });
    if (auto const* b = std::get_if<model::Bericht315>(&inhoud))
        for_each_item(b->client.aangevraagde_producten, K::aangevraagd_product, [&](auto const& p, model::Place const& plaats) {
            compare(zaak, p.product, looptijd(zaak, p.toewijzing_ingangsdatum, p.toewijzing_einddatum), plaats, uit);
        });
    if (auto const* b = std::get_if<model::Bericht317>(&inhoud))
        for_each_item(b->client.verzoek.nieuwe_producten, K::nieuw_product, [&](auto const& p, model::Place const& plaats) {
            compare(zaak, p.product, looptijd(zaak, p.gewenste_ingangsdatum, p.einddatum), plaats, uit);
        });
}

void check_prestatie(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit()) return;
    auto const& prestatie = regel.prestatie;
    compare(zaak, prestatie.product_categorie, prestatie.product_code, prestatie.product_periode.period(), regel.plaats("ProductCode"),
            uit);
}

constexpr std::array<std::int16_t, 6> berichten{301, 305, 307, 315, 317, 323};

} // namespace

constinit Rule const tr381{
    .id = "TR381",
    .niveau = model::Niveau::extern_bron,
    .retourcode = "S329",
    .berichten = berichten,
    .zin = "De ProductCode hoort volgens de gehanteerde productcodelijst bij de ProductCategorie.",
    .bron = "TR381, IV075",
    .check = CheckBericht(check_bericht),
    .per_prestatie = check_prestatie,
};

} // namespace rules::standard

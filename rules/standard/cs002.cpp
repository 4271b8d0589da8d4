// CS002, Bsn: "De waarde moet voldoen aan de 11-proef." Nine zeros pass the sum but are no BSN.
#include "rules/standard/bsn.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

/// @pre nine digits (schema)
bool elfproef(std::string_view bsn) {
    auto sum = 0;
    auto weight = 9;
    for (char const c : bsn) {
        sum += weight * (c - '0');
        weight = weight == 2 ? -1 : weight - 1;
    }
    return sum % 11 == 0 && bsn != "000000000";
}

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_bsn(zaak.bericht, [&](std::string_view bsn, model::Place const& plaats) {
        if (elfproef(bsn)) return;
        uit.push_back({.plaats = at(plaats, "Bsn"),
                       .melding = "Het burgerservicenummer voldoet niet aan de 11-proef.",
                       .grens = "9xA + 8xB + 7xC + 6xD + 5xE + 4xF + 3xG + 2xH - I is deelbaar door 11",
                       .oplossing = "Controleer het burgerservicenummer van deze client."});
    });
}

} // namespace

constinit Rule const cs002{
    .id = "CS002",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = met_bsn,
    .zin = "Een burgerservicenummer voldoet aan de 11-proef.",
    .bron = "CS002",
    .check = &check,
};

} // namespace rules::standard

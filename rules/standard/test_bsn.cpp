// TEST-BSN, our own rule (N01): 999900000 to 999999999 are for tests and belong to nobody. Where real messages pass, one of them means
// that a test message went astray, or that a person was made up.
#include "rules/standard/across.hpp"
#include "rules/standard/bsn.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    if (!zaak.feiten.test_bsn_weigeren) return;
    for_each_bsn(zaak.bericht, [&](std::string_view bsn, model::Place const& plaats) {
        if (!bsn.starts_with("9999")) return;
        uit.push_back({.plaats = at(plaats, "Bsn"),
                       .melding = "Dit burgerservicenummer is alleen voor proeven.",
                       .grens = "geen nummer dat met 9999 begint",
                       .oplossing = "Stuur proefberichten naar een proefomgeving.",
                       .bron = {"lokaal", "proefnummers 9999xxxxx", ""}});
    });
}

} // namespace

constinit Rule const test_bsn{
    .id = "TEST-BSN",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "0001",
    .berichten = met_bsn,
    .zin = "Waar echte berichten komen, is een burgerservicenummer er niet een voor proeven.",
    .bron = "lokaal",
    .check = CheckBericht(check),
};

} // namespace rules::standard

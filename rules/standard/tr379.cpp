#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <string>
#include <utility>

namespace rules::standard {
namespace {

// TR379: "Indien ToegewezenProduct wordt verstuurd ter honorering van een VOT of VOW, dient ReferentieAanbieder te worden gevuld
// met ReferentieAanbieder uit die VOT of VOW, anders leeglaten."
// Only the first time after a verzoek was granted: then the verzoek is closed. Of a VOT each product has its own reference; the one
// of a VOW is on every product of the 301, changed or not (IV097). That a reference is missing altogether cannot be seen: the
// toewijzing may have nothing to do with the verzoek that is pending.
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& client = zaak.als<model::Bericht301>().client;
    auto const verzoek_of = [&](model::ToegewezenProduct const& product) -> model::VerzoekFact const* {
        if (!product.referentie_aanbieder) return nullptr;
        auto const it = zaak.feiten.verzoeken.find(*product.referentie_aanbieder);
        return it == zaak.feiten.verzoeken.end() || it->second.bsn != client.bsn ? nullptr : &it->second;
    };
    std::string const* wijziging = nullptr;
    for (auto const& product : client.toegewezen_producten)
        if (auto const* verzoek = verzoek_of(product);
            verzoek != nullptr && verzoek->wijziging && verzoek->hangend() && wijziging == nullptr)
            wijziging = &*product.referentie_aanbieder;

    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        auto const& referentie = product.referentie_aanbieder;
        auto const report = [&](std::string melding, std::string grens, std::string oplossing) {
            uit.push_back({.plaats = at(plaats, "ReferentieAanbieder"),
                           .melding = std::move(melding),
                           .waarde = referentie.value_or("(leeg)"),
                           .grens = std::move(grens),
                           .oplossing = std::move(oplossing)});
        };
        if (wijziging != nullptr) {
            if (referentie != *wijziging)
                report("Dit bericht honoreert een verzoek om wijziging; dan staat die ReferentieAanbieder bij elke toewijzing.", *wijziging,
                       "Vul bij elke toewijzing de ReferentieAanbieder van het verzoek om wijziging.");
            return;
        }
        if (!referentie) return;
        auto const* verzoek = verzoek_of(product);
        if (verzoek != nullptr && verzoek->hangend()) return;
        report(verzoek == nullptr ? "Er is geen verzoek van deze aanbieder voor deze cliënt met deze ReferentieAanbieder."
                                  : "Het verzoek met deze ReferentieAanbieder is al gehonoreerd of afgewezen.",
               "leeg, of de ReferentieAanbieder van een verzoek dat in behandeling is",
               "Laat ReferentieAanbieder leeg als de toewijzing geen verzoek honoreert, of voor de tweede keer wordt gestuurd.");
    });
}

} // namespace

constinit Rule const tr379{
    .id = "TR379",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9379",
    .berichten = in_301,
    .zin = "ReferentieAanbieder is alleen gevuld als de toewijzing een lopend verzoek honoreert; bij een verzoek om wijziging op elke "
           "toewijzing.",
    .bron = "TR379, IV097",
    .check = CheckBericht(check),
};

} // namespace rules::standard

#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/stapeling.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace rules::standard {
namespace {

// TR361: "Een Product mag alleen vaker in verzoek om wijziging voorkomen als de zorgperiodes elkaar niet overlappen."
// A toewijzing that is to stay runs as it did; one that is to change runs as asked, under the product it has.
struct Gevraagd {
    std::string naam;
    model::Place plaats;
};

model::Date open_end() { return {std::numeric_limits<std::int32_t>::max()}; }

std::string looptijd(model::Period periode) {
    return periode.einde == open_end() ? fmt::format("{} tot onbepaalde tijd", model::to_dutch(periode.begin)) : tekst(periode);
}

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& verzoek = zaak.als<model::Bericht317>().client.verzoek;
    std::vector<Zorg> zorg;
    std::vector<Gevraagd> gevraagd;
    auto const end_of = [](auto const& einde) -> model::Date { return einde ? model::Date(*einde) : open_end(); };
    auto const product_of = [](auto const& met_product) { return met_product.product ? &*met_product.product : nullptr; };
    auto const name = [](std::int64_t nummer) { return fmt::format("toewijzing {}", nummer); };

    for_each_item(verzoek.ongewijzigde_producten, model::Klasse::ongewijzigd_product, [&](auto const& product, model::Place const& plaats) {
        auto const* toewijzing = toewijzing_van_client(zaak, product.toewijzing_nummer);
        if (toewijzing == nullptr || verwijderd(*toewijzing)) return;
        zorg.push_back({product_of(*toewijzing), {toewijzing->ingangsdatum, end_of(toewijzing->einddatum)}});
        gevraagd.push_back({name(toewijzing->nummer), plaats});
    });
    for_each_item(verzoek.te_wijzigen_producten, model::Klasse::te_wijzigen_product, [&](auto const& product, model::Place const& plaats) {
        auto const* toewijzing = toewijzing_van_client(zaak, product.toewijzing_nummer);
        if (toewijzing == nullptr || verwijderd(*toewijzing)) return;
        zorg.push_back({product_of(*toewijzing), {product.gewenste_ingangsdatum, end_of(product.einddatum)}});
        gevraagd.push_back({name(toewijzing->nummer), plaats});
    });
    for_each_item(verzoek.nieuwe_producten, model::Klasse::nieuw_product, [&](auto const& product, model::Place const& plaats) {
        zorg.push_back({product_of(product), {product.gewenste_ingangsdatum, end_of(product.einddatum)}});
        gevraagd.push_back({fmt::format("nieuw product {}", plaats.item + 1), plaats});
    });

    auto const clashes = in_de_weg(zorg, zaak.bericht.soort.domein);
    for (std::size_t i = 0; i < zorg.size(); ++i) {
        if (!clashes[i]) continue;
        uit.push_back({.plaats = gevraagd[i].plaats,
                       .melding = fmt::format("Hetzelfde product loopt dan dubbel, met {}.", gevraagd[*clashes[i]].naam),
                       .waarde = fmt::format("{}, {}", gevraagd[i].naam, looptijd(zorg[i].periode)),
                       .grens = fmt::format("geen dag samen met {}", looptijd(zorg[*clashes[i]].periode)),
                       .oplossing = "Laat de ene eindigen voor de andere begint, of kies een ander product."});
    }
}

} // namespace

constinit Rule const tr361{
    .id = "TR361",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9361",
    .berichten = in_317,
    .zin = "Wat een verzoek om wijziging laat staan, wijzigt en toevoegt, overlapt elkaar niet voor hetzelfde product.",
    .bron = "TR361",
    .check = CheckBericht(check),
};

} // namespace rules::standard

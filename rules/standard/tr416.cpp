// TR416: "Prestatie met DebetCredit in IngediendBedrag waarde Debet mag alleen ingezonden worden voor dezelfde ProductPeriode,
// ProductCategorie en ProductCode met gelijk ToewijzingNummer als er niet al een Prestatie met waarde Debet is." Within this
// message; TR389 looks at earlier ones. Per Client: a toewijzing is of one client, so the same number under another one is a wrong
// number (TR338), not a double line; the official check does not call the published JW323 sample double either (notes.md).
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <tuple>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    using Key = std::tuple<std::uint32_t, std::int64_t, model::Date, model::Date, std::string_view, std::string_view>;
    std::vector<Key> keys;
    std::vector<model::Place> places;
    for_each_prestatie(
        zaak.als<model::Bericht323>().declaratie.clienten, [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
            if (prestatie.ingediend_bedrag.debet_credit == "C") return;
            keys.emplace_back(plaats.client, prestatie.toewijzing_nummer.value, prestatie.product_periode.begindatum.value,
                              prestatie.product_periode.einddatum.value, prestatie.product_categorie.view(), prestatie.product_code);
            places.push_back(plaats);
        });
    auto const first = first_equal(keys);
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        if (first[i] == i) continue;
        [[maybe_unused]] auto const& [client, nummer, begin, einde, categorie, code] = keys[i];
        uit.push_back(
            {.plaats = places[i],
             .melding =
                 fmt::format("Voor dezelfde toewijzing, periode en product staat al een debetregel bij {}.", ordinal(places[first[i]])),
             .waarde = fmt::format("toewijzing {}, {}, product {}/{}", nummer, tekst(model::Period{begin, einde}), categorie, code),
             .grens = "een debetregel per toewijzing, periode en product",
             .oplossing = "Tel de regels samen tot een prestatie, of corrigeer de periode of het product."});
    }
}

} // namespace

constinit Rule const tr416{
    .id = "TR416",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Per toewijzing, periode en product staat er hoogstens een debetregel in een declaratie.",
    .bron = "TR416",
    .check = &check,
};

} // namespace rules::standard

// TR101: "Binnen een bericht zijn dubbele regels niet toegestaan": the logical key of a class, with those of the classes above it,
// is unique. An absent optional key element counts as a value; keys are compared as the text that was sent. The official check holds
// for the 319 too, which has one Antwoord with at most one Woonplaatsbeginsel: there the schema leaves nothing to be double.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <optional>
#include <tuple>

namespace rules::standard {
namespace {

std::string as_sent(model::Getal const& getal) { return getal.spelling.get() ? *getal.spelling.get() : fmt::format("{}", getal.value); }
std::string as_sent(model::Datum const& datum) { return datum.spelling.get() ? *datum.spelling.get() : model::to_string(datum.value); }

/// A Melding for every key that an earlier one equals. `place(i)` is where key i is, `text(i)` the key for a reader.
template <class Key, class Place, class Text>
void report(std::vector<Key> const& keys, std::string_view klasse, Place const& place, Text const& text, Meldingen& uit) {
    auto const first = first_equal(keys);
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        if (first[i] == i) continue;
        auto const earlier = place(first[i]);
        auto const where = earlier.klasse == model::Klasse::prestatie ? ordinal(earlier)
                           : earlier.klasse == model::Klasse::client  ? fmt::format("Client {}", earlier.client + 1)
                                                                      : fmt::format("{} {}", klasse, earlier.item + 1);
        uit.push_back({.plaats = place(i),
                       .melding = fmt::format("{} komt dubbel voor: dezelfde sleutel als {}.", klasse, where),
                       .waarde = text(i),
                       .grens = fmt::format("elke sleutel van {} een keer per bericht", klasse),
                       .oplossing = "Laat de dubbele regel weg, of geef hem zijn eigen sleutel."});
    }
}

/// `key(x)` of every x in a list of classes below the one Client: the key as text, for comparing and for a reader. Its parts cannot
/// run into each other: each has its name in front, and none of the values before a name can hold that name.
template <class T, class Key>
void check_list(std::vector<T> const& list, model::Klasse klasse, std::string_view name, std::string_view element, Key const& key,
                Meldingen& uit) {
    std::vector<std::string> keys;
    for (auto const& item : list) keys.push_back(key(item));
    report(
        keys, name,
        [&](std::uint32_t i) {
            return model::Place{klasse, 0, i, element, list[i].lijn};
        },
        [&](std::uint32_t i) { return keys[i]; }, uit);
}

std::string key_toewijzing(model::Getal const& nummer) { return fmt::format("ToewijzingNummer {}", as_sent(nummer)); }

std::string key_toewijzing(std::optional<model::Getal> const& nummer) {
    return nummer ? key_toewijzing(*nummer) : std::string("zonder ToewijzingNummer");
}

std::string key_product(std::optional<model::Product> const& product) {
    if (!product) return "zonder Product";
    return product->code ? fmt::format("Product {}/{}", product->categorie.view(), *product->code)
                         : fmt::format("Product {}", product->categorie.view());
}

void check_client(model::ClientToewijzing const& client, Meldingen& uit) {
    check_list(
        client.relaties, model::Klasse::relatie, "Relatie", "Nummer",
        [](auto const& relatie) { return fmt::format("Nummer {}", relatie.nummer); }, uit);
    check_list(
        client.contactgegevens, model::Klasse::contact, "Contact", "Soort",
        [](auto const& contact) { return fmt::format("Soort {}", contact.soort.view()); }, uit);
    check_list(
        client.toegewezen_producten, model::Klasse::toegewezen_product, "ToegewezenProduct", "ToewijzingNummer",
        [](auto const& product) { return key_toewijzing(product.toewijzing_nummer); }, uit);
}

void check_client(model::ClientStart const& client, Meldingen& uit) {
    check_list(
        client.start_producten, model::Klasse::start_product, "StartProduct", "",
        [](auto const& start) {
            return fmt::format("{}, {}, Begindatum {}", key_toewijzing(start.toewijzing_nummer), key_product(start.product),
                               as_sent(start.begindatum));
        },
        uit);
}

void check_client(model::ClientStop const& client, Meldingen& uit) {
    check_list(
        client.stop_producten, model::Klasse::stop_product, "StopProduct", "",
        [](auto const& stop) {
            return fmt::format("{}, {}, Begindatum {}, RedenBeeindiging {}, Einddatum {}", key_toewijzing(stop.toewijzing_nummer),
                               key_product(stop.product), as_sent(stop.begindatum), stop.reden_beeindiging.view(), as_sent(stop.einddatum));
        },
        uit);
}

void check_client(model::ClientVerzoekToewijzing const& client, Meldingen& uit) {
    check_list(
        client.aangevraagde_producten, model::Klasse::aangevraagd_product, "AangevraagdProduct", "ReferentieAanbieder",
        [](auto const& product) { return fmt::format("ReferentieAanbieder {}", product.referentie_aanbieder); }, uit);
}

void check_client(model::ClientVerzoekWijziging const& client, Meldingen& uit) {
    auto const& verzoek = client.verzoek;
    auto const nummer = [](auto const& product) { return key_toewijzing(product.toewijzing_nummer); };
    check_list(verzoek.ongewijzigde_producten, model::Klasse::ongewijzigd_product, "OngewijzigdProduct", "ToewijzingNummer", nummer, uit);
    check_list(verzoek.te_wijzigen_producten, model::Klasse::te_wijzigen_product, "TeWijzigenProduct", "ToewijzingNummer", nummer, uit);
    check_list(
        verzoek.nieuwe_producten, model::Klasse::nieuw_product, "NieuwProduct", "",
        [](auto const& product) {
            return fmt::format("{}, GewensteIngangsdatum {}", key_product(product.product), as_sent(product.gewenste_ingangsdatum));
        },
        uit);
}

void check_clienten(std::span<model::ClientDeclaratie const> clienten, Meldingen& uit) {
    std::vector<std::string_view> bsns;
    for (auto const& client : clienten) bsns.emplace_back(client.bsn);
    report(
        bsns, "Client",
        [&](std::uint32_t i) {
            return model::Place{model::Klasse::client, i, 0, "Bsn", clienten[i].lijn};
        },
        [](std::uint32_t) { return std::string(); }, uit);

    // No VorigReferentieNummer is the empty text here: the schema demands at least one character.
    using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
    std::vector<Key> keys;
    std::vector<model::Place> places;
    for_each_prestatie(clienten, [&](model::ClientDeclaratie const& client, model::Prestatie const& prestatie, model::Place const& plaats) {
        auto const& referentie = prestatie.product_referentie;
        keys.emplace_back(client.bsn, referentie.referentie_nummer,
                          referentie.vorig_referentie_nummer ? std::string_view(*referentie.vorig_referentie_nummer) : std::string_view());
        places.push_back(at(plaats, "ProductReferentie"));
    });
    report(
        keys, "Prestatie", [&](std::uint32_t i) { return places[i]; },
        [&](std::uint32_t i) {
            auto const& [bsn, nummer, vorig] = keys[i];
            return vorig.empty() ? fmt::format("ReferentieNummer {}", nummer)
                                 : fmt::format("ReferentieNummer {}, VorigReferentieNummer {}", nummer, vorig);
        },
        uit);
}

void check(Zaak const& zaak, Meldingen& uit) {
    auto const own = [&](auto const* bericht) {
        if (bericht) check_client(bericht->client, uit);
    };
    own(std::get_if<model::Bericht301>(&zaak.bericht.inhoud));
    own(std::get_if<model::Bericht305>(&zaak.bericht.inhoud));
    own(std::get_if<model::Bericht307>(&zaak.bericht.inhoud));
    own(std::get_if<model::Bericht315>(&zaak.bericht.inhoud));
    own(std::get_if<model::Bericht317>(&zaak.bericht.inhoud));
    check_clienten(declaratie_clienten(zaak.bericht), uit);
}

} // namespace

constinit Rule const tr101{
    .id = "TR101",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_heen,
    .zin = "Binnen een bericht komt dezelfde regel niet dubbel voor.",
    .bron = "TR101",
    .check = &check,
};

} // namespace rules::standard

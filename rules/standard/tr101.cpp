// TR101: "Binnen een bericht zijn dubbele regels niet toegestaan": the logical key of a class, with those of the classes above it,
// is unique. An absent optional key element counts as a value; keys are compared as the text that was sent.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <tuple>

namespace rules::standard {
namespace {

std::string as_sent(model::Getal const& getal) { return getal.spelling.get() ? *getal.spelling.get() : fmt::format("{}", getal.value); }

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

/// `key(x)` of every x in a list of classes directly under the Client of a 301.
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
        [&](std::uint32_t i) { return fmt::format("{} {}", element, keys[i]); }, uit);
}

void check_client(model::ClientToewijzing const& client, Meldingen& uit) {
    check_list(
        client.relaties, model::Klasse::relatie, "Relatie", "Nummer", [](auto const& relatie) { return relatie.nummer; }, uit);
    check_list(
        client.contactgegevens, model::Klasse::contact, "Contact", "Soort", [](auto const& contact) { return contact.soort.str(); }, uit);
    check_list(
        client.toegewezen_producten, model::Klasse::toegewezen_product, "ToegewezenProduct", "ToewijzingNummer",
        [](auto const& product) { return as_sent(product.toewijzing_nummer); }, uit);
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
    if (auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud)) check_client(bericht->client, uit);
    else check_clienten(declaratie_clienten(zaak.bericht), uit);
}

} // namespace

constinit Rule const tr101{
    .id = "TR101",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_323_325,
    .zin = "Binnen een bericht komt dezelfde regel niet dubbel voor.",
    .bron = "TR101",
    .check = &check,
};

} // namespace rules::standard

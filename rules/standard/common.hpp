#pragma once

#include "rules/first_equal.hpp"
#include "rules/rule.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What several rules share: which messages, and walking over the classes of a message with their places.
namespace rules::standard {

inline constexpr std::array<std::int16_t, 1> in_301{301};
inline constexpr std::array<std::int16_t, 1> in_307{307};
inline constexpr std::array<std::int16_t, 1> in_315{315};
inline constexpr std::array<std::int16_t, 1> in_317{317};
inline constexpr std::array<std::int16_t, 1> in_319{319};
inline constexpr std::array<std::int16_t, 1> in_323{323};
inline constexpr std::array<std::int16_t, 1> in_325{325};
inline constexpr std::array<std::int16_t, 2> in_301_317{301, 317};
inline constexpr std::array<std::int16_t, 2> in_305_307{305, 307};
inline constexpr std::array<std::int16_t, 2> in_323_325{323, 325};
inline constexpr std::array<std::int16_t, 3> in_301_315_317{301, 315, 317};
inline constexpr std::array<std::int16_t, 4> in_301_305_307_315{301, 305, 307, 315};
/// Every message that is not a retour.
inline constexpr std::array<std::int16_t, 8> in_heen{301, 305, 307, 315, 317, 319, 323, 325};

/// The place of an element inside a class. @pre `element` is static text
[[nodiscard]] inline model::Place at(model::Place plaats, std::string_view element) {
    plaats.element = element;
    return plaats;
}

/// The one Client of a message other than 323 and 325.
template <class Client>
[[nodiscard]] model::Place client_plaats(Client const& client) {
    return {model::Klasse::client, 0, 0, {}, client.lijn};
}

/// f(item, Place) for every item of a list of classes, in document order.
template <class T, class F>
void for_each_item(std::vector<T> const& items, model::Klasse klasse, F const& f) {
    for (std::uint32_t i = 0; i < items.size(); ++i) f(items[i], model::Place{klasse, 0, i, {}, items[i].lijn});
}

/// f(ToegewezenProduct const&, Place) for every product of a 301, in document order.
template <class F>
void for_each_product(model::Bericht301 const& bericht, F const& f) {
    for_each_item(bericht.client.toegewezen_producten, model::Klasse::toegewezen_product, f);
}

/// f(Contact const&, Place) for every Contact of a 301: those of the relaties, then those of the client (document order).
template <class F>
void for_each_contact(model::Bericht301 const& bericht, F const& f) {
    auto const& relaties = bericht.client.relaties;
    for (std::uint32_t i = 0; i < relaties.size(); ++i)
        f(relaties[i].contact, model::Place{model::Klasse::relatie_contact, 0, i, {}, relaties[i].contact.lijn});
    auto const& contacten = bericht.client.contactgegevens;
    for (std::uint32_t i = 0; i < contacten.size(); ++i) f(contacten[i], model::Place{model::Klasse::contact, 0, i, {}, contacten[i].lijn});
}

/// f(Geboortedatum const&, Place) for the client of a 301, 305, 307 or 315 and every relatie that has one; the Place is that of the
/// class. Nothing for another message.
template <class F>
void for_each_geboortedatum(model::Message const& bericht, F const& f) {
    auto const own = [&](auto const* heen) {
        if (heen) f(heen->client.geboortedatum, client_plaats(heen->client));
    };
    own(std::get_if<model::Bericht301>(&bericht.inhoud));
    own(std::get_if<model::Bericht305>(&bericht.inhoud));
    own(std::get_if<model::Bericht307>(&bericht.inhoud));
    own(std::get_if<model::Bericht315>(&bericht.inhoud));
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud))
        for_each_item(toewijzing->client.relaties, model::Klasse::relatie, [&](model::Relatie const& relatie, model::Place const& plaats) {
            if (relatie.geboortedatum) f(*relatie.geboortedatum, plaats);
        });
}

/// The clients of a 323 or 325; none for another message or a 325 without Clienten.
[[nodiscard]] inline std::span<model::ClientDeclaratie const> declaratie_clienten(model::Message const& bericht) {
    if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud)) return declaratie->declaratie.clienten;
    if (auto const* antwoord = std::get_if<model::Bericht325>(&bericht.inhoud))
        if (antwoord->declaratie_antwoord) return antwoord->declaratie_antwoord->clienten;
    return {};
}

/// f(ClientDeclaratie const&, Prestatie const&, Place) for every prestatie, in document order.
template <class F>
void for_each_prestatie(std::span<model::ClientDeclaratie const> clienten, F const& f) {
    for (std::uint32_t c = 0; c < clienten.size(); ++c)
        for (std::uint32_t i = 0; i < clienten[c].prestaties.size(); ++i) {
            auto const& prestatie = clienten[c].prestaties[i];
            f(clienten[c], prestatie, model::Place{model::Klasse::prestatie, c, i, {}, prestatie.lijn});
        }
}

/// The Declaratie of a 323 or the DeclaratieAntwoord of a 325 as a place.
[[nodiscard]] inline model::Place declaratie_plaats(std::uint32_t lijn) { return {model::Klasse::declaratie, 0, 0, {}, lijn}; }

/// Which prestatie a place is, for a reader: "Client 2, Prestatie 5".
[[nodiscard]] std::string ordinal(model::Place const& prestatie);

/// The day a message is dated.
[[nodiscard]] inline model::Date dagtekening(model::Message const& bericht) {
    return model::header(bericht).bericht_identificatie.dagtekening;
}

/// "€ 28,00 debet", "€ 28,00 credit".
[[nodiscard]] std::string met_richting(model::BedragMetDC const& bedrag);

} // namespace rules::standard

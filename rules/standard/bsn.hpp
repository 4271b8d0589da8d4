#pragma once

#include "rules/standard/common.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

namespace rules::standard {

/// f(bsn, place of its Client) for every client of a heenbericht or 325. A 319 and the other retours have none.
template <class F>
void for_each_bsn(model::Message const& bericht, F const& f) {
    auto const own = [&](auto const* inhoud) {
        if (inhoud) f(std::string_view(inhoud->client.bsn), client_plaats(inhoud->client));
    };
    own(std::get_if<model::Bericht301>(&bericht.inhoud));
    own(std::get_if<model::Bericht305>(&bericht.inhoud));
    own(std::get_if<model::Bericht307>(&bericht.inhoud));
    own(std::get_if<model::Bericht315>(&bericht.inhoud));
    own(std::get_if<model::Bericht317>(&bericht.inhoud));
    auto const clienten = declaratie_clienten(bericht);
    for (std::uint32_t i = 0; i < clienten.size(); ++i)
        f(std::string_view(clienten[i].bsn), model::Place{model::Klasse::client, i, 0, {}, clienten[i].lijn});
}

/// The messages that for_each_bsn() finds a client in.
inline constexpr std::array<std::int16_t, 7> met_bsn{301, 305, 307, 315, 317, 323, 325};

} // namespace rules::standard

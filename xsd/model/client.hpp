#pragma once

#include "xsd/model/bericht.hpp"

#include <variant>

namespace model {

/// Calls `visit` with each client of any kind that is in the message, in its order.
template <class Visit>
void each_client(Message const& bericht, Visit const& visit) {
    auto const one = [&visit](auto const& client) {
        if constexpr (requires { client.has_value(); }) {
            if (client) visit(*client);
        } else {
            visit(client);
        }
    };
    std::visit(
        [&](auto const& inhoud) {
            if constexpr (requires { inhoud.client; }) one(inhoud.client);
            else if constexpr (requires { inhoud.antwoord.client; }) one(inhoud.antwoord.client);
            else if constexpr (requires { inhoud.antwoord->client; }) {
                if (inhoud.antwoord) one(inhoud.antwoord->client);
            } else if constexpr (requires { inhoud.declaratie.clienten; }) {
                for (auto const& client : inhoud.declaratie.clienten) one(client);
            } else if constexpr (requires { inhoud.declaratie_antwoord->clienten; }) {
                if (inhoud.declaratie_antwoord)
                    for (auto const& client : inhoud.declaratie_antwoord->clienten) one(client);
            }
        },
        bericht.inhoud);
}

} // namespace model

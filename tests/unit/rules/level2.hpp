#pragma once

#include "rules/standard/within.hpp"
#include "tests/support/bouw.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <variant>
#include <vector>

/// What the tests of level 2 share: run every rule on one message and compare all that it finds.
namespace level2 {

/// All findings of all level-2 rules as "TR302 /Bericht/...", in the order of the rules. Checks on the way that each explains itself
/// and names no BSN.
inline std::vector<std::string> fouten(model::Message const& bericht) {
    model::Facts const geen_feiten;
    rules::Zaak const zaak{bericht, geen_feiten, bouw::dag("2026-05-01")};
    std::vector<std::string> gevonden;
    for (auto const* regel : rules::standard::within_message()) {
        auto const* check = std::get_if<rules::CheckBericht>(&regel->check);
        if (!check || std::ranges::find(regel->berichten, bericht.soort.nummer) == regel->berichten.end()) continue;
        if ((regel->alleen_wmo && bericht.soort.domein != model::Domein::wmo) ||
            (regel->alleen_jw && bericht.soort.domein != model::Domein::jw))
            continue;
        rules::Meldingen meldingen;
        (*check)(zaak, meldingen);
        for (auto const& m : meldingen) {
            CHECK_MESSAGE(!m.melding.empty(), regel->id);
            CHECK_MESSAGE(!m.grens.empty(), regel->id);
            CHECK_MESSAGE(!m.oplossing.empty(), regel->id);
            for (auto const& tekst : {m.melding, m.waarde, m.grens, m.berekening, m.oplossing})
                for (auto const* bsn : {bouw::bsn_1, bouw::bsn_2, "999900007"})
                    CHECK_MESSAGE(tekst.find(bsn) == std::string::npos, regel->id);
            gevonden.push_back(fmt::format("{} {}", regel->id, model::xpath(bericht.soort, m.plaats)));
        }
    }
    return gevonden;
}

/// One line of a table: what is bent in a message that passes, and all that must then be found.
template <class Bericht>
struct Geval {
    char const* naam;
    std::function<void(Bericht&)> buig;
    std::vector<std::string> verwacht;
};

/// Runs a table on a fresh copy of `goed` for each line.
template <class Bericht>
void loop(model::Message const& goed, std::vector<Geval<Bericht>> const& gevallen) {
    for (auto const& geval : gevallen) {
        CAPTURE(geval.naam);
        auto bericht = goed;
        geval.buig(std::get<Bericht>(bericht.inhoud));
        CHECK(fouten(bericht) == geval.verwacht);
    }
}

} // namespace level2

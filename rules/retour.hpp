#pragma once

#include "xsd/model/bericht.hpp"
#include "xsd/model/verdict.hpp"

#include <optional>
#include <string>

namespace rules {

/// What the answer needs beside message and verdict.
struct RetourGegevens {
    std::string identificatie;   ///< own identification of the answer, at most 12 positions (IV028)
    model::Date dagtekening;     ///< the day it is made
    model::XsdVersie xsd_versie; ///< of the answer's schema
};

/// The answer to a heenbericht, in its release, filled as process.md 3 (302 to 320) and 4 (325) say. nullopt for a message that is never answered.
/// The 325 satisfies TR342: the signed sum of the returned prestaties is ingediend minus toegekend.
/// @pre level 1 passed; `verdict` is judge()'s on this message
[[nodiscard]] std::optional<model::Message> retour(model::Message const& bericht, model::Verdict const& verdict,
                                                   RetourGegevens const& gegevens);

} // namespace rules

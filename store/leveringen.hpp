#pragma once

#include "xsd/model/facts.hpp"

#include <vector>

namespace store {

/// One step of the levering of a client: status 1 adds a start or stop, status 3 takes away the last live one with the same full key
/// (start: ToewijzingNummer, Product, Begindatum; stop: those, RedenBeeindiging and Einddatum; process.md 7). A status 3 without such
/// a one changes nothing. Keeps the order in which they were added.
void verwerk(std::vector<model::LeveringFact>& live, model::LeveringFact levering, bool verwijderen);

} // namespace store

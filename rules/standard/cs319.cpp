// CS319: "Aaneengesloten vullen met cijfers en/of letters." The schema has it as a pattern.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cs319{
    .id = "CS319",
    .niveau = model::Niveau::xsd,
    .retourcode = "",
    .berichten = in_323,
    .zin = "Een DeclaratieNummer bestaat uit cijfers en letters, zonder spaties of tekens ertussen.",
    .bron = "CS319",
    .check = std::monostate{},
};

} // namespace rules::standard

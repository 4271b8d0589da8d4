// CS025: "BerichtVersie vullen met 3." The schema fixes the value.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cs025{
    .id = "CS025",
    .niveau = model::Niveau::xsd,
    .retourcode = "",
    .berichten = in_heen,
    .zin = "BerichtVersie is 3.",
    .bron = "CS025",
    .check = std::monostate{},
};

} // namespace rules::standard

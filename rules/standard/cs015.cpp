// CS015: "BerichtSubversie vullen met 2." The schema fixes the value.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cs015{
    .id = "CS015",
    .niveau = model::Niveau::xsd,
    .retourcode = "",
    .berichten = in_heen,
    .zin = "BerichtSubversie is 2.",
    .bron = "CS015",
    .check = std::monostate{},
};

} // namespace rules::standard

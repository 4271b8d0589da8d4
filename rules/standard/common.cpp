#include "rules/standard/common.hpp"

#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::standard {

std::string ordinal(model::Place const& prestatie) {
    return fmt::format("Client {}, Prestatie {}", prestatie.client + 1, prestatie.item + 1);
}

std::string met_richting(model::BedragMetDC const& bedrag) {
    return fmt::format("{} {}", euro(bedrag.bedrag), bedrag.debet_credit == "C" ? "credit" : "debet");
}

} // namespace rules::standard

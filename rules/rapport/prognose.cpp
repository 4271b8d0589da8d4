#include "rules/rapport/prognose.hpp"

#include "rules/rapport/rekenen.hpp"

namespace rules::rapport {

std::vector<model::Money> prognose(model::Money basis, std::span<std::int64_t const> groei) {
    std::vector<model::Money> uit;
    for (auto const jaar : groei) uit.push_back(basis = deel(basis, 10'000 + jaar));
    return uit;
}

} // namespace rules::rapport

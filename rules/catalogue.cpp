#include "rules/catalogue.hpp"

#include "rules/standard/across.hpp"
#include "rules/standard/within.hpp"

#include <algorithm>
#include <vector>

namespace rules {

std::span<Rule const* const> catalogue() {
    static auto const all = [] {
        auto const within = standard::within_message();
        auto const across = standard::across_messages();
        std::vector<Rule const*> rules(within.begin(), within.end());
        rules.insert(rules.end(), across.begin(), across.end());
        std::ranges::stable_sort(
            rules, [](Rule const* a, Rule const* b) { return a->niveau != b->niveau ? a->niveau < b->niveau : a->id < b->id; });
        return rules;
    }();
    return all;
}

} // namespace rules

#pragma once

#include "store/sqlite/connection.hpp"

#include <expected>
#include <vector>

namespace store::sqlite {

/// Finds the keys of a sorted list in a table read in the same order, side by side: one look at the table answers for every key
/// before the row it stands on, which for new ReferentieNummers is often all of them. Searches anew where rows lie far apart.
/// `search(key)` puts `row` at the first row with that key or a later one; `here()` is its key; `take(key)` uses it.
template <class Key, class Search, class Here, class Take>
model::Result<void> walk(Query& row, std::vector<Key> const& keys, Search const& search, Here const& here, Take const& take) {
    constexpr int near = 4; ///< rows apart up to which a step each is cheaper than a search
    if (keys.empty()) return {};
    auto key = keys.begin();
    int patience = near;
    int steps = 0;
    auto found = search(*key);
    while (found && *found) {
        Key const at = here();
        while (key != keys.end() && *key < at) ++key;
        if (key == keys.end()) return {};
        if (*key == at) {
            if (auto done = take(*key); !done) return done;
            if (++key == keys.end()) return {};
            if (steps < patience) patience = near;
            steps = 0;
            found = row.next();
        } else if (++steps < patience) {
            found = row.next();
        } else {
            patience = 1; // rows lie far apart here: search at once until two are neighbours again
            found = search(*key);
        }
    }
    if (!found) return std::unexpected(found.error());
    return {};
}

} // namespace store::sqlite

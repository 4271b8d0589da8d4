#pragma once

#include "rules/contract/load.hpp"
#include "store/store.hpp"

#include <span>
#include <vector>

namespace gateway {

/// A checked bundle as the store keeps it, active for every gemeente it names. Pure.
[[nodiscard]] store::Bundel stored_form(model::Contract const& contract, rules::contract::Files files, std::int64_t moment_ms);

/// Whether a bundle imported on a day is valid from before it: decisions taken earlier would be others under it. Pure.
[[nodiscard]] bool terugwerkend(model::Contract const& contract, model::Date import);

/// What the old bundle has and the new one has not, though toewijzingen that run use it: a product, its perceel, or the agreement of the
/// aanbieder for it. A product that closes with `open_tot` and an agreement that ends stay known, so they orphan nothing. Pure.
/// @param lopend the toewijzingen of one gemeente for which `oud` is the active bundle
[[nodiscard]] std::vector<rules::contract::Fout> verweesd(model::Contract const& nieuw, model::Contract const& oud,
                                                          std::span<store::LopendProduct const> lopend, model::Date vandaag);

/// What keeps a bundle from becoming the active one; empty: nothing. In the transaction that is to make it so.
/// @param lopend what runs in its gemeenten
model::Result<std::vector<rules::contract::Fout>> bezwaren(store::Transaction& tx, model::Contract const& contract,
                                                           std::vector<std::string> const& gemeenten,
                                                           std::vector<store::LopendProduct> const& lopend, model::Date vandaag);

/// Makes a bundle the active one, or with `voorgesteld_door` in it a proposal that somebody else has to make active; or says why not: all or nothing.
/// @returns what is wrong with it in this store; empty: it is active now
/// Errors: of the store. Store thread only.
model::Result<std::vector<rules::contract::Fout>> importeer(store::Store& store, model::Contract const& contract,
                                                            store::Bundel const& bundel, model::Date vandaag);

} // namespace gateway

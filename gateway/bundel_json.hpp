#pragma once

#include "store/store.hpp"
#include "xsd/model/contract.hpp"

#include <boost/json/object.hpp>

/// Contract bundles as the API and the command line give them.
namespace gateway {

/// What a bundle is and how much it holds.
[[nodiscard]] boost::json::object summary_json(model::Contract const& contract);
/// The same with its products and tarieven.
[[nodiscard]] boost::json::object contract_json(model::Contract const& contract);
/// How a stored version stands: when it came, for which gemeenten, and for which of these it is the active one.
[[nodiscard]] boost::json::object bundel_json(store::Bundel const& bundel);

} // namespace gateway

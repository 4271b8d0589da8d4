#pragma once

#include "gateway/bewaren/plan.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/wie.hpp"

#include <cstdint>
#include <functional>
#include <string>

/// Carries a plan out, step by step, so that it can be broken off anywhere and gone on with.
namespace gateway::bewaren {

struct Uitslag {
    std::int64_t gewist = 0;       ///< messages, this time
    std::int64_t overgeslagen = 0; ///< messages that are needed again since the plan was begun, this time
    std::int64_t inzagen = 0;      ///< rows of the access log
    std::int64_t eerder = 0;       ///< steps that were done before
};

/// What somebody wants done.
struct Opdrachtgever {
    std::string hash;  ///< of the plan they saw
    std::string door;
    std::string grond; ///< why now; may be empty
};

/// Does what the plan with this hash says: one that was begun goes on where it was; else what `nu` says now must have that hash. A message
/// that something needs since then is passed over.
/// @param voortgang called with steps done and steps in all
/// Errors: wrong_use (there is another plan now; nothing was done), those of the store: what was done so far is kept, and can be gone on with.
[[nodiscard]] model::Result<Uitslag> voer_uit(store::Store& store, store::Reader& reader, Pipeline const& pipeline, std::span<Regel const> regels,
                                              Plan const& nu, Opdrachtgever const& wie, Klok const& klok,
                                              std::function<void(std::int64_t, std::int64_t)> const& voortgang);

} // namespace gateway::bewaren

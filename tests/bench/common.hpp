#pragma once

#include "gateway/pipeline.hpp"
#include "store/store.hpp"

#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// What the measuring programs share. Whatever fails ends the program: a figure of something else than was meant is worse than none.
namespace bench {

using Clock = std::chrono::steady_clock;

template <class T>
T need(model::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().context);
    return std::move(*result);
}
void need(model::Result<void> const& result);

std::size_t number(std::string_view text);

/// Now, on the calendar day that all messages are made for.
gateway::Moment moment();

/// Imports the bundle of a directory and makes it active.
void activate(store::Store& store, std::string const& directory);

/// Decides a message in a transaction and insists that it was approved: rejections would measure something else.
model::Result<void> decide(gateway::Pipeline& pipeline, store::Transaction& tx, gateway::Gelezen const& gelezen);

/// A message in a Di01 envelope, with a referentienummer made of `n`. Throws when it is no message.
std::string envelop(gateway::Pipeline const& pipeline, std::string const& bytes, std::size_t n);

} // namespace bench

#pragma once

#include "xsd/model/error.hpp"

/// What was decided and what decisions were taken with, in the order it came about: what replay and what-if read.
namespace store {

/// Reads history through the connection of a Reader, under the same rules.
class Historie {
public:
    virtual ~Historie() = default;
};

} // namespace store

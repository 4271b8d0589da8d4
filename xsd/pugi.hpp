#pragma once

#include "xsd/builder.hpp"

#include <cstddef>
#include <span>

/// The only door to pugixml. It knows no schemas and does not tell everything that is malformed, and is ten times as fast as a parser that does.
namespace xsd {

/// Builds a message of bytes that passed their schemas before. Thread-safe.
/// @pre these very bytes were read() before: they are well-formed UTF-8 without DOCTYPE, and every element is in its namespace
/// @returns false: the shapes have no place for something, or a value stands in pieces (comments, CDATA), which only a slower parser puts
/// together; what was built is then of no use
[[nodiscard]] bool build(std::span<std::byte const> payload, Builder& builder);

} // namespace xsd

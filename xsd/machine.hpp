#pragma once

#include "xsd/model/bericht.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xsd {

struct Table;

/// One element the reader may meet in its parent. Objects are the model structs, untyped here; each function knows its own type.
struct Slot {
    std::string_view name; ///< ASCII
    bool repeats = false;
    /// Makes the child's object inside the parent's and returns it. nullptr for a leaf.
    void* (*enter)(void* parent) = nullptr;
    /// Puts a leaf's text into the parent's object.
    void (*set)(void* parent, std::string_view text) = nullptr;
    Table const* table = nullptr; ///< of the child; nullptr for a leaf
};

/// The elements of one struct in order. The schema has their order too: the reader only ever looks forward.
struct Table {
    std::vector<Slot> slots;
    /// Stores the line of the start tag; nullptr for structs without one.
    void (*lijn)(void* object, std::uint32_t line) = nullptr;
};

/// Where reading a message of this kind starts.
struct Start {
    Table const* table = nullptr; ///< of the root element; nullptr: no shape for this number
    void* object = nullptr;
};

/// Puts an empty message of its kind into `message.inhoud` and tells how to fill it.
/// @pre message.soort is set
[[nodiscard]] Start start(model::Message& message);

} // namespace xsd
